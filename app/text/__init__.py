"""Every sentence that the command line, the records and the window share, in Dutch and in English.

Codes come from :mod:`app.errors`, :mod:`signing.errors` and the enums; a test walks the code and finds a sentence for
each. A sentence says what is, and then the way out.
"""

from __future__ import annotations

from app.errors import Reason
from app.text.plain import in_words
from app.text.refusals import FLAWS, REFUSALS
from app.text.words import Sentence, sentence

__all__ = ["FLAWS", "REFUSALS", "Sentence", "refusal", "sentence"]


def refusal(reason: Reason, language: str) -> str:
    """Return the sentence for a reason, with the guard that refused; for an unknown code, the code itself."""
    if reason.code not in REFUSALS:
        return reason.code
    parameters = dict(reason.parameters)
    if "missing" in parameters:
        codes = str(parameters["missing"]).split(", ")
        parameters["missing"] = ", ".join(refusal(Reason(code), language) for code in codes)
    if "ends" in parameters:
        parameters["ends"] = in_words(str(parameters["ends"]), language)
    text = sentence(REFUSALS, reason.code, language, **parameters)
    return f"{text} ({reason.guard})" if reason.guard else text
