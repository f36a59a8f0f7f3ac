"""Trusted lists from a folder: trust, qualified status with what it rests on, age and expiry; nothing is fetched."""

from __future__ import annotations

import os
from base64 import b64encode
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from asn1crypto import core, x509
from cryptography import x509 as pyca_x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from lxml import etree
from signxml import SignatureMethod
from signxml.xades import XAdESSigner

from signing.errors import SigningFault
from signing.sandbox import Sandbox
from signing.verify import Material, TrustRoots
from signing.verify.lists import trusted_lists, with_lists
from signing.verify.service_history import with_identities
from signing.verify.verdict import Fact, FileState, Qualified, Subindication, Trust
from tests.pki import RELEASE_DAY, TestPki
from tests.signing.verify import others
from tests.signing.verify.conftest import CHECK_DAY, Judge

ISSUED = datetime(2024, 1, 30, tzinfo=UTC)
NAMESPACES = (
    'xmlns="http://uri.etsi.org/02231/v2#" xmlns:x="http://uri.etsi.org/02231/v2/additionaltypes#" '
    'xmlns:e="http://uri.etsi.org/TrstSvc/SvcInfoExt/eSigDir-1999-93-EC-TrustedList/#"'
)
URI = "http://uri.etsi.org/TrstSvc"


