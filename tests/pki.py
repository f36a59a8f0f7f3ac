"""A whole public-key infrastructure for tests: made once per run, no HTTP, every service answers for any moment.

Its story runs on 8 and 9 February 2024. All validity periods are fixed, so that a test names its moments itself.
"""

# ruff: noqa: E501  (the lines of the configuration)
from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import AsyncGenerator, Iterable
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from asn1crypto import cms, crl, keys, ocsp, tsp, x509
from certomancer.registry import ArchLabel, CertLabel, CertomancerConfig, KeyLabel, ServiceLabel
from cryptography import x509 as pyca_x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from pyhanko.sign.ades import qualified_asn1  # noqa: F401  registers QcStatements before a certificate is built
from pyhanko.sign.signers import SimpleSigner
from pyhanko.sign.timestamps import TimeStamper
from pyhanko_certvalidator.errors import OCSPFetchError
from pyhanko_certvalidator.fetchers import CertificateFetcher, CRLFetcher, Fetchers, OCSPFetcher
from pyhanko_certvalidator.registry import SimpleCertificateStore

SIGNING_DAY = datetime(2024, 2, 8, 15, 30, tzinfo=UTC)
REVOKED_AT = datetime(2024, 2, 8, 18, 0, tzinfo=UTC)
RELEASE_DAY = datetime(2024, 2, 9, 11, 0, tzinfo=UTC)

P256_KEYS = (
    "root",
    "issuing",
    "signer",
    "revoked",
    "expired",
    "authentication",
    "tsa",
    "expired-tsa",
    "ocsp",
    "second",
    "seal",
)
RSA_KEYS = ("signer-rsa",)

