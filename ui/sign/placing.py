"""Placing: each letter's own place, kept as it is moved; the page is drawn anew as it will be signed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from app.batch import LetterVersion
from app.desk import Desk
from app.errors import Reason
from app.jobs import Lane
from app.page_source import PdfPages
from app.usecases.move_signature import move_signature
from app.usecases.place_on_page import place_on_page
from app.usecases.place_signature import place_signature, restore_place, taken_on
from app.usecases.preview_signature import preview_signature
from app.usecases.show_map import show_map
from ui.office import Office
from ui.pageview.model import DocumentModel, SignatureMoved, SignaturePlace
from ui.shown import file_title
from ui.sign.model import PlaceModel, SignModel
from ui.sign.place import covering
from ui.sign.tables import find
from ui.sign.view import SignPage

Drawn = tuple[LetterVersion, PdfPages, SignaturePlace | None]


class Placing(QObject):
    """Shows letters one after another with the place of their signature.

    Signals:
        done: the person goes back to the plan.
    """

    done = Signal()

    def __init__(self, page: SignPage, office: Office) -> None:
        super().__init__(page)
        self._page = page
        self._office = office
        self._map = ""
        self._letters: tuple[str, ...] = ()
        self._at = 0
        self._first = True
        self._model: PlaceModel | None = None
        page.placement.moved.connect(self._moved)
        office.locked.connect(self.stop)

    @property
    def placing(self) -> bool:
        """Whether a person is placing."""
        return bool(self._letters)

    def begin(self, name: str, letters: tuple[str, ...]) -> None:
        """Begin with the first of these letters of a map."""
        self._map, self._letters, self._at, self._first = name, letters, 0, True
        self._draw(saved=False)

    def next(self) -> None:
        """Go on to the next letter, and after the last to the first."""
        if self._letters:
            self._at, self._first = (self._at + 1) % len(self._letters), True
            self._draw(saved=False)

    def stop(self) -> None:
        """Leave it; what was moved is kept."""
        if self._letters:
            self._letters = ()
            self._page.placement.document.clear()
            self.done.emit()

    def _draw(self, *, saved: bool) -> None:
        name = self._letters[self._at]
        self._office.run(
            lambda desk, context: _drawn(desk, self._map, name),
            done=lambda drawn: self._show(drawn, saved=saved),
            failed=self._failed,
            dropped=lambda drawn: self._office.let_go(drawn[1]),
            lane=Lane.READ,
        )

    def _show(self, drawn: Drawn, *, saved: bool) -> None:
        letter, source, place = drawn
        if not self._letters or letter.name != self._letters[self._at]:
            self._office.let_go(source)
            return
        title = file_title(letter.file)
        self._model = PlaceModel(
            title,
            place.page + 1 if place is not None else 0,
            len(self._letters),
            DocumentModel(f"{letter.name}#place", title),
            saved=saved,
            first=self._first,
            moved=letter.file.proposal is not None and letter.file.place != letter.file.proposal,
            hidden=letter.file.invisible,
        )
        self._first = False
        self._page.show_model(SignModel(self._map, self._model))
        self._page.placement.show_document(self._model, source, place)

    def restore(self) -> None:
        """Go back to the place that was proposed."""
        self._put(restore_place)

    def here(self) -> None:
        """Put it on the page that is looked at, where that page has room."""
        page = self._page.placement.document.pages.page
        self._put(lambda desk, name: place_on_page(desk, name, page=page))

    def hide(self) -> None:
        """Sign without a signature that is seen."""
        self._put(lambda desk, name: place_signature(desk, name, place=None))

    def _put(self, act: Callable[[Desk, str], object]) -> None:
        if self._letters:
            name = self._letters[self._at]
            self._first = True
            self._office.run(
                lambda desk, context: act(desk, name),
                done=lambda _place: self._draw(saved=True),
                failed=self._failed,
            )

    def _moved(self, moved: SignatureMoved) -> None:
        if not self._letters:
            return
        name = self._letters[self._at]
        pages = self._page.placement.document.pages
        pages.move_place(moved.rect)
        if pages.place is not None and pages.place.covers:
            # The arrows may pass over text to a free place beyond it; on it, nothing is kept.
            self._show_trouble(covering(pages.place.covers, kept=True))
            return
        self._office.run(
            lambda desk, context: move_signature(desk, name, page=moved.page, rect=moved.rect),
            done=lambda _place: self._draw(saved=True),
            failed=self._failed,
        )

    def _failed(self, reason: Reason) -> None:
        if self._model is not None and self._letters:
            self._show_trouble(self._office.sentence(reason))
        else:
            self._letters = ()
            self._office.say(self._office.sentence(reason))

    def _show_trouble(self, words: str) -> None:
        if self._model is not None:
            self._page.placement.show_place(replace(self._model, trouble=words))


def _drawn(desk: Desk, map_name: str, name: str) -> Drawn:
    _item, letter = find(show_map(desk, map_name), name)
    source = preview_signature(desk, name)
    place = letter.file.place
    if place is None:
        return letter, source, None
    rect = source.shown(place.page - 1, place.rect)
    taken = taken_on(desk, name, page=place.page)
    return letter, source, SignaturePlace(place.page - 1, rect, ("", ""), movable=True, taken=taken)
