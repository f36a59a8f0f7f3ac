"""Memos, letters and dossiers as values, for rules that look at values."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

from app.checks import Case, CheckedFile, Finding, Outcome, run_checks
from app.checks.places import PlacedWord
from app.council import Meeting
from app.dossier import FileKind, RecognisedFile
from app.letter import Chamber, Letter
from app.memo import Memo, MemoFile
from app.reading import arrange, read_memo
from signing.inspect import Found, Inspection
from tests.corpus.check_cases import memo_text

HOUSE = "de Voorzitter van de Tweede Kamer der Staten-Generaal"
SENATE = "de Voorzitter van de Eerste Kamer der Staten-Generaal"
DAY = date(2024, 3, 12)
BODY = (
    "Hierbij bied ik u het rapport over de musea aan. Met deze brief informeer ik u over de depots.\n"
    "De depots blijven open tot en met 2026. Gemeenten krijgen twee jaar de tijd."
)


def memo_of(**parts: Any) -> Memo:
    """A memo read from text; see ``memo_text`` for the parts."""
    return read_memo(BytesIO(memo_text(**parts).encode()), "nota.md").memos[0]


def letter_of(**changes: Any) -> Letter:
    """A letter to the house by the minister of OCW; nothing wrong with it."""
    letter = Letter(
        chamber=Chamber.HOUSE,
        addressee=HOUSE,
        own_reference="2024-0000599001",
        letter_date=date(2024, 3, 15),
        subject="Musea",
        salutation="Geachte voorzitter,",
        signatory_role="minister van Onderwijs, Cultuur en Wetenschap",
        signatory_name="A. Verzonnen",
        text=BODY,
    )
    return replace(letter, **changes)


def to_senate(**changes: Any) -> Letter:
    """Its twin to the senate."""
    twin = {"chamber": Chamber.SENATE, "addressee": SENATE, "own_reference": "2024-0000599002"}
    return letter_of(**{**twin, **changes})


def file_of(name: str, kind: FileKind, *, found: tuple[Found, ...] = (), **more: Any) -> CheckedFile:
    """A file of the dossier with an inspection."""
    words = more.pop("words", "")
    pages = (tuple(PlacedWord(word, (10.0 * n, 700.0, 10.0 * n + 9, 709.0)) for n, word in enumerate(words.split())),)
    recognised = RecognisedFile(name, more.pop("sha256", name), kind, 1, **more)
    return CheckedFile(recognised, Inspection(found, 1), pages if words else ())


def case_with(
    *letters: Letter | CheckedFile, memo: Memo | None = None, others: tuple[CheckedFile, ...] = (), **more: Any
) -> Case:
    """A dossier of a memo (None for none), letters and other files."""
    files: list[CheckedFile] = []
    if memo is not None:
        kept = MemoFile("nota.md", "n", None, more.pop("layer", _FULL), (memo,))
        files.append(file_of("nota.md", FileKind.MEMO, memo=kept))
    for number, one in enumerate(letters, 1):
        if isinstance(one, CheckedFile):
            files.append(one)
        else:
            files.append(file_of(f"brief-{number}.pdf", FileKind.LETTER, letter=one))
    files.extend(others)
    more.setdefault("meeting", None)
    return Case(arrange([one.recognised for one in files], "musea"), tuple(files), more.pop("at", DAY), **more)


def outcome(case: Case, rule: str) -> Outcome | None:
    return run_checks(case).outcomes[rule]


def findings(case: Case, rule: str) -> list[Finding]:
    return [one for one in run_checks(case).findings if one.rule == rule]


def codes(case: Case, rule: str) -> set[str]:
    """Codes of a rule's findings."""
    return {one.code for one in findings(case, rule)}


def meeting(day: int) -> Meeting:
    """A council of ministers in March 2024."""
    return Meeting(date(2024, 3, day), "MR")


_FULL = read_memo(BytesIO(memo_text().encode()), "nota.md").text_layer
