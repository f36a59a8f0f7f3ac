"""What is dropped: a letter that must be written anew, a mail message with its attachments, names with odd signs."""

from __future__ import annotations

import hashlib
import io
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.desk import Desk, Reading
from app.errors import CannotRead, Refused
from app.reading.remembered import RememberingReader
from app.usecases.add_dossier import add_dossier
from app.usecases.compare_files import compare_files
from app.usecases.decide import decide
from app.usecases.lock_map import lock_map
from app.usecases.mark_public_memo import mark_public_memo
from app.usecases.new_map import new_map
from app.usecases.record_condition import record_condition
from app.usecases.release_item import release_item
from app.usecases.verify_record import verify_record
from signing.sandbox import Limits
from tests.corpus.damage import endless, hybrid, shifted, with_owner_password, with_xfa
from tests.corpus.score import HERE
from tests.journeys.desks import ITEM, MAP, MEETING, Office, Person, at, find_item, outcome, sign

Stage = Callable[[str], Office]
EXAMPLE = HERE / "dossiers/per-racisme"
LETTER = (EXAMPLE / "brief-tweede-kamer.pdf").read_bytes()


def dossier_with(folder: Path, make: Callable[[bytes], bytes]) -> Path:
    shutil.copytree(EXAMPLE, folder)
    (folder / "brief-tweede-kamer.pdf").write_bytes(make(LETTER))
    return folder


def kept(desk: Desk, object_id: str) -> bytes:
    with desk.transaction() as transaction, desk.objects.open(transaction.connection, object_id) as stream:
        return stream.read()


class TestALetterWrittenAnew:
    @pytest.mark.parametrize(("make", "code"), [(hybrid, "hybrid_xref"), (shifted, "damaged_xref")])
    def test_its_original_is_kept_beside_it_and_that_is_said(
        self, stage: Stage, tmp_path: Path, make: Callable[[bytes], bytes], code: str
    ) -> None:
        with stage("new").open() as desk:
            new_map(desk, MAP)
            item = f"{MAP}/{add_dossier(desk, MAP, [dossier_with(tmp_path / 'per', make)])}"
            file = next(one for one in find_item(desk, item).files if one.short == "brief-tweede-kamer")
            assert file.remarks == (code,)
            original, anew = kept(desk, file.original_object), kept(desk, file.object)
            assert original == make(LETTER)
            assert hashlib.sha256(original).hexdigest() == file.original_sha256
            assert hashlib.sha256(anew).hexdigest() == file.sha256 != file.original_sha256
            assert not verify_record(desk).flaws

    def test_it_is_decided_upon_and_signed_as_written_anew(self, stage: Stage, tmp_path: Path) -> None:
        office = stage("new")
        with office.open(now=at(8, 15, 30)) as desk:
            new_map(desk, MAP)
            item = f"{MAP}/{add_dossier(desk, MAP, [dossier_with(tmp_path / 'per-racisme', hybrid)])}"
            record_condition(desk, item, MEETING)
            lock_map(desk, MAP)
            decide(desk, item, "agree")
        with office.open(now=at(9, 12, 41)) as desk:
            outcome(desk)
            sign(desk, office)
            release_item(desk, item, target=office.outbox, context=Person())
            letter = find_item(desk, item).letters[0]
            assert letter.state.value == "RELEASED"
            assert letter.decided is not None
            assert letter.decided.sha256 == letter.file.sha256
            sent = next(office.outbox.rglob("brief-tweede-kamer*.pdf")).read_bytes()
            assert sent.startswith(kept(desk, letter.file.object))
            assert len(PdfReader(io.BytesIO(sent)).pages) == 2

    @pytest.mark.parametrize(
        ("make", "code"), [(with_owner_password, "letter_restricted"), (with_xfa, "letter_with_xfa")]
    )
    def test_what_would_become_another_document_is_not_written_anew_and_not_locked(
        self, stage: Stage, tmp_path: Path, make: Callable[[bytes], bytes], code: str
    ) -> None:
        folder = dossier_with(tmp_path / "per", make)
        with stage("new").open() as desk:
            new_map(desk, MAP)
            with pytest.raises(Refused) as told:
                add_dossier(desk, MAP, [folder])
            assert told.value.reason.code == code
            item = f"{MAP}/{add_dossier(desk, MAP, [folder], to_correct=True)}"
            letter = next(one for one in find_item(desk, item).files if one.short == "brief-tweede-kamer")
            assert (letter.original_object, kept(desk, letter.object)) == ("", (folder / letter.file_name).read_bytes())
            with pytest.raises(Refused):
                lock_map(desk, MAP)