class ListMaker:
    """Makes a folder with a list of lists and one national list, signed by keys of its own."""

    def __init__(self, pki: TestPki) -> None:
        self._pki = pki
        self.top, self._top_key = self._signer("Lijst van lijsten")
        self._national, self._national_key = self._signer("Nationale lijst")

    def _signer(self, name: str) -> tuple[bytes, Any]:
        key = ec.generate_private_key(ec.SECP256R1())
        subject = pyca_x509.Name([pyca_x509.NameAttribute(pyca_x509.NameOID.COMMON_NAME, name)])
        made = (
            pyca_x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(subject)
            .public_key(key.public_key())
            .serial_number(pyca_x509.random_serial_number())
            .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
            .not_valid_after(datetime(2045, 1, 1, tzinfo=UTC))
            .sign(key, hashes.SHA256())
        )
        return made.public_bytes(serialization.Encoding.DER), key

    def write(
        self,
        folder: Path,
        *,
        next_update: datetime,
        status: str = "granted",
        since: str = "2018-01-01",
        before: str = "",
        name: str = "nl.xml",
        issued: datetime = ISSUED,
    ) -> Path:
        """Write both lists; ``before`` is the status that the service had since 2018, until ``since``."""
        folder.mkdir(exist_ok=True)
        extensions = f"""<ServiceInformationExtensions><Extension Critical="true"><AdditionalServiceInformation>
            <URI xml:lang="en">{URI}/TrustedList/SvcInfoExt/ForeSignatures</URI>
            </AdditionalServiceInformation></Extension></ServiceInformationExtensions>"""
        key = pyca_x509.load_der_x509_certificate(self._pki.certificate("issuing").dump()).public_key()
        known_by = b64encode(pyca_x509.SubjectKeyIdentifier.from_public_key(key).digest).decode()
        history = f"""<ServiceHistory><ServiceHistoryInstance>
            <ServiceTypeIdentifier>{URI}/Svctype/CA/QC</ServiceTypeIdentifier>
            <ServiceName><Name xml:lang="en">Proef Issuing CA</Name></ServiceName>
            <ServiceDigitalIdentity><DigitalId><X509SKI>{known_by}</X509SKI></DigitalId></ServiceDigitalIdentity>
            <ServiceStatus>{URI}/TrustedList/Svcstatus/{before}</ServiceStatus>
            <StatusStartingTime>2018-01-01T00:00:00Z</StatusStartingTime>{extensions}
            </ServiceHistoryInstance></ServiceHistory>"""
        pointer = f"""<PointersToOtherTSL><OtherTSLPointer>
          <ServiceDigitalIdentities><ServiceDigitalIdentity><DigitalId><X509Certificate>{_base64(self._national)}
          </X509Certificate></DigitalId></ServiceDigitalIdentity></ServiceDigitalIdentities>
          <TSLLocation>https://lijsten.invalid/nl.xml</TSLLocation>
          <AdditionalInformation>
            <OtherInformation><TSLType>{URI}/TrustedList/TSLType/EUgeneric</TSLType></OtherInformation>
            <OtherInformation><SchemeTerritory>NL</SchemeTerritory></OtherInformation>
            <OtherInformation><x:MimeType>application/vnd.etsi.tsl+xml</x:MimeType></OtherInformation>
          </AdditionalInformation></OtherTSLPointer></PointersToOtherTSL>"""
        top = self._list("EUlistofthelists", "EU", next_update, pointer, "")
        (folder / "lotl.xml").write_bytes(_signed(top, self.top, self._top_key))
        service = f"""<TrustServiceProviderList><TrustServiceProvider>
          <TSPInformation><TSPName><Name xml:lang="en">Proef</Name></TSPName>
            <TSPAddress><PostalAddresses><PostalAddress xml:lang="en"><StreetAddress>Plein 1</StreetAddress>
            <Locality>Den Haag</Locality><CountryName>NL</CountryName></PostalAddress></PostalAddresses>
            <ElectronicAddress><URI xml:lang="en">https://proef.invalid</URI></ElectronicAddress></TSPAddress>
            <TSPInformationURI><URI xml:lang="en">https://proef.invalid</URI></TSPInformationURI></TSPInformation>
          <TSPServices><TSPService><ServiceInformation>
            <ServiceTypeIdentifier>{URI}/Svctype/CA/QC</ServiceTypeIdentifier>
            <ServiceName><Name xml:lang="en">Proef Issuing CA</Name></ServiceName>
            <ServiceDigitalIdentity><DigitalId><X509Certificate>
            {_base64(self._pki.certificate("issuing").dump())}</X509Certificate></DigitalId></ServiceDigitalIdentity>
            <ServiceStatus>{URI}/TrustedList/Svcstatus/{status}</ServiceStatus>
            <StatusStartingTime>{since}T00:00:00Z</StatusStartingTime>{extensions}
          </ServiceInformation>{history if before else ""}</TSPService></TSPServices>
          </TrustServiceProvider></TrustServiceProviderList>"""
        national = self._list("EUgeneric", "NL", next_update, "", service, issued)
        (folder / name).write_bytes(_signed(national, self._national, self._national_key))
        return folder

    def _list(
        self, kind: str, territory: str, next_update: datetime, pointers: str, services: str, issued: datetime = ISSUED
    ) -> bytes:
        text = f"""<TrustServiceStatusList {NAMESPACES} Id="lijst" TSLTag="http://uri.etsi.org/19612/TSLTag">
        <SchemeInformation><TSLVersionIdentifier>5</TSLVersionIdentifier>
        <TSLSequenceNumber>1</TSLSequenceNumber><TSLType>{URI}/TrustedList/TSLType/{kind}</TSLType>
        <SchemeOperatorName><Name xml:lang="en">Proef</Name></SchemeOperatorName>
        <SchemeName><Name xml:lang="en">{territory}:Proef</Name></SchemeName>
        <SchemeInformationURI><URI xml:lang="en">https://lijsten.invalid</URI></SchemeInformationURI>
        <StatusDeterminationApproach>{URI}/TrustedList/StatusDetn/EUappropriate</StatusDeterminationApproach>
        <SchemeTerritory>{territory}</SchemeTerritory><HistoricalInformationPeriod>65535</HistoricalInformationPeriod>
        {pointers}<ListIssueDateTime>{issued.isoformat().replace("+00:00", "Z")}</ListIssueDateTime>
        <NextUpdate><dateTime>{next_update.isoformat().replace("+00:00", "Z")}</dateTime></NextUpdate>
        </SchemeInformation>{services}</TrustServiceStatusList>"""
        return text.encode()


def _base64(der: bytes) -> str:
    return b64encode(der).decode()


def _signed(text: bytes, certificate: bytes, key: Any) -> bytes:
    root = etree.fromstring(text)
    signer = XAdESSigner(signature_algorithm=SignatureMethod.ECDSA_SHA256)
    made = signer.sign(
        root, key=key, cert=[pyca_x509.load_der_x509_certificate(certificate)], always_add_key_value=False
    )
    return bytes(etree.tostring(made))


SIGNATURE = "0.4.0.1862.1.6.1"  # what the certificate is for (EN 319 412-5, 4.2.3)


def _qualified_extension(*, device: bool = True) -> tuple[str, bytes]:
    def statement(oid: str, *more: bytes) -> bytes:
        return others._tlv(0x30, core.ObjectIdentifier(oid).dump() + b"".join(more))

    kind = others._tlv(0x30, core.ObjectIdentifier(SIGNATURE).dump())
    all_of_them = [statement("0.4.0.1862.1.1"), statement("0.4.0.1862.1.6", kind)]
    all_of_them += [statement("0.4.0.1862.1.4")] if device else []
    return "1.3.6.1.5.5.7.1.3", others._tlv(0x30, b"".join(all_of_them))


