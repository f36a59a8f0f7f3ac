"""From what the checks say of an item to what is shown of it."""

from __future__ import annotations

from app.batch import Item, Overrule, StoredFile
from app.checks import Finding
from app.text.findings import finding_sentence
from app.usecases.check_item import CheckedItem
from app.usecases.overrule_finding import may_be_overruled
from ui.findings.model import Answer, FindingModel
from ui.shown import council_dated, dated, file_title, meeting_of
from ui.text import say
from ui.widgets.states import State

_LEVELS = {"B": State.BLOCKING, "W": State.ATTENTION, "I": State.INFORMATION}
_ORDER = tuple(_LEVELS.values())


def code_of(finding: Finding) -> str:
    """Return what names a finding within its item."""
    return f"{finding.rule}/{finding.code}/{finding.file}"


def by_weight(checked: CheckedItem) -> tuple[Finding, ...]:
    """Return the findings as they are read: what blocks first, then warnings, then information."""
    return tuple(sorted(checked.result.findings, key=lambda one: _ORDER.index(_LEVELS[one.severity.value])))


def findings_of(item: Item, checked: CheckedItem, seen: frozenset[str], *, open_map: bool) -> tuple[FindingModel, ...]:
    """Return the findings of an item.

    Args:
        item: as it stands now, with what was overruled.
        checked: what the checks say.
        seen: codes of what a person left as it is.
        open_map: whether anything can be answered: the map is not locked.
    """
    return tuple(_finding(item, checked, one, seen, open_map=open_map) for one in by_weight(checked))


def _finding(item: Item, checked: CheckedItem, one: Finding, seen: frozenset[str], *, open_map: bool) -> FindingModel:
    file = next((file for file in item.files if file.short == one.file), None)
    overrule = _overrule(item, checked, one)
    was_seen = code_of(one) in seen
    answers = _answers(item, one, file, overruled=overrule is not None, seen=was_seen)
    meeting = meeting_of(item)
    return FindingModel(
        code=code_of(one),
        level=_LEVELS[one.severity.value] if overrule is None else State.OVERRULED,
        where=_where(one, file),
        title=say(f"finding_is_{one.code}", quote=one.quote),
        quote=_quote(one),
        reason=_reason(one, file),
        file=one.file,
        answers=answers if open_map else (),
        overruled=say("finding_overruled", at=dated(overrule.at), why=overrule.event.why) if overrule else "",
        seen=was_seen and not one.blocks,
        condition=council_dated(meeting) if meeting is not None else "",
    )


def _overrule(item: Item, checked: CheckedItem, one: Finding) -> Overrule | None:
    recorded = checked.recorded(one)
    return next((made for made in item.overruled if made.event.finding == recorded), None)


def _where(one: Finding, file: StoredFile | None) -> str:
    name = file_title(file) if file is not None else one.file
    return say("finding_where", file=name, page=one.page) if one.page else name


def _quote(one: Finding) -> tuple[str, str, str]:
    """Return the words with the sentence around them, where the finding knows it."""
    whole = str(one.parameters.get("sentence", ""))
    before, found, after = whole.partition(one.quote) if one.quote else ("", "", "")
    return (before, found, after) if found else ("", one.quote, "")


def _reason(one: Finding, file: StoredFile | None) -> str:
    named = dict(one.parameters)
    if file is not None and "file" in named:
        named["file"] = file.file_name
    return finding_sentence(one.code, named, "nl")


def _answers(item: Item, one: Finding, file: StoredFile | None, *, overruled: bool, seen: bool) -> tuple[Answer, ...]:
    found = []
    if one.code == "condition_not_recorded" and meeting_of(item) is not None:
        found.append(Answer.CONDITION)
    if one.code == "no_text_layer" and file is not None and file.kind == "memo":
        found.append(Answer.FIELDS)
    if not one.blocks and not seen:
        found.append(Answer.SEEN)
    found.append(Answer.COPY)
    rewritten = file is not None and bool(file.original_sha256)
    if one.blocks and not overruled and may_be_overruled(one, rewritten=rewritten):
        found.append(Answer.ANYWAY)
    return tuple(found)


def for_the_author(finding: FindingModel) -> str:
    """Return a finding as words to send to who wrote the document."""
    quote = "".join(finding.quote).strip()
    lines = [f"{finding.where}: {finding.title}", f"\u2018{quote}\u2019" if quote else "", finding.reason]
    return "\n".join(line for line in lines if line)
