"""What became of a batch, as Ondertekenen shows it."""

from __future__ import annotations

from collections.abc import Callable

from app.batch import LetterVersion, SigningBatch
from app.desk import Desk
from app.errors import Reason
from app.plan import SigningPlan
from app.usecases.show_map import show_map
from app.usecases.sign_letters import SigningResult
from app.usecases.strengthen_letters import ConfirmedTime, confirmed_time
from ui.shown import dated, file_title
from ui.sign.model import ResultGroup, ResultModel
from ui.sign.tables import find, where_is
from ui.text import say
from ui.widgets.plan import Cell, TableModel, TableRow
from ui.widgets.states import State, word

Became = tuple[SigningBatch, SigningResult, dict[str, ConfirmedTime]]


def what_became(desk: Desk, name: str, result: SigningResult) -> Became:
    """Return a map as it is now, what became of a batch in it, and whether the times of its letters are confirmed."""
    batch = show_map(desk, name)
    letters = (find(batch, one)[1] for one in result.sealed)
    return batch, result, {letter.name: confirmed_time(desk, letter) for letter in letters}


def _time_sentence(time: ConfirmedTime, sentence: Callable[[Reason], str]) -> str:
    if time.moment:
        return say("sign_time_at", at=dated(time.moment))
    why = sentence(Reason(time.why_not))
    return say("sign_time_not", why=why[:1].lower() + why[1:])  # it follows a colon


def interruption(result: SigningResult, sentence: Callable[[Reason], str]) -> str:
    """Return why a batch ended early, with what is signed and what is not; empty when it did not.

    Args:
        result: what became of the batch.
        sentence: of a reason.
    """
    stopped = result.stopped_by
    if stopped is None and not result.not_begun:
        return ""
    if stopped is None:
        why = say("sign_interrupted")
    elif stopped.code == "token_removed":
        why = say("sign_card_removed")  # what is kept and how to go on follows
    else:
        why = sentence(stopped)
    return f"{why} {say('sign_counts', count=len(result.sealed), left=len(result.not_begun))}"


def result_model(
    became: Became,
    plan: SigningPlan,
    *,
    time: str,
    sentence: Callable[[Reason], str],
    skipped: dict[str, str],
) -> ResultModel:
    """Return the result.

    Args:
        became: of the batch.
        plan: what was to be signed.
        time: when it was ready, as shown.
        sentence: of a reason.
        skipped: the person's own reason for each letter that was passed over one by one.
    """
    batch, result, confirmed = became
    trouble = interruption(result, sentence)
    said = {name: sentence(reason) for name, reason in (*result.failed, *result.not_released)}
    times = {name: _time_sentence(one, sentence) for name, one in confirmed.items()}
    sealed = [find(batch, name) for name in result.sealed]
    rows = tuple(
        TableRow(
            (
                Cell(item.title),
                Cell(file_title(letter.file)),
                _time_cell(letter, times),
            )
        )
        for item, letter in sealed
        if letter.released is None
    )
    released = tuple(
        TableRow((Cell(item.title), Cell(file_title(letter.file)), Cell(letter.released.level)))
        for item, letter in sealed
        if letter.released is not None
    )
    failed = tuple(
        TableRow((Cell(where_is(batch, name)), Cell(said.get(name, ""), tone="bad"))) for name, _ in result.failed
    )
    passed = tuple(TableRow((Cell(where_is(batch, name)), Cell(why, tone="text2"))) for name, why in skipped.items())
    groups = []
    held = tuple(
        TableRow((Cell(next((one.title for one in batch.items if one.name == name), name)), Cell(said[name])))
        for name, _ in result.not_released
    )
    for key, found in (
        ("sealed", rows), ("released", released), ("held", held), ("failed", failed), ("skipped", passed)
    ):  # fmt: skip
        if found:
            wide = (1.3, 0.8, 2.0) if key == "sealed" else (1.6, 1.0, 1.0)
            table = TableModel((), wide[: len(found[0].cells)], found)
            groups.append(ResultGroup(say(f"sign_group_{key}"), say(f"sign_group_{key}_text"), table))
    # What was signed before is not among what is left.
    open_ones = [one for one in plan.not_signed if one.reason.code not in {"already_sealed", "already_released"}]
    unsigned = len(open_ones) + len(result.failed) + len(result.not_begun) + len(skipped)
    unproven = any(not _proven(letter) for _, letter in sealed if letter.released is None)
    return ResultModel(len(result.sealed), time, tuple(groups), unsigned, trouble, unproven)


def _time_cell(letter: LetterVersion, times: dict[str, str]) -> Cell:
    state = State.TIME_PROVEN if _proven(letter) else State.TIME_UNPROVEN
    return Cell(times.get(letter.name, word(state)), state=state)


def _proven(letter: LetterVersion) -> bool:
    return letter.strengthened is not None and bool(letter.strengthened.time_stamp)
