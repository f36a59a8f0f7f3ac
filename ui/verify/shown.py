"""How verdicts are shown: from what verification found to the page's models."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from app.answers import Answer, Said, Tone, answers_of, looks_the_same, worst_first
from app.names import visible
from app.pages import PageRect
from app.text.answers import answer_words
from app.text.technical import technical_line, technical_text
from app.text.verdicts import verdict_words
from app.usecases.compare_revisions import Difference
from app.usecases.verify_files import VerifiedFile as Verified
from ui.pageview.model import DocumentModel, Mark
from ui.text import say, sentence_case
from ui.verify.model import AnswerModel, DifferenceModel, VerdictModel, VerifiedFile
from ui.widgets.states import State

LANGUAGE = "nl"
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
    """A file in the list, with its verdict."""

    code: str
    file: Verified


def ordered(files: tuple[Listed, ...], order: str) -> tuple[Listed, ...]:
    """Return the files worst first, by name, or newest signature first."""
    by_name = sorted(files, key=lambda one: one.file.name.casefold())
    if order == "worst":
        return tuple(sorted(by_name, key=lambda one: -one.file.verdict.state.badness))
    if order == "date":
        return tuple(sorted(by_name, key=lambda one: -_newest(one.file)))
    return tuple(by_name)


def _newest(file: Verified) -> float:
    moments: list[datetime] = []
    for one in file.verdict.signatures:
        moments += [moment for moment in (one.proven_time, one.claimed_time) if moment is not None]
    return max((moment.timestamp() for moment in moments), default=0.0)


def row_of(one: Listed) -> VerifiedFile:
    """Return how a file stands in the list."""
    return VerifiedFile(one.code, STATES[one.file.verdict.state.value], one.file.name, _reason(one.file))


def _reason(file: Verified) -> str:
    """Return the short reason under a name."""
    verdict = file.verdict
    state = verdict.state.value
    if state == "no_signature":
        return say("verify_reason_unsigned")
    if not verdict.signatures:
        return sentence_case(verdict_words(verdict, LANGUAGE)[0].rsplit(": ", 1)[-1].rstrip("."))
    worst = worst_first(verdict.signatures)[0]
    if state in {"valid", "valid_with_remarks"}:
        if worst.level is None:
            return say("verify_reason_time_stamp")
        qualified = worst.qualified.value == "qualified"
        trust = say("verify_trust_qualified" if qualified else "verify_trust_trusted")
        return say("verify_reason_level", level=worst.level.value, trust=trust)
    if worst.integrity.value == "broken":
        return say("verify_reason_broken")
    if worst.changes_after.value == "other":
        return say("verify_reason_changed")
    if state == "indeterminate" and worst.trusted.value == "unknown":
        return say("verify_reason_unknown")
    bad = [answer for answer in answers_of(worst) if answer.tone in {Tone.BAD, Tone.UNCHECKED, Tone.UNDECIDED}]
    words = [answer_words(answer, LANGUAGE)[1] for answer in bad]
    return next((text.rstrip(".") for text in words if text), visible(technical_line(verdict)))


def sentence_of(file: Verified) -> tuple[str, str]:
    """Return the sentence for a verdict and the next action, as the window says them."""
    sentence, action = verdict_words(file.verdict, LANGUAGE)
    if file.verdict.state.value == "indeterminate":
        # The command line names its own option here.
        unknown = any(one.trusted.value == "unknown" for one in file.verdict.signatures)
        action = say("verify_undecided_action" if unknown else "verify_undecided_other")
    return visible(sentence), visible(action)


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
        technical=technical_text(one.file.name, verdict, LANGUAGE),
        technical_line=say("verify_indication", indication=line) if (line := technical_line(verdict)) else "",
        difference=difference,
        same=_same(noted=_noted(answers)) if shown is not None and looks_the_same(shown) else "",
        tabs=tuple(
            say("verify_tab_stamp")
            if signature.kind.value == "document_timestamp"
            else signature.signer or say("verify_tab_nameless")
            for signature in signatures
        ),
        tab=tab,
    )


def _noted(answers: Iterable[Answer]) -> bool:
    return any(answer.said in {Said.COMMENTS, Said.COMMENTS_ON_PAGES} for answer in answers)


def _same(*, noted: bool) -> str:
    """Return what is said where no page looks different: never only that, where a comment was added."""
    return say("verify_same_noted" if noted else "verify_same")


def _answer(answer: Answer) -> AnswerModel:
    words, sentence = answer_words(answer, LANGUAGE)
    return AnswerModel(answer.question.value, TONES[answer.tone], words, sentence)


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
