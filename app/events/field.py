"""How a field joins an event that was written before it."""

from __future__ import annotations

import dataclasses
from typing import Any


def later(default: Any) -> Any:
    """A field that came after the first version; it is written only where it says something.

    So an entry that says nothing new is the same bytes as before, and so is what replaying it gives.
    """
    return dataclasses.field(default=default, metadata={"later": True})
