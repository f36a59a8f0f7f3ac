"""What was sent back, by whom, when and why: it outlives the opening of the map, which undoes every decision."""

from __future__ import annotations

from collections.abc import Callable

from app.usecases.add_dossier import add_dossier
from app.usecases.correct_file import correct_file
from app.usecases.decide import decide
from app.usecases.lock_map import lock_map
from app.usecases.new_map import new_map
from app.usecases.record_condition import record_condition
from app.usecases.returned_items import Returned, returned_items
from app.usecases.unlock_map import unlock_map
from tests.journeys.desks import HOUSE, ITEM, MAP, MEETING, SENATE, Office, at, example_folder, states

Stage = Callable[[str], Office]
BOTH = ("brief-eerste-kamer", "brief-tweede-kamer")


def told(one: Returned) -> tuple[str, tuple[str, ...], str, bool]:
    return one.item, tuple(sorted(one.letters)), one.why, bool(one.taken_up)


def test_nothing_was_sent_back(stage: Stage) -> None:
    with stage("locked").open(now=at(8, 15, 40)) as desk:
        decide(desk, ITEM, "disagree", remark="Nee")
        assert returned_items(desk) == ()


def test_letters_sent_back_in_one_act_are_told_once_with_who_when_and_why(stage: Stage) -> None:
    with stage("locked").open(now=at(8, 15, 40)) as desk:
        decide(desk, ITEM, "return", remark="De bijlage ontbreekt")
        found = returned_items(desk)
        assert [told(one) for one in found] == [(ITEM, BOTH, "De bijlage ontbreekt", False)]
        assert found[0].at.startswith("2024-02-08T")
        assert found[0].person


def test_each_letter_keeps_its_own_reason(stage: Stage) -> None:
    with stage("locked").open(now=at(8, 15, 40)) as desk:
        decide(desk, HOUSE, "return", remark="Andere aanhef")
        decide(desk, SENATE, "return", remark="Verkeerde datum")
        assert [told(one) for one in returned_items(desk)] == [
            (ITEM, ("brief-tweede-kamer",), "Andere aanhef", False),
            (ITEM, ("brief-eerste-kamer",), "Verkeerde datum", False),
        ]


def test_the_reason_outlives_the_opening_of_the_map_and_the_next_lock(stage: Stage) -> None:
    with stage("locked").open(now=at(8, 15, 40)) as desk:
        decide(desk, ITEM, "return", remark="De bijlage ontbreekt")
        unlock_map(desk, MAP)
        assert states(desk) == ["DRAFT", "DRAFT"]
        first = returned_items(desk)
        assert [told(one) for one in first] == [(ITEM, BOTH, "De bijlage ontbreekt", True)]
        lock_map(desk, MAP)
        decide(desk, HOUSE, "return", remark="Nog steeds niet")
        # The earlier one keeps the moment at which it was taken up, and the later one stands by itself.
        assert returned_items(desk)[0] == first[0]
        assert told(returned_items(desk)[1]) == (ITEM, ("brief-tweede-kamer",), "Nog steeds niet", False)
        unlock_map(desk, MAP)
        assert returned_items(desk)[0] == first[0]
        assert told(returned_items(desk)[1])[3]


def test_opening_another_map_takes_nothing_up(stage: Stage) -> None:
    with stage("locked").open(now=at(8, 15, 40)) as desk:
        decide(desk, ITEM, "return", remark="De bijlage ontbreekt")
        new_map(desk, "ander")
        with example_folder() as example:
            add_dossier(desk, "ander", [example], name="per-racisme")
        record_condition(desk, "ander/per-racisme", MEETING)
        lock_map(desk, "ander")
        unlock_map(desk, "ander")
        assert [told(one) for one in returned_items(desk)] == [(ITEM, BOTH, "De bijlage ontbreekt", False)]


def test_a_letter_that_was_corrected_and_sent_back_again_is_known_by_its_item(stage: Stage) -> None:
    with stage("locked").open(now=at(8, 15, 40)) as desk:
        decide(desk, ITEM, "return", remark="Verkeerde ondertekenaar")
        unlock_map(desk, MAP)
        correct_file(desk, ITEM, "brief-tweede-kamer", {"signatory_name": "A. Ander"})
        lock_map(desk, MAP)
        decide(desk, HOUSE, "return", remark="Toch niet")
        assert told(returned_items(desk)[-1]) == (ITEM, ("brief-tweede-kamer",), "Toch niet", False)
