"""Is a certificate trusted at a moment? X.509 path validation by pyhanko-certvalidator, with EN 319 102-1's answers.

Two moments are kept apart: when the certificate was used (proven, or else the moment of the check), and until when the
evidence has been kept (the oldest document time stamp over it, or else the moment of the check). Revocation data of
after the first moment counts for it (EN 319 102-1, 5.2.5); authorities must have been alive at the second (5.6.2.1).
The wall clock is never asked.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Hashable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import lru_cache

from asn1crypto import algos, keys, x509
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import (
    DisallowedAlgorithmError,
    ExpiredError,
    InsufficientRevinfoError,
    InvalidCertificateError,
    NotYetValidError,
    PathError,
    RevokedError,
    ValidationError,
)
from pyhanko_certvalidator.ltv.poe import POEManager
from pyhanko_certvalidator.path import ValidationPath
from pyhanko_certvalidator.policy_decl import (
    NO_REVOCATION,
    AlgorithmUsageConstraint,
    CertRevTrustPolicy,
    DisallowWeakAlgorithmsPolicy,
    NonRevokedStatusAssertion,
    RevocationCheckingPolicy,
    RevocationCheckingRule,
)
from pyhanko_certvalidator.registry import CertificateRegistry
from pyhanko_certvalidator.revinfo.archival import CRLContainer, OCSPContainer
from pyhanko_certvalidator.revinfo.manager import RevinfoManager
from pyhanko_certvalidator.validate import async_validate_path

from signing.names import accept_every_name
from signing.verify.faults import ASN1_FAULTS
from signing.verify.lists import trusted_lists
from signing.verify.managers import trust_manager
from signing.verify.material import Material, usable
from signing.verify.primitives import WEAK_HASHES, exponent_of, key_bits
from signing.verify.revocation import Revocation, revocation_of, up_to
from signing.verify.trust import TrustRoots
from signing.verify.verdict import Fact, Subindication, Trust

accept_every_name()

# Clocks of services differ; certvalidator takes one second.
TOLERANCE = timedelta(minutes=1)
MAXIMUM_PATHS = 8
# ETSI TS 119 312: RSA and DSA below 1900 bits and curves below 224 bits are no longer acceptable. Curves below 256
# bits, DSA, and RSA with an exponent up to 2^16 are not recommended any more: what is signed with them is told of.
MINIMUM_BITS = {"rsa": 1900, "dsa": 1900, "ec": 224}
_RECOMMENDED_CURVE_BITS, _RECOMMENDED_EXPONENT = 256, 1 << 16
_EITHER = RevocationCheckingRule.CRL_OR_OCSP_REQUIRED
_REQUIRED = RevocationCheckingPolicy(ee_certificate_rule=_EITHER, intermediate_ca_cert_rule=_EITHER)
# RFC 3161, 4.1: after these a time stamp of before the revocation stays good.
BENIGN_REASONS = frozenset({"superseded", "affiliation_changed", "cessation_of_operation"})


class _Strength(DisallowWeakAlgorithmsPolicy):
    """The library's policy, with our bounds, and with keys whose size it cannot compute (a negative modulus)."""

    def __init__(self) -> None:
        super().__init__(WEAK_HASHES, frozenset(), 0, 0)  # type: ignore[no-untyped-call]  # the library's own

    def signature_algorithm_allowed(
        self, algo: algos.SignedDigestAlgorithm, moment: datetime | None, public_key: keys.PublicKeyInfo | None
    ) -> AlgorithmUsageConstraint:
        if public_key is not None and weak_key(public_key):
            return AlgorithmUsageConstraint(allowed=False)
        return super().signature_algorithm_allowed(algo, moment, None)


def weak_key(public_key: keys.PublicKeyInfo) -> bool:
    """Return whether a key is shorter than ETSI TS 119 312 accepts; an unknown size is not called weak."""
    kind, bits = key_bits(public_key)
    return 0 < bits < MINIMUM_BITS.get(kind, 0)


def dated_key(public_key: keys.PublicKeyInfo) -> bool:
    """Return whether a key still holds but is of a kind that ETSI TS 119 312 recommends no more."""
    kind, bits = key_bits(public_key)
    if kind == "rsa":
        return 0 < exponent_of(public_key) <= _RECOMMENDED_EXPONENT
    return kind == "dsa" or (kind == "ec" and 0 < bits < _RECOMMENDED_CURVE_BITS)


