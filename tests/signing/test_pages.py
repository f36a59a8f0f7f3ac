"""Pages of a PDF as the rest of the program sees them: words and boxes with places, pictures, and clear refusals."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import RectangleObject
from reportlab.pdfgen.canvas import Canvas

from signing.errors import UnreadablePdf
from signing.pages import BoxKind, Word, open_pages

Draw = Callable[[Canvas], None]


def drawn(*pages: Draw, size: tuple[float, float] = (595, 842)) -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=size, invariant=1)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def at(x: float, y: float, text: str, font: str = "Helvetica", size: float = 10) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(font, size)
        canvas.drawString(x, y, text)

    return draw


def words_of(content: bytes, page: int = 0) -> tuple[Word, ...]:
    with open_pages(io.BytesIO(content)) as pages:
        return pages.words(page)


def test_a_word_stands_where_it_was_drawn() -> None:
    (word, other) = words_of(drawn(at(100, 500, "Geachte voorzitter", "Helvetica-Bold", 12)))
    assert (word.text, other.text) == ("Geachte", "voorzitter")
    assert word.rect[0] == pytest.approx(100, abs=0.5)
    assert word.baseline == pytest.approx(500, abs=0.01)
    assert word.rect[1] < 500 < word.rect[3]
    assert word.size == pytest.approx(12)
    assert word.bold
    assert not word.italic


def test_places_keep_the_origin_of_the_page() -> None:
    # A page whose MediaBox begins at 200, 300 keeps these numbers: a signature field is placed in the same space.
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(drawn(at(250, 400, "hier")))))
    writer.pages[0].mediabox = RectangleObject((200, 300, 795, 1142))
    target = io.BytesIO()
    writer.write(target)
    (word,) = words_of(target.getvalue())
    assert word.rect[0] == pytest.approx(250, abs=0.5)
    assert word.baseline == pytest.approx(400, abs=0.01)
    with open_pages(io.BytesIO(target.getvalue())) as pages:
        assert pages.frame(0) == ((200, 300, 795, 1142), 0)


def test_a_turned_page_keeps_places_unturned_and_tells_its_shown_size() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(drawn(at(100, 500, "hier")))))
    writer.pages[0].rotate(90)
    target = io.BytesIO()
    writer.write(target)
    (word,) = words_of(target.getvalue())
    assert word.rect[0] == pytest.approx(100, abs=0.5)
    assert word.baseline == pytest.approx(500, abs=0.01)
    with open_pages(io.BytesIO(target.getvalue())) as pages:
        assert pages.size(0) == pytest.approx((842, 595))
        assert pages.frame(0)[1] == 90


def test_slanted_text_says_so() -> None:
    def mark(canvas: Canvas) -> None:
        canvas.translate(100, 300)
        canvas.rotate(45)
        canvas.setFont("Helvetica", 60)
        canvas.drawString(0, 0, "CONCEPT")

    content = drawn(lambda canvas: (at(100, 700, "recht")(canvas), mark(canvas)))
    assert {word.text: word.angle for word in words_of(content)} == {"recht": 0, "CONCEPT": 45}


def test_a_raised_mark_is_a_word_of_its_own_that_is_glued() -> None:
    def mark(canvas: Canvas) -> None:
        at(100, 500, "Kamerstuk")(canvas)
        at(147.5, 504, "12", size=6)(canvas)

    word, note = words_of(drawn(mark))
    assert (word.text, note.text) == ("Kamerstuk", "12")
    assert note.glued
    assert not word.glued


def test_text_that_cannot_be_seen_is_marked() -> None:
    def hidden(canvas: Canvas) -> None:
        at(100, 700, "zichtbaar")(canvas)
        canvas.setFillColorRGB(1, 1, 1)
        at(100, 600, "wit")(canvas)
        canvas.setFillColorRGB(0, 0, 0)
        text = canvas.beginText(100, 500)
        text.setTextRenderMode(3)
        text.textOut("stand3")
        canvas.drawText(text)

    assert {word.text: word.visible for word in words_of(drawn(hidden))} == {
        "zichtbaar": True,
        "wit": False,
        "stand3": False,
    }


def test_boxes_tell_what_is_drawn_besides_text() -> None:
    def shapes(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0.7, 0.7, 0.7)
        canvas.rect(100, 500, 60, 9, stroke=0, fill=1)
        canvas.line(50, 400, 300, 400)

    with open_pages(io.BytesIO(drawn(shapes))) as pages:
        grey, line = pages.boxes(0)
    assert grey.kind is BoxKind.FILLED
    assert grey.rect == pytest.approx((100, 500, 160, 509), abs=0.1)
    assert grey.colour is not None
    assert grey.colour[:3] == (179, 179, 179)
    assert line.kind is BoxKind.LINE


def test_form_fields_and_their_places_are_seen_and_drawn() -> None:
    def field(canvas: Canvas) -> None:
        canvas.acroForm.textfield(name="naam", value="ingevuld", x=100, y=500, width=200, height=30, fillColor=None)

    with open_pages(io.BytesIO(drawn(field))) as pages:
        kinds = {box.kind for box in pages.boxes(0)}
        picture = pages.render(0, scale=1.0)
    assert BoxKind.FIELD in kinds
    row = (842 - 515) * picture.stride
    assert any(byte < 128 for byte in picture.pixels[row + 100 * 4 : row + 300 * 4])


def test_a_picture_is_white_paper_with_black_letters() -> None:
    with open_pages(io.BytesIO(drawn(at(100, 500, "IIIIIIII", size=40)))) as pages:
        picture = pages.render(0, scale=2.0)
    assert (picture.width, picture.height, picture.scale) == (1190, 1684, 2.0)
    assert picture.pixels[:4] == b"\xff\xff\xff\xff"
    assert len(picture.pixels) == picture.stride * picture.height
    assert picture.pixels.count(b"\x00\x00\x00\xff") > 1000


def test_a_page_of_two_hundred_metres_is_drawn_smaller_and_says_so() -> None:
    with open_pages(io.BytesIO(drawn(at(10, 10, "groot"), size=(566929, 566929)))) as pages:
        picture = pages.render(0, scale=1.0)
    assert picture.scale < 0.02
    assert picture.width * picture.height <= 51_000_000


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "empty_file"), (b"een gewone tekst", "not_a_pdf"), (b"%PDF-1.7\nrommel", "damaged")],
)
def test_what_cannot_be_read_is_refused_with_a_code(content: bytes, code: str) -> None:
    with pytest.raises(UnreadablePdf) as caught:
        open_pages(io.BytesIO(content))
    assert caught.value.code == code


def test_an_encrypted_file_is_refused_and_an_owner_password_alone_is_not() -> None:
    for user, readable in (("geheim", False), ("", True)):
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(drawn(at(100, 500, "tekst")))))
        writer.encrypt(user_password=user, owner_password="eigenaar", algorithm="AES-256")
        target = io.BytesIO()
        writer.write(target)
        if readable:
            assert [word.text for word in words_of(target.getvalue())] == ["tekst"]
            continue
        with pytest.raises(UnreadablePdf) as caught:
            open_pages(io.BytesIO(target.getvalue()))
        assert caught.value.code == "encrypted"


class Grudging(io.RawIOBase):
    """Gives at most 100 bytes at a time, and from a given place on nothing but trouble."""

    def __init__(self, content: bytes, trouble_from: int | None = None) -> None:
        super().__init__()
        self._inner = io.BytesIO(content)
        self._trouble_from = trouble_from
        self.broken = False

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._inner.seek(offset, whence)

    def tell(self) -> int:
        return self._inner.tell()

    def read(self, size: int = -1) -> bytes:
        if self.broken and self._trouble_from is not None and self._inner.tell() >= self._trouble_from:
            raise OSError("the vault says no")
        return self._inner.read(min(size, 100) if size >= 0 else 100)


def test_a_stream_that_gives_little_at_a_time_is_read_whole() -> None:
    content = drawn(at(100, 500, "tekst"))
    with open_pages(Grudging(content)) as pages:  # type: ignore[arg-type]
        assert [word.text for word in pages.words(0)] == ["tekst"]


def test_a_fault_of_the_stream_is_told_and_does_not_end_the_process() -> None:
    content = drawn(*[at(100, 500, f"bladzijde {number}") for number in range(30)])
    stream = Grudging(content, trouble_from=0)
    with open_pages(stream) as pages:  # type: ignore[arg-type]
        stream.broken = True
        with pytest.raises(UnreadablePdf) as caught:
            [pages.words(index) for index in range(pages.count)]
    assert caught.value.code == "damaged"
    assert isinstance(caught.value.__cause__, OSError)


def test_several_threads_may_read_at_once() -> None:
    content = drawn(*[at(100, 500, f"blad {number}") for number in range(6)])
    found: list[list[str]] = []

    def read() -> None:
        with open_pages(io.BytesIO(content)) as pages:
            found.append([word.text for index in range(pages.count) for word in pages.words(index)])

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [[word for number in range(6) for word in ("blad", str(number))]] * 4
