"""The colours of the window, light and dark, as two values of one class.

Each pair of text and ground that is used stands in ``tests/ui/test_theme.py`` with the contrast it must keep.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Tokens:
    """One palette. Every value is ``#RRGGBB``.

    Attributes:
        dark: whether light text stands on dark ground.
        canvas: ground of the window; surface lies on it, sunken below it.
        control: border of fields and buttons; ``line`` is decoration only.
        mark: highlight on a page, painted by multiply, with ``mark_line`` under the words.
        paper: colour by which a page is multiplied.
    """

    dark: bool
    canvas: str
    surface: str
    sunken: str
    text: str
    text2: str
    text3: str
    control: str
    line: str
    accent: str
    accent_hover: str
    accent_soft: str
    on_accent: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    unknown: str
    unknown_soft: str
    seal: str
    seal_soft: str
    time: str
    time_soft: str
    mark: str
    mark_line: str
    paper: str


LIGHT = Tokens(
    dark=False,
    canvas="#F1F3EF",
    surface="#FFFFFF",
    sunken="#E7EAE5",
    text="#1B2327",
    text2="#46525A",
    text3="#5B676E",
    control="#7E8983",
    line="#D5DAD3",
    accent="#1C4A73",
    accent_hover="#143A5C",
    accent_soft="#E2EBF3",
    on_accent="#FFFFFF",
    ok="#1D6A44",
    ok_soft="#E1F0E7",
    warn="#865700",
    warn_soft="#FAEFD6",
    bad="#A4242B",
    bad_soft="#FAE6E5",
    unknown="#4C5864",
    unknown_soft="#E8ECEE",
    seal="#69397B",
    seal_soft="#F1E8F4",
    time="#0C5F70",
    time_soft="#DFF0F2",
    mark="#FFE39A",
    mark_line="#865700",
    paper="#FFFFFF",
)

DARK = Tokens(
    dark=True,
    canvas="#14191C",
    surface="#1D2327",
    sunken="#0F1316",
    text="#E9ECEA",
    text2="#BAC3C8",
    text3="#9CA7AD",
    control="#7C888F",
    line="#333C42",
    accent="#93C0E8",
    accent_hover="#B3D4F0",
    accent_soft="#22384B",
    on_accent="#0F1A24",
    ok="#7CCB9E",
    ok_soft="#1C3529",
    warn="#E8BC62",
    warn_soft="#3A2F17",
    bad="#F29A96",
    bad_soft="#452426",
    unknown="#AAB6BF",
    unknown_soft="#2B343A",
    seal="#CDA5DE",
    seal_soft="#382743",
    time="#7DC8D6",
    time_soft="#16363D",
    mark="#FFE39A",
    mark_line="#865700",
    paper="#D9D8D3",
)

# Under a dialog, in both palettes.
SCRIM = "#141C20"
SCRIM_OPACITY = 0.58


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#RRGGBB`` (WCAG 2.2, *relative luminance*)."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, *contrast ratio*)."""
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)
