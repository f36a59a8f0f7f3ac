"""What can happen to a letter from its decision to its seal."""

from __future__ import annotations

from dataclasses import dataclass

from app.events.batch import ReleaseKeyMade


@dataclass(frozen=True)
class BoundFile:
    """A file as it was when a decision was taken (guard G1)."""

    name: str
    role: str
    sha256: str


@dataclass(frozen=True)
class Decided:
    """A decision on one version of a letter, bound to its bytes and to the item's files (guard G1)."""

    version: str
    decision: str
    sha256: str
    files: tuple[BoundFile, ...]
    remark: str = ""


@dataclass(frozen=True)
class DecisionWithdrawn:
    """A decision was taken back before a signature."""

    version: str


@dataclass(frozen=True)
class SignaturePlaced:
    """A person chose where the signature stands on one letter, or that it is not seen on it.

    Attributes:
        version: of the letter.
        place_page: page, from 1; 0 for a signature that is not seen.
        place_rect: x0, y0, x1, y1 in the page's own user space; empty for a signature that is not seen.
    """

    version: str
    place_page: int
    place_rect: tuple[float, ...]


@dataclass(frozen=True)
class LetterSkipped:
    """The signer was shown a letter and left it unsigned, for a reason; the decision on it stands."""

    version: str
    why: str


@dataclass(frozen=True)
class LetterPrepared:
    """The tail that will be signed; kept, for preparing twice gives other bytes."""

    version: str
    tail_object: str
    tail_sha256: str
    digest_algorithm: str
    digest: str
    reserve_start: int
    reserve_end: int
    certificate_sha256: str
    claimed_time: str


@dataclass(frozen=True)
class SignatureLost:
    """A signature may have been made whose seal was never written; the same prepared bytes are signed again (G12)."""

    version: str


@dataclass(frozen=True)
class LetterSealed:
    """The signature exists, checked, and only sealed.

    Attributes:
        version: of the letter.
        seal_sha256: of the age file.
        signature_sha256: of the signature value.
        certificate_sha256: of the signer's certificate.
        holder: common name in that certificate.
        key: how the key is known (token label or file name).
        software_key: whether the key lies in a file.
        signed_at: moment of the signing act, ISO 8601.
        seen: whether each letter was shown again (``one_by_one``) or not (``all_unseen``).
        evidence_sha256: of the evidence kept beside the seal, the trust roots of that moment included.
    """

    version: str
    seal_sha256: str
    signature_sha256: str
    certificate_sha256: str
    holder: str
    key: str
    software_key: bool
    signed_at: str
    seen: str
    evidence_sha256: str


@dataclass(frozen=True)
class LetterStrengthened:
    """Time stamp and revocation data kept beside the seal, as far as they are there."""

    version: str
    time_stamp: str
    revocation_at: str
    evidence_sha256: str


@dataclass(frozen=True)
class LetterRenewed:
    """A voided letter gets its next version, with the same bytes: to be signed again, with a release key of its own.

    Attributes:
        version: of the new version.
        previous: the version that was voided.
    """

    version: str
    previous: str


@dataclass(frozen=True)
class LetterLocked:
    """A later version of a letter was locked by itself; the rest of its map is (design section 2)."""

    key: ReleaseKeyMade
