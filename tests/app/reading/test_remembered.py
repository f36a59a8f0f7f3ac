"""What stands in an object is read once for as long as the vault is open; what failed is read again."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

import pytest

from app.dossier import FileKind
from app.reading.remembered import RememberingReader

LETTER = files("resources").joinpath("example", "brief-tweede-kamer.pdf").read_bytes()


class Bytes:
    """Bytes of an object, and how often they were asked for."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.asked = 0

    def __call__(self) -> bytes:
        self.asked += 1
        return self.content


@pytest.fixture
def reader() -> Iterator[RememberingReader]:
    made = RememberingReader(most=2)
    yield made
    made.close()


def test_the_same_object_is_read_once(reader: RememberingReader) -> None:
    letter = Bytes(LETTER)
    first = reader.checked("a", "brief", letter, FileKind.LETTER)
    again = reader.checked("a", "brief", letter, FileKind.LETTER)
    assert (first, letter.asked) == (again, 1)
    assert first[0].letter is not None
    assert first[1].inspection is not None


def test_as_another_kind_or_by_another_name_it_is_read_anew(reader: RememberingReader) -> None:
    letter = Bytes(LETTER)
    reader.checked("a", "brief", letter, FileKind.LETTER)
    assert reader.checked("a", "brief", letter, FileKind.ATTACHMENT)[0].kind is FileKind.ATTACHMENT
    assert reader.checked("a", "andere", letter, FileKind.LETTER)[0].file == "andere"
    assert letter.asked == 3


def test_other_bytes_are_another_object_and_say_what_they_are(reader: RememberingReader) -> None:
    letter = reader.checked("a", "brief", Bytes(LETTER), FileKind.LETTER)
    other = reader.checked("b", "brief", Bytes(LETTER + b"\n% later\n"), FileKind.LETTER)
    assert letter[0].sha256 != other[0].sha256


def test_what_could_not_be_read_is_tried_again(reader: RememberingReader) -> None:
    broken = Bytes(b"%PDF-1.7 and nothing more")
    for _ in range(2):
        recognised, found = reader.checked("a", "brief", broken, FileKind.LETTER)
        assert recognised.trouble or found.trouble
    assert broken.asked == 2


def test_it_remembers_no_more_than_it_may(reader: RememberingReader) -> None:
    letters = {name: Bytes(LETTER) for name in "abc"}
    for name, letter in letters.items():
        reader.checked(name, "brief", letter, FileKind.LETTER)
    for name in "cb":
        reader.checked(name, "brief", letters[name], FileKind.LETTER)
    reader.checked("a", "brief", letters["a"], FileKind.LETTER)
    assert {name: letter.asked for name, letter in letters.items()} == {"a": 2, "b": 1, "c": 1}


def test_closed_it_has_forgotten(reader: RememberingReader) -> None:
    letter = Bytes(LETTER)
    reader.checked("a", "brief", letter, FileKind.LETTER)
    reader.close()
    reader.checked("a", "brief", letter, FileKind.LETTER)
    assert letter.asked == 2