CONFIG = """
external-url-prefix: http://pki.invalid
keysets:
  ks:
    path-prefix: .
    keys:
{keys}
pki-architectures:
  test:
    keyset: ks
    entity-defaults: {{country-name: NL, organization-name: Proef}}
    entities:
      root: {{common-name: Proef Root}}
      issuing: {{common-name: Proef Issuing CA}}
      signer: {{common-name: A. Voorbeeld}}
      signer-rsa: {{common-name: A. Voorbeeld (RSA)}}
      second: {{common-name: B. Tweede}}
      revoked: {{common-name: I. Ingetrokken}}
      expired: {{common-name: V. Verlopen}}
      authentication: {{common-name: A. Voorbeeld (authenticatie)}}
      tsa: {{common-name: Proef TSA}}
      expired-tsa: {{common-name: Proef TSA (verlopen)}}
      ocsp: {{common-name: Proef OCSP}}
    certs:
      root:
        subject: root
        issuer: root
        validity: {{valid-from: "2015-01-01T00:00:00+0000", valid-to: "2045-01-01T00:00:00+0000"}}
        profiles: [{{id: simple-ca, params: {{crl-repo: root, max-path-len: 1}}}}]
      issuing:
        subject: issuing
        issuer: root
        validity: {{valid-from: "2015-01-01T00:00:00+0000", valid-to: "2044-01-01T00:00:00+0000"}}
        profiles: [{{id: simple-ca, params: {{crl-repo: root, max-path-len: 0}}}}]
      ocsp:
        subject: ocsp
        issuer: issuing
        validity: {{valid-from: "2015-01-01T00:00:00+0000", valid-to: "2044-01-01T00:00:00+0000"}}
        profiles: [ocsp-responder]
      tsa:
        subject: tsa
        issuer: issuing
        validity: {{valid-from: "2018-01-01T00:00:00+0000", valid-to: "2036-01-01T00:00:00+0000"}}
        extensions: &tsa-extensions
          - {{id: extended_key_usage, critical: true, value: [time_stamping]}}
          - {{id: crl_distribution_points, smart-value: {{schema: crl-dist-url, params: {{crl-repo-names: [issuing]}}}}}}
      expired-tsa:
        subject: expired-tsa
        issuer: issuing
        validity: {{valid-from: "2018-01-01T00:00:00+0000", valid-to: "2024-06-01T00:00:00+0000"}}
        extensions: *tsa-extensions
      signer: &signer
        subject: signer
        issuer: issuing
        validity: &three-years {{valid-from: "2022-01-01T00:00:00+0000", valid-to: "2028-01-01T00:00:00+0000"}}
        extensions: &signing-extensions
          - {{id: key_usage, critical: true, smart-value: {{schema: key-usage, params: [non_repudiation]}}}}
          - {{id: authority_information_access, smart-value: {{schema: aia-urls, params: {{ocsp-responder-names: [issuing]}}}}}}
          - {{id: crl_distribution_points, smart-value: {{schema: crl-dist-url, params: {{crl-repo-names: [issuing]}}}}}}
      signer-rsa: {{subject: signer-rsa, issuer: issuing, validity: *three-years, extensions: *signing-extensions}}
      second: {{subject: second, issuer: issuing, validity: *three-years, extensions: *signing-extensions}}
      revoked:
        subject: revoked
        issuer: issuing
        validity: *three-years
        extensions: *signing-extensions
        revocation: {{revoked-since: "2024-02-08T18:00:00+0000", reason: key_compromise}}
      expired:
        subject: expired
        issuer: issuing
        validity: {{valid-from: "2019-01-01T00:00:00+0000", valid-to: "2022-01-01T00:00:00+0000"}}
        extensions: *signing-extensions
      authentication:
        subject: authentication
        issuer: issuing
        validity: *three-years
        extensions:
          - {{id: key_usage, critical: true, smart-value: {{schema: key-usage, params: [digital_signature]}}}}
          - {{id: extended_key_usage, value: [client_auth]}}
          - {{id: authority_information_access, smart-value: {{schema: aia-urls, params: {{ocsp-responder-names: [issuing]}}}}}}
          - {{id: crl_distribution_points, smart-value: {{schema: crl-dist-url, params: {{crl-repo-names: [issuing]}}}}}}
    services:
      ocsp:
        issuing: {{for-issuer: issuing, responder-cert: ocsp, signing-key: ocsp}}
      crl-repo:
        root: {{for-issuer: root, signing-key: root, simulated-update-schedule: P90D}}
        issuing: {{for-issuer: issuing, signing-key: issuing, simulated-update-schedule: P1D}}
      time-stamping:
        tsa: {{signing-key: tsa, signing-cert: tsa}}
        expired-tsa: {{signing-key: expired-tsa, signing-cert: expired-tsa}}
        not-a-tsa: {{signing-key: second, signing-cert: second}}
"""


class PkiTimeStamper(TimeStamper):
    """Time stamps of the test authority for one moment; counts what was asked, and can be out of reach."""

    def __init__(self, pki: TestPki, *, at: datetime, service: str) -> None:
        super().__init__()
        self._service = pki.architecture.service_registry.summon_timestamper(ServiceLabel(service), at_time=at)
        self.asked = 0
        self.out_of_reach = False

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        self.asked += 1
        if self.out_of_reach:
            raise OSError("the time-stamp service of the test is out of reach")
        return self._service.request_tsa_response(req)


class _Ocsp(OCSPFetcher):
    def __init__(self, pki: TestPki, at: datetime) -> None:
        self._pki, self._at = pki, at
        self._answers: dict[bytes, list[ocsp.OCSPResponse]] = {}

    async def fetch(self, cert: Any, authority: Any) -> ocsp.OCSPResponse:
        if not cert.ocsp_urls:
            raise OCSPFetchError("no address in the certificate")
        responder = self._pki.architecture.service_registry.summon_responder(ServiceLabel("issuing"), at_time=self._at)
        question = {
            "req_cert": ocsp.CertId(
                {
                    "hash_algorithm": {"algorithm": "sha1"},
                    "issuer_name_hash": cert.issuer.sha1,
                    "issuer_key_hash": authority.public_key.sha1,
                    "serial_number": cert.serial_number,
                }
            )
        }
        request = ocsp.OCSPRequest({"tbs_request": {"request_list": [question]}})
        answer = responder.build_ocsp_response(request)
        self._answers.setdefault(cert.issuer_serial, []).append(answer)
        return answer

    def fetched_responses(self) -> Iterable[ocsp.OCSPResponse]:
        return [one for several in self._answers.values() for one in several]

    def fetched_responses_for_cert(self, cert: Any) -> Iterable[ocsp.OCSPResponse]:
        return self._answers.get(cert.issuer_serial, [])  # unlike for CRLs, "not fetched yet" is an empty list here


