"""From the locked panel to an open vault: the passphrase goes to a job, what comes back opens the pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from app.errors import Reason
from app.jobs import Lane, Work
from ui.bridge import Bridge, Handlers
from ui.frame.locked import Door, LockedPanel, PassphraseGiven
from ui.text import say


@dataclass(frozen=True)
class VaultOpened:
    """The vault is open; ``session`` is what the door gave."""

    session: object


@dataclass(frozen=True)
class EngineWarmed:
    """The engine is loaded; ``engine`` is what the door gave."""

    engine: object


class Entry(QObject):
    """Lets the panel and the door talk through jobs.

    Signals:
        warmed: carries :class:`EngineWarmed`.
        opened: carries :class:`VaultOpened`.
    """

    warmed = Signal(object)
    opened = Signal(object)

    def __init__(self, panel: LockedPanel, bridge: Bridge, door: Door, *, sentence: Callable[[Reason], str]) -> None:
        super().__init__(panel)
        self._panel = panel
        self._bridge = bridge
        self._door = door
        self._sentence = sentence
        panel.given.connect(self._given)

    def warm(self) -> None:
        """Load the engine and the store in a job, once the window is on the screen."""
        self._bridge.run(
            Lane.WRITE, self._door.warm, Handlers(done=lambda engine: self.warmed.emit(EngineWarmed(engine)))
        )

    def enter(self, work: Work) -> None:
        """Open the vault by other work than a passphrase typed: a demonstration keeps its own."""
        self._bridge.run(Lane.WRITE, work, Handlers(done=self._enter, failed=self._refuse))

    def _given(self, given: PassphraseGiven) -> None:
        self._bridge.run(
            Lane.WRITE,
            lambda context: self._door.enter(context, given.passphrase),
            Handlers(done=self._enter, failed=self._refuse, stopped=lambda: self._panel.busy(on=False)),
        )

    def _enter(self, session: object) -> None:
        self._panel.busy(on=False)
        self.opened.emit(VaultOpened(session))

    def _refuse(self, reason: Reason) -> None:
        wrong = reason.code == "passphrase_wrong"
        if wrong:
            self._panel.wrong(say("lock_wrong"), more=say("lock_no_recovery"))
        else:
            self._panel.wrong(self._sentence(reason))
