"""The command line: click, JSON, exit codes; nothing else."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from app.cli.checks import check, overrule
from app.cli.compare import compare
from app.cli.council import council_group
from app.cli.demonstration import demo
from app.cli.dossiers import order, recognise
from app.cli.files import memo
from app.cli.letters import condition, decide, dispatch, release, strengthen, void, withdraw
from app.cli.maps import map_group
from app.cli.records import keys_group, record_group
from app.cli.session import DONE, FAULT, REFUSED, STOPPED, WRONG_USE, exit_code, say
from app.cli.signing import sign, sign_again
from app.cli.verify import verify
from app.cli.window import open_window, window
from app.errors import Cancelled, Trouble, from_signing, from_system
from app.paths import default_profile
from app.text import refusal
from signing.errors import SigningFault


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, invoke_without_command=True)
@click.version_option(package_name="vloeiboek")
@click.pass_context
def cli(context: click.Context) -> None:
    """Review, sign ahead of the council, seal, release and verify letters. Without a command: the window."""
    if context.invoked_subcommand is None:
        raise SystemExit(open_window(default_profile()))


for _command in (
    demo, memo, check, map_group, condition, overrule, decide, withdraw, sign, sign_again, strengthen, council_group,
    release, dispatch, void, verify, compare, record_group, keys_group, window,
):  # fmt: skip
    cli.add_command(_command)
for _command in (recognise, order):
    map_group.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and end with its exit code; every trouble becomes a sentence at this one edge."""
    from app.hardening import harden_process  # noqa: PLC0415  after --help needs nothing

    harden_process()
    sys.exit(run(list(sys.argv[1:] if arguments is None else arguments)))


def run(arguments: list[str]) -> int:
    """Run a command and return its exit code."""
    language = "en" if "--language=en" in arguments or ("en" in arguments and "--language" in arguments) else "nl"
    try:
        cli.main(args=arguments, prog_name="vloeiboek", standalone_mode=False)
    except Trouble as trouble:
        say(refusal(trouble.reason, language))
        return exit_code(trouble)
    except SigningFault as fault:
        told = from_signing(fault)
        say(refusal(told.reason, language))
        return exit_code(told)
    except click.ClickException as error:
        error.show()
        return WRONG_USE
    except (Cancelled, click.Abort, KeyboardInterrupt):
        say("Gestopt.")
        return STOPPED
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else DONE
    except OSError as error:
        say(refusal(from_system(error), language))
        return REFUSED
    except Exception:  # noqa: BLE001  the edge: a fault of ours is logged and reported with the log's place
        return _report_fault(arguments)
    return DONE


def _report_fault(arguments: Sequence[str]) -> int:
    folder = default_profile()
    if "--profile" in arguments[:-1]:
        folder = Path(arguments[arguments.index("--profile") + 1])
    log = folder / "vloeiboek.log"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = logging.FileHandler(log, encoding="utf-8")
        logger = logging.getLogger("vloeiboek")
        logger.addHandler(handler)
        logger.exception("fault")
        logger.removeHandler(handler)
        handler.close()
    except OSError:
        logging.getLogger("vloeiboek").exception("fault")
    say(f"Er is iets misgegaan in het programma zelf. Er is niets verloren. Zie {log}.")
    return FAULT
