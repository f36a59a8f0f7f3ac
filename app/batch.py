"""Signing batches (tekenmappen), their items and the letters in them, as they stand now."""

from __future__ import annotations

from dataclasses import dataclass

from app.events import (
    Decided,
    FindingOverruled,
    ItemChecked,
    LetterPrepared,
    LetterSealed,
    LetterStrengthened,
    OutcomeRecorded,
    RecordedFinding,
    ReleasedLetter,
    TypedField,
)
from app.moves import LetterState
from signing.placement import Place


@dataclass(frozen=True)
class StoredFile:
    """A file of an item, as it was recognised and as it is kept.

    Attributes:
        short: short name within the item.
        file_name: the name it came with.
        kind: ``memo``, ``public_memo``, ``letter`` or ``attachment``.
        sha256: of its bytes.
        object: id of the encrypted object.
        pages: number of pages.
        version: id of the version, for a letter; else empty.
        chamber: ``house``, ``senate`` or empty.
        reference: its own reference, or empty.
        letter_date: ISO date, or empty.
        signatory_role: as printed, or empty.
        signatory_name: as printed, or empty.
        place: where the signature goes, or None.
        two_signatories: whether a second office-holder signs the same letter.
        remarks: codes of what a person should know of the file itself; ``hybrid_xref`` and ``damaged_xref`` say that
            what is kept here is the file as it was rewritten.
        original_sha256: of the file as it came, where it had to be rewritten; else empty.
        original_object: the object that keeps it as it came; else empty.
        trouble: code of why it could not be read (nothing of it is kept then), or empty.
        corrected: names of what a person corrected.
        typed: fields of a memo that a person typed in.
        ordered: whether a person put the item's files in this order.
        invisible: whether a person chose that the signature is not seen on the letter.
        proposed: where the signature was proposed before a person first placed it; None while nobody did.
    """

    short: str
    file_name: str
    kind: str
    sha256: str
    object: str
    pages: int
    version: str
    chamber: str
    reference: str
    letter_date: str
    signatory_role: str
    signatory_name: str
    place: Place | None
    two_signatories: bool = False
    remarks: tuple[str, ...] = ()
    original_sha256: str = ""
    original_object: str = ""
    trouble: str = ""
    corrected: tuple[str, ...] = ()
    typed: tuple[TypedField, ...] = ()
    ordered: bool = False
    invisible: bool = False
    proposed: Place | None = None

    @property
    def proposal(self) -> Place | None:
        """Where the signature was proposed when the letter was read."""
        return self.proposed or self.place

    @property
    def moved(self) -> bool:
        """Whether a person put the signature somewhere else on the letter than was proposed."""
        return self.place is not None and self.place != self.proposal


@dataclass(frozen=True)
class LetterVersion:
    """A version of a letter: its file, where it stands, and what was done to it.

    Attributes:
        map: name of the map.
        item: short name of the item.
        file: its file.
        version: id of the version.
        number: 1 for the first.
        state: where it stands.
        because: why it is blocked: ``outcome``, ``withdrawn`` or ``void``; else empty.
        release_key: public half of its release key, once locked.
        decided: the decision that stands, or None.
        decided_at: moment of that decision, ISO 8601, or empty.
        prepared: the tail that is or will be signed, or None.
        sealed: the signature that is held, or None.
        strengthened: time stamp and revocation data, or None.
        released: the released letter, or None.
    """

    map: str
    item: str
    file: StoredFile
    version: str
    number: int
    state: LetterState
    because: str
    release_key: str
    decided: Decided | None
    decided_at: str
    prepared: LetterPrepared | None
    sealed: LetterSealed | None
    strengthened: LetterStrengthened | None
    released: ReleasedLetter | None

    @property
    def name(self) -> str:
        """``MAP/ITEM/LETTER``, as ``map show`` prints it."""
        return f"{self.map}/{self.item}/{self.file.short}"


@dataclass(frozen=True)
class Overrule:
    """A blocking finding that a person overruled, with its reason.

    Attributes:
        at: moment, ISO 8601.
        event: what was overruled, and why.
    """

    at: str
    event: FindingOverruled


@dataclass(frozen=True)
class Item:
    """A dossier in a map: one release set, one point on the council's agenda.

    Attributes:
        map: name of the map.
        item: short name.
        title: of the memo.
        named_condition: the condition the memo's text names (``KIND:DATE``, or ``KIND`` where no date was found).
        named_phrase: the words it was found in.
        condition: the meeting recorded, ``KIND:DATE``, or empty.
        released_at: moment of the release, ISO 8601, or empty.
        dispatch_evidence: from what the dispatch shows, or empty.
        files: in order.
        letters: the current version of each letter, in order.
        outcome: the last outcome recorded for the condition's meeting, or None.
        checked: what the checks said when the map was locked, or at a change after that; None before.
        overruled: the findings that a person overruled.
    """

    map: str
    item: str
    title: str
    named_condition: str
    named_phrase: str
    condition: str
    released_at: str
    dispatch_evidence: str
    files: tuple[StoredFile, ...]
    letters: tuple[LetterVersion, ...]
    outcome: OutcomeRecorded | None
    checked: ItemChecked | None = None
    overruled: tuple[Overrule, ...] = ()

    @property
    def name(self) -> str:
        """``MAP/ITEM``."""
        return f"{self.map}/{self.item}"

    @property
    def blocking(self) -> tuple[RecordedFinding, ...]:
        """What the last recorded check found that blocks, and nobody overruled, in files that are still the same."""
        now = {file.short: file.sha256 for file in self.files}
        found = self.checked.findings if self.checked else ()
        return tuple(
            one
            for one in found
            if one.severity == "B" and now.get(one.file) == one.sha256 and not self.is_overruled(one)
        )

    def is_overruled(self, finding: RecordedFinding) -> bool:
        """Return whether a person overruled this very finding; in other bytes or other words it is another one."""
        return any(one.event.finding == finding for one in self.overruled)

    def signs_in_field(self, file: StoredFile) -> bool:
        """Return whether a letter is signed in the empty field it brought: a person overruled that it has one."""
        return any(
            one.event.finding.code == "signature_field_present"
            and (one.event.finding.file, one.event.finding.sha256) == (file.short, file.sha256)
            for one in self.overruled
        )

    @property
    def sent_files(self) -> tuple[StoredFile, ...]:
        """What goes out beside the letters: attachments and the public memo, never the internal memo (guard G5)."""
        return tuple(file for file in self.files if file.kind in {"attachment", "public_memo"})


@dataclass(frozen=True)
class SigningBatch:
    """A map.

    Attributes:
        name: of the map.
        created_at: ISO 8601.
        locked_at: ISO 8601, or empty while it is open.
        items: in order.
    """

    name: str
    created_at: str
    locked_at: str
    items: tuple[Item, ...]

    @property
    def letters(self) -> tuple[LetterVersion, ...]:
        """All letters, in order."""
        return tuple(letter for item in self.items for letter in item.letters)
