"""Where keys are: URIs, files, tokens and certificates that do not serve, each refused with its own reason."""

from __future__ import annotations

import string
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.serialization import pkcs12
from hypothesis import given
from hypothesis import strategies as st

from app.text.refusals import REFUSALS
from signing.errors import KeyFault
from signing.keys import KeyAccess, TokenPinState, locate
from signing.keys.fitness import certificate_facts
from signing.keys.token import list_tokens
from signing.keys.uri import Pkcs11Uri, parse_pkcs11_uri
from tests.pki import SIGNING_DAY, TestPki
from tests.signing.held import key_file
from tests.signing.keys.softhsm import MODULE, PIN, TokenStore, uri


def code_of(fault: pytest.ExceptionInfo[KeyFault]) -> str:
    assert fault.value.code in REFUSALS, "no sentence for it"
    return fault.value.code


def refused(what: str, *, secret: str = PIN) -> str:
    with pytest.raises(KeyFault) as fault, locate(what).open(secret):
        raise AssertionError("it opened")
    return code_of(fault)


class TestUri:
    """RFC 7512."""

    labels = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=32)

    @given(token=labels, object=labels, module=labels, in_query=st.booleans())
    def test_what_is_percent_encoded_comes_out_as_it_was(
        self, token: str, object: str, module: str, in_query: bool
    ) -> None:
        path = [f"token={quote(token, safe='')}", f"object={quote(object, safe='')}"]
        named = f"module-path={quote(module, safe='')}"
        written = f"pkcs11:{';'.join(path)}?{named}" if in_query else f"pkcs11:{';'.join([*path, named])}"
        pin_inside = any(one in text.lower() for text in (token, object, module) for one in ("pin-value", "pin-source"))
        if not pin_inside:
            assert parse_pkcs11_uri(written) == Pkcs11Uri(token, object, module)

    # pk11-path-res-avail and pk11-query-res-avail of RFC 7512, 2.3: these need no encoding.
    unreserved = string.ascii_letters + string.digits + "-._~"

    @given(
        token=st.text(unreserved + ":[]@!$'()*+,=&", min_size=1, max_size=20),
        module=st.text(unreserved + ":[]@!$'()*+,=/?|", min_size=1, max_size=20),
    )
    def test_what_needs_no_encoding_is_taken_as_it_stands(self, token: str, module: str) -> None:
        found = parse_pkcs11_uri(f"pkcs11:token={token};slot-id=3?module-name=x&module-path={module}")
        assert found == Pkcs11Uri(token, None, module)

    @given(
        token=st.none() | labels,
        object=st.none() | labels,
        module=labels,
        serial=st.none() | labels,
        id=st.none() | st.binary(min_size=1, max_size=20),
    )
    def test_what_it_is_written_as_is_read_as_the_same(
        self, token: str | None, object: str | None, module: str, serial: str | None, id: bytes | None
    ) -> None:
        meant = Pkcs11Uri(token, object, module, serial, id)
        try:
            assert parse_pkcs11_uri(str(meant)) == meant
        except KeyFault as fault:
            if fault.code != "pin_in_uri":
                raise

    @given(st.text(max_size=60))
    def test_anything_else_is_refused_with_a_reason(self, rest: str) -> None:
        try:
            found = parse_pkcs11_uri("pkcs11:" + rest)
        except KeyFault as fault:
            if fault.code not in {"key_uri_unknown", "module_not_named", "pin_in_uri"}:
                raise
        else:
            assert found.module_path

    @pytest.mark.parametrize(
        "written",
        [
            "pkcs11:token=a?module-path=/m&pin-value=1234",
            "pkcs11:token=a;pin-value=1234?module-path=/m",
            "pkcs11:token=a?pin-source=file:/etc/pin&module-path=/m",
            "pkcs11:token=a?pin-value=1234",
            "pkcs11:nonsense?pin-value=1234",
            "pkcs11:token=a;token=b?pin-value=1234",
            "pkcs11:?PIN-VALUE=1234",
            "pkcs11:?pin%2Dvalue=1234",
            "PKCS11:token=a?pin-value=1234",
            "pkcs12:token=a?pin-value=1234",
            "token=a;pin-value=1234",
        ],
    )
    def test_a_pin_in_it_is_refused_and_never_shown_again(self, written: str) -> None:
        with pytest.raises(KeyFault) as fault:
            locate(written)
        assert code_of(fault) == "pin_in_uri"
        assert "1234" not in f"{fault.value!r} {fault.value}"

    @pytest.mark.parametrize(
        ("written", "code"),
        [
            ("", "key_uri_unknown"),
            ("http://sleutel", "key_uri_unknown"),
            ("pkcs11:token", "key_uri_unknown"),
            ("pkcs11:token=a;token=b?module-path=/m", "key_uri_unknown"),
            ("pkcs11:token=a", "module_not_named"),
            ("pkcs11:token=a?module-path=", "module_not_named"),
            ("csc:iemand", "key_remote_not_there"),
            ("file:/nergens.p12", "key_file_missing"),
            ("file:", "key_file_missing"),
            ("file:a\x00b", "key_file_missing"),
        ],
    )
    def test_what_names_no_key_is_refused(self, written: str, code: str) -> None:
        with pytest.raises(KeyFault) as fault:
            locate(written)
        assert code_of(fault) == code


