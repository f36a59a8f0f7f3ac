"""Preparing: the approved file plus one tail, ready for a signature, and nothing else."""

from __future__ import annotations

import hashlib
import io
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, timezone
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.reader import PdfFileReader
from pypdf import PdfReader, PdfWriter

from signing.appearance import Appearance
from signing.cms import TIME_STAMP_ROOM
from signing.errors import SigningFault, UnreadablePdf
from signing.placement import Place
from signing.prepare import Prepared, prepare, prepared_digest
from tests.pki import SIGNING_DAY, TestPki, make_pki
from tests.signing.held import PLACE, WORDS, PlainKey, prepared_letter
from tests.signing.verify.letters import plain_letter

EXAMPLE = (files("resources") / "example" / "brief-tweede-kamer.pdf").read_bytes()
LETTERS = {"plain": plain_letter(), "compressed": plain_letter(compressed=True), "example": EXAMPLE}


@pytest.fixture(params=LETTERS.values(), ids=LETTERS.keys())
def letter(request: pytest.FixtureRequest) -> bytes:
    content: bytes = request.param
    return content


def field(approved: bytes, prepared: Prepared) -> dict[str, Any]:
    """Return the only signature field, read by another library than the one that made it."""
    reader = PdfReader(io.BytesIO(approved + prepared.tail))
    form: Any = reader.trailer["/Root"]["/AcroForm"]  # type: ignore[index]
    (only,) = form["/Fields"]
    found: dict[str, Any] = only.get_object()
    return found


def test_the_approved_file_is_followed_by_one_tail_and_not_touched(key: PlainKey, letter: bytes) -> None:
    approved = io.BytesIO(letter)
    prepared = prepare(approved, certificate=key.certificate, signing_time=SIGNING_DAY, appearance=WORDS, place=PLACE)
    assert approved.getvalue() == letter
    assert prepared.tail.rstrip().endswith(b"%%EOF")
    reader = PdfFileReader(io.BytesIO(letter + prepared.tail))
    assert reader.xrefs.total_revisions == PdfFileReader(io.BytesIO(letter)).xrefs.total_revisions + 1
    assert key.asked == [], "the key was asked for something while the letter was prepared"


def test_the_digest_is_that_of_everything_but_the_reserve(key: PlainKey, letter: bytes) -> None:
    approved, prepared = prepared_letter(key, letter)
    whole = approved + prepared.tail
    outside = whole[: prepared.reserve_start] + whole[prepared.reserve_end :]
    assert prepared.digest == hashlib.sha256(outside).digest()
    assert prepared_digest(io.BytesIO(approved), prepared) == prepared.digest


