"""How the nouns of ``app`` are shown: states, days, councils, chambers."""

from __future__ import annotations

from datetime import date, datetime

from app.batch import Item, LetterVersion, StoredFile
from app.council import AMSTERDAM, Meeting, parse_meeting
from app.moves import LetterState
from app.usecases.returned_items import Returned
from ui.text import say
from ui.widgets.states import State

_STATES = {
    LetterState.DRAFT: State.DRAFT,
    LetterState.READY: State.OPEN,
    LetterState.APPROVED: State.AGREED,
    LetterState.DISAGREED: State.DISAGREED,
    LetterState.DISCUSS: State.DISCUSS,
    LetterState.RETURNED: State.RETURNED,
    LetterState.NOTED: State.NOTED,
    LetterState.IN_INK: State.IN_INK,
    LetterState.SIGNED_ELSEWHERE: State.IN_INK,
    LetterState.AGREED_ONLY: State.AGREED,
    LetterState.SEALED: State.SEALED,
    LetterState.BLOCKED: State.BLOCKED,
    LetterState.RELEASED: State.RELEASED,
    LetterState.DISPATCHED: State.DISPATCHED,
    LetterState.VOIDED: State.VOIDED,
}


def state_of(letter: LetterVersion) -> State:
    """Return how a letter's state is shown."""
    return _STATES[letter.state]


def state_of_item(item: Item) -> State:
    """Return one state for an item: its letters move together; where they differ, the first that is not finished."""
    if not item.letters:
        return State.NOTED
    order = list(_STATES)
    return state_of(min(item.letters, key=lambda letter: order.index(letter.state)))


def meeting_of(item: Item) -> Meeting | None:
    """Return the meeting an item waits for: recorded, or named by the memo; None without one."""
    named = item.condition or (item.named_condition if ":" in item.named_condition else "")
    return parse_meeting(named) if named else None


def weekday(day: date) -> str:
    """Return ``vrijdag``."""
    return say(f"weekday_{day.weekday()}")


def month(day: date) -> str:
    """Return ``februari``."""
    return say(f"month_{day.month}")


def long_day(day: date) -> str:
    """Return ``vrijdag 9 februari 2024``."""
    return f"{weekday(day)} {day.day} {month(day)} {day.year}"


def short_day(day: date) -> str:
    """Return ``9 februari``."""
    return f"{day.day} {month(day)}"


def local(moment: str) -> datetime:
    """Return a moment of the record as local time."""
    return datetime.fromisoformat(moment).astimezone(AMSTERDAM)


def clock_time(moment: datetime) -> str:
    """Return ``16.20``."""
    return f"{moment.astimezone(AMSTERDAM):%H.%M}"


def day_and_time(moment: str) -> str:
    """Return ``8 februari, 16.24 uur``."""
    at = local(moment)
    return say("day_and_time", day=short_day(at.date()), time=clock_time(at))


def dated(moment: str) -> str:
    """Return ``8 februari 2024, 16.24 uur``: where what happened may be read long after."""
    at = local(moment)
    return say("day_and_time", day=f"{short_day(at.date())} {at.year}", time=clock_time(at))


def moment_seen(moment: str, now: datetime) -> str:
    """Return a moment of the record with its year where that is not the present one."""
    return day_and_time(moment) if local(moment).year == now.astimezone(AMSTERDAM).year else dated(moment)


def day_seen(day: date, now: datetime) -> str:
    """Return ``9 februari``, with its year where that is not the present one."""
    return short_day(day) if day.year == now.astimezone(AMSTERDAM).year else f"{short_day(day)} {day.year}"


def council_seen(meeting: Meeting, now: datetime) -> str:
    """Return ``MR van vrijdag 9 februari``, with its year where that is not the present one."""
    same = meeting.day.year == now.astimezone(AMSTERDAM).year
    return council_name(meeting) if same else council_dated(meeting)


def council_name(meeting: Meeting) -> str:
    """Return ``MR van vrijdag 9 februari``."""
    return say("council_of", kind=meeting.kind, day=f"{weekday(meeting.day)} {short_day(meeting.day)}")


def council_dated(meeting: Meeting) -> str:
    """Return ``MR van vrijdag 9 februari 2024``."""
    return f"{council_name(meeting)} {meeting.day.year}"


def file_title(file: StoredFile) -> str:
    """Return what a file is called where it is read: ``Brief Tweede Kamer``, ``Nota``, or its own name."""
    if file.kind == "letter":
        return say(f"letter_to_{file.chamber}") if file.chamber else say("letter_to_other")
    return say("memo_title") if file.kind == "memo" else file.file_name


def returned_sentence(returned: Returned) -> str:
    """Return who sent an item back, when and why, and when the office took it up."""
    words = "returned_taken_up" if returned.taken_up else "returned_now"
    taken = dated(returned.taken_up) if returned.taken_up else ""
    return say(words, person=returned.person, at=dated(returned.at), why=returned.why, taken=taken)