@dataclass(frozen=True)
class Chain:
    """What is known of a certificate's chain.

    Attributes:
        subindication: None when it holds.
        trusted: the answer to "is it trusted?".
        above: DER certificates above the leaf, nearest first, as far as found.
        facts: what was found.
        revocation_as_of: the moment of the newest revocation data on the leaf.
        revoked_at: when the leaf was revoked, if it was.
        revocation_reason: as in the CRL or answer, or "".
        alive_until: the first moment at which one of the authorities expires.
        path: the path that was judged, for the trusted lists' answer.
    """

    subindication: Subindication | None
    trusted: Trust
    above: tuple[bytes, ...] = field(default=(), repr=False)
    facts: tuple[Fact, ...] = ()
    revocation_as_of: datetime | None = None
    revoked_at: datetime | None = None
    revocation_reason: str = ""
    alive_until: datetime | None = None
    path: ValidationPath | None = field(default=None, repr=False, compare=False)

    @property
    def holds(self) -> bool:
        """Whether the chain holds in every respect."""
        return self.subindication is None

    @property
    def certificates(self) -> tuple[bytes, ...]:
        """DER certificates from the leaf to what is trusted; none without such a path."""
        if self.path is None:
            return ()
        return tuple(bytes(one.dump()) for one in reversed(list(self.path.iter_certs(include_root=True))))


@dataclass(frozen=True)
class Moments:
    """The two moments of the module's description, and whether the first is proven."""

    used: datetime
    kept: datetime
    proven: bool


@dataclass(frozen=True)
class Sources:
    """What a chain is judged with.

    Attributes:
        trust: what chains may end at.
        material: validation data at hand, what was fetched for this check included.
        held: that of it which is in the file, or kept beside it.
        now: the moment that the verdict is asked for.
        present: the moment of the check; evidence that says to be younger is none.
    """

    trust: TrustRoots
    material: Material
    held: Material
    now: datetime
    present: datetime


async def judge_chain(
    leaf: x509.Certificate, *, others: tuple[x509.Certificate, ...], moments: Moments, sources: Sources
) -> Chain:
    """Judge a certificate's chain (EN 319 102-1, 5.2.6 and 5.6.2.1).

    Args:
        leaf: the certificate that signed.
        others: certificates that came with the signature.
        moments: when it was used and until when the evidence was kept.
        sources: roots and material.
    """
    key = (leaf.dump(), tuple(one.dump() for one in others), moments, sources, trusted_lists(sources.trust))
    cell = _cell(key)
    if not cell:
        cell.append(await _judged(leaf, others, moments, sources))
    return cell[0]


@lru_cache(maxsize=64)
def _cell(_key: Hashable) -> list[Chain]:
    """Return where the answer to one question is kept: many letters have one signer, judged at one moment."""
    return []


async def _judged(
    leaf: x509.Certificate, others: tuple[x509.Certificate, ...], moments: Moments, sources: Sources
) -> Chain:
    others = tuple(one for one in others if usable(one))
    above = _above(leaf, [*others, *sources.material.loaded_certificates()])
    if not usable(leaf):
        return Chain(Subindication.NO_SIGNING_CERTIFICATE_FOUND, Trust.UNKNOWN, above, (Fact.CHAIN_DOES_NOT_HOLD,))
    if sources.trust.empty:
        facts = (Fact.NOTHING_TRUSTED,)
        return Chain(Subindication.NO_CERTIFICATE_CHAIN_FOUND, Trust.UNKNOWN, above, facts)
    best: Chain | None = None
    async for path in _paths(leaf, others, moments, sources):
        chain = await _judge_path(leaf, path, others, moments, sources)
        if chain.holds:
            return chain
        best = chain if best is None or _rank(chain) > _rank(best) else best
    if best is not None:
        return best
    fact = Fact.SELF_SIGNED if leaf.self_issued else Fact.CHAIN_NOT_FOUND
    return Chain(Subindication.NO_CERTIFICATE_CHAIN_FOUND, Trust.NOT_TRUSTED, above, (fact,))


def _rank(chain: Chain) -> int:
    """Order failures: the path that comes furthest tells most."""
    order = (Subindication.CERTIFICATE_CHAIN_GENERAL_FAILURE, Subindication.TRY_LATER)
    return order.index(chain.subindication) * 2 if chain.subindication in order else 1


