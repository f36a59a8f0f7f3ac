"""What verification found, as codes: frozen results and ordered enums, no prose.

Design section 6: for each signature five separate answers, then one state; worst wins. Clause numbers are those of
ETSI EN 319 102-1 (the validation of AdES signatures) and EN 319 142-1 (PAdES) and of ISO 32000-2 (PDF).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field as attribute
from datetime import datetime
from enum import Enum


class FileState(Enum):
    """The one word for a file, or for one signature in it; :attr:`badness` orders them, worst last."""

    VALID = "valid"
    VALID_WITH_REMARKS = "valid_with_remarks"
    NO_SIGNATURE = "no_signature"
    INDETERMINATE = "indeterminate"
    UNREADABLE = "unreadable"
    INVALID = "invalid"

    @property
    def badness(self) -> int:
        """The place in the order from good to bad (the exit codes of ``verify`` follow it)."""
        return _BADNESS.index(self)

    @staticmethod
    def worst(states: Iterable[FileState]) -> FileState:
        """Return the worst of several states; of none, :attr:`NO_SIGNATURE`."""
        return max(states, key=lambda state: state.badness, default=FileState.NO_SIGNATURE)


_BADNESS = (
    FileState.VALID,
    FileState.VALID_WITH_REMARKS,
    FileState.NO_SIGNATURE,
    FileState.INDETERMINATE,
    FileState.UNREADABLE,
    FileState.INVALID,
)


class Kind(Enum):
    """What a signature dictionary holds, judged by /SubFilter (ISO 32000-2, 12.8.1 and 12.8.5)."""

    SIGNATURE = "signature"
    DOCUMENT_TIMESTAMP = "document_timestamp"


class Integrity(Enum):
    """Is the signed content intact? (EN 319 102-1, 5.2.7, cryptographic verification)."""

    INTACT = "intact"
    BROKEN = "broken"
    CANNOT_BE_READ = "cannot_be_read"
    NOT_CHECKED = "not_checked"


class Coverage(Enum):
    """What the /ByteRange covers (ISO 32000-2, 12.8.1; EN 319 142-1, 5.1)."""

    WHOLE_FILE = "whole_file"
    REVISION = "revision"
    UNCLEAR = "unclear"


class ChangesAfter(Enum):
    """What was added after the signed revision (ISO 32000-2, 12.8.2.2, the levels of DocMDP)."""

    NONE = "none"
    EVIDENCE_ONLY = "evidence_only"
    COMMENTS = "comments"
    FORM_FILLING = "form_filling"
    OTHER = "other"
    NOT_CHECKED = "not_checked"


class Indication(Enum):
    """Main status indication (EN 319 102-1, 5.1.3, table 5)."""

    PASSED = "TOTAL-PASSED"
    INDETERMINATE = "INDETERMINATE"
    FAILED = "TOTAL-FAILED"


class Subindication(Enum):
    """Sub-indication (EN 319 102-1, 5.1.3, table 6); each belongs to one indication, see :attr:`indication`."""

    FORMAT_FAILURE = "FORMAT_FAILURE"
    HASH_FAILURE = "HASH_FAILURE"
    SIG_CRYPTO_FAILURE = "SIG_CRYPTO_FAILURE"
    REVOKED = "REVOKED"
    EXPIRED = "EXPIRED"
    NOT_YET_VALID = "NOT_YET_VALID"
    SIG_CONSTRAINTS_FAILURE = "SIG_CONSTRAINTS_FAILURE"
    CHAIN_CONSTRAINTS_FAILURE = "CHAIN_CONSTRAINTS_FAILURE"
    CERTIFICATE_CHAIN_GENERAL_FAILURE = "CERTIFICATE_CHAIN_GENERAL_FAILURE"
    CRYPTO_CONSTRAINTS_FAILURE = "CRYPTO_CONSTRAINTS_FAILURE"
    POLICY_PROCESSING_ERROR = "POLICY_PROCESSING_ERROR"
    SIGNATURE_POLICY_NOT_AVAILABLE = "SIGNATURE_POLICY_NOT_AVAILABLE"
    TIMESTAMP_ORDER_FAILURE = "TIMESTAMP_ORDER_FAILURE"
    NO_SIGNING_CERTIFICATE_FOUND = "NO_SIGNING_CERTIFICATE_FOUND"
    NO_CERTIFICATE_CHAIN_FOUND = "NO_CERTIFICATE_CHAIN_FOUND"
    REVOKED_NO_POE = "REVOKED_NO_POE"
    REVOKED_CA_NO_POE = "REVOKED_CA_NO_POE"
    OUT_OF_BOUNDS_NO_POE = "OUT_OF_BOUNDS_NO_POE"
    OUT_OF_BOUNDS_NOT_REVOKED = "OUT_OF_BOUNDS_NOT_REVOKED"
    REVOCATION_OUT_OF_BOUNDS_NO_POE = "REVOCATION_OUT_OF_BOUNDS_NO_POE"
    CRYPTO_CONSTRAINTS_FAILURE_NO_POE = "CRYPTO_CONSTRAINTS_FAILURE_NO_POE"
    NO_POE = "NO_POE"
    TRY_LATER = "TRY_LATER"
    SIGNED_DATA_NOT_FOUND = "SIGNED_DATA_NOT_FOUND"
    CUSTOM = "CUSTOM"
    GENERIC = "GENERIC"

    @property
    def indication(self) -> Indication:
        """The main indication that this sub-indication comes with."""
        return Indication.FAILED if self in _FAILED else Indication.INDETERMINATE


_FAILED = frozenset(
    {
        Subindication.FORMAT_FAILURE,
        Subindication.HASH_FAILURE,
        Subindication.SIG_CRYPTO_FAILURE,
        Subindication.REVOKED,
        Subindication.NOT_YET_VALID,
    }
)


class Level(Enum):
    """The baseline level really reached (EN 319 142-1, 6): ``none`` for a signature that is no PAdES baseline."""

    NONE = "none"
    B_B = "B-B"
    B_T = "B-T"
    B_LT = "B-LT"
    B_LTA = "B-LTA"

    @property
    def rank(self) -> int:
        """The place in the order from low to high."""
        return list(Level).index(self)


class Trust(Enum):
    """Is the certificate trusted at the time that counts? ``unknown`` when nothing is trusted or it cannot be told."""

    TRUSTED = "trusted"
    NOT_TRUSTED = "not_trusted"
    UNKNOWN = "unknown"


class Qualified(Enum):
    """Qualified status by the trusted lists (ETSI TS 119 615); ``unknown`` without lists."""

    QUALIFIED = "qualified"
    NOT_QUALIFIED = "not_qualified"
    UNKNOWN = "unknown"


class Fact(Enum):
    """What was found, one code each; the interface has a sentence for every one."""

    # the signed content
    DIGEST_DIFFERS = "digest_differs"
    SIGNATURE_VALUE_WRONG = "signature_value_wrong"
    SIGNATURE_EMPTY = "signature_empty"
    SIGNATURE_DAMAGED = "signature_damaged"
    SIGNATURE_REMOVED_LATER = "signature_removed_later"
    SIGNATURE_NOT_IN_DOCUMENT = "signature_not_in_document"
    CERTIFICATE_NOT_THE_ONE_SIGNED = "certificate_not_the_one_signed"
    ALGORITHM_NOT_SUPPORTED = "algorithm_not_supported"
    KIND_NOT_SUPPORTED = "kind_not_supported"
    SEVERAL_SIGNERS = "several_signers"
    WEAK_HASH = "weak_hash"
    WEAK_KEY = "weak_key"
    WEAK_ENCODING = "weak_encoding"
    DATED_KEY = "dated_key"
    NOT_CHECKED_FAULT = "not_checked_fault"
    # coverage
    BYTE_RANGE_ODD = "byte_range_odd"
    BYTE_RANGE_BEYOND_FILE = "byte_range_beyond_file"
    SIGNED_REVISION_UNREADABLE = "signed_revision_unreadable"
    READ_LENIENTLY = "read_leniently"
    ENCRYPTED_OPENED = "encrypted_opened"
    # what came after
    EVIDENCE_ADDED = "evidence_added"
    LATER_SIGNATURE = "later_signature"
    LATER_SIGNATURE_NOT_INTACT = "later_signature_not_intact"
    LATER_SIGNATURE_COVERS = "later_signature_covers"
    SIGNATURE_FIELD_ADDED = "signature_field_added"
    FORM_FIELDS_CHANGED = "form_fields_changed"
    FORM_FIELDS_LOCKED_CHANGED = "form_fields_locked_changed"
    FORM_VALUES_REPLACED = "form_values_replaced"
    FORM_SHOWS_OTHER_TEXT = "form_shows_other_text"
    COMMENTS_CHANGED = "comments_changed"
    COMMENT_NOT_DRAWN_HERE = "comment_not_drawn_here"
    METADATA_CHANGED = "metadata_changed"
    NOT_ALLOWED_BY_CERTIFICATION = "not_allowed_by_certification"
    PAGES_CHANGED = "pages_changed"
    DOCUMENT_CHANGED = "document_changed"
    SIGNATURE_CHANGED_LATER = "signature_changed_later"
    BYTES_AFTER_SIGNED_REVISION = "bytes_after_signed_revision"
    BLANKS_AFTER_SIGNED_REVISION = "blanks_after_signed_revision"
    REPAIRED_VIEW_DIFFERS = "repaired_view_differs"
    LOOKS_DIFFERENT = "looks_different"
    READS_DIFFERENT = "reads_different"
    COVERS_SIGNED_CONTENT = "covers_signed_content"
    APPEARANCE_NOT_COMPARED = "appearance_not_compared"
    CERTIFIED_NO_CHANGES = "certified_no_changes"
    CERTIFIED_FORM_FILLING = "certified_form_filling"
    CERTIFIED_COMMENTS = "certified_comments"
    # who
    NO_CERTIFICATE = "no_certificate"
    SELF_SIGNED = "self_signed"
    NOTHING_TRUSTED = "nothing_trusted"
    CHAIN_NOT_FOUND = "chain_not_found"
    CHAIN_DOES_NOT_HOLD = "chain_does_not_hold"
    ISSUER_NOT_GRANTED_THEN = "issuer_not_granted_then"
    CERTIFICATE_REVOKED = "certificate_revoked"
    REVOKED_LATER = "revoked_later"
    CA_REVOKED = "ca_revoked"
    CA_EXPIRED = "ca_expired"
    CERTIFICATE_EXPIRED = "certificate_expired"
    EXPIRED_WHEN_SIGNED = "expired_when_signed"
    CERTIFICATE_NOT_YET_VALID = "certificate_not_yet_valid"
    NOT_FOR_SIGNING = "not_for_signing"
    REVOCATION_AS_OF = "revocation_as_of"
    REVOCATION_UNKNOWN = "revocation_unknown"
    LIST_EXPIRED = "list_expired"
    QUALIFIED_BY_LIST = "qualified_by_list"
    KEY_IN_QUALIFIED_DEVICE = "key_in_qualified_device"
    KEY_NOT_IN_QUALIFIED_DEVICE = "key_not_in_qualified_device"
    SEAL_OF_ORGANISATION = "seal_of_organisation"
    NOT_QUALIFIED_BY_LIST = "not_qualified_by_list"
    QUALIFIED_STATUS_UNCLEAR = "qualified_status_unclear"
    NO_LISTS_USED = "no_lists_used"
    # when
    TIME_STAMPED = "time_stamped"
    TIME_CLAIMED_ONLY = "time_claimed_only"
    CONTENT_TIME_STAMPED = "content_time_stamped"
    CONTENT_TIME_STAMP_BROKEN = "content_time_stamp_broken"
    TIME_STAMP_BROKEN = "time_stamp_broken"
    TIME_STAMP_NOT_TRUSTED = "time_stamp_not_trusted"
    TIME_STAMP_REVOCATION_UNKNOWN = "time_stamp_revocation_unknown"
    TIME_STAMP_EXPIRED = "time_stamp_expired"
    TIME_STAMP_IN_FUTURE = "time_stamp_in_future"
    TIME_STAMP_REVOKED = "time_stamp_revoked"
    TIME_STAMP_WEAK = "time_stamp_weak"
    TIME_STAMP_NOT_FOR_TIME = "time_stamp_not_for_time"
    TIME_STAMPS_OUT_OF_ORDER = "time_stamps_out_of_order"
    CLAIMED_TIME_AFTER_PROOF = "claimed_time_after_proof"
    CLAIMED_TIME_IN_FUTURE = "claimed_time_in_future"
    CLAIMED_TIMES_DIFFER = "claimed_times_differ"
    # the level
    EVIDENCE_INCOMPLETE = "evidence_incomplete"
    EVIDENCE_DAMAGED = "evidence_damaged"
    NOT_PADES = "not_pades"


# Facts that a person should read although nothing is wrong: they make ``valid`` into ``valid_with_remarks``.
REMARKS = frozenset(
    {
        Fact.WEAK_ENCODING,
        Fact.DATED_KEY,
        Fact.READ_LENIENTLY,
        Fact.SEVERAL_SIGNERS,
        Fact.FORM_FIELDS_CHANGED,
        Fact.COMMENTS_CHANGED,
        Fact.COMMENT_NOT_DRAWN_HERE,
        Fact.CONTENT_TIME_STAMP_BROKEN,
        Fact.SIGNATURE_FIELD_ADDED,
        Fact.LATER_SIGNATURE_NOT_INTACT,
        Fact.BYTES_AFTER_SIGNED_REVISION,
        Fact.TIME_STAMP_BROKEN,
        Fact.TIME_STAMP_NOT_TRUSTED,
        Fact.TIME_STAMP_REVOCATION_UNKNOWN,
        Fact.TIME_STAMP_EXPIRED,
        Fact.TIME_STAMP_IN_FUTURE,
        Fact.TIME_STAMP_REVOKED,
        Fact.TIME_STAMP_WEAK,
        Fact.TIME_STAMP_NOT_FOR_TIME,
        Fact.REVOKED_LATER,
        Fact.CLAIMED_TIME_AFTER_PROOF,
        Fact.CLAIMED_TIME_IN_FUTURE,
        Fact.CLAIMED_TIMES_DIFFER,
        Fact.LIST_EXPIRED,
    }
)


@dataclass(frozen=True)
class SignatureVerdict:
    """The five answers for one signature, and the state they make.

    Attributes:
        field: the fully qualified name of the signature field, without control or bidi characters.
        kind: signature or document time stamp.
        state: worst of the answers.
        signer: common name of the certificate's subject, or empty.
        claimed_role: what the signer says to be, or None.
        commitment: what the signer commits to (``proof_of_approval``), or None.
        integrity, covers, changes_after, appearance_changed_pages: the first two questions; pages count from 1.
        indication, subindication: EN 319 102-1, already lowered where the document itself was changed.
        level: None for a time stamp.
        qualified, trusted: who.
        qualified_by: the service in the trusted lists that the qualified status rests on, or empty.
        claimed_time, proven_time: when; only the second is evidence.
        renew_before: when the evidence must be renewed to stay provable.
        revocation_as_of: the moment of the revocation data the verdict rests on.
        facts: what was found.
        changed_fields: names of the form fields changed afterwards.
        signed_bytes: the length of the revision that is covered, or None where that is unclear.
        signature_value: the signature value, or None where the signature cannot be read.
        signed_attributes_sha256: of the DER of what that value signs (RFC 5652, 5.4), or empty.
        certificate: DER of the signing certificate, or None.
        chain: DER certificates above it, nearest first, as far as found.
        paths: DER certificates from each certificate that was relied on (its own, those of its time stamps) to what is
            trusted; of these alone the revocation may be asked online.
    """

    field: str
    kind: Kind = Kind.SIGNATURE
    state: FileState = FileState.INDETERMINATE
    signer: str = ""
    claimed_role: str | None = None
    commitment: str | None = None
    integrity: Integrity = Integrity.NOT_CHECKED
    covers: Coverage = Coverage.UNCLEAR
    changes_after: ChangesAfter = ChangesAfter.NOT_CHECKED
    appearance_changed_pages: tuple[int, ...] = ()
    indication: Indication = Indication.INDETERMINATE
    subindication: Subindication | None = Subindication.GENERIC
    level: Level | None = Level.NONE
    qualified: Qualified = Qualified.UNKNOWN
    trusted: Trust = Trust.UNKNOWN
    claimed_time: datetime | None = None
    proven_time: datetime | None = None
    renew_before: datetime | None = None
    revocation_as_of: datetime | None = None
    facts: tuple[Fact, ...] = ()
    changed_fields: tuple[str, ...] = ()
    signed_bytes: int | None = None
    qualified_by: str = ""
    signature_value: bytes | None = attribute(default=None, repr=False)
    signed_attributes_sha256: str = attribute(default="", repr=False)
    certificate: bytes | None = attribute(default=None, repr=False)
    chain: tuple[bytes, ...] = attribute(default=(), repr=False)
    paths: tuple[tuple[bytes, ...], ...] = attribute(default=(), repr=False)


def counted(signatures: Iterable[SignatureVerdict]) -> tuple[SignatureVerdict, ...]:
    """Return the signatures that a file's state goes by.

    A document time stamp that is whole and proves nothing is passed over where somebody signed (EN 319 102-1, 5.6.3):
    anybody can add one, and it takes nothing from the signature.
    """
    every = tuple(signatures)
    if all(one.kind is Kind.DOCUMENT_TIMESTAMP for one in every):
        return every
    return tuple(
        one
        for one in every
        if one.kind is not Kind.DOCUMENT_TIMESTAMP
        or one.state is not FileState.INDETERMINATE
        or one.integrity is not Integrity.INTACT
        or one.changes_after is ChangesAfter.NOT_CHECKED
    )


@dataclass(frozen=True)
class ListsUsed:
    """The trusted lists that were used, for their age: pyHanko does not check NextUpdate.

    Attributes:
        age_days: days since the oldest list that was used was issued, or None when none was used.
        expired: whether any of them is past its NextUpdate, or None when none was used.
        issued: when the oldest was issued.
        next_update: the first NextUpdate among them.
        territories: whose lists were used, two letters each; ``EU`` is the list of lists.
        refused: names of files in the folder that are no list or whose signature is wrong: they were not used.
    """

    age_days: int | None = None
    expired: bool | None = None
    issued: datetime | None = None
    next_update: datetime | None = None
    territories: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


@dataclass(frozen=True)
class FileVerdict:
    """What was found in one file.

    Attributes:
        state: worst of the signatures; ``no_signature`` only for a file that was read whole.
        sha256: of the file as read, in hexadecimal.
        signatures: in the order of the revisions they cover.
        checked_at: the moment of the check.
        reason: why the file cannot be read (a code of :class:`signing.errors.UnreadablePdf`, or of the sandbox), or "".
        lists: the trusted lists used.
    """

    state: FileState
    sha256: str
    signatures: tuple[SignatureVerdict, ...]
    checked_at: datetime
    reason: str = ""
    lists: ListsUsed = attribute(default_factory=ListsUsed)
