"""The demonstration PKI: root, issuing CA, a signer with non-repudiation, time stamps, OCSP and CRLs.

Certomancer, in the process, no network; every service answers for the moment the demonstration's clock shows. Keys
and certificates are made at random once and kept in the profile, so that a later command finds the same authority.
Everything in it says DEMONSTRATIE.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterable
from pathlib import Path
from typing import Any

from asn1crypto import crl, ocsp, tsp, x509
from certomancer.registry import ArchLabel, CertLabel, CertomancerConfig, PKIArchitecture, ServiceLabel
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    pkcs12,
)
from cryptography.x509 import load_der_x509_certificate
from pyhanko.sign.timestamps import TimeStamper
from pyhanko_certvalidator.errors import CRLFetchError, OCSPFetchError
from pyhanko_certvalidator.fetchers.api import CertificateFetcher, CRLFetcher, FetcherBackend, Fetchers, OCSPFetcher

from app.ports import Clock, Secret

SIGNATORY = "M. Verzonnen"
_LABELS = ("root", "issuing", "signer", "tsa", "ocsp")
_CONFIG = """
external-url-prefix: http://pki.demonstratie.invalid
keysets:
  demo:
    keys: {{{keys}}}
pki-architectures:
  demo:
    keyset: demo
    entity-defaults: {{country-name: NL, organization-name: "DEMONSTRATIE - niet vertrouwen"}}
    entities:
      root: {{common-name: "DEMONSTRATIE Root CA"}}
      issuing: {{common-name: "DEMONSTRATIE Uitgevende CA"}}
      signer: {{common-name: "{signatory} (DEMONSTRATIE)"}}
      tsa: {{common-name: "DEMONSTRATIE Tijdstempeldienst"}}
      ocsp: {{common-name: "DEMONSTRATIE OCSP"}}
    certs:
      root:
        subject: root
        issuer: root
        validity: {{valid-from: "2020-01-01T00:00:00+0000", valid-to: "2040-01-01T00:00:00+0000"}}
        profiles: [{{id: simple-ca, params: {{crl-repo: root}}}}]
        {root}
      issuing:
        subject: issuing
        issuer: root
        validity: {{valid-from: "2020-01-01T00:00:00+0000", valid-to: "2039-01-01T00:00:00+0000"}}
        profiles: [{{id: simple-ca, params: {{max-path-len: 0, crl-repo: issuing, ocsp-service: issuing}}}}]
        {issuing}
      signer:
        subject: signer
        issuer: issuing
        validity: {{valid-from: "2023-01-01T00:00:00+0000", valid-to: "2033-01-01T00:00:00+0000"}}
        extensions:
          - {{id: key_usage, critical: true, smart-value: {{schema: key-usage, params: [non_repudiation]}}}}
        {signer}
      tsa:
        subject: tsa
        issuer: issuing
        validity: {{valid-from: "2020-01-01T00:00:00+0000", valid-to: "2038-01-01T00:00:00+0000"}}
        extensions:
          - {{id: key_usage, critical: true, smart-value: {{schema: key-usage, params: [digital_signature]}}}}
          - {{id: extended_key_usage, critical: true, value: [time_stamping]}}
        {tsa}
      ocsp:
        subject: ocsp
        issuer: issuing
        validity: {{valid-from: "2020-01-01T00:00:00+0000", valid-to: "2038-01-01T00:00:00+0000"}}
        profiles: [ocsp-responder]
        {ocsp}
    services:
      ocsp:
        issuing: {{for-issuer: issuing, responder-cert: ocsp, signing-key: ocsp}}
      crl-repo:
        root: {{for-issuer: root, signing-key: root, simulated-update-schedule: P90D}}
        issuing: {{for-issuer: issuing, signing-key: issuing, simulated-update-schedule: P1D}}
      time-stamping:
        tsa: {{signing-key: tsa, signing-cert: tsa}}
