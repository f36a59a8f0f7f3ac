"""Guards G1 to G6 and G8, each with attempts to get round it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta, timezone
from pathlib import Path

import pytest

from app.compose import open_desk
from app.council import parse_meeting
from app.desk import Desk
from app.errors import CannotRead, Refused, WrongUse
from app.ports import Secret
from app.usecases.add_dossier import add_dossier
from app.usecases.decide import decide
from app.usecases.lock_map import lock_map
from app.usecases.mark_public_memo import mark_public_memo
from app.usecases.new_map import new_map
from app.usecases.overrule_finding import overrule_finding
from app.usecases.plan_signing import plan_signing
from app.usecases.record_condition import record_condition
from app.usecases.record_outcome import record_outcome
from app.usecases.release_item import release_item
from app.usecases.unlock_map import unlock_map
from app.usecases.void_letter import void_letter
from app.usecases.withdraw import withdraw
from tests.journeys.desks import (
    HOUSE,
    ITEM,
    MAP,
    SENATE,
    Office,
    Person,
    at,
    entries,
    find,
    find_item,
    outcome,
    release,
    sign,
    sql,
    states,
)

Stage = Callable[[str], Office]
EXAMPLE = Path(__file__).parents[3] / "resources" / "example"
DOSSIERS = Path(__file__).parents[2] / "corpus" / "dossiers"


def refused(act: Callable[[], object]) -> Refused:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value


def nothing_out(office: Office) -> bool:
    return not office.outbox.exists() or not list(office.outbox.iterdir())


def exchange_object(desk: Desk, short: str, content: bytes, *, row_too: bool) -> None:
    """Put other bytes where a file of the item is kept; with the row's own hash changed too, or not."""
    with desk.transaction() as transaction:
        stored = desk.objects.put_bytes(transaction.connection, content)
    sql(desk, "UPDATE files SET object = :o WHERE short = :s", o=stored.id, s=short)
    if row_too:
        sql(desk, "UPDATE files SET sha256 = :h WHERE short = :s", h=stored.sha256, s=short)


def other(short: str) -> bytes:
    return (EXAMPLE / f"{short}.pdf").read_bytes() + b"\n% another version\n"


