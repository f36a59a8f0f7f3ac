"""Fetch what proves a held signature later: a time stamp, then the revocation data of the day, each checked first.

At signing, at the first connection after it, or on request; on whichever desk (design section 2, step 4).
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import TracebackType

from asn1crypto import cms as asn1_cms
from asn1crypto import x509
from pyhanko.sign.general import extract_certificate_info
from pyhanko_certvalidator import CertificateValidator
from pyhanko_certvalidator.context import ValidationContext
from pyhanko_certvalidator.errors import PathBuildingError, RevokedError, ValidationError
from pyhanko_certvalidator.fetchers.api import FetcherBackend, Fetchers
from pyhanko_certvalidator.path import ValidationPath

from signing.contexts import GARBLED, UNREACHABLE, validation_context
from signing.errors import ServiceFault
from signing.evidence import Evidence
from signing.revocation_data import proving
from signing.services import Services, TimeStampService
from signing.time_stamp import TimeStamp, time_stamp

_LOG = logging.getLogger(__name__)
_UNKNOWN = (PathBuildingError, ValidationError, *UNREACHABLE, *GARBLED)


@dataclass(frozen=True)
class Attempt:
    """A service that was asked and gave nothing that can be kept.

    Attributes:
        address: host of the service.
        code: ``timestamp_unreachable``, ``timestamp_refused``, ``timestamp_not_fitting``, ``timestamp_later`` (its
            quota of this minute is used), ``timestamp_service_revoked``.
        why: what was wrong, as a code of :func:`signing.time_stamp.time_stamp` or in the service's own words, or empty.
    """

    address: str
    code: str
    why: str = ""


@dataclass(frozen=True)
class Strengthened:
    """What came of strengthening.

    Attributes:
        evidence: with all that could be had; nothing that was kept before is thrown away.
        failed: services that were asked in vain, in the order they were asked.
    """

    evidence: Evidence
    failed: tuple[Attempt, ...] = ()


def strengthen(evidence: Evidence, *, services: Services, signed_at: datetime, now: datetime) -> Strengthened:
    """Strengthen one signature's evidence; see :class:`Strengthener`."""
    with Strengthener(services) as strengthener:
        return strengthener.strengthen(evidence, signed_at=signed_at, now=now)


class Strengthener:
    """Fetches what proves signatures later; for several signatures revocation data are asked for once.

    A service that cannot be reached, or answers with what does not fit, is no exception: the next one is asked,
    and what came of it is told. A revoked certificate is kept as such.

    Args:
        services: what can be reached.
        wait: called with seconds until a service's quota allows the next request; None asks the next service, or leaves
            the time stamp for later.
    """

    def __init__(self, services: Services, *, wait: Callable[[float], None] | None = None) -> None:
        self._services = services
        self._wait = wait
        self._runner = asyncio.Runner()
        self._backend: FetcherBackend | None = None
        self._fetchers: Fetchers | None = None
        self._asked_in_vain: dict[bytes, datetime | None] = {}

    def __enter__(self) -> Strengthener:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if self._backend is not None:
                self._runner.run(self._backend.close())
        finally:
            self._runner.close()

    def strengthen(self, evidence: Evidence, *, signed_at: datetime, now: datetime) -> Strengthened:
        """Return the evidence with what could be had now: time stamp, then revocation data, each checked first.

        Args:
            evidence: what is kept so far.
            signed_at: the recorded moment of the signing act.
            now: the present moment.
        """
        return self._runner.run(self._strengthen(evidence, signed_at, now))

    async def _strengthen(self, evidence: Evidence, signed_at: datetime, now: datetime) -> Strengthened:
        failed: list[Attempt] = []
        context = self._context(evidence, now)
        stamped = False
        if evidence.time_stamp is None:
            for service in self._services.time_stamp_services:
                found = await self._ask(service, evidence, context, signed_at, now)
                if isinstance(found, TimeStamp):
                    evidence, stamped = replace(evidence, time_stamp=found), True
                    break
                failed.append(found)
                _LOG.info("no time stamp: %s %s", found.code, found.why)
        # A fresh time stamp brings revocation data of its own: without them the letter cannot be made to last offline.
        if (stamped or evidence.collected_at is None) and context is not None:
            evidence = await self._with_revocation(evidence, context, now)
        return Strengthened(evidence, tuple(failed))

    async def _with_revocation(self, evidence: Evidence, context: ValidationContext, now: datetime) -> Evidence:
        signer = evidence.certificates[0]
        if signer not in self._asked_in_vain:
            try:
                return await _revocation(evidence, context, now)
            except _UNKNOWN as error:
                _LOG.info("no revocation data: %s", type(error).__name__)
                # All of it is not to be had, and is not asked for again for the other letters of this run. What the
                # signer's own issuer says is asked by itself: another's silence must not hide a revocation.
                self._asked_in_vain[signer] = await self._revoked_since(evidence, now)
        since = self._asked_in_vain[signer]
        return replace(evidence, revoked_since=since) if since is not None else evidence

    async def _revoked_since(self, evidence: Evidence, now: datetime) -> datetime | None:
        # Ending at the issuer, so that nobody is asked about it: what its own responder says of the signer counts.
        issuer = evidence.certificates[1:2] or evidence.trust_roots
        context = validation_context(
            issuer, evidence.certificates, moment=now, require=False, fetchers=self._fetchers
        )  # fmt: skip
        try:
            await _signer_path(evidence, context)
        except RevokedError as error:
            return error.revocation_dt
        except _UNKNOWN as error:
            _LOG.info("the signer's certificate was not judged: %s", type(error).__name__)
        return None

    def _context(self, evidence: Evidence, now: datetime) -> ValidationContext | None:
        if self._services.fetchers is None:
            return None
        if self._fetchers is None:
            self._backend = self._services.fetchers()
            self._fetchers = self._backend.get_fetchers()
        roots, certificates = evidence.trust_roots, evidence.certificates
        return validation_context(roots, certificates, moment=now, require=True, fetchers=self._fetchers)

    async def _ask(
        self,
        service: TimeStampService,
        evidence: Evidence,
        context: ValidationContext | None,
        signed_at: datetime,
        now: datetime,
    ) -> TimeStamp | Attempt:
        seconds = service.pace.seconds_to_wait()
        if seconds and self._wait is None:
            return Attempt(service.address, "timestamp_later")
        if seconds and self._wait is not None:
            self._wait(seconds)
        service.pace.count()
        try:
            found = await time_stamp(
                service.client(),
                evidence.signature_sha256,
                trust_roots=evidence.trust_roots,
                certificates=evidence.certificates,
                signed_at=signed_at,
                now=now,
            )
        except UNREACHABLE as error:
            return Attempt(service.address, "timestamp_unreachable", type(error).__name__)
        except ServiceFault as fault:
            return Attempt(service.address, fault.code, str(fault.parameters.get("why", "")))
        if context is not None and await _service_revoked(found, context):
            return Attempt(service.address, "timestamp_service_revoked")
        return found


