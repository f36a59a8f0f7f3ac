"""Which PAdES baseline level was really reached (EN 319 142-1, 6): derived, since no library says it."""

from __future__ import annotations

from collections.abc import Iterable

from signing.verify.ades import TimeStamp
from signing.verify.chain import Chain
from signing.verify.container import Signed
from signing.verify.material import Material
from signing.verify.verdict import Fact, Level, Subindication

PADES_SUBFILTER = "ETSI.CAdES.detached"


def is_baseline(signed: Signed, subfilter: str) -> bool:
    """Return whether a signature is a PAdES baseline signature at all (EN 319 142-1, 6.3, B-B).

    One signer, detached, bound to its certificate by the signed attribute of EN 319 122-1, without signing-time.
    """
    bound = signed.attributes("signing_certificate_v2") or signed.attributes("signing_certificate")
    return (
        subfilter == PADES_SUBFILTER
        and signed.signers == 1
        and bool(bound)
        and signed.encapsulated is None
        and not signed.attributes("signing_time")
    )


def level_of(
    signed: Signed,
    subfilter: str,
    *,
    stamps: Iterable[TimeStamp],
    document_stamps: Iterable[tuple[TimeStamp, Material]],
    store: Material,
    chain: Chain | None,
) -> tuple[Level, list[Fact]]:
    """Return the level reached, and why no higher one.

    Args:
        signed: the signer.
        subfilter: of the signature dictionary.
        stamps: the signature time stamps.
        document_stamps: the document time stamps that cover it, each with the security store that it covers.
        store: the security store of the file as it is now.
        chain: of the signing certificate, judged with that store alone (no connection).
    """
    if not is_baseline(signed, subfilter):
        return Level.NONE, [Fact.NOT_PADES]
    covering = list(document_stamps)
    timed = [stamp for stamp in (*stamps, *(stamp for stamp, _ in covering)) if stamp.intact]
    if not timed:
        return Level.B_B, []
    # Revocation data that cannot be checked for want of a root is there all the same.
    lacking = chain is None or chain.subindication is Subindication.TRY_LATER
    if not store.has_revocation_data or lacking:
        return Level.B_T, [Fact.EVIDENCE_INCOMPLETE] if store.has_revocation_data else []
    if any(stamp.intact and covered.has_revocation_data for stamp, covered in covering):
        return Level.B_LTA, []
    return Level.B_LT, []
