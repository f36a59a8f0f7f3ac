"""What holds for every test: a home of its own, no screen, no network but loopback, nothing left behind."""

from __future__ import annotations

import os

# Before anything imports Qt, and whatever the desktop of the person who runs the tests has set.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.pop("QT_STYLE_OVERRIDE", None)

import contextlib
import ipaddress
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "here",
    deadline=None,  # two cores that others use too: a slow moment is no fault
    max_examples=50,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.register_profile("ci", settings.get_profile("here"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

GRACE_SECONDS = 5.0
"""How long a thread that was told to stop may take before it counts as left behind."""

NASTY_NAMES = {
    "control": "brief\x07\x1b[31m\x7f.pdf",
    "bidi": "brief-\u202efdp.exe.pdf",
    "newline": "eerste regel\nResultaat: geldig\r.pdf",
    "long": "n" * 251 + ".pdf",
    "dots": "...pdf..pdf",
    "accents": "Co\u00f6rdinatie \u00e9\u00e9n re\u00ebel besluit.pdf",
    "decomposed": "Coo\u0308rdinatie e\u0301e\u0301n.pdf",
    "dash": "--to=elders.pdf",
    "spaces": "  brief  .pdf ",
    "quotes": "'brief' \"TK\" $(id) `id` & %s {0}.pdf",
    "undecodable": os.fsdecode(b"brief-\xff\xfe.pdf"),
}
"""File names as an attacker, or an old share, would give them; each is a legal name on Linux."""


@pytest.fixture(params=NASTY_NAMES.values(), ids=NASTY_NAMES.keys())
def nasty_name(request: pytest.FixtureRequest) -> str:
    """A legal file name that does harm where it is printed, parsed or joined carelessly."""
    name: str = request.param
    return name


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    home: Path = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for variable, place in {
        "XDG_CONFIG_HOME": ".config",
        "XDG_DATA_HOME": ".local/share",
        "XDG_STATE_HOME": ".local/state",
        "XDG_CACHE_HOME": ".cache",
        "XDG_RUNTIME_DIR": ".run",
    }.items():
        folder = home / place
        folder.mkdir(parents=True, mode=0o700)
        monkeypatch.setenv(variable, str(folder))


@pytest.fixture(autouse=True)
def _no_name_is_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse to resolve anything but loopback: connecting is blocked already, but asking for an address tells too."""

    def guarded(resolve: Callable[..., Any]) -> Callable[..., Any]:
        def only_loopback(host: str | bytes | None, *arguments: Any, **named: Any) -> Any:
            name = host.decode() if isinstance(host, bytes) else host
            if not _is_loopback(name):
                raise AssertionError(f"a test asked for the address of {name!r}")
            return resolve(host, *arguments, **named)

        return only_loopback

    monkeypatch.setattr(socket, "getaddrinfo", guarded(socket.getaddrinfo))
    monkeypatch.setattr(socket, "gethostbyname", guarded(socket.gethostbyname))


def _is_loopback(name: str | None) -> bool:
    if name in (None, "", "localhost"):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True)
def _no_thread_survives() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    left = [thread for thread in threading.enumerate() if thread not in before and _python_made(thread)]
    for thread in left:
        thread.join(GRACE_SECONDS)
    surviving = [thread.name for thread in left if thread.is_alive()]
    assert not surviving, f"threads survived the test: {surviving}"


def _python_made(thread: threading.Thread) -> bool:
    """Tell whether Python started it: threads of Qt's own pool only get a stand-in object, and cannot be joined."""
    return not isinstance(thread, threading._DummyThread)


@pytest.fixture(autouse=True)
def _no_object_stays_open(request: pytest.FixtureRequest) -> Iterator[None]:
    """What is opened of a vault is closed by whoever opened it, also where a guard refuses halfway."""
    before = _open_objects()
    yield
    if "ui" in request.path.parts:
        return  # a page that a job still brings when the window has closed goes with the window's process
    left = _open_objects() - before
    assert not left, f"objects of a vault left open: {sorted(left)}"


def _open_objects() -> set[str]:
    open_files = Path("/proc/self/fd")  # of Linux; elsewhere nothing is looked at
    found = set()
    for number in open_files.iterdir() if open_files.is_dir() else ():
        with contextlib.suppress(OSError):
            found.add(os.readlink(number))
    return {one for one in found if "/objects/" in one}


@pytest.fixture(autouse=True)
def _umask_as_found() -> Iterator[None]:
    """The program sets its umask when it starts; the test after it must not notice."""
    found = os.umask(0o077)
    os.umask(found)
    yield
    os.umask(found)
