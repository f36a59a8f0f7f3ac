"""Controleren through the real page in the real window, with the vault locked."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.annotations import FreeText
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.errors import Reason
from app.jobs import Lane
from app.text import refusal
from app.usecases.verify_files import Verifier
from tests.conftest import NASTY_NAMES
from tests.journeys.desks import Office as Profile
from tests.journeys.desks import Stages, all_stages
from tests.signing.verify.attacks import replace_content
from tests.signing.verify.letters import plain_letter
from tests.ui.verifying import Opened, opened_page
from ui.bridge import Handlers
from ui.verify.model import VerifiedChosen, VerifyAsked, VerifyModel
from ui.widgets.button import Button
from ui.widgets.states import State

__all__ = ["all_stages"]
# The offscreen platform says so of every window that has a smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture(scope="session")
def released(all_stages: Stages) -> Profile:
    """Give a demonstration profile whose letters were signed, released and written out; nothing here changes it."""
    return Profile(all_stages._stage("released"))


@pytest.fixture
def letters(released: Profile, tmp_path: Path) -> Path:
    """Give a folder with our own letters, a changed copy, an unsigned PDF, and what is no PDF."""
    folder = tmp_path / "binnen"
    folder.mkdir()
    for file in released.outbox.rglob("*.pdf"):
        if file.name.startswith("brief-"):
            (folder / file.name).write_bytes(file.read_bytes())
    changed = replace_content((folder / "brief-tweede-kamer.pdf").read_bytes())
    (folder / "gewijzigd.pdf").write_bytes(changed)
    (folder / "ongetekend.pdf").write_bytes(plain_letter())
    (folder / "verslag.pdf").write_text("Dit is geen pdf.", encoding="utf-8")
    return folder


@pytest.fixture
def opened(qtbot: QtBot, released: Profile) -> Iterator[Opened]:
    with opened_page(qtbot, released.folder) as here:
        yield here


def states(opened: Opened) -> dict[str, State]:
    return {file.name: file.verdict for file in opened.model.files}


def test_a_folder_gives_a_verdict_for_each_pdf_worst_first(opened: Opened, letters: Path) -> None:
    assert not opened.office.open
    opened.verify(letters)
    assert QApplication.focusWidget() is opened.rows
    assert [(file.name, file.verdict) for file in opened.model.files] == [
        ("gewijzigd.pdf", State.INVALID),
        ("verslag.pdf", State.UNREADABLE),
        ("ongetekend.pdf", State.UNSIGNED),
        ("brief-eerste-kamer.pdf", State.VALID),
        ("brief-tweede-kamer.pdf", State.VALID),
    ]
    assert opened.model.chosen == opened.model.files[0].code
    assert "5 bestanden" in opened.said()


def test_our_own_released_letter_is_valid_with_all_its_evidence(opened: Opened, letters: Path) -> None:
    opened.verify(letters / "brief-tweede-kamer.pdf")
    verdict = opened.model.verdict
    assert verdict is not None
    assert verdict.verdict is State.VALID
    by = {answer.question: answer for answer in verdict.answers}
    assert list(by) == ["intact", "changed", "who", "when", "level"]
    assert by["intact"].state is State.VALID
    assert by["changed"].answer == "Nee, alleen bewijs toegevoegd."
    assert by["who"].answer.startswith("M. Verzonnen")
    assert "staatssecretaris" in by["who"].sentence
    assert by["when"].answer.startswith("8 februari 2024, 16.20")
    assert by["when"].state is State.VALID
    assert by["level"].answer == "B-LTA."
    assert by["level"].state is not State.VALID
    words = opened.said()
    assert "Elke pagina ziet er nog net zo uit." in words
    assert "U kunt deze brief gebruiken." in words
    assert verdict.difference is None


def test_a_note_that_is_not_drawn_here_is_still_told_of(opened: Opened, letters: Path, tmp_path: Path) -> None:
    noted = tmp_path / "met-notitie.pdf"
    writer = PdfWriter(io.BytesIO((letters / "brief-tweede-kamer.pdf").read_bytes()), incremental=True)
    # Without an appearance; with a ground it would cover the text under it in other programs, and that is no remark.
    note = FreeText(text="Akkoord, met dank", rect=(120, 420, 420, 470), font_size="16pt", background_color=None)
    writer.add_annotation(0, note)
    writer.write(noted)
    opened.verify(noted)
    verdict = opened.model.verdict
    assert verdict is not None
    assert verdict.verdict is State.VALID_WITH_REMARKS
    assert "er is na het tekenen een opmerking bij gezet" in opened.said()
    assert "Elke pagina ziet er nog net zo uit." not in opened.said()


def test_a_changed_letter_is_red_and_shows_both_revisions(opened: Opened, letters: Path) -> None:
    opened.verify(letters / "gewijzigd.pdf")
    opened.wait(lambda: opened.model.verdict is not None and opened.model.verdict.difference is not None)
    verdict = opened.model.verdict
    assert verdict is not None
    assert verdict.verdict is State.INVALID
    assert "na het tekenen veranderd" in verdict.sentence
    assert not verdict.same
    difference = verdict.difference
    assert difference is not None
    assert (difference.page, difference.place, difference.count) == (0, 1, 1)
    opened.wait(lambda: "1 van 1 verschil" in opened.said())
    assert "Pagina 1 ziet er nu anders uit dan toen er getekend werd." in opened.said()
    view = opened.page.detail.difference
    opened.wait(lambda: view.signed.count > 0 and view.current.count > 0 and opened.bridge.resting)
    signed, current = view.signed.source, view.current.source
    assert signed is not None
    assert current is not None
    pages: list[tuple[str, str]] = []
    opened.bridge.run(
        Lane.READ,
        lambda _context: tuple(" ".join(word.text for word in source.words(0)) for source in (signed, current)),
        Handlers(done=lambda found: pages.append(found)),  # type: ignore[arg-type]
    )
    opened.wait(lambda: bool(pages))
    assert "9000 euro" not in pages[0][0]
    assert "Het bedrag is 9000 euro." in pages[0][1]
    assert difference.signed_marks
    assert {mark.fill for mark in difference.signed_marks} == {"ok_soft"}
    assert {mark.fill for mark in difference.current_marks} == {"bad_soft"}


def test_a_file_that_changed_since_is_not_shown_under_its_old_verdict(opened: Opened, letters: Path) -> None:
    opened.verify(letters / "gewijzigd.pdf", letters / "ongetekend.pdf")
    opened.choose("ongetekend.pdf")
    (letters / "gewijzigd.pdf").write_bytes(plain_letter())
    opened.choose("gewijzigd.pdf")
    opened.wait(lambda: "veranderd sinds het is nagekeken" in opened.said())
    assert opened.model.verdict is not None
    assert opened.model.verdict.difference is None


def test_unsigned_and_unreadable_are_not_green_and_have_no_answers(opened: Opened, letters: Path) -> None:
    opened.verify(letters / "ongetekend.pdf", letters / "verslag.pdf")
    opened.choose("ongetekend.pdf")
    opened.wait(lambda: "Dit bestand heeft geen handtekening." in opened.said())
    assert opened.model.verdict is not None
    assert opened.model.verdict.answers == ()
    opened.choose("verslag.pdf")
    opened.wait(lambda: "geen pdf" in opened.said())
    assert opened.model.verdict.verdict is State.UNREADABLE


def test_a_file_that_is_gone_is_unreadable(opened: Opened, tmp_path: Path) -> None:
    opened.verify(tmp_path / "weg.pdf")
    assert states(opened) == {"weg.pdf": State.UNREADABLE}


def test_a_folder_without_pdfs_says_so(opened: Opened, tmp_path: Path) -> None:
    (tmp_path / "leeg").mkdir()
    opened.drop(tmp_path / "leeg")
    opened.wait(lambda: opened.model.notice == "Hier is geen pdf gevonden.")


def many(tmp_path: Path, letters: Path, count: int) -> Path:
    folder = tmp_path / "veel"
    folder.mkdir()
    for number in range(count):
        (folder / f"stuk-{number:02}.pdf").write_bytes((letters / "brief-tweede-kamer.pdf").read_bytes())
    return folder


def test_stop_finishes_the_file_in_hand_and_begins_no_other(opened: Opened, letters: Path, tmp_path: Path) -> None:
    folder = many(tmp_path, letters, 60)
    opened.drop(folder)
    opened.wait(lambda: opened.model.total == 60 and opened.model.done > 0)
    opened.wait(lambda: "van 60 bestanden gecontroleerd" in opened.said())
    stop = next(button for button in opened.page.findChildren(Button) if button.accessibleName().startswith("Stoppen"))
    opened.bot.mousePress(stop, Qt.MouseButton.LeftButton)
    # Results that come while the button is down do not take the press away.
    before = opened.model.done
    opened.wait(lambda: opened.model.done > before)
    opened.bot.mouseRelease(stop, Qt.MouseButton.LeftButton)
    opened.wait(lambda: opened.bridge.resting and opened.model.total == opened.model.done)
    done = len(opened.model.files)
    assert 0 < done < 60
    assert opened.model.notice == f"Gestopt. {done} van 60 bestanden gecontroleerd."
    assert opened.model.done == done
    # What was not reached can be dropped again.
    opened.verify(folder / "stuk-59.pdf")
    assert "stuk-59.pdf" in states(opened)


def test_large_numbers_are_written_as_in_dutch(opened: Opened) -> None:
    opened.page.show_model(VerifyModel(done=412, total=1000))
    opened.wait(lambda: "412 van 1.000 bestanden gecontroleerd" in opened.said())


def test_closing_in_the_middle_leaves_nothing_behind(opened: Opened, letters: Path, tmp_path: Path) -> None:
    folder = many(tmp_path, letters, 40)
    opened.drop(folder)
    opened.wait(lambda: opened.model.done > 0)
    opened.bridge.stop()
    opened.wait(lambda: opened.bridge.resting)
    assert len(opened.model.files) < 40


def test_the_list_goes_by_keyboard(opened: Opened, letters: Path) -> None:
    opened.verify(letters)
    opened.rows.setFocus()
    first, second = opened.model.files[:2]
    opened.press(Qt.Key.Key_Down)
    assert opened.model.chosen == second.code
    opened.press(Qt.Key.Key_Up)
    assert opened.model.chosen == first.code
    assert opened.page.detail.findChild(QPlainTextEdit) is None
    opened.press(Qt.Key.Key_D)
    box = opened.page.detail.findChild(QPlainTextEdit)
    assert box is not None
    assert "TOTAL-FAILED FORMAT_FAILURE" in box.toPlainText()
    opened.press(Qt.Key.Key_Delete)
    assert first.name not in states(opened)
    assert opened.model.chosen == second.code
    for _ in range(4):
        opened.press(Qt.Key.Key_Delete)
    assert opened.model.files == ()
    opened.wait(lambda: opened.bridge.resting)


def test_the_technical_layer_names_chain_times_and_what_was_found(opened: Opened, letters: Path) -> None:
    opened.verify(letters / "brief-eerste-kamer.pdf")
    assert opened.model.verdict is not None
    text = opened.model.verdict.technical
    moments = ("2024-02-08T15:20:", "8 februari 2024, 16.20 uur")
    for part in ("TOTAL-PASSED", "B-LTA", *moments, "Common Name: M. Verzonnen", "Het tijdstip is bewezen."):
        assert part in text
    assert text.count("uitgever") >= 3


def test_nothing_invisible_of_a_file_name_is_shown(opened: Opened, tmp_path: Path) -> None:
    for name in NASTY_NAMES.values():
        (tmp_path / name).write_bytes(plain_letter())
    # Chosen, not dropped: what does not end in .pdf is refused at the drop.
    opened.verify(*(tmp_path / name for name in NASTY_NAMES.values()), chosen=True)
    assert len(opened.model.files) == len(NASTY_NAMES)
    for file in opened.model.files:
        opened.page.chosen.emit(VerifiedChosen(file.code))
        verdict = opened.model.verdict
        assert verdict is not None
        shown = file.name + verdict.sentence + verdict.technical.replace("\n", "")
        assert all(sign.isprintable() for sign in shown)


def test_signatures_are_tabs_worst_first(opened: Opened, letters: Path) -> None:
    opened.verify(letters / "brief-tweede-kamer.pdf")
    assert opened.model.verdict is not None
    assert opened.model.verdict.tabs == ("M. Verzonnen (DEMONSTRATIE)", "Tijdstempel")
    opened.page.asked.emit(VerifyAsked("tab", "1"))
    assert opened.model.verdict.tab == 1
    by = {answer.question: answer for answer in opened.model.verdict.answers}
    assert by["level"].answer == "Niet van toepassing."
    assert "tijdstempeldienst" in by["who"].sentence


def test_the_order_can_be_chosen(opened: Opened, letters: Path) -> None:
    opened.verify(letters)
    combo = opened.page.files.order
    combo.setCurrentIndex(1)
    combo.activated.emit(1)
    assert [file.name for file in opened.model.files] == sorted(states(opened))


def test_the_sentence_is_copied(opened: Opened, letters: Path) -> None:
    opened.verify(letters / "brief-tweede-kamer.pdf")
    opened.rows.setFocus()
    opened.press(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QApplication.clipboard().text()
    assert copied.startswith("brief-tweede-kamer.pdf: De handtekening van M. Verzonnen (DEMONSTRATIE) is geldig")


def ask_where(opened: Opened, path: Path) -> None:
    opened.rows.setFocus()
    opened.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    dialog = opened.page.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    opened.wait(lambda: opened.bridge.resting)


def test_the_record_of_the_validation_is_written(opened: Opened, letters: Path, tmp_path: Path) -> None:
    opened.verify(letters / "brief-tweede-kamer.pdf")
    ask_where(opened, tmp_path / "rapport.json")
    (record,) = json.loads((tmp_path / "rapport.json").read_bytes())
    assert record["file"] == "brief-tweede-kamer.pdf"
    assert record["state"] == "valid"
    assert record["checked_by"] == "Demonstratie"
    assert record["checked_at"].startswith("2024-02-09T11:41")
    assert record["signatures"][0]["signer"] == "M. Verzonnen (DEMONSTRATIE)"
    assert record["signatures"][0]["level"] == "B-LTA"
    assert "M. Verzonnen" in record["signatures"][0]["certificate"]["subject"]
    assert len(record["signatures"][0]["certificate"]["sha256"]) == 64
    assert opened.told[-1].sentence == "Rapport opgeslagen als rapport.json"


def test_a_record_that_cannot_be_written_says_why_and_leaves_nothing(
    opened: Opened, letters: Path, tmp_path: Path
) -> None:
    opened.verify(letters / "brief-tweede-kamer.pdf")
    (tmp_path / "bezet").write_text("een bestand, geen map", encoding="utf-8")
    ask_where(opened, tmp_path / "bezet" / "rapport.json")
    assert opened.model.notice.startswith("Het rapport kan niet in")
    assert (tmp_path / "bezet").read_text(encoding="utf-8") == "een bestand, geen map"


def test_both_revisions_can_be_seen_large(opened: Opened, letters: Path) -> None:
    opened.verify(letters / "gewijzigd.pdf")
    opened.wait(lambda: opened.model.verdict is not None and opened.model.verdict.difference is not None)
    opened.rows.setFocus()
    opened.press(Qt.Key.Key_V)
    large = opened.page.findChild(QWidget, "large_difference")
    assert large is not None
    opened.wait(lambda: opened.bridge.resting)
    opened.bot.keyClick(large, Qt.Key.Key_Escape)
    opened.wait(lambda: opened.page.findChild(QWidget, "large_difference") is None)


def test_no_file_is_verified_on_the_thread_of_the_window(
    opened: Opened, letters: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    threads: set[str] = set()
    verify = Verifier.verify

    def watched(verifier: Verifier, path: Path) -> object:
        threads.add(threading.current_thread().name.rsplit("_", 1)[0])
        return verify(verifier, path)

    monkeypatch.setattr(Verifier, "verify", watched)
    opened.verify(letters)
    assert threads == {"verify"}


def test_reasons_of_this_page_have_sentences() -> None:
    for code in ("checked_file_changed", "report_not_written"):
        assert refusal(Reason(code, {}), "nl") != code
        assert refusal(Reason(code, {}), "en") != code