class _Crl(CRLFetcher):
    def __init__(self, pki: TestPki, at: datetime) -> None:
        self._pki, self._at = pki, at
        self._lists: dict[bytes, list[crl.CertificateList]] = {}

    async def fetch(self, cert: Any, *, use_deltas: Any = None) -> Iterable[crl.CertificateList]:
        if not cert.crl_distribution_points:
            return []
        repository = "root" if cert.issuer == self._pki.certificate("root").subject else "issuing"
        self._lists[cert.issuer_serial] = [self._pki.crl(repository, at=self._at)]
        return self._lists[cert.issuer_serial]

    def fetched_crls(self) -> Iterable[crl.CertificateList]:
        return [one for several in self._lists.values() for one in several]

    def fetched_crls_for_cert(self, cert: Any) -> Iterable[crl.CertificateList]:
        return self._lists[cert.issuer_serial]


class _NoCertificates(CertificateFetcher):
    async def _nothing(self) -> AsyncGenerator[x509.Certificate, None]:
        for certificate in ():
            yield certificate

    def fetch_cert_issuers(self, cert: Any) -> AsyncGenerator[x509.Certificate, None]:
        return self._nothing()

    def fetch_crl_issuers(self, certificate_list: Any) -> AsyncGenerator[x509.Certificate, None]:
        return self._nothing()

    def fetched_certs(self) -> Iterable[x509.Certificate]:
        return []


