"""Which of the revocation data that were fetched prove something: only those are kept."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import datetime

from asn1crypto import ocsp, x509
from cryptography.exceptions import InvalidSignature
from pyhanko_certvalidator.context import ValidationContext
from pyhanko_certvalidator.errors import CRLValidationError, OCSPValidationError, PathError, ValidationError
from pyhanko_certvalidator.path import ValidationPath
from pyhanko_certvalidator.revinfo.validate_crl import verify_crl
from pyhanko_certvalidator.revinfo.validate_ocsp import verify_ocsp_response

from signing.contexts import GARBLED, validation_context

_NO_PROOF = (
    PathError,
    ValidationError,
    OCSPValidationError,
    CRLValidationError,
    InvalidSignature,
    *GARBLED,
)


async def proving(
    paths: Sequence[ValidationPath], context: ValidationContext, *, roots: Sequence[bytes], moment: datetime
) -> tuple[tuple[bytes, ...], tuple[bytes, ...]]:
    """Return the OCSP responses and the CRLs that, each by itself, say of a certificate that it is not revoked.

    A service may be answered by anyone on the way: a validation succeeds as soon as one answer is right, and the wrong
    ones beside it would be kept, and end up in the letter (RFC 6960, 3.2; RFC 5280, 6.3).

    Args:
        paths: the chains that were found good.
        context: the one they were found good with; it has all that was fetched.
        roots: DER of the trust roots.
        moment: the time of the judgement.
    """
    judged = [(certificate, path) for path in paths for certificate in path.iter_certs(include_root=False)]
    others = tuple(dict.fromkeys(certificate.dump() for certificate, _ in judged))
    ocsps = [
        response.dump()
        for response in context.ocsps
        if await _proves(verify_ocsp_response, judged, validation_context(
            roots, (*others, *_within(response)), moment=moment, ocsps=[response.dump()]
        ))
    ]  # fmt: skip
    crls = [
        found.dump()
        for found in context.crls
        if await _proves(verify_crl, judged, validation_context(roots, others, moment=moment, crls=[found.dump()]))
    ]
    return tuple(dict.fromkeys(ocsps)), tuple(dict.fromkeys(crls))


async def _proves(
    verify: Callable[..., Awaitable[None]],
    judged: Iterable[tuple[x509.Certificate, ValidationPath]],
    alone: ValidationContext,
) -> bool:
    for certificate, path in judged:
        try:
            await verify(certificate, path, alone)
        except _NO_PROOF:
            continue
        return True
    return False


def _within(response: ocsp.OCSPResponse) -> tuple[bytes, ...]:
    """The certificates an OCSP response brings along: its responder's (RFC 6960, 4.2.1)."""
    try:
        return tuple(one.dump() for one in response.basic_ocsp_response["certs"] or ())
    except GARBLED:
        return ()
