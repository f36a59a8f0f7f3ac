"""From a plan, progress and a result of signing to what Ondertekenen shows."""

from __future__ import annotations

from app.batch import Item, LetterVersion, SigningBatch
from app.council import parse_meeting
from app.plan import SigningPlan
from app.usecases.choose_key import ChosenKey
from app.usecases.sign_letters import SigningResult
from ui.shown import council_name, file_title, long_day, short_day
from ui.sign.model import BusyModel, PlanModel, ResultGroup, ResultModel, Step
from ui.text import number_word, say, sentence_case
from ui.widgets.plan import Cell, Steps, TableModel, TableRow
from ui.widgets.setcard import LetterModel, SetModel, SetPart, StateLine
from ui.widgets.states import State, word

_ORDER = ("prepare", "sign", "check", "seal")


def find(batch: SigningBatch, name: str) -> tuple[Item, LetterVersion]:
    """Return a letter and its item by the letter's name."""
    return next((item, one) for item in batch.items for one in item.letters if one.name == name)


def plan_model(
    batch: SigningBatch, plan: SigningPlan, key: ChosenKey, *, how: str, trouble: str, sentence: dict[str, str]
) -> PlanModel:
    """Return the plan as the page shows it.

    Args:
        batch: the map.
        plan: what signing would do.
        key: the key that would sign.
        how: ``one``, ``all`` or empty: the person's own choice.
        trouble: why it cannot go on, or empty.
        sentence: the reason for each letter that is not signed.
    """
    decisions = len({find(batch, one.letter)[0].name for one in plan.to_sign})
    return PlanModel(
        letters=len(plan.to_sign),
        decisions=decisions,
        signed=_signed(batch, plan),
        unsigned=TableModel(
            (),
            (1.0, 1.2),
            tuple(
                TableRow((Cell(_where(batch, one.letter)), Cell(sentence[one.letter], tone="text2")))
                for one in plan.not_signed
            ),
        ),
        steps=_steps(batch, plan, key),
        how=how,
        trouble=trouble,
    )


def _where(batch: SigningBatch, name: str) -> str:
    item, letter = find(batch, name)
    return f"{item.title}, {file_title(letter.file)}"


def _signed(batch: SigningBatch, plan: SigningPlan) -> TableModel:
    rows = []
    before = ""
    for one in plan.to_sign:
        item, letter = find(batch, one.letter)
        joined = item.name == before
        before = item.name
        condition = council_name(parse_meeting(one.condition)) if one.condition else say("sign_no_condition")
        after = (
            Cell(word(State.SEALED), state=State.SEALED)
            if one.condition
            else Cell(say("sign_at_once"), tone="ok", icon="package-check")
        )
        rows.append(
            TableRow(
                (
                    Cell(say("sign_same"), tone="text3", indent=True) if joined else Cell(item.title, strong=True),
                    Cell(say(letter.file.chamber) if letter.file.chamber else file_title(letter.file)),
                    Cell(letter.file.reference),
                    Cell(condition),
                    after,
                ),
                joined=joined,
            )
        )
    heads = tuple(say(f"sign_head_{name}") for name in ("item", "to", "reference", "condition", "after"))
    return TableModel(heads, (2.4, 1.1, 1.3, 1.6, 1.1), tuple(rows))


def _steps(batch: SigningBatch, plan: SigningPlan, key: ChosenKey) -> tuple[Step, ...]:
    count = len(plan.to_sign)
    ends = say("sign_key_ends", day=long_day(key.ends.date())) if key.ends else say("sign_key_file")
    steps = [Step("key-round", key.holder or key.where, ends)]
    if key.software:
        steps.append(Step("triangle-alert", say("sign_software_key"), say("sign_software_key_text"), tone="warn"))
    tries = {"low": say("sign_pin_low"), "final": say("sign_pin_final")}.get(key.pin_state.value, "")
    number = number_word(count)
    steps.append(Step("fingerprint-pattern", say("sign_one_pin", count=count, number=number), tries))
    steps.append(
        Step("clock", say("sign_levels", now=plan.level_now, later=plan.level_at_release), say("sign_levels_text"))
    )
    dated = sorted({find(batch, one.letter)[1].file.letter_date for one in plan.to_sign if one.condition})
    if dated and dated[-1]:
        day = short_day(parse_meeting(f"MR:{dated[-1]}").day)
        steps.append(Step("calendar-days", say("sign_dated", day=day), say("sign_dated_text")))
    return tuple(steps)


def busy_model(
    batch: SigningBatch, plan: SigningPlan, *, letter: str, step: str, done: int, total: int, stopping: bool
) -> BusyModel:
    """Return how far the signing is.

    Args:
        batch: the map.
        plan: what is being signed.
        letter: name of the letter in hand.
        step: ``prepare``, ``sign``, ``check``, ``seal`` or ``strengthen``.
        done: letters that are finished.
        total: letters in the batch.
        stopping: whether the person asked to stop after this letter.
    """
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
    return BusyModel(min(done + 1, total), total, 0, done, table, stopping)


def result_model(
    batch: SigningBatch,
    plan: SigningPlan,
    result: SigningResult,
    *,
    time: str,
    trouble: str,
    sentence: dict[str, str],
    skipped: dict[str, str],
) -> ResultModel:
    """Return what became of the batch.

    Args:
        batch: the map as it is now.
        plan: what was to be signed.
        result: what became of it.
        time: when it was ready, as shown.
        trouble: the trouble that ended it early, or empty.
        sentence: the reason for each letter that failed.
        skipped: the person's own reason for each letter that was passed over one by one.
    """
    sealed = [find(batch, name) for name in result.sealed]
    rows = tuple(
        TableRow(
            (
                Cell(item.title),
                Cell(file_title(letter.file)),
                _time_cell(letter),
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
        TableRow((Cell(_where(batch, name)), Cell(sentence.get(name, ""), tone="bad"))) for name, _ in result.failed
    )
    passed = tuple(TableRow((Cell(_where(batch, name)), Cell(why, tone="text2"))) for name, why in skipped.items())
    groups = []
    for key, found in (("sealed", rows), ("released", released), ("failed", failed), ("skipped", passed)):
        if found:
            table = TableModel((), (1.6, 1.0, 1.0)[: len(found[0].cells)], found)
            groups.append(ResultGroup(say(f"sign_group_{key}"), say(f"sign_group_{key}_text"), table))
    unsigned = len(plan.not_signed) + len(result.failed) + len(result.not_begun) + len(skipped)
    unproven = any(not _proven(letter) for _, letter in sealed if letter.released is None)
    return ResultModel(len(result.sealed), time, tuple(groups), unsigned, trouble, unproven)


def _time_cell(letter: LetterVersion) -> Cell:
    state = State.TIME_PROVEN if _proven(letter) else State.TIME_UNPROVEN
    return Cell(word(state), state=state)


def _proven(letter: LetterVersion) -> bool:
    return letter.strengthened is not None and bool(letter.strengthened.time_stamp)


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
