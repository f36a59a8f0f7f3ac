"""What a sentence is: Dutch first, English second, parameters in braces."""

from __future__ import annotations

from collections.abc import Mapping

from app.names import visible

Sentence = tuple[str, str]


def sentence(table: Mapping[str, Sentence], code: str, language: str, **parameters: str | int) -> str:
    """Return a sentence with its parameters filled in; a parameter that is not known stays empty.

    Parameters come from outside (file names, names in certificates): what cannot be seen is left out of them.

    Raises:
        KeyError: no sentence for this code.
    """
    template = table[code][0 if language == "nl" else 1]
    shown = {name: visible(value) if isinstance(value, str) else value for name, value in parameters.items()}
    return template.format_map(_Blank(shown))


class _Blank(dict[str, str | int]):
    def __missing__(self, key: str) -> str:
        return ""
