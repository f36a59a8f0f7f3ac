"""Council meetings and what they decide."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import Enum
from zoneinfo import ZoneInfo

from app.errors import WrongUse

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
BEGINS = time(10, 0)
_KINDS = ("MR", "RMR", "onderraad")


class Outcome(Enum):
    """What a council decided about an item (domain section 2.2); only AGREED releases (guards G3 and G6)."""

    AGREED = "agreed"
    AGREED_WITH_CHANGES = "agreed-with-changes"
    DEFERRED = "deferred"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    NOTED = "noted"


@dataclass(frozen=True, order=True)
class Meeting:
    """A meeting of a council; two councils can meet on one day.

    Attributes:
        day: the day, Europe/Amsterdam.
        kind: ``MR``, ``RMR`` or ``onderraad``.
    """

    day: date
    kind: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.day.isoformat()}"

    def begins(self, at: time = BEGINS) -> datetime:
        """Return the moment the meeting begins, UTC: 10.00 Europe/Amsterdam unless set."""
        return datetime.combine(self.day, at, AMSTERDAM).astimezone(UTC)


def parse_meeting(text: str) -> Meeting:
    """Read ``KIND:DATE``.

    Raises:
        WrongUse: ``meeting_unknown``.
    """
    match = re.fullmatch(r"([A-Za-z]+):(\d{4}-\d{2}-\d{2})", text)
    kind = next((known for known in _KINDS if match and known.lower() == match[1].lower()), None)
    try:
        if match is None or kind is None:
            raise ValueError(text)
        return Meeting(date.fromisoformat(match[2]), kind)
    except ValueError as error:
        raise WrongUse("meeting_unknown", meeting=text) from error