class TestAMailMessage:
    def message(self, path: Path) -> Path:
        mail = EmailMessage()
        mail["From"], mail["Subject"] = "steller@example.invalid", "Stukken voor de tas"
        mail.set_content("Bijgaand de stukken.")
        for name in ("rapport-per.pdf", "brief-eerste-kamer.pdf", "nota.pdf"):
            content = (EXAMPLE / name).read_bytes()
            mail.add_attachment(content, maintype="application", subtype="pdf", filename=f"../../{name}")
        inner = EmailMessage()
        inner["From"], inner["Subject"] = "ander@example.invalid", "Nog een stuk"
        inner.set_content("Zie bijlage.")
        inner.add_attachment(LETTER, maintype="application", subtype="pdf", filename="brief-tweede-kamer.pdf")
        mail.add_attachment(inner)
        path.write_bytes(mail.as_bytes())
        return path

    def test_its_attachments_are_the_dossier(self, stage: Stage, tmp_path: Path) -> None:
        with stage("new").open() as desk:
            new_map(desk, MAP)
            item = f"{MAP}/{add_dossier(desk, MAP, [self.message(tmp_path / 'stukken.eml')])}"
            found = find_item(desk, item)
            assert [(one.short, one.kind) for one in found.files] == [
                ("nota", "memo"),
                ("brief-tweede-kamer", "letter"),
                ("brief-eerste-kamer", "letter"),
                ("rapport-per", "attachment"),
            ]
            assert kept(desk, found.letters[0].file.object) == LETTER
            assert not verify_record(desk).flaws

    def test_one_without_attachments_is_no_dossier(self, stage: Stage, tmp_path: Path) -> None:
        mail = EmailMessage()
        mail["From"], mail["Subject"] = "steller@example.invalid", "Niets"
        mail.set_content("De stukken volgen.")
        (tmp_path / "niets.eml").write_bytes(mail.as_bytes())
        with stage("new").open() as desk:
            new_map(desk, MAP)
            with pytest.raises(Exception, match="no_files"):
                add_dossier(desk, MAP, [tmp_path / "niets.eml"])


@contextmanager
def reading_within(office: Office, limits: Limits) -> Iterator[Desk]:
    """Open a desk whose files may take no more than that."""
    with office.open() as desk:
        reader = RememberingReader(limits)
        try:
            yield replace(desk, reading=Reading(lambda: reader))
        finally:
            reader.close()


class TestLimits:
    def test_a_file_that_never_ends_is_named_and_the_dossier_stays_usable(self, stage: Stage, tmp_path: Path) -> None:
        folder = dossier_with(tmp_path / "per", endless)
        with reading_within(stage("new"), Limits(seconds=6, memory=1 << 30, more_memory=1 << 30)) as desk:
            new_map(desk, MAP)
            with pytest.raises(CannotRead) as told:
                add_dossier(desk, MAP, [folder])
            # By the time, by the memory, or by the engine itself giving up: which comes first is the machine's affair.
            assert told.value.reason.code in {"reading_too_slow", "reading_too_large", "reading_crashed"}
            assert told.value.reason.parameters["file"] == "brief-tweede-kamer.pdf"
            item = f"{MAP}/{add_dossier(desk, MAP, [folder], to_correct=True)}"
            assert [one.file.short for one in find_item(desk, item).letters] == ["brief-eerste-kamer"]
            objects = [path.read_bytes() for path in desk.paths.objects.rglob("*") if path.is_file()]
            assert len(objects) == 3  # nothing of the file came into the vault

    def test_a_public_copy_that_never_ends_is_named_and_nothing_of_it_is_kept(
        self, stage: Stage, tmp_path: Path
    ) -> None:
        bad = tmp_path / "openbaar.pdf"
        bad.write_bytes(endless(LETTER))
        with reading_within(stage("added"), Limits(seconds=4)) as desk:
            with pytest.raises(CannotRead) as told:
                mark_public_memo(desk, ITEM, bad)
            assert told.value.reason.code == "reading_too_slow"
            assert "public_memo" not in [file.kind for file in find_item(desk).files]
            bad.write_bytes(b"geen pdf")
            with pytest.raises(CannotRead) as told:
                mark_public_memo(desk, ITEM, bad)
            assert told.value.reason.code == "not_a_pdf"

    def test_a_name_with_bidi_and_control_signs_is_shown_without_them(self, stage: Stage, tmp_path: Path) -> None:
        folder = tmp_path / "per"
        shutil.copytree(EXAMPLE, folder)
        (folder / "rapport-per.pdf").rename(folder / "rapport\u202efdp.pdf")
        with stage("new").open() as desk:
            new_map(desk, MAP)
            item = f"{MAP}/{add_dossier(desk, MAP, [folder])}"
            (report,) = [one for one in find_item(desk, item).files if one.kind == "attachment"]
            assert (report.file_name, report.remarks) == ("rapportfdp.pdf", ("name_changed",))


class TestCompare:
    def test_the_letters_to_both_chambers(self) -> None:
        found = compare_files(EXAMPLE / "brief-tweede-kamer.pdf", EXAMPLE / "brief-eerste-kamer.pdf")
        assert not found.same_text
        assert ("Tweede", "Eerste", 1) in {(one.old, one.new, one.new_page) for one in found.text}
        assert found.pages_differ == (1, 2)

    def test_the_same_words_in_another_file(self, tmp_path: Path) -> None:
        other = tmp_path / "brief.pdf"
        other.write_bytes(hybrid(LETTER))
        found = compare_files(EXAMPLE / "brief-tweede-kamer.pdf", other)
        assert (found.same_bytes, found.same_text, found.text, found.pages_differ) == (False, True, (), ())

    def test_texts_of_other_kinds_word_by_word(self, tmp_path: Path) -> None:
        old, new = tmp_path / "oud.md", tmp_path / "nieuw.txt"
        old.write_text("De dijk houdt\nhet water tegen.")
        new.write_text("De dijk  houdt het zoute water.")
        found = compare_files(old, new)
        assert [(one.change, one.old, one.new) for one in found.text] == [
            ("replaced", "water tegen.", "zoute water."),
        ]
        assert found.pages_differ is None

    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(CannotRead):
            compare_files(tmp_path / "weg.pdf", EXAMPLE / "nota.pdf")
