"""The page view: what it shows, keeps, copies and refuses; all drawing happens off the window's thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from importlib.resources import files
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, StreamObject, TextStringObject
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.page_source import open_source, shown_rect
from app.pages import PageRect, PageSource
from tests.ui.parts import Sheets, made_bridge, made_theme
from ui.bridge import Bridge
from ui.pageview.document import DocumentView
from ui.pageview.geometry import PageLayout, Room
from ui.pageview.model import DocumentModel, Fit, Mark, SignaturePlace, Zoom
from ui.pageview.placing import LEAST_HEIGHT, LEAST_WIDTH, MM, moved
from ui.pageview.view import PageView
from ui.theme.theme import Mode

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
Show = Callable[..., PageView]


@pytest.fixture
def bridge(qtbot: QtBot) -> Iterator[Bridge]:
    with made_bridge() as made:
        yield made


@pytest.fixture
def show(qtbot: QtBot, bridge: Bridge) -> Show:
    def opened(source: PageSource, *, mode: Mode = Mode.LIGHT, **model: object) -> PageView:
        view = PageView(made_theme(mode), bridge)
        qtbot.addWidget(view)
        view.resize(700, 900)
        view.show()
        view.open(DocumentModel("brief", "Brief Tweede Kamer", **model), source)  # type: ignore[arg-type]
        qtbot.waitUntil(lambda: view.count == source.count)
        qtbot.waitUntil(lambda: bridge.resting)
        return view

    return opened


def settled(qtbot: QtBot, bridge: Bridge, view: PageView) -> QImage:
    qtbot.waitUntil(lambda: bridge.resting and not view._ask.isActive())
    return view.grab().toImage()


def test_pages_are_drawn_off_the_windows_thread(show: Show) -> None:
    sheets = Sheets()
    show(sheets)
    assert sheets.drawn
    assert threading.get_ident() not in sheets.threads


def test_the_next_pages_are_drawn_ahead_and_not_the_whole_document(show: Show) -> None:
    sheets = Sheets(count=40)
    show(sheets)
    pages = {page for page, _scale in sheets.drawn}
    assert {0, 1, 2} <= pages
    assert len(pages) <= 5


def test_memory_stays_within_its_bound_over_all_pages(show: Show, qtbot: QtBot, bridge: Bridge) -> None:
    view = show(Sheets(count=30))
    view.pictures._budget = 12_000_000
    for page in range(30):
        view.go_to(page)
        settled(qtbot, bridge, view)
        assert view.pictures.held <= 12_000_000
    assert view.page >= 28


def test_a_page_that_cannot_be_drawn_says_so_and_the_rest_is_shown(show: Show, qtbot: QtBot, bridge: Bridge) -> None:
    view = show(Sheets(count=3, broken=frozenset({1})))
    view.go_to(1)
    settled(qtbot, bridge, view)
    assert view.accessibleDescription() == "Pagina 2 is niet te tonen. De rest wel."
    view.go_to(2)
    settled(qtbot, bridge, view)
    assert "bladzijde3" in view.accessibleDescription()


def test_a_screen_reader_gets_the_page_and_its_text(show: Show) -> None:
    view = show(Sheets(count=2))
    assert view.accessibleName() == "Brief Tweede Kamer, pagina 1 van 2"
    assert view.accessibleDescription() == "Geachte voorzitter,\nbladzijde1 extra capaciteit"


def drag(qtbot: QtBot, view: PageView, begin: QPoint, end: QPoint) -> None:
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=begin)
    qtbot.mouseMove(view.viewport(), end)
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=end)


def between(view: PageView, word: int, letters: int, page: int = 0) -> QPoint:
    """Return the point of the view behind so many letters of a word of the coloured pages (all letters as wide)."""
    sheet = Sheets().words(page)[word]
    at = sheet.rect.left + (sheet.rect.right - sheet.rect.left) * letters / len(sheet.text)
    point = view._layout.at_point(page, at, (sheet.rect.top + sheet.rect.bottom) / 2)
    return (point - view._offset()).toPoint()


def test_text_is_chosen_by_the_character_and_copied(show: Show, qtbot: QtBot) -> None:
    view = show(Sheets())
    drag(qtbot, view, between(view, 1, 4), between(view, 3, 2))
    assert view.selected_text() == "zitter,\nbladzijde1 ex"
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "zitter,\nbladzijde1 ex"
    # Backwards is the same choice.
    drag(qtbot, view, between(view, 3, 2), between(view, 1, 4))
    assert view.selected_text() == "zitter,\nbladzijde1 ex"


def test_two_clicks_choose_a_word_and_three_a_line(show: Show, qtbot: QtBot) -> None:
    view = show(Sheets())
    at = between(view, 3, 2)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert view.selected_text() == ""
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert view.selected_text() == "extra"
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert view.selected_text() == "bladzijde1 extra capaciteit"


def test_text_is_chosen_by_keys(show: Show, qtbot: QtBot) -> None:
    view = show(Sheets())
    shift, ctrl = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
    for _ in range(3):
        qtbot.keyClick(view, Qt.Key.Key_Right, shift)
    assert view.selected_text() == "Gea"
    qtbot.keyClick(view, Qt.Key.Key_Right, shift | ctrl)
    assert view.selected_text() == "Geachte"
    qtbot.keyClick(view, Qt.Key.Key_Down, shift)
    assert view.selected_text() == "Geachte voorzitter,"
    qtbot.keyClick(view, Qt.Key.Key_Left, shift)
    assert view.selected_text() == "Geachte voorzitter"


def test_the_letters_of_a_real_letter_are_chosen_where_they_stand(show: Show, qtbot: QtBot, bridge: Bridge) -> None:
    source = open_source(BytesIO(files("resources").joinpath("example", "brief-tweede-kamer.pdf").read_bytes()))
    view = show(source)
    settled(qtbot, bridge, view)
    words = view.pictures.words(0) or ()
    for word in words:
        assert len(word.letters) == len(word.text)
        assert min(one.left for one in word.letters) == pytest.approx(word.rect.left)
        assert max(one.right for one in word.letters) == pytest.approx(word.rect.right)
    place = next(n for n, word in enumerate(words) if word.text == "voorzitter,")
    letters = words[place].letters

    def behind(letter: int) -> QPoint:
        edge = letters[letter - 1].right
        return (view._layout.at_point(0, edge, letters[0].top + 4) - view._offset()).toPoint()

    drag(qtbot, view, behind(4), behind(10))
    assert view.selected_text() == "zitter"


@pytest.mark.parametrize("turns", [1, 2, 3, 5])
def test_the_view_turns_and_the_document_does_not(show: Show, qtbot: QtBot, bridge: Bridge, turns: int) -> None:
    sheets = Sheets(count=3)
    view = show(sheets)
    view.go_to(1)
    asked = [scale for _page, scale in sheets.drawn]
    for _ in range(turns):
        view.turn(1)
    settled(qtbot, bridge, view)
    assert view.page == 1
    upright = view._layout.rect(1).height() > view._layout.rect(1).width()
    assert upright == (turns % 2 == 0)
    assert all(scale > 0 for scale in asked)
    # Text is chosen where it now stands, and is the same text.
    view.go_to(1)
    drag(qtbot, view, between(view, 2, 0, page=1), between(view, 2, 9, page=1))
    assert view.selected_text() == "bladzijde"
    for _ in range(turns):
        view.turn(-1)
    assert view.turned == 0


def test_a_turned_picture_is_turned_as_a_person_expects(show: Show, qtbot: QtBot, bridge: Bridge) -> None:
    """The note at the top left of the paper is at the top right after a quarter clockwise."""
    view = show(open_source(BytesIO(_page_with_all_three())))
    view.set_zoom(Zoom(Fit.PAGE))
    view.turn(1)
    picture = settled(qtbot, bridge, view)
    left, bottom, right, top = _PLACES["note"]
    page = view._layout.rect(0).translated(-view._offset())
    scale = view._layout.scale(0)
    # A quarter clockwise: what was so far below the top edge is now so far left of the right edge.
    x = page.right() - (842 - (bottom + top) / 2) * scale
    y = page.top() + (left + 15) * scale
    assert picture.pixelColor(round(x), round(y)).blue() < 120
    assert (
        view._layout.place(0, PageRect(left, 842 - top, right, 842 - bottom)).translated(-view._offset()).contains(x, y)
    )


def test_a_turned_view_is_kept_with_its_document(show: Show, qtbot: QtBot) -> None:
    view = show(Sheets(count=2))
    view.turn(1)
    view.open(DocumentModel("nota", "Nota"), Sheets(count=2))
    qtbot.waitUntil(lambda: view.count == 2 and view.turned == 0)
    view.open(DocumentModel("brief", "Brief"), Sheets(count=2))
    qtbot.waitUntil(lambda: view.count == 2 and view.turned == 1)


def test_zoom_by_wheel_keeps_what_is_under_the_mouse(show: Show, qtbot: QtBot) -> None:
    view = show(Sheets(count=9))
    view.go_to(4, 0.3)
    at = QPointF(300, 400)
    before = view._held_point(at)
    view.step_zoom(1, at=at)
    view.step_zoom(1, at=at)
    after = view._held_point(at)
    assert after[0] == before[0]
    assert after[1:] == pytest.approx(before[1:], abs=3)


@given(st.integers(0, 3), st.floats(0, 1), st.floats(0, 1), st.floats(50, 900), st.floats(50, 900))
def test_a_point_of_a_turned_page_comes_back_as_itself(
    turn: int, x: float, y: float, width: float, height: float
) -> None:
    layout = PageLayout(((width, height), (595, 842)), Zoom(Fit.PERCENT, 130), Room(700, 900, 12, 1.33), turn=turn)
    point = layout.at_point(0, x * width, y * height)
    assert layout.point(0, point) == pytest.approx((x * width, y * height), abs=1e-6)
    assert layout.rect(0).adjusted(-2, -2, 2, 2).contains(point)


def test_nothing_is_copied_from_a_sealed_letter(show: Show, qtbot: QtBot) -> None:
    QApplication.clipboard().setText("eerder")
    view = show(Sheets(), may_copy=False, stamp="niet vrijgegeven")
    qtbot.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(view.copy_refused):
        qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "eerder"


def test_the_stamp_lies_across_the_page(show: Show, qtbot: QtBot, bridge: Bridge) -> None:
    plain = settled(qtbot, bridge, show(Sheets(count=1)))
    stamped = settled(qtbot, bridge, show(Sheets(count=1), stamp="niet vrijgegeven"))
    changed = sum(plain.pixel(x, y) != stamped.pixel(x, y) for x in range(60, 640, 6) for y in range(60, 840, 6))
    assert changed > 300


def test_paper_is_grey_in_the_dark_and_marks_keep_their_place(show: Show, qtbot: QtBot, bridge: Bridge) -> None:
    light = settled(qtbot, bridge, show(Sheets(count=1)))
    view = show(Sheets(count=1), mode=Mode.DARK)
    dark = settled(qtbot, bridge, view)
    middle = (350, 600)
    assert dark.pixelColor(*middle).lightness() < light.pixelColor(*middle).lightness()
    place = PageRect(60, 300, 400, 330)
    view.show_marks((Mark(0, (place,)),))
    marked = settled(qtbot, bridge, view)
    inside = (view._layout.place(0, place).center() - view._offset()).toPoint()
    assert marked.pixel(inside) != dark.pixel(inside)


def test_each_document_keeps_its_own_place_and_zoom(show: Show, qtbot: QtBot, bridge: Bridge) -> None:
    view = show(Sheets(count=20))
    view.set_zoom(Zoom(Fit.PERCENT, 150))
    view.go_to(7)
    view.open(DocumentModel("nota", "Nota"), Sheets(count=2))
    qtbot.waitUntil(lambda: view.count == 2)
    view.set_zoom(Zoom(Fit.WIDTH))
    view.open(DocumentModel("brief", "Brief"), Sheets(count=20))
    qtbot.waitUntil(lambda: view.count == 20)
    settled(qtbot, bridge, view)
    assert view.zoom == Zoom(Fit.PERCENT, 150)
    assert view.page == 7


def test_pages_go_by_keys(show: Show, qtbot: QtBot) -> None:
    view = show(Sheets(count=9))
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.page == 8
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.page == 0
    before = view.verticalScrollBar().value()
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert view.verticalScrollBar().value() > before
    qtbot.keyClick(view, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert view.verticalScrollBar().value() == before


def test_words_are_found_and_gone_to(qtbot: QtBot, bridge: Bridge) -> None:
    document = DocumentView(made_theme(), bridge)
    qtbot.addWidget(document)
    document.resize(800, 900)
    document.show()
    document.open(DocumentModel("brief", "Brief"), Sheets(count=12))
    qtbot.waitUntil(lambda: document.pages.count == 12)
    document.open_find()
    document.field.edit.setText("bladzijde9 EXTRA")
    qtbot.waitUntil(lambda: bool(document._hits))
    assert [hit.page for hit in document._hits] == [8]
    assert document.pages.page == 8
    document.field.edit.setText("bestaat niet")
    qtbot.waitUntil(lambda: document._found.text() == "Niets gevonden")


def test_the_place_of_a_signature_moves_by_keys(show: Show, qtbot: QtBot) -> None:
    view = show(Sheets())
    rect = PageRect(80, 350, 80 + LEAST_WIDTH, 350 + LEAST_HEIGHT)
    view.show_place(SignaturePlace(0, rect, ("Hier komt uw handtekening", ""), movable=True))
    with qtbot.waitSignal(view.signature_moved) as told:
        qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert told.args[0].rect.left == pytest.approx(80 + 5 * MM)


@given(
    st.lists(st.sampled_from([Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down]), max_size=80),
    st.sampled_from(
        [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier]
    ),
)
def test_a_place_never_leaves_its_page_nor_becomes_too_small(keys: list[Qt.Key], held: Qt.KeyboardModifier) -> None:
    place = PageRect(80, 350, 80 + LEAST_WIDTH + 30, 350 + LEAST_HEIGHT + 20)
    for key in keys:
        place = moved(place, key, held, (595, 842)) or place
        assert 0 <= place.left < place.right <= 595.01
        assert 0 <= place.top < place.bottom <= 842.01
        assert place.right - place.left >= LEAST_WIDTH - 0.01
        assert place.bottom - place.top >= LEAST_HEIGHT - 0.01


@given(
    st.lists(st.tuples(st.floats(50, 2000), st.floats(50, 2000)), min_size=1, max_size=40),
    st.sampled_from([Zoom(Fit.WIDTH), Zoom(Fit.PAGE), Zoom(Fit.PERCENT, 130)]),
)
def test_pages_never_overlap_and_every_height_has_its_page(sizes: list[tuple[float, float]], zoom: Zoom) -> None:
    layout = PageLayout(tuple(sizes), zoom, Room(700, 900, 12, 1.33))
    for page in range(len(sizes)):
        rect = layout.rect(page)
        assert layout.at(rect.center().y()) == page
        if page:
            assert rect.top() >= layout.rect(page - 1).bottom()


@given(st.floats(0, 500), st.floats(0, 700), st.sampled_from([0, 90, 180, 270]))
def test_a_turned_page_keeps_its_words_on_it(x: float, y: float, turned: int) -> None:
    frame = (10.0, 20.0, 605.0, 862.0)
    rect = (10 + x, 20 + y, 10 + x + 50, 20 + y + 12)
    shown = shown_rect(rect, frame, turned)
    width, height = (595, 842) if turned in (0, 180) else (842, 595)
    assert -0.01 <= shown.left < shown.right <= width + 50.01
    assert -50.01 <= shown.top < shown.bottom <= height + 0.01
    sides = (shown.right - shown.left, shown.bottom - shown.top)
    assert sides == pytest.approx((50, 12) if turned in (0, 180) else (12, 50), abs=0.01)


# What she sees is what is signed.

_PLACES = {"note": (100, 600, 300, 650), "field": (100, 400, 300, 440), "signature": (100, 200, 300, 260)}


def _appearance(writer: PdfWriter, colour: str, width: float, height: float) -> DictionaryObject:
    form = StreamObject()
    form.set_data(f"{colour} rg 0 0 {width} {height} re f".encode())
    form.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): ArrayObject([FloatObject(n) for n in (0, 0, width, height)]),
        }
    )
    return DictionaryObject({NameObject("/N"): writer._add_object(form)})


def _widget(writer: PdfWriter, kind: str, name: str, rect: tuple[int, int, int, int], colour: str) -> DictionaryObject:
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Widget"),
            NameObject("/FT"): NameObject(kind),
            NameObject("/T"): TextStringObject(name),
            NameObject("/Rect"): ArrayObject([FloatObject(n) for n in rect]),
            NameObject("/F"): FloatObject(4),
            NameObject("/AP"): _appearance(writer, colour, rect[2] - rect[0], rect[3] - rect[1]),
        }
    )


def _page_with_all_three() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    note = FreeText(text="Let op", rect=_PLACES["note"], background_color="ffdd00", border_color="aa0000")
    writer.add_annotation(0, note)
    drawn = writer.pages[0]["/Annots"][0].get_object()  # type: ignore[index]
    drawn[NameObject("/AP")] = _appearance(writer, "1 0.85 0", 200, 50)
    field = _widget(writer, "/Tx", "veld", _PLACES["field"], "0 0.6 0")
    field[NameObject("/V")] = TextStringObject("ingevuld")
    signature = _widget(writer, "/Sig", "handtekening", _PLACES["signature"], "0.4 0.1 0.6")
    added = [writer._add_object(part) for part in (field, signature)]
    page = writer.pages[0]
    page[NameObject("/Annots")] = ArrayObject([*page["/Annots"], *added])  # type: ignore[misc]
    form = DictionaryObject({NameObject("/Fields"): ArrayObject(added), NameObject("/SigFlags"): FloatObject(3)})
    writer._root_object[NameObject("/AcroForm")] = writer._add_object(form)
    made = BytesIO()
    writer.write(made)
    assert len(PdfReader(BytesIO(made.getvalue())).pages[0]["/Annots"]) == 3  # type: ignore[arg-type]
    return made.getvalue()


def test_a_note_a_field_and_a_signature_are_in_the_windows_picture(show: Show, qtbot: QtBot, bridge: Bridge) -> None:
    view = show(open_source(BytesIO(_page_with_all_three())))
    picture = settled(qtbot, bridge, view)
    paper = picture.pixelColor(350, 120)
    assert paper.lightness() > 240
    for name, (left, bottom, right, top) in _PLACES.items():
        place = view._layout.place(0, PageRect(left, 842 - top, right, 842 - bottom))
        inside = (place - _margins(place)).translated(-view._offset())
        found = {
            picture.pixelColor(round(x), round(y)).name()
            for x in (inside.left(), inside.center().x(), inside.right())
            for y in (inside.top(), inside.bottom())
        }
        assert found != {paper.name()}, f"{name} is not in the picture"


def _margins(place):  # type: ignore[no-untyped-def]
    from PySide6.QtCore import QMarginsF

    return QMarginsF(place.width() / 8, place.height() / 5, place.width() / 8, place.height() / 5)