def test_a_changed_byte_outside_the_reserve_changes_the_digest(key: PlainKey) -> None:
    approved, prepared = prepared_letter(key)
    for at in (0, len(approved) // 2, len(approved) - 1):
        changed = bytearray(approved)
        changed[at] ^= 1
        assert prepared_digest(io.BytesIO(bytes(changed)), prepared) != prepared.digest
    for at in (0, len(prepared.tail) - 1):
        tail = bytearray(prepared.tail)
        tail[at] ^= 1
        changed_tail = Prepared(bytes(tail), prepared.digest, "sha256", prepared.reserve_start, prepared.reserve_end)
        assert prepared_digest(io.BytesIO(approved), changed_tail) != prepared.digest


def test_the_byte_range_names_the_reserve_and_the_whole_file(key: PlainKey, letter: bytes) -> None:
    approved, prepared = prepared_letter(key, letter)
    value = field(approved, prepared)["/V"].get_object()
    end = len(approved) + len(prepared.tail)
    assert list(value["/ByteRange"]) == [0, prepared.reserve_start, prepared.reserve_end, end - prepared.reserve_end]


def test_the_reserve_lies_in_the_tail_and_is_empty_and_ample(key: PlainKey, letter: bytes) -> None:
    approved, prepared = prepared_letter(key, letter)
    assert len(approved) < prepared.reserve_start < prepared.reserve_end < len(approved) + len(prepared.tail)
    reserve = (approved + prepared.tail)[prepared.reserve_start : prepared.reserve_end]
    assert reserve == b"<" + b"0" * (len(reserve) - 2) + b">"
    assert prepared.room == (len(reserve) - 2) // 2
    # A CMS of a real chain is 4 to 8 kB; a time stamp with its chain as much again (pyHanko measured).
    assert prepared.room >= 8_192 + TIME_STAMP_ROOM


def test_the_field_stands_where_it_was_asked_and_is_seen(key: PlainKey) -> None:
    place = Place(2, (100, 200, 320, 260))
    approved, prepared = prepared_letter(key, place=place)
    found = field(approved, prepared)
    assert [float(edge) for edge in found["/Rect"]] == [100, 200, 320, 260]
    reader = PdfReader(io.BytesIO(approved + prepared.tail))
    assert [len(page.get("/Annots", [])) for page in reader.pages] == [0, 1]
    assert int(found["/F"]) & 0b10 == 0, "hidden"
    assert int(found["/F"]) & 0b100, "not printed"
    assert b"SourceSans" in (prepared.tail), "the font of the appearance is not embedded"


def test_without_a_place_nothing_is_seen(key: PlainKey) -> None:
    found = field(*prepared_letter(key, place=None))
    assert [float(edge) for edge in found["/Rect"]] == [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("moment", "written"),
    [
        (datetime(2024, 2, 8, 15, 30, 7, tzinfo=UTC), "D:20240208153007"),
        (datetime(2024, 2, 8, 16, 30, 7, tzinfo=timezone(timedelta(hours=1))), "D:20240208163007+01'00"),
    ],
)
def test_the_claimed_time_is_the_moment_given_and_not_the_machine_s(
    key: PlainKey, moment: datetime, written: str
) -> None:
    approved, prepared = prepared_letter(key, signing_time=moment)
    assert field(approved, prepared)["/V"].get_object()["/M"].startswith(written)


def test_the_letter_s_own_description_stays_as_approved(key: PlainKey, letter: bytes) -> None:
    """No time of the machine and no name of a library gets in: time comes from the port alone."""
    approved, prepared = prepared_letter(key, letter)
    before, after = PdfReader(io.BytesIO(letter)), PdfReader(io.BytesIO(approved + prepared.tail))
    assert after.metadata == before.metadata
    assert after.trailer["/Root"].get("/Metadata") == before.trailer["/Root"].get("/Metadata")  # type: ignore[union-attr]
    this_year = str(datetime.now(UTC).year).encode()
    assert this_year not in b"".join(_streams(prepared.tail)) + re.sub(rb"<[0-9a-f]+>", b"", prepared.tail)


def test_nothing_in_the_tail_names_the_council_or_a_reason(key: PlainKey, letter: bytes) -> None:
    """Guard G13, and EN 319 142-1: no /Reason beside a commitment type; an approval, not a certification."""
    approved, prepared = prepared_letter(key, letter)
    found = field(approved, prepared)
    value = found["/V"].get_object()
    assert value["/SubFilter"] == "/ETSI.CAdES.detached"
    assert not {"/Reason", "/Location", "/ContactInfo", "/Reference", "/Name"} & set(value)
    assert "/Lock" not in found
    assert "/SV" not in found
    reader = PdfReader(io.BytesIO(approved + prepared.tail))
    assert "/Perms" not in reader.trailer["/Root"]  # type: ignore[operator]
    stream = found["/AP"]["/N"].get_object()
    words = b"".join(_streams(prepared.tail)) + stream.get_data() + prepared.tail
    for secret in (b"inisterraad", b"MR:", b"MR ", b"gendapunt", b"akkoord", b"oorwaarde", b"council", b"DocMDP"):
        assert secret not in words, secret


def _streams(tail: bytes) -> list[bytes]:
    """Return the plain bytes of every compressed stream of the tail."""
    found = []
    for start in re.finditer(rb"stream\r?\n", tail):
        try:
            found.append(zlib.decompressobj().decompress(tail[start.end() :]))
        except zlib.error:
            continue
    return found


def test_preparing_twice_gives_other_bytes_so_the_tail_is_kept(key: PlainKey) -> None:
    approved, first = prepared_letter(key)
    _, second = prepared_letter(key, approved)
    assert first.tail != second.tail
    assert first.digest != second.digest


@given(name=st.text(max_size=40), role=st.text(max_size=60))
@settings(max_examples=25)
def test_any_name_and_role_can_stand_in_the_appearance(name: str, role: str) -> None:
    approved, prepared = prepared_letter(PlainKey(make_pki()), appearance=Appearance(name, role, "DEMONSTRATIE"))
    assert prepared_digest(io.BytesIO(approved), prepared) == prepared.digest


def encrypted(**more: Any) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(plain_letter())))
    writer.encrypt(**more)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
@pytest.mark.parametrize("passwords", [{"user_password": "geheim"}, {"user_password": "", "owner_password": "baas"}])
def test_an_encrypted_file_is_refused_as_such(key: PlainKey, algorithm: str, passwords: dict[str, str]) -> None:
    with pytest.raises(UnreadablePdf) as refused:
        prepared_letter(key, encrypted(algorithm=algorithm, **passwords))
    assert refused.value.code == "encrypted"


@pytest.mark.parametrize("content", [b"%PDF-1.7\n%%EOF", b"no pdf at all", b"%PDF-1.7" + bytes(4000)])
def test_what_is_no_pdf_is_refused(key: PlainKey, content: bytes) -> None:
    with pytest.raises(UnreadablePdf):
        prepared_letter(key, content)


@pytest.mark.parametrize("page", [0, 3, 99, -1])
def test_a_page_that_is_not_there_is_refused(key: PlainKey, page: int) -> None:
    with pytest.raises(SigningFault) as refused:
        prepared_letter(key, place=Place(page, (72, 400, 300, 460)))
    assert refused.value.code == "cannot_prepare"


DAMAGES = st.one_of(
    st.tuples(st.just("flip"), st.integers(0, len(LETTERS["plain"]) - 1), st.integers(1, 255)),
    st.tuples(st.just("cut"), st.integers(0, len(LETTERS["plain"]) - 1), st.just(0)),
    st.tuples(st.just("erase"), st.integers(0, len(LETTERS["plain"]) - 1), st.integers(1, 200)),
)


@given(damage=DAMAGES)
def test_a_damaged_file_is_prepared_whole_or_refused_with_a_reason(damage: tuple[str, int, int]) -> None:
    kind, at, amount = damage
    content = bytearray(LETTERS["plain"])
    if kind == "flip":
        content[at] ^= amount
    elif kind == "cut":
        del content[at:]
    else:
        del content[at : at + amount]
    approved = bytes(content)
    pki: TestPki = make_pki()
    with suppress_known():
        _, prepared = prepared_letter(PlainKey(pki), approved or b"\n")
        assert prepared_digest(io.BytesIO(approved), prepared) == prepared.digest


@contextmanager
def suppress_known() -> Iterator[None]:
    """Let by what a person gets a sentence for, and nothing else."""
    known = {"damaged", "encrypted", "cannot_prepare", "not_a_pdf", "empty_file"}
    try:
        yield
    except SigningFault as refused:
        if refused.code not in known:
            raise
