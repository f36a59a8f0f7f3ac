"""How verdicts are shown: from what verification found to the page's models."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from app.answers import Answer, Said, Tone, answers_of, looks_the_same, worst_first
from app.names import told_apart, visible
from app.pages import PageRect
from app.text.answers import answer_words, day_words
from app.text.technical import technical_line, technical_text
from app.text.verdicts import verdict_code, verdict_remark, verdict_words
from app.usecases.compare_revisions import Difference
from app.usecases.connection_needed import connection_needed
from app.usecases.verify_files import VerifiedFile as Verified
from ui.pageview.model import DocumentModel, Mark
from ui.text import say, sentence_case
from ui.verify.model import VERDICTS, AnswerModel, DifferenceModel, VerdictModel, VerifiedFile
from ui.widgets.states import State, word

LANGUAGE = "nl"
_TAB_SIGNS = 32
# Verdicts of a signature and of a file; the window does not import ``signing``.
_Signature = Any
_Verdict = Any
# By the code of the file's state.
STATES = {
    "valid": State.VALID,
    "valid_with_remarks": State.VALID_WITH_REMARKS,
    "no_signature": State.UNSIGNED,
    "indeterminate": State.UNDECIDED,
    "unreadable": State.UNREADABLE,
    "invalid": State.INVALID,
}
TONES = {
    Tone.GOOD: State.VALID,
    Tone.REMARK: State.VALID_WITH_REMARKS,
    Tone.PLAIN: State.INFORMATION,
    Tone.UNDECIDED: State.UNDECIDED,
    Tone.UNCHECKED: State.UNCHECKED,
    Tone.BAD: State.INVALID,
}


@dataclass(frozen=True)
class Listed:
    """A file in the list, with its verdict. What follows from the verdict is worked out once.

    Attributes:
        code: of the row.
        file: with its verdict.
        person: who is responsible for it.
    """

    code: str
    file: Verified
    person: str = ""

    @cached_property
    def row(self) -> VerifiedFile:
        """How it stands in the list."""
        return VerifiedFile(self.code, self.state, self.file.name, _reason(self.file))

    @cached_property
    def hosts(self) -> tuple[str, ...]:
        """Whom one would have to ask to decide it."""
        return connection_needed(self.file.verdict)

    @cached_property
    def state(self) -> State:
        """What it is."""
        return STATES[self.file.verdict.state.value]

    @cached_property
    def searched(self) -> str:
        """What the search looks in: state, name, reason, and who signed."""
        signers = (visible(one.signer) for one in self.file.verdict.signatures)
        return " ".join((word(self.state), self.row.name, self.row.reason, *signers)).casefold()

    @cached_property
    def technical(self) -> str:
        """Its technical layer: certificates are read for it."""
        return technical_text(self.file.name, self.file.verdict, LANGUAGE)

    @cached_property
    def newest(self) -> float:
        """When its newest signature was made, in seconds; 0.0 for none."""
        moments: list[datetime] = []
        for one in self.file.verdict.signatures:
            moments += [moment for moment in (one.proven_time, one.claimed_time) if moment is not None]
        return max((moment.timestamp() for moment in moments), default=0.0)

    def prepare(self) -> None:
        """Work out all of it now, on the thread that asks."""
        _ = self.row, self.hosts, self.searched, self.newest, self.technical


def ordered(files: tuple[Listed, ...], order: str) -> tuple[Listed, ...]:
    """Return the files worst first, by name, or newest signature first."""
    by_name = sorted(files, key=lambda one: one.file.name.casefold())
    if order == "worst":
        return tuple(sorted(by_name, key=lambda one: -one.file.verdict.state.badness))
    if order == "date":
        return tuple(sorted(by_name, key=lambda one: -one.newest))
    return tuple(by_name)


def passing(files: Iterable[Listed], *, only: State | None, search: str) -> tuple[Listed, ...]:
    """Return the files with a verdict (None: any) in which every word that was typed is found."""
    words = search.casefold().split()
    return tuple(one for one in files if only in (None, one.state) and all(typed in one.searched for typed in words))


def counts(files: Iterable[Listed]) -> tuple[int, ...]:
    """Return how many files there are of each of :data:`ui.verify.model.VERDICTS`."""
    found = Counter(one.state for one in files)
    return tuple(found[state] for state in VERDICTS)


# What is said in short of a file goes by the code of its sentence, so that both tell the same story.
_SHORT = {
    "torn": "verify_reason_torn",
    "cut_off": "verify_reason_cut_off",
    "broken": "verify_reason_broken",
    "changed": "verify_reason_changed",
    "revoked": "verify_reason_revoked",
    "unknown_certificate": "verify_reason_unknown",
    "revocation_unknown": "verify_reason_revocation",
    "no_signature": "verify_reason_unsigned",
    "valid_time_stamp": "verify_reason_time_stamp",
}
_UNDECIDED = ("unknown_certificate", "revocation_unknown")


def _reason(file: Verified) -> str:
    """Return the short reason under a name."""
    verdict = file.verdict
    code = verdict_code(verdict)
    if code in _UNDECIDED and _behind(verdict):
        return say("verify_reason_bytes")  # the issuer is unknown of every file beside it; this is what sets it apart
    if code in _SHORT:
        return say(_SHORT[code])
    if not verdict.signatures:
        return visible(sentence_case(verdict_words(verdict, LANGUAGE)[0].rsplit(": ", 1)[-1].rstrip(".")))
    if verdict.state.value == "valid_with_remarks" and _behind(verdict):
        return say("verify_reason_bytes")
    if verdict.state.value != "valid":
        return visible(sentence_case(verdict_remark(verdict, LANGUAGE)))
    worst = worst_first(verdict.signatures)[0]
    if worst.level is None:
        return say("verify_reason_time_stamp")
    trust = say("verify_trust_qualified" if worst.qualified.value == "qualified" else "verify_trust_trusted")
    return say("verify_reason_level", level=worst.level.value, trust=trust)


def _behind(verdict: _Verdict) -> bool:
    """Whether what stands behind the signed part is the remark that is told."""
    worst = worst_first(verdict.signatures)[0]
    return any(answer.said is Said.BYTES_ADDED for answer in answers_of(worst))


def sentence_of(file: Verified) -> tuple[str, str]:
    """Return the sentence for a verdict and the next action, as the window says them."""
    sentence, action = verdict_words(file.verdict, LANGUAGE)
    return visible(sentence), visible(action)


def copied_text(one: Listed, tab: int) -> str:
    """Return what is copied of a file: name, sentence, next action, and the five answers of the signature shown."""
    sentence, action = sentence_of(one.file)
    lines = [f"{one.file.name}: {sentence} {action}"]
    signatures = worst_first(one.file.verdict.signatures)
    for answer in answers_of(signatures[tab]) if signatures else ():
        model = _answer(answer)
        lines.append(f"{say('question_' + model.question)} {model.answer} {model.sentence}".rstrip())
    return "\n".join(lines)


def lists_line(files: Iterable[Listed]) -> str:
    """Return which trusted lists were used and how old they are, or nothing without any."""
    lists = next((one.file.verdict.lists for one in files if one.file.verdict.lists.issued is not None), None)
    if lists is None or lists.issued is None or lists.age_days is None:
        return ""
    key = "verify_lists_expired" if lists.expired else "verify_lists_used"
    return say(key, day=day_words(lists.issued, LANGUAGE), count=lists.age_days)


def rows_of(files: Sequence[Listed]) -> tuple[VerifiedFile, ...]:
    """Return the rows of the list; of two files with the same name each says its folder too."""
    seen = Counter(one.file.name for one in files)
    alike = [one for one in files if seen[one.file.name] > 1]
    names = dict(zip((one.code for one in alike), told_apart([one.file.path for one in alike]), strict=True))
    return tuple(replace(one.row, name=names[one.code]) if one.code in names else one.row for one in files)


def verdict_model(one: Listed, *, tab: int, difference: DifferenceModel | None) -> VerdictModel:
    """Return the three layers of a verdict.

    Args:
        one: a file.
        tab: which of its signatures, worst first.
        difference: where a page differs, once both revisions are open.
    """
    verdict = one.file.verdict
    sentence, action = sentence_of(one.file)
    signatures = worst_first(verdict.signatures)
    shown = signatures[tab] if signatures else None
    answers = answers_of(shown) if shown is not None else ()
    return VerdictModel(
        code=one.code,
        verdict=STATES[verdict.state.value],
        sentence=sentence,
        action=action,
        answers=tuple(_answer(answer) for answer in answers),
        issuers=_may_be_trusted(verdict.signatures),
        online=bool(one.hosts),
        technical=one.technical,
        technical_line=say("verify_indication", indication=line) if (line := technical_line(verdict)) else "",
        difference=difference,
        same=_same(noted=_noted(answers)) if shown is not None and looks_the_same(shown) else "",
        tabs=tuple(
            say("verify_tab_stamp")
            if signature.kind.value == "document_timestamp"
            else _shortened(visible(signature.signer)) or say("verify_tab_nameless")
            for signature in signatures
        ),
        tab=tab,
    )


def _may_be_trusted(signatures: Iterable[_Signature]) -> bool:
    """Whether choosing whom to trust could decide it: nobody is trusted yet, or not this issuer."""
    return any(fact.value in {"nothing_trusted", "chain_not_found"} for one in signatures for fact in one.facts)


def _shortened(name: str) -> str:
    """Return a name as it fits on a tab."""
    return name if len(name) <= _TAB_SIGNS else f"{name[: _TAB_SIGNS - 1].rstrip()}\u2026"


def _noted(answers: Iterable[Answer]) -> bool:
    return any(answer.said in {Said.COMMENTS, Said.COMMENTS_ON_PAGES} for answer in answers)


def _same(*, noted: bool) -> str:
    """Return what is said where no page looks different: never only that, where a comment was added."""
    return say("verify_same_noted" if noted else "verify_same")


def _answer(answer: Answer) -> AnswerModel:
    words, sentence = answer_words(answer, LANGUAGE)
    return AnswerModel(answer.question.value, TONES[answer.tone], visible(words), visible(sentence))


def difference_model(one: Listed, tab: int, found: tuple[Difference, ...], place: int) -> DifferenceModel:
    """Return one of the differences between the signed revision and the current one; all of them stay marked.

    Args:
        one: the file.
        tab: which of its signatures.
        found: the differences.
        place: which of them, from 0.
    """
    key = f"{one.code}/{tab}/{one.file.verdict.sha256}"
    return DifferenceModel(
        place=place + 1,
        count=len(found),
        page=found[place].page,
        signed=DocumentModel(f"{key}/signed", f"{one.file.name}, {say('verify_signed')}"),
        current=DocumentModel(f"{key}/current", f"{one.file.name}, {say('verify_now')}"),
        signed_marks=tuple(_mark(each.page, each.signed, "ok") for each in found if each.signed),
        current_marks=tuple(_mark(each.page, each.current, "bad") for each in found if each.current),
    )


def _mark(page: int, rects: tuple[PageRect, ...], colour: str) -> Mark:
    return Mark(page, rects, fill=f"{colour}_soft", line=colour)
