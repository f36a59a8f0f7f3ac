"""From a plan and the progress of signing to what Ondertekenen shows."""

from __future__ import annotations

import math
from datetime import date, datetime

from app.batch import Item, LetterVersion, SigningBatch
from app.council import AMSTERDAM, parse_meeting
from app.errors import Reason
from app.moves import LetterState
from app.plan import NotSigned, SigningPlan
from app.ports import Progress
from app.usecases.choose_key import ChosenKey
from ui.shown import council_seen, file_title, long_day, short_day, state_of
from ui.sign.model import BusyModel, PlanModel, Step
from ui.text import number_word, say, sentence_case
from ui.widgets.plan import Cell, Steps, TableModel, TableRow
from ui.widgets.setcard import LetterModel, SetModel, SetPart, StateLine
from ui.widgets.states import LOOKS, State, word

_ORDER = ("prepare", "sign", "check", "seal")
# What the plan says of the key beside the letters; the places of signatures stand with the letters themselves.
_OF_THE_KEY = {
    "certificate_ends_before_meeting": "bad",
    "certificate_of_another_office": "bad",
    "certificate_of_another_person": "bad",
    "letter_dated_before_meeting": "warn",
    "field_not_seen": "warn",
}


def find(batch: SigningBatch, name: str) -> tuple[Item, LetterVersion]:
    """Return a letter and its item by the letter's name."""
    return next((item, one) for item in batch.items for one in item.letters if one.name == name)


def plan_model(
    batch: SigningBatch,
    plan: SigningPlan,
    key: ChosenKey,
    *,
    how: str,
    trouble: str,
    sentence: dict[str, str],
    said: dict[Reason, str],
    opened: frozenset[str],
    now: datetime,
) -> PlanModel:
    """Return the plan as the page shows it.

    Args:
        batch: the map.
        plan: what signing would do.
        key: the key that would sign.
        how: ``one``, ``all`` or empty: the person's own choice.
        trouble: why it cannot go on, or empty.
        sentence: the reason for each letter that is not signed.
        said: what is said before signing (:func:`to_be_said`), in words.
        opened: names of the letters that were opened since the vault was.
        now: the present moment.
    """
    decisions = len({find(batch, one.letter)[0].name for one in plan.to_sign})
    return PlanModel(
        letters=len(plan.to_sign),
        decisions=decisions,
        signed=_signed(batch, plan, now),
        unsigned=TableModel(
            (),
            (1.0, 1.2),
            tuple(
                TableRow(
                    (
                        Cell(where_is(batch, one.letter)),
                        Cell(sentence[one.letter], tone="text2", icon=_icon_of(batch, one)),
                    )
                )
                for one in plan.not_signed
            ),
        ),
        steps=_steps(batch, plan, key, said, now),
        how=how,
        trouble=trouble,
        interrupted=_interrupted(batch, plan),
        unopened=tuple(where_is(batch, one.letter) for one in plan.to_sign if one.letter not in opened),
        may_place=bool(placeable(batch, plan)),
    )


def held_back(batch: SigningBatch, plan: SigningPlan) -> bool:
    """Return whether a letter was agreed to and still cannot be signed: then its reason is what the page is for."""
    return any(find(batch, one.letter)[1].state is LetterState.APPROVED for one in plan.not_signed)


def placeable(batch: SigningBatch, plan: SigningPlan) -> tuple[str, ...]:
    """Return the letters whose signature can be put elsewhere, those first for which no place was recognised.

    Of one that was prepared before the place no longer changes, nor of one that is signed in a field of its own.
    """
    missing = [one.letter for one in plan.not_signed if one.reason.code == "place_missing"]
    found = [find(batch, name) for name in (*missing, *(one.letter for one in plan.to_sign))]
    return tuple(
        letter.name for item, letter in found if letter.prepared is None and not item.signs_in_field(letter.file)
    )


