"""How the window closes: what is in hand is finished, and while a person waits for it they are asked first."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from ui.bridge import Bridge
from ui.dialogs.confirm import ConfirmDialog, quit_model
from ui.dialogs.sheet import Card
from ui.frame.main_window import MainWindow
from ui.text import say
from ui.theme.theme import Theme
from ui.widgets.label import Text


class Leaving(QObject):
    """Closes the window when nothing runs any more.

    Args:
        window: that closes.
        bridge: whose jobs are finished first.
    """

    def __init__(self, window: MainWindow, bridge: Bridge) -> None:
        super().__init__(window)
        self._window = window
        self._bridge = bridge
        self.working: Callable[[], str] = str
        window.close_asked.connect(self._asked)
        bridge.idle.connect(self._idle)

    def _asked(self) -> None:
        words, card = self.working(), self._window.card
        if isinstance(card, QuitDialog) and not self._bridge.stopping:
            return  # it is the question that is open
        if not words or card is not None:
            # Nothing runs that a person waits for. Where a box is open its job does nothing: the question is abandoned.
            self._bridge.stop()
            return
        dialog = QuitDialog(self._window.theme, quit_model(words))
        dialog.confirmed.connect(lambda _confirmed: self._stop())
        dialog.declined.connect(self._window.close_card)
        self._window.show_card(dialog, dialog.first)

    def _stop(self) -> None:
        """Begin nothing else; until what is in hand is done, a box says so and nothing can be pressed under it."""
        self._window.show_card(ClosingCard(self._window.theme))
        self._bridge.stop()

    def _idle(self) -> None:
        if self._bridge.stopping:
            # Not at once: a window that is asked to close cannot be closed from within that question.
            QTimer.singleShot(0, self._window, self._window.leave)


class QuitDialog(ConfirmDialog):
    """Asks whether to finish what is in hand and close; Enter and Escape go on working."""


class ClosingCard(Card):
    """Says that the window closes once what is in hand is finished; there is nothing to press."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, width=420, name=say("quit_closing"))
        self.heading(say("quit_closing"), icon="clock", colour="accent")
        self.body.addWidget(Text(theme, say("quit_closing_text"), tone="text2", wrap=True))
