"""What is kept beside a seal: the hash of the signature value, its time stamp, and the revocation data of that day.

No signature can be made from any of it, so it stands in the clear within the vault and can be fetched on whichever
desk (design section 2, step 4). If the certificate is revoked later, a time stamp taken only at release is worthless.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import aiohttp
from asn1crypto import cms as asn1_cms
from asn1crypto import x509
from pyhanko.sign.general import extract_certificate_info
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
from pyhanko_certvalidator import CertificateValidator
from pyhanko_certvalidator.context import ValidationContext
from pyhanko_certvalidator.errors import (
    InsufficientRevinfoError,
    PathBuildingError,
    RevokedError,
    ValidationError,
)
from pyhanko_certvalidator.fetchers.api import Fetchers

from signing.errors import ServiceFault
from signing.services import Services

_LOG = logging.getLogger(__name__)
# A token's time may differ this much from ours before it is refused.
CLOCK_TOLERANCE = timedelta(minutes=5)
_UNREACHABLE = (TimestampRequestError, aiohttp.ClientError, OSError, TimeoutError)
# asn1crypto parses lazily: an answer that is none shows wherever it is first read.
GARBLED = (ValueError, TypeError, LookupError, AttributeError, NotImplementedError)


@dataclass(frozen=True)
class TimeStamp:
    """A checked RFC 3161 token over the hash of a signature value.

    Attributes:
        token: DER of the ContentInfo.
        time: its genTime, UTC.
    """

    token: bytes
    time: datetime


@dataclass(frozen=True)
class Evidence:
    """What proves a sealed signature later.

    Attributes:
        signature_sha256: hash of the signature value, the imprint of the time stamp.
        certificates: DER; the signer's certificate first, then its chain.
        trust_roots: DER of the roots trusted at signing (guard G11 judges by these).
        time_stamp: None until a time-stamp service could be reached.
        ocsps: DER of OCSP responses of the day.
        crls: DER of CRLs of the day.
        collected_at: when the revocation data were collected, UTC; None while there are none.
        revoked_since: since when the certificate is known to be revoked, UTC, or None.
    """

    signature_sha256: bytes
    certificates: tuple[bytes, ...]
    trust_roots: tuple[bytes, ...]
    time_stamp: TimeStamp | None = None
    ocsps: tuple[bytes, ...] = ()
    crls: tuple[bytes, ...] = ()
    collected_at: datetime | None = None
    revoked_since: datetime | None = None

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON values; bytes as base64, times as ISO 8601."""
        stamp = self.time_stamp
        return {
            "signature_sha256": self.signature_sha256.hex(),
            "certificates": _encoded(self.certificates),
            "trust_roots": _encoded(self.trust_roots),
            "time_stamp": None
            if stamp is None
            else {"token": b64encode(stamp.token).decode(), "time": stamp.time.isoformat()},
            "ocsps": _encoded(self.ocsps),
            "crls": _encoded(self.crls),
            "collected_at": None if self.collected_at is None else self.collected_at.isoformat(),
            "revoked_since": None if self.revoked_since is None else self.revoked_since.isoformat(),
        }

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Evidence:
        """Return the evidence that :meth:`to_json` gave."""
        stamp, collected, revoked = values["time_stamp"], values["collected_at"], values["revoked_since"]
        return cls(
            signature_sha256=bytes.fromhex(values["signature_sha256"]),
            certificates=_decoded(values["certificates"]),
            trust_roots=_decoded(values["trust_roots"]),
            time_stamp=None
            if stamp is None
            else TimeStamp(b64decode(stamp["token"]), datetime.fromisoformat(stamp["time"])),
            ocsps=_decoded(values["ocsps"]),
            crls=_decoded(values["crls"]),
            collected_at=None if collected is None else datetime.fromisoformat(collected),
            revoked_since=None if revoked is None else datetime.fromisoformat(revoked),
        )


def _encoded(items: Sequence[bytes]) -> list[str]:
    return [b64encode(item).decode() for item in items]


def _decoded(items: Sequence[str]) -> tuple[bytes, ...]:
    return tuple(b64decode(item) for item in items)


def strengthen(evidence: Evidence, *, services: Services, signed_at: datetime, now: datetime) -> Evidence:
    """Return the evidence with what could be had now: time stamp, then revocation data, each checked first.

    Args:
        evidence: what is kept so far; nothing in it is thrown away.
        services: what can be reached.
        signed_at: the recorded moment of the signing act.
        now: the present moment.

    Raises:
        ServiceFault: ``timestamp_not_fitting`` (an answer that is wrong). A service that cannot be reached is no
            fault (see :func:`missing`), and a revoked certificate is kept as such.
    """
    return asyncio.run(_strengthen(evidence, services, signed_at, now))


