"""From a memo and its item to the advice as it is read."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.batch import Item
from app.memo import ActionKind, Memo, Section, SectionKind
from app.usecases.returned_items import Returned
from ui.findings.model import FindingModel
from ui.review.model import AdviceModel, AskedLine, Block, ConditionLine, Span, Style, TabModel
from ui.shown import clock_time, council_dated, dated, long_day, meeting_of, returned_sentence
from ui.text import say

# What stands in the advice itself; every other section is a tab of the context.
_IN_ADVICE = (SectionKind.ADVISED_DECISION, SectionKind.CORE)


def advice_model(
    item: Item,
    memo: Memo,
    *,
    now: datetime,
    findings: tuple[FindingModel, ...] = (),
    returned: tuple[Returned, ...] = (),
) -> AdviceModel:
    """Return the advice of a memo.

    Args:
        item: the memo is of.
        memo: as read.
        now: the present moment, for the deadline.
        findings: whose words are marked where they stand in the text.
        returned: when the item was sent back before.
    """
    blocks: list[Block] = []
    for kind in _IN_ADVICE:
        for section in memo.sections:
            if section.kind is kind:
                blocks += [_marked(block, findings) for block in _blocks(section)]
    return AdviceModel(
        kind=memo.type or say("memo_title"),
        unit=memo.sender or "",
        date=memo.date_printed or (long_day(memo.date) if memo.date else ""),
        reference=memo.reference or "",
        title=memo.title or item.title,
        lines=(*_lines(item, now), *_earlier(returned), *_typed(memo)),
        asked=_asked(item, memo),
        blocks=tuple(blocks),
    )


def section_tabs(memo: Memo) -> tuple[TabModel, ...]:
    """Return a tab for each further section of a memo that says anything."""
    return tuple(
        TabModel(f"section:{number}", section.heading or say("review_section"), blocks=tuple(_blocks(section)))
        for number, section in enumerate(memo.sections)
        if section.kind not in _IN_ADVICE and section.text.strip()
    )


def _blocks(section: Section) -> list[Block]:
    blocks = [Block(Style.HEADING, (Span(section.heading),))] if section.heading else []
    for line in section.text.splitlines():
        if line.startswith("- "):
            blocks.append(Block(Style.LIST, (Span(line[2:]),)))
        elif line.strip():
            blocks.append(Block(Style.READING, (Span(line),)))
    if not section.text.strip():
        blocks.append(Block(Style.READING, (Span(say("review_empty")),)))
    return blocks


def _marked(block: Block, findings: tuple[FindingModel, ...]) -> Block:
    """Return a block in which the words of findings lead to them."""
    spans = list(block.spans)
    for finding in findings:
        quote = finding.quote[1]
        for place, span in enumerate(spans):
            before, found, after = span.text.partition(quote) if quote else ("", "", "")
            if found and not span.finding and not span.target and finding.left:
                parts = (Span(before), Span(found, finding=finding.code), Span(after))
                spans[place : place + 1] = [part for part in parts if part.text]
                break
    return Block(block.style, tuple(spans)) if block.style is not Style.HEADING else block


def _lines(item: Item, now: datetime) -> tuple[ConditionLine, ...]:
    meeting = meeting_of(item)
    if item.released_at:
        text = say("review_released_plain" if meeting is None else "review_released_text")
        return (ConditionLine("package-check", "ok", say("review_released", at=dated(item.released_at)), text),)
    if meeting is None:
        return ()
    refused = item.outcome is not None and item.outcome.outcome != "agreed"
    why = say("review_outcome_not" if refused else "review_condition_why")
    lines = [ConditionLine("landmark", "seal", say("review_condition", council=council_dated(meeting)), why)]
    left = meeting.begins() - now
    if left > timedelta(0):
        hours = int(left.total_seconds() // 3600)
        words = say("review_deadline", day=long_day(meeting.day), time=clock_time(meeting.begins()))
        lines.append(
            ConditionLine("alarm-clock", "text2", words, say("review_hours_left", count=hours) if hours < 48 else "")
        )
    else:
        lines.append(ConditionLine("alarm-clock", "warn", say("review_past", day=long_day(meeting.day)), ""))
    return tuple(lines)


def _earlier(returned: tuple[Returned, ...]) -> tuple[ConditionLine, ...]:
    """Return when the item was sent back before and the office took it up."""
    return tuple(
        ConditionLine("undo-2", "text2", say("review_earlier"), returned_sentence(one))
        for one in returned
        if one.taken_up
    )


def _typed(memo: Memo) -> tuple[ConditionLine, ...]:
    """Return which fields were not read from the file but typed in by the office."""
    if not memo.typed:
        return ()
    fields = ", ".join(say(f"field_{name.replace(':', '_')}_short").lower() for name in sorted(memo.typed))
    return (ConditionLine("pen-line", "text2", say("review_typed", fields=fields), say("review_typed_text")),)


def _asked(item: Item, memo: Memo) -> tuple[AskedLine, ...]:
    signing = any(action.kind is ActionKind.SIGN for action in memo.requested_actions)
    lines = [
        AskedLine(
            say("review_sign_the"),
            say(f"review_letter_{letter.file.chamber or 'other'}"),
            letter.file.short,
            say("pages", count=letter.file.pages),
        )
        for letter in item.letters
        if signing
    ]
    lines += [
        AskedLine(action.quote, "", "", "") for action in memo.requested_actions if action.kind is not ActionKind.SIGN
    ]
    return tuple(lines)
