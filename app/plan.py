"""The plan before the PIN: what will be signed, what will not and why, and what must be said first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from app.batch import Item, LetterVersion, SigningBatch
from app.council import Outcome, parse_meeting
from app.errors import Reason
from app.events import BoundFile, RecordedFinding
from app.moves import LetterState
from signing.keys import KeyAccess
from signing.placement import SMALLEST

_NOT_SIGNED = {
    LetterState.DRAFT: "not_locked",
    LetterState.READY: "no_decision",
    LetterState.DISAGREED: "disagreed",
    LetterState.DISCUSS: "to_be_discussed",
    LetterState.RETURNED: "returned",
    LetterState.NOTED: "noted_only",
    LetterState.IN_INK: "in_ink",
    LetterState.SIGNED_ELSEWHERE: "signed_elsewhere",
    LetterState.AGREED_ONLY: "agreed_only",
    LetterState.SEALED: "already_sealed",
    LetterState.BLOCKED: "is_blocked",
    LetterState.RELEASED: "already_released",
    LetterState.DISPATCHED: "already_released",
    LetterState.VOIDED: "is_voided",
}


@dataclass(frozen=True)
class PlannedLetter:
    """A letter that will be signed.

    Attributes:
        letter: its name.
        condition: the meeting its release waits for, or empty.
        notes: what is said of it before signing (guard G10); never a refusal.
        level_now: level of evidence it gets now (``B-T`` with a time stamp, else ``B-B``).
        level_at_release: level that can be reached at release with what is configured, at most the one wanted.
        invisible: whether its signature is not seen on its pages.
    """

    letter: str
    condition: str
    notes: tuple[Reason, ...] = ()
    level_now: str = ""
    level_at_release: str = ""
    invisible: bool = False

    @property
    def ahead(self) -> bool:
        """Whether it is signed ahead of a council: whoever looks at the released letter can see that."""
        return bool(self.condition)


@dataclass(frozen=True)
class NotSigned:
    """A letter that will not be signed, and why."""

    letter: str
    reason: Reason


@dataclass(frozen=True)
class SigningPlan:
    """What signing a map would do.

    Attributes:
        map: its name.
        to_sign: in the order of the map.
        not_signed: with the reason for each.
        level_now: level of evidence each letter gets now (``B-T`` with a time stamp, else ``B-B``).
        level_at_release: level that can be reached at release with what is configured, at most the one wanted.
        demonstration: whether the key and the clock are a demonstration's.
        pins: how many times a person types the PIN for it; 0 when nothing is signed.
        time_stamps: how many time stamps are asked for now, one a letter; 0 without a service.
        time_stamp_address: host that is told that, and when, something is signed; empty for none.
    """

    map: str
    to_sign: tuple[PlannedLetter, ...]
    not_signed: tuple[NotSigned, ...]
    level_now: str
    level_at_release: str
    demonstration: bool
    pins: int = 0
    time_stamps: int = 0
    time_stamp_address: str = ""

    @property
    def signed_ahead_is_visible(self) -> bool:
        """Whether some letter is signed ahead, which can be seen on it later."""
        return any(one.ahead for one in self.to_sign)


@dataclass(frozen=True)
class KeyFacts:
    """What is known of the key before its PIN.

    Attributes:
        ends: end of its certificate's validity, where it can be read.
        holder: whom its certificate names, where it can be read; else empty.
        unfit: why it cannot sign, or None.
        access: how it wants its PIN, or None where that cannot be read.
    """

    ends: datetime | None = None
    unfit: Reason | None = None
    access: KeyAccess | None = None
    holder: str = ""


@dataclass(frozen=True)
class Consent:
    """That a person wants these letters signed; signing requires it and there is no default.

    Attributes:
        letters: names of the letters consented to.
        seen: ``one_by_one`` or ``all_unseen``, the person's own choice.
        warnings: codes of what was said before.
        skipped: letters that were shown and left out, each with the reason as it was given.
    """

    letters: tuple[str, ...]
    seen: str
    warnings: tuple[str, ...] = ()
    skipped: tuple[tuple[str, str], ...] = ()


def named_findings(findings: Iterable[RecordedFinding]) -> str:
    """Return findings as a person types them: ``L04/letters_differ brief-eerste-kamer``."""
    return ", ".join(f"{one.rule}/{one.code} {one.file}" for one in findings)


def refusal(item: Item, letter: LetterVersion, *, bound: tuple[BoundFile, ...], sha256: str) -> Reason | None:
    """Return why a letter cannot be signed now, or None.

    Args:
        item: of the letter.
        letter: as it stands.
        bound: the item's files as they are now.
        sha256: of the letter's bytes as they are now.
    """
    if letter.state is not LetterState.APPROVED or letter.decided is None:
        return Reason(_NOT_SIGNED.get(letter.state, "no_decision"), {"letter": letter.name})
    if letter.decided.sha256 != sha256 or letter.decided.files != bound:
        return Reason("changed_since_decision", {"letter": letter.name}, "G1")
    if letter.file.two_signatories:
        # The second signature covers the first, so neither can be sealed (design section 2).
        return Reason("two_signatories", {"file": letter.name})
    if item.named_condition and not item.condition:
        return Reason("condition_not_recorded", {"item": item.name, "meeting": item.named_condition}, "G3")
    if item.blocking:
        return Reason("blocking_findings", {"item": item.name, "findings": named_findings(item.blocking)})
    if item.outcome is not None and item.outcome.outcome != Outcome.AGREED.value:
        return Reason("outcome_not_agreed", {"item": item.name, "outcome": item.outcome.outcome}, "G6")
    if letter.file.place is None and not letter.file.invisible:
        return Reason("place_missing", {"letter": letter.name})
    return None


def notes(item: Item, letter: LetterVersion, *, certificate_ends: datetime | None) -> tuple[Reason, ...]:
    """Return what is said of a letter before it is signed (guard G10).

    Args:
        item: of the letter.
        letter: as it stands.
        certificate_ends: end of the certificate's validity, where it is known before the PIN.
    """
    said: list[Reason] = []
    if item.signs_in_field(letter.file):
        seen = letter.file.place is not None and _legible(letter.file.place.rect)
        said.append(Reason("place_of_field" if seen else "field_not_seen", {"letter": letter.name}))
    elif letter.file.moved and letter.file.place is not None:
        said.append(Reason("place_moved", {"letter": letter.name, "page": str(letter.file.place.page)}))
    if not item.condition:
        return tuple(said)
    meeting = parse_meeting(item.condition)
    if certificate_ends is not None and certificate_ends < meeting.begins():
        said.append(
            Reason("certificate_ends_before_meeting", {"ends": certificate_ends.isoformat(), "meeting": str(meeting)})
        )
    if letter.file.letter_date and letter.file.letter_date < meeting.day.isoformat():
        said.append(
            Reason(
                "letter_dated_before_meeting",
                {"letter": letter.name, "date": letter.file.letter_date, "meeting": str(meeting)},
            )
        )
    return tuple(said)


def _legible(rect: tuple[float, ...]) -> bool:
    """Return whether a name can be read in a field of this size, in points."""
    return rect[2] - rect[0] >= SMALLEST[0] and rect[3] - rect[1] >= SMALLEST[1]


def find_letter(batch: SigningBatch, name: str) -> tuple[Item, LetterVersion]:
    """Return a letter of a map and its item, by the letter's name.

    Raises:
        KeyError: no such letter.
    """
    for item in batch.items:
        for letter in item.letters:
            if letter.name == name:
                return item, letter
    raise KeyError(name)
