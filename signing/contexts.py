"""Certificates judged at a moment with the data given and no other; and what a service may fail with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import aiohttp
from asn1crypto import x509
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko_certvalidator.context import ValidationContext
from pyhanko_certvalidator.fetchers.api import Fetchers

from signing.names import accept_every_name

accept_every_name()

# A clock may differ this much from ours before what it says is refused.
CLOCK_TOLERANCE = timedelta(minutes=5)
UNREACHABLE = (TimestampRequestError, aiohttp.ClientError, OSError, TimeoutError)
# asn1crypto parses lazily: an answer that is none shows wherever it is first read.
GARBLED = (ValueError, TypeError, LookupError, AttributeError, NotImplementedError)


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
