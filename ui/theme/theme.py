"""The theme in use: palette, scale, fonts and icons, passed to every control."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from ui.theme.icons import IconDrawer
from ui.theme.stylesheet import stylesheet
from ui.theme.tokens import DARK, LIGHT, Tokens
from ui.theme.type import BODY_POINTS, ROLES, make_font

_POINTS_PER_INCH = 72
_BODY_PIXELS = 14  # 10.5 pt at 96 dpi: the size at which all lengths hold as written


class Mode(Enum):
    """Which palette a person chose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True)
class Appearance:
    """What the theme now looks like."""

    dark: bool
    scale: float


class Theme(QObject):
    """Palette, scale, fonts and icons. Controls read it when they paint, so a change needs only a repaint.

    Signals:
        changed: the palette or the scale changed; carries an :class:`Appearance`.
    """

    changed = Signal(object)

    def __init__(self, application: QApplication, *, mode: Mode = Mode.SYSTEM, scale: float = 1.0) -> None:
        super().__init__()
        self._application = application
        self._icons = IconDrawer()
        self._mode = mode
        self._scale = min(2.0, max(1.0, scale))
        self._fonts: dict[tuple[str, bool | None, bool], QFont] = {}
        self._lines: dict[str, int] = {}
        self._unit = self._measure()
        self.tokens = self._choose()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._dress()

    @property
    def mode(self) -> Mode:
        """The person's choice."""
        return self._mode

    @property
    def scale(self) -> float:
        """Size of the interface, 1.0 to 2.0."""
        return self._scale

    @property
    def opposite(self) -> Tokens:
        """The other palette, for a toast."""
        return LIGHT if self.tokens.dark else DARK

    def choose(self, *, mode: Mode | None = None, scale: float | None = None) -> None:
        """Change the palette or the scale and tell everyone."""
        self._mode = self._mode if mode is None else mode
        self._scale = self._scale if scale is None else min(2.0, max(1.0, scale))
        self._renew()

    def px(self, length: float) -> int:
        """Return a length of the sheet (logical pixels at 100 %) at this scale."""
        return round(length * self._unit)

    def units(self, pixels: int) -> float:
        """Return pixels of the screen as a length of the sheet: the reverse of :meth:`px`."""
        return pixels / self._unit

    def font(self, role: str, *, strong: bool | None = None, italic: bool = False) -> QFont:
        """Return the font of a role of ``ui.theme.type``."""
        key = (role, strong, italic)
        found = self._fonts.get(key)
        if found is None:
            found = self._fonts[key] = make_font(role, scale=self._scale, strong=strong, italic=italic)
        return found

    def line(self, role: str) -> int:
        """Return the height of a line of a role in pixels of the screen."""
        return self.px(ROLES[role].line)

    def metrics(self, role: str, *, strong: bool | None = None) -> QFontMetricsF:
        """Return the measures of the font of a role."""
        return QFontMetricsF(self.font(role, strong=strong))

    def colour(self, name: str) -> QColor:
        """Return a token as a colour."""
        return QColor(str(getattr(self.tokens, name)))

    def icon(self, name: str, colour: str, size: float, *, density: float) -> QPixmap:
        """Return an icon in the colour of a token; ``size`` at 100 %, ``density`` of the device."""
        shade = str(getattr(self.tokens, colour)) if not colour.startswith("#") else colour
        return self._icons.pixmap(name, shade, self.px(size), nominal=round(size), density=density)

    def mark(self, height: float, *, density: float) -> QPixmap:
        """Return the mark of the program, ``height`` at 100 %."""
        tokens = self.tokens
        leaf = tokens.accent_soft
        inks = {"ink": tokens.accent, "leaf": leaf, "paper": tokens.surface, "line": tokens.text3, "seal": tokens.seal}
        return self._icons.mark(inks, self.px(height), density=density)

    def _choose(self) -> Tokens:
        if self._mode is Mode.SYSTEM:
            return DARK if QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark else LIGHT
        return DARK if self._mode is Mode.DARK else LIGHT

    def _measure(self) -> float:
        screen = QGuiApplication.primaryScreen()
        dpi = screen.logicalDotsPerInch() if screen is not None else 96.0
        return BODY_POINTS * self._scale * dpi / _POINTS_PER_INCH / _BODY_PIXELS

    def _system_changed(self) -> None:
        if self._mode is Mode.SYSTEM:
            self._renew()

    def _renew(self) -> None:
        self._fonts.clear()
        self._icons.clear()
        self._unit = self._measure()
        self.tokens = self._choose()
        self._dress()
        self.changed.emit(Appearance(dark=self.tokens.dark, scale=self._scale))

    def _dress(self) -> None:
        self._application.setFont(self.font("body"))
        self._application.setPalette(self._palette())

    def sheet(self) -> str:
        """Return the stylesheet for a window.

        It is set on windows, not on the application: there Qt would go through a part of a page again each time the
        part is put in a larger one, which tripled the time to build a page.
        """
        return stylesheet(self.tokens, self.px)

    def _palette(self) -> QPalette:
        roles = {
            QPalette.ColorRole.Window: "canvas",
            QPalette.ColorRole.Base: "surface",
            QPalette.ColorRole.AlternateBase: "sunken",
            QPalette.ColorRole.Button: "surface",
            QPalette.ColorRole.WindowText: "text",
            QPalette.ColorRole.Text: "text",
            QPalette.ColorRole.ButtonText: "text",
            QPalette.ColorRole.PlaceholderText: "text3",
            QPalette.ColorRole.Highlight: "accent",
            QPalette.ColorRole.HighlightedText: "on_accent",
            QPalette.ColorRole.Link: "accent",
            QPalette.ColorRole.LinkVisited: "accent",
            QPalette.ColorRole.ToolTipBase: "text",
            QPalette.ColorRole.ToolTipText: "canvas",
            QPalette.ColorRole.Accent: "accent",
        }
        palette = QPalette()
        for role, name in roles.items():
            palette.setColor(role, self.colour(name))
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("text3"))
        return palette