def missing(evidence: Evidence, services: Services) -> tuple[str, ...]:
    """Return codes of what could not be had: ``timestamp_offline``, ``timestamp_unreachable``, ``revocation_...``."""
    codes = []
    if evidence.time_stamp is None:
        codes.append("timestamp_offline" if services.time_stamper is None else "timestamp_unreachable")
    if evidence.revoked_since is not None:
        codes.append("certificate_revoked")
    elif evidence.collected_at is None:
        codes.append("revocation_offline" if services.fetchers is None else "revocation_unreachable")
    return tuple(codes)


async def _strengthen(evidence: Evidence, services: Services, signed_at: datetime, now: datetime) -> Evidence:
    stamped = False
    if evidence.time_stamp is None and services.time_stamper is not None:
        try:
            evidence = replace(evidence, time_stamp=await _time_stamp(evidence, services, signed_at, now))
            stamped = True
        except _UNREACHABLE as error:
            _LOG.info("no time stamp: %s", type(error).__name__)
    # A fresh time stamp brings revocation data of its own: without them the letter cannot be made to last offline.
    if (stamped or evidence.collected_at is None) and services.fetchers is not None:
        try:
            evidence = await _revocation(evidence, services, now)
        except (PathBuildingError, ValidationError, *_UNREACHABLE, *GARBLED) as error:
            _LOG.info("no revocation data: %s", type(error).__name__)
    return evidence


async def _time_stamp(evidence: Evidence, services: Services, signed_at: datetime, now: datetime) -> TimeStamp:
    assert services.time_stamper is not None  # noqa: S101  the caller looked
    try:
        token = await services.time_stamper().async_timestamp(evidence.signature_sha256, "sha256")
        der = token.dump()
    except GARBLED as error:
        raise ServiceFault("timestamp_not_fitting", why="token") from error
    checked = await _checked(der, evidence, now)
    if not signed_at - CLOCK_TOLERANCE <= checked.time <= now + CLOCK_TOLERANCE:
        raise ServiceFault("timestamp_not_fitting", why="time")
    return checked


async def _checked(token: bytes, evidence: Evidence, moment: datetime) -> TimeStamp:
    """Check imprint, signature and certificate of a token (RFC 3161, 2.4.2) before it is kept."""
    try:
        status = await validate_tst_signed_data(
            asn1_cms.ContentInfo.load(token)["content"],
            validation_context(evidence.trust_roots, evidence.certificates, moment=moment),
            lambda algorithm: evidence.signature_sha256 if algorithm == "sha256" else b"",
        )
    except (SignatureValidationError, *GARBLED) as error:
        raise ServiceFault("timestamp_not_fitting", why="token") from error
    if not (status["intact"] and status["valid"]):
        raise ServiceFault("timestamp_not_fitting", why="imprint")
    if evidence.trust_roots and status.get("trust_problem_indic") is not None:
        raise ServiceFault("timestamp_not_fitting", why="certificate")
    return TimeStamp(token, status["timestamp"])


def validation_context(
    roots: Sequence[bytes],
    others: Sequence[bytes],
    *,
    moment: datetime,
    require: bool = False,
    ocsps: Sequence[bytes] = (),
    crls: Sequence[bytes] = (),
    fetchers: Fetchers | None = None,
) -> ValidationContext:
    """Return a context for judging certificates at a moment (RFC 5280, 6), with the given data and no other.

    Args:
        roots: DER of the trust roots.
        others: DER of further certificates.
        moment: the time the judgement is for.
        require: whether revocation data must be there for every certificate below the root.
        ocsps: DER of OCSP responses.
        crls: DER of CRLs.
        fetchers: where more may be fetched; None for nowhere.
    """
    return ValidationContext(
        trust_roots=[x509.Certificate.load(root) for root in roots],
        other_certs=[x509.Certificate.load(other) for other in others],
        moment=moment,
        best_signature_time=moment,
        allow_fetching=fetchers is not None,
        fetchers=fetchers,
        revocation_mode="require" if require else "soft-fail",
        ocsps=list(ocsps),
        crls=list(crls),
        time_tolerance=CLOCK_TOLERANCE,
    )


