"""What a sentence is: Dutch first, English second, parameters in braces."""

from __future__ import annotations

from collections.abc import Mapping

Sentence = tuple[str, str]


def sentence(table: Mapping[str, Sentence], code: str, language: str, **parameters: str | int) -> str:
    """Return a sentence with its parameters filled in; a parameter that is not known stays empty.

    Raises:
        KeyError: no sentence for this code.
    """
    template = table[code][0 if language == "nl" else 1]
    return template.format_map(_Blank(parameters))


class _Blank(dict[str, str | int]):
    def __missing__(self, key: str) -> str:
        return ""
