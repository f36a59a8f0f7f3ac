"""Every class of attack, made by a script, with its verdict; and harmless changes that look like attacks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, NumberObject, TextStringObject, pdf_name

from signing.verify.compare import dictionary_end
from signing.verify.verdict import ChangesAfter, Coverage, Fact, FileState, Indication, Integrity, Subindication
from tests.signing.verify import attacks as attack
from tests.signing.verify.conftest import Judge
from tests.signing.verify.letters import Maker

SIGNATURE_BOX = (72, 300, 300, 360)
JAVASCRIPT = DictionaryObject({pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): TextStringObject("x")})

Attack = Callable[[bytes], bytes]

# Attacks on a letter with a visible signature: (how, a fact that must be named).
ON_A_LETTER: dict[str, tuple[Attack, Fact]] = {
    "incremental saving, new content": (attack.replace_content, Fact.PAGES_CHANGED),
    "incremental saving, same object number": (attack.overwrite_content_object, Fact.PAGES_CHANGED),
    "a page added": (attack.add_page, Fact.PAGES_CHANGED),
    "pages swapped": (attack.swap_pages, Fact.PAGES_CHANGED),
    "page cropped": (
        lambda data: attack.page_key(data, "/MediaBox", attack.numbers(0, 0, 595, 400)), Fact.PAGES_CHANGED,
    ),
    "page turned": (lambda data: attack.page_key(data, "/Rotate", NumberObject(90)), Fact.PAGES_CHANGED),
    "open action": (lambda data: attack.catalog_key(data, "/OpenAction", JAVASCRIPT), Fact.DOCUMENT_CHANGED),
    "layers": (lambda data: attack.catalog_key(data, "/OCProperties", DictionaryObject()), Fact.DOCUMENT_CHANGED),
    "names": (lambda data: attack.catalog_key(data, "/Names", DictionaryObject()), Fact.DOCUMENT_CHANGED),
    "evil annotation, white": (
        lambda data: attack.annotate(data, subtype="/FreeText", box=attack.TEXT_AREA, operators=attack.WHITE),
        Fact.COVERS_SIGNED_CONTENT,
    ),
    "evil annotation, grey": (
        lambda data: attack.annotate(data, subtype="/Stamp", box=attack.TEXT_AREA, operators=attack.GREY),
        Fact.COVERS_SIGNED_CONTENT,
    ),
    "evil annotation, black": (
        lambda data: attack.annotate(data, subtype="/Square", box=attack.TEXT_AREA, operators=attack.BLACK),
        Fact.COVERS_SIGNED_CONTENT,
    ),
    "evil annotation, drawn outside its place": (
        lambda data: attack.annotate(
            data, subtype="/Polygon", box=attack.FULL_PAGE, operators=attack.WHITE
        ),
        Fact.COVERS_SIGNED_CONTENT,
    ),
    "a link over the text": (
        lambda data: attack.annotate(data, subtype="/Link", box=attack.TEXT_AREA), Fact.DOCUMENT_CHANGED,
    ),
    "an unknown annotation": (
        lambda data: attack.annotate(data, subtype="/Screen", box=attack.BLANK_AREA), Fact.DOCUMENT_CHANGED,
    ),
    "signature moved": (attack.move_rect, Fact.SIGNATURE_CHANGED_LATER),
    "signature's appearance swapped": (attack.swap_appearance, Fact.SIGNATURE_CHANGED_LATER),
    "signature's appearance stream overwritten": (attack.overwrite_appearance_stream, Fact.SIGNATURE_CHANGED_LATER),
    "field removed": (attack.remove_signature, Fact.SIGNATURE_REMOVED_LATER),
    "signature taken out of its field": (
        lambda data: attack.remove_signature(data, field_too=False), Fact.SIGNATURE_REMOVED_LATER,
    ),
    "form removed": (attack.remove_form, Fact.SIGNATURE_REMOVED_LATER),
    "signature wrapping": (attack.wrap, Fact.BYTE_RANGE_ODD),
    "a hole in the gap": (attack.hole_in_gap, Fact.BYTE_RANGE_ODD),
    "unsigned field over the page": (
        lambda data: attack.unsigned_field(data, box=attack.FULL_PAGE, operators=attack.WHITE),
        Fact.COVERS_SIGNED_CONTENT,
    ),
    **{
        f"bytes behind, cross-reference {kind}": (
            (lambda data, kind=kind: attack.append_objects(data, xref=kind)), Fact.REPAIRED_VIEW_DIFFERS,
        )
        for kind in ("none", "missing", "empty", "damaged")
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def letter(make: Maker) -> bytes:
    return make.sign(box=SIGNATURE_BOX)


@pytest.fixture(scope="module")
def archived(make: Maker) -> bytes:
    return make.sign(level="B-LTA", box=SIGNATURE_BOX)


@pytest.mark.parametrize("name", ON_A_LETTER)
def test_an_attack_is_invalid_and_named(judge: Judge, letter: bytes, name: str) -> None:
    how, fact = ON_A_LETTER[name]
    verdict = judge(how(letter), online=True)
    assert verdict.state is FileState.INVALID
    assert all(one.state is FileState.INVALID for one in verdict.signatures)
    assert all(one.indication is Indication.FAILED for one in verdict.signatures)
    assert fact in {each for one in verdict.signatures for each in one.facts}


@pytest.mark.parametrize("name", [name for name in ON_A_LETTER if "wrapping" not in name and "hole" not in name])
def test_an_attack_on_an_archived_letter_is_invalid_too(judge: Judge, archived: bytes, name: str) -> None:
    how, _ = ON_A_LETTER[name]
    verdict = judge(how(archived))
    assert verdict.state is FileState.INVALID
    assert verdict.signatures[0].state is FileState.INVALID


@pytest.mark.parametrize("name", attack.forgeries())
def test_universal_forgery_is_invalid(judge: Judge, letter: bytes, name: str) -> None:
    verdict = judge(attack.forgeries()[name](letter), online=True)
    assert verdict.state is FileState.INVALID
    assert verdict.signatures


def test_wrapping_keeps_the_digest_right_and_is_still_invalid(judge: Judge, letter: bytes) -> None:
    verdict = judge(attack.wrap(letter))
    named = [one for one in verdict.signatures if one.field == "Handtekening"]
    assert [(one.integrity, one.covers) for one in named] == [(Integrity.INTACT, Coverage.UNCLEAR)]
    assert named[0].subindication is Subindication.FORMAT_FAILURE


def test_shadow_hide(make: Maker, judge: Judge) -> None:
    verdict = judge(attack.shadow_hide(make.sign(attack.shadow_letter("hide"))), online=True)
    assert verdict.state is FileState.INVALID
    assert verdict.signatures[0].appearance_changed_pages == (1,)


def test_shadow_replace(make: Maker, judge: Judge) -> None:
    signed = make.sign(attack.shadow_letter("replace"))
    verdict = judge(attack.fill_field(signed, "9000"), online=True)
    first = verdict.signatures[0]
    assert (verdict.state, first.changes_after) == (FileState.INVALID, ChangesAfter.FORM_FILLING)
    assert first.changed_fields == ("bedrag",)
    assert {Fact.FORM_FIELDS_CHANGED, Fact.COVERS_SIGNED_CONTENT} <= set(first.facts)


def test_shadow_replace_of_the_appearance_alone(make: Maker, judge: Judge) -> None:
    signed = make.sign(attack.form_letter("1000"))
    verdict = judge(attack.fill_field(signed, "", shown="9000", keep_value=True), online=True)
    assert verdict.state is FileState.INVALID


def test_shadow_hide_and_replace(make: Maker, judge: Judge) -> None:
    verdict = judge(attack.shadow_hide_and_replace(make.sign(attack.shadow_letter("hide-and-replace"))), online=True)
    assert verdict.state is FileState.INVALID
    assert Fact.PAGES_CHANGED in verdict.signatures[0].facts


def test_a_change_behind_a_string_that_ends_objects_is_found(make: Maker, judge: Judge) -> None:
    signed = make.sign(attack.hidden_reference_letter())
    assert judge(signed, online=True).state is FileState.VALID
    verdict = judge(attack.change_hidden_reference(signed), online=True)
    assert verdict.state is FileState.INVALID
    assert Fact.PAGES_CHANGED in verdict.signatures[0].facts


@given(st.binary(max_size=60), st.binary(max_size=60))
@settings(max_examples=60, deadline=None)
def test_the_end_of_a_dictionary_is_never_inside_a_string(before: bytes, after: bytes) -> None:
    inside = before.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    text = b"12 0 obj\n<</A(" + inside + b")/B<" + after.hex().encode() + b">/C<</D 5 0 R>>>>"
    assert dictionary_end(text + b"\nstream\n" + after) == len(text)


@pytest.mark.parametrize("box", [attack.TEXT_AREA, attack.FULL_PAGE])
@pytest.mark.parametrize("who", ["stranger", "second"])
def test_a_sneaky_signature_over_the_text_spoils_the_first(
    make: Maker, judge: Judge, letter: bytes, box: tuple[int, int, int, int], who: str
) -> None:
    signer = attack.stranger() if who == "stranger" else who
    data = attack.sneaky_signature(make, letter, box=box, operators=attack.WHITE, signer=signer)
    verdict = judge(data, online=True)
    assert verdict.state is FileState.INVALID
    assert verdict.signatures[0].state is FileState.INVALID
    assert Fact.COVERS_SIGNED_CONTENT in verdict.signatures[0].facts


# What looks alike and is no attack.


def test_a_second_signature_in_white_space_is_valid(make: Maker, judge: Judge, letter: bytes) -> None:
    data = attack.sneaky_signature(
        make, letter, box=attack.BLANK_AREA, operators=attack.words("B. Tweede"), signer="second"
    )
    verdict = judge(data, online=True)
    assert verdict.state is FileState.VALID
    assert Fact.LATER_SIGNATURE in verdict.signatures[0].facts


def test_a_strangers_signature_in_white_space_leaves_the_first_valid(make: Maker, judge: Judge, letter: bytes) -> None:
    data = attack.sneaky_signature(
        make, letter, box=attack.BLANK_AREA, operators=attack.words("X"), signer=attack.stranger()
    )
    states = [one.state for one in judge(data, online=True).signatures]
    assert states == [FileState.VALID, FileState.INDETERMINATE]


@pytest.mark.parametrize("shown", ["1234", "99"])
def test_filling_an_empty_field_is_a_remark_with_its_name(make: Maker, judge: Judge, shown: str) -> None:
    verdict = judge(attack.fill_field(make.sign(attack.form_letter("")), "1234", shown=shown), online=True)
    first = verdict.signatures[0]
    assert (verdict.state, first.changes_after) == (FileState.VALID_WITH_REMARKS, ChangesAfter.FORM_FILLING)
    assert first.changed_fields == ("bedrag",)


HARMLESS: dict[str, tuple[Attack, FileState, ChangesAfter]] = {
    "tab order": (
        lambda data: attack.page_key(data, "/Tabs", pdf_name("/S")), FileState.VALID, ChangesAfter.EVIDENCE_ONLY,
    ),
    "language": (
        lambda data: attack.catalog_key(data, "/Lang", TextStringObject("nl")),
        FileState.VALID,
        ChangesAfter.EVIDENCE_ONLY,
    ),
    "comment in white space": (
        lambda data: attack.annotate(
            data, subtype="/FreeText", box=attack.BLANK_AREA, operators=attack.words("opmerking")
        ),
        FileState.VALID_WITH_REMARKS,
        ChangesAfter.COMMENTS,
    ),
    "note": (
        lambda data: attack.annotate(data, subtype="/Text", box=(400, 400, 420, 420)),
        FileState.VALID_WITH_REMARKS,
        ChangesAfter.COMMENTS,
    ),
    "highlight over the text": (
        lambda data: attack.annotate(
            data,
            subtype="/Highlight",
            box=(70, 715, 540, 735),
            QuadPoints=attack.numbers(70, 735, 540, 735, 70, 715, 540, 715),
            C=attack.numbers(1, 1, 0),
        ),
        FileState.VALID_WITH_REMARKS,
        ChangesAfter.COMMENTS,
    ),
    "unsigned field in white space": (
        lambda data: attack.unsigned_field(data, box=attack.BLANK_AREA, operators=attack.words("hier")),
        FileState.VALID_WITH_REMARKS,
        ChangesAfter.FORM_FILLING,
    ),
    "an orphan": (
        lambda data: attack.updated(data, lambda writer: writer.add_object(ArrayObject()) and None),
        FileState.VALID,
        ChangesAfter.EVIDENCE_ONLY,
    ),
    "blanks behind": (lambda data: attack.append_junk(data, b"\r\n\r\n"), FileState.VALID, ChangesAfter.NONE),
    "words behind": (attack.append_junk, FileState.VALID_WITH_REMARKS, ChangesAfter.NONE),
    "many words behind": (
        lambda data: attack.append_junk(data, b"geen pdf " * 900), FileState.VALID_WITH_REMARKS, ChangesAfter.NONE,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HARMLESS)
def test_a_harmless_change_is_not_called_tampering(judge: Judge, letter: bytes, name: str) -> None:
    how, state, changes = HARMLESS[name]
    verdict = judge(how(letter), online=True)
    first = verdict.signatures[0]
    assert (verdict.state, first.changes_after) == (state, changes)
    assert first.integrity is Integrity.INTACT


@pytest.mark.parametrize("cut", range(1, 12))
def test_cut_anywhere_an_archived_letter_is_never_called_unsigned_or_good_beyond_what_is_left(
    judge: Judge, archived: bytes, make: Maker, cut: int
) -> None:
    start = archived.index(b"/ByteRange") + 10
    data = archived[: start + (len(archived) - start) * cut // 12]
    verdict = judge(data)
    assert verdict.state is not FileState.NO_SIGNATURE
    assert verdict.state is not FileState.VALID
