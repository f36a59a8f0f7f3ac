"""From a memo and its item to the advice as it is read."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.batch import Item
from app.memo import ActionKind, Memo, Section, SectionKind
from ui.review.model import AdviceModel, AskedLine, Block, ConditionLine, Span, Style, TabModel
from ui.shown import clock_time, council_name, file_title, long_day, meeting_of, short_day
from ui.text import say

# What stands in the advice itself; every other section is a tab of the context.
_IN_ADVICE = (SectionKind.ADVISED_DECISION, SectionKind.CORE)


def advice_model(item: Item, memo: Memo, *, now: datetime) -> AdviceModel:
    """Return the advice of a memo.

    Args:
        item: the memo is of.
        memo: as read.
        now: the present moment, for the deadline.
    """
    blocks: list[Block] = []
    for kind in _IN_ADVICE:
        for section in memo.sections:
            if section.kind is kind:
                blocks += _blocks(section)
    return AdviceModel(
        kind=memo.type or say("memo_title"),
        unit=memo.sender or "",
        date=memo.date_printed or (long_day(memo.date) if memo.date else ""),
        reference=memo.reference or "",
        title=memo.title or item.title,
        lines=_lines(item, now),
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


def _lines(item: Item, now: datetime) -> tuple[ConditionLine, ...]:
    meeting = meeting_of(item)
    if meeting is None:
        return ()
    lines = [
        ConditionLine(
            "landmark", "seal", say("review_condition", council=council_name(meeting)), say("review_condition_why")
        )
    ]
    left = meeting.begins() - now
    if left > timedelta(0):
        hours = int(left.total_seconds() // 3600)
        begins = clock_time(meeting.begins())
        lines.append(
            ConditionLine(
                "alarm-clock",
                "text2",
                say("review_deadline", day=f"{short_day(meeting.day)}", time=begins),
                say("review_hours_left", count=hours) if hours < 48 else "",
            )
        )
    return tuple(lines)


def _asked(item: Item, memo: Memo) -> tuple[AskedLine, ...]:
    signing = any(action.kind is ActionKind.SIGN for action in memo.requested_actions)
    lines = [
        AskedLine(
            say("review_sign_the"), file_title(letter.file), letter.file.short, say("pages", count=letter.file.pages)
        )
        for letter in item.letters
        if signing
    ]
    lines += [
        AskedLine(action.quote, "", "", "") for action in memo.requested_actions if action.kind is not ActionKind.SIGN
    ]
    return tuple(lines)