class TestFiles:
    """PKCS#12."""

    @pytest.mark.parametrize("name", ["sleutel 100%.p12", "a%20b.p12", "\u00e9\u00e9n & twee;#?.p12"])
    def test_a_file_is_found_by_its_name_and_by_its_uri(self, pki: TestPki, tmp_path: Path, name: str) -> None:
        path = key_file(pki, tmp_path).rename(tmp_path / name)
        for written in (f"file:{path}", f"file:{quote(str(path))}", f"file://{quote(str(path))}"):
            place = locate(written)
            assert place.description == name
            with place.open("proef") as key:
                assert key.certificate.certificate == pki.certificate("signer").dump()

    @pytest.mark.parametrize("content", [b"", b"no key", b"\x30\x80", b"-----BEGIN CERTIFICATE-----\n"])
    def test_what_is_no_key_file_is_refused(self, tmp_path: Path, content: bytes) -> None:
        path = tmp_path / "sleutel.p12"
        path.write_bytes(content)
        assert refused(f"file:{path}") == "key_file_unusable"

    def test_a_file_that_is_no_key_file_is_refused_before_its_passphrase(self, pki: TestPki, tmp_path: Path) -> None:
        whole = pki.pkcs12()
        for content in (
            b"",
            b"-----BEGIN CERTIFICATE-----\n",
            whole[: len(whole) // 2],
            whole.replace(b"\x02\x01\x03", b"\x02\x01\x02", 1),
        ):
            (tmp_path / "sleutel.p12").write_bytes(content)
            with pytest.raises(KeyFault) as fault:
                locate(f"file:{tmp_path / 'sleutel.p12'}")
            assert code_of(fault) == "key_file_unusable"

    def test_a_file_of_gigabytes_is_not_read(self, tmp_path: Path) -> None:
        with (tmp_path / "groot.p12").open("wb") as file:
            file.truncate(64 << 30)  # more than any memory; reading it would end the process
        with pytest.raises(KeyFault) as fault:
            locate(f"file:{tmp_path / 'groot.p12'}")
        assert code_of(fault) == "key_file_unusable"

    def test_a_file_in_ber_is_read_without_a_warning(self, pki: TestPki, tmp_path: Path) -> None:
        """As older Windows writes them: the outer length is indefinite (X.690, 8.1.3.6)."""
        der = pki.pkcs12()
        assert der[:2] == b"\x30\x82"
        path = tmp_path / "sleutel.p12"
        path.write_bytes(b"\x30\x80" + der[4:] + b"\0\0")
        with locate(f"file:{path}").open("proef") as key:
            assert key.certificate.certificate == pki.certificate("signer").dump()

    @given(at=st.integers(0, 1 << 16), value=st.integers(1, 255))
    def test_a_damaged_key_file_is_refused_or_gives_the_same_certificate(
        self, pki: TestPki, tmp_path: Path, at: int, value: int
    ) -> None:
        path = tmp_path / "sleutel.p12"
        content = bytearray(path.read_bytes() if path.exists() else pki.pkcs12())
        changed = content.copy()
        changed[at % len(changed)] ^= value
        path.write_bytes(changed)
        try:
            with locate(f"file:{path}").open("proef") as key:
                assert key.certificate.certificate == pki.certificate("signer").dump()
        except KeyFault as fault:
            if fault.code not in {"key_file_passphrase_wrong", "key_file_unusable", "key_algorithm_unsupported"}:
                raise
        finally:
            path.write_bytes(content)

    def test_a_file_that_is_gone_when_it_is_opened_is_told_so(self, pki: TestPki, tmp_path: Path) -> None:
        path = key_file(pki, tmp_path)
        place = locate(f"file:{path}")
        path.unlink()
        with pytest.raises(KeyFault) as fault, place.open("proef"):
            pass
        assert code_of(fault) == "key_file_missing"

    def test_a_file_without_certificate_or_with_another_kind_of_key_is_refused(
        self, pki: TestPki, tmp_path: Path
    ) -> None:
        load = x509.load_der_x509_certificate
        closed = serialization.BestAvailableEncryption(PIN.encode())
        key = serialization.load_der_private_key(pki.private_key("signer").dump(), password=None)
        cases: dict[str, tuple[Any, Any, str]] = {
            "no certificate": (key, None, "key_file_unusable"),
            "no key": (None, load(pki.certificate("signer").dump()), "key_file_unusable"),
        }
        other = ed25519.Ed25519PrivateKey.generate()
        issued = load(pki.issue(other.public_key()).dump())
        cases["other kind"] = (other, issued, "key_algorithm_unsupported")
        for name, (private, certificate, code) in cases.items():
            path = tmp_path / f"{name}.p12"
            path.write_bytes(pkcs12.serialize_key_and_certificates(b"x", private, certificate, None, closed))
            assert refused(f"file:{path}") == code, name


class TestTokens:
    """SoftHSM2, a real module."""

    def test_a_module_that_is_not_there_or_is_none_is_told_so(self, tmp_path: Path) -> None:
        assert refused(uri("x", module=str(tmp_path / "geen.so"))) == "module_missing"
        assert refused(uri("x", module=str(tmp_path))) == "module_missing"
        none = tmp_path / "geen-module.so"
        none.write_bytes(b"no library")
        assert refused(uri("x", module=str(none))) == "module_unusable"
        with pytest.raises(KeyFault) as fault:
            list_tokens(str(none))
        assert code_of(fault) == "module_unusable"

    @pytest.mark.parametrize(
        ("token", "object", "code"),
        [
            ("Niet hier", "handtekening", "token_missing"),
            ("Leeg", None, "key_missing"),
            ("Zonder certificaat", "handtekening", "key_certificate_missing"),
            ("Zonder sleutel", "handtekening", "key_missing"),
            ("Kaart EC", "iets anders", "key_missing"),
            ("Twee paren", None, "key_ambiguous"),
            (None, "handtekening", "token_ambiguous"),
        ],
    )
    def test_what_is_not_on_a_token_is_named(
        self, tokens: TokenStore, token: str | None, object: str | None, code: str
    ) -> None:
        assert refused(uri(token, object=object)) == code

    def test_a_label_with_signs_of_the_uri_is_found(self, tokens: TokenStore, pki: TestPki) -> None:
        place = locate(uri("a;b&c/%", object="handtekening"))
        assert place.description == "a;b&c/%"
        with place.open(PIN) as key:
            assert key.certificate.certificate == pki.certificate("signer").dump()

    def test_the_only_token_needs_no_name(
        self, pki: TestPki, tokens: TokenStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A module shows an empty slot beside it; that is no token."""
        store = TokenStore(tmp_path)
        store.make("De enige")
        monkeypatch.setenv("SOFTHSM2_CONF", str(store.settings))
        store.put_key("De enige", pki, "signer")
        store.put_certificate("De enige", pki.certificate("signer").dump())
        with locate(uri()).open(PIN) as key:
            assert len(key.sign_digest(bytes(32), "sha256")) > 60

    def test_every_certificate_on_every_token_is_listed_without_a_pin(self, tokens: TokenStore, pki: TestPki) -> None:
        listed = list_tokens(MODULE)
        assert sorted((one.uri.token or "", one.uri.object or "", one.fault) for one in listed) == sorted([
            ("Kaart RSA", "handtekening", ""),
            ("Kaart RSA", "authenticatie", ""),
            ("Kaart RSA", "ca", ""),
            ("Kaart EC", "handtekening", ""),
            ("Kaart EC", "ca", ""),
            ("a;b&c/%", "handtekening", ""),
            ("a;b&c/%", "ca", ""),
            ("Zonder sleutel", "handtekening", ""),
            ("Elke keer", "handtekening", ""),
            ("Twee paren", "authenticatie", ""),
            ("Twee paren", "handtekening", ""),
            ("Twee paren", "verlopen", ""),
            ("Leeg", "", "key_certificate_missing"),
            ("Zonder certificaat", "", "key_certificate_missing"),
        ])  # fmt: skip
        assert {one.access for one in listed} == {KeyAccess(TokenPinState.NORMAL, False, None)}

    def test_what_is_listed_can_be_opened_by_the_uri_it_is_listed_with(self, tokens: TokenStore) -> None:
        for one in list_tokens(MODULE):
            place = locate(str(one.uri))
            found = place.public_certificate()
            assert (found.certificate if found else None) == one.certificate

    def test_tokens_and_objects_of_the_same_name_are_told_apart(
        self, pki: TestPki, tokens: TokenStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """By the serial number of the token, and the CKA_ID that key and certificate share."""
        store = TokenStore(tmp_path)
        signers = (("signer", b"\x01"), ("second", b"\xfe;"))
        monkeypatch.setenv("SOFTHSM2_CONF", str(store.settings))
        store.make("Kaart")
        for signer, id in signers:
            store.put_key("Kaart", pki, signer, name="sleutel", id=id)
            store.put_certificate("Kaart", pki.certificate(signer).dump(), name="sleutel", id=id)
        store.make("Kaart")
        store.load()
        listed = list_tokens(MODULE)
        assert [one.fault for one in listed] == ["", "", "key_certificate_missing"] or listed[0].fault
        assert len({one.uri.serial for one in listed}) == 2
        assert len({str(one.uri) for one in listed}) == 3
        opened = []
        for one in listed:
            if one.certificate is not None:
                with locate(str(one.uri)).open(PIN) as key:
                    opened.append(key.certificate.certificate)
                    public = x509.load_der_x509_certificate(one.certificate).public_key()
                    assert isinstance(public, ec.EllipticCurvePublicKey)
                    signed = key.sign_digest(bytes(32), "sha256")
                    public.verify(signed, bytes(32), ec.ECDSA(Prehashed(hashes.SHA256())))
        assert sorted(opened) == sorted(pki.certificate(signer).dump() for signer, _ in signers)
        assert refused(uri("Kaart")) == "token_ambiguous"

    def test_without_a_name_the_certificate_that_stands_above_no_other_is_meant(
        self, tokens: TokenStore, pki: TestPki
    ) -> None:
        with locate(uri("Kaart EC")).open(PIN) as key:
            assert key.certificate.certificate == pki.certificate("signer").dump()

    def test_a_second_log_in_beside_the_first_is_refused_as_busy(self, tokens: TokenStore) -> None:
        place = locate(uri("Kaart EC", object="handtekening"))
        with place.open(PIN) as key:
            with pytest.raises(KeyFault) as fault, place.open(PIN):
                pass
            assert code_of(fault) == "token_busy"
            assert key.sign_digest(bytes(32), "sha256")


class TestFitness:
    """Which certificates sign letters."""

    def unfit(self, certificate: Any, *, now: datetime = SIGNING_DAY) -> str | None:
        code = certificate_facts(certificate.dump(), now=now).unfit
        assert code is None or code in REFUSALS
        return code

    def test_a_certificate_with_non_repudiation_is_fit(self, pki: TestPki) -> None:
        assert self.unfit(pki.certificate("signer")) is None
        assert self.unfit(pki.certificate("signer-rsa")) is None

    def test_one_for_authentication_only_is_not(self, pki: TestPki) -> None:
        assert self.unfit(pki.certificate("authentication")) == "key_authentication_only"

    @pytest.mark.parametrize("usage", ["non_repudiation", "digital_signature"])
    def test_nor_one_for_machines(self, pki: TestPki, usage: str) -> None:
        """RFC 5280, 4.2.1.12: both must allow it; what our own verifier would not accept is not signed with."""
        key = ec.generate_private_key(ec.SECP256R1()).public_key()
        server = pki.issue(key, key_usage=frozenset({usage}), extended=("1.3.6.1.5.5.7.3.1",))
        assert self.unfit(server) == "key_not_for_signing"
        mail = pki.issue(key, key_usage=frozenset({"non_repudiation"}), extended=("1.3.6.1.5.5.7.3.4",))
        assert self.unfit(mail) is None

    def test_nor_one_of_an_issuer(self, pki: TestPki) -> None:
        assert self.unfit(pki.certificate("issuing")) == "key_not_for_signing"

    def test_nor_one_that_issues_others_whatever_its_usage_says(self) -> None:
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Een uitgever")])
        usage = dict.fromkeys(
            ("digital_signature", "key_encipherment", "data_encipherment", "key_agreement", "encipher_only",
             "decipher_only"), False,
        )  # fmt: skip
        made = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(key.public_key())
            .serial_number(1)
            .not_valid_before(datetime(2022, 1, 1, tzinfo=UTC))
            .not_valid_after(datetime(2028, 1, 1, tzinfo=UTC))
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .add_extension(
                x509.KeyUsage(content_commitment=True, key_cert_sign=True, crl_sign=True, **usage), critical=True
            )
            .sign(key, hashes.SHA256())
        )
        facts = certificate_facts(made.public_bytes(serialization.Encoding.DER), now=SIGNING_DAY)
        assert facts.unfit == "key_not_for_signing"

    def test_validity_is_judged_at_the_moment_given_to_the_second(self, pki: TestPki) -> None:
        signer = pki.certificate("signer")
        first, last = datetime(2022, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)
        second = timedelta(seconds=1)
        assert [self.unfit(signer, now=moment) for moment in (first - second, first, last, last + second)] == [
            "key_certificate_not_yet_valid",
            None,
            None,
            "key_certificate_expired",
        ]
        assert self.unfit(pki.certificate("expired")) == "key_certificate_expired"

    def test_keys_that_are_too_short_or_of_another_kind_are_not_fit(self, pki: TestPki) -> None:
        short = rsa.generate_private_key(65537, 1024).public_key()
        assert self.unfit(pki.issue(short)) == "key_too_short"
        assert self.unfit(pki.issue(rsa.generate_private_key(3, 2048).public_key())) == "key_too_short"
        assert self.unfit(pki.issue(ec.generate_private_key(ec.SECP224R1()).public_key())) == "key_too_short"
        assert self.unfit(pki.issue(ed25519.Ed25519PrivateKey.generate().public_key())) == "key_algorithm_unsupported"
        assert self.unfit(pki.issue(ec.generate_private_key(ec.SECP384R1()).public_key())) is None

    def test_what_a_person_is_told(self, pki: TestPki) -> None:
        facts = certificate_facts(pki.certificate("signer").dump(), now=SIGNING_DAY)
        assert (facts.holder, facts.issuer) == ("A. Voorbeeld", "Proef Issuing CA")
        assert facts.key_usage == ("content_commitment",)
        assert int(facts.serial, 16) == pki.certificate("signer").serial_number

    def test_a_holder_without_common_name_is_told_by_the_whole_name(self) -> None:
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(x509.NameOID.ORGANIZATION_NAME, "Alleen een organisatie")])
        made = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(key.public_key())
            .serial_number(1)
            .not_valid_before(datetime(2022, 1, 1, tzinfo=UTC))
            .not_valid_after(datetime(2028, 1, 1, tzinfo=UTC))
            .sign(key, hashes.SHA256())
        )
        facts = certificate_facts(made.public_bytes(serialization.Encoding.DER), now=SIGNING_DAY)
        assert facts.holder == "O=Alleen een organisatie"
        assert facts.unfit is None  # a certificate without key usage says nothing against it
