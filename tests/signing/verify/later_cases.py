"""Classes of files beyond the published ones: attacks of our own, and more of what producers do."""

from __future__ import annotations

from collections.abc import Callable

from pyhanko.pdf_utils.generic import ArrayObject, NullObject, NumberObject, TextStringObject, pdf_name

from signing.verify.verdict import Fact
from tests.signing.verify import attacks as attack
from tests.signing.verify import habits, later
from tests.signing.verify.case import BAD, GOOD, REMARK, SIGNATURE_BOX, UNSIGNED, Case, after
from tests.signing.verify.letters import Maker

NULL = NullObject()


def _on(change: later.Change, pdf: Callable[[], bytes] | None = None) -> Callable[[Maker], bytes]:
    """Return what signs a letter and then makes an update of it."""
    return after(later.later(change), lambda make: make.sign(pdf() if pdf else None, box=SIGNATURE_BOX))


def _signed(pdf: Callable[[], bytes]) -> Callable[[Maker], bytes]:
    return lambda make: make.sign(pdf(), box=SIGNATURE_BOX)


ATTACKS = [
    Case("attack", "a layer hidden", _on(later.hide_layer, later.layered_letter), BAD, Fact.DOCUMENT_CHANGED),
    Case("attack", "a font reads as another text", _on(later.other_text), BAD, Fact.PAGES_CHANGED),
    Case("attack", "a font with another encoding", _on(later.other_encoding), BAD, Fact.LOOKS_DIFFERENT),
    Case("attack", "another font", _on(later.other_font), BAD, Fact.LOOKS_DIFFERENT),
    Case("attack", "text that cannot be seen", _on(later.invisible_text), BAD, Fact.PAGES_CHANGED),
    Case("attack", "a link leads elsewhere", _on(later.other_address, later.letter_with_link), BAD,
         Fact.DOCUMENT_CHANGED),
    Case("attack", "a named place lies elsewhere", _on(later.other_place, later.letter_with_link), BAD,
         Fact.DOCUMENT_CHANGED),
    Case("attack", "an attachment replaced", _on(later.other_attachment, later.letter_with_attachment), BAD,
         Fact.DOCUMENT_CHANGED),
    Case("attack", "a script when a page opens", _on(later.page_script), BAD, Fact.PAGES_CHANGED),
    Case("attack", "a script on the signature", _on(later.script_on_signature), BAD, Fact.SIGNATURE_CHANGED_LATER),
    Case("attack", "pages numbered otherwise", _on(later.page_labels), BAD, Fact.DOCUMENT_CHANGED),
    Case("attack", "an XFA form", _on(later.form_of_its_own), BAD, Fact.DOCUMENT_CHANGED),
    Case("attack", "another unit of length", _on(later.user_unit), BAD, Fact.PAGES_CHANGED),
    Case("attack", "a comment that leads elsewhere", after(later.comment_with_action), BAD, Fact.DOCUMENT_CHANGED),
    Case("attack", "a signed comment taken away", _on(later.comment_gone, later.letter_with_comment), BAD,
         Fact.COVERS_SIGNED_CONTENT),
    Case("attack", "a signed comment with other words", _on(later.comment_reworded, later.letter_with_comment), BAD,
         Fact.COVERS_SIGNED_CONTENT),
    Case("attack", "a filled field hidden", _on(later.field_hidden, lambda: attack.form_letter("1000")), BAD,
         Fact.COVERS_SIGNED_CONTENT),
    Case("attack", "a filled field moved", _on(later.field_moved, lambda: attack.form_letter("1000")), BAD,
         Fact.LOOKS_DIFFERENT),
    Case("attack", "a field drawn anew shows its other value", _on(later.drawn_anew, later.form_with_other_looks), BAD,
         Fact.LOOKS_DIFFERENT),
    Case("readers differ", "a page with two contents, the signed one last",
         after(lambda data: later.key_twice(data, evil_first=True)), BAD, Fact.PAGES_CHANGED),
    Case("readers differ", "a page with two contents, the signed one first",
         after(lambda data: later.key_twice(data, evil_first=False)), BAD, Fact.REPAIRED_VIEW_DIFFERS),
    Case("readers differ", "a trailer with two catalogs", after(later.trailer_twice), BAD, Fact.REPAIRED_VIEW_DIFFERS),
    Case("readers differ", "a stream longer than it says", after(later.more_than_its_length), BAD,
         Fact.PAGES_CHANGED),
    Case("readers differ", "a hybrid update", after(later.hybrid_update), BAD, Fact.PAGES_CHANGED),
    Case("cross-reference", "another catalog", after(later.other_catalog), BAD, Fact.PAGES_CHANGED),
    Case("cross-reference", "a thousand million entries", after(later.huge_table), REMARK,
         Fact.BYTES_AFTER_SIGNED_REVISION),
    Case("cross-reference", "before itself", after(later.round_and_round), REMARK, Fact.BYTES_AFTER_SIGNED_REVISION),
    Case("cross-reference", "a catalog fifty thousand deep", after(later.deep_nest), BAD, Fact.REPAIRED_VIEW_DIFFERS),
]  # fmt: skip

