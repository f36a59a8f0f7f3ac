"""Icons of one family (Lucide), drawn by QtSvg in the colour of a token, kept per colour, size and density."""

from __future__ import annotations

from functools import lru_cache

import lucide
from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_STROKE = 1.5  # pixels on the screen at 100 %, whatever the size of the icon
_GRID = 24

_SEAL_DOT = '<circle cx="12" cy="12" r="3.2" />'

# The mark of the program: an open signing folder, cover left, leaves right, a seal below. Its inks follow the palette.
_MARK = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 36">
<path d="M24 2 46 5.2v26L24 34z" fill="{leaf}" stroke="{ink}" stroke-width="1.1" stroke-linejoin="round"/>
<path d="M24 5 43 8v20.6L24 31z" fill="{paper}" stroke="{ink}" stroke-width=".8" stroke-linejoin="round"/>
<path d="M27.5 11.5l11 2M27.5 15.5l11 2M27.5 19.5l11 2M27.5 23.5l6 1" stroke="{line}" stroke-width=".9"
 stroke-linecap="round" fill="none"/>
<path d="M24 2 2 7v22.6L24 34z" fill="{ink}"/>
<circle cx="37.5" cy="24.6" r="2.5" fill="{seal}"/></svg>"""


@lru_cache(maxsize=512)
def _source(name: str) -> str:
    # Once a name: every question opens the family's database anew.
    text = str(lucide.lucide_icon("badge" if name == "seal" else name, fallback_text="?"))
    if "data-missing-icon" in text:
        raise KeyError(name)
    return text


@lru_cache(maxsize=512)
def svg_text(name: str, colour: str, stroke: float) -> bytes:
    """Return the SVG of an icon in a colour.

    Args:
        name: a Lucide name, or ``seal`` (Lucide ``badge`` with a dot).
        colour: ``#RRGGBB``.
        stroke: width of the line in units of the 24 grid.

    Raises:
        KeyError: there is no icon of that name.
    """
    text = _source(name).replace('stroke-width="2"', f'stroke-width="{stroke:.3f}"', 1)
    if name == "seal":
        text = text.replace("</svg>", f"{_SEAL_DOT}</svg>")
    return text.replace("currentColor", colour).encode("utf-8")


class IconDrawer:
    """Draws icons and keeps the pictures; the owner empties it when the palette changes."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str, int, int, int], QPixmap] = {}

    def clear(self) -> None:
        """Forget every picture."""
        self._kept.clear()

    def pixmap(self, name: str, colour: str, size: int, *, nominal: int, density: float) -> QPixmap:
        """Return an icon as a picture.

        Args:
            name: a Lucide name or ``seal``.
            colour: ``#RRGGBB``.
            size: side in logical pixels on this screen.
            nominal: side at 100 %, from which the width of the line follows.
            density: device pixels per logical pixel.
        """
        key = (name, colour, size, nominal, round(density * 100))
        found = self._kept.get(key)
        if found is None:
            found = _draw(svg_text(name, colour, _STROKE * _GRID / nominal), size, size, density)
            self._kept[key] = found
        return found

    def mark(self, inks: dict[str, str], height: int, *, density: float) -> QPixmap:
        """Return the mark of the program, four wide on three high.

        Args:
            inks: the colours ``ink``, ``leaf``, ``paper``, ``line`` and ``seal``.
            height: in logical pixels.
            density: device pixels per logical pixel.
        """
        return _draw(_MARK.format(**inks).encode("ascii"), height * 4 // 3, height, density)


def _draw(svg: bytes, width: int, height: int, density: float) -> QPixmap:
    picture = QPixmap(round(width * density), round(height * density))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(svg)).render(painter, QRectF(0, 0, picture.width(), picture.height()))
    painter.end()
    picture.setDevicePixelRatio(density)
    return picture
