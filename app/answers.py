"""The five questions about a signature and what verification answers to each, as codes (design section 6)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from signing.verify.verdict import (
    ChangesAfter,
    Coverage,
    Fact,
    FileState,
    Integrity,
    Kind,
    Level,
    Qualified,
    SignatureVerdict,
    Trust,
    counted,
)


class Question(Enum):
    """The questions, in the order in which they are answered."""

    INTACT = "intact"
    CHANGED = "changed"
    WHO = "who"
    WHEN = "when"
    LEVEL = "level"


class Tone(Enum):
    """How good an answer is; only :attr:`GOOD` is green."""

    GOOD = "good"
    REMARK = "remark"
    PLAIN = "plain"
    UNDECIDED = "undecided"
    UNCHECKED = "unchecked"
    BAD = "bad"


class Said(Enum):
    """What is answered; ``app.text.answers`` has the words of each."""

    INTACT_WHOLE = "intact_whole"
    INTACT_REVISION = "intact_revision"
    INTACT_UNCLEAR = "intact_unclear"
    BROKEN = "broken"
    UNREADABLE = "unreadable"
    UNCHECKED = "unchecked"
    UNCHANGED = "unchanged"
    EVIDENCE_ONLY = "evidence_only"
    METADATA_ONLY = "metadata_only"
    SIGNED_AGAIN = "signed_again"
    COMMENTS = "comments"
    COMMENTS_ON_PAGES = "comments_on_pages"
    FILLED_IN = "filled_in"
    FILLED_IN_ON_PAGES = "filled_in_on_pages"
    PAGE_LOOKS_DIFFERENT = "page_looks_different"
    PAGES_LOOK_DIFFERENT = "pages_look_different"
    CHANGED = "changed"
    NOT_LEFT_OPEN = "not_left_open"
    CHANGES_UNKNOWN = "changes_unknown"
    TORN = "torn"
    BYTES_ADDED = "bytes_added"
    QUALIFIED = "qualified"
    TRUSTED_NOT_QUALIFIED = "trusted_not_qualified"
    TRUSTED = "trusted"
    TRUSTED_SERVICE = "trusted_service"
    NOT_TRUSTED = "not_trusted"
    ISSUER_UNKNOWN = "issuer_unknown"
    TRUST_UNKNOWN = "trust_unknown"
    PROVEN = "proven"
    CLAIMED = "claimed"
    NO_TIME = "no_time"
    LEVEL_B_B = "level_b_b"
    LEVEL_B_T = "level_b_t"
    LEVEL_B_LT = "level_b_lt"
    LEVEL_B_LTA = "level_b_lta"
    LEVEL_OF_SIGNED = "level_of_signed"
    LEVEL_NONE = "level_none"
    LEVEL_OF_TIME_STAMP = "level_of_time_stamp"


@dataclass(frozen=True)
class Answer:
    """One answer.

    Attributes:
        question: it answers.
        said: what is answered.
        tone: how good that is.
        name: whom it is about, or the level, or the trusted list.
        role: what the signer says to be, or empty.
        moment: it is about, or None.
        pages: it is about, from 1.
        because: what was found that explains it, or None.
        basis: the service in the trusted lists that a qualified status rests on, or empty.
    """

    question: Question
    said: Said
    tone: Tone
    name: str = ""
    role: str = ""
    moment: datetime | None = None
    pages: tuple[int, ...] = ()
    because: Fact | None = None
    basis: str = ""


# What explains an answer, most telling first.
_ABOUT_CONTENT = (
    Fact.SIGNATURE_EMPTY,
    Fact.KIND_NOT_SUPPORTED,
    Fact.ALGORITHM_NOT_SUPPORTED,
    Fact.SIGNATURE_REMOVED_LATER,
    Fact.BYTE_RANGE_BEYOND_FILE,
    Fact.SIGNATURE_NOT_IN_DOCUMENT,
    Fact.BYTE_RANGE_ODD,
    Fact.DIGEST_DIFFERS,
    Fact.SIGNATURE_VALUE_WRONG,
    Fact.CERTIFICATE_NOT_THE_ONE_SIGNED,
    Fact.SIGNATURE_DAMAGED,
    Fact.NO_CERTIFICATE,
    Fact.NOT_CHECKED_FAULT,
)
_ABOUT_CHANGES = (
    Fact.SIGNATURE_REMOVED_LATER,
    Fact.SIGNATURE_NOT_IN_DOCUMENT,
    Fact.SIGNATURE_CHANGED_LATER,
    Fact.COVERS_SIGNED_CONTENT,
    Fact.FORM_FIELDS_LOCKED_CHANGED,
    Fact.NOT_ALLOWED_BY_CERTIFICATION,
    Fact.FORM_VALUES_REPLACED,
    Fact.FORM_SHOWS_OTHER_TEXT,
    Fact.REPAIRED_VIEW_DIFFERS,
    Fact.READS_DIFFERENT,
    Fact.LOOKS_DIFFERENT,
    Fact.PAGES_CHANGED,
    Fact.DOCUMENT_CHANGED,
    Fact.SIGNED_REVISION_UNREADABLE,
    Fact.APPEARANCE_NOT_COMPARED,
    Fact.NOT_CHECKED_FAULT,
)
_ABOUT_TRUST = (
    Fact.CERTIFICATE_REVOKED,
    Fact.CA_REVOKED,
    Fact.CA_EXPIRED,
    Fact.NOT_FOR_SIGNING,
    Fact.CERTIFICATE_NOT_YET_VALID,
    Fact.CERTIFICATE_EXPIRED,
    Fact.EXPIRED_WHEN_SIGNED,
    Fact.CHAIN_DOES_NOT_HOLD,
    Fact.ISSUER_NOT_GRANTED_THEN,
    Fact.WEAK_KEY,
    Fact.NO_CERTIFICATE,
    Fact.SELF_SIGNED,
    Fact.NOTHING_TRUSTED,
    Fact.CHAIN_NOT_FOUND,
    Fact.REVOCATION_UNKNOWN,
    Fact.REVOKED_LATER,
    Fact.SEAL_OF_ORGANISATION,
    Fact.KEY_NOT_IN_QUALIFIED_DEVICE,
    Fact.KEY_IN_QUALIFIED_DEVICE,
)
_ABOUT_TIME = (
    Fact.TIME_STAMP_BROKEN,
    Fact.TIME_STAMPS_OUT_OF_ORDER,
    Fact.TIME_STAMP_NOT_TRUSTED,
    Fact.TIME_STAMP_EXPIRED,
    Fact.TIME_STAMP_IN_FUTURE,
    Fact.TIME_STAMP_REVOKED,
    Fact.TIME_STAMP_WEAK,
    Fact.TIME_STAMP_NOT_FOR_TIME,
    Fact.TIME_STAMP_REVOCATION_UNKNOWN,
    Fact.CLAIMED_TIME_AFTER_PROOF,
    Fact.CLAIMED_TIME_IN_FUTURE,
    Fact.CLAIMED_TIMES_DIFFER,
)
# Left open by no one: what signing.verify forbids although its kind of change is allowed elsewhere.
_FORBIDDEN = frozenset(
    {
        Fact.COVERS_SIGNED_CONTENT,
        Fact.FORM_FIELDS_LOCKED_CHANGED,
        Fact.FORM_VALUES_REPLACED,
        Fact.FORM_SHOWS_OTHER_TEXT,
        Fact.NOT_ALLOWED_BY_CERTIFICATION,
    }
)
_LEVELS = {
    Level.NONE: Said.LEVEL_NONE,
    Level.B_B: Said.LEVEL_B_B,
    Level.B_T: Said.LEVEL_B_T,
    Level.B_LT: Said.LEVEL_B_LT,
    Level.B_LTA: Said.LEVEL_B_LTA,
}


def answers_of(one: SignatureVerdict) -> tuple[Answer, ...]:
    """Return the five answers for one signature, in the order of :class:`Question`."""
    return (_intact(one), _changed(one), _who(one), _when(one), _level(one))


def worst_first(signatures: Iterable[SignatureVerdict]) -> tuple[SignatureVerdict, ...]:
    """Return the signatures of a file, worst first; among equals people's before time stamps, then as they were made.

    What a file's state does not go by (:func:`signing.verify.verdict.counted`) comes last.
    """
    every = tuple(signatures)
    first = counted(every)
    return tuple(
        sorted(every, key=lambda one: (one not in first, -one.state.badness, one.kind is not Kind.SIGNATURE))
    )  # fmt: skip


def looks_the_same(one: SignatureVerdict) -> bool:
    """Return whether every page was found to look as it did when it was signed."""
    compared = one.changes_after is not ChangesAfter.NOT_CHECKED and Fact.APPEARANCE_NOT_COMPARED not in one.facts
    unharmed = one.integrity is Integrity.INTACT and one.covers is not Coverage.UNCLEAR
    return compared and unharmed and not one.appearance_changed_pages and Fact.LOOKS_DIFFERENT not in one.facts


def is_torn(one: SignatureVerdict) -> bool:
    """Return whether what was signed is whole, but what stands behind it is cut off or damaged and cannot be judged."""
    told = {Fact.APPEARANCE_NOT_COMPARED, Fact.SIGNED_REVISION_UNREADABLE, Fact.NOT_CHECKED_FAULT} & set(one.facts)
    unjudged = one.integrity is Integrity.INTACT and one.changes_after is ChangesAfter.NOT_CHECKED
    return unjudged and not told and Fact.BYTES_AFTER_SIGNED_REVISION in one.facts


def _first(one: SignatureVerdict, facts: Iterable[Fact]) -> Fact | None:
    return next((fact for fact in facts if fact in one.facts), None)


def _intact(one: SignatureVerdict) -> Answer:
    because = _first(one, _ABOUT_CONTENT)
    if one.integrity is Integrity.BROKEN:
        return Answer(Question.INTACT, Said.BROKEN, Tone.BAD, because=because)
    if one.integrity is Integrity.CANNOT_BE_READ:
        return Answer(Question.INTACT, Said.UNREADABLE, Tone.UNDECIDED, because=because)
    if one.integrity is Integrity.NOT_CHECKED:
        return Answer(Question.INTACT, Said.UNCHECKED, Tone.UNCHECKED, because=because)
    if one.covers is Coverage.UNCLEAR:
        return Answer(Question.INTACT, Said.INTACT_UNCLEAR, Tone.BAD, because=because)
    whole = one.covers is Coverage.WHOLE_FILE
    return Answer(Question.INTACT, Said.INTACT_WHOLE if whole else Said.INTACT_REVISION, Tone.GOOD)


def _changed(one: SignatureVerdict) -> Answer:
    because = _first(one, _ABOUT_CHANGES)
    pages = one.appearance_changed_pages

    def answer(said: Said, tone: Tone, *, why: Fact | None = None) -> Answer:
        return Answer(Question.CHANGED, said, tone, pages=pages, because=why)

    if one.changes_after is ChangesAfter.NOT_CHECKED:
        return answer(Said.TORN, Tone.UNCHECKED) if is_torn(one) else answer(
            Said.CHANGES_UNKNOWN, Tone.UNCHECKED, why=because
        )  # fmt: skip
    if one.changes_after is ChangesAfter.OTHER:
        if pages:
            return answer(Said.PAGE_LOOKS_DIFFERENT if len(pages) == 1 else Said.PAGES_LOOK_DIFFERENT, Tone.BAD)
        return answer(Said.CHANGED, Tone.BAD, why=because)
    if _FORBIDDEN & set(one.facts):
        return answer(Said.NOT_LEFT_OPEN, Tone.BAD, why=because)
    return _left_open(one)


def _left_open(one: SignatureVerdict) -> Answer:
    """Answer for what the signature leaves open; nothing is green while something stands behind what was signed."""
    pages = one.appearance_changed_pages

    def answer(said: Said, tone: Tone, *, why: Fact | None = None) -> Answer:
        return Answer(Question.CHANGED, said, tone, pages=pages, because=why)

    if one.changes_after is ChangesAfter.COMMENTS:
        why = _first(one, (Fact.COMMENT_NOT_DRAWN_HERE,))
        return answer(Said.COMMENTS_ON_PAGES if pages else Said.COMMENTS, Tone.REMARK, why=why)
    filled = {Fact.FORM_FIELDS_CHANGED, Fact.SIGNATURE_FIELD_ADDED, Fact.LATER_SIGNATURE_NOT_INTACT} & set(one.facts)
    again = Fact.LATER_SIGNATURE in one.facts and not filled
    if one.changes_after is ChangesAfter.FORM_FILLING and not again:
        return answer(Said.FILLED_IN_ON_PAGES if pages else Said.FILLED_IN, Tone.REMARK)
    if Fact.BYTES_AFTER_SIGNED_REVISION in one.facts:
        return answer(Said.BYTES_ADDED, Tone.REMARK, why=Fact.BYTES_AFTER_SIGNED_REVISION)
    if one.changes_after is ChangesAfter.FORM_FILLING:
        return answer(Said.SIGNED_AGAIN, Tone.GOOD)
    if one.changes_after is ChangesAfter.EVIDENCE_ONLY:
        described = Fact.METADATA_CHANGED in one.facts and Fact.EVIDENCE_ADDED not in one.facts
        return answer(Said.METADATA_ONLY, Tone.PLAIN) if described else answer(Said.EVIDENCE_ONLY, Tone.GOOD)
    # What is broken tells nothing of what came after it.
    return answer(Said.UNCHANGED, Tone.GOOD if one.integrity is Integrity.INTACT else Tone.PLAIN)


def _who(one: SignatureVerdict) -> Answer:
    stamp = one.kind is Kind.DOCUMENT_TIMESTAMP
    said, tone, name, because = Said.TRUST_UNKNOWN, Tone.UNDECIDED, one.signer, _first(one, _ABOUT_TRUST)
    if one.trusted is Trust.NOT_TRUSTED:
        # An issuer that is not known here says nothing against the signer; only what was found against it does.
        unknown = because is Fact.CHAIN_NOT_FOUND
        said, tone = (Said.ISSUER_UNKNOWN, Tone.UNDECIDED) if unknown else (Said.NOT_TRUSTED, Tone.BAD)
    elif one.trusted is Trust.TRUSTED:
        said = {
            Qualified.QUALIFIED: Said.QUALIFIED,
            Qualified.NOT_QUALIFIED: Said.TRUSTED_NOT_QUALIFIED,
            Qualified.UNKNOWN: Said.TRUSTED_SERVICE if stamp else Said.TRUSTED,
        }[one.qualified]
        tone = Tone.REMARK if Fact.REVOKED_LATER in one.facts else Tone.GOOD
    return Answer(
        Question.WHO, said, tone, name=name, role=one.claimed_role or "", because=because, basis=one.qualified_by
    )


def _when(one: SignatureVerdict) -> Answer:
    because = _first(one, _ABOUT_TIME)
    if one.proven_time is not None:
        tone = Tone.REMARK if because else Tone.GOOD
        return Answer(Question.WHEN, Said.PROVEN, tone, moment=one.proven_time, because=because)
    if one.claimed_time is not None:
        return Answer(Question.WHEN, Said.CLAIMED, Tone.PLAIN, moment=one.claimed_time, because=because)
    return Answer(Question.WHEN, Said.NO_TIME, Tone.PLAIN, because=because)


def _level(one: SignatureVerdict) -> Answer:
    if one.level is None:
        return Answer(Question.LEVEL, Said.LEVEL_OF_TIME_STAMP, Tone.PLAIN)
    altered = one.changes_after is ChangesAfter.OTHER or bool(_FORBIDDEN & set(one.facts))
    if one.state is FileState.INVALID and altered and one.level is not Level.NONE:
        return Answer(Question.LEVEL, Said.LEVEL_OF_SIGNED, Tone.PLAIN, name=one.level.value)
    return Answer(Question.LEVEL, _LEVELS[one.level], Tone.PLAIN, name=one.level.value)
