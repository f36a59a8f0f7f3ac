"""Every state as an icon, a word and a colour: the outline differs, so that nothing is lost in greyscale."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from ui.text import say


class State(Enum):
    """What can be said of an item, a letter, a finding or a file."""

    OPEN = "open"
    AGREED = "agreed"
    DISAGREED = "disagreed"
    DISCUSS = "discuss"
    RETURNED = "returned"
    NOTED = "noted"
    NOT_SIGNED = "not_signed"
    SEALED = "sealed"
    TIME_PROVEN = "time_proven"
    TIME_UNPROVEN = "time_unproven"
    RELEASED = "released"
    DISPATCHED = "dispatched"
    BLOCKED = "blocked"
    VOIDED = "voided"
    LATE = "late"
    IN_INK = "in_ink"
    DRAFT = "draft"
    BLOCKING = "blocking"
    ATTENTION = "attention"
    INFORMATION = "information"
    OVERRULED = "overruled"
    VALID = "valid"
    VALID_WITH_REMARKS = "valid_with_remarks"
    UNDECIDED = "undecided"
    INVALID = "invalid"
    UNSIGNED = "unsigned"
    UNREADABLE = "unreadable"
    UNCHECKED = "unchecked"


@dataclass(frozen=True)
class Look:
    """How a state looks.

    Attributes:
        icon: name of the icon.
        colour: token of icon and word.
        soft: token of the ground of its badge.
    """

    icon: str
    colour: str
    soft: str


_QUIET = "unknown_soft"

LOOKS: dict[State, Look] = {
    State.OPEN: Look("circle-dashed", "text2", _QUIET),
    State.AGREED: Look("circle-check", "ok", "ok_soft"),
    State.DISAGREED: Look("circle-x", "bad", "bad_soft"),
    State.DISCUSS: Look("message-circle", "warn", "warn_soft"),
    State.RETURNED: Look("undo-2", "unknown", _QUIET),
    State.NOTED: Look("eye", "accent", "accent_soft"),
    State.NOT_SIGNED: Look("hourglass", "text2", _QUIET),
    State.SEALED: Look("seal", "seal", "seal_soft"),
    State.TIME_PROVEN: Look("clock-check", "time", "time_soft"),
    State.TIME_UNPROVEN: Look("clock", "unknown", _QUIET),
    State.RELEASED: Look("package-check", "ok", "ok_soft"),
    State.DISPATCHED: Look("send", "ok", "ok_soft"),
    State.BLOCKED: Look("circle-pause", "warn", "warn_soft"),
    State.VOIDED: Look("ban", "unknown", _QUIET),
    State.LATE: Look("alarm-clock", "bad", "bad_soft"),
    State.IN_INK: Look("pen-line", "text2", _QUIET),
    State.DRAFT: Look("lock-open", "text2", _QUIET),
    State.BLOCKING: Look("octagon-x", "bad", "bad_soft"),
    State.ATTENTION: Look("triangle-alert", "warn", "warn_soft"),
    State.INFORMATION: Look("info", "accent", "accent_soft"),
    State.OVERRULED: Look("forward", "text2", _QUIET),
    State.VALID: Look("shield-check", "ok", "ok_soft"),
    State.VALID_WITH_REMARKS: Look("shield-alert", "warn", "warn_soft"),
    State.UNDECIDED: Look("shield-question-mark", "unknown", _QUIET),
    State.INVALID: Look("shield-x", "bad", "bad_soft"),
    State.UNSIGNED: Look("file-minus", "unknown", _QUIET),
    State.UNREADABLE: Look("file-x", "unknown", _QUIET),
    State.UNCHECKED: Look("circle-dashed", "unknown", _QUIET),
}


def word(state: State) -> str:
    """Return the word of a state."""
    return say(f"state_{state.value}")
