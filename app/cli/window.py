"""The command that opens the window: a process of its own, so that ``app`` never imports ``ui``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click

from app.cli.session import Session, with_session


@click.command("window", epilog="Example: vloeiboek window --profile /tmp/voorbeeld")
@with_session
def window(session: Session) -> None:
    """Open the window (the same as the program without a command)."""
    raise SystemExit(open_window(session.folder))


def open_window(folder: Path) -> int:
    """Open the window on a profile and wait until it is closed; returns its exit code."""
    return subprocess.run([sys.executable, "-m", "ui", "--profile", str(folder)], check=False).returncode  # noqa: S603
