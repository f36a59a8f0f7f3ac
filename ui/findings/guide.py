"""Leads from a finding to its words on the page: which is open, where its words stand, and going there."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.batch import Item
from app.jobs import Lane
from ui.findings.checks import Checks
from ui.findings.places import Places, places_in
from ui.findings.shown import by_weight
from ui.office import Office
from ui.pageview.document import DocumentView


class Guide(QObject):
    """For one document view.

    Signals:
        placed: where the words of the findings stand on the file that is shown became known.
    """

    placed = Signal()

    def __init__(self, office: Office, checks: Checks, document: DocumentView) -> None:
        super().__init__(document)
        self._office = office
        self._checks = checks
        self._document = document
        self._wanted: object = None
        self._jump = ""
        self.finding = ""
        self.places: Places = {}

    def open(self, code: str) -> None:
        """Open a finding: once its words are known, go there."""
        self.finding = self._jump = code

    def stay(self) -> None:
        """Go nowhere by itself: the person chose what to look at."""
        self._jump = ""

    def forget(self) -> None:
        """Nothing is open, and no place is known."""
        self.finding, self._jump, self._wanted, self.places = "", "", None, {}

    def look(self, item: Item, short: str) -> None:
        """Look up where the words of an item's findings stand on one of its files."""
        checked = self._checks.of(item)
        wanted = (item.name, short, id(checked))
        if wanted != self._wanted:
            self.places = {}
        if checked is None or wanted == self._wanted or short not in {file.short for file in item.files}:
            self.go()
            return
        self._wanted = wanted
        findings = by_weight(checked)

        def come(places: Places) -> None:
            if wanted == self._wanted:
                self.places = places
                self.placed.emit()
                self.go()

        self._office.run(
            lambda desk, context: places_in(desk, context, item.name, short, findings),
            done=come,
            failed=lambda _reason: None,  # the page itself says that it cannot be shown
            lane=Lane.READ,
        )

    def go(self) -> None:
        """Go to the words of the finding that was opened, as soon as they are known."""
        spots = self.places.get(self._jump, ())
        if self._jump and spots:
            self._jump = ""
            pages = self._document.pages
            if spots[0].rects:
                pages.go_to_place(spots[0].page, spots[0].rects[0])
            else:
                pages.go_to(spots[0].page)
