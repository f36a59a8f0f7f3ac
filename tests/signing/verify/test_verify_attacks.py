"""Every class of attack, made by a script, with its verdict; and harmless changes that look like attacks."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signing.verify.compare import dictionary_end
from signing.verify.verdict import ChangesAfter, Coverage, Fact, FileState, Indication, Integrity, Subindication
from tests.signing.verify import attacks as attack
from tests.signing.verify.classes import CASES, HARMLESS, ON_A_LETTER, SIGNATURE_BOX, Case
from tests.signing.verify.conftest import Judge
from tests.signing.verify.letters import Maker
from tests.signing.verify.table import BEGIN, END


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


def test_filling_an_empty_field_is_a_remark_with_its_name(make: Maker, judge: Judge) -> None:
    verdict = judge(attack.fill_field(make.sign(attack.form_letter("")), "1234"), online=True)
    first = verdict.signatures[0]
    assert (verdict.state, first.changes_after) == (FileState.VALID_WITH_REMARKS, ChangesAfter.FORM_FILLING)
    assert first.changed_fields == ("bedrag",)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_every_class_of_the_table_gets_its_verdict(make: Maker, judge: Judge, case: Case) -> None:
    verdict = judge(case.make(make), online=True)
    found = {fact for one in verdict.signatures for fact in one.facts}
    assert (verdict.state, case.fact is None or case.fact in found) == (case.state, True), found


def test_the_table_of_the_page_is_that_of_the_classes() -> None:
    page = (Path(__file__).resolve().parents[3] / "docs" / "verification.md").read_text(encoding="utf-8")
    page = page[page.index(BEGIN) : page.index(END)]
    told = [tuple(cell.strip() for cell in line.split("|")[1:4]) for line in page.splitlines() if line.startswith("| ")]
    listed = [row for row in told[1:] if row[0] not in {"---", "made by others"}]
    assert listed == [(case.group, case.name, case.state.value.replace("_", " ")) for case in CASES], "make table"


@pytest.mark.parametrize(("behind", "told"), [(b"", False), (b"\r\n", False), (b"\n\n\n", True), (b"\0" * 6000, True)])
def test_blanks_behind_what_was_signed_are_told_of_and_harm_nothing(
    judge: Judge, letter: bytes, behind: bytes, told: bool
) -> None:
    verdict = judge(letter + behind, online=True)
    assert verdict.state is FileState.VALID
    assert (Fact.BLANKS_AFTER_SIGNED_REVISION in verdict.signatures[0].facts) is told


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