class TestPki:
    """Root, issuing CA, signers and services; labels are those of the configuration above."""

    __test__ = False  # not a test class, whatever its name

    def __init__(self, folder: Path) -> None:
        for label in P256_KEYS:
            _write_key(folder, label, ec.generate_private_key(ec.SECP256R1()))
        for label in RSA_KEYS:
            _write_key(folder, label, rsa.generate_private_key(65537, 3072))
        listed = "\n".join(f"      {label}: {{path: {label}.pem}}" for label in (*P256_KEYS, *RSA_KEYS))
        config = CertomancerConfig.from_yaml(CONFIG.format(keys=listed), str(folder))
        self.architecture = config.get_pki_arch(ArchLabel("test"))

    def certificate(self, label: str) -> x509.Certificate:
        return self.architecture.get_cert(CertLabel(label))

    def private_key(self, label: str) -> keys.PrivateKeyInfo:
        return self.architecture.key_set.get_private_key(KeyLabel(label))

    @property
    def roots(self) -> list[bytes]:
        """The DER certificates to be trusted."""
        return [self.certificate("root").dump()]

    @property
    def chain(self) -> list[bytes]:
        """The DER certificates above every signer, nearest first."""
        return [self.certificate("issuing").dump(), self.certificate("root").dump()]

    def signer(self, label: str = "signer", **more: Any) -> SimpleSigner:
        store = SimpleCertificateStore()
        store.register_multiple([self.certificate("issuing"), self.certificate("root")])
        return SimpleSigner(
            signing_cert=self.certificate(label), signing_key=self.private_key(label), cert_registry=store, **more
        )

    def pkcs12(self, label: str = "signer", *, passphrase: bytes = b"proef") -> bytes:
        key = serialization.load_der_private_key(self.private_key(label).dump(), password=None)
        load = pyca_x509.load_der_x509_certificate
        return pkcs12.serialize_key_and_certificates(
            label.encode(),
            key,  # type: ignore[arg-type]
            load(self.certificate(label).dump()),
            [load(der) for der in self.chain],
            serialization.BestAvailableEncryption(passphrase),
        )

    def time_stamper(self, at: datetime, *, service: str = "tsa") -> PkiTimeStamper:
        return PkiTimeStamper(self, at=at, service=service)

    def fetchers(self, at: datetime) -> Fetchers:
        return Fetchers(ocsp_fetcher=_Ocsp(self, at), crl_fetcher=_Crl(self, at), cert_fetcher=_NoCertificates())

    def crl(self, repository: str = "issuing", *, at: datetime) -> crl.CertificateList:
        answer = self.architecture.service_registry.get_crl(ServiceLabel(repository), at_time=at)
        return crl.CertificateList.load(answer.dump())

    def issue(
        self,
        public_key: Any,
        *,
        name: str = "P. Proefsleutel",
        kind: pyca_x509.ObjectIdentifier = pyca_x509.NameOID.COMMON_NAME,
        digest: hashes.HashAlgorithm | None = None,
        key_usage: frozenset[str] = frozenset({"non_repudiation"}),
        extended: tuple[str, ...] = (),
        extensions: tuple[tuple[str, bytes], ...] = (),
    ) -> x509.Certificate:
        """Issue a certificate of the issuing CA for a key of a kind the configuration does not know."""
        issuer_key = serialization.load_der_private_key(self.private_key("issuing").dump(), password=None)
        issuer = pyca_x509.load_der_x509_certificate(self.certificate("issuing").dump())
        subject = pyca_x509.Name([pyca_x509.NameAttribute(kind, name)])
        usage = {
            "digital_signature": False, "content_commitment": "non_repudiation" in key_usage, "key_encipherment": False,
            "data_encipherment": False, "key_agreement": False, "key_cert_sign": False, "crl_sign": False,
            "encipher_only": False, "decipher_only": False,
        }  # fmt: skip
        usage["digital_signature"] = "digital_signature" in key_usage
        builder = (
            pyca_x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer.subject)
            .public_key(public_key)
            .serial_number(pyca_x509.random_serial_number())
            .not_valid_before(datetime(2022, 1, 1, tzinfo=UTC))
            .not_valid_after(datetime(2028, 1, 1, tzinfo=UTC))
            .add_extension(pyca_x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.public_key()), critical=False)  # type: ignore[arg-type]
            .add_extension(pyca_x509.KeyUsage(**usage), critical=True)
        )
        points = pyca_x509.load_der_x509_certificate(self.certificate("signer").dump()).extensions
        listed = points.get_extension_for_class(pyca_x509.CRLDistributionPoints)
        builder = builder.add_extension(listed.value, critical=False)
        if extended:
            purposes = [pyca_x509.ObjectIdentifier(one) for one in extended]
            builder = builder.add_extension(pyca_x509.ExtendedKeyUsage(purposes), critical=False)
        for oid, value in extensions:
            unknown = pyca_x509.UnrecognizedExtension(pyca_x509.ObjectIdentifier(oid), value)
            builder = builder.add_extension(unknown, critical=False)
        made = builder.sign(issuer_key, digest or hashes.SHA256())  # type: ignore[arg-type]
        return x509.Certificate.load(made.public_bytes(serialization.Encoding.DER))


def _write_key(folder: Path, label: str, key: Any) -> None:
    text = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / f"{label}.pem").write_bytes(text)


@lru_cache(maxsize=1)
def make_pki() -> TestPki:
    """Return the infrastructure of this test run; the keys are made at the first call."""
    folder = tempfile.mkdtemp(prefix="proef-pki-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return TestPki(Path(folder))


def signed_data(token: bytes) -> cms.SignedData:
    """Return the SignedData inside a DER ContentInfo (padding allowed)."""
    return cms.ContentInfo.load(token, strict=False)["content"]
