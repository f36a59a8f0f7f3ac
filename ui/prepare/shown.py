"""From an item of the store and what the checks say of it to what Voorbereiden shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from app.batch import Item, SigningBatch, StoredFile
from app.errors import Reason, Refused
from app.memo import Memo, SectionKind
from app.moves import SIGNED
from app.text.remarks import REMARKS
from app.text.words import sentence
from app.usecases.check_item import CheckedItem
from app.usecases.ready_to_lock import check_ready, not_to_send
from app.usecases.returned_items import Returned
from ui.findings.checks import Checks
from ui.findings.model import FindingModel, InboxModel
from ui.findings.places import Places, marks_of
from ui.findings.shown import findings_of
from ui.pageview.model import DocumentModel, SignaturePlace
from ui.prepare.model import FieldModel, FileModel, PrepareModel
from ui.shown import council_dated, dated, file_title, meeting_of, returned_sentence, short_day, state_of_item
from ui.text import say
from ui.widgets.itemrow import ItemRow
from ui.widgets.states import State

# What a person can type in of a memo, in the order of the form; sections are long.
_FIELDS = ("type", "title", "to", "from", "reference", "date", "deadline")
_SECTIONS = (SectionKind.ADVISED_DECISION, SectionKind.CORE)


@dataclass(frozen=True)
class Standing:
    """What the page shows of an item beside what the store says.

    Attributes:
        file: short name of the chosen file.
        finding: code of the open finding, or empty.
        place: where the signature comes on the chosen file, or None.
        places: where the words of findings stand on it.
        typing: fields of the memo, while they are typed in.
        notice: an error in place, or empty.
    """

    file: str = ""
    finding: str = ""
    place: SignaturePlace | None = None
    places: Places = field(default_factory=dict)
    typing: tuple[FieldModel, ...] = ()
    notice: str = ""


@dataclass(frozen=True)
class WhyNot:
    """Why a map cannot be locked, in a sentence, and where that is: an item, a file of it, a finding."""

    sentence: str = ""
    item: str = ""
    file: str = ""
    finding: str = ""


def why_not(batch: SigningBatch, current: Item, checks: Checks, sentence_of: Callable[[Reason], str]) -> WhyNot:
    """Return what stands in the way of locking: of the item that is shown first, then of the others.

    Args:
        batch: the map.
        current: the item that is shown.
        checks: what the checks say.
        sentence_of: from a refusal to its sentence.
    """
    if batch.locked_at:
        return WhyNot()
    for item in (current, *(one for one in batch.items if one is not current)):
        found = _why_item(item, checks, sentence_of)
        if found.sentence:
            if item is current:
                return found
            number = batch.items.index(item) + 1
            other = say("prepare_why_other", number=number, why=found.sentence)
            return WhyNot(other, found.item, found.file, found.finding)
    return WhyNot()


def _why_item(item: Item, checks: Checks, sentence_of: Callable[[Reason], str]) -> WhyNot:
    waits = bool(item.named_condition) and not item.condition
    checked = checks.of(item)
    found = inbox_findings(item, checked, frozenset(), open_map=True) if checked is not None else ()
    blocking = [one for one in found if one.level is State.BLOCKING and not one.overruled]
    if waits:
        code = next((one.code for one in blocking if one.code.startswith("L02/")), "")
        memo = next((file.short for file in item.files if file.kind == "memo"), "")
        return WhyNot(say("prepare_why_condition"), item.name, memo, code)
    try:
        check_ready(item)
    except Refused as refused:
        named = refused.reason.parameters.get("file", "")
        file = next((one.short for one in item.files if named in (one.file_name, one.short)), "")
        return WhyNot(sentence_of(refused.reason), item.name, file)
    if blocking and checks.fresh(item):
        words = say("prepare_why_findings", count=len(blocking))
        return WhyNot(words, item.name, blocking[0].file, blocking[0].code)
    return WhyNot()


def inbox_findings(
    item: Item, checked: CheckedItem | None, seen: frozenset[str], *, open_map: bool
) -> tuple[FindingModel, ...]:
    """Return the findings of an item; none while the checks have not run."""
    return findings_of(item, checked, seen, open_map=open_map) if checked is not None else ()


def inbox_of(item: Item, checks: Checks, chosen: str, *, open_map: bool) -> InboxModel:
    """Return the inbox of an item."""
    checked = checks.of(item)
    found = inbox_findings(item, checked, checks.seen(item.name), open_map=open_map)
    outcomes = checked.result.outcomes if checked is not None else {}
    return InboxModel(
        findings=found,
        chosen=chosen if chosen in {one.code for one in found} else "",
        rules=sum(outcome is not None for outcome in outcomes.values()),
        checking=not checks.fresh(item),
        trouble=checks.trouble(item),
    )


def prepare_model(
    batch: SigningBatch,
    item: Item,
    checks: Checks,
    standing: Standing,
    *,
    why: WhyNot,
    sentence_of: Callable[[Reason], str],
    returned: tuple[Returned, ...] = (),
) -> PrepareModel:
    """Return what the page shows of an item.

    Args:
        batch: the map.
        item: in it.
        checks: what the checks say.
        standing: where the person is in it.
        why: why the map cannot be locked.
        sentence_of: from trouble with a file to its sentence.
        returned: when it was sent back.
    """
    waits = bool(item.named_condition) and not item.condition
    file = next(one for one in item.files if one.short == standing.file)
    meeting = meeting_of(item)
    is_open = not batch.locked_at
    inbox = inbox_of(item, checks, standing.finding, open_map=is_open)
    left = Counter(one.file for one in inbox.findings if one.left)
    return PrepareModel(
        title=item.title,
        subtitle=f"{batch.name}, {item.title}" if meeting is None else f"{council_dated(meeting)}, {item.title}",
        items=tuple(
            ItemRow(one.name, number, one.title, state_of_item(one)) for number, one in enumerate(batch.items, start=1)
        ),
        chosen_item=item.name,
        files=tuple(_file(one, sentence_of, findings=left[one.short]) for one in item.files),
        chosen_file=standing.file,
        document=DocumentModel(f"{item.name}/{standing.file}", file_title(file)),
        marks=marks_of(inbox.findings, standing.places, inbox.chosen),
        place=standing.place,
        inbox=inbox,
        fields=standing.typing if is_open else (),
        together=_together(item),
        why_not=why.sentence,
        why_shown=bool(why.file or why.finding or (why.item and why.item != item.name)),
        waiting=is_open and not all(checks.fresh(one) for one in batch.items),
        condition=council_dated(meeting) if waits and meeting is not None and is_open else "",
        locked=say("prepare_is_locked", at=dated(batch.locked_at)) if batch.locked_at else "",
        may_unlock=bool(batch.locked_at) and not any(letter.state in SIGNED for letter in batch.letters),
        may_correct=is_open,
        may_type=is_open and any(one.kind == "memo" for one in item.files),
        returned=_returned(item, returned, is_open=is_open),
        notice=standing.notice,
    )


def _returned(item: Item, returned: tuple[Returned, ...], *, is_open: bool) -> tuple[str, ...]:
    """Return the last time an item was sent back: while that stands, and while the office mends it."""
    last = next((one for one in reversed(returned) if one.item == item.name), None)
    return (returned_sentence(last),) if last is not None and (is_open or not last.taken_up) else ()


def memo_fields(memo: Memo | None) -> tuple[FieldModel, ...]:
    """Return the fields of a memo as they can be typed in; what was not read is empty, and nothing is guessed."""
    if memo is None:
        return ()
    values = {
        "type": memo.type or "",
        "title": memo.title or "",
        "to": "; ".join(memo.to),
        "from": memo.sender or "",
        "reference": memo.reference or "",
        "date": _day(memo.date),
        "deadline": _day(memo.deadline),
    }
    fields = [FieldModel(name, values[name], name in memo.typed) for name in _FIELDS]
    for kind in _SECTIONS:
        name = f"section:{kind.value}"
        text = next((section.text for section in memo.sections if section.kind is kind), "")
        fields.append(FieldModel(name, text, name in memo.typed, long=True))
    return tuple(fields)


def _day(day: date | None) -> str:
    return f"{short_day(day)} {day.year}" if day is not None else ""


def _file(file: StoredFile, sentence_of: Callable[[Reason], str], *, findings: int) -> FileModel:
    kind = {"house": "letter_tk", "senate": "letter_ek"}.get(file.chamber, "letter") if file.kind == "letter" else ""
    notes = [sentence(REMARKS, code, "nl") for code in file.remarks if code in REMARKS]
    if not_to_send(file):
        notes.append(sentence_of(Reason("attachment_not_a_pdf", {"file": file.file_name})))
    corrected = set(file.corrected) | ({"typed"} if file.typed else set())
    return FileModel(
        file.short,
        file.file_name,
        say("pages", count=file.pages) if file.pages else "",
        kind or ("unknown" if file.kind == "unrecognised" else file.kind),
        findings=findings,
        corrected=bool(corrected),
        problem=sentence_of(Reason(file.trouble, {"file": file.file_name, "why": ""})) if file.trouble else "",
        note=" ".join(notes),
        signatory=(file.signatory_name, file.signatory_role) if file.kind == "letter" else None,
    )


def _together(item: Item) -> tuple[str, ...]:
    letters = say("prepare_count_letters", count=len(item.letters))
    attachments = sum(file.kind == "attachment" and not not_to_send(file) for file in item.files)
    public = any(file.kind == "public_memo" for file in item.files)
    if attachments:
        both = say("prepare_count_attachments", count=attachments)
        first = say("prepare_set", letters=letters, attachments=both)
    else:
        first = say("prepare_set_letters", letters=letters)
    return first, say("prepare_not_needed" if public else "prepare_public_missing")
