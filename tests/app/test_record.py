"""The record as a chain: every change to it is found, and named by its number (guard G9)."""

from __future__ import annotations

import json
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.events import Event, LetterVoided, MapCreated, WrittenOut
from app.record import START, Entry, Flaw, canonical, check_chain, new_entry
from app.text.refusals import FLAWS
from tests.app.happenings import any_event

AT = "2024-02-08T14:05:00+00:00"


def chain(events: list[Event]) -> list[Entry]:
    entries: list[Entry] = []
    for event in events:
        last = entries[-1] if entries else None
        entries.append(new_entry(event, after=last, at=AT, person="J. Jansen", authenticated="passphrase"))
    return entries


def flaw_of(entries: list[Entry], *, head: str) -> Flaw | None:
    flaws = list(check_chain(entries, head=head))
    assert len(flaws) <= 1
    assert all(flaw.code in FLAWS for flaw in flaws), "no sentence for it"
    return flaws[0] if flaws else None


EIGHT = chain([MapCreated(f"map-{number}") for number in range(8)])
HEAD = EIGHT[-1].hash


@given(st.lists(any_event, max_size=8))
def test_a_record_of_any_events_is_whole_and_gives_them_back(events: list[Event]) -> None:
    entries = chain(events)
    assert flaw_of(entries, head=entries[-1].hash if entries else START) is None
    assert [entry.event() for entry in entries] == events
    assert [entry.number for entry in entries] == list(range(1, len(events) + 1))


@pytest.mark.parametrize("at", range(8))
@pytest.mark.parametrize("field", [field.name for field in fields(Entry)])
def test_every_field_of_every_row_is_held(at: int, field: str) -> None:
    changed = list(EIGHT)
    value = getattr(changed[at], field)
    changed[at] = replace(changed[at], **{field: value + 100 if isinstance(value, int) else value + " "})
    found = flaw_of(changed, head=HEAD)
    assert found is not None
    assert found.number == at + 1


@given(at=st.integers(0, 7), field=st.sampled_from([one.name for one in fields(Entry)]), value=st.text(max_size=70))
def test_whatever_it_is_changed_to(at: int, field: str, value: str) -> None:
    if field == "number" or getattr(EIGHT[at], field) == value:
        return
    changed = list(EIGHT)
    changed[at] = replace(changed[at], **{field: value})
    found = flaw_of(changed, head=HEAD)
    assert found is not None
    assert found.number == at + 1
    assert found.code == "entry_changed"


@pytest.mark.parametrize("at", range(8))
def test_every_row_that_is_gone_is_named_the_last_one_too(at: int) -> None:
    left = EIGHT[:at] + EIGHT[at + 1 :]
    assert flaw_of(left, head=HEAD) == Flaw(at + 1, "entry_missing")


def test_all_rows_gone_is_found() -> None:
    assert flaw_of([], head=HEAD) == Flaw(1, "entry_missing")


@pytest.mark.parametrize("at", range(7))
def test_rows_that_changed_places_are_found(at: int) -> None:
    swapped = list(EIGHT)
    swapped[at], swapped[at + 1] = swapped[at + 1], swapped[at]
    assert flaw_of(swapped, head=HEAD) is not None
    # With their numbers put right as well, so that only the chain tells.
    renumbered = [replace(entry, number=number) for number, entry in enumerate(swapped, start=1)]
    found = flaw_of(renumbered, head=HEAD)
    assert found is not None
    assert (found.number, found.code) == (at + 1, "entry_changed")


@pytest.mark.parametrize("kept", range(1, 8))
def test_rows_added_behind_the_end_are_found(kept: int) -> None:
    """A chain is easily continued; the head kept apart from it tells where it ended."""
    assert flaw_of(EIGHT, head=EIGHT[kept - 1].hash) == Flaw(kept + 1, "entry_added")


def test_a_row_put_in_between_is_found() -> None:
    put_in = new_entry(LetterVoided("v1", "", "", ""), after=EIGHT[3], at=AT, person="J. Jansen")
    found = flaw_of([*EIGHT[:4], put_in, *EIGHT[4:]], head=HEAD)
    assert found is not None
    assert found.number in {5, 6}


def test_a_tail_written_anew_does_not_fit_the_head() -> None:
    anew = list(EIGHT[:5])
    for _ in range(3):
        anew.append(new_entry(MapCreated("anders"), after=anew[-1], at=AT, person="J. Jansen"))
    assert flaw_of(anew, head=HEAD) is not None


def test_a_head_that_is_gone_or_another_s_is_found() -> None:
    for head in ("", START):
        assert flaw_of(EIGHT, head=head) == Flaw(8, "head_missing")
    assert flaw_of(EIGHT, head="ab" * 32) == Flaw(9, "entry_missing")


def test_the_hash_is_the_one_described() -> None:
    """Records lie in vaults and their heads on cover sheets: this never changes."""
    first = new_entry(MapCreated("co\u00f6rdinatie"), after=None, at=AT, person="J. Jansen")
    assert first.previous == "0" * 64
    assert first.body == '{"map":"co\u00f6rdinatie"}'
    assert first.hash == "0ad2a3fe48b0053bd6808eddcc2cea07e543cb239c7b583e6bc359a89de339f1"
    assert new_entry(MapCreated("tweede"), after=first, at=AT, person="J. Jansen").previous == first.hash


def test_a_name_that_is_no_text_can_stand_in_the_record() -> None:
    """A folder's name on Linux is bytes; the record must not fail after the letters went out."""
    event = WrittenOut("m", "i", "/verzendklaar/brief-\udcff", ())
    entry = new_entry(event, after=None, at=AT, person="J. Jansen")
    entry.body.encode()
    assert entry.event() == event
    assert flaw_of([entry], head=entry.hash) is None


@given(st.dictionaries(st.text(max_size=5), st.integers() | st.text(max_size=5), max_size=5))
def test_canonical_json_is_one_text_for_one_value(values: dict[str, int | str]) -> None:
    turned = dict(reversed(list(values.items())))
    assert canonical(values) == canonical(turned)
    assert json.loads(canonical(values)) == values