def _icon_of(batch: SigningBatch, one: NotSigned) -> str:
    """The picture of a reason: of the state the letter is in, or of what stands in its way."""
    kept = {"changed_since_decision": "files", "two_signatories": "pen-line", "blocking_findings": "octagon-x"}
    kept |= {"condition_not_recorded": "landmark", "place_missing": "move", "outcome_not_agreed": "landmark"}
    state = state_of(find(batch, one.letter)[1])
    return kept.get(one.reason.code, LOOKS[state].icon)


def _interrupted(batch: SigningBatch, plan: SigningPlan) -> str:
    """Say that a batch was interrupted: a letter was prepared to be signed, and is not."""
    begun = [one for one in plan.to_sign if find(batch, one.letter)[1].prepared is not None]
    if not begun:
        return ""
    held = {LetterState.SEALED, LetterState.RELEASED, LetterState.DISPATCHED}
    done = sum(letter.state in held for item in batch.items for letter in item.letters)
    return say("sign_was_interrupted", done=done, total=done + len(plan.to_sign))


def waits(item: Item) -> bool:
    """Whether a letter of an item stays sealed after it is signed: with a condition, releasing is an act of its own."""
    return bool(item.condition)


def where_is(batch: SigningBatch, name: str) -> str:
    item, letter = find(batch, name)
    return f"{item.title}, {file_title(letter.file)}"


def _to(letter: LetterVersion) -> str:
    to = say(letter.file.chamber) if letter.file.chamber else file_title(letter.file)
    return f"{to}, {say('place_was_moved')}" if letter.file.moved else to


def _signed(batch: SigningBatch, plan: SigningPlan, now: datetime) -> TableModel:
    rows = []
    before = ""
    for one in plan.to_sign:
        item, letter = find(batch, one.letter)
        joined = item.name == before
        before = item.name
        condition = council_seen(parse_meeting(one.condition), now) if one.condition else say("sign_no_condition")
        after = (
            Cell(word(State.SEALED), state=State.SEALED)
            if waits(item)
            else Cell(say("sign_at_once"), tone="ok", icon="package-check")
        )
        rows.append(
            TableRow(
                (
                    Cell(say("sign_same"), tone="text3", indent=True) if joined else Cell(item.title, strong=True),
                    Cell(_to(letter)),
                    Cell(letter.file.reference),
                    Cell(condition),
                    after,
                ),
                joined=joined,
            )
        )
    heads = tuple(say(f"sign_head_{name}") for name in ("item", "to", "reference", "condition", "after"))
    return TableModel(heads, (2.4, 1.1, 1.3, 1.6, 1.1), tuple(rows))


def to_be_said(plan: SigningPlan) -> tuple[Reason, ...]:
    """Return what is said of the key beside the letters before anything is signed (guard G10), each once."""
    notes = dict.fromkeys(note for one in plan.to_sign for note in one.notes)
    return tuple(note for note in notes if note.code in _OF_THE_KEY)


def _steps(
    batch: SigningBatch, plan: SigningPlan, key: ChosenKey, said: dict[Reason, str], now: datetime
) -> tuple[Step, ...]:
    count = len(plan.to_sign)
    steps = [_key_step(key)]
    if not count:
        return tuple(steps)
    steps += [Step("triangle-alert", words, "", tone=_OF_THE_KEY[note.code]) for note, words in said.items()]
    if key.software:
        steps.append(Step("triangle-alert", say("sign_software_key"), say("sign_software_key_text"), tone="warn"))
    if not key.why_not:
        steps.append(_pin_step(key, count))
    levels = say("sign_levels", now=plan.level_now, later=plan.level_at_release)
    steps.append(Step("shield-check", levels, say("sign_levels_text")))
    steps.append(_stamp_step(plan))
    dated = sorted({find(batch, one.letter)[1].file.letter_date for one in plan.to_sign if one.condition})
    if dated and dated[-1]:
        steps.append(_dated_step(date.fromisoformat(dated[-1]), now.astimezone(AMSTERDAM).date()))
    return tuple(steps)


def _key_step(key: ChosenKey) -> Step:
    if key.why_not == "no_key":
        return Step("key-round", say("sign_no_key"), "", tone="warn")
    if key.why_not:
        return Step("key-round", key.holder or key.where, say("sign_key_trouble"), tone="warn")
    ends = say("sign_key_ends", day=long_day(key.ends.date())) if key.ends else say("sign_key_file")
    return Step("key-round", key.holder or key.where, ends)


