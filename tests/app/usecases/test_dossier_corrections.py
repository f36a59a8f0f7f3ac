"""A dossier is recognised, and a person has the last word: corrections, order, typed fields; all kept and recorded."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from app.batch import StoredFile
from app.desk import Desk
from app.errors import CannotRead, Refused, Trouble, WrongUse
from app.usecases.add_dossier import add_dossier
from app.usecases.change_files import join_file, remove_file
from app.usecases.correct_file import correct_file
from app.usecases.lock_map import lock_map
from app.usecases.new_map import new_map
from app.usecases.open_document import open_document
from app.usecases.order_dossier import order_files, order_items
from app.usecases.read_item_memo import read_item_memo
from app.usecases.recognise_item import item_dossier, recognise_item
from app.usecases.record_condition import record_condition
from app.usecases.show_map import show_map
from app.usecases.type_memo import type_memo
from app.usecases.verify_record import verify_record
from tests.corpus.score import HERE
from tests.journeys.desks import ITEM, MAP, Office, find_item

Stage = Callable[[str], Office]
EXAMPLE = HERE / "dossiers/per-racisme"


def files(desk: Desk, name: str = ITEM) -> dict[str, StoredFile]:
    return {file.short: file for file in find_item(desk, name).files}


def refused(act: Callable[[], object]) -> Refused:
    """Return the refusal that an act ends with."""
    with pytest.raises(Refused) as told:
        act()
    return told.value


def assert_record_holds(desk: Desk) -> None:
    assert not verify_record(desk).flaws


def picture(path: Path) -> Path:
    canvas = Canvas(str(path))
    canvas.rect(100, 100, 300, 300, fill=1)
    canvas.save()
    return path


class TestACorrectionIsKept:
    def test_a_kind_and_what_follows_from_it(self, stage: Stage) -> None:
        with stage("added").open() as desk:
            correct_file(desk, ITEM, "brief-tweede-kamer", {"kind": "attachment"})
            taken = files(desk)["brief-tweede-kamer"]
            assert (taken.kind, taken.version, taken.corrected) == ("attachment", "", ("kind",))
            assert [letter.file.short for letter in find_item(desk).letters] == ["brief-eerste-kamer"]
            recognise_item(desk, ITEM)
            assert files(desk)["brief-tweede-kamer"].kind == "attachment"
            correct_file(desk, ITEM, "brief-tweede-kamer", {"kind": "letter"})
            again = files(desk)["brief-tweede-kamer"]
            assert (again.kind, again.chamber, again.place is not None) == ("letter", "house", True)
            assert_record_holds(desk)

    def test_each_value_can_be_corrected_and_survives_reading_again(self, stage: Stage) -> None:
        values = {
            "chamber": "house",
            "reference": "2024-0000000001",
            "letter_date": "2024-02-12",
            "signatory_role": "minister",
            "signatory_name": "A. Ander",
            "two_signatories": "yes",
            "place": "1 72 400 300 460",
        }
        with stage("added").open() as desk:
            for name, value in values.items():
                correct_file(desk, ITEM, "brief-eerste-kamer", {name: value})
            for _ in range(2):
                found = files(desk)["brief-eerste-kamer"]
                assert (found.chamber, found.reference, found.letter_date) == ("house", "2024-0000000001", "2024-02-12")
                assert (found.signatory_role, found.signatory_name) == ("minister", "A. Ander")
                assert found.two_signatories
                assert found.place is not None
                assert (found.place.page, found.place.rect) == (1, (72, 400, 300, 460))
                assert set(found.corrected) == set(values)
                recognise_item(desk, ITEM)
            read = item_dossier(desk, ITEM).named("brief-eerste-kamer")
            assert read.letter is not None
            assert (read.letter.signatory_name, read.letter.own_reference) == ("A. Ander", "2024-0000000001")
            assert_record_holds(desk)

    def test_reading_again_without_corrections_changes_nothing_but_the_record(self, stage: Stage) -> None:
        with stage("added").open() as desk:
            before = find_item(desk)
            recognise_item(desk, ITEM)
            assert find_item(desk) == before
            assert_record_holds(desk)

    @pytest.mark.parametrize(
        ("values", "code"),
        [
            ({"kleur": "rood"}, "correction_unknown"),
            ({"kind": "unrecognised"}, "correction_unfit"),
            ({"kind": "x"}, "correction_unfit"),
            ({"chamber": "x"}, "correction_unfit"),
            ({"letter_date": "9 februari"}, "correction_unfit"),
            ({"two_signatories": "misschien"}, "correction_unfit"),
            ({"place": "0 1 1 9 9"}, "correction_unfit"),
            ({"place": "99 72 400 300 460"}, "correction_unfit"),
            ({"place": "1 72 400 nan 460"}, "correction_unfit"),
            ({"place": "1 72"}, "correction_unfit"),
        ],
    )
    def test_what_does_not_fit_is_refused_and_nothing_is_recorded(
        self, stage: Stage, values: dict[str, str], code: str
    ) -> None:
        with stage("added").open() as desk:
            before = find_item(desk)
            with pytest.raises(WrongUse) as told:
                correct_file(desk, ITEM, "brief-eerste-kamer", values)
            assert told.value.reason.code == code
            assert find_item(desk) == before

    def test_after_lock_nothing_is_corrected(self, stage: Stage) -> None:
        acts: tuple[Callable[[Desk], object], ...] = (
            lambda desk: correct_file(desk, ITEM, "nota", {"kind": "attachment"}),
            lambda desk: recognise_item(desk, ITEM),
            lambda desk: order_files(desk, ITEM, ["nota"]),
            lambda desk: order_items(desk, MAP, [ITEM.split("/")[1]]),
            lambda desk: type_memo(desk, ITEM, {"title": "x"}),
            lambda desk: remove_file(desk, ITEM, "rapport-per"),
            lambda desk: join_file(desk, ITEM, EXAMPLE / "rapport-per.pdf"),
        )
        with stage("locked").open() as desk:
            for act in acts:
                assert refused(lambda act=act: act(desk)).reason.code == "map_locked"  # type: ignore[misc]


class TestOrder:
    def test_of_files_is_kept_when_they_are_read_again(self, stage: Stage) -> None:
        with stage("added").open() as desk:
            order_files(desk, ITEM, ["rapport-per", "brief-eerste-kamer"])
            wanted = ["rapport-per", "brief-eerste-kamer", "nota", "brief-tweede-kamer"]
            assert [file.short for file in find_item(desk).files] == wanted
            recognise_item(desk, ITEM)
            assert [file.short for file in find_item(desk).files] == wanted
            assert [letter.file.short for letter in find_item(desk).letters] == [wanted[1], wanted[3]]
            assert_record_holds(desk)

    def test_of_items(self, stage: Stage) -> None:
        with stage("added").open() as desk:
            add_dossier(desk, MAP, [HERE / "dossiers/uitstel-woonwagens"])
            order_items(desk, MAP, ["uitstel-woonwagens"])
            assert [one.item for one in show_map(desk, MAP).items] == ["uitstel-woonwagens", ITEM.split("/")[1]]
            assert_record_holds(desk)

    @pytest.mark.parametrize(("names", "code"), [(["x"], "file_unknown"), (["nota", "nota"], "named_twice")])
    def test_names_that_make_no_order(self, stage: Stage, names: list[str], code: str) -> None:
        with stage("added").open() as desk, pytest.raises(WrongUse) as told:
            order_files(desk, ITEM, names)
        assert told.value.reason.code == code


class TestTypedIn:
    def test_typed_values_win_are_marked_and_can_be_taken_back(self, stage: Stage) -> None:
        with stage("added").open() as desk:
            type_memo(desk, ITEM, {"title": "Getypte titel", "to": "de minister van BZK\nde staatssecretaris van BZK"})
            memo = read_item_memo(desk, find_item(desk))
            assert memo is not None
            assert (memo.title, len(memo.to), memo.typed) == ("Getypte titel", 2, frozenset({"title", "to"}))
            assert memo.reference == "2024-0000078748"  # what was read stays
            assert find_item(desk).title == "Getypte titel"
            recognise_item(desk, ITEM)
            assert find_item(desk).title == "Getypte titel"
            type_memo(desk, ITEM, {"title": None})
            assert find_item(desk).title != "Getypte titel"
            assert_record_holds(desk)

    def test_another_meeting_can_be_typed_none_cannot(self, stage: Stage) -> None:
        with stage("added").open() as desk:
            type_memo(desk, ITEM, {"condition": "MR:2024-02-16"})
            assert find_item(desk).named_condition == "MR:2024-02-16"
            told = refused(lambda: type_memo(desk, ITEM, {"condition": ""}))
            assert (told.reason.code, told.reason.guard) == ("condition_in_memo", "G3")
            assert find_item(desk).named_condition == "MR:2024-02-16"

    @pytest.mark.parametrize(
        ("name", "value", "code"),
        [
            ("kleur", "rood", "memo_field_unknown"),
            ("date", "ooit", "memo_value_unfit"),
            ("condition", "feest:2024-01-01", "memo_value_unfit"),
            ("publish", "misschien", "memo_value_unfit"),
            ("section:onzin", "x", "memo_field_unknown"),
        ],
    )
    def test_what_does_not_fit_a_field(self, stage: Stage, name: str, value: str, code: str) -> None:
        with stage("added").open() as desk, pytest.raises(WrongUse) as told:
            type_memo(desk, ITEM, {name: value})
        assert told.value.reason.code == code

    def test_a_memo_that_is_a_picture_is_typed_in_and_goes_the_whole_way(self, stage: Stage, tmp_path: Path) -> None:
        scan = picture(tmp_path / "scan.pdf")
        letter = EXAMPLE / "brief-tweede-kamer.pdf"
        with stage("new").open() as desk:
            new_map(desk, MAP)
            item = f"{MAP}/{add_dossier(desk, MAP, [scan, letter], name='scan', to_correct=True)}"
            assert files(desk, item)["scan"].kind == "unrecognised"
            assert "no_text_layer" in files(desk, item)["scan"].remarks
            assert refused(lambda: lock_map(desk, MAP)).reason.code in {"memo_missing", "file_unrecognised"}
            correct_file(desk, item, "scan", {"kind": "memo"})
            memo = read_item_memo(desk, find_item(desk, item))
            assert memo is not None
            assert (memo.title, memo.date, memo.sections) == (None, None, ())
            type_memo(
                desk,
                item,
                {
                    "title": "Brief over racisme",
                    "date": "8 februari 2024",
                    "section:geadviseerd_besluit": "U wordt gevraagd de brief onder voorbehoud van de MR van 9 februari"
                    " te ondertekenen en te verzenden aan de Tweede Kamer.",
                },
            )
            memo = read_item_memo(desk, find_item(desk, item))
            assert memo is not None
            assert [one.kind.value for one in memo.requested_actions] == ["sign", "send"]
            # What was typed names a council too (guard G3).
            assert find_item(desk, item).named_condition == "MR:2024-02-09"
            record_condition(desk, item, "MR:2024-02-09")
            assert_record_holds(desk)


class TestWhatCannotBeRead:
    def test_a_file_that_cannot_be_read_is_named_and_the_rest_is_there(self, stage: Stage, tmp_path: Path) -> None:
        folder = tmp_path / "dossier"
        shutil.copytree(EXAMPLE, folder)
        (folder / "stuk.pdf").write_bytes(b"%PDF-1.7\n")
        with stage("new").open() as desk:
            new_map(desk, MAP)
            with pytest.raises(CannotRead) as told:
                add_dossier(desk, MAP, [folder])
            assert told.value.reason.parameters["file"] == "stuk.pdf"
            item = f"{MAP}/{add_dossier(desk, MAP, [folder], to_correct=True)}"
            unread = files(desk, item)["stuk"]
            assert (unread.kind, unread.trouble, unread.object) == ("unrecognised", "damaged", "")
            assert len(find_item(desk, item).letters) == 2
            assert refused(lambda: lock_map(desk, MAP)).reason.code == "file_left_unread"
            with pytest.raises(Trouble):
                correct_file(desk, item, "stuk", {"kind": "attachment"})
            with pytest.raises(CannotRead) as told:
                open_document(desk, item, "stuk")
            assert told.value.reason.code == "damaged"
            remove_file(desk, item, "stuk")
            assert "stuk" not in files(desk, item)
            assert_record_holds(desk)

    def test_what_is_no_pdf_does_not_go_out_as_an_attachment(self, stage: Stage, tmp_path: Path) -> None:
        folder = tmp_path / "dossier"
        shutil.copytree(EXAMPLE, folder)
        (folder / "zzz-onzin.pdf").write_bytes(b"onzin\n")
        (folder / "notitie.txt").write_text("Bel Jan nog even.\n")
        with stage("new").open() as desk:
            new_map(desk, MAP)
            item = f"{MAP}/{add_dossier(desk, MAP, [folder], to_correct=True)}"
            record_condition(desk, item, find_item(desk, item).named_condition)
            for name in ("notitie.txt", "zzz-onzin.pdf"):
                told = refused(lambda: lock_map(desk, MAP))
                assert (told.reason.code, told.reason.parameters["file"]) == ("attachment_not_a_pdf", name)
                with pytest.raises(CannotRead) as opened:
                    open_document(desk, item, name.partition(".")[0])
                assert opened.value.reason.parameters["file"] == name
                remove_file(desk, item, name.partition(".")[0])
            lock_map(desk, MAP)
            assert_record_holds(desk)

    def test_a_file_that_joins_and_one_that_cannot(self, stage: Stage, tmp_path: Path) -> None:
        bad = tmp_path / "leeg.pdf"
        bad.write_bytes(b"")
        with stage("added").open() as desk:
            with pytest.raises(CannotRead):
                join_file(desk, ITEM, bad)
            assert join_file(desk, ITEM, EXAMPLE / "rapport-per.pdf") == ("rapport-per-2",)
            assert list(files(desk))[-1] == "rapport-per-2"
            with pytest.raises(Refused):  # guard G8
                join_file(desk, ITEM, EXAMPLE / "brief-tweede-kamer.pdf")
            assert_record_holds(desk)

    def test_what_is_no_dossier_at_all_is_refused_even_to_correct(self, stage: Stage, tmp_path: Path) -> None:
        recipe = tmp_path / "recept.txt"
        recipe.write_text("Meel, eieren en melk. Roer alles goed door elkaar en bak het in boter.\n")
        with stage("new").open() as desk:
            new_map(desk, MAP)
            assert refused(lambda: add_dossier(desk, MAP, [recipe], to_correct=True)).reason.code == "memo_missing"


class TestG5NoMemoGoesOut:
    def test_the_internal_memo_called_an_attachment_does_not_lock(self, stage: Stage, tmp_path: Path) -> None:
        copy = tmp_path / "kopie.pdf"
        shutil.copy(EXAMPLE / "nota.pdf", copy)
        with stage("added").open() as desk:
            (short,) = join_file(desk, ITEM, copy)
            correct_file(desk, ITEM, short, {"kind": "attachment"})
            told = refused(lambda: lock_map(desk, MAP))
            assert (told.reason.code, told.reason.guard) == ("memo_as_attachment", "G5")

    def test_two_memos_do_not_lock_before_a_person_says_which(self, stage: Stage, tmp_path: Path) -> None:
        with stage("added").open() as desk:
            (short,) = join_file(desk, ITEM, HERE / "memos/heffing-waterschap.pdf")
            assert refused(lambda: lock_map(desk, MAP)).reason.code == "several_memos"
            recognise_item(desk, ITEM)
            assert refused(lambda: lock_map(desk, MAP)).reason.code in {"memo_as_attachment", "public_memo_unmarked"}
            remove_file(desk, ITEM, short)
            assert_record_holds(desk)
