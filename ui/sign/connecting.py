"""Confirming, at the first connection after the signing, what could not be confirmed then (design section 2.4)."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from app.errors import Reason
from app.jobs import Lane
from app.usecases.strengthen_letters import Strengthened, strengthen_waiting
from ui.office import Changed, Office

_EVERY = 3 * 60_000  # milliseconds


class Connecting(QObject):
    """Tries when the vault is opened and every few minutes while it is; being offline is no fault and is not told.

    Args:
        owner: whose life it shares.
        office: of the open profile.
    """

    def __init__(self, owner: QObject, office: Office) -> None:
        super().__init__(owner)
        self._office = office
        self._trying = False
        self._opened = False
        self._came: tuple[Strengthened, ...] = ()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY)
        self._timer.timeout.connect(self.attempt)
        office.changed.connect(self._changed)
        office.locked.connect(self._locked)

    def attempt(self) -> None:
        """Ask the services for what is missing, in a lane of its own; not while letters are signed or released."""
        if not self._office.open or self._trying or self._office.working or self._office.desk.services.offline:
            return
        self._trying = True
        self._office.run(
            lambda desk, context: strengthen_waiting(desk, context=context),
            done=self._done,
            failed=self._failed,
            lane=Lane.CONNECT,
        )

    def _changed(self, _changed: Changed) -> None:
        if self._office.open and not self._opened:
            self._opened = True
            self._timer.start()
            self.attempt()

    def _locked(self) -> None:
        self._timer.stop()
        self._opened, self._trying, self._came = False, False, ()

    def _done(self, came: tuple[Strengthened, ...]) -> None:
        self._trying = False
        before, self._came = self._came, came
        if came and came != before:
            self._office.tell()

    def _failed(self, _reason: Reason) -> None:
        # Released or voided meanwhile: what is shown reads that for itself.
        self._trying = False