def _context(
    others: tuple[x509.Certificate, ...],
    moments: Moments,
    sources: Sources,
    *,
    revocation: bool,
    assertions: tuple[NonRevokedStatusAssertion, ...] = (),
) -> ValidationContext:
    material = up_to(sources.material, sources.present + TOLERANCE)
    registry = CertificateRegistry.build([*others, *material.loaded_certificates()])
    poe_manager = POEManager(current_dt_override=sources.now)
    known = RevinfoManager(
        registry,
        poe_manager,
        crls=[CRLContainer(one) for one in material.loaded_lists()] if revocation else [],
        ocsps=[each for one in material.loaded_answers() for each in OCSPContainer.load_multi(one)]
        if revocation
        else [],
        assertions=assertions,
    )
    return ValidationContext(
        trust_manager=trust_manager(sources.trust, moments.used),
        certificate_registry=registry,
        revinfo_manager=known,
        moment=moments.used,
        best_signature_time=moments.used,
        revinfo_policy=CertRevTrustPolicy(_REQUIRED if revocation else NO_REVOCATION, retroactive_revinfo=True),
        algorithm_usage_policy=_Strength(),
        time_tolerance=TOLERANCE,
        poe_manager=poe_manager,
        allow_fetching=False,
    )


async def _paths(
    leaf: x509.Certificate, others: tuple[x509.Certificate, ...], moments: Moments, sources: Sources
) -> AsyncIterator[ValidationPath]:
    context = _context(others, moments, sources, revocation=False)
    walker = context.path_builder.async_build_paths_lazy(leaf)
    count = 0
    try:
        async for path in walker:
            yield path
            count += 1
            if count == MAXIMUM_PATHS:
                break
    except (PathError, ValidationError, *ASN1_FAULTS):
        return
    finally:
        await walker.cancel()


async def _judge_path(
    leaf: x509.Certificate,
    path: ValidationPath,
    others: tuple[x509.Certificate, ...],
    moments: Moments,
    sources: Sources,
) -> Chain:
    certificates = [one for one in path.iter_certs(include_root=True) if one.dump() != leaf.dump()]
    above = tuple(bytes(one.dump()) for one in reversed(certificates))
    alive_until = min((one.not_valid_after for one in certificates), default=leaf.not_valid_after)
    base = Chain(None, Trust.TRUSTED, above, alive_until=alive_until, path=path)
    try:
        await async_validate_path(_context(others, moments, sources, revocation=False), path)
    except (ValidationError, PathError, *ASN1_FAULTS) as fault:
        if not _granted(path, moments.used):
            unknown, fact = Subindication.NO_CERTIFICATE_CHAIN_FOUND, Fact.ISSUER_NOT_GRANTED_THEN
            return replace(base, subindication=unknown, trusted=Trust.NOT_TRUSTED, facts=(fact,))
        return _failed(base, fault, moments)
    if not all(one.not_valid_before <= moments.kept <= one.not_valid_after for one in certificates):
        return replace(
            base,
            subindication=Subindication.OUT_OF_BOUNDS_NO_POE,
            trusted=Trust.UNKNOWN,
            facts=(Fact.CA_EXPIRED if alive_until < moments.kept else Fact.CHAIN_DOES_NOT_HOLD,),
        )
    return await _judge_revocation(leaf, path, others, moments, sources, base)


def _granted(path: ValidationPath, moment: datetime) -> bool:
    """Return whether the service that a path ends at was granted at a moment; a root of one's own always is."""
    quals = path.trust_anchor.trust_qualifiers
    started = quals.valid_from is None or quals.valid_from <= moment
    return started and (quals.valid_until is None or moment <= quals.valid_until)


async def _judge_revocation(
    leaf: x509.Certificate,
    path: ValidationPath,
    others: tuple[x509.Certificate, ...],
    moments: Moments,
    sources: Sources,
    base: Chain,
) -> Chain:
    if path.pkix_len == 0:
        return base
    known = [
        (below, revocation_of(below, issuer, sources.material, present=sources.present + TOLERANCE))
        for below, issuer in _pairs(path)
    ]
    fault = await _revocation_fault(path, others, moments, sources, ())
    lifted = isinstance(fault, RevokedError) and any(each.hold_lifted for _, each in known)
    if lifted or isinstance(fault, InsufficientRevinfoError):
        # certvalidator does not know that a hold can be lifted, asks no answer about a certificate that names no
        # responder, and relates no CRL to an anchor that is no root (as those of trusted lists are).
        good = (below for below, each in known if each.good_at(moments.used, tolerance=TOLERANCE))
        assertions = tuple(NonRevokedStatusAssertion(below.sha256, at=moments.used) for below in good)
        fault = await _revocation_fault(path, others, moments, sources, assertions)
    own = known[-1][1] if known else Revocation()
    base = replace(base, revocation_as_of=own.as_of, revoked_at=own.revoked_at, revocation_reason=own.reason)
    # certvalidator is content with the first good word; a younger or another one may say that it was revoked.
    revoked = [below for below, each in known if each.revoked_at is not None and each.revoked_at <= moments.used]
    if revoked and (fault is None or isinstance(fault, InsufficientRevinfoError)):
        mine = revoked[-1].dump() == leaf.dump()
        sub = Subindication.REVOKED_NO_POE if mine else Subindication.REVOKED_CA_NO_POE
        fact = Fact.CERTIFICATE_REVOKED if mine else Fact.CA_REVOKED
        return replace(base, subindication=sub, trusted=Trust.NOT_TRUSTED, facts=(fact,))
    if fault is not None:
        return _failed(base, fault, moments)
    later = (Fact.REVOKED_LATER,) if own.revoked_at is not None else ()
    return replace(base, facts=(Fact.REVOCATION_AS_OF, *later))


