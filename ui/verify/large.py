"""Both revisions in a window of their own, as large as the page's (V)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from app.usecases.compare_revisions import Revisions
from ui.bridge import Bridge
from ui.text import say
from ui.theme.theme import Theme
from ui.verify.detail import Difference
from ui.verify.model import DifferenceModel
from ui.widgets.pane import column


class LargeDifference(QDialog):
    """The same two revisions, larger. Escape closes it.

    Args:
        theme: of the window.
        bridge: for the read lane.
        owner: the page it belongs to.
    """

    def __init__(self, theme: Theme, bridge: Bridge, owner: QWidget) -> None:
        super().__init__(owner)
        self.setObjectName("large_difference")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(owner.window().size())
        self.difference = Difference(theme, bridge)
        column(theme, self, margins=(12, 12, 12, 12)).addWidget(self.difference)
        self.finished.connect(lambda _result: self._clear())

    def show_revisions(self, name: str, model: DifferenceModel, revisions: Revisions) -> None:
        """Show revisions that are already open; they must stay open until this is closed."""
        self.setWindowTitle(say("verify_large", name=name))
        self.difference.show_documents(model, revisions.signed, revisions.current)

    def _clear(self) -> None:
        self.difference.signed.clear()
        self.difference.current.clear()
