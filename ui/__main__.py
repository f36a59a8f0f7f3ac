"""``python -m ui``: the window, a process of its own. First the window, then everything else."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.hardening import harden_process
from app.paths import default_profile
from app.text.plain import plain
from ui.collecting import Collector
from ui.door import VaultDoor
from ui.frame.locked import Lock, WithoutVault
from ui.frame.places import Place
from ui.office import Office
from ui.remembered import Remembered, read_remembered
from ui.start import Opened, dress, open_window
from ui.theme.theme import Mode

PLACES = (Place.MAPS, Place.PREPARE, Place.REVIEW, Place.SIGN, Place.COUNCIL, Place.VERIFY)


def build(application: QApplication, folder: Path, *, mode: Mode | None = None, scale: float | None = None) -> Running:
    """Open the window on a profile.

    Args:
        application: Qt's.
        folder: of the profile.
        mode: light, dark, or as the system; by default as remembered in the profile.
        scale: 1.0 to 2.0; by default as remembered in the profile.
    """
    remembered = read_remembered(folder)
    remembered.mode = mode.value if mode is not None else remembered.mode
    remembered.scale = scale if scale is not None else remembered.scale
    theme = dress(application, mode=Mode(remembered.mode), scale=remembered.scale)
    door = VaultDoor(folder)
    opened = open_window(
        application,
        door,
        sentence=lambda reason: plain(reason, "nl"),
        places=PLACES,
        theme=theme,
        folder=str(folder.absolute()),
    )
    return Running(application, opened, door, remembered)


class Running:
    """A window over a profile: the pages are assembled once the engine is loaded.

    Args:
        application: Qt's.
        opened: the window.
        door: of the vault.
        remembered: how the person likes the window.
    """

    def __init__(self, application: QApplication, opened: Opened, door: VaultDoor, remembered: Remembered) -> None:
        # A worker gives the interpreter back after one millisecond, not five: a paint event asks for it many times.
        sys.setswitchinterval(0.001)
        self._application = application
        self._remembered = remembered
        self._wanted_scale = 0.0
        self.door = door
        self.assembly: Any = None
        self._engine: Any = None
        self._desk: Any = None
        self._take(opened)
        opened.bridge.idle.connect(self._rescale_when_idle)
        if door.demonstration:
            opened.window.show_locked(Lock.DEMONSTRATION)
            opened.window.panel.busy(on=True)
        opened.entry.warmed.connect(lambda warmed: self._assemble(warmed.engine))

    def _take(self, opened: Opened) -> None:
        """Work with this window, and with an office of its own."""
        self.opened = opened
        self.office = Office(opened.bridge, sentence=lambda reason: plain(reason, "nl"))
        opened.leaving.working = lambda: self.office.working
        self._collector = Collector(opened.window)
        opened.entry.opened.connect(lambda entered: self._enter(entered.session))
        opened.window.panel.without.connect(self._without)
        opened.window.scale_asked.connect(lambda asked: self._ask_scale(asked.scale))

    def _ask_scale(self, scale: float) -> None:
        """Every length of a window follows its scale, so another scale is another window, once no job runs."""
        self._wanted_scale = scale if scale != self.opened.theme.scale else 0.0
        self._rescale_when_idle()

    def _rescale_when_idle(self) -> None:
        if self._wanted_scale:
            # Not within the signal of the menu or of the job that ended.
            QTimer.singleShot(0, self.opened.window, self._rescale)

    def _rescale(self) -> None:
        old, bridge = self.opened, self.opened.bridge
        ready = self.assembly is not None and bridge.resting and not bridge.stopping and old.window.card is None
        if not self._wanted_scale or not ready:
            return
        scale, self._wanted_scale = self._wanted_scale, 0.0
        standing = self.assembly.standing()
        desk = self.office.desk if self.office.open else None
        old.window.setUpdatesEnabled(False)
        self.assembly.let_go()
        self._collector.close()
        old.theme.choose(scale=scale)
        opened = open_window(
            self._application,
            self.door,
            sentence=lambda reason: plain(reason, "nl"),
            places=PLACES,
            theme=old.theme,
            bridge=bridge,
        )
        if desk is None and self.door.demonstration:
            opened.window.show_locked(Lock.DEMONSTRATION)
        opened.window.setGeometry(old.window.geometry())  # no larger than the screen, whatever the size of the words
        opened.window.painted.disconnect()  # the engine is there
        self.assembly = None
        self._take(opened)
        assembly = self._engine.Assembly(opened, self.office, self.door)
        assembly.ready.connect(lambda: self._resumed(assembly, desk, standing, old))

    def _resumed(self, assembly: Any, desk: Any, standing: Any, old: Opened) -> None:
        self.assembly = assembly
        self._collector.keep()
        self._remember()
        window = self.opened.window
        window.setWindowState(old.window.windowState())
        window.show()
        window.activateWindow()
        old.window.hide()
        old.window.deleteLater()
        assembly.resume(desk, standing)

    def _remember(self) -> None:
        self._remembering = self._engine.Remembering(self.opened.window, self._remembered)

    def _assemble(self, engine: Any) -> None:
        self._engine = engine
        assembly = engine.Assembly(self.opened, self.office, self.door)
        assembly.ready.connect(lambda: self._assembled(assembly))

    def _assembled(self, assembly: Any) -> None:
        self.assembly = assembly
        self._collector.keep()
        self._remember()
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
