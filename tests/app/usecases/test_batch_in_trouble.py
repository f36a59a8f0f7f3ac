"""What goes wrong in the midst of a batch stays with its letter; what the settings say stands in the signature."""

from __future__ import annotations

import errno
import io
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec, MDPPerm, SigFieldSpec, append_signature_field
from pyhanko.sign.general import find_unique_cms_attribute
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from app.demonstration.story import example_folder
from app.desk import Desk
from app.errors import Refused, Trouble
from app.usecases.add_dossier import add_dossier
from app.usecases.decide import decide
from app.usecases.lock_map import lock_map
from app.usecases.new_map import new_map
from app.usecases.overrule_finding import overrule_finding
from app.usecases.place_signature import place_signature
from app.usecases.plan_signing import plan_signing
from app.usecases.record_condition import record_condition
from app.usecases.show_map import list_maps
from app.usecases.verify_record import verify_record
from app.vault.objects import ObjectStore
from signing.keys.software import _SoftwareKey
from signing.placement import Place
from tests.app.cli.commands import Run, command
from tests.journeys.desks import (
    HOUSE,
    ITEM,
    MAP,
    MEETING,
    SENATE,
    Office,
    at,
    entries,
    find,
    outcome,
    release,
    sign,
    sql,
    states,
)  # fmt: skip
from tests.pki import make_pki

__all__ = ["command"]

Stage = Callable[[str], Office]


def first_time(act: Callable[..., Any], other: Callable[[Any], Any]) -> Callable[..., Any]:
    """Return something that the first time gives another answer."""
    times = iter((True,))

    def answer(*arguments: Any) -> Any:
        given = act(*arguments)
        return other(given) if next(times, False) else given

    return answer


