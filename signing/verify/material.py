"""Validation data found in a file: certificates, OCSP answers and CRLs of the security store (ISO 32000-2, 12.8.4.3).

It is advisory: what is damaged or missing in it is left out and said, and never fails a signature by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from asn1crypto import crl, ocsp, x509

from signing.verify.faults import ASN1_FAULTS


@dataclass(frozen=True)
class Material:
    """Certificates and revocation data, each once.

    Attributes:
        certificates: DER.
        answers: OCSP responses, DER.
        lists: CRLs, DER.
        damaged: whether something in the store could not be read.
    """

    certificates: tuple[bytes, ...] = field(default=(), repr=False)
    answers: tuple[bytes, ...] = field(default=(), repr=False)
    lists: tuple[bytes, ...] = field(default=(), repr=False)
    damaged: bool = False

    def joined(self, *others: Material) -> Material:
        """Return this material with that of others, each object once."""
        every = (self, *others)
        return Material(
            tuple(dict.fromkeys(der for one in every for der in one.certificates)),
            tuple(dict.fromkeys(der for one in every for der in one.answers)),
            tuple(dict.fromkeys(der for one in every for der in one.lists)),
            any(one.damaged for one in every),
        )

    @property
    def has_revocation_data(self) -> bool:
        """Whether there is any OCSP answer or CRL."""
        return bool(self.answers or self.lists)

    def loaded_certificates(self) -> list[x509.Certificate]:
        """Return the certificates, parsed."""
        return [x509.Certificate.load(der) for der in self.certificates]

    def loaded_answers(self) -> list[ocsp.OCSPResponse]:
        """Return the OCSP responses, parsed."""
        return [ocsp.OCSPResponse.load(der) for der in self.answers]

    def loaded_lists(self) -> list[crl.CertificateList]:
        """Return the CRLs, parsed."""
        return [crl.CertificateList.load(der) for der in self.lists]


def read_material(
    certificates: Iterable[bytes] = (), answers: Iterable[bytes] = (), lists: Iterable[bytes] = ()
) -> Material:
    """Return material of DER objects; what cannot be parsed is left out and marked."""
    good_certificates, bad1 = _sieve(certificates, _whole_certificate)
    good_answers, bad2 = _sieve(answers, _whole_answer)
    good_lists, bad3 = _sieve(lists, _whole_list)
    return Material(good_certificates, good_answers, good_lists, bad1 or bad2 or bad3)


def _sieve(values: Iterable[bytes], whole: Callable[[bytes], object]) -> tuple[tuple[bytes, ...], bool]:
    good, bad = [], False
    for value in values:
        try:
            whole(value)
        except ASN1_FAULTS:
            bad = True
        else:
            good.append(value)
    return tuple(dict.fromkeys(good)), bad


def _whole_certificate(der: bytes) -> object:
    certificate = x509.Certificate.load(der)
    names = certificate.subject.native, certificate.issuer.native
    # Path building asks for all of these, and does not expect a certificate that cannot be read to the end.
    algorithms = certificate.public_key.algorithm, certificate["signature_algorithm"].native
    return names, algorithms, certificate.not_valid_after, certificate.key_identifier, certificate.ca


def usable(certificate: x509.Certificate) -> bool:
    """Return whether a certificate can be read to the end."""
    return _usable(bytes(certificate.dump()))


@lru_cache(maxsize=512)
def _usable(der: bytes) -> bool:
    try:
        _whole_certificate(der)
    except ASN1_FAULTS:
        return False
    return True


def _whole_answer(der: bytes) -> object:
    response = ocsp.OCSPResponse.load(der)
    if response["response_status"].native != "successful":
        raise ValueError("an answer without a status")
    return response.basic_ocsp_response["tbs_response_data"]["responses"].native


def _whole_list(der: bytes) -> object:
    listed = crl.CertificateList.load(der)
    return listed.issuer.native, listed["tbs_cert_list"]["this_update"].native