def _letter(pki: TestPki, *, qualified: bool, device: bool = True) -> bytes:
    key = rsa.generate_private_key(65537, 2048)
    extensions = (_qualified_extension(device=device),) if qualified else ()
    certificate: x509.Certificate = pki.issue(key.public_key(), extensions=extensions)
    mechanism = others.Mechanism(
        certificate, lambda data: key.sign(data, padding.PKCS1v15(), hashes.SHA256()), {"algorithm": "sha256_rsa"}
    )
    return others.with_mechanism(pki, mechanism)


@pytest.fixture(scope="module")
def lists(pki: TestPki) -> ListMaker:
    return ListMaker(pki)


@pytest.fixture(scope="module")
def revocation(pki: TestPki) -> Material:
    return Material(lists=tuple(bytes(pki.crl(one, at=CHECK_DAY).dump()) for one in ("issuing", "root")))


@pytest.mark.parametrize(("qualified", "status"), [(True, Qualified.QUALIFIED), (False, Qualified.NOT_QUALIFIED)])
def test_a_list_tells_who_is_qualified_and_by_which_service(
    pki: TestPki,
    judge: Judge,
    lists: ListMaker,
    revocation: Material,
    tmp_path: Path,
    qualified: bool,
    status: Qualified,
) -> None:
    folder = lists.write(tmp_path / "lijsten", next_update=RELEASE_DAY + timedelta(days=100))
    trust = with_lists(TrustRoots(), folder, now=CHECK_DAY, signers=[lists.top])
    verdict = judge(_letter(pki, qualified=qualified), trust=trust, evidence=revocation)
    first = verdict.signatures[0]
    assert (verdict.state, first.trusted, first.qualified) == (FileState.VALID, Trust.TRUSTED, status)
    assert first.qualified_by == "Proef Issuing CA"
    assert (verdict.lists.age_days, verdict.lists.expired) == (10, False)


def test_without_lists_the_status_is_unknown(pki: TestPki, judge: Judge, revocation: Material) -> None:
    verdict = judge(_letter(pki, qualified=True), evidence=revocation)
    assert verdict.signatures[0].qualified is Qualified.UNKNOWN
    assert verdict.lists.age_days is None


def test_an_expired_list_is_used_and_said(
    pki: TestPki, judge: Judge, lists: ListMaker, revocation: Material, tmp_path: Path
) -> None:
    folder = lists.write(tmp_path / "lijsten", next_update=RELEASE_DAY - timedelta(days=1))
    trust = with_lists(TrustRoots(), folder, now=CHECK_DAY, signers=[lists.top])
    verdict = judge(_letter(pki, qualified=True), trust=trust, evidence=revocation)
    assert (verdict.state, verdict.lists.expired) == (FileState.VALID_WITH_REMARKS, True)
    assert Fact.LIST_EXPIRED in verdict.signatures[0].facts


def test_a_withdrawn_service_is_not_trusted(
    pki: TestPki, judge: Judge, lists: ListMaker, revocation: Material, tmp_path: Path
) -> None:
    folder = lists.write(tmp_path / "l", next_update=RELEASE_DAY + timedelta(days=100), status="withdrawn")
    trust = with_lists(TrustRoots(), folder, now=CHECK_DAY, signers=[lists.top])
    first = judge(_letter(pki, qualified=True), trust=trust, evidence=revocation).signatures[0]
    assert (first.state, first.subindication) == (FileState.INDETERMINATE, Subindication.NO_CERTIFICATE_CHAIN_FOUND)


@pytest.mark.parametrize(
    ("status", "before", "state"),
    [
        ("granted", "granted", FileState.VALID),  # a change of the entry makes such a history
        ("withdrawn", "granted", FileState.VALID),
        ("granted", "withdrawn", FileState.INDETERMINATE),
    ],
)
def test_what_a_service_was_at_the_moment_counts_by_its_history(
    pki: TestPki,
    judge: Judge,
    lists: ListMaker,
    revocation: Material,
    tmp_path: Path,
    status: str,
    before: str,
    state: FileState,
) -> None:
    """ETSI TS 119 612, 5.6.3: a history names its service by the key, mostly without the certificate."""
    folder = lists.write(
        tmp_path / "l", next_update=RELEASE_DAY + timedelta(days=100), status=status, since="2024-03-01", before=before
    )
    trust = with_lists(TrustRoots(), folder, now=CHECK_DAY, signers=[lists.top])
    verdict = judge(_letter(pki, qualified=True), trust=trust, evidence=revocation)
    first = verdict.signatures[0]
    assert verdict.state is state
    assert (first.qualified is Qualified.QUALIFIED) is (state is FileState.VALID)
    assert (Fact.ISSUER_NOT_GRANTED_THEN in first.facts) is (state is not FileState.VALID)
    assert Fact.CHAIN_DOES_NOT_HOLD not in first.facts


