"""From the store's items to what Ministerraad shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from app.batch import Item, LetterVersion, SigningBatch
from app.council import Meeting, Outcome, parse_meeting
from app.events import WrittenOut
from app.moves import LetterState
from ui.council.model import (
    CouncilModel,
    Fact,
    FolderEntry,
    FolderModel,
    LetterTimes,
    MeetingModel,
    OpenPoint,
    OutcomeDraft,
    PanelModel,
    PointModel,
    TimeCell,
)
from ui.shown import (
    clock_time,
    council_seen,
    day_seen,
    file_title,
    long_day,
    moment_seen,
    short_day,
    state_of_item,
)
from ui.sign.model import Step
from ui.text import say
from ui.widgets.setcard import LetterModel, SetModel, SetPart, StateLine
from ui.widgets.states import State, word

# The words of the page to the outcomes of the council.
OUTCOMES = {
    "agreed": Outcome.AGREED,
    "changed": Outcome.AGREED_WITH_CHANGES,
    "deferred": Outcome.DEFERRED,
    "rejected": Outcome.REFUSED,
    "withdrawn": Outcome.WITHDRAWN,
    "noted": Outcome.NOTED,
}
_HELD = {LetterState.SEALED, LetterState.BLOCKED, LetterState.RELEASED, LetterState.DISPATCHED, LetterState.VOIDED}


def waiting_items(batches: tuple[SigningBatch, ...]) -> dict[Meeting, list[Item]]:
    """Return the items with a condition whose letters are signed, by meeting."""
    found: dict[Meeting, list[Item]] = {}
    for batch in batches:
        for item in batch.items:
            if item.condition and any(letter.state in _HELD for letter in item.letters):
                found.setdefault(parse_meeting(item.condition), []).append(item)
    return dict(sorted(found.items()))


def outcome_missing(batches: tuple[SigningBatch, ...], now: datetime) -> int:
    """Return how many items have no outcome although their meeting began."""
    return sum(
        item.outcome is None
        for meeting, items in waiting_items(batches).items()
        for item in items
        if now >= meeting.begins()
    )


def council_model(
    waiting: dict[Meeting, list[Item]],
    folders: dict[str, WrittenOut],
    *,
    meeting: Meeting | None,
    opened: str,
    draft: OutcomeDraft,
    correcting: bool,
    now: datetime,
    notice: str,
    unproven: Mapping[str, str],
    demonstration: bool = False,
) -> CouncilModel:
    """Return the page.

    Args:
        waiting: items by meeting.
        folders: the ready-to-send folder of each released item.
        meeting: the chosen one.
        opened: name of the open item, or empty.
        draft: what was chosen and typed so far.
        correcting: whether the recorded outcome of the open item is being corrected.
        now: the present moment.
        notice: an error in place, or empty.
        unproven: why the time of a held letter is not confirmed, by the letter's name.
        demonstration: whether the clock can be moved on.
    """
    if meeting is None:
        return CouncilModel(notice=notice)
    items = waiting[meeting]
    item = next((one for one in items if one.name == opened), None)
    asking = item is not None and not item.released_at and (item.outcome is None or correcting)
    refusal = "" if now >= meeting.begins() else _too_early(meeting)
    if refusal and demonstration:
        refusal = f"{refusal} {say('council_demonstration')}"
    folder = _folder(item, folders.get(item.name)) if item is not None and item.released_at else None
    fixing = item is not None and item.outcome is not None
    point = None
    if item is not None:
        point = _opened(item, draft if asking else None, refusal if asking else "", unproven, now)
    return CouncilModel(
        subtitle=council_seen(meeting, now),
        meetings=tuple(_meeting(one, found, now) for one, found in waiting.items()),
        meeting=str(meeting),
        points=tuple(_point(number, one) for number, one in enumerate(items, start=1)),
        opened=point,
        panel=_panel(item, draft, asking=asking and not refusal, fixing=fixing) if item and folder is None else None,
        folder=folder,
        notice=notice,
    )


def _too_early(meeting: Meeting) -> str:
    return say("council_too_early", day=long_day(meeting.day), time=clock_time(meeting.begins()))


def _meeting(meeting: Meeting, items: list[Item], now: datetime) -> MeetingModel:
    states = Counter(state_of_point(item) for item in items)
    lines = [StateLine(state, f"{count} {word(state).lower()}") for state, count in states.items()]
    missing = sum(item.outcome is None for item in items)
    if missing and now >= meeting.begins():
        lines.append(StateLine(State.LATE, say("council_without", count=missing)))
    kind = say(f"kind_{meeting.kind}")
    in_month = day_seen(meeting.day, now).partition(" ")[2]  # the day stands above it as a numeral
    return MeetingModel(str(meeting), str(meeting.day.day), in_month, kind, tuple(lines))


def unsigned_letters(item: Item) -> tuple[LetterVersion, ...]:
    """Return the letters of an item that are not signed yet, while others of it are."""
    return tuple(letter for letter in item.letters if letter.state not in _HELD)


def state_of_point(item: Item) -> State:
    """Return the state of a point: never a decision of the signatory, who is not the council."""
    return State.NOT_SIGNED if unsigned_letters(item) else state_of_item(item)


def _point(number: int, item: Item) -> PointModel:
    outcome = say(f"outcome_{_code(item.outcome.outcome)}") if item.outcome else say("council_missing")
    state = state_of_point(item)
    badges: tuple[State, ...] = (state,)
    if state is State.SEALED:
        proven = all(letter.strengthened and letter.strengthened.time_stamp for letter in item.letters)
        badges = (State.SEALED, State.TIME_PROVEN if proven else State.TIME_UNPROVEN)
    letters = say("council_letters", count=len(item.letters))
    words = ", ".join(word(badge).lower() for badge in badges)
    point = say("council_point", point=number)
    read = f"{point}, {item.title}, {letters}, {words}, {outcome}"
    return PointModel(item.name, point, item.title, len(item.letters), outcome, badges, read)


def _code(outcome: str) -> str:
    return next(code for code, known in OUTCOMES.items() if known.value == outcome)


def _opened(
    item: Item, draft: OutcomeDraft | None, refusal: str, unproven: Mapping[str, str], now: datetime
) -> OpenPoint:
    outcome = item.outcome
    facts: tuple[Fact, ...] = ()
    if outcome is not None:
        label = say("council_outcome" if draft is None else "council_now_recorded")
        facts = (
            Fact(label, say(f"outcome_{_code(outcome.outcome)}")),
            Fact(say("council_recorded"), say("council_confirmed", by=outcome.by, at=moment_seen(outcome.at, now))),
            Fact(say("council_shows"), outcome.evidence),
        )
    blocked = any(letter.state is LetterState.BLOCKED for letter in item.letters)
    return OpenPoint(
        code=item.name,
        card=_card(item, now),
        draft=draft if not refusal else None,
        facts=facts,
        times=_times(item, now),
        example=example_of(parse_meeting(item.condition)),
        refusal=refusal,
        may_void=blocked and draft is None,
        unproven=tuple(
            say("council_unproven", letter=file_title(letter.file), why=unproven[letter.name])
            for letter in item.letters
            if letter.name in unproven
        ),
        may_again=_may_again(item),
    )


def _may_again(item: Item) -> bool:
    """Whether a held set can be signed again: some letter is held, and no council said anything but yes."""
    held = any(letter.state in {LetterState.SEALED, LetterState.BLOCKED} for letter in item.letters)
    return held and (item.outcome is None or item.outcome.outcome == Outcome.AGREED.value)


def example_of(meeting: Meeting) -> str:
    """Return how the moment of an outcome of a meeting can be typed."""
    day = f"{short_day(meeting.day)} {meeting.day.year}"
    return say("day_and_time", day=day, time="11.30")


def _card(item: Item, now: datetime) -> SetModel:
    letters = tuple(_letter(letter, now) for letter in item.letters)
    parts = [SetPart("package", say("set_together"))]
    parts += [SetPart("paperclip", file.file_name) for file in item.sent_files]
    return SetModel(letters, tuple(parts))


def _letter(letter: LetterVersion, now: datetime) -> LetterModel:
    to = say(letter.file.chamber) if letter.file.chamber else file_title(letter.file)
    lines = [] if letter.state in _HELD else [StateLine(State.NOT_SIGNED, say("council_unsigned_letter"))]
    if letter.sealed is not None and letter.state in {LetterState.SEALED, LetterState.BLOCKED}:
        lines.append(StateLine(State.SEALED, say("council_sealed_at", at=moment_seen(letter.sealed.signed_at, now))))
    stamped = letter.strengthened.time_stamp if letter.strengthened else ""
    if stamped and letter.state is LetterState.SEALED:
        lines.append(StateLine(State.TIME_PROVEN, say("council_time_at", at=moment_seen(stamped, now))))
    if letter.released is not None:
        lines.append(StateLine(State.VALID, say("council_valid", level=letter.released.level)))
    if letter.state is LetterState.BLOCKED:
        lines.append(StateLine(State.BLOCKED, word(State.BLOCKED)))
    if letter.state is LetterState.VOIDED:
        lines.append(StateLine(State.VOIDED, say("council_key_gone")))
    return LetterModel(to, letter.file.reference, tuple(lines))


def _times(item: Item, now: datetime) -> tuple[LetterTimes, ...]:
    if not item.released_at:
        return ()
    each = tuple((letter, _times_of(item, letter, now)) for letter in item.letters)
    if len({cells for _, cells in each}) == 1:
        return (LetterTimes("", each[0][1]),) if each[0][1] else ()
    return tuple(LetterTimes(file_title(letter.file), cells) for letter, cells in each if cells)


def _times_of(item: Item, letter: LetterVersion, now: datetime) -> tuple[TimeCell, ...]:
    if letter.sealed is None:
        return ()
    dated = parse_meeting(f"MR:{letter.file.letter_date}").day if letter.file.letter_date else None
    proven = letter.released.proven_time if letter.released else ""
    return (
        TimeCell(say("time_letter"), day_seen(dated, now) if dated else say("unknown"), say("time_letter_from")),
        TimeCell(say("time_claimed"), moment_seen(letter.sealed.signed_at, now), say("time_claimed_from")),
        TimeCell(say("time_proven"), moment_seen(proven, now) if proven else say("time_none"), say("time_proven_from")),
        TimeCell(say("time_released"), moment_seen(item.released_at, now), say("time_released_from")),
    )


def _panel(item: Item, draft: OutcomeDraft, *, asking: bool, fixing: bool) -> PanelModel:
    if not asking:
        return _panel_recorded(item)
    panel = _panel_asking(item, draft)
    if fixing and not panel.second:
        return replace(panel, second=say("council_keep"), second_key="keep")
    return panel


def _panel_asking(item: Item, draft: OutcomeDraft) -> PanelModel:
    if not draft.outcome:
        return PanelModel(())
    record = Step("scroll-text", say("step_record"), say("step_record_text"))
    # What was chosen stands on the button that records it: a wrong choice is seen before it is made.
    outcome = say(f"outcome_{draft.outcome}")
    if draft.outcome == "agreed":
        if unsigned_letters(item):
            warning = say("council_half_record", letters=_named(unsigned_letters(item)))
            return PanelModel((record,), warning, main=say("council_record", outcome=outcome))
        return PanelModel(
            (record, *_release_steps(item)),
            say("council_no_undo"),
            main=say("council_release", outcome=outcome),
            key="release",
            second=say("council_record_only"),
        )
    steps = (record, Step("circle-pause", say("step_block"), say("step_block_text")))
    return PanelModel(steps, say("council_blocked"), main=say("council_record", outcome=outcome))


def _panel_recorded(item: Item) -> PanelModel:
    agreed = item.outcome is not None and item.outcome.outcome == Outcome.AGREED.value
    if agreed and all(letter.state is LetterState.SEALED for letter in item.letters):
        return PanelModel(_release_steps(item), say("council_no_undo"), main=say("council_release_now"), key="release")
    if agreed and unsigned_letters(item):
        warning = say("council_half_release", letters=_named(unsigned_letters(item)))
        return PanelModel((), warning, main=say("council_to_sign"), key="sign")
    return PanelModel(())


def _named(letters: tuple[LetterVersion, ...]) -> str:
    return ", ".join(say("council_letter", letter=file_title(letter.file)) for letter in letters)


def _release_steps(item: Item) -> tuple[Step, ...]:
    return (
        Step("pen-line", say("step_join", count=len(item.letters)), say("step_join_text")),
        Step("shield-check", say("step_check"), say("step_check_text")),
        Step("package-check", say("step_folder"), say("step_folder_short")),
    )


def _folder(item: Item, written: WrittenOut | None) -> FolderModel:
    if written is None:
        return FolderModel(item.title, say("folder_gone"), ())
    kinds = {"letter": ("file-check", say("folder_letter")), "attachment": ("paperclip", say("kind_attachment"))}
    entries = []
    for file in written.files:
        icon, kind = kinds.get(file.role, ("file-text", say("kind_public_memo")))
        entries.append(FolderEntry(icon, file.name, kind, f"{file.sha256[:4]} \u2026 {file.sha256[-4:]}"))
    folder = Path(written.folder).absolute()
    return FolderModel(folder.name, str(folder), tuple(entries), sent=bool(item.dispatch_evidence))