class TestOthersGoOn:
    def signed_later(self, desk: Desk, office: Office) -> None:
        assert sign(desk, office)[0].sealed == (HOUSE,)
        assert states(desk) == ["SEALED", "SEALED"]
        assert sql(desk, "SELECT count(*) FROM seals GROUP BY version") == [(1,), (1,)]
        assert not verify_record(desk).flaws
        with desk.transaction() as transaction:
            assert desk.objects.lost(transaction.connection) == []

    def test_after_a_wrong_value_of_the_key(self, stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
        office = stage("approved")
        wrong = first_time(_SoftwareKey.sign_digest, lambda value: bytes([value[0], *(one ^ 1 for one in value[1:])]))
        monkeypatch.setattr(_SoftwareKey, "sign_digest", wrong)
        with office.open(now=at(8, 16)) as desk:
            result, _ = sign(desk, office)
            assert (result.sealed, [name for name, _ in result.failed]) == ((SENATE,), [HOUSE])
            assert result.failed[0][1].code in {"cms_signature_wrong", "cms_damaged"}
            assert states(desk) == ["APPROVED", "SEALED"]
            self.signed_later(desk, office)
            # Its prepared bytes were kept, and are what is signed now (guard G12).
            assert entries(desk).count("LetterPrepared") == 2

    def test_after_a_tail_for_which_the_disk_was_full(self, stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
        def full(_written: Any) -> Any:
            raise OSError(errno.ENOSPC, "No space left on device")

        office = stage("approved")
        monkeypatch.setattr(ObjectStore, "write", first_time(ObjectStore.write, full))
        with office.open(now=at(8, 16)) as desk:
            result, _ = sign(desk, office)
            assert result.sealed == (SENATE,)
            assert [(name, reason.code) for name, reason in result.failed] == [(HOUSE, "disk_full")]
            self.signed_later(desk, office)

    def test_a_store_that_can_take_no_more_loses_nothing(self, stage: Stage) -> None:
        office = stage("approved")
        with office.open(now=at(8, 16)) as desk:
            (pages,) = sql(desk, "PRAGMA page_count")[0]
            sql(desk, f"PRAGMA max_page_count = {pages}")
            result, _ = sign(desk, office)
            assert {reason.code for _, reason in result.failed} == {"disk_full"}
            assert len(result.sealed) + len(result.failed) == 2
            assert states(desk).count("SEALED") == len(result.sealed)
            sql(desk, "PRAGMA max_page_count = 1000000")
            sign(desk, office)
            assert states(desk) == ["SEALED", "SEALED"]
            assert not verify_record(desk).flaws


def released_file(desk: Desk, office: Office, name: str = "brief-tweede-kamer.pdf") -> PdfFileReader:
    desk.clock.set(at(9, 12, 41))  # type: ignore[attr-defined]
    outcome(desk)
    folder = release(desk, office).folder
    return PdfFileReader(io.BytesIO((folder / name).read_bytes()))


def test_the_policy_of_the_settings_stands_in_the_signature(stage: Stage) -> None:
    office = stage("approved")
    policy = {"signature_policy": "2.16.528.1.1003.1.2", "signature_policy_sha256": "ab" * 32,
              "signature_policy_url": "https://beleid.example/handtekening.pdf"}  # fmt: skip
    with office.open(now=at(8, 16)) as desk:
        sign(replace(desk, settings=replace(desk.settings, **policy)), office)
        (signature,) = released_file(desk, office).embedded_regular_signatures
        found = find_unique_cms_attribute(signature.signer_info["signed_attrs"], "signature_policy_identifier").chosen
        assert found["sig_policy_id"].native == policy["signature_policy"]
        assert found["sig_policy_hash"]["digest"].native.hex() == policy["signature_policy_sha256"]
        assert found["sig_policy_qualifiers"][0]["sig_qualifier"].native == policy["signature_policy_url"]
        assert "/Reason" not in signature.sig_object


def staged_with(stage: Stage, change: Callable[[bytes], bytes], finding: str) -> Office:
    """Return an office whose letter to the house was changed before it was tabled, the finding overruled."""
    office = stage("new")
    folder = office.folder.parent / f"{office.folder.name}-dossier"
    with example_folder() as example:
        shutil.copytree(example, folder)
    letter = Path(folder) / "brief-tweede-kamer.pdf"
    letter.write_bytes(change(letter.read_bytes()))
    with office.open(now=at(8, 15, 20)) as desk:
        new_map(desk, MAP)
        add_dossier(desk, MAP, [folder], name="per-racisme")
        record_condition(desk, ITEM, MEETING)
        overrule_finding(desk, ITEM, finding, "brief-tweede-kamer", why="zo is het bedoeld")
        lock_map(desk, MAP)
        decide(desk, ITEM, "agree")
    return office


def with_empty_field(letter: bytes) -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(letter))
    append_signature_field(writer, SigFieldSpec("Ruimte voor de handtekening", on_page=1, box=(80, 200, 300, 260)))
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def test_an_empty_field_is_signed_in_once_the_finding_was_overruled(stage: Stage) -> None:
    office = staged_with(stage, with_empty_field, "L09/signature_field_present")
    with office.open(now=at(8, 16)) as desk:
        letter = next(one for one in list_maps(desk)[0].items[0].letters if one.name == HOUSE)
        assert letter.file.place == Place(2, (80.0, 200.0, 300.0, 260.0)), "shown where it will stand"
        with pytest.raises(Refused, match="place_of_field"):
            place_signature(desk, HOUSE, place=Place(1, (100.0, 590.0, 260.0, 630.0)))
        said = {one.letter: [note.code for note in one.notes] for one in plan_signing(desk, MAP).to_sign}
        assert "place_of_field" in said[HOUSE]
        assert "place_of_field" not in said[SENATE]
        assert sign(desk, office)[0].sealed == (HOUSE, SENATE)
        (signature,) = released_file(desk, office).embedded_regular_signatures
        assert signature.field_name == "Ruimte voor de handtekening"


@pytest.mark.parametrize(
    ("seed", "demanded"),
    [
        ({"/Ff": NumberObject(2), "/SubFilter": ArrayObject([NameObject("/adbe.pkcs7.detached")])}, "/SubFilter"),
        ({"/Ff": NumberObject(8), "/Reasons": ArrayObject([TextStringObject("akkoord")])}, "/Reasons"),
        ({"/MDP": DictionaryObject({NameObject("/P"): NumberObject(1)})}, "/MDP"),
        ({"/Cert": DictionaryObject({NameObject("/Ff"): NumberObject(1)})}, "/Cert"),
        ({"/Ff": NumberObject(2), "/SubFilter": ArrayObject([NameObject("/ETSI.CAdES.detached")])}, ""),
        ({"/SubFilter": ArrayObject([NameObject("/adbe.pkcs7.detached")])}, ""),  # a wish
        ({"/MDP": DictionaryObject({NameObject("/P"): NumberObject(0)})}, ""),
    ],
)
def test_a_field_that_demands_another_signature_is_refused_before_anything_is_signed(
    stage: Stage, seed: dict[str, Any], demanded: str
) -> None:
    """ISO 32000-2, 12.7.5.5: what is told at the PIN would be told too late."""

    def with_demand(letter: bytes) -> bytes:
        writer = IncrementalPdfFileWriter(io.BytesIO(with_empty_field(letter)))
        field = writer.root["/AcroForm"]["/Fields"][0].get_object()
        field[NameObject("/SV")] = DictionaryObject({NameObject(key): value for key, value in seed.items()})
        writer.update_container(field)
        target = io.BytesIO()
        writer.write(target)
        return target.getvalue()

    if demanded:
        with pytest.raises(Trouble) as trouble:
            staged_with(stage, with_demand, "L09/signature_field_present")
        assert trouble.value.reason.code == "field_prescribes"
        assert trouble.value.reason.parameters["what"] == demanded
        return
    office = staged_with(stage, with_demand, "L09/signature_field_present")
    with office.open(now=at(8, 16)) as desk:
        assert sign(desk, office)[0].sealed == (HOUSE, SENATE)


@pytest.mark.parametrize("box", [(0, 0, 0, 0), (80, 200, 90, 205)])
def test_a_field_in_which_nothing_can_be_read_is_said_before(stage: Stage, box: tuple[int, int, int, int]) -> None:
    def change(letter: bytes) -> bytes:
        writer = IncrementalPdfFileWriter(io.BytesIO(letter))
        append_signature_field(writer, SigFieldSpec("Klein", on_page=1, box=box))
        target = io.BytesIO()
        writer.write(target)
        return target.getvalue()

    office = staged_with(stage, change, "L09/signature_field_present")
    with office.open(now=at(8, 16)) as desk:
        said = {one.letter: [note.code for note in one.notes] for one in plan_signing(desk, MAP).to_sign}
    assert "field_not_seen" in said[HOUSE]


def signed_before(letter: bytes) -> bytes:
    from pyhanko.sign import signers

    writer = IncrementalPdfFileWriter(io.BytesIO(letter))
    metadata = signers.PdfSignatureMetadata(field_name="Mede-ondertekenaar", md_algorithm="sha256")
    signed: io.BytesIO = signers.sign_pdf(writer, metadata, signer=make_pki().signer())
    return signed.getvalue()


def test_a_letter_that_was_signed_before_gets_a_further_signature_and_keeps_the_first(stage: Stage) -> None:
    office = staged_with(stage, signed_before, "L09/already_signed")
    with office.open(now=at(8, 16)) as desk:
        assert sign(desk, office)[0].sealed == (HOUSE, SENATE)
        first, second = released_file(desk, office).embedded_regular_signatures
        assert first.field_name == "Mede-ondertekenaar"
        assert second.field_name != first.field_name
        for signature in (first, second):
            nobody = ValidationContext(trust_roots=[], allow_fetching=False)
            status = validate_pdf_signature(signature, nobody)
            assert status.intact
            assert status.valid
            assert status.docmdp_ok


def signed_and_closed(certify: int = 0, lock: SigFieldSpec | None = None) -> Callable[[bytes], bytes]:
    """Return what signs a letter so that it says what may follow."""
    from pyhanko.sign import signers

    def change(letter: bytes) -> bytes:
        writer = IncrementalPdfFileWriter(io.BytesIO(letter))
        metadata = signers.PdfSignatureMetadata(
            field_name="Eerste", md_algorithm="sha256", certify=bool(certify), docmdp_permissions=MDPPerm(certify or 2)
        )
        made: io.BytesIO = signers.sign_pdf(writer, metadata, signer=make_pki().signer(), new_field_spec=lock)
        return made.getvalue()

    return change


LOCK_ALL = FieldMDPSpec(FieldMDPAction.ALL)


@pytest.mark.parametrize(
    "change",
    [
        signed_and_closed(1),
        signed_and_closed(2),
        signed_and_closed(lock=SigFieldSpec("Eerste", field_mdp_spec=LOCK_ALL)),
        signed_and_closed(
            lock=SigFieldSpec("Eerste", field_mdp_spec=LOCK_ALL, doc_mdp_update_value=MDPPerm.NO_CHANGES)
        ),
    ],
    ids=["certified, no changes", "certified, form filling", "all fields locked", "locked, no changes"],
)
def test_a_letter_whose_signature_allows_no_other_is_refused_before_anything_is_signed(
    stage: Stage, change: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Refused, match="closed_by_its_signature"):
        staged_with(stage, change, "L09/already_signed")


def test_nothing_is_released_whose_first_signature_the_second_broke(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The net below that guard: a letter that our own verifier would call changed does not go out."""
    monkeypatch.setattr("app.usecases.overrule_finding.leaves_room", lambda _content: True)
    office = staged_with(stage, signed_and_closed(2), "L09/already_signed")
    with office.open(now=at(8, 16)) as desk:
        sign(desk, office)
    with office.open(now=at(9, 12, 41)) as desk:
        outcome(desk)
        with pytest.raises(Refused, match="letter_not_verified"):
            release(desk, office)


class TestSignAgainByCommand:
    def words(self, office: Office) -> tuple[str, ...]:
        return ("sign-again", HOUSE, "--key", office.demonstration.key_uris[-1], "--why", "kaart verloren", "--json")

    def test_voids_and_seals_in_one_step(self, command: Run, stage: Stage) -> None:
        office = stage("sealed")
        ran = command(*self.words(office), "--yes", profile=office.folder)
        assert (ran.code, ran.values) == (0, {"letter": HOUSE, "sealed": [HOUSE], "failed": []})
        with office.open() as desk:
            assert (states(desk), find(desk).number) == (["SEALED", "SEALED"], 2)

    def test_without_consent_nothing_is_voided(self, command: Run, stage: Stage) -> None:
        office = stage("sealed")
        ran = command(*self.words(office), profile=office.folder)
        assert (ran.code, ran.out) == (1, "")
        with office.open() as desk:
            assert find(desk).number == 1
            assert "LetterVoided" not in entries(desk)