def test_the_newest_list_of_a_state_is_used_alone(
    pki: TestPki, judge: Judge, lists: ListMaker, revocation: Material, tmp_path: Path
) -> None:
    following = RELEASE_DAY + timedelta(days=100)
    folder = lists.write(tmp_path / "l", next_update=following, name="a-oud.xml")
    lists.write(folder, next_update=following, status="withdrawn", name="nieuw.xml", issued=ISSUED + timedelta(days=5))
    trust = with_lists(TrustRoots(), folder, now=CHECK_DAY, signers=[lists.top])
    verdict = judge(_letter(pki, qualified=True), trust=trust, evidence=revocation)
    assert verdict.state is FileState.INDETERMINATE
    assert verdict.lists.refused == ("a-oud.xml",)
    assert verdict.lists.territories == ("EU", "NL")


def test_a_qualified_certificate_without_a_device_makes_no_qualified_signature(
    pki: TestPki, judge: Judge, lists: ListMaker, revocation: Material, tmp_path: Path
) -> None:
    """Regulation (EU) 910/2014, article 3(12)."""
    folder = lists.write(tmp_path / "l", next_update=RELEASE_DAY + timedelta(days=100))
    trust = with_lists(TrustRoots(), folder, now=CHECK_DAY, signers=[lists.top])
    for device, fact in ((True, Fact.KEY_IN_QUALIFIED_DEVICE), (False, Fact.KEY_NOT_IN_QUALIFIED_DEVICE)):
        first = judge(_letter(pki, qualified=True, device=device), trust=trust, evidence=revocation).signatures[0]
        assert first.qualified is Qualified.QUALIFIED
        assert fact in first.facts


def test_a_list_within_something_else_gets_no_history_from_around_it() -> None:
    """Only what was signed is read: a root beside the signed list is nobody's."""
    entry = "<TSPService><ServiceInformation/><ServiceHistory><ServiceHistoryInstance/></ServiceHistory></TSPService>"
    for signed in (f"<Iets><TrustServiceStatusList {NAMESPACES}>{entry}</TrustServiceStatusList></Iets>",
                   f'<TrustServiceStatusList {NAMESPACES} Id="a">{entry}</TrustServiceStatusList>'):  # fmt: skip
        assert with_identities(signed) == signed


def test_a_tampered_national_list_is_refused_by_name(lists: ListMaker, tmp_path: Path) -> None:
    folder = lists.write(tmp_path / "lijsten", next_update=RELEASE_DAY + timedelta(days=100))
    file = folder / "nl.xml"
    file.write_bytes(file.read_bytes().replace(b"Svctype/CA/QC", b"Svctype/CA/PKC"))
    os.utime(file, (1, 1))
    read = trusted_lists(with_lists(TrustRoots(), folder, now=CHECK_DAY, signers=[lists.top]))
    assert read is not None
    assert (read.refused, read.territories) == (("nl.xml",), ("EU",))


def test_a_list_of_lists_by_another_signer_is_refused(lists: ListMaker, tmp_path: Path) -> None:
    folder = lists.write(tmp_path / "lijsten", next_update=RELEASE_DAY + timedelta(days=100))
    with pytest.raises(SigningFault, match="lists_signature_wrong"):
        with_lists(TrustRoots(), folder, now=CHECK_DAY)


@pytest.mark.parametrize("content", [None, b"<a/>", b"geen xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"])
def test_a_folder_without_a_list_of_lists_is_told(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "iets.xml").write_bytes(content)
    with pytest.raises(SigningFault, match="lists_missing"):
        with_lists(TrustRoots(), tmp_path, now=CHECK_DAY)


def test_the_worker_reads_the_lists_by_itself(
    pki: TestPki, lists: ListMaker, revocation: Material, tmp_path: Path
) -> None:
    folder = lists.write(tmp_path / "lijsten", next_update=RELEASE_DAY + timedelta(days=100))
    trust = with_lists(TrustRoots(), folder, now=CHECK_DAY, signers=[lists.top])
    with Sandbox(workers=1) as sandbox:
        verdict = sandbox.verify(_letter(pki, qualified=True), trust=trust, now=CHECK_DAY, evidence=revocation)
    assert verdict.signatures[0].qualified is Qualified.QUALIFIED