"""


def make_pki(folder: Path) -> None:
    """Make the keys and certificates of a new demonstration PKI in an empty folder."""
    folder.mkdir(parents=True)
    for label in _LABELS:
        key = rsa.generate_private_key(65537, 3072) if label == "signer" else ec.generate_private_key(ec.SECP256R1())
        (folder / f"{label}.key.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        (folder / f"{label}.public.pem").write_bytes(
            key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        )
    architecture = _architecture(folder, kept=False)
    for label in _LABELS:
        (folder / f"{label}.cert.der").write_bytes(architecture.get_cert(CertLabel(label)).dump())


def _architecture(folder: Path, *, kept: bool) -> PKIArchitecture:
    files = {label: f"certificate-file: {label}.cert.der" if kept else "" for label in _LABELS}
    keys = ", ".join(f"{label}: {{{_key_file(folder, label, kept=kept)}}}" for label in _LABELS)
    text = _CONFIG.format(keys=keys, signatory=SIGNATORY, **files)
    config = CertomancerConfig.from_yaml(text, str(folder), config_search_dir=str(folder))
    return config.get_pki_arch(ArchLabel("demo"))


def _key_file(folder: Path, label: str, *, kept: bool) -> str:
    # The services never sign with the signer's key. Loading it checks it as an RSA key: a tenth of a second in which no
    # other thread runs, the window's neither.
    if kept and label == "signer" and (folder / "signer.public.pem").is_file():
        return "path: signer.public.pem, public-only: true"
    return f"path: {label}.key.pem"


class DemonstrationPki:
    """The kept demonstration PKI of a profile.

    Args:
        folder: where :func:`make_pki` put it.
        clock: the demonstration's clock; every answer is of that moment.
    """

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._folder = folder
        self._clock = clock
        self._architecture = _architecture(folder, kept=True)

    def certificate(self, label: str) -> bytes:
        """Return the DER of one of its certificates (``root``, ``issuing``, ``signer``, ``tsa``, ``ocsp``)."""
        return (self._folder / f"{label}.cert.der").read_bytes()

    def signer_key(self) -> rsa.RSAPrivateKey:
        """Return the signer's private key, to be put on a token."""
        key = load_pem_private_key((self._folder / "signer.key.pem").read_bytes(), None)
        assert isinstance(key, rsa.RSAPrivateKey)  # noqa: S101  made so above
        return key

    def pkcs12(self, passphrase: Secret) -> bytes:
        """Return the signer's key and chain as PKCS#12."""
        load = load_der_x509_certificate
        return pkcs12.serialize_key_and_certificates(
            SIGNATORY.encode(),
            self.signer_key(),
            load(self.certificate("signer")),
            [load(self.certificate(label)) for label in ("issuing", "root")],
            BestAvailableEncryption(passphrase.reveal().encode()),
        )

    def time_stamper(self) -> TimeStamper:
        """Return a client of its time-stamp service; no network is involved."""
        return _TimeStamper(self._architecture, self._clock)

    def fetchers(self) -> FetcherBackend:
        """Return the fetchers of its OCSP answers and CRLs; no network is involved."""
        return _FetcherBackend(self._architecture, self._clock)


class _TimeStamper(TimeStamper):
    def __init__(self, architecture: PKIArchitecture, clock: Clock) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # pyHanko types this one not
        self._architecture, self._clock = architecture, clock

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        service = self._architecture.service_registry.summon_timestamper(ServiceLabel("tsa"), at_time=self._clock.now())
        return service.request_tsa_response(req)


class _Ocsp(OCSPFetcher):
    def __init__(self, architecture: PKIArchitecture, clock: Clock) -> None:
        self._architecture, self._clock = architecture, clock
        self._answers: dict[bytes, ocsp.OCSPResponse] = {}

    async def fetch(self, cert: Any, authority: Any) -> ocsp.OCSPResponse:
        if not cert.ocsp_urls:
            raise OCSPFetchError("the certificate names no responder")
        question = ocsp.CertId(
            {
                "hash_algorithm": {"algorithm": "sha1"},  # RFC 6960, 4.1.1: a name for the issuer, not protection
                "issuer_name_hash": cert.issuer.sha1,
                "issuer_key_hash": authority.public_key.sha1,
                "serial_number": cert.serial_number,
            }
        )
        responder = self._architecture.service_registry.summon_responder(
            ServiceLabel("issuing"), at_time=self._clock.now()
        )
        answer = responder.build_ocsp_response(
            ocsp.OCSPRequest({"tbs_request": {"request_list": [{"req_cert": question}]}})
        )
        self._answers[cert.issuer_serial] = answer
        return answer

    def fetched_responses(self) -> Iterable[ocsp.OCSPResponse]:
        return self._answers.values()

    def fetched_responses_for_cert(self, cert: Any) -> Iterable[ocsp.OCSPResponse]:
        answer = self._answers.get(cert.issuer_serial)
        return [] if answer is None else [answer]


class _Crl(CRLFetcher):
    def __init__(self, architecture: PKIArchitecture, clock: Clock) -> None:
        self._architecture, self._clock = architecture, clock
        self._lists: dict[bytes, crl.CertificateList] = {}

    async def fetch(self, cert: Any, *, use_deltas: Any = None) -> Iterable[crl.CertificateList]:
        if cert.crl_distribution_points_value is None:
            raise CRLFetchError("the certificate names no list")
        root = self._architecture.get_cert(CertLabel("root"))
        label = "root" if cert.issuer == root.subject else "issuing"
        made = self._architecture.service_registry.get_crl(ServiceLabel(label), at_time=self._clock.now())
        self._lists[cert.issuer_serial] = crl.CertificateList.load(made.dump())
        return [self._lists[cert.issuer_serial]]

    def fetched_crls(self) -> Iterable[crl.CertificateList]:
        return self._lists.values()

    def fetched_crls_for_cert(self, cert: Any) -> Iterable[crl.CertificateList]:
        # Unlike for OCSP, "not fetched yet" is told by a KeyError here.
        return [self._lists[cert.issuer_serial]]


class _NoCertificates(CertificateFetcher):
    async def _none(self) -> AsyncGenerator[x509.Certificate, None]:
        nothing: tuple[x509.Certificate, ...] = ()
        for certificate in nothing:
            yield certificate

    def fetch_cert_issuers(self, cert: Any) -> AsyncGenerator[x509.Certificate, None]:
        return self._none()

    def fetch_crl_issuers(self, certificate_list: Any) -> AsyncGenerator[x509.Certificate, None]:
        return self._none()

    def fetched_certs(self) -> Iterable[x509.Certificate]:
        return ()


class _FetcherBackend(FetcherBackend):
    def __init__(self, architecture: PKIArchitecture, clock: Clock) -> None:
        self._fetchers = Fetchers(_Ocsp(architecture, clock), _Crl(architecture, clock), _NoCertificates())

    def get_fetchers(self) -> Fetchers:
        return self._fetchers
