"""Controleren by keys: filter, search, consent, issuers, records, files that do harm."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from app.settings import FILE_NAME, read_settings
from signing.sandbox import Limits
from signing.services import Services
from tests.pki import RELEASE_DAY, TestPki, make_pki
from tests.signing.verify.attacks import append_junk, replace_content
from tests.signing.verify.conftest import Answering
from tests.signing.verify.letters import Maker, plain_letter
from tests.ui.verifying import Opened, opened_page
from ui.pageview.model import Fit, Zoom
from ui.theme.theme import Mode
from ui.verify.large import LargeDifference
from ui.verify.model import VERDICTS
from ui.widgets.button import Button
from ui.widgets.states import State

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
NOW = datetime(2024, 2, 9, 12, 0, tzinfo=UTC)
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key


@pytest.fixture(scope="module")
def pki() -> TestPki:
    return make_pki()


@pytest.fixture(scope="module")
def strong(pki: TestPki) -> bytes:
    """A letter with all its evidence."""
    return Maker(pki).sign(level="B-LTA")


@pytest.fixture(scope="module")
def bare(pki: TestPki) -> bytes:
    """A letter of which only a service knows whether its certificate was revoked."""
    return Maker(pki).sign()


@pytest.fixture
def roots(pki: TestPki, tmp_path: Path) -> Path:
    folder = tmp_path / "wortels"
    folder.mkdir()
    (folder / "root.cer").write_bytes(pki.certificate("root").dump())
    return folder


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    return tmp_path / "profiel"


def trusting(profile: Path, roots: Path, more: str = "") -> None:
    profile.mkdir(exist_ok=True)
    (profile / FILE_NAME).write_text(f'trust_folder = "{roots}"\n{more}', encoding="utf-8")


@pytest.fixture
def here(qtbot: QtBot, profile: Path) -> Iterator[Opened]:
    with opened_page(qtbot, profile, clock=lambda: NOW) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path, strong: bytes) -> Path:
    made = tmp_path / "binnen"
    made.mkdir()
    (made / "brief.pdf").write_bytes(strong)
    (made / "kopie.pdf").write_bytes(replace_content(strong))
    (made / "ongetekend.pdf").write_bytes(plain_letter())
    (made / "verslag.pdf").write_text("Dit is geen pdf.", encoding="utf-8")
    return made


def names(here: Opened) -> list[str]:
    return [file.name for file in here.model.files]


def tab_to(here: Opened, name: str) -> None:
    """Press Tab until a control has the focus."""
    for _ in range(60):
        now = QApplication.focusWidget()
        if now is not None and name in now.accessibleName():
            return
        here.press(KEY.Key_Tab)
    raise AssertionError(f"Tab never came to {name}")


class TestTheList:
    def test_it_is_filtered_by_keys_and_says_how_many_are_shown(
        self, here: Opened, profile: Path, roots: Path, folder: Path
    ) -> None:
        trusting(profile, roots)
        here.verify(folder)
        tab_to(here, "Welke bestanden")
        assert here.page.files.only.currentText() == "Alle uitkomsten (4)"
        here.press(KEY.Key_Down)
        assert names(here) == ["kopie.pdf"]
        assert here.model.only is State.INVALID
        assert "1 van 4 bestanden" in here.said()
        assert here.page.files.only.currentText() == "Ongeldig (1)"
        for _ in VERDICTS[1:]:
            here.press(KEY.Key_Down)
        assert names(here) == ["brief.pdf"]
        assert here.model.verdict is not None
        assert here.model.verdict.verdict is State.VALID

    def test_it_is_searched_by_keys_and_letters_typed_are_no_keys(self, here: Opened, folder: Path) -> None:
        here.verify(folder)
        here.press(KEY.Key_F, CTRL)
        field = QApplication.focusWidget()
        assert isinstance(field, QLineEdit)
        here.bot.keyClicks(field, "ongetekend")
        assert names(here) == ["ongetekend.pdf"]
        here.bot.keyClicks(field, " niets")
        assert names(here) == []
        assert here.model.verdict is None
        assert "Geen bestand past bij wat u zoekt." in here.said()
        here.bot.keyClick(field, KEY.Key_Delete)
        assert here.model.all_listed == 4, "Del in the field takes no file from the list"
        here.bot.keyClick(field, KEY.Key_Escape)
        here.wait(lambda: len(names(here)) == 4)

    def test_the_order_is_chosen_by_keys(self, here: Opened, folder: Path) -> None:
        here.verify(folder)
        tab_to(here, "Volgorde")
        here.press(KEY.Key_Down)
        assert names(here) == sorted(names(here))

    def test_a_row_and_the_sentence_tell_the_same(
        self, here: Opened, profile: Path, roots: Path, tmp_path: Path, strong: bytes
    ) -> None:
        trusting(profile, roots)
        (tmp_path / "afgebroken.pdf").write_bytes(strong[: int(len(strong) * 0.95)])
        (tmp_path / "achter.pdf").write_bytes(append_junk(strong))
        here.verify(tmp_path / "afgebroken.pdf", tmp_path / "achter.pdf")
        reasons = {file.name: file.reason for file in here.model.files}
        assert reasons == {
            "afgebroken.pdf": "Afgebroken achter het getekende deel",
            "achter.pdf": "Er staat iets achter het getekende",
        }
        here.choose("afgebroken.pdf")
        assert "achter het getekende deel is het bestand afgebroken" in here.said()
        assert "Vraag de afzender om een volledig exemplaar." in here.said()
        here.choose("achter.pdf")
        assert here.model.verdict is not None
        by = {answer.question: answer for answer in here.model.verdict.answers}
        assert by["changed"].state is State.VALID_WITH_REMARKS

    def test_where_the_issuer_is_unknown_the_row_still_tells_what_stands_behind(
        self, here: Opened, tmp_path: Path, strong: bytes
    ) -> None:
        (tmp_path / "achter.pdf").write_bytes(append_junk(strong))
        (tmp_path / "goed.pdf").write_bytes(strong)
        here.verify(tmp_path / "achter.pdf", tmp_path / "goed.pdf")
        reasons = {file.name: file.reason for file in here.model.files}
        assert reasons == {
            "achter.pdf": "Er staat iets achter het getekende",
            "goed.pdf": "Certificaat is hier niet bekend",
        }

    def test_a_name_of_250_signs_leaves_the_page_as_wide_as_it_is(
        self, here: Opened, tmp_path: Path, strong: bytes
    ) -> None:
        path = tmp_path / ("n" * 246 + ".pdf")
        path.write_bytes(strong)
        here.verify(path)
        assert here.window.width() == 1440
        assert here.page.detail.minimumSizeHint().width() < here.page.width() - here.page.files.width()


class TestIssuers:
    def test_nobody_trusted_offers_the_way_and_the_files_are_judged_again(
        self, here: Opened, profile: Path, roots: Path, folder: Path
    ) -> None:
        here.verify(folder / "brief.pdf")
        assert here.model.verdict is not None
        assert here.model.verdict.verdict is State.UNDECIDED
        assert "niet ingesteld welke uitgevers" in here.said()
        self.choose_folder(here, "Map met uitgevers kiezen...", roots)
        here.wait(lambda: here.model.verdict is not None and here.model.verdict.verdict is State.VALID)
        assert read_settings(profile).trust_folder == str(roots)
        assert here.told[-1].sentence == "De uitgevers in wortels worden vertrouwd"
        offered = [one.text() for one in here.page.detail.findChildren(Button) if one.isVisible()]
        assert not any(words.startswith("Map met") for words in offered)

    def test_it_can_be_undone(self, here: Opened, profile: Path, roots: Path, folder: Path) -> None:
        here.verify(folder / "brief.pdf")
        self.choose_folder(here, "Map met uitgevers kiezen...", roots)
        here.wait(lambda: here.model.verdict is not None and here.model.verdict.verdict is State.VALID)
        undo = next(one for one in here.window.toast.findChildren(Button) if one.text() == "Ongedaan maken")
        undo.click()
        here.wait(lambda: here.model.verdict is not None and here.model.verdict.verdict is State.UNDECIDED)
        assert read_settings(profile).trust_folder == ""

    def test_a_folder_without_certificates_is_refused_with_the_reason(
        self, here: Opened, profile: Path, tmp_path: Path, folder: Path
    ) -> None:
        (tmp_path / "leeg").mkdir()
        here.verify(folder / "brief.pdf")
        self.choose_folder(here, "Map met uitgevers kiezen...", tmp_path / "leeg")
        assert "staan geen certificaten" in here.model.notice
        self.choose_folder(here, "Map met EU-lijsten kiezen...", tmp_path / "leeg")
        assert "vertrouwenslijsten" in here.model.notice
        assert not (profile / FILE_NAME).exists()

    @staticmethod
    def choose_folder(here: Opened, words: str, folder: Path) -> None:
        here.click(words)
        dialog = here.page.findChildren(QFileDialog)[-1]
        dialog.fileSelected.emit(str(folder))
        dialog.reject()
        here.wait(lambda: here.bridge.resting)


class TestConsent:
    @pytest.fixture
    def asked(self, pki: TestPki, monkeypatch: pytest.MonkeyPatch) -> list[int]:
        """Every time that services are made to be asked."""
        found: list[int] = []

        def services(**_: object) -> Services:
            found.append(1)
            return Services(fetchers=lambda: Answering(pki, RELEASE_DAY))

        monkeypatch.setattr("app.usecases.verification_desk.http_services", services)
        return found

    def test_nobody_is_asked_before_the_person_said_so_and_then_it_is_decided(
        self, here: Opened, profile: Path, roots: Path, tmp_path: Path, bare: bytes, asked: list[int]
    ) -> None:
        trusting(profile, roots)
        (tmp_path / "brief.pdf").write_bytes(bare)
        here.verify(tmp_path / "brief.pdf")
        assert here.model.network.startswith("Voor dit antwoord is verbinding nodig met ")
        assert here.model.network.endswith(". Mag dat?")
        assert not asked
        here.click("Een keer")
        here.wait(lambda: here.model.verdict is not None and here.model.verdict.verdict is not State.UNDECIDED)
        assert len(asked) == 1
        assert here.model.verdict is not None
        assert here.model.verdict.verdict is State.VALID
        assert here.model.network == ""

    def test_a_no_is_not_asked_again_and_the_person_can_come_back_to_it(
        self, here: Opened, profile: Path, roots: Path, tmp_path: Path, bare: bytes, asked: list[int]
    ) -> None:
        trusting(profile, roots)
        for name in ("een.pdf", "twee.pdf"):
            (tmp_path / name).write_bytes(bare)
        here.verify(tmp_path / "een.pdf", tmp_path / "twee.pdf")
        assert here.model.network.startswith("Voor het antwoord op 2 bestanden is verbinding nodig met ")
        here.click("Niet doen")
        assert here.model.network == ""
        here.drop(tmp_path / "een.pdf")
        here.rest()
        assert here.model.network == "", "one need is asked about once"
        assert not asked
        here.click("Met verbinding nagaan...")
        assert here.model.network.startswith("Voor dit antwoord")
        assert not asked

    def test_services_that_do_not_answer_are_told_of_and_not_asked_for_again(
        self, here: Opened, profile: Path, roots: Path, tmp_path: Path, bare: bytes
    ) -> None:
        trusting(profile, roots)
        (tmp_path / "brief.pdf").write_bytes(bare)
        here.verify(tmp_path / "brief.pdf")
        here.click("Een keer")
        here.wait(lambda: "gaf geen antwoord" in here.model.notice)
        assert here.model.network == ""
        assert here.model.verdict is not None
        assert here.model.verdict.verdict is State.UNDECIDED


def hanging(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a file, and every process that is to read it from now on hang."""
    (tmp_path / "hangt.pdf").write_bytes(plain_letter())
    (tmp_path / "traag").mkdir()
    (tmp_path / "traag" / "sitecustomize.py").write_text("import time\ntime.sleep(3600)\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "traag"))


class TestHarm:
    def test_a_file_that_ends_its_worker_is_a_row_with_a_reason(
        self, here: Opened, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        impossible = partial(Limits, memory=1 << 70, more_memory=1 << 70)
        monkeypatch.setattr("app.usecases.verify_files.Limits", impossible)
        here.verify(folder / "brief.pdf")
        (file,) = here.model.files
        assert (file.verdict, file.reason) == (State.UNREADABLE, "Het nakijken is afgebroken")
        assert "Dit bestand is niet te lezen: het nakijken is afgebroken." in here.said()

    def test_a_file_that_hangs_is_a_row_and_pages_are_drawn_meanwhile(
        self,
        here: Opened,
        profile: Path,
        roots: Path,
        folder: Path,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        trusting(profile, roots, "verify_seconds = 8\n")
        here.verify(folder / "kopie.pdf")
        hanging(tmp_path, monkeypatch)
        here.drop(tmp_path / "hangt.pdf")
        here.wait(lambda: here.model.total > here.model.done)
        here.press(KEY.Key_V)
        large = here.page.findChild(LargeDifference)
        assert large is not None
        here.wait(lambda: large.difference.current.count > 0)
        assert here.model.total > here.model.done, "the file still hangs"
        here.bot.keyClick(large, KEY.Key_Escape)
        here.rest()
        file = next(file for file in here.model.files if file.name == "hangt.pdf")
        assert (file.verdict, file.reason) == (State.UNREADABLE, "Het nakijken duurde te lang")

    def test_stop_does_not_wait_for_a_file_that_hangs(
        self, here: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        hanging(tmp_path, monkeypatch)
        here.drop(tmp_path / "hangt.pdf")
        here.wait(lambda: here.model.total > here.model.done)
        here.click("Stoppen")
        here.rest()
        assert here.model.files == ()
        assert here.model.notice == "Gestopt. 0 van 1 bestanden gecontroleerd."


class TestRecords:
    def where(self, here: Opened, path: Path, modifier: Qt.KeyboardModifier = CTRL) -> None:
        here.rows.setFocus()
        here.press(KEY.Key_S, modifier)
        dialog = here.page.findChildren(QFileDialog)[-1]
        dialog.fileSelected.emit(str(path))
        dialog.reject()
        here.wait(lambda: here.bridge.resting)

    @pytest.mark.parametrize(("kind", "begin"), [("pdf", b"%PDF-"), ("json", b"[\n"), ("xml", b"<?xml")])
    def test_the_record_is_kept_in_each_kind(
        self, here: Opened, profile: Path, roots: Path, folder: Path, tmp_path: Path, kind: str, begin: bytes
    ) -> None:
        trusting(profile, roots)
        here.verify(folder / "brief.pdf")
        self.where(here, tmp_path / f"rapport.{kind}")
        assert (tmp_path / f"rapport.{kind}").read_bytes().startswith(begin)
        assert here.told[-1].sentence == f"Rapport opgeslagen als rapport.{kind}"

    def test_xml_that_cannot_tell_it_is_refused_with_the_reason(
        self, here: Opened, folder: Path, tmp_path: Path
    ) -> None:
        here.verify(folder / "ongetekend.pdf")
        self.where(here, tmp_path / "rapport.xml")
        assert "geen XML-rapport te maken" in here.model.notice
        assert not (tmp_path / "rapport.xml").exists()

    def test_one_record_about_all_files_shown(self, here: Opened, folder: Path, tmp_path: Path) -> None:
        here.verify(folder)
        self.where(here, tmp_path / "alles.json", CTRL | SHIFT)
        assert (tmp_path / "alles.json").read_text(encoding="utf-8").count('"sentence"') == 4

    def test_the_record_is_printed(self, here: Opened, folder: Path, tmp_path: Path) -> None:
        here.verify(folder / "brief.pdf")
        here.rows.setFocus()
        here.press(KEY.Key_P, CTRL)
        here.wait(lambda: bool(here.page.findChildren(QPrintDialog)))
        dialog = here.page.findChildren(QPrintDialog)[-1]
        dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        dialog.printer().setOutputFileName(str(tmp_path / "afdruk.pdf"))
        dialog.accepted.emit(dialog.printer())
        dialog.reject()
        here.wait(lambda: bool(here.told))
        assert here.told[-1].sentence == "Het rapport over brief.pdf is naar de printer gestuurd"
        assert len((tmp_path / "afdruk.pdf").read_bytes()) > 20_000

    def test_what_is_copied_holds_the_five_answers(self, here: Opened, folder: Path) -> None:
        here.verify(folder / "brief.pdf")
        here.rows.setFocus()
        here.press(KEY.Key_C, CTRL)
        lines = QApplication.clipboard().text().splitlines()
        assert lines[0].startswith("brief.pdf: Dit is hier niet te beslissen")
        assert lines[1].split("?")[0] == "Is de getekende inhoud heel"
        assert len(lines) == 6


@pytest.mark.parametrize(("mode", "scale"), [(Mode.LIGHT, 1.0), (Mode.DARK, 1.0), (Mode.LIGHT, 2.0)])
def test_both_revisions_keep_the_same_zoom_and_place(
    qtbot: QtBot, profile: Path, roots: Path, folder: Path, mode: Mode, scale: float
) -> None:
    trusting(profile, roots)
    size = (1440, 900) if scale == 1.0 else (1920, 1200)
    with opened_page(qtbot, profile, mode=mode, scale=scale, size=size, clock=lambda: NOW) as here:
        here.verify(folder / "kopie.pdf")
        both = here.page.detail.difference
        here.wait(lambda: both.signed.count > 0 and both.current.count > 0 and here.bridge.resting)
        both.signed.set_zoom(Zoom(Fit.PERCENT, 300))
        assert both.current.zoom == both.signed.zoom
        for side in ("verticalScrollBar", "horizontalScrollBar"):
            mine, other = getattr(both.current, side)(), getattr(both.signed, side)()
            mine.setValue(mine.maximum() // 2)
            assert other.value() == mine.value() > 0
        both.current.set_zoom(Zoom(Fit.WIDTH))
        assert both.signed.zoom.fit is Fit.WIDTH
        here.rows.setFocus()
        here.press(KEY.Key_D)
        here.press(KEY.Key_D)
        here.press(KEY.Key_N)
        here.press(KEY.Key_N, SHIFT)
        assert re.search(r"1 van \d+ verschil", here.said())
