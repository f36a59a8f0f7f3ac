"""The promises of tests/conftest.py, tried on tests that break them."""

from __future__ import annotations

import os
import socket
import tomllib
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

CONFTEST = Path(__file__).parents[1] / "conftest.py"
SETTINGS = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
OPTIONS = SETTINGS["tool"]["pytest"]["ini_options"]["addopts"].split()
SOCKETS = [option for option in OPTIONS if "socket" in option or "hosts" in option]


def run(pytester: pytest.Pytester, body: str) -> pytest.RunResult:
    pytester.makeconftest(CONFTEST.read_text(encoding="utf-8"))
    pytester.makepyfile(body)
    return pytester.runpytest_subprocess("-p", "no:randomly", "-p", "no:cacheprovider", *SOCKETS)


def test_a_thread_left_behind_fails_the_test_that_left_it(pytester: pytest.Pytester) -> None:
    result = run(
        pytester,
        """
        import threading
        import conftest

        conftest.GRACE_SECONDS = 0.01
        stop = threading.Event()

        def test_leaves_a_thread():
            threading.Thread(target=stop.wait, name="forgotten").start()

        def test_goes_on():
            stop.set()
        """,
    )
    result.assert_outcomes(passed=2, errors=1)
    result.stdout.fnmatch_lines(["*threads survived the test: *forgotten*"])


def test_an_address_elsewhere_is_neither_resolved_nor_reached(pytester: pytest.Pytester) -> None:
    result = run(
        pytester,
        """
        import socket

        def test_resolves():
            socket.getaddrinfo("timestamp.invalid", 80)

        def test_connects():
            with socket.socket() as connection:
                connection.connect(("192.0.2.1", 80))
        """,
    )
    result.assert_outcomes(failed=2)
    result.stdout.fnmatch_lines(["*a test asked for the address of 'timestamp.invalid'*"])
    result.stdout.fnmatch_lines(['*with host "192.0.2.1"*'])


def test_loopback_works() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = ("localhost", server.getsockname()[1])
        with socket.create_connection(address) as connection, server.accept()[0] as accepted:
            connection.sendall(b"x")
            assert accepted.recv(1) == b"x"


def test_the_umask_of_one_test_is_not_that_of_the_next(pytester: pytest.Pytester) -> None:
    result = run(
        pytester,
        """
        import os

        def test_changes():
            os.umask(0o177)

        def test_finds():
            found = os.umask(0o077)
            os.umask(found)
            assert found != 0o177
        """,
    )
    result.assert_outcomes(passed=2)


def test_every_test_has_a_home_of_its_own(pytester: pytest.Pytester) -> None:
    result = run(
        pytester,
        """
        from pathlib import Path

        def test_writes():
            (Path.home() / "profile").write_text("x")

        def test_finds_nothing():
            assert not (Path.home() / "profile").exists()
        """,
    )
    result.assert_outcomes(passed=2)


def test_folders_of_the_desktop_lie_in_that_home() -> None:
    home = Path.home()
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"):
        assert home in Path(os.environ[variable]).parents


def test_nothing_is_shown_on_a_screen() -> None:
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"


def test_a_nasty_name_is_a_legal_name(nasty_name: str, tmp_path: Path) -> None:
    (tmp_path / nasty_name).write_bytes(b"x")
    assert os.listdir(tmp_path) == [nasty_name]
