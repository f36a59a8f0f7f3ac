"""Which letters a person had on the screen: what the plan says of them is what was so, not what was meant."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ui.frame.main_window import MainWindow
from ui.frame.places import Place
from ui.office import Office
from ui.pageview.document import DocumentView


class OpenedLetters(QObject):
    """The names of the letters that were shown since the vault was opened.

    Args:
        owner: whose life it shares.
        window: that shows pages.
        office: of the open profile.
    """

    def __init__(self, owner: QObject, window: MainWindow, office: Office) -> None:
        super().__init__(owner)
        self._window = window
        self._names: set[str] = set()
        self._views: list[tuple[Place, DocumentView]] = []
        window.entered.connect(lambda _entered: self._note())
        office.locked.connect(self._names.clear)

    def watch(self, place: Place, view: DocumentView) -> None:
        """Note what this view of a page shows, while that page is on the screen."""
        self._views.append((place, view))
        view.pages.shown.connect(lambda _shown: self._note())

    def names(self) -> frozenset[str]:
        """Return the names, with whatever other documents were shown."""
        self._note()
        return frozenset(self._names)

    def _note(self) -> None:
        for place, view in self._views:
            if self._window.place is place and view.isVisible() and view.pages.count:
                self._names.add(view.pages.document_key)
