"""The example of 8 and 9 February 2024, led through the real window: every state that is worth a look, by name."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from pathlib import Path

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.annotations import FreeText
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit
from reportlab.pdfgen.canvas import Canvas

from app.example import example_folder
from app.usecases.add_dossier import add_dossier
from app.usecases.new_map import new_map
from tests.screenshots.hands import Hands
from ui.dialogs.pin import PinDialog
from ui.frame.locked import Lock
from ui.frame.places import Place
from ui.widgets.dropzone import FilesDropped

FIRST, SECOND, THIRD = "Kamerbrieven en antwoorden", "Nagezonden stukken", "Stukken voor volgende week"
PASSPHRASE = "vier losse woorden samen"


def lock(hands: Hands) -> Iterator[str]:
    """The vault's door in a profile of one's own: made, locked, and a passphrase that is not the one."""
    hands.until(lambda: hands.running.assembly is not None, "the pages")
    hands.pause(200)
    yield "kluis-nieuw"
    for letter in PASSPHRASE:
        hands.key(letter)
    hands.key(Qt.Key.Key_Return)
    for letter in PASSPHRASE:
        hands.key(letter)
    hands.key(Qt.Key.Key_Return)
    hands.enter()
    hands.window.lock_asked.emit()
    hands.settle()
    hands.window.show_locked(Lock.LOCKED)
    hands.settle()
    yield "kluis-slot"
    for letter in "een andere wachtzin":
        hands.key(letter)
    hands.key(Qt.Key.Key_Return)
    hands.settle(300)
    yield "kluis-fout"


def add_maps(hands: Hands) -> None:
    """Put two more maps beside the first: one that the council will not agree to, one for signing one by one."""
    desk = hands.running.office.desk
    with example_folder() as example:
        for name in (SECOND, THIRD):
            new_map(desk, name)
            add_dossier(desk, name, [example], name="per-racisme")
    hands.running.office.tell()
    hands.settle()


def drop_example(hands: Hands, at: Path) -> None:
    """Drop the example on Mappen, as a folder with the name of a map."""
    folder = at / FIRST
    with example_folder() as example:
        shutil.copytree(example, folder, dirs_exist_ok=True)
    hands.window.page(Place.MAPS).dropped.emit(FilesDropped((folder,)))  # type: ignore[union-attr]
    hands.settle()


def prepare(hands: Hands) -> Iterator[str]:
    """Voorbereiden: from the recognised files to a map that is locked."""
    hands.until(lambda: hands.window.place is Place.PREPARE, "Voorbereiden")
    hands.settle(500)
    yield "voorbereiden-begin"
    for _ in range(3):
        hands.key("N", to=hands.window)
        hands.settle(300)
    yield "voorbereiden-bevindingen"
    if not hands.has("brief-tweede-kamer.pdf"):
        hands.press("Bestanden")  # where one column is shown at a time
    hands.press("brief-tweede-kamer.pdf")
    hands.settle(300)
    hands.key(Qt.Key.Key_F2, held=Qt.KeyboardModifier.ShiftModifier, to=hands.window)
    hands.settle(300)
    yield "voorbereiden-correctie"
    hands.key("V", to=hands.window)
    hands.settle(400)
    yield "voorbereiden-getypt"
    hands.key(Qt.Key.Key_Escape)
    hands.settle()
    hands.press("Voorwaarde vastleggen")
    hands.settle()
    yield "voorbereiden-voorwaarde"
    hands.press("Map vastzetten")
    hands.settle()
    yield "voorbereiden-vast"


def review(hands: Hands) -> Iterator[str]:
    """Beoordelen: read the advice and the letters, and agree."""
    hands.go(Place.REVIEW)
    hands.settle(500)
    yield "beoordelen-open"
    hands.key("2", to=hands.window)
    hands.settle(300)
    yield "beoordelen-tweede-brief"
    hands.key("N", to=hands.window)
    hands.settle()
    yield "beoordelen-waarom"
    hands.key(Qt.Key.Key_Escape)
    hands.settle()
    hands.key("A", to=hands.window)
    hands.settle()
    yield "beoordelen-besloten"


def sign(hands: Hands) -> Iterator[str]:
    """Ondertekenen: the plan, the PIN, one wrong, then all letters."""
    hands.go(Place.SIGN)
    yield "ondertekenen-plan"
    hands.key("p", to=hands.window)
    hands.settle(400)
    yield "ondertekenen-plaats"
    hands.key(Qt.Key.Key_Escape, to=hands.window)
    hands.settle()
    hands.press("Andere sleutel")
    hands.settle(400)
    yield "ondertekenen-sleutels"
    hands.key(Qt.Key.Key_Escape)
    hands.settle()
    hands.key("2", to=hands.window)
    hands.settle()
    yield "ondertekenen-gekozen"
    hands.key(Qt.Key.Key_Return, held=Qt.KeyboardModifier.ControlModifier, to=hands.window)
    _type_pin(hands, "")
    yield "ondertekenen-pin"
    _type_pin(hands, "00000")
    hands.until(lambda: pin_dialog(hands) is None or not _text(hands), "the PIN is tried")
    hands.pause(1200)
    _type_pin(hands, "")
    yield "ondertekenen-pin-fout"
    _type_pin(hands, hands.pin())
    hands.until(lambda: pin_dialog(hands) is None, "the PIN is taken")
    hands.pause(120)
    yield "ondertekenen-bezig"
    hands.settle(400)
    yield "ondertekenen-klaar"
    hands.go(Place.REVIEW)
    hands.settle(400)
    yield "beoordelen-verzegeld"


def pin_dialog(hands: Hands) -> PinDialog | None:
    """Return the box that asks for the PIN, while it is shown."""
    shown = [one for one in hands.window.findChildren(PinDialog) if one.isVisible()]
    return shown[-1] if shown else None


def _text(hands: Hands) -> str:
    dialog = pin_dialog(hands)
    return dialog.field.edit.text() if dialog is not None and dialog.field is not None else ""


def _type_pin(hands: Hands, pin: str) -> None:
    hands.until(lambda: pin_dialog(hands) is not None, "the PIN is asked")
    hands.pause(150)
    dialog = pin_dialog(hands)
    if pin and dialog is not None and dialog.field is not None:
        for sign_of_pin in pin:
            hands.key(sign_of_pin, to=dialog.field.edit)
        hands.key(Qt.Key.Key_Return, to=dialog.field.edit)


def council(hands: Hands) -> Iterator[str]:
    """Ministerraad: before the meeting, the outcome, the release."""
    hands.go(Place.COUNCIL)
    yield "ministerraad-vooraf"
    hands.clock(9, 12, 41)
    yield "ministerraad-na-vergadering"
    hands.key("1", to=hands.window)
    hands.settle()
    yield "ministerraad-akkoord"
    hands.fill("Wie", "A. Secretaris")
    hands.fill("Wanneer", "9 februari 2027, 12.30 uur")
    hands.fill("Waaruit", "Besluitenlijst, punt 7")
    hands.key(Qt.Key.Key_Return, held=Qt.KeyboardModifier.ControlModifier, to=hands.window)
    hands.settle()
    yield "ministerraad-geweigerd"
    hands.fill("Wanneer", "9 februari 2024, 12.30 uur")
    hands.settle()
    yield "ministerraad-ingevuld"
    hands.key(Qt.Key.Key_Return, held=Qt.KeyboardModifier.ControlModifier, to=hands.window)
    hands.settle(500)
    yield "ministerraad-vrijgegeven"


def refused(hands: Hands) -> Iterator[str]:
    """The council does not agree to the second map, and its signatures are voided."""
    hands.running.office.open_map(SECOND)
    hands.go(Place.COUNCIL)
    hands.press("Punt 2")
    hands.settle()
    hands.key("4", to=hands.window)
    hands.settle()
    hands.fill("Wie", "A. Secretaris")
    hands.fill("Wanneer", "9 februari 2024, 12.35 uur")
    hands.fill("Waaruit", "Besluitenlijst, punt 8")
    hands.key(Qt.Key.Key_Return, held=Qt.KeyboardModifier.ControlModifier, to=hands.window)
    hands.settle(400)
    yield "ministerraad-geblokkeerd"
    hands.press("Handtekening laten vervallen")
    hands.pause(300)
    hands.find(QPlainTextEdit, "Waarom").setPlainText("De ministerraad ging niet akkoord.")
    hands.settle()
    yield "ministerraad-laten-vervallen"
    hands.press("Laten vervallen")
    hands.settle(400)
    yield "ministerraad-vervallen"


def one_by_one(hands: Hands) -> Iterator[str]:
    """The second map: each letter seen once more before it is signed."""
    hands.running.office.open_map(SECOND)
    hands.go(Place.PREPARE)
    hands.press("Voorwaarde vastleggen")
    hands.settle()
    hands.press("Map vastzetten")
    hands.settle()
    hands.go(Place.REVIEW)
    hands.key("A", to=hands.window)
    hands.settle()
    hands.go(Place.SIGN)
    hands.key("1", to=hands.window)
    hands.settle()
    hands.key(Qt.Key.Key_Return, held=Qt.KeyboardModifier.ControlModifier, to=hands.window)
    hands.pause(1500)
    yield "ondertekenen-een-voor-een"
    if not hands.has("Deze tekenen"):
        hands.press("Zo gaat het")  # a narrow window shows one pane at a time
    for _ in range(2):
        hands.press("Deze tekenen")
        hands.pause(800)
    _type_pin(hands, hands.pin())
    hands.until(lambda: pin_dialog(hands) is None, "the PIN is taken")
    hands.settle(500)


def sent_back(hands: Hands) -> Iterator[str]:
    """The third map: sent back with a reason, which the office reads in Mappen and in Voorbereiden."""
    hands.running.office.open_map(THIRD)
    hands.go(Place.PREPARE)
    hands.press("Voorwaarde vastleggen")
    hands.settle()
    hands.press("Map vastzetten")
    hands.settle()
    hands.go(Place.REVIEW)
    hands.key("R", to=hands.window)
    hands.settle()
    for letter in "De bijlage ontbreekt bij de brief aan de Eerste Kamer.":
        hands.key(letter)
    hands.settle()
    yield "beoordelen-retour-waarom"
    hands.key(Qt.Key.Key_Return, held=Qt.KeyboardModifier.ControlModifier)
    hands.settle(400)
    yield "beoordelen-retour"
    hands.go(Place.PREPARE)
    yield "voorbereiden-retour"
    hands.go(Place.MAPS)
    hands.press(THIRD)
    hands.settle()
    yield "mappen-retour"


def maps(hands: Hands) -> Iterator[str]:
    """Mappen with several maps in several states."""
    hands.go(Place.MAPS)
    yield "mappen-vol"


def verify(hands: Hands, at: Path) -> Iterator[str]:
    """Controleren: our own letters, a copy with a note added, a file that was cut off, one without a signature."""
    hands.go(Place.VERIFY)
    yield "controleren-leeg"
    files = _to_verify(hands, at)
    page = hands.window.page(Place.VERIFY)
    page.dropped.emit(FilesDropped(files))  # type: ignore[union-attr]
    hands.pause(400)
    yield "controleren-bezig"
    hands.settle(600)
    yield "controleren-slechtste"
    for name in ("controleren-tweede", "controleren-derde", "controleren-opmerking", "controleren-geldig"):
        hands.key(Qt.Key.Key_Down, to=hands.window.focusWidget())
        hands.settle(300)
        yield name


def _to_verify(hands: Hands, at: Path) -> tuple[Path, ...]:
    at.mkdir(parents=True, exist_ok=True)
    released = sorted(hands.profile.rglob("brief*.pdf"))
    files = []
    for path in released:
        files.append(Path(shutil.copy(path, at / path.name)))
    first = files[0]
    noted = at / "Brief Tweede Kamer (met notitie).pdf"
    writer = PdfWriter(io.BytesIO(first.read_bytes()), incremental=True)
    note = FreeText(text="Akkoord, met dank", rect=(120, 420, 420, 470), font_size="16pt")
    writer.add_annotation(0, note)
    writer.write(noted)
    changed = at / "Brief Tweede Kamer (kopie).pdf"
    writer = PdfWriter(io.BytesIO(first.read_bytes()), incremental=True)
    writer.pages[0].merge_page(_overlay())
    writer.write(changed)
    cut = at / "Bijlage (afgebroken).pdf"
    cut.write_bytes(first.read_bytes()[:2000])
    with example_folder() as example:
        plain = Path(shutil.copy(example / "nota.pdf", at / "nota.pdf"))
    return (*files, noted, changed, cut, plain)


def _overlay() -> PageObject:
    """A date over the date of the letter."""
    paper = io.BytesIO()
    canvas = Canvas(paper, pagesize=(595, 842))
    canvas.setFillColorRGB(1, 1, 1)
    canvas.rect(138, 577, 200, 12, stroke=0, fill=1)
    canvas.setFillColorRGB(0, 0, 0)
    canvas.setFont("Helvetica", 9)
    canvas.drawString(140, 580, "Den Haag, 16 februari 2024")
    canvas.save()
    return PdfReader(paper).pages[0]


def errors(hands: Hands, at: Path) -> Iterator[str]:
    """Errors in place: a file that is no PDF, whatever its name says."""
    broken = at / "Brief aan de Kamer.pdf"
    broken.write_bytes(b"%PDF-1.7\nthis is all there is")
    hands.go(Place.MAPS)
    hands.window.page(Place.MAPS).dropped.emit(FilesDropped((broken,)))  # type: ignore[union-attr]
    hands.settle(400)
    yield "mappen-fout"
