"""Ask a service for a time stamp over the hash of a signature value, and check it before it is kept (RFC 3161)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import cms as asn1_cms
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_tst_signed_data

from signing.contexts import CLOCK_TOLERANCE, GARBLED, validation_context
from signing.errors import ServiceFault

# RFC 3161, 2.4.2: PKIStatus 0 and 1 carry a token.
_GRANTED = {"granted", "granted_with_mods"}


@dataclass(frozen=True)
class TimeStamp:
    """A checked RFC 3161 token over the hash of a signature value.

    Attributes:
        token: DER of the ContentInfo.
        time: its genTime, UTC.
    """

    token: bytes
    time: datetime


async def time_stamp(
    stamper: TimeStamper,
    imprint: bytes,
    *,
    trust_roots: Sequence[bytes],
    certificates: Sequence[bytes],
    signed_at: datetime,
    now: datetime,
) -> TimeStamp:
    """Return a time stamp that was checked: nonce, imprint, signature, the service's certificate, and the time.

    Args:
        stamper: client of the service.
        imprint: SHA-256 that the time stamp is over.
        trust_roots: DER of the roots that its certificate must lead to; where there are none that is not judged.
        certificates: DER of further certificates.
        signed_at: the recorded moment of the signing act; no time stamp over it can be older.
        now: the present moment.

    Raises:
        ServiceFault: ``timestamp_refused`` by the service; ``timestamp_not_fitting`` with ``why``: ``token``,
            ``nonce``, ``imprint``, ``certificate`` or ``time``.
        OSError: the service cannot be reached (and what else :data:`signing.contexts.UNREACHABLE` names).
    """
    try:
        token = await _token(stamper, imprint)
        checked = await _checked(token, imprint, trust_roots, certificates, now)
    except (SignatureValidationError, *GARBLED) as error:
        raise ServiceFault("timestamp_not_fitting", why="token") from error
    if not signed_at - CLOCK_TOLERANCE <= checked.time <= now + CLOCK_TOLERANCE:
        raise ServiceFault("timestamp_not_fitting", why="time")
    return checked


async def _token(stamper: TimeStamper, imprint: bytes) -> bytes:
    nonce, request = stamper.request_cms(imprint, "sha256")
    response = await stamper.async_request_tsa_response(request)
    status = response["status"]
    if status["status"].native not in _GRANTED:
        why = [*(status["fail_info"].native or ()), *(status["status_string"].native or ())]
        raise ServiceFault("timestamp_refused", why=", ".join(str(one) for one in why)[:200])
    token = response["time_stamp_token"]
    # An answer to another question (RFC 3161, 2.4.2): replayed, or mixed up on its way.
    if nonce is not None and token["content"]["encap_content_info"]["content"].parsed["nonce"].native != nonce:
        raise ServiceFault("timestamp_not_fitting", why="nonce")
    return bytes(token.dump())


async def _checked(
    token: bytes, imprint: bytes, trust_roots: Sequence[bytes], certificates: Sequence[bytes], moment: datetime
) -> TimeStamp:
    status = await validate_tst_signed_data(
        asn1_cms.ContentInfo.load(token)["content"],
        validation_context(trust_roots, certificates, moment=moment),
        lambda algorithm: imprint if algorithm == "sha256" else b"",
    )
    if not (status["intact"] and status["valid"]):
        raise ServiceFault("timestamp_not_fitting", why="imprint")
    if trust_roots and status.get("trust_problem_indic") is not None:
        raise ServiceFault("timestamp_not_fitting", why="certificate")
    return TimeStamp(token, status["timestamp"])
