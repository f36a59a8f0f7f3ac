"""L05: who signs the letter is whom the memo asks, and whom the certificate names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.checks.case import Case, CheckedFile, Pointer
from app.checks.finding import WAITS, Finding, Judgement, Severity, judged
from app.checks.offices import ministries_in, office_of
from app.letter import Letter
from app.reading.text import tidy

_RULE = Pointer("L05")
_ON_BEHALF = re.compile(r"\bnamens\s+(?:de|deze|haar|hem)\b", re.IGNORECASE)
_ALSO_FOR = re.compile(
    r"\bmede\s+namens\s+(?:mijn ambtgenoot\s+(?:van|voor)\s+|de\s+)?(?P<who>(?:minister|staatssecretaris|"
    r"ministers)[^.,;\n]{3,80}|[A-Z][^.,;\n]{3,60})",
    re.IGNORECASE,
)


def check(case: Case) -> Judgement:
    """Compare each signature block with the memo's addressee and the certificate; wait without letter or both."""
    asked = [name for memo in case.memos[:1] for name in memo.to]
    with_role = [(file, letter) for file, letter in case.letters if letter.signatory_role]
    if not with_role or not (asked or case.signer):
        return WAITS
    return judged(finding for file, letter in with_role for finding in _of_letter(case, file, letter, asked))


def _of_letter(case: Case, file: CheckedFile, letter: Letter, asked: list[str]) -> Iterator[Finding]:
    role = tidy(letter.signatory_role or "")
    first = letter.signature_box.page if letter.signature_box else 1
    if asked and not _ON_BEHALF.search(role):
        signs = office_of(role)
        offices = [office_of(name) for name in asked]
        # A role without any office signs for nobody the memo asked; one that says less than the memo fits it.
        if all(signs.differs(office) or (signs.rank is None and office.rank is not None) for office in offices):
            yield _differs(file, role, ", ".join(asked), first)
    if case.signer:
        signs, holder = office_of(role), office_of(case.signer)
        if signs.differs(holder):
            yield _differs(file, role, case.signer, first)
    yield from _also_for(case, file, letter)


def _differs(file: CheckedFile, role: str, expected: str, first: int) -> Finding:
    return _RULE.at(
        file,
        "signatory_differs",
        Severity.BLOCKS,
        role,
        detail=f"{role} / {expected}",
        first=first,
        role=role,
        expected=expected,
    )


def _also_for(case: Case, file: CheckedFile, letter: Letter) -> Iterator[Finding]:
    """A letter that speaks for another office-holder of whom the memo knows nothing."""
    if not case.memos:
        return
    # Who signs may speak for the other office-holder of the same ministry.
    known = ministries_in(_whole_memo(case)) | {office_of(tidy(letter.signatory_role or "")).ministry or ""}
    for match in _ALSO_FOR.finditer(letter.text):
        named = ministries_in(match["who"]) or {office_of(match["who"]).ministry or ""}
        unknown = {one for one in named if one} - known
        if unknown:
            yield _RULE.at(file, "signatory_differs", Severity.BLOCKS, tidy(match[0]), detail=tidy(match[0]),
                           role=tidy(match[0]), expected=", ".join(case.memos[0].to))  # fmt: skip


def _whole_memo(case: Case) -> str:
    parts = [case.memo_text]
    for memo in case.memos:
        parts.extend((memo.title or "", memo.cooperated or "", " ".join(memo.to), memo.sender or ""))
        parts.extend(f"{label} {value}" for label, value in memo.other_fields.items())
        parts.extend(one.text for one in memo.leftovers)  # the letterhead among them
    return "\n".join(parts)
