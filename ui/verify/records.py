"""Takes a verdict out of the window: copied, kept as a record, printed."""

from __future__ import annotations

import io
from pathlib import Path

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog

from app.jobs import Lane
from app.names import shown_name
from app.page_source import open_source
from app.pages import PagePicture
from app.usecases.validation_report import report_pages, write_reports
from ui.bridge import Handlers
from ui.office import Office
from ui.text import say
from ui.verify.shown import LANGUAGE, Listed, copied_text
from ui.verify.view import VerifyPage

_PRINT_SCALE = 300 / 72  # pixels per point: what an office printer shows
_KINDS = ("verify_report_pdf", "verify_report_json", "verify_report_xml")


class Records(QObject):
    """Copies, writes and prints.

    Signals:
        refused: it could not be done; carries :class:`app.errors.Reason`.

    Args:
        page: whose dialogs they are.
        office: whose lanes are used; the vault may be locked.
    """

    refused = Signal(object)

    def __init__(self, page: VerifyPage, office: Office) -> None:
        super().__init__(page)
        self._page, self._office = page, office

    def copy(self, one: Listed, tab: int) -> None:
        """Put what is said of a file on the clipboard."""
        QApplication.clipboard().setText(copied_text(one, tab))
        self._office.say(say("verify_copied", name=one.file.name))

    def ask_where(self, files: tuple[Listed, ...]) -> None:
        """Ask where the record goes: a PDF to read, JSON, or for one file the XML of ETSI TS 119 102-2."""
        kinds = _KINDS if len(files) == 1 else _KINDS[:2]
        filters = [say(kind) for kind in kinds]
        dialog = QFileDialog(self._page, say("verify_save_title"), str(files[0].file.path.parent))
        dialog.setNameFilters(filters)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        # What a person picks in the list of kinds is the ending of a name without one.
        endings = dict(zip(filters, ("pdf", "json", "xml"), strict=False))
        dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(endings.get(kind, "pdf")))
        stem = Path(files[0].file.name).stem if len(files) == 1 else ""
        dialog.selectFile(say("verify_report_name", name=stem) if stem else say("verify_report_all"))
        dialog.fileSelected.connect(lambda chosen: self._save(files, Path(chosen)))
        dialog.open()

    def _save(self, files: tuple[Listed, ...], path: Path) -> None:
        person = files[0].person
        self._office.bridge.run(
            Lane.WRITE,
            lambda context: write_reports([one.file for one in files], path, person=person, language=LANGUAGE),
            Handlers(
                done=lambda _path: self._office.say(say("verify_saved", name=shown_name(path.name))),
                failed=self.refused.emit,
            ),
        )

    def print(self, one: Listed) -> None:
        """Draw the record and ask for a printer."""
        file, person = one.file, one.person
        self._office.bridge.run(
            Lane.READ,
            lambda context: _drawn(report_pages(file, person=person, language=LANGUAGE)),
            Handlers(done=lambda pictures: self._ask_printer(file.name, pictures), failed=self.refused.emit),
        )

    def _ask_printer(self, name: str, pictures: object) -> None:
        assert isinstance(pictures, tuple)  # noqa: S101 - what _drawn returns
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(say("verify_report_name", name=Path(name).stem))
        dialog = QPrintDialog(printer, self._page)
        dialog.setWindowTitle(say("verify_print"))
        # The printer is this dialog's: kept by the connection for as long as the dialog is.
        dialog.accepted.connect(lambda: self._print(printer, pictures, name))
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()

    def _print(self, printer: QPrinter, pictures: tuple[PagePicture, ...], name: str) -> None:
        painter = QPainter()
        if not painter.begin(printer):
            self._page.say_notice(say("verify_print_failed", name=name))
            return
        for number, picture in enumerate(pictures):
            if number:
                printer.newPage()
            form = QImage.Format.Format_RGB32
            image = QImage(picture.data, picture.width, picture.height, picture.stride, form)
            painter.drawImage(_fitted(image, painter.viewport()), image)
        painter.end()
        self._office.say(say("verify_printed", name=name))


def _drawn(content: bytes) -> tuple[PagePicture, ...]:
    source = open_source(io.BytesIO(content))
    try:
        return tuple(source.render(page, _PRINT_SCALE) for page in range(source.count))
    finally:
        source.close()


def _fitted(image: QImage, paper: QRect) -> QRect:
    """Return where a picture stands on paper, as large as it can be."""
    scale = min(paper.width() / image.width(), paper.height() / image.height())
    wide, high = round(image.width() * scale), round(image.height() * scale)
    return QRect(paper.x() + (paper.width() - wide) // 2, paper.y(), wide, high)