def _pairs(path: ValidationPath) -> list[tuple[x509.Certificate, x509.Certificate]]:
    """Return each certificate of a path with that of its issuer, from the anchor down."""
    certificates = list(path.iter_certs(include_root=True))
    return list(zip(certificates[1:], certificates[:-1], strict=True))


async def _revocation_fault(
    path: ValidationPath,
    others: tuple[x509.Certificate, ...],
    moments: Moments,
    sources: Sources,
    assertions: tuple[NonRevokedStatusAssertion, ...],
) -> Exception | None:
    try:
        context = _context(others, moments, sources, revocation=True, assertions=assertions)
        await async_validate_path(context, path)
    except (ValidationError, PathError, *ASN1_FAULTS, OSError) as fault:
        return fault
    return None


def _failed(base: Chain, fault: Exception, moments: Moments) -> Chain:
    """Return the chain with the sub-indication for what path validation refused."""
    end_entity = bool(getattr(fault, "is_ee_cert", False)) and not getattr(fault, "is_side_validation", False)
    general = (Subindication.CERTIFICATE_CHAIN_GENERAL_FAILURE, Trust.NOT_TRUSTED, Fact.CHAIN_DOES_NOT_HOLD)
    sub, trusted, fact = general
    if isinstance(fault, RevokedError) and not fault.is_side_validation:
        sub = Subindication.REVOKED_NO_POE if end_entity else Subindication.REVOKED_CA_NO_POE
        fact = Fact.CERTIFICATE_REVOKED if end_entity else Fact.CA_REVOKED
        base = replace(base, revoked_at=fault.revocation_dt if end_entity else base.revoked_at)
    elif isinstance(fault, ExpiredError) and end_entity:
        sub, fact = Subindication.OUT_OF_BOUNDS_NO_POE, Fact.CERTIFICATE_EXPIRED
        if moments.proven:
            sub, fact = Subindication.EXPIRED, Fact.EXPIRED_WHEN_SIGNED
    elif isinstance(fault, ExpiredError) and not fault.is_side_validation:
        fact = Fact.CA_EXPIRED
    elif isinstance(fault, NotYetValidError) and end_entity:
        sub = Subindication.NOT_YET_VALID if moments.proven else Subindication.OUT_OF_BOUNDS_NO_POE
        fact = Fact.CERTIFICATE_NOT_YET_VALID
    elif isinstance(fault, DisallowedAlgorithmError):
        sub, trusted, fact = Subindication.CRYPTO_CONSTRAINTS_FAILURE, Trust.UNKNOWN, Fact.WEAK_HASH
    elif isinstance(fault, InsufficientRevinfoError):
        sub, trusted, fact = Subindication.TRY_LATER, Trust.UNKNOWN, Fact.REVOCATION_UNKNOWN
    elif isinstance(fault, InvalidCertificateError):
        sub = Subindication.CHAIN_CONSTRAINTS_FAILURE
    return replace(base, subindication=sub, trusted=trusted, facts=(fact,))


def _above(leaf: x509.Certificate, candidates: list[x509.Certificate]) -> tuple[bytes, ...]:
    """Return the certificates above a leaf by their names, for showing; nothing is checked here."""
    found: list[bytes] = []
    current = leaf
    while len(found) < MAXIMUM_PATHS and current.subject != current.issuer:
        issuer = next((one for one in candidates if one.subject == current.issuer), None)
        if issuer is None or bytes(issuer.dump()) in found:
            break
        found.append(bytes(issuer.dump()))
        current = issuer
    return tuple(found)
