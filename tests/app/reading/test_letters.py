"""Letters: chamber, references, dates, who signs, and the free space for it, in layouts of several kinds."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import date

import pytest
from reportlab.pdfgen.canvas import Canvas

from app.dossier import FileKind
from app.letter import Chamber, Letter, SignatureBox
from app.reading import NamedStream, recognise_file
from signing.placement import PageBox, Place, check_place
from tests.app.reading.turned import turned_by

Line = tuple[float, float, str]
HEAD: list[Line] = [
    (79, 698, "> Retouradres Postbus 20011 2500 EA Den Haag"),
    (79, 670, "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal"),
    (79, 657, "Postbus 20018"),
    (79, 644, "2500 EA Den Haag"),
    (79, 580, "Datum"),
    (140, 580, "Den Haag, 9 februari 2024"),
    (79, 567, "Betreft"),
    (140, 567, "Verplaatsing van de boeien"),
    (466, 685, "Kenmerk"),
    (466, 676, "2024-0000079001"),
    (466, 660, "Uw kenmerk"),
    (466, 651, "2024Z17706"),
    (79, 510, "Geachte voorzitter,"),
    (79, 486, "Hierbij bied ik u het rapport aan over de boeien (Kamerstuk 30 950, nr. 359), zoals"),
    (79, 473, "toegezegd met nummer T03545."),
    (79, 447, "Hoogachtend,"),
]
ROLE: list[Line] = [(79, 410, "De staatssecretaris van Infrastructuur en Waterstaat,")]
NAME: list[Line] = [(79, 340, "A.B. van den Bedachte")]


def letter_pdf(*pages: Sequence[Line], extra: Callable[[Canvas], None] | None = None) -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(595, 842), invariant=1)
    for page in pages:
        for x, y, text in page:
            canvas.setFont("Helvetica", 6.5 if x > 450 else 9)
            canvas.drawString(x, y, text)
        if extra is not None and page is pages[-1]:
            extra(canvas)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def letter_of(*pages: Sequence[Line], extra: Callable[[Canvas], None] | None = None) -> Letter:
    found = recognise_file(NamedStream("een.pdf", io.BytesIO(letter_pdf(*pages, extra=extra))))
    assert found.kind is FileKind.LETTER
    assert found.letter is not None
    return found.letter


def box_of(letter: Letter) -> SignatureBox:
    assert letter.signature_box is not None
    return letter.signature_box


def changed(lines: Sequence[Line], old: str, new: str) -> list[Line]:
    return [(x, y, text.replace(old, new)) for x, y, text in lines]


def test_what_a_letter_says_of_itself() -> None:
    letter = letter_of([*HEAD, *ROLE, *NAME])
    assert letter.chamber is Chamber.HOUSE
    assert letter.own_reference == "2024-0000079001"
    assert letter.their_references == ("2024Z17706",)
    assert letter.letter_date == date(2024, 2, 9)
    assert letter.parliamentary_papers == ("30 950 nr. 359",)
    assert letter.commitments == ("T03545",)
    assert letter.subject == "Verplaatsing van de boeien"
    assert letter.salutation == "Geachte voorzitter,"
    assert letter.signatory_role == "staatssecretaris van Infrastructuur en Waterstaat"
    assert letter.signatory_name == "A.B. van den Bedachte"
    assert not letter.two_signatories
    assert letter.text.startswith("Hierbij bied ik u het rapport aan over de boeien")
    assert "Geachte" not in letter.text


def test_a_salutation_in_the_words_of_an_address_is_no_address() -> None:
    lines = changed(HEAD, "Geachte voorzitter,", "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal,")
    letter = letter_of([*lines, *ROLE, *NAME])
    assert letter.salutation == "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal,"
    assert letter.addressee is not None
    assert letter.addressee.endswith("2500 EA Den Haag")
    assert letter.text.startswith("Hierbij bied ik u het rapport aan over de boeien")


def test_the_space_lies_between_role_and_name_and_is_white() -> None:
    box = box_of(letter_of([*HEAD, *ROLE, *NAME]))
    assert box.page == 1
    left, bottom, right, top = box.free_rect
    assert left == pytest.approx(79, abs=2)
    assert 340 + 6 < bottom < top < 410
    assert top - bottom > 45
    assert right < 460
    assert box.name_block_rect[1] < 340
    assert box.name_block_rect[3] > 415


def sideways(*lines: Line) -> Letter:
    content = turned_by(letter_pdf(lines), 90)
    found = recognise_file(NamedStream("een.pdf", io.BytesIO(content)))
    assert found.letter is not None
    return found.letter


def test_a_page_that_shows_its_text_sideways_proposes_a_place_that_can_be_read() -> None:
    upright = box_of(letter_of([*HEAD, *ROLE, *NAME]))
    assert upright.free_rect[3] - upright.free_rect[1] < 60, "as shown, this would be its width"
    box = box_of(sideways(*HEAD, *ROLE, *NAME))
    check_place(Place(box.page, box.free_rect), PageBox((0, 0, 595, 842), turned=90))


def test_where_no_place_can_be_read_none_is_proposed_over_the_text() -> None:
    close: list[Line] = [
        (79, 410, "De staatssecretaris van Infrastructuur en Waterstaat,"),
        (79, 355, "A.B. de Bedachte"),
    ]
    assert letter_of([*HEAD, *close]).signature_box is not None
    assert sideways(*HEAD, *close).signature_box is None


@pytest.mark.parametrize(
    ("address", "chamber"),
    [
        ("Aan de Voorzitter van de Eerste Kamer der Staten-Generaal", Chamber.SENATE),
        ("De Voorzitter van de Tweede Kamer", Chamber.HOUSE),
        ("De voorzitter van de Eerste Kamer", Chamber.SENATE),
        ("Aan de Voorzitters van de Eerste en Tweede Kamer", None),
        ("Aan de burgemeester van Nergenshuizen", None),
    ],
)
def test_the_chamber_comes_from_the_address_and_not_from_the_text(address: str, chamber: Chamber | None) -> None:
    lines = changed(HEAD, "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal", address)
    lines = changed(lines, "het rapport aan over", "mede namens de Tweede Kamer en de Eerste Kamer")
    assert letter_of([*lines, *ROLE, *NAME]).chamber is chamber


def test_a_role_over_more_lines_and_a_name_right_below_it() -> None:
    role: list[Line] = [
        (79, 410, "De staatssecretaris van Binnenlandse Zaken"),
        (79, 397, "en Koninkrijksrelaties,"),
        (79, 384, "Digitalisering en Koninkrijksrelaties"),
        (79, 320, "drs. E. Verzonnen"),
    ]
    letter = letter_of([*HEAD, *role])
    assert letter.signatory_role == "staatssecretaris van Binnenlandse Zaken en Koninkrijksrelaties"
    assert letter.signatory_name == "drs. E. Verzonnen"
    assert 326 < box_of(letter).free_rect[1] < box_of(letter).free_rect[3] < 384


def test_a_name_close_to_the_role_leaves_the_space_elsewhere() -> None:
    letter = letter_of([*HEAD, (79, 380, "De minister van Defensie,"), (79, 367, "C. Denkbeeldig")])
    free = box_of(letter).free_rect
    assert letter.signatory_name == "C. Denkbeeldig"
    assert free[3] < 367 or free[1] > 389


def test_the_block_on_the_second_page_is_found_there() -> None:
    second: list[Line] = [
        (79, 690, "Tot zover mijn antwoord."),
        (79, 640, "DE MINISTER VAN BUITENLANDSE ZAKEN,"),
        (79, 570, "F. Fictief"),
    ]
    letter = letter_of(HEAD, second)
    assert (box_of(letter).page, letter.signatory_name) == (2, "F. Fictief")


def test_two_office_holders_beside_each_other_or_below_each_other() -> None:
    beside: list[Line] = [
        (79, 410, "De minister van Financi\u00ebn,"),
        (280, 410, "De minister van Defensie,"),
        (79, 340, "A. Eerste"),
        (280, 340, "B. Tweede"),
    ]
    letter = letter_of([*HEAD, *beside])
    assert letter.two_signatories
    assert letter.signatory_role == "minister van Financi\u00ebn"
    assert letter.signatory_name == "A. Eerste"
    assert box_of(letter).free_rect[2] < 280
    below: list[Line] = [
        (79, 410, "De minister van Financi\u00ebn,"),
        (79, 340, "A. Eerste"),
        (79, 300, "De minister van Defensie,"),
        (79, 230, "B. Tweede"),
    ]
    assert letter_of([*HEAD, *below]).two_signatories


def test_mede_namens_is_not_a_second_signature() -> None:
    lines = changed(HEAD, "Hierbij bied ik u", "Mede namens de minister van Defensie bied ik u")
    assert not letter_of([*lines, *ROLE, *NAME]).two_signatories


def test_a_minister_in_a_sentence_is_no_signature_block() -> None:
    lines = changed(HEAD, "toegezegd met nummer T03545.", "De minister van Defensie heeft daarmee ingestemd.")
    assert letter_of([*lines, *ROLE, *NAME]).signatory_role == "staatssecretaris van Infrastructuur en Waterstaat"


def test_something_drawn_in_the_space_is_kept_clear_of() -> None:
    def stamp(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0.2, 0.3, 0.8)
        canvas.rect(79, 360, 90, 40, stroke=0, fill=1)

    free = box_of(letter_of([*HEAD, *ROLE, *NAME], extra=stamp)).free_rect
    assert free[0] >= 169 or free[1] >= 400 or free[3] <= 360


def test_an_empty_signature_field_is_a_place_to_sign() -> None:
    def field(canvas: Canvas) -> None:
        canvas.acroForm.textfield(name="handtekening", x=79, y=355, width=200, height=45)

    plain, fielded = box_of(letter_of([*HEAD, *ROLE, *NAME])), box_of(letter_of([*HEAD, *ROLE, *NAME], extra=field))
    assert fielded.free_rect == plain.free_rect


def test_a_slanted_watermark_is_not_part_of_the_letter() -> None:
    def mark(canvas: Canvas) -> None:
        canvas.translate(120, 250)
        canvas.rotate(45)
        canvas.setFont("Helvetica", 90)
        canvas.drawString(0, 0, "CONCEPT")

    letter = letter_of([*HEAD, *ROLE, *NAME], extra=mark)
    assert "CONCEPT" not in letter.text
    assert letter.signatory_name == "A.B. van den Bedachte"


def test_the_bodies_of_letters_to_both_chambers_can_be_compared() -> None:
    senate = changed(changed(HEAD, "Tweede", "Eerste"), "20018", "20017")
    assert letter_of([*HEAD, *ROLE, *NAME]).text == letter_of([*senate, *ROLE, *NAME]).text


def test_a_letter_without_a_block_has_no_place_and_no_signatory() -> None:
    letter = letter_of(HEAD)
    assert (letter.signatory_role, letter.signature_box) == (None, None)
