"""Hostile files are read in a worker with limits: named with their trouble, and the next file is read as ever."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from app.dossier import FileKind, RecognisedFile
from app.errors import CannotRead
from app.letter import Letter, SignatureBox
from app.memo import Memo
from app.reading import NamedStream, recognise_file
from app.reading.guarded import GuardedReader
from app.reading.wire import built, packed, plain, unpacked
from signing.sandbox import Limits
from tests.corpus.damage import endless, swelling, with_password
from tests.corpus.score import HERE

EXAMPLE = HERE / "dossiers/per-racisme"
LETTER = (EXAMPLE / "brief-tweede-kamer.pdf").read_bytes()


@pytest.fixture(scope="module")
def reader() -> GuardedReader:
    with GuardedReader() as reader:
        yield reader  # type: ignore[misc]


@pytest.mark.parametrize("name", ["nota.pdf", "brief-eerste-kamer.pdf", "rapport-per.pdf"])
def test_the_worker_reads_what_would_be_read_here(reader: GuardedReader, name: str) -> None:
    here = recognise_file(NamedStream(name, io.BytesIO((EXAMPLE / name).read_bytes())))
    (by_path,) = reader.recognise(name, EXAMPLE / name)
    (by_bytes,) = reader.recognise(name, (EXAMPLE / name).read_bytes())
    assert by_path.recognised == by_bytes.recognised == here


@pytest.mark.parametrize("make", [endless, swelling])
def test_a_pdf_that_loops_or_eats_memory_is_named_and_the_next_is_read(make: object, tmp_path: Path) -> None:
    bad = make(LETTER)  # type: ignore[operator]
    with GuardedReader(Limits(seconds=4, memory=1 << 29, more_memory=1 << 29)) as tight:
        (found,) = tight.recognise("stuk.pdf", bad)
        assert found.recognised.kind is FileKind.UNRECOGNISED
        assert found.recognised.trouble in {"reading_too_slow", "reading_too_large", "reading_crashed"}
        (after,) = tight.recognise("brief.pdf", LETTER)
        assert after.recognised.kind is FileKind.LETTER
        with pytest.raises(CannotRead) as told:
            tight.memo("stuk.pdf", bad)
        assert told.value.reason.parameters["file"] == "stuk.pdf"


def test_a_file_of_441_pages_is_read(reader: GuardedReader) -> None:
    target = io.BytesIO()
    canvas = Canvas(target, invariant=1)
    for number in range(441):
        canvas.drawString(72, 700, f"Bladzijde {number} van een lang rapport over dijken.")
        canvas.showPage()
    canvas.save()
    (found,) = reader.recognise("rapport.pdf", target.getvalue())
    assert (found.recognised.kind, found.recognised.pages) == (FileKind.ATTACHMENT, 441)


def test_a_page_of_two_hundred_metres_is_recognised(reader: GuardedReader) -> None:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(566_929, 566_929), invariant=1)
    canvas.drawString(72, 566_000, "Een kaart.")
    canvas.save()
    (found,) = reader.recognise("kaart.pdf", target.getvalue())
    assert (found.recognised.kind, found.recognised.trouble) == (FileKind.ATTACHMENT, "")


def test_white_two_point_text_is_remarked(reader: GuardedReader) -> None:
    target = io.BytesIO()
    canvas = Canvas(target, invariant=1)
    for line in range(30):
        canvas.drawString(72, 780 - 14 * line, "Gewone tekst van een stuk dat meegaat.")
    canvas.setFillColorRGB(1, 1, 1)
    canvas.setFont("Helvetica", 2)
    canvas.drawString(72, 100, "verborgen woorden")
    canvas.save()
    read = reader.memo("stuk.pdf", target.getvalue())
    assert "hidden_text" in read.remarks


def test_tracked_changes_are_said_and_the_accepted_text_is_shown(reader: GuardedReader) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("De brief gaat ")
    for tag, child, text in (("w:ins", "w:t", "morgen"), ("w:del", "w:delText", "nooit")):
        change, run, words = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(child)
        words.text = text
        run.append(words)
        change.append(run)
        change.set(qn("w:id"), "1")
        paragraph._p.append(change)
    target = io.BytesIO()
    document.save(target)
    (found,) = reader.recognise("bijlage.docx", target.getvalue())
    assert found.recognised.remarks == ("tracked_changes",)
    text, _ = reader.words("bijlage.docx", target.getvalue())
    assert (text.text, text.remarks) == ("De brief gaat morgen", ("tracked_changes",))


def test_a_zip_bomb_is_named(reader: GuardedReader) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"\0" * (200 << 20))
    (found,) = reader.recognise("bom.docx", target.getvalue())
    assert (found.recognised.kind, found.recognised.trouble) == (FileKind.UNRECOGNISED, "unpacks_too_large")


def test_a_file_with_a_password_is_named(reader: GuardedReader) -> None:
    (found,) = reader.recognise("dicht.pdf", with_password(LETTER))
    assert found.recognised.trouble == "encrypted"


def test_a_name_may_hold_anything(reader: GuardedReader, nasty_name: str) -> None:
    (found,) = reader.recognise(nasty_name, LETTER)
    assert (found.recognised.file, found.recognised.kind) == (nasty_name, FileKind.LETTER)


# Places are points on a page: no infinite ones, and none that is no number.
points = st.floats(allow_nan=False, allow_infinity=False)
boxes = st.builds(
    SignatureBox, st.integers(), st.tuples(points, points, points, points), st.tuples(points, points, points, points)
)


@settings(max_examples=40)
@given(st.builds(Letter) | st.builds(Letter, signature_box=boxes, text=st.text()))
def test_what_was_read_is_json_and_back_without_loss(letter: Letter) -> None:
    one = RecognisedFile("a.pdf", "00", FileKind.LETTER, 1, letter=letter, corrected=("kind",))
    values, blobs = unpacked(packed(plain(one), [b"x", b""]))
    assert (built(RecognisedFile, values), blobs) == (one, (b"x", b""))


@settings(max_examples=40)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda one: st.lists(one) | st.dictionaries(st.text(), one),
    )
)
def test_anything_else_is_refused(value: object) -> None:
    if value == {}:
        return  # a memo of which nothing is known
    with pytest.raises(ValueError):  # noqa: PT011  each library words it in its own way
        built(Memo, value)


@given(st.binary(max_size=60))
def test_a_cut_message_is_refused(message: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  each library words it in its own way
        unpacked(message)


@pytest.mark.parametrize("make", [endless, swelling])
def test_what_loops_when_it_is_looked_through_is_in_trouble_and_the_next_is_looked_through(make: object) -> None:
    bad = make(LETTER)  # type: ignore[operator]
    with GuardedReader(Limits(seconds=4, memory=1 << 29, more_memory=1 << 29)) as tight:
        recognised, found = tight.checked("stuk.pdf", bad, FileKind.LETTER)
        assert recognised.trouble == found.trouble
        assert found.trouble in {"reading_too_slow", "reading_too_large", "reading_crashed"}
        assert found.inspection is None
    with GuardedReader() as reader:
        recognised, found = reader.checked("brief.pdf", LETTER, FileKind.LETTER)
        assert (recognised.kind, recognised.trouble, found.trouble) == (FileKind.LETTER, "", "")
        assert found.inspection is not None
        assert found.pages
        assert reader.inspect("nota.md", b"# nota", FileKind.MEMO).inspection is None
