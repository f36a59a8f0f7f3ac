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
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import x509
from pyhanko_certvalidator import CertificateValidator
from pyhanko_certvalidator.errors import (
    InsufficientRevinfoError,
    PathBuildingError,
    RevokedError,
    ValidationError,
)
from pyhanko_certvalidator.fetchers.api import Fetchers

from signing.contexts import GARBLED as GARBLED
from signing.contexts import UNREACHABLE
from signing.contexts import validation_context as validation_context
from signing.services import Services
from signing.time_stamp import TimeStamp as TimeStamp

_LOG = logging.getLogger(__name__)


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
            except (InsufficientRevinfoError, *UNREACHABLE, *GARBLED) as error:
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