def missing(evidence: Evidence, services: Services, failed: Sequence[Attempt] = ()) -> tuple[str, ...]:
    """Return codes of what could not be had: ``timestamp_offline``, ``timestamp_unreachable``, ``revocation_...``.

    Args:
        evidence: what is kept.
        services: what was asked.
        failed: what came of the time-stamp services; the gravest is said.
    """
    codes = []
    if evidence.time_stamp is None:
        said = [attempt.code for attempt in failed]
        codes.append("timestamp_offline" if services.time_stamper is None else gravest(said))
    if evidence.revoked_since is not None:
        codes.append("signer_revoked")
    elif evidence.collected_at is None:
        codes.append("revocation_offline" if services.fetchers is None else "revocation_unreachable")
    return tuple(codes)


# What must be said first of several services: an answer that is wrong, then none at all.
_GRAVITY = (
    "timestamp_not_fitting",
    "timestamp_service_revoked",
    "timestamp_refused",
    "timestamp_unreachable",
    "timestamp_later",
)


def gravest(said: Sequence[str]) -> str:
    """Return what must be said first of what several services gave; ``timestamp_unreachable`` when nothing was."""
    known = next((code for code in said if code not in _GRAVITY), "")
    return known or next((code for code in _GRAVITY if code in said), "timestamp_unreachable")


async def _service_revoked(stamp: TimeStamp, context: ValidationContext) -> bool:
    """Whether the certificate of a time-stamp service is known to be revoked; unknown is no."""
    try:
        await _service_path(stamp, context)
    except RevokedError:
        return True
    except _UNKNOWN as error:
        _LOG.info("the time-stamp service's certificate was not judged: %s", type(error).__name__)
    return False


async def _service_path(stamp: TimeStamp, context: ValidationContext) -> ValidationPath:
    found = extract_certificate_info(asn1_cms.ContentInfo.load(stamp.token)["content"])
    path: ValidationPath = await CertificateValidator(
        found.signer_cert, intermediate_certs=list(found.other_certs), validation_context=context
    ).async_validate_usage(set(), {"time_stamping"})
    return path


async def _signer_path(evidence: Evidence, context: ValidationContext) -> ValidationPath:
    path: ValidationPath = await CertificateValidator(
        x509.Certificate.load(evidence.certificates[0]),
        intermediate_certs=[x509.Certificate.load(other) for other in evidence.certificates[1:]],
        validation_context=context,
    ).async_validate_usage(set())
    return path


async def _revocation(evidence: Evidence, context: ValidationContext, now: datetime) -> Evidence:
    try:
        paths = [await _signer_path(evidence, context)]
    except RevokedError as error:
        # The signer's own chain; a revoked time-stamp service says nothing about the signer.
        return replace(evidence, revoked_since=error.revocation_dt)
    if evidence.time_stamp is not None:
        paths.append(await _service_path(evidence.time_stamp, context))
    ocsps, crls = await proving(paths, context, roots=evidence.trust_roots, moment=now)
    return replace(evidence, ocsps=_joined(evidence.ocsps, ocsps), crls=_joined(evidence.crls, crls), collected_at=now)


def _joined(kept: Sequence[bytes], found: Sequence[bytes]) -> tuple[bytes, ...]:
    return tuple(dict.fromkeys([*kept, *found]))
