"""Any event there can be, and histories as the use-cases would write them."""

from __future__ import annotations

import dataclasses
from typing import Any, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from app.events import Event

KINDS: tuple[type[Any], ...] = get_args(Event)
words = st.text(st.characters(codec="utf-8"), max_size=20)


def of_type(hint: Any) -> st.SearchStrategy[Any]:
    """Return values of a field's type."""
    if dataclasses.is_dataclass(hint):
        hints = get_type_hints(hint)
        return st.builds(hint, **{one.name: of_type(hints[one.name]) for one in dataclasses.fields(hint)})
    if get_origin(hint) is tuple:
        return st.lists(of_type(get_args(hint)[0]), max_size=3).map(tuple)
    simple: dict[Any, st.SearchStrategy[Any]] = {
        str: words,
        int: st.integers(-(2**53), 2**53),
        bool: st.booleans(),
        float: st.floats(allow_nan=False, allow_infinity=False),
    }
    return simple[hint]


any_event = st.sampled_from(KINDS).flatmap(of_type)
