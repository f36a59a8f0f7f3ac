"""A memo that only asks for a decision is an item without letters; one that asks for a signature is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.desk import Desk
from app.errors import Refused
from app.usecases.add_dossier import add_dossier
from app.usecases.lock_map import lock_map
from app.usecases.new_map import new_map
from app.usecases.plan_signing import plan_signing
from app.usecases.release_item import release_item
from app.usecases.show_map import show_map
from app.usecases.unlock_map import unlock_map
from app.usecases.verify_record import verify_record
from tests.corpus.check_cases import memo_text
from tests.journeys.desks import MAP, Office, Person, find_item

Stage = Callable[[str], Office]
AGREE = "U wordt geadviseerd in te stemmen met de verdeling."
ITEM = f"{MAP}/verdeling"


def put(desk: Desk, folder: Path, advice: str, *, to_correct: bool = False) -> None:
    memo = folder / "nota.md"
    memo.write_text(memo_text(advice=advice), encoding="utf-8")
    new_map(desk, MAP)
    add_dossier(desk, MAP, [memo], name="verdeling", to_correct=to_correct)


def test_a_memo_that_only_asks_to_agree_is_locked_without_letters(stage: Stage, tmp_path: Path) -> None:
    with stage("new").open() as desk:
        put(desk, tmp_path, AGREE)
        lock_map(desk, MAP)
        assert show_map(desk, MAP).locked_at
        assert find_item(desk, ITEM).checked is not None
        plan = plan_signing(desk, MAP)
        assert (plan.to_sign, plan.not_signed) == ((), ())
        assert not verify_record(desk).flaws
        unlock_map(desk, MAP)
        assert not show_map(desk, MAP).locked_at


@pytest.mark.parametrize(
    "advice",
    ["U wordt geadviseerd de brief te ondertekenen.", "U wordt geadviseerd de brief aan de Kamer te verzenden.", ""],
)
def test_one_that_asks_for_a_signature_or_for_nothing_is_not(stage: Stage, tmp_path: Path, advice: str) -> None:
    with stage("new").open() as desk:
        with pytest.raises(Refused) as refused:
            put(desk, tmp_path, advice)
        assert refused.value.reason.code == "letters_missing"
        add_dossier(desk, MAP, [tmp_path / "nota.md"], name="verdeling", to_correct=True)
        with pytest.raises(Refused) as refused:
            lock_map(desk, MAP)
        assert refused.value.reason.code == "letters_missing"
        assert not show_map(desk, MAP).locked_at


def test_nothing_is_released_of_an_item_without_letters(stage: Stage, tmp_path: Path) -> None:
    office = stage("new")
    with office.open() as desk:
        put(desk, tmp_path, AGREE)
        lock_map(desk, MAP)
        with pytest.raises(Refused) as refused:
            release_item(desk, ITEM, target=office.outbox, context=Person())
        assert refused.value.reason.code == "nothing_to_release"
    assert not office.outbox.exists()


def test_a_map_without_items_is_not_locked(stage: Stage) -> None:
    with stage("new").open() as desk:
        new_map(desk, MAP)
        with pytest.raises(Refused) as refused:
            lock_map(desk, MAP)
        assert refused.value.reason.code == "map_empty"
