"""The one stylesheet, made from the tokens. What it does not name is painted by its own control."""

from __future__ import annotations

from collections.abc import Callable

from ui.theme.tokens import Tokens

_TONES = ("text", "text2", "text3", "accent", "ok", "warn", "bad", "unknown", "seal", "time")

_SHEET = """
QMainWindow, QWidget#window {{ background: {canvas}; }}
QMenuBar {{ background: {canvas}; color: {text2}; border: none; border-bottom: 1px solid {line}; padding: 0 {p4}px; }}
QMenuBar::item {{ background: transparent; padding: {p4}px {p12}px; margin: {p2}px {p2}px; border-radius: {p4}px; }}
QMenuBar::item:selected, QMenuBar::item:pressed {{ background: {sunken}; color: {text}; }}
QMenu {{ background: {surface}; color: {text}; border: 1px solid {control}; padding: {p6}px 0; }}
QMenu::item {{ padding: {p6}px {p24}px {p6}px {p16}px; }}
QMenu::item:selected {{ background: {accent_soft}; color: {text}; }}
QMenu::item:disabled {{ color: {text3}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: {p4}px 0; }}
QToolTip {{ background: {text}; color: {canvas}; border: none; padding: {p4}px {p8}px; }}
QLabel {{ background: transparent; }}
QScrollArea, QScrollArea > QWidget > QWidget#column, QAbstractScrollArea {{ background: transparent; border: none; }}
QLineEdit, QPlainTextEdit {{ background: {surface}; color: {text}; border: 1px solid {control};
  border-radius: {p6}px; padding: 0 {p10}px; selection-background-color: {accent}; selection-color: {on_accent}; }}
QLineEdit {{ min-height: {p32}px; }}
QPlainTextEdit {{ padding: {p6}px; }}
QLineEdit:disabled, QPlainTextEdit:disabled {{ background: {sunken}; color: {text3}; border-color: {line}; }}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] {{ border: 1px solid {bad}; }}
QLineEdit[bare="true"] {{ background: transparent; border: none; padding: 0; min-height: 0; }}
QTextBrowser {{ background: {surface}; color: {text}; border: none;
  selection-background-color: {accent}; selection-color: {on_accent}; }}
QAbstractItemView {{ outline: none; }}
QComboBox QAbstractItemView {{ background: {surface}; color: {text}; border: 1px solid {control};
  selection-background-color: {accent_soft}; selection-color: {text}; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QScrollBar:vertical {{ background: transparent; width: {p10}px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {p10}px; margin: 0; }}
QScrollBar::handle {{ background: {line}; border-radius: {p3}px; margin: {p3}px; }}
QScrollBar::handle:vertical {{ min-height: {p32}px; }}
QScrollBar::handle:horizontal {{ min-width: {p32}px; }}
QScrollBar::handle:hover {{ background: {control}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def stylesheet(tokens: Tokens, px: Callable[[float], int]) -> str:
    """Return the stylesheet for a palette.

    Args:
        tokens: the palette.
        px: turns a length of the sheet into pixels of the screen.
    """
    names = {name: str(getattr(tokens, name)) for name in Tokens.__dataclass_fields__ if name != "dark"}
    lengths = {f"p{number}": str(px(number)) for number in (2, 3, 4, 6, 8, 10, 12, 16, 24, 32)}
    tones = "\n".join(f'QLabel[tone="{tone}"] {{ color: {names[tone]}; }}' for tone in _TONES)
    return _SHEET.format(**names, **lengths) + tones + "\n"