async def _revocation(evidence: Evidence, services: Services, now: datetime) -> Evidence:
    assert services.fetchers is not None  # noqa: S101  the caller looked
    backend = services.fetchers()
    async with backend as fetchers:
        context = validation_context(
            evidence.trust_roots, evidence.certificates, moment=now, require=True, fetchers=fetchers
        )
        try:
            await CertificateValidator(
                x509.Certificate.load(evidence.certificates[0]),
                intermediate_certs=[x509.Certificate.load(other) for other in evidence.certificates[1:]],
                validation_context=context,
            ).async_validate_usage(set())
        except RevokedError as error:
            # The signer's own chain; a revoked time-stamp service says nothing about the signer.
            return replace(evidence, revoked_since=error.revocation_dt)
        if evidence.time_stamp is not None:
            found = extract_certificate_info(asn1_cms.ContentInfo.load(evidence.time_stamp.token)["content"])
            await CertificateValidator(
                found.signer_cert, intermediate_certs=list(found.other_certs), validation_context=context
            ).async_validate_usage(set(), {"time_stamping"})
    return replace(
        evidence,
        ocsps=_joined(evidence.ocsps, [response.dump() for response in context.ocsps]),
        crls=_joined(evidence.crls, [found.dump() for found in context.crls]),
        collected_at=now,
    )


def _joined(kept: Sequence[bytes], found: Sequence[bytes]) -> tuple[bytes, ...]:
    return tuple(dict.fromkeys([*kept, *found]))


@dataclass(frozen=True)
class ChainStatus:
    """What the chain of the signer's certificate is at a moment.

    Attributes:
        code: ``chain_good``, ``chain_good_revocation_unknown``, ``chain_unknown`` (no root that is trusted here),
            ``chain_broken`` or ``certificate_revoked``.
        revoked_since: where revoked, since when, UTC.
    """

    code: str
    revoked_since: datetime | None = None


def judge_chain(evidence: Evidence, *, moment: datetime, services: Services | None = None) -> ChainStatus:
    """Judge the signer's chain at a moment, by the roots recorded at signing and the evidence kept.

    Args:
        evidence: certificates, roots and revocation data.
        moment: the proven time; or the present moment, when services are given to ask anew.
        services: where fresh revocation data may be fetched; None to judge by what is kept.
    """
    return asyncio.run(_judge_chain(evidence, moment, services))


async def _judge_chain(evidence: Evidence, moment: datetime, services: Services | None) -> ChainStatus:
    if not evidence.trust_roots:
        return ChainStatus("chain_unknown")
    backend = services.fetchers() if services is not None and services.fetchers is not None else None
    fetchers = backend.get_fetchers() if backend is not None else None
    try:
        # First with all revocation data there must be, then with what can be had, then with none.
        for require, reached in ((True, fetchers), (False, fetchers), (False, None)):
            try:
                return await _judged(evidence, moment, require=require, fetchers=reached, kept=backend is None)
            except (InsufficientRevinfoError, *_UNREACHABLE, *GARBLED) as error:
                _LOG.info("chain not judged (revocation required: %s): %s", require, type(error).__name__)
    finally:
        if backend is not None:
            await backend.close()
    return ChainStatus("chain_unknown")


async def _judged(
    evidence: Evidence, moment: datetime, *, require: bool, fetchers: Fetchers | None, kept: bool
) -> ChainStatus:
    context = validation_context(
        evidence.trust_roots,
        evidence.certificates[1:],
        moment=moment,
        require=require,
        ocsps=evidence.ocsps if kept else (),
        crls=evidence.crls if kept else (),
        fetchers=fetchers,
    )
    validator = CertificateValidator(x509.Certificate.load(evidence.certificates[0]), validation_context=context)
    try:
        await validator.async_validate_usage(set())
    except RevokedError as error:
        return ChainStatus("certificate_revoked", error.revocation_dt)
    except InsufficientRevinfoError:
        raise
    except PathBuildingError:
        return ChainStatus("chain_unknown")
    except ValidationError:
        return ChainStatus("chain_broken")
    return ChainStatus("chain_good" if require else "chain_good_revocation_unknown")


def new_evidence(cms_signature: bytes, certificates: Sequence[bytes], trust_roots: Sequence[bytes]) -> Evidence:
    """Return the evidence of a fresh signature: nothing fetched yet.

    Args:
        cms_signature: the signature value inside the CMS.
        certificates: DER; the signer's first.
        trust_roots: DER of the roots trusted here and now.
    """
    return Evidence(hashlib.sha256(cms_signature).digest(), tuple(certificates), tuple(trust_roots))
