"""Events are JSON and back without loss, and what an earlier version wrote is read for ever."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.events import Event, FileAdded, ItemAdded, from_json, kind_of, to_json
from app.record import canonical
from tests.app.happenings import KINDS, of_type

GOLDEN = Path(__file__).parents[1] / "golden" / "events-v1.json"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_event_is_json_and_back_without_loss(kind: type[Any]) -> None:
    @settings(max_examples=25)
    @given(of_type(kind))
    def there_and_back(event: Event) -> None:
        assert from_json(kind_of(event), json.loads(canonical(to_json(event)))) == event

    there_and_back()


def test_what_the_first_version_wrote_is_read_for_ever() -> None:
    """Never regenerate this file: records hold such entries. New fields have defaults; a new kind gets a new line."""
    golden = json.loads(GOLDEN.read_bytes())
    assert {one["kind"] for one in golden} == {kind.__name__ for kind in KINDS}
    for one in golden:
        again = json.loads(canonical(to_json(from_json(one["kind"], one["body"]))))
        assert {name: again[name] for name in one["body"]} == one["body"]


# Number of lines as they stood at a moment, and the SHA-256 of them: what was written then stays as it is.
_STOOD = {
    23: "d636fa6ec0947ba9c280c193a4bbe60f2393357346634656e479a24222f1cba4",
    35: "33073e0b78e285f2393d7e332e4511add13421ba06b0df490a4f64ce4b874280",
}


@pytest.mark.parametrize("lines", _STOOD)
def test_lines_are_only_added_to_what_stands_for_ever(lines: int) -> None:
    stands = b"\n".join(GOLDEN.read_bytes().splitlines()[:lines]).rstrip(b",")
    assert sha256(stands).hexdigest() == _STOOD[lines]


def test_fields_that_came_later_have_their_defaults() -> None:
    old = {"short": "nota", "file_name": "nota.pdf", "kind": "memo", "sha256": "", "object": "", "pages": 1}
    event = from_json("ItemAdded", {"map": "m", "item": "i", "title": "t", "files": [old]})
    assert isinstance(event, ItemAdded)
    assert event.files == (FileAdded("nota", "nota.pdf", "memo", "", "", 1),)
    assert event.named_condition == ""


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(kind=st.sampled_from([kind.__name__ for kind in KINDS]) | st.text(max_size=10), body=values)
def test_what_is_no_event_is_refused_as_such(kind: str, body: Any) -> None:
    try:
        found = from_json(kind, body)
    except ValueError:
        return
    assert kind_of(found) == kind


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_field_of_another_type_is_refused(kind: type[Any]) -> None:
    @settings(max_examples=15)
    @given(event=of_type(kind), at=st.integers(0, 20), wrong=values)
    def refused(event: Event, at: int, wrong: Any) -> None:
        body = json.loads(canonical(to_json(event)))
        name = sorted(body)[at % len(body)]
        body[name] = wrong
        try:
            found = from_json(kind.__name__, body)
        except ValueError:
            return
        again = json.loads(canonical(to_json(found)))[name]
        assert (again, type(again)) == (wrong, type(wrong)) or isinstance(wrong, list)

    refused()
