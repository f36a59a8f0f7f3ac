"""Voorbereiden through the real window, by keys: findings, overruling, corrections, order, fields typed in."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pypdf import PdfReader, PdfWriter
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from app.batch import Item, StoredFile
from app.example import example_folder
from app.usecases.add_dossier import add_dossier
from app.usecases.new_map import new_map
from app.usecases.show_map import list_maps
from app.usecases.show_record import show_record
from tests.journeys.desks import Office, at
from tests.ui.journey import CTRL, SHIFT, Driver, Key
from ui.findings.model import Answer
from ui.frame.places import Place
from ui.prepare.view import PreparePage
from ui.review.view import ReviewPage

Open = Callable[..., Driver]
Stage = Callable[[str], Office]
ALT = Qt.KeyboardModifier.AltModifier
LOOKS: dict[str, dict[str, Any]] = {"100": {}, "200": {"scale": 2.0, "size": (1440, 960)}}
# A list that drops down asks the screen for what the screenless plugin does not have.
drops_down = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
looks = pytest.mark.parametrize("look", LOOKS)


def with_dossier(profile: Office, folder: Path, change: Callable[[Path], None]) -> Office:
    """Put the example in a map of an empty profile, after something was done to its files."""
    with example_folder() as example:
        shutil.copytree(example, folder)
    change(folder)
    with profile.open(now=at(8, 15, 20)) as desk:
        new_map(desk, "mr")
        add_dossier(desk, "mr", [folder], name="per-racisme", to_correct=True)
    return profile


def with_gap(path: Path) -> None:
    """Write something into a letter that is still to be filled in."""
    paper = io.BytesIO()
    canvas = Canvas(paper, pagesize=(595, 842))
    canvas.drawString(140, 60, "[naam invullen]")
    canvas.save()
    writer = PdfWriter(clone_from=PdfReader(path))
    writer.pages[0].merge_page(PdfReader(paper).pages[0])
    writer.write(path)


def as_pictures(path: Path) -> None:
    """Make a document a scan: each page a picture of itself."""
    paper = io.BytesIO()
    canvas = Canvas(paper, pagesize=(595, 842))
    document = pypdfium2.PdfDocument(path.read_bytes())
    for page in document:
        canvas.drawImage(ImageReader(page.render(scale=1.2).to_pil()), 0, 0, 595, 842)
        canvas.showPage()
    document.close()
    canvas.save()
    path.write_bytes(paper.getvalue())


def preparing(open_on: Open, profile: Office, look: str) -> Driver:
    """A person before Voorbereiden, once the checks have come."""
    driver = open_on(profile, **LOOKS[look])
    driver.opened()
    driver.to(Place.PREPARE)
    checked(driver)
    return driver


def page_of(driver: Driver) -> PreparePage:
    page = driver.at(Place.PREPARE)
    assert isinstance(page, PreparePage)
    return page


def checked(driver: Driver) -> None:
    """Wait until what is shown of the checks holds for the files as they are."""
    page = page_of(driver)
    driver.until(lambda: page.model.files and not page.model.waiting and not page.inbox.model.checking, "the checks")
    driver.rest()


def item_of(driver: Driver) -> Item:
    return driver.read(list_maps)[0].items[0]


def file_of(driver: Driver, short: str) -> StoredFile:
    return next(file for file in item_of(driver).files if file.short == short)


def to_finding(driver: Driver, title: str) -> None:
    """Go through the findings by N until one with this title is open."""
    page = page_of(driver)
    for _ in range(len(page.inbox.model.findings) + 1):
        model = page.inbox.model
        chosen = next((one for one in model.findings if one.code == model.chosen), None)
        if chosen is not None and title in chosen.title:
            return
        driver.press(Key.Key_N)
        driver.rest()
    raise AssertionError(f"no finding '{title}' among {[one.title for one in page.inbox.model.findings]}")


@looks
def test_findings_are_gone_through_by_keys_each_to_its_words(stage: Stage, open_on: Open, look: str) -> None:
    driver = preparing(open_on, stage("added"), look)
    page = page_of(driver)
    weights = [finding.level.value for finding in page.inbox.model.findings]
    assert weights == sorted(weights, key=["blocking", "attention", "information"].index)
    to_finding(driver, "oktober")
    assert page.model.chosen_file == "nota"
    marks = [mark for mark in page.document.pages._marks if mark.fill]
    assert len(marks) == 1
    assert marks[0].page == 0
    driver.until(lambda: page.document.pages.count == 2, "the memo")
    # The words stand in sight, a third from above as far as the page goes.
    place = page.document.pages._layout.place(0, marks[0].rects[0])
    top = page.document.pages.verticalScrollBar().value()
    if page.document.isVisible():
        assert top <= place.top() <= top + page.document.pages.viewport().height()
    before = page.inbox.model.left
    assert driver.window.rail._buttons[Place.PREPARE]._count == before
    driver.press(Key.Key_Space)
    driver.until(lambda: page.inbox.model.left == before - 1, "one less to look at")
    driver.until(lambda: driver.window.rail._buttons[Place.PREPARE]._count == before - 1, "the count in the rail")
    driver.press(Key.Key_N, SHIFT)
    driver.press(Key.Key_Return)
    driver.until(lambda: page.document.pages.hasFocus(), "the page")


@looks
def test_a_blocking_finding_is_overruled_with_a_typed_reason(
    stage: Stage, open_on: Open, tmp_path: Path, look: str
) -> None:
    gap = "brief-eerste-kamer.pdf"
    profile = with_dossier(stage("new"), tmp_path / "stukken", lambda folder: with_gap(folder / gap))
    driver = preparing(open_on, profile, look)
    page = page_of(driver)
    driver.sees("Voorwaarde vastleggen: ")
    driver.tab_to("Voorwaarde vastleggen: ")
    driver.press(Key.Key_Return)
    driver.sees("Voorwaarde vastgelegd")
    checked(driver)
    assert "houdt deze map tegen" in page.model.why_not or "houden deze map tegen" in page.model.why_not
    driver.tab_to("Bekijk: ")
    driver.press(Key.Key_Return)
    driver.rest()
    # The file with the finding is shown, its words are marked.
    assert page.model.chosen_file == "brief-eerste-kamer"
    assert page.inbox.model.chosen
    while page.model.why_not:
        blocking = next(one for one in page.inbox.model.findings if one.level.value == "blocking" and one.left)
        to_finding(driver, blocking.title)
        driver.tab_to("Toch doorgaan")
        driver.press(Key.Key_Return)
        driver.type("Het bestuur weet ervan")
        driver.press(Key.Key_Escape)
        driver.rest()
        assert not item_of(driver).overruled or page.inbox.model.findings[0].overruled
        # What was typed is still there.
        driver.tab_to("Toch doorgaan")
        driver.press(Key.Key_Return)
        driver.press(Key.Key_Return)
        driver.sees("deze bevinding houdt de map niet meer tegen")
        checked(driver)
    assert {made.event.why for made in item_of(driver).overruled} == {"Het bestuur weet ervan"}
    driver.sees("\u2018Het bestuur weet ervan\u2019")
    driver.press(Key.Key_L, CTRL)
    driver.sees("Map vastgezet")
    driver.rest()
    assert driver.states() == ["READY", "READY"]
    driver.sees("\u2018Het bestuur weet ervan\u2019")


def test_what_no_reason_makes_right_has_no_such_button(stage: Stage, open_on: Open) -> None:
    driver = preparing(open_on, stage("added"), "100")
    to_finding(driver, "voorwaarde")
    assert "Toch doorgaan" not in driver.words()
    driver.sees("Voorwaarde vastleggen")


@drops_down
@looks
def test_kind_and_signatory_are_corrected_kept_and_undone(stage: Stage, open_on: Open, look: str) -> None:
    profile = stage("added")
    driver = preparing(open_on, profile, look)
    page = page_of(driver)
    page.files.cards["brief-eerste-kamer"].setFocus()
    page.file_chosen.emit(_chosen("brief-eerste-kamer"))
    driver.rest()
    driver.press(Key.Key_F2)
    driver.press(Key.Key_Up)
    driver.press(Key.Key_Return)
    driver.sees("brief-eerste-kamer.pdf is nu: Brief aan de Tweede Kamer")
    driver.rest()
    assert file_of(driver, "brief-eerste-kamer").chamber == "house"
    driver.sees("Aangepast")
    driver.press(Key.Key_Z, CTRL)
    driver.sees("weer zoals het herkend was")
    driver.rest()
    assert file_of(driver, "brief-eerste-kamer").chamber == "senate"
    driver.press(Key.Key_F2, SHIFT)
    driver.until(lambda: QApplication.focusWidget() is not None)
    driver.press(Key.Key_A, CTRL)
    driver.type("A. Ander")
    driver.press(Key.Key_Return)
    driver.sees("Ondertekenaar aangepast: A. Ander")
    driver.rest()
    assert file_of(driver, "brief-eerste-kamer").signatory_name == "A. Ander"
    checked(driver)  # the rules were gone through again
    driver.leave()
    with profile.open() as desk:
        item = list_maps(desk)[0].items[0]
        assert [file.signatory_name for file in item.files if file.short == "brief-eerste-kamer"] == ["A. Ander"]
        assert "FileCorrected" in [entry.kind for entry in show_record(desk)]


def _chosen(short: str) -> object:
    from ui.prepare.model import FileChosen

    return FileChosen(short)


@looks
def test_files_are_put_in_order_by_keys(stage: Stage, open_on: Open, look: str) -> None:
    driver = preparing(open_on, stage("added"), look)
    page = page_of(driver)
    before = [file.short for file in item_of(driver).files]
    page.file_chosen.emit(_chosen("rapport-per"))
    driver.rest()
    driver.press(Key.Key_Up, ALT)
    driver.sees("De volgorde is aangepast")
    driver.rest()
    after = [before[0], before[1], before[3], before[2]]
    assert [file.short for file in item_of(driver).files] == after
    driver.press(Key.Key_Down, ALT)
    driver.rest()
    assert [file.short for file in item_of(driver).files] == before


def test_files_are_put_in_order_by_dragging(stage: Stage, open_on: Open) -> None:
    driver = preparing(open_on, stage("added"), "100")
    page = page_of(driver)
    before = [file.short for file in item_of(driver).files]
    dragged, target = page.files.cards[before[0]], page.files.cards[before[1]]
    start = QPoint(6, 6)
    end = dragged.mapFromGlobal(target.mapToGlobal(QPoint(6, target.height() - 4)))
    QTest.mousePress(dragged, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(dragged, QPoint(6, 60))
    QTest.mouseMove(dragged, end)
    assert page.files._line.isVisible()
    QTest.mouseRelease(dragged, Qt.MouseButton.LeftButton, pos=end)
    driver.sees("De volgorde is aangepast")
    driver.rest()
    assert [file.short for file in item_of(driver).files] == [before[1], before[0], *before[2:]]


@drops_down
@looks
def test_a_scanned_memo_is_typed_in_and_marked_as_typed(stage: Stage, open_on: Open, tmp_path: Path, look: str) -> None:
    def scan(folder: Path) -> None:
        as_pictures(folder / "nota.pdf")

    profile = with_dossier(stage("new"), tmp_path / "stukken", scan)
    driver = preparing(open_on, profile, look)
    page = page_of(driver)
    page.file_chosen.emit(_chosen("nota"))
    driver.rest()
    if file_of(driver, "nota").kind != "memo":
        driver.press(Key.Key_F2)
        for _ in range(7):
            driver.press(Key.Key_Up)
        driver.press(Key.Key_Return)
        driver.sees("nota.pdf is nu: Nota")
        driver.rest()
    driver.press(Key.Key_V)
    driver.until(lambda: bool(page.model.fields), "the fields")
    driver.rest()
    assert [field.value for field in page.model.fields] == [""] * len(page.model.fields), "nothing is guessed"
    driver.tab_to("Datum")
    driver.type("volgende week ergens")
    driver.press(Key.Key_Return, CTRL)
    driver.sees("past niet bij het veld")
    assert page.form.isVisible()
    driver.press(Key.Key_A, CTRL)
    driver.type("8 februari 2024")
    driver.press(Key.Key_Tab)
    driver.press(Key.Key_Tab)
    driver.type("Tekenen na een positief besluit in de MR van 9 februari 2024.")
    driver.press(Key.Key_Return, CTRL)
    driver.sees("De velden zijn ingevuld")
    checked(driver)
    typed = {field.name: field.value for field in file_of(driver, "nota").typed}
    assert typed["date"] == "8 februari 2024"
    assert typed["section:geadviseerd_besluit"].startswith("Tekenen na")
    # What was typed counts: the condition it names must now be recorded.
    assert item_of(driver).named_condition == "MR:2024-02-09"
    driver.to(Place.REVIEW)
    review = driver.at(Place.REVIEW)
    assert isinstance(review, ReviewPage)
    driver.until(lambda: review.model.advice is not None, "the advice")
    assert "Ingevuld door het bureau: datum, geadviseerd besluit" in review.advice.toPlainText()


def test_a_file_dropped_joins_the_item_and_one_that_cannot_be_read_says_so(
    stage: Stage, open_on: Open, tmp_path: Path
) -> None:
    driver = preparing(open_on, stage("added"), "100")
    page = page_of(driver)
    more = tmp_path / "tweede-bijlage.pdf"
    canvas = Canvas(str(more))
    canvas.drawString(100, 700, "Bijlage over de uitvoering")
    canvas.save()
    driver.drop(more)
    driver.until(lambda: len(page.model.files) == 5, "the file that came")
    checked(driver)
    assert [file.file_name for file in item_of(driver).files][-1] == "tweede-bijlage.pdf"
    broken = tmp_path / "kapot.pdf"
    broken.write_bytes(more.read_bytes()[:300])
    driver.drop(broken)
    driver.until(lambda: page.model.notice, "the refusal")
    assert "apot.pdf" in page.model.notice  # at the front of a sentence it has a capital
    assert len(item_of(driver).files) == 5


def test_the_vault_locked_forgets_what_was_being_typed(stage: Stage, open_on: Open, tmp_path: Path) -> None:
    gap = "brief-eerste-kamer.pdf"
    profile = with_dossier(stage("new"), tmp_path / "stukken", lambda folder: with_gap(folder / gap))
    driver = preparing(open_on, profile, "100")
    page = page_of(driver)
    finding = next(one for one in page.inbox.model.findings if one.answers and one.answers[-1].value == "anyway")
    to_finding(driver, finding.title)
    driver.tab_to("Toch doorgaan")
    driver.press(Key.Key_Return)
    driver.type("geheim")
    driver.window.lock_asked.emit()
    driver.until(lambda: driver.window.place is None, "the locked panel")
    assert "geheim" not in page.inbox._drafts.values()
    assert not page.inbox.model.findings
    driver.rest()


def test_a_file_that_is_no_pdf_holds_the_map_until_it_is_removed_by_keys(
    stage: Stage, open_on: Open, tmp_path: Path
) -> None:
    def nonsense(folder: Path) -> None:
        (folder / "zzz-onzin.pdf").write_bytes(b"onzin\n")

    driver = preparing(open_on, with_dossier(stage("new"), tmp_path / "stukken", nonsense), "100")
    page = page_of(driver)
    driver.sees("2 brieven en 1 bijlage")
    driver.tab_to("Voorwaarde vastleggen: ")
    driver.press(Key.Key_Return)
    driver.sees("Het bestand zzz-onzin.pdf is geen pdf en kan niet als bijlage mee. Verwijder het")
    checked(driver)
    assert not page._lock.isEnabled() or page.model.why_not
    driver.tab_to("Bekijk: ")
    driver.press(Key.Key_Return)
    driver.until(lambda: page.model.chosen_file == "zzz-onzin", "the file")
    driver.until(lambda: page.model.notice == "Zzz-onzin.pdf is geen pdf.", "what is the matter with it")
    driver.press(Key.Key_Delete)
    driver.sees("zzz-onzin.pdf is weggehaald")
    driver.rest()
    assert "zzz-onzin" not in [file.short for file in item_of(driver).files]
    checked(driver)
    assert not page.model.why_not
    driver.tab_to("rapport-per.pdf verwijderen")
    driver.press(Key.Key_Space)
    driver.sees("rapport-per.pdf is weggehaald")


def test_a_finding_that_is_clicked_takes_the_keys(stage: Stage, open_on: Open) -> None:
    driver = preparing(open_on, stage("added"), "100")
    page = page_of(driver)
    finding = next(one for one in page.inbox.model.findings if Answer.SEEN in one.answers)
    page.document.take_focus()
    QTest.mouseClick(page.inbox._cards[finding.code], Qt.MouseButton.LeftButton, pos=QPoint(30, 8))
    driver.rest()
    assert page.inbox.model.chosen == finding.code
    assert QApplication.focusWidget() is page.inbox._cards[finding.code]
    driver.press(Key.Key_Space)
    driver.until(lambda: any(one.seen and one.code == finding.code for one in page.inbox.model.findings), "seen")


def test_locking_while_the_rules_are_gone_through_says_so(stage: Stage, open_on: Open) -> None:
    driver = open_on(stage("added"))
    driver.opened()
    driver.to(Place.PREPARE)
    page = page_of(driver)
    checked(driver)
    driver.tab_to("Voorwaarde vastleggen: ")
    driver.press(Key.Key_Return)
    driver.until(lambda: page.model.waiting, "the rules are gone through again")
    assert "houdt" not in page.model.why_not
    driver.press(Key.Key_L, CTRL)
    driver.sees("De regels worden nog nagelopen. Daarna kunt u vastzetten.")
    checked(driver)
    driver.press(Key.Key_L, CTRL)
    driver.sees("Map vastgezet")