class TestG1WhatWasDecidedIsWhatIsSigned:
    @pytest.mark.parametrize("row_too", [False, True])
    @pytest.mark.parametrize("short", ["brief-tweede-kamer", "rapport-per", "nota"])
    def test_a_file_exchanged_after_the_decision_is_not_signed(self, stage: Stage, short: str, row_too: bool) -> None:
        office = stage("approved")
        with office.open(now=at(8, 16)) as desk:
            exchange_object(desk, short, other(short), row_too=row_too)
            assert HOUSE not in [one.letter for one in plan_signing(desk, MAP).to_sign]
            reasons = {one.letter: one.reason for one in plan_signing(desk, MAP).not_signed}
            assert (reasons[HOUSE].code, reasons[HOUSE].guard) == ("changed_since_decision", "G1")

    @pytest.mark.parametrize("row_too", [False, True])
    @pytest.mark.parametrize("short", ["brief-tweede-kamer", "rapport-per", "nota"])
    def test_a_file_exchanged_after_the_signature_is_not_released(
        self, stage: Stage, short: str, row_too: bool
    ) -> None:
        office = stage("agreed")
        with office.open(now=at(9, 12, 41)) as desk:
            exchange_object(desk, short, other(short), row_too=row_too)
            assert refused(lambda: release(desk, office)).reason.guard == "G1"
            assert states(desk) == ["SEALED", "SEALED"]
        assert nothing_out(office)

    def test_exchanged_between_the_plan_and_the_signature(self, stage: Stage) -> None:
        office = stage("approved")
        with office.open(now=at(8, 16)) as desk:
            person = Person(office.demonstration.secrets.key_file)
            ask = person.ask_pin

            def exchange_then_answer(question: object) -> Secret | None:
                exchange_object(desk, "brief-eerste-kamer", other("brief-eerste-kamer"), row_too=True)
                return ask(question)  # type: ignore[arg-type]

            person.ask_pin = exchange_then_answer  # type: ignore[method-assign]
            sign(desk, office, person=person)
            assert states(desk) == ["APPROVED", "APPROVED"]

    @pytest.mark.parametrize("found", ["approved", "agreed"])
    def test_the_order_of_the_files_is_part_of_the_decision(self, stage: Stage, found: str) -> None:
        office = stage(found)
        with office.open(now=at(9, 12, 41)) as desk:
            sql(desk, "UPDATE files SET position = 9 WHERE short = 'nota'")
            if found == "approved":
                assert not plan_signing(desk, MAP).to_sign
            else:
                assert refused(lambda: release(desk, office)).reason.guard == "G1"

    @pytest.mark.parametrize("change", ["UPDATE files SET kind = 'attachment' WHERE short = 'nota'",
                                        "DELETE FROM files WHERE short = 'rapport-per'"])  # fmt: skip
    def test_role_and_number_of_the_files_too(self, stage: Stage, change: str) -> None:
        office = stage("agreed")
        with office.open(now=at(9, 12, 41)) as desk:
            sql(desk, change)
            assert refused(lambda: release(desk, office)).reason.guard == "G1"
        assert nothing_out(office)

    @pytest.mark.parametrize("found", ["approved", "sealed", "agreed"])
    def test_the_public_memo_may_come_until_release(self, stage: Stage, found: str, tmp_path: Path) -> None:
        public = tmp_path / "openbare nota.pdf"
        public.write_bytes(other("nota"))
        office = stage(found)
        with office.open(now=at(9, 12, 41)) as desk:
            mark_public_memo(desk, ITEM, public)
            if found == "approved":
                sign(desk, office)
            if found != "agreed":
                outcome(desk)
            folder = release(desk, office).folder
        assert (folder / "openbare nota.pdf").read_bytes() == public.read_bytes()

    def test_not_after_release(self, stage: Stage, tmp_path: Path) -> None:
        public = tmp_path / "openbaar.pdf"
        public.write_bytes(other("nota"))
        office = stage("released")
        with office.open(now=at(9, 13)) as desk:
            assert refused(lambda: mark_public_memo(desk, ITEM, public)).reason.code == "already_released"

    def test_the_public_memo_itself_is_bound_by_its_hash(self, stage: Stage, tmp_path: Path) -> None:
        public = tmp_path / "openbaar.pdf"
        public.write_bytes(other("nota"))
        office = stage("agreed")
        with office.open(now=at(9, 12, 41)) as desk:
            mark_public_memo(desk, ITEM, public)
            exchange_object(desk, "openbaar", (EXAMPLE / "nota.pdf").read_bytes(), row_too=False)
            refused(lambda: release(desk, office))
        assert nothing_out(office)

    def test_a_file_that_changes_while_it_is_added_is_not_taken(
        self, stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder = tmp_path / "per-racisme"
        shutil.copytree(EXAMPLE, folder)
        office = stage("new")
        import app.usecases.add_dossier as module

        arrange = module.arrange

        def slow(files: object, name: str) -> object:
            found = arrange(files, name)  # type: ignore[arg-type]
            with (folder / "rapport-per.pdf").open("ab") as late:
                late.write(b"% synchronised just now\n")
            return found

        monkeypatch.setattr(module, "arrange", slow)
        with office.open() as desk:
            new_map(desk, MAP)
            with pytest.raises((Refused, CannotRead)):
                add_dossier(desk, MAP, [folder])
            assert entries(desk).count("ItemAdded") == 0


class TestG3OnlyAfterTheCouncil:
    def test_a_memo_that_names_a_council_is_not_locked_before_its_condition(self, stage: Stage) -> None:
        """Rule L02; no reason overrules it."""
        office = stage("added")
        with office.open(now=at(8, 15, 30)) as desk:
            reason = refused(lambda: lock_map(desk, MAP)).reason
            assert (reason.code, reason.guard) == ("condition_not_recorded", "G3")
            finding = "L02/condition_not_recorded"
            reason = refused(lambda: overrule_finding(desk, ITEM, finding, "nota", why="haast")).reason
            assert reason.code == "finding_not_to_overrule"
            assert states(desk) == ["DRAFT", "DRAFT"]

    def test_nor_signed_when_the_condition_is_gone_after_locking(self, stage: Stage) -> None:
        office = stage("approved")
        with office.open(now=at(8, 16)) as desk:
            sql(desk, "UPDATE items SET condition = ''")
            found = {one.reason.code: one.reason.guard for one in plan_signing(desk, MAP).not_signed}
            assert found == {"condition_not_recorded": "G3"}
            refused(lambda: sign(desk, office))
            assert states(desk) == ["APPROVED", "APPROVED"]

    def test_not_released_without_an_outcome(self, stage: Stage) -> None:
        office = stage("sealed")
        with office.open(now=at(9, 12, 41)) as desk:
            reason = refused(lambda: release(desk, office)).reason
            assert (reason.code, reason.guard) == ("outcome_missing", "G3")
        assert nothing_out(office)

    @pytest.mark.parametrize("meeting", ["MR:2024-02-02", "RMR:2024-02-09", "onderraad:2024-02-09"])
    def test_not_with_the_outcome_of_another_meeting(self, stage: Stage, meeting: str) -> None:
        office = stage("sealed")
        with office.open(now=at(9, 12, 41)) as desk:
            reason = refused(lambda: outcome(desk, meeting=meeting)).reason
            assert (reason.code, reason.guard) == ("other_meeting", "G3")
            refused(lambda: release(desk, office))

    def test_not_with_an_outcome_of_another_meeting_slipped_in(self, stage: Stage) -> None:
        office = stage("sealed")
        with office.open(now=at(9, 12, 41)) as desk:
            row = "(1, 'RMR:2024-02-09', 'mr', 'per-racisme', 'agreed', 'x', 'y', '', 'z')"
            sql(desk, f"INSERT INTO outcomes VALUES {row}")
            assert refused(lambda: release(desk, office)).reason.code == "outcome_missing"

    def test_not_with_the_condition_wiped_out(self, stage: Stage) -> None:
        office = stage("sealed")
        with office.open(now=at(9, 12, 41)) as desk:
            sql(desk, "UPDATE items SET condition = ''")
            reason = refused(lambda: release(desk, office)).reason
            assert (reason.code, reason.guard) == ("condition_not_recorded", "G3")

    def test_the_condition_is_the_memos_own(self, stage: Stage) -> None:
        office = stage("added")
        with office.open(now=at(8, 15, 30)) as desk:
            for meeting in ("MR:2024-02-02", "RMR:2024-02-09"):
                assert refused(lambda m=meeting: record_condition(desk, ITEM, m)).reason.code == (  # type: ignore[misc]
                    "condition_differs_from_memo"
                )

    def test_the_condition_does_not_change_after_the_signature(self, stage: Stage) -> None:
        office = stage("sealed")
        with office.open(now=at(9, 12, 41)) as desk:
            sql(desk, "UPDATE items SET named_condition = ''")
            assert refused(lambda: record_condition(desk, ITEM, "MR:2024-02-02")).reason.code == "condition_too_late"

    @pytest.mark.parametrize("named", [{"by": "  "}, {"evidence": "\n"}])
    def test_the_outcome_needs_a_name_and_evidence(self, stage: Stage, named: dict[str, str]) -> None:
        with stage("sealed").open(now=at(9, 12, 41)) as desk, pytest.raises(WrongUse):
            outcome(desk, **named)

    def test_evidence_may_be_a_long_text_or_a_file(self, stage: Stage, tmp_path: Path) -> None:
        listed = tmp_path / "besluitenlijst.pdf"
        listed.write_bytes(b"punt 7: akkoord")
        office = stage("sealed")
        with office.open(now=at(9, 12, 41)) as desk:
            outcome(desk, evidence="besluitenlijst van de ministerraad, " + "punt zeven, " * 40)
            outcome(desk, evidence=str(listed))
            said = find_item(desk).outcome
            assert said is not None
            assert said.evidence == "besluitenlijst.pdf"
            assert len(said.evidence_sha256) == 64

    def test_without_a_condition_no_outcome_is_needed(self, stage: Stage) -> None:
        office = stage("new")
        name = "mr/uitstel-woonwagens"
        with office.open(now=at(8, 15, 30)) as desk:
            new_map(desk, MAP)
            add_dossier(desk, MAP, [DOSSIERS / "uitstel-woonwagens"])
            lock_map(desk, MAP)
            decide(desk, name, "agree")
            sign(desk, office)
            assert states(desk, name) == ["SEALED"]
            said = {"outcome": "agreed", "at": at(9, 12), "meeting": "MR:2024-02-09", "by": "x", "evidence": "y"}
            assert refused(lambda: record_outcome(desk, name, **said)).reason.code != ""  # type: ignore[arg-type]
            release_item(desk, name, target=office.outbox, context=Person())
            assert states(desk, name) == ["RELEASED"]


class TestG4NoOutcomeBeforeItsMeeting:
    @pytest.mark.parametrize(
        ("meeting", "begins"), [("MR:2024-02-09", "2024-02-09T09:00"), ("MR:2024-07-05", "2024-07-05T08:00")]
    )
    def test_a_meeting_begins_at_ten_in_the_hague_in_winter_and_summer(self, meeting: str, begins: str) -> None:
        assert parse_meeting(meeting).begins().isoformat().startswith(begins)

    def test_a_moment_too_early_is_refused_and_ten_sharp_is_not(self, stage: Stage) -> None:
        office = stage("sealed")
        with office.open(now=at(9, 12, 41)) as desk:
            reason = refused(lambda: outcome(desk, when=at(9, 9, 59, 59))).reason
            assert (reason.code, reason.guard) == ("outcome_before_meeting", "G4")
            assert "10:00" in str(reason.parameters["begins"])
            outcome(desk, when=at(9, 10))

    def test_an_offset_does_not_help(self, stage: Stage) -> None:
        office = stage("sealed")
        with office.open(now=at(9, 12, 41)) as desk:
            shifted = at(9, 9, 30).astimezone(timezone(timedelta(hours=9)))
            assert refused(lambda: outcome(desk, when=shifted)).reason.code == "outcome_before_meeting"

    def test_nor_an_outcome_from_the_future(self, stage: Stage) -> None:
        office = stage("sealed")
        with office.open(now=at(8, 18)) as desk:
            assert refused(lambda: outcome(desk)).reason.guard == "G4"

    def test_a_clock_four_minutes_behind_is_let_be_and_six_is_not(self, stage: Stage) -> None:
        office = stage("sealed")
        with office.open(now=at(9, 12, 41)) as desk:
            withdraw(desk, SENATE)
            desk.clock.set(at(9, 12, 37))  # type: ignore[attr-defined]
            outcome(desk)
            desk.clock.set(at(9, 12, 35))  # type: ignore[attr-defined]
            outcome(desk)
            desk.clock.set(at(9, 12, 28))  # type: ignore[attr-defined]
            before = entries(desk)
            reason = refused(lambda: void_letter(desk, HOUSE, why="x")).reason
            assert (reason.code, reason.guard) == ("clock_behind", "G4")
            assert entries(desk) == before
            assert states(desk) == ["SEALED", "BLOCKED"]

    def test_who_confirms_the_time_is_recorded(self, stage: Stage) -> None:
        office = stage("sealed")
        with office.open(now=at(9, 12, 41)) as desk:
            withdraw(desk, SENATE)
            desk.clock.set(at(9, 12, 31))  # type: ignore[attr-defined]
            refused(lambda: outcome(desk))
            with pytest.raises(WrongUse):
                outcome(desk, confirm_clock="  ")
            outcome(desk, confirm_clock="B. Getuige")
            assert entries(desk)[-2:] == ["ClockConfirmed", "OutcomeRecorded"]
            said = sql(desk, "SELECT body FROM record WHERE kind = 'ClockConfirmed'")[0][0]
            assert "B. Getuige" in said

    def test_now_never_before_the_last_entry(self, stage: Stage) -> None:
        office = stage("sealed")
        with pytest.raises(WrongUse, match="now_before_last_entry"), office.open(now=at(8, 16, 19)):
            pass

    def test_a_kept_clock_that_was_turned_back_does_not_count(self, stage: Stage) -> None:
        office = stage("sealed")
        office.demonstration.clock.set(at(1, 12))
        with office.open() as desk:
            assert desk.now() >= at(8, 16, 20)

    def test_a_normal_profile_has_no_clock_to_set(self, tmp_path: Path) -> None:
        with (
            pytest.raises(WrongUse, match="now_in_normal_profile"),
            open_desk(tmp_path / "p", passphrase=Secret("wachtzin"), create=True, now=at(9, 12)),
        ):
            pass
        assert not (tmp_path / "p").exists()


class TestG5TheWholeSetOrNothing:
    def test_one_bad_letter_stops_both(self, stage: Stage) -> None:
        office = stage("agreed")
        with office.open(now=at(9, 12, 41)) as desk:
            sql(desk, "UPDATE seals SET sealed = CAST(substr(sealed, 1, length(sealed) - 1) || x'00' AS BLOB)"
                " WHERE version = :v", v=find(desk, SENATE).version)  # fmt: skip
            assert refused(lambda: release(desk, office)).reason.guard == "G11"
            assert states(desk) == ["SEALED", "SEALED"]
            assert "ItemReleased" not in entries(desk)
            assert all(letter.released is None for letter in find_item(desk).letters)
        assert nothing_out(office)

    def test_one_withdrawn_letter_stops_both(self, stage: Stage) -> None:
        office = stage("agreed")
        with office.open(now=at(9, 12, 41)) as desk:
            withdraw(desk, HOUSE)
            reason = refused(lambda: release(desk, office)).reason
            assert (reason.code, reason.guard) == ("set_incomplete", "G5")
            assert states(desk) == ["BLOCKED", "SEALED"]
        assert nothing_out(office)

    def test_one_letter_signed_alone_is_not_released_alone(self, stage: Stage) -> None:
        office = stage("approved")
        with office.open(now=at(8, 16)) as desk:
            sign(desk, office, person=Person(office.demonstration.secrets.key_file, stop_after=1))
            assert states(desk) == ["SEALED", "APPROVED"]
            desk.clock.set(at(9, 12, 41))  # type: ignore[attr-defined]
            outcome(desk)
            assert refused(lambda: release(desk, office)).reason.guard == "G5"
        assert nothing_out(office)

    def test_a_target_that_cannot_be_written_loses_nothing(self, stage: Stage) -> None:
        office = stage("agreed")
        office.outbox.write_text("a file in the way")
        with office.open(now=at(9, 12, 41)) as desk:
            assert refused(lambda: release(desk, office)).reason.code == "cannot_write"
            kept = [letter.released for letter in find_item(desk).letters]
            office.outbox.unlink()
            again = release(desk, office)
            assert again.again
            assert [sha256 for _, _, sha256 in again.letters] == [one.sha256 for one in kept if one]

    def test_the_internal_memo_is_nowhere_under_any_name(self, stage: Stage) -> None:
        office = stage("agreed")
        with office.open(now=at(9, 12, 41)) as desk:
            folder = release(desk, office).folder
        memo = (EXAMPLE / "nota.pdf").read_bytes()
        names = sorted(path.name for path in folder.iterdir())
        assert names == ["SHA256SUMS", "brief-eerste-kamer.pdf", "brief-tweede-kamer.pdf", "rapport-per.pdf"]
        assert all(memo not in path.read_bytes() for path in folder.iterdir())

    def test_the_internal_memo_cannot_be_marked_as_its_public_copy(self, stage: Stage, tmp_path: Path) -> None:
        disguised = tmp_path / "openbaar.pdf"
        shutil.copy(EXAMPLE / "nota.pdf", disguised)
        with stage("agreed").open(now=at(9, 12, 41)) as desk:
            assert refused(lambda: mark_public_memo(desk, ITEM, disguised)).reason.guard == "G5"

    def test_a_second_memo_in_the_folder_is_not_sent_by_itself(self, stage: Stage, tmp_path: Path) -> None:
        """A twin of the memo is recognised as the public one; but that is for a person to say."""
        folder = tmp_path / "per-racisme"
        shutil.copytree(EXAMPLE, folder)
        (folder / "nota-2.pdf").write_bytes(other("nota"))
        with stage("new").open() as desk:
            new_map(desk, MAP)
            assert refused(lambda: add_dossier(desk, MAP, [folder])).reason.guard == "G5"
            assert "ItemAdded" not in entries(desk)


class TestG6AgreedWithChangesIsNotAgreed:
    @pytest.mark.parametrize("what", ["agreed-with-changes", "deferred", "refused", "withdrawn", "noted"])
    def test_anything_but_agreed_blocks_at_once(self, stage: Stage, what: str) -> None:
        office = stage("sealed")
        with office.open(now=at(9, 12, 41)) as desk:
            assert outcome(desk, what) == (HOUSE, SENATE)
            assert states(desk) == ["BLOCKED", "BLOCKED"]
            reason = refused(lambda: release(desk, office)).reason
            assert reason.guard == ("G6" if what == "agreed-with-changes" else "G3")

    def test_a_correction_unblocks_only_what_an_outcome_blocked(self, stage: Stage) -> None:
        office = stage("sealed")
        with office.open(now=at(9, 12, 41)) as desk:
            withdraw(desk, SENATE)
            outcome(desk, "agreed-with-changes")
            outcome(desk, "agreed")
            assert states(desk) == ["SEALED", "BLOCKED"]
            refused(lambda: release(desk, office))
        assert nothing_out(office)

    def test_a_first_step_to_void_is_not_undone_by_an_outcome(self, stage: Stage) -> None:
        office = stage("sealed")
        with office.open(now=at(9, 12, 41)) as desk:
            void_letter(desk, SENATE, why="vergissing")
            outcome(desk, "agreed")
            assert states(desk) == ["SEALED", "BLOCKED"]

    def test_an_outcome_before_the_signature_stops_the_signature(self, stage: Stage) -> None:
        office = stage("approved")
        with office.open(now=at(9, 12, 41)) as desk:
            outcome(desk, "agreed-with-changes")
            assert [one.reason.guard for one in plan_signing(desk, MAP).not_signed] == ["G6", "G6"]

    def test_agreed_before_the_signature_is_signed_and_waits_for_its_release_all_the_same(self, stage: Stage) -> None:
        office = stage("approved")
        with office.open(now=at(9, 12, 41)) as desk:
            outcome(desk)
            _, folders = sign(desk, office, target=office.outbox)
            assert (folders, states(desk)) == ([], ["SEALED", "SEALED"])
            release(desk, office)
            assert states(desk) == ["RELEASED", "RELEASED"]


class TestG8NothingIsOverwritten:
    def test_the_same_letter_again(self, stage: Stage) -> None:
        office = stage("added")
        with office.open() as desk:
            reason = refused(lambda: add_dossier(desk, MAP, [EXAMPLE], name="nog een keer")).reason
            assert (reason.code, reason.guard) == ("letter_already_in_map", "G8")

    def test_another_letter_with_the_same_reference(self, stage: Stage, tmp_path: Path) -> None:
        folder = tmp_path / "nieuwe versie"
        shutil.copytree(EXAMPLE, folder)
        for short in ("brief-tweede-kamer", "brief-eerste-kamer"):
            (folder / f"{short}.pdf").write_bytes(other(short))
        with stage("added").open() as desk:
            reason = refused(lambda: add_dossier(desk, MAP, [folder])).reason
            assert (reason.code, reason.guard) == ("letter_reference_in_map", "G8")

    def test_twice_the_same_letter_in_one_dossier(self, stage: Stage, tmp_path: Path) -> None:
        folder = tmp_path / "dubbel"
        shutil.copytree(EXAMPLE, folder)
        shutil.copy(folder / "brief-tweede-kamer.pdf", folder / "kopie.pdf")
        with stage("new").open() as desk:
            new_map(desk, MAP)
            assert refused(lambda: add_dossier(desk, MAP, [folder])).reason.guard == "G8"

    @pytest.mark.parametrize("found", ["locked", "approved", "sealed", "released"])
    def test_a_locked_map_takes_nothing_more(self, stage: Stage, found: str) -> None:
        with stage(found).open(now=at(9, 13)) as desk:
            assert refused(lambda: add_dossier(desk, MAP, [EXAMPLE], name="x")).reason.code == "map_locked"

    @pytest.mark.parametrize("found", ["sealed", "agreed", "released"])
    def test_a_signed_map_is_not_opened_again(self, stage: Stage, found: str) -> None:
        with stage(found).open(now=at(9, 13)) as desk:
            assert refused(lambda: unlock_map(desk, MAP)).reason.code == "map_signed"

    def test_unlocking_destroys_keys_and_decisions(self, stage: Stage) -> None:
        with stage("approved").open(now=at(8, 16)) as desk:
            key = find(desk).release_key
            unlock_map(desk, MAP)
            assert not sql(desk, "SELECT * FROM release_keys")
            assert states(desk) == ["DRAFT", "DRAFT"]
            assert find(desk).decided is None
            lock_map(desk, MAP)
            assert find(desk).release_key not in {"", key}
            assert not plan_signing(desk, MAP).to_sign


class TestWhatComesInIsWhatIsKept:
    def test_two_files_of_one_name_from_two_folders(self, stage: Stage, tmp_path: Path) -> None:
        house, senate = tmp_path / "tk" / "brief.pdf", tmp_path / "ek" / "brief.pdf"
        for target, source in ((house, "brief-tweede-kamer"), (senate, "brief-eerste-kamer")):
            target.parent.mkdir()
            shutil.copy(EXAMPLE / f"{source}.pdf", target)
        with stage("new").open() as desk:
            new_map(desk, MAP)
            add_dossier(desk, MAP, [EXAMPLE / "nota.pdf", house, senate], name="twee")
            letters = find_item(desk, "mr/twee").letters
            assert [letter.file.chamber for letter in letters] == ["house", "senate"]
            assert len({letter.file.sha256 for letter in letters}) == 2

    def test_a_letter_with_two_signatories_is_refused_for_signing_ahead(
        self, stage: Stage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        import app.usecases.add_dossier as module

        arrange = module.arrange

        def two(files: object, name: str) -> object:
            found = arrange(files, name)  # type: ignore[arg-type]
            marked = [
                replace(one, letter=replace(one.letter, two_signatories=True)) if one.letter else one
                for one in found.files
            ]
            return replace(found, files=tuple(marked))

        monkeypatch.setattr(module, "arrange", two)
        with stage("new").open() as desk:
            new_map(desk, MAP)
            assert refused(lambda: add_dossier(desk, MAP, [EXAMPLE])).reason.code == "two_signatories"


def test_decide_needs_a_locked_map(stage: Stage) -> None:
    with stage("added").open() as desk:
        assert refused(lambda: decide(desk, ITEM, "agree")).reason.code == "map_open"
