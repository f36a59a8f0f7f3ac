"""Small questions about a piece of text: its bare letters, whether it was redacted, whether it ends a sentence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

SOFT_HYPHEN = "\u00ad"
# Bullets as characters, and as the private-use code points that symbol fonts leave.
BULLETS = (
    "\u2022\u2023\u25aa\u25ab\u25cf\u25cb\u25e6\u00b7\u2219\u2043\u27a2\u25ba\u25a0\u25a1"
    "\uf0a7\uf0b7\uf02d\uf0d8\uf0fc\uf076"
)

_REDACTED = re.compile(
    r"^[\[(<]?\s*(redacted|weggelakt|gelakt|geanonimiseerd|onleesbaar gemaakt|persoonsgegevens?|vertrouwelijk gelakt|"
    r"\u2588+|x{4,}|5\.[12]\.[12](\.?[a-i])?|10\.[12]\.?[a-g]?)\s*[\])>]?$",
    re.IGNORECASE,
)
# What is left of a name, phone and mail block when the rest was taken out.
_RESIDUE = re.compile(r"^(t|m|tel\.?|e)?\s*(\+31\s*\(?0?\)?\s*6?|06)?[\s\-]*$|^@[\w.\-]+$", re.IGNORECASE)
_ENDS_SENTENCE = re.compile(r"[.!?:;\u2026][\")\u2019\u201d\]]*$")


def tidy(text: str) -> str:
    """Return the text with accents composed, all white space single, and soft hyphens gone.

    A soft hyphen at the very end divides a word and becomes a hyphen, so that :func:`joined` mends it.
    """
    if text.rstrip().endswith(SOFT_HYPHEN):
        text = text.rstrip()[:-1] + "-"
    return " ".join(unicodedata.normalize("NFC", text.replace(SOFT_HYPHEN, "")).split())


def bare(text: str) -> str:
    """Return only the letters and digits, lower case, without accents: for comparing labels and headings."""
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in split if character.isalnum())


def solid(text: str) -> str:
    """Return every character that is not white space, accents composed: what a reading may not lose."""
    return "".join(unicodedata.normalize("NFC", text).split())


def is_redacted(text: str) -> bool:
    """Whether the text is a marker of something made unreadable (*[Redacted]*, *weggelakt*, *5.1.2e* ...)."""
    return bool(_REDACTED.match(tidy(text)))


def is_residue(text: str) -> bool:
    """Whether the text is what redaction leaves of a contact line (``T +31 6``, ``@example.nl``)."""
    text = tidy(text)
    return bool(text) and bool(_RESIDUE.match(text))


def ends_sentence(text: str) -> bool:
    """Whether the text ends like a sentence or an introduction."""
    return bool(_ENDS_SENTENCE.search(text.rstrip()))


def starts_lower(text: str) -> bool:
    """Whether the first letter is a small one, so that the text goes on from before."""
    return text[:1].islower()


def joined(lines: Iterable[str]) -> str:
    """Join lines of a paragraph: words divided at the end of a line become whole again.

    A hyphen before a small letter is a division, unless *en* or *of* follows (``in- en uitvoer``); before a
    capital or a digit it belongs to the word (``IENW/BSK-2024``, ``Noord-Holland``).
    """
    whole = ""
    for line in lines:
        line = line.strip()
        if not line:
            continue
        if not whole:
            whole = line
        elif whole.endswith(SOFT_HYPHEN):
            whole = whole[:-1] + line
        elif len(whole) > 1 and whole[-1] in "-\u2010" and not whole[-2].isspace():
            follower = line.split(maxsplit=1)[0]
            if follower in ("en", "of", "en/of"):
                whole += " " + line
            elif starts_lower(line) and whole[-2].islower():
                whole = whole[:-1] + line
            else:
                whole += line
        else:
            whole += " " + line
    return tidy(whole)
