"""Classes of form fields and comments that show one thing and hold another, and of what lies on a signature."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
    pdf_name,
)

from signing.verify.verdict import Fact
from tests.signing.verify import attacks as attack
from tests.signing.verify.case import BAD, REMARK, SIGNATURE_BOX, Attack, Case, after
from tests.signing.verify.letters import Maker, plain_letter

BOX = (72, 560, 92, 580)
FIELD_BOX = (72, 600, 200, 624)
ON, OFF = NameObject("/Ja"), NameObject("/Off")
TICK, EMPTY = b"0 g 2 2 16 16 re f", b""
OTHER_TICK = b"0 g 8 8 2 2 re f"


def _widget(writer: Any, **entries: Any) -> DictionaryObject:
    return DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/Widget"),
            pdf_name("/F"): NumberObject(4),
            **{pdf_name(f"/{key}"): value for key, value in entries.items()},
        }
    )


def _picture(writer: Any, box: tuple[float, float, float, float], operators: bytes) -> Any:
    return writer.add_object(attack.drawing(box, operators))


def box_letter(*, ticked: bool = False) -> bytes:
    """Return an unsigned letter with a check box."""

    def change(writer: Any) -> None:
        pictures = {ON: _picture(writer, BOX, TICK), OFF: _picture(writer, BOX, EMPTY)}
        state = ON if ticked else OFF
        box = _widget(
            writer, FT=pdf_name("/Btn"), T=TextStringObject("akkoord"), V=state, AS=state, Rect=attack.numbers(*BOX),
            AP=DictionaryObject({pdf_name("/N"): DictionaryObject(pictures)}),
        )  # fmt: skip
        _add(writer, box)

    return attack.updated(plain_letter(), change)


def choice_letter() -> bytes:
    """Return an unsigned letter with an empty choice that brought no picture."""

    def change(writer: Any) -> None:
        choice = _widget(
            writer, FT=pdf_name("/Ch"), T=TextStringObject("keuze"), Ff=NumberObject(1 << 17),
            Rect=attack.numbers(*FIELD_BOX), DA=TextStringObject("/F1 14 Tf 0 g"),
            Opt=ArrayObject([TextStringObject("een"), TextStringObject("twee")]),
        )  # fmt: skip
        _add(writer, choice)

    return attack.updated(plain_letter(), change)


def _add(writer: Any, field: DictionaryObject) -> None:
    reference = writer.add_object(field)
    page = attack.page_of(writer)
    page[pdf_name("/Annots")] = ArrayObject([reference])
    writer.update_container(page)
    writer.root[pdf_name("/AcroForm")] = DictionaryObject({pdf_name("/Fields"): ArrayObject([reference])})
    writer.update_root()


def changed_field(change: Callable[[Any, Any], None]) -> Attack:
    """Return what changes the form field of a letter that is not a signature."""

    def update(writer: Any) -> None:
        fields = [one.get_object() for one in writer.root["/AcroForm"]["/Fields"]]
        field = next(one for one in fields if one["/FT"] != "/Sig")
        change(writer, field)
        writer.update_container(field)

    return lambda data: attack.updated(data, update)


def put(**entries: Any) -> Attack:
    """Return what gives the form field other entries."""
    values = {pdf_name(f"/{key}"): value for key, value in entries.items()}
    return changed_field(lambda _, field: field.update(values))


def drawn(operators: bytes, *, value: str | None = None, under: str = "/N") -> Attack:
    """Return what gives the form field another picture, and perhaps a value."""

    def change(writer: Any, field: Any) -> None:
        if value is not None:
            field[pdf_name("/V")] = TextStringObject(value)
        pictures = DictionaryObject(field.get("/AP", DictionaryObject()))
        pictures[pdf_name(under)] = _picture(writer, FIELD_BOX, operators)
        field[pdf_name("/AP")] = pictures

    return changed_field(change)


def other_picture(state: NameObject, operators: bytes, **entries: Any) -> Attack:
    """Return what draws a state of the check box otherwise."""

    def change(writer: Any, field: Any) -> None:
        pictures = DictionaryObject(field["/AP"]["/N"])
        pictures[state] = _picture(writer, BOX, operators)
        field[pdf_name("/AP")] = DictionaryObject({pdf_name("/N"): pictures})
        field.update({pdf_name(f"/{key}"): value for key, value in entries.items()})

    return changed_field(change)


def formatted_letter() -> bytes:
    """Return an unsigned letter with an empty field whose program sets amounts."""
    script = {
        pdf_name("/S"): pdf_name("/JavaScript"),
        pdf_name("/JS"): TextStringObject("AFNumber_Format(2,2,0,0,'',1)"),
    }
    action = DictionaryObject({pdf_name("/F"): DictionaryObject(script)})
    return put(AA=action)(attack.form_letter(""))


def state_not_named(data: bytes) -> bytes:
    """Add a white stamp over the text with a picture for a state, and no word of which state it is in."""

    def change(writer: Any) -> None:
        pictures = DictionaryObject({NameObject("/Wit"): _picture(writer, attack.TEXT_AREA, attack.WHITE)})
        stamp = _widget(writer, AP=DictionaryObject({pdf_name("/N"): pictures}), Rect=attack.numbers(*attack.TEXT_AREA))
        stamp[pdf_name("/Subtype")] = pdf_name("/Stamp")
        page = attack.page_of(writer)
        page[pdf_name("/Annots")] = ArrayObject([*page.get("/Annots", ()), writer.add_object(stamp)])
        writer.update_container(page)

    return attack.updated(data, change)


def over_signature(subtype: str, box: tuple[float, float, float, float]) -> Attack:
    """Return what puts a white comment in a place."""
    return lambda data: attack.annotate(data, subtype=subtype, box=box, operators=attack.WHITE)


def letter_with_box() -> bytes:
    """Return an unsigned letter with a comment in white space."""
    return attack.annotate(
        plain_letter(), subtype="/Square", box=attack.BLANK_AREA, operators=attack.BLACK,
        Contents=TextStringObject("klopt"),
    )  # fmt: skip


def reworded(data: bytes) -> bytes:
    """Give the first comment other words; its picture stays."""

    def change(writer: Any) -> None:
        comment = attack.page_of(writer)["/Annots"][0].get_object()
        comment[pdf_name("/Contents")] = TextStringObject("klopt niet")
        writer.update_container(comment)

    return attack.updated(data, change)


def on(pdf: Callable[[], bytes], how: Attack) -> Callable[[Maker], bytes]:
    """Return what signs a letter and then does something to it."""
    return after(how, lambda make: make.sign(pdf()))


def _form(value: str = "") -> Callable[[], bytes]:
    return lambda: attack.form_letter(value)


WHITE_WORDS = b"1 g " + attack.words("ja") + b" 0 g " + attack.words("nee")
FIELDS = [
    Case("form", "a box ticked", on(box_letter, put(V=ON, AS=ON)), REMARK, Fact.FORM_FIELDS_CHANGED),
    Case("form", "a box shows a tick that its field does not hold", on(box_letter, put(AS=ON)), BAD,
         Fact.FORM_SHOWS_OTHER_TEXT),
    Case("form", "a field holds a tick that its box does not show", on(box_letter, put(V=ON)), BAD,
         Fact.FORM_SHOWS_OTHER_TEXT),
    Case("form", "the empty box drawn with a tick", on(box_letter, other_picture(OFF, TICK)), BAD,
         Fact.FORM_SHOWS_OTHER_TEXT),
    Case("form", "another tick under the same name",
         on(box_letter, other_picture(ON, OTHER_TICK, V=ON, AS=ON)), BAD, Fact.FORM_SHOWS_OTHER_TEXT),
    Case("form", "a ticked box no longer prints",
         on(lambda: box_letter(ticked=True), put(F=NumberObject(0))), BAD, Fact.LOOKS_DIFFERENT),
    Case("form", "a filled field no longer prints", on(_form("1000"), put(F=NumberObject(0))), BAD,
         Fact.LOOKS_DIFFERENT),
    Case("form", "words in white beside other words", on(_form(), drawn(WHITE_WORDS, value="ja")), BAD,
         Fact.FORM_SHOWS_OTHER_TEXT),
    Case("form", "words drawn and no value", on(_form(), drawn(attack.words("niet akkoord"))), BAD,
         Fact.FORM_SHOWS_OTHER_TEXT),
    Case("form", "other words under the pointer", on(_form("oud"), drawn(attack.words("nieuw"), under="/R")), BAD,
         Fact.FORM_SHOWS_OTHER_TEXT),
    Case("form", "an amount set with its figures",
         on(formatted_letter, drawn(attack.words("1.000,00"), value="1000")), REMARK, Fact.FORM_FIELDS_CHANGED),
    Case("form", "an amount set with other figures",
         on(formatted_letter, drawn(attack.words("9.000,00"), value="1000")), BAD, Fact.FORM_SHOWS_OTHER_TEXT),
    Case("form", "a choice made that had no picture", on(choice_letter, drawn(attack.words("twee"), value="twee")),
         REMARK, Fact.FORM_FIELDS_CHANGED),
    Case("comments", "a white stamp over the visible signature", after(over_signature("/Stamp", SIGNATURE_BOX)), BAD,
         Fact.COVERS_SIGNED_CONTENT),
    Case("comments", "a note beside the visible signature",
         after(over_signature("/Text", (290, 350, 310, 370))), REMARK, Fact.COMMENTS_CHANGED),
    Case("comments", "a signed comment with other words, which nobody sees", on(letter_with_box, reworded), BAD,
         Fact.READS_DIFFERENT),
    Case("comments", "a picture whose state is not named, over the text", after(state_not_named), BAD,
         Fact.COVERS_SIGNED_CONTENT),
]  # fmt: skip
