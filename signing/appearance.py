"""What the visible signature looks like: who signed, in what capacity, in an embedded font.

Nothing in it names the council, and it carries no date unless one is chosen (design section 2, *Times* and G13).
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from font_source_sans_pro import font_directory
from pyhanko.pdf_utils.font.api import FontEngineFactory
from pyhanko.pdf_utils.font.opentype import GlyphAccumulator
from pyhanko.pdf_utils.layout import AxisAlignment, InnerScaling, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.text import TextBoxStyle
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.stamp import TextStampStyle

_FONT = Path(font_directory) / "SourceSansPro-Regular.ttf"


@cache
def _font() -> bytes:
    return _FONT.read_bytes()


class _EmbeddedFont(FontEngineFactory):
    """The font from memory: pyHanko's own factory opens its file anew for every letter and never closes it."""

    def create_font_engine(self, writer: BasePdfFileWriter, obj_stream: object = None) -> GlyphAccumulator:
        if obj_stream is None and writer.stream_xrefs:
            obj_stream = writer.prepare_object_stream()
        return GlyphAccumulator(writer, io.BytesIO(_font()), font_size=10, obj_stream=obj_stream)


@dataclass(frozen=True)
class Appearance:
    """The words of a visible signature.

    Attributes:
        name: the signatory's name, as in the letter.
        role: the signatory's capacity, as in the letter.
        mark: a line that must be seen (``DEMONSTRATIE``), or empty.
    """

    name: str
    role: str
    mark: str = ""


def stamp_style(appearance: Appearance) -> TextStampStyle:
    """Return the pyHanko stamp for the words, with a subset of the font embedded (ISO 19005: fonts are embedded)."""
    role = appearance.role[:1].upper() + appearance.role[1:]
    lines = [line for line in ("Digitaal getekend door", appearance.name, role, appearance.mark) if line]
    return TextStampStyle(
        border_width=0,
        background=None,
        # pyHanko interpolates the text with %; a name with a per cent sign is not a format.
        stamp_text="\n".join(line.replace("%", "%%") for line in lines),
        text_box_style=TextBoxStyle(font=_EmbeddedFont(), font_size=9, leading=11, border_width=0),
        inner_content_layout=SimpleBoxLayoutRule(
            x_align=AxisAlignment.ALIGN_MIN,
            y_align=AxisAlignment.ALIGN_MID,
            margins=Margins(0, 0, 2, 2),
            inner_content_scaling=InnerScaling.SHRINK_TO_FIT,
        ),
    )
