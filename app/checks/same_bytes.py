"""L01: what is signed is what was approved, and what the council had before it."""

from __future__ import annotations

from collections.abc import Iterator

from app.checks.case import Case, CheckedFile, Pointer
from app.checks.finding import WAITS, Finding, Judgement, Severity, judged
from app.checks.wording import shown
from app.letter import Letter
from app.reading.difference import Difference, differences
from app.reading.text import bare

_RULE = Pointer("L01")
_MOST_SHOWN = 8


def check(case: Case) -> Judgement:
    """Compare the letters with the bytes approved and with the copies tabled; without either it waits."""
    if not case.approved and not case.tabled:
        return WAITS
    return judged([*_bytes(case), *_tabled(case)])


def _bytes(case: Case) -> Iterator[Finding]:
    for file, _ in case.letters:
        approved = case.approved.get(file.name)
        if approved is not None and approved != file.recognised.sha256:
            yield _RULE.on(
                file,
                "bytes_differ",
                Severity.BLOCKS,
                page=None,
                rect=None,
                detail=f"{approved} {file.recognised.sha256}",
            )


def _tabled(case: Case) -> Iterator[Finding]:
    for copy in case.tabled:
        tabled = copy.recognised.letter
        if tabled is None:
            continue
        found = _counterpart(case, tabled)
        if found is None:
            continue
        file, letter = found
        changes = differences(tabled.text, letter.text)
        if changes:
            old, new = shown(changes[0])
            yield _RULE.at(
                file,
                "text_differs_from_tabled_version",
                Severity.BLOCKS,
                _quote(changes[0]),
                detail="; ".join(f"{one.old or '-'} -> {one.new or '-'}" for one in changes[:_MOST_SHOWN]),
                tabled=copy.name,
                count=len(changes),
                old=old,
                new=new,
            )


def _counterpart(case: Case, tabled: Letter) -> tuple[CheckedFile, Letter] | None:
    """The letter that a tabled copy is of: by its reference, else by its chamber."""
    letters = case.letters
    same = [
        one
        for one in letters
        if tabled.own_reference and bare(one[1].own_reference or "") == bare(tabled.own_reference)
    ]
    same = same or [one for one in letters if one[1].chamber is tabled.chamber]
    return (
        same[0]
        if len(same) == 1 or (same and same[0][1].own_reference)
        else (letters[0] if len(letters) == 1 else None)
    )


def _quote(change: Difference) -> str:
    words = change.new or " ".join([*change.before.split()[-3:], *change.after.split()[:3]])
    return (
        words if len(words) > 14 else " ".join([*change.before.split()[-3:], words, *change.after.split()[:3]]).strip()
    )
