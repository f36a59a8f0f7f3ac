# One list of commands for people and machines. `make help` prints the lines that follow two hash signs.
.NOTPARALLEL:
.PHONY: help setup demo run test lint bench fuzz table corpus pins screenshots clean

PYTHON := .venv/bin/python
VLOEIBOEK := .venv/bin/vloeiboek
WORKERS ?= 2
TESTS ?=
NOW = $(shell date +%Y%m%d-%H%M%S)

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' Makefile

setup: ## everything the program and its tests need, into .venv; a second run only looks
	@packaging/setup

# With a screen the window opens on the example, without one the journey is told in the terminal.
WITH_SCREEN := demo --window
DEMO = $(if $(DISPLAY)$(WAYLAND_DISPLAY),$(WITH_SCREEN),demo)
demo: setup ## the example dossier from memo to released, verified letters, in build/demo-<time>
	@mkdir -p build && $(VLOEIBOEK) $(DEMO) build/demo-$(NOW)

run: setup ## start the program: its window
	@$(VLOEIBOEK)

test: setup ## all tests; WORKERS=4 for more at a time, TESTS="tests/app -k record" for some
	@$(PYTHON) -m pytest -q -n $(WORKERS) $(TESTS)

lint: setup ## ruff, mypy --strict and the import contracts; all run, whatever one of them finds
	@status=0; \
	$(PYTHON) -m ruff check . || status=1; \
	$(PYTHON) -m ruff format --check . || status=1; \
	$(PYTHON) -m mypy || status=1; \
	.venv/bin/lint-imports || status=1; \
	exit $$status

bench: setup ## measure speed and size against the bounds of the design
	@$(PYTHON) -m tests.bench

corpus: setup ## measure the reader, the dossiers and the checks against memos with ground truth
	@$(PYTHON) -m tests.corpus

fuzz: setup ## damage signed letters at random for SECONDS=60, from SEED=...; what is found stands in build/fuzz
	@nice $(PYTHON) -m tests.signing.verify.fuzz $(or $(SECONDS),60) $(SEED)

table: setup ## what verification says of every class of attack, beside pyHanko and pdfsig, in docs/verification.md
	@$(PYTHON) -m tests.signing.verify.table

screenshots: setup ## pictures of every page of the window, in docs/screenshots
	@QT_QPA_PLATFORM=offscreen $(PYTHON) -m tests.screenshots docs/screenshots

pins: setup ## write packaging/requirements*.txt anew from pyproject.toml; UPGRADE=1 takes newer versions
	@packaging/pins $(if $(UPGRADE),--upgrade)

clean: ## remove what was built and cached, demonstrations included (.venv stays)
	@rm -rf build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find app signing ui resources tests packaging -name __pycache__ -type d -prune -exec rm -rf {} +
