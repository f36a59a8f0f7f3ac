"""The present moment of a profile, with its vault locked."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from app.compose import demonstration_of
from app.paths import ProfilePaths


def present_moment(profile: Path, *, now: datetime) -> datetime:
    """Return the present moment: the machine's, or that of a demonstration's own clock.

    Args:
        profile: folder of the profile, which need not exist.
        now: the machine's present moment.
    """
    demonstration = demonstration_of(ProfilePaths(profile))
    return now if demonstration is None else demonstration.clock.now()
