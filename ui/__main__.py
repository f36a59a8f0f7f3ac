"""``python -m ui``: the window, a process of its own. First the window, then everything else."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from app.hardening import harden_process
from app.paths import default_profile
from app.text import refusal
from ui.collecting import Collector
from ui.door import VaultDoor
from ui.frame.locked import Lock, WithoutVault
from ui.frame.places import Place
from ui.office import Office
from ui.start import Opened, dress, open_window
from ui.theme.theme import Mode

PLACES = (Place.MAPS, Place.PREPARE, Place.REVIEW, Place.SIGN, Place.COUNCIL, Place.VERIFY)


def build(application: QApplication, folder: Path, *, mode: Mode = Mode.SYSTEM, scale: float = 1.0) -> Running:
    """Open the window on a profile.

    Args:
        application: Qt's.
        folder: of the profile.
        mode: light, dark, or as the system.
        scale: 1.0 to 2.0.
    """
    theme = dress(application, mode=mode, scale=scale)
    door = VaultDoor(folder)
    opened = open_window(application, door, sentence=lambda reason: refusal(reason, "nl"), places=PLACES, theme=theme)
    return Running(opened, door)


class Running:
    """A window over a profile: the pages are assembled once the engine is loaded.

    Args:
        opened: the window.
        door: of the vault.
    """

    def __init__(self, opened: Opened, door: VaultDoor) -> None:
        # A worker gives the interpreter back after one millisecond, not five: a paint event asks for it many times.
        sys.setswitchinterval(0.001)
        self.opened = opened
        self.door = door
        self.office = Office(opened.bridge, sentence=lambda reason: refusal(reason, "nl"))
        opened.leaving.working = lambda: self.office.working
        self.assembly: Any = None
        self._desk: Any = None
        if door.demonstration:
            opened.window.show_locked(Lock.DEMONSTRATION)
            opened.window.panel.busy(on=True)
        self._collector = Collector(opened.window)
        opened.entry.warmed.connect(lambda warmed: self._assemble(warmed.engine))
        opened.entry.opened.connect(lambda entered: self._enter(entered.session))
        opened.window.panel.without.connect(self._without)

    def _assemble(self, engine: Any) -> None:
        assembly = engine.Assembly(self.opened, self.office, self.door)
        assembly.ready.connect(lambda: self._assembled(assembly))

    def _assembled(self, assembly: Any) -> None:
        self.assembly = assembly
        self._collector.keep()
        if self._desk is not None:
            self.assembly.enter(self._desk)
        elif self.door.demonstration:
            # A demonstration keeps its own passphrase: nobody is asked for it.
            self.opened.entry.enter(self.door.enter_demonstration)

    def _enter(self, desk: Any) -> None:
        self._desk = desk
        if self.assembly is not None:
            self.assembly.enter(desk)

    def _without(self, asked: WithoutVault) -> None:
        self.opened.window.go(asked.place)

    def close(self) -> None:
        """Let the workers finish and close the vault."""
        if self.assembly is not None:
            self.assembly.let_go()
        self.opened.bridge.close()
        self.door.leave()
        self._collector.close()


def main(arguments: list[str] | None = None) -> int:
    """Run the window; returns the exit code."""
    parser = argparse.ArgumentParser(prog="vloeiboek window")
    parser.add_argument("--profile", type=Path, default=None)
    given = parser.parse_args(sys.argv[1:] if arguments is None else arguments)
    harden_process()
    application = QApplication(sys.argv[:1])
    running = build(application, given.profile or default_profile())
    running.opened.window.show()
    code = application.exec()
    running.close()
    return code


if __name__ == "__main__":
    sys.exit(main())
