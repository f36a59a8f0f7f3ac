"""Two families, eleven roles: which font, how large, on which line."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

SANS = "Source Sans Pro"
SERIF = "Source Serif Pro"
_SANS_FALLBACK = ("Source Sans 3", "Noto Sans", "Segoe UI", "Helvetica Neue", "sans-serif")
_SERIF_FALLBACK = ("Source Serif 4", "Georgia", "Noto Serif", "serif")
BODY_POINTS = 10.5

# Only the static TTF files: the packages bring OTF and other weights that nothing here uses.
_FILES = {
    "font_source_sans_pro": (
        "SourceSansPro-Regular",
        "SourceSansPro-It",
        "SourceSansPro-Semibold",
        "SourceSansPro-Bold",
    ),
    "font_source_serif_pro": (
        "SourceSerifPro-Regular",
        "SourceSerifPro-It",
        "SourceSerifPro-Semibold",
        "SourceSerifPro-SemiboldIt",
    ),
}


@dataclass(frozen=True)
class Role:
    """How one kind of text is set.

    Attributes:
        serif: for reading; sans is for operating.
        points: size at 100 %.
        weight: 400, 500 or 600.
        line: height of a line in logical pixels at 100 %.
    """

    serif: bool
    points: float
    weight: int
    line: int


ROLES = {
    "count": Role(serif=False, points=8.5, weight=600, line=16),
    "small": Role(serif=False, points=9.0, weight=400, line=16),
    "caption": Role(serif=False, points=9.5, weight=400, line=18),
    "body": Role(serif=False, points=10.5, weight=400, line=20),
    "lead": Role(serif=False, points=11.5, weight=400, line=22),
    "heading": Role(serif=False, points=12.0, weight=600, line=24),
    "card": Role(serif=True, points=14.0, weight=600, line=24),
    "page": Role(serif=True, points=16.5, weight=600, line=28),
    "document": Role(serif=True, points=19.0, weight=600, line=32),
    "hero": Role(serif=True, points=22.0, weight=600, line=38),
    "reading": Role(serif=True, points=13.0, weight=400, line=27),
    "quote": Role(serif=True, points=12.0, weight=400, line=22),
    "numeral": Role(serif=True, points=30.0, weight=400, line=42),
    "numeral_small": Role(serif=True, points=19.0, weight=400, line=28),
    "ordinal": Role(serif=True, points=13.0, weight=400, line=22),
}


def load_fonts() -> tuple[str, ...]:
    """Load the fonts from their packages; return the names of files that could not be loaded.

    The packages are looked up without importing them: their modules list every file in them at import.
    A font that is missing is no reason not to start; the fallback families then serve.
    """
    missing: list[str] = []
    for package, names in _FILES.items():
        spec = find_spec(package)
        folder = Path(spec.origin).parent / "files" if spec is not None and spec.origin is not None else None
        for name in names:
            path = folder / f"{name}.ttf" if folder is not None else None
            if path is None or not path.is_file() or QFontDatabase.addApplicationFont(str(path)) < 0:
                missing.append(name)
    return tuple(missing)


def make_font(role: str, *, scale: float, strong: bool | None = None, italic: bool = False) -> QFont:
    """Return the font of a role at a scale; ``strong`` overrides the weight (true 600, false 400)."""
    given = ROLES[role]
    font = QFont()
    font.setFamilies([SERIF, *_SERIF_FALLBACK] if given.serif else [SANS, *_SANS_FALLBACK])
    font.setPointSizeF(given.points * scale)
    weight = given.weight if strong is None else 600 if strong else 400
    font.setWeight(QFont.Weight(weight))
    font.setItalic(italic)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if role.startswith("numeral") or not given.serif:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font
