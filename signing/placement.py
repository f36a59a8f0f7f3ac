"""Where a signature goes on a letter."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """A rectangle for a visible signature.

    Attributes:
        page: page number, from 1.
        rect: x0, y0, x1, y1 in points, in the page's own user space (unrotated, lower left).
    """

    page: int
    rect: tuple[float, float, float, float]