def _pin_step(key: ChosenKey, count: int) -> Step:
    """How many times a person types the PIN, and what the card says of its tries."""
    said = [{"low": say("sign_pin_low"), "final": say("sign_pin_final")}.get(key.pin_state.value, "")]
    said.append(say("sign_pin_at_pad") if key.pad else "")
    said.append(say("sign_pin_perhaps") if key.each is None and key.pad else "")
    more = " ".join(part for part in said if part)
    number, pins = number_word(count), key.pins(count)
    if pins <= 1:
        return Step("fingerprint-pattern", say("sign_one_pin", count=count, number=number), more)
    signatures = say("sign_signatures", count=count, number=number)
    return Step("fingerprint-pattern", say("sign_pins_many", count=pins, signatures=signatures), more)


def _stamp_step(plan: SigningPlan) -> Step:
    if not plan.time_stamps:
        return Step("clock", say("sign_no_stamps"), say("sign_no_stamps_text"))
    words = sentence_case(say("sign_stamps", count=plan.time_stamps, number=number_word(plan.time_stamps)))
    host = "" if plan.demonstration else plan.time_stamp_address
    return Step("clock-check", words, say("sign_stamps_of", host=host) if host else say("sign_stamps_own"))


def _dated_step(dated: date, today: date) -> Step:
    """What the date of the letters means for who signs today: ahead is as it should be, and can be seen later."""
    if today < dated:
        more = say("sign_dated_text")
    elif today == dated:
        more = say("sign_dated_same")
    else:
        more = say("sign_dated_later", day=f"{short_day(today)} {today.year}")
    return Step("calendar-days", say("sign_dated", day=f"{short_day(dated)} {dated.year}"), more)


def busy_model(batch: SigningBatch, plan: SigningPlan, progress: Progress, *, stopping: bool, card: bool) -> BusyModel:
    """Return how far the signing is.

    Args:
        batch: the map.
        plan: what is being signed.
        progress: ``prepare``, ``sign``, ``check``, ``seal``, ``strengthen`` or ``release``, and of which letter.
        stopping: whether the person asked to stop after this letter.
        card: whether the key lies on a card.
    """
    letter, step, count = progress.subject, progress.step, len(plan.to_sign)
    released = step == "release"  # that is counted by item; here every letter of the plan is finished
    done = count if released else progress.done
    rows = []
    for number, one in enumerate(plan.to_sign):
        item, version = find(batch, one.letter)
        running = one.letter == letter
        finished = number < done
        at = _ORDER.index(step) if step in _ORDER else len(_ORDER)
        names = say("sign_head_steps").split(", ")
        said = sentence_case(names[at]) if running and at < len(names) else say("sign_step_done") if finished else ""
        steps = Steps(4 if finished else at if running else 0, running, said)
        rows.append(TableRow((Cell(item.title), Cell(file_title(version.file)), Cell(steps=steps)), running=running))
    table = TableModel(
        (say("sign_head_item"), say("sign_head_to"), say("sign_head_steps")), (1.6, 1.0, 1.6), tuple(rows)
    )
    doing = say("sign_releasing", count=count) if released else ""
    if step == "strengthen" and done >= count:
        doing = say("sign_strengthening")
    seconds = math.ceil(progress.seconds_left) if progress.seconds_left else 0
    return BusyModel(min(done + 1, count), count, seconds, done, table, stopping, doing, card)


def set_card(item: Item, *, shown: str) -> SetModel:
    """Return an item's letters as one set; ``shown`` is the name of the one that is on the screen."""
    letters = tuple(
        LetterModel(
            say(letter.file.chamber) if letter.file.chamber else file_title(letter.file),
            letter.file.reference,
            (StateLine(State.NOTED, say("sign_one_shown"), plain=True),) if letter.name == shown else (),
        )
        for letter in item.letters
    )
    return SetModel(letters, (SetPart("package", say("set_together")),))