HABITS = [
    Case("habits", "signature dictionary within its field", habits.direct_signature, GOOD),
    Case("habits", "time stamp of type Sig", lambda make: habits.stamp_of_type(make, "/Sig"), GOOD),
    Case("habits", "time stamp of type null", lambda make: habits.stamp_of_type(make, NULL), GOOD),
    Case("habits", "time stamp without its certificate", habits.stamp_without_certificate, REMARK,
         Fact.TIME_STAMP_NOT_TRUSTED),
    Case("habits", "a field's own name has dots, the signature's", lambda make: habits.embedded(
        make, field="Hand.tekening"), GOOD),
    Case("habits", "a field's own name has dots, then filled",
         after(lambda data: attack.fill_field(data, "12"), _signed(habits.dotted_letter)), REMARK,
         Fact.FORM_FIELDS_CHANGED),
    Case("habits", "a field's own name has dots, then signed again",
         lambda make: make.sign(_signed(habits.dotted_letter)(make), field="Tweede", signer="second"), GOOD),
    Case("habits", "a choice made, its place a list", _on(habits.chosen(ArrayObject([NumberObject(1)])),
                                                         habits.choice_letter), REMARK, Fact.FORM_FIELDS_CHANGED),
    Case("habits", "a choice made, its place a number", _on(habits.chosen(NumberObject(1)), habits.choice_letter),
         REMARK, Fact.FORM_FIELDS_CHANGED),
    Case("habits", "another field holds a text for a signature", _signed(habits.letter_with_odd_value), GOOD),
    Case("habits", "nothing but a text for a signature", lambda make: habits.letter_with_odd_value(), UNSIGNED),
    Case("habits", "usage rights of Adobe's reader", lambda make: habits.direct_signature(make, rights=True), UNSIGNED),
    Case("habits", "usage rights, then signed",
         lambda make: make.sign(habits.direct_signature(make, rights=True), box=SIGNATURE_BOX), GOOD),
    Case("habits", "usage rights named where a person signed",
         after(habits.called_usage_rights), BAD, Fact.SIGNATURE_REMOVED_LATER),
    Case("habits", "the trailer counts too few objects", after(habits.wrong_size), REMARK, Fact.READ_LENIENTLY),
    Case("habits", "twenty-five signatures", lambda make: habits.many_signatures(make, 25), GOOD),
    Case("later, and harmless", "another title", _on(habits.later_info), GOOD),
    Case("later, and harmless", "an output intent", _on(habits.output_intent), GOOD),
    Case("later, and harmless", "the form's resources", _on(habits.form_resources, lambda: attack.form_letter("1000")),
         GOOD),
    Case("later, and harmless", "an empty form to be drawn anew",
         _on(later.drawn_anew, lambda: attack.form_letter("")), GOOD),
    *(
        Case("evidence", name, _on(habits.later_store(**entries)), GOOD, Fact.EVIDENCE_ADDED)
        for name, entries in {
            "/VRI is null": {"VRI": NULL},
            "/VRI is a list": {"VRI": ArrayObject()},
            "/VRI holds a text": {"VRI": later.dictionary(ABC=TextStringObject("x"))},
            "points at what is not there": {"Certs": habits.missing_object(), "CRLs": habits.missing_object()},
        }.items()
    ),
    Case("evidence", "/VRI changed later",
         after(later.later(habits.later_store(VRI=later.dictionary(ABC=pdf_name("/X")))),
               lambda make: make.sign(level="B-LT")), GOOD),
    Case("evidence", "taken out later",
         after(later.later(habits.later_store(Certs=NULL, OCSPs=NULL, CRLs=NULL)),
               lambda make: make.sign(level="B-LT")), GOOD),
]  # fmt: skip
