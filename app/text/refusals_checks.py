"""Sentences for what the checks stand in the way of, and for overruling."""

from __future__ import annotations

from app.text.words import Sentence

CHECKS: dict[str, Sentence] = {
    "blocking_findings": (
        "{item} kan niet verder: {findings}. Los dit op, of laat iemand het met een reden terzijde stellen"
        " ('overrule STUK REGEL/CODE BESTAND --why REDEN').",
        "{item} cannot go on: {findings}. Put it right, or have someone overrule it with a reason"
        " ('overrule ITEM RULE/CODE FILE --why REASON').",
    ),
    "day_unknown": (
        "{day} is geen datum zoals 2024-02-08.",
        "{day} is no date like 2024-02-08.",
    ),
    "finding_does_not_block": (
        "{finding} in {file} houdt niets tegen; er is niets terzijde te stellen.",
        "{finding} in {file} blocks nothing; there is nothing to overrule.",
    ),
    "finding_not_found": (
        "{finding} is in {file} niet gevonden. Bekijk de bevindingen met 'map show --findings'.",
        "{finding} was not found in {file}. See the findings with 'map show --findings'.",
    ),
    "finding_not_to_overrule": (
        "{finding} in {file} kan niemand terzijde stellen; los het op.",
        "{finding} in {file} cannot be overruled by anyone; put it right.",
    ),
    "finding_unknown": (
        "{finding} is geen bevinding zoals L04/letters_differ.",
        "{finding} is no finding like L04/letters_differ.",
    ),
    "no_letter": (
        "{file} is geen brief en dus niet te vergelijken met de brief die getekend wordt.",
        "{file} is no letter and cannot be compared with the letter that is to be signed.",
    ),
    "why_empty": (
        "Zeg waarom {finding} geen bezwaar is; de reden komt in het logboek.",
        "Say why {finding} is no objection; the reason goes into the record.",
    ),
}
