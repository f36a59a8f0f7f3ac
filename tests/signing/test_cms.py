"""The CMS check: what it lets through makes an intact letter, and what would make a broken one it refuses."""

from __future__ import annotations

import asyncio
import hashlib
import io
from functools import lru_cache

import pytest
from asn1crypto import cms as asn1_cms
from asn1crypto import core
from hypothesis import example, given
from hypothesis import strategies as st
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import find_unique_cms_attribute
from pyhanko.sign.signers.pdf_byterange import PreparedByteRangeDigest
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from signing.cms import (
    TIME_STAMP_ROOM,
    CmsFault,
    SignedAttributes,
    check_cms,
    load_cms,
    preparing_signer,
    sign_digest,
    signature_value,
)
from signing.errors import KeyFault, SigningFault
from signing.keys import KeyCertificate
from signing.overlay import OverlayStream
from tests.pki import SIGNING_DAY, TestPki, make_pki
from tests.signing.held import Held, PlainKey, held_letter, prepared_letter


def code_of(held: Held, *, cms: bytes | None = None, **more: object) -> str | None:
    """Return what the check says of a held letter's CMS; None when it lets it through."""
    given = {
        "digest": held.prepared.digest,
        "algorithm": held.prepared.digest_algorithm,
        "certificate": held.certificate,
        "room": held.prepared.room,
        **more,
    }
    try:
        check_cms(held.cms if cms is None else cms, **given)  # type: ignore[arg-type]
    except CmsFault as fault:
        return fault.code
    return None


def intact_when_joined(approved: bytes, held: Held, cms: bytes) -> bool:
    """Tell whether the letter with this CMS in its place is intact, as pyHanko's own integrity check sees it."""
    stream = OverlayStream(io.BytesIO(approved), held.prepared.tail)
    start, end = held.prepared.reserve_start, held.prepared.reserve_end
    context = ValidationContext(trust_roots=[], allow_fetching=False, moment=SIGNING_DAY)
    try:
        # A length that reaches into the reserve's padding: lenient parsers read it, but it is no whole structure.
        asn1_cms.ContentInfo.load(cms, strict=True)
        PreparedByteRangeDigest(b"", start, end).fill_with_cms(stream, cms)
        (signature,) = PdfFileReader(stream).embedded_signatures
        # The binding of the certificate (RFC 5035) is asked of every PAdES signature (EN 319 142-1, 6.3).
        attributes = signature.signer_info["signed_attrs"]
        find_unique_cms_attribute(attributes, "signing_certificate_v2")
        # And no attribute stands twice (RFC 5652, 5.3), which pyHanko looks at for some only.
        once = len(attributes) == len({one["type"].dotted for one in attributes})
        status = asyncio.run(async_validate_pdf_signature(signature, context, skip_diff=True))
    except Exception:  # noqa: BLE001  whatever pyHanko says of a broken letter: it is broken
        return False
    whole = status.coverage is SignatureCoverageLevel.ENTIRE_FILE
    return once and status.intact and status.valid and whole and status.signing_cert.dump() == held.certificate


@lru_cache(maxsize=4)
def held_of(label: str) -> Held:
    return held_letter(make_pki(), label)


@pytest.mark.parametrize("label", ["signer", "signer-rsa"])
def test_a_good_signature_is_let_through_and_makes_an_intact_letter(label: str) -> None:
    held = held_of(label)
    assert code_of(held) is None
    assert intact_when_joined(held.approved, held, held.cms)


changes = st.lists(st.tuples(st.integers(0, 1 << 16), st.integers(1, 255)), min_size=1, max_size=3)


@given(label=st.sampled_from(["signer", "signer-rsa"]), changes=changes)
@example(label="signer", changes=[(43, 1)])  # the encapsulated content: found by chance once, and let through then
@example(label="signer", changes=[(55, 1)])
@example(label="signer", changes=[(2, 1)])  # a length that reaches into the reserve's padding
def test_the_check_says_of_a_changed_cms_what_the_joined_letter_says(
    label: str, changes: list[tuple[int, int]]
) -> None:
    held = held_of(label)
    changed = bytearray(held.cms)
    for at, value in changes:
        changed[at % len(changed)] ^= value
    cms = bytes(changed)
    sound = intact_when_joined(held.approved, held, cms) and versions(cms) == {"v1"}
    assert (code_of(held, cms=cms) is None) == sound


def versions(cms: bytes) -> set[str]:
    """The version numbers of a CMS, which its signature does not cover (RFC 5652, 5.1 and 5.3)."""
    signed_data = load_cms(cms)
    return {signed_data["version"].native, signed_data["signer_infos"][0]["version"].native}


@pytest.mark.parametrize("of_signer", [False, True])
def test_another_version_number_than_the_standard_asks_is_refused(held: Held, of_signer: bool) -> None:
    content = asn1_cms.ContentInfo.load(held.cms)
    part = content["content"]["signer_infos"][0] if of_signer else content["content"]
    part["version"] = "v3"
    changed = bytes(content.dump(force=True))
    assert intact_when_joined(held.approved, held, changed), "nobody's signature covers it"
    assert code_of(held, cms=changed) == "cms_damaged"


def _rebuilt(held: Held, part: str, at: int, value: int) -> bytes:
    """Change one part of the CMS and encode it anew, so that the structure stays whole."""
    content = asn1_cms.ContentInfo.load(held.cms)
    info = content["content"]["signer_infos"][0]
    if part == "signature":
        octets = bytearray(info["signature"].native)
        octets[at % len(octets)] ^= value
        info["signature"] = bytes(octets)
        return bytes(content.dump())
    attributes = [asn1_cms.CMSAttribute.load(one.dump()) for one in info["signed_attrs"]]
    chosen = attributes[at % len(attributes)]
    if part == "dropped":
        attributes.remove(chosen)
    elif part == "doubled":
        attributes.append(chosen)
    else:
        digest = next(one for one in attributes if one["type"].native == "message_digest")
        octets = bytearray(digest["values"][0].native)
        octets[at % len(octets)] ^= value
        digest["values"] = [bytes(octets)]
    info["signed_attrs"] = asn1_cms.CMSAttributes(attributes)
    if at % 2 and part != "digest":
        _sign_again(info)
    return bytes(content.dump())


def _sign_again(info: asn1_cms.SignerInfo) -> None:
    """As a signer would who leaves something out: the signature is right, over other attributes."""
    signed = info["signed_attrs"].untag().dump()
    info["signature"] = PlainKey(make_pki()).sign_digest(hashlib.sha256(signed).digest(), "sha256")


@given(
    part=st.sampled_from(["signature", "digest", "dropped", "doubled"]),
    at=st.integers(0, 300),
    value=st.integers(1, 255),
)
def test_the_same_holds_where_the_structure_stays_whole(part: str, at: int, value: int) -> None:
    held = held_of("signer")
    cms = _rebuilt(held, part, at, value)
    assert (code_of(held, cms=cms) is None) == intact_when_joined(held.approved, held, cms)


@given(at=st.integers(0, 1 << 16), value=st.integers(1, 255))
def test_the_same_holds_for_a_changed_letter(at: int, value: int) -> None:
    held = held_of("signer")
    approved = bytearray(held.approved)
    approved[at % len(approved)] ^= value
    whole = bytes(approved) + held.prepared.tail
    outside = whole[: held.prepared.reserve_start] + whole[held.prepared.reserve_end :]
    digest = hashlib.sha256(outside).digest()
    assert code_of(held, digest=digest) == "cms_other_digest"
    assert not intact_when_joined(bytes(approved), held, held.cms)


def test_a_signature_without_the_bound_certificate_is_refused() -> None:
    held = held_of("signer")
    content = asn1_cms.ContentInfo.load(held.cms)
    info = content["content"]["signer_infos"][0]
    kept = [one for one in info["signed_attrs"] if one["type"].native != "signing_certificate_v2"]
    assert len(kept) == len(info["signed_attrs"]) - 1
    info["signed_attrs"] = asn1_cms.CMSAttributes(kept)
    _sign_again(info)
    assert code_of(held, cms=content.dump()) == "cms_damaged"


def test_a_signature_that_carries_content_along_is_refused(held: Held) -> None:
    content = asn1_cms.ContentInfo.load(held.cms)
    content["content"]["encap_content_info"] = {"content_type": "data", "content": b"another letter"}
    cms = content.dump()
    assert code_of(held, cms=cms) == "cms_damaged"
    assert not intact_when_joined(held.approved, held, cms)


def test_another_certificate_than_the_one_shown_is_refused(pki: TestPki, held: Held) -> None:
    assert code_of(held, certificate=pki.certificate("second").dump()) == "cms_other_certificate"


def test_a_key_that_does_not_belong_to_its_certificate_is_found(pki: TestPki) -> None:
    key = PlainKey(pki, "second", certificate="signer")
    _, prepared = prepared_letter(key)
    cms = sign_digest(key, prepared.digest, algorithm="sha256", attributes=SignedAttributes())
    held = Held(b"", prepared, cms, held_of("signer").evidence, key.certificate.certificate)
    assert code_of(held) == "cms_signature_wrong"


class LyingKey(PlainKey):
    """A token that answers, with something that is no signature over what was asked."""

    answer: bytes = b""

    def sign_digest(self, digest: bytes, algorithm: str) -> bytes:
        return self.answer


@pytest.mark.parametrize("label", ["signer", "signer-rsa"])
@pytest.mark.parametrize("answer", [b"", b"\x00", bytes(64), bytes(384), b"\x30\x06\x02\x01\x01\x02\x01\x01"])
def test_a_key_that_returns_wrong_values_is_found(pki: TestPki, label: str, answer: bytes) -> None:
    key = LyingKey(pki, label)
    key.answer = answer
    held = held_of(label)
    cms = sign_digest(key, held.prepared.digest, algorithm="sha256", attributes=SignedAttributes())
    assert code_of(held, cms=cms) in {"cms_signature_wrong", "cms_damaged"}
    assert not intact_when_joined(held.approved, held, cms)


def test_the_signature_of_another_letter_is_found(pki: TestPki, key: PlainKey, held: Held) -> None:
    _, other = prepared_letter(key)
    cms = sign_digest(key, other.digest, algorithm="sha256", attributes=SignedAttributes())
    assert code_of(held, cms=cms) == "cms_other_digest"


def test_a_key_that_fails_is_told_as_itself(pki: TestPki) -> None:
    class Pulled(PlainKey):
        def sign_digest(self, digest: bytes, algorithm: str) -> bytes:
            raise KeyFault("token_removed", token="kaart")

    with pytest.raises(KeyFault) as fault:
        sign_digest(Pulled(pki), bytes(32), algorithm="sha256", attributes=SignedAttributes())
    assert fault.value.code == "token_removed"


def test_what_does_not_fit_with_a_time_stamp_is_refused(held: Held) -> None:
    exact = len(held.cms) + TIME_STAMP_ROOM
    assert code_of(held, room=exact) is None
    assert code_of(held, room=exact - 1) == "cms_too_large"


@pytest.mark.parametrize("behind", [b"\x00", b"x" * 20])
def test_bytes_behind_the_structure_are_refused(held: Held, behind: bytes) -> None:
    assert code_of(held, cms=held.cms + behind) == "cms_damaged"


@given(st.binary(max_size=300))
def test_what_is_no_cms_is_refused(content: bytes) -> None:
    assert code_of(held_of("signer"), cms=content) == "cms_damaged"
    for read in (load_cms, signature_value):
        with pytest.raises(CmsFault) as fault:
            read(content)
        assert fault.value.code == "cms_damaged"


def test_a_cms_with_two_signers_or_none_is_refused(held: Held) -> None:
    for count in (0, 2):
        content = asn1_cms.ContentInfo.load(held.cms)
        only = content["content"]["signer_infos"][0]
        content["content"]["signer_infos"] = asn1_cms.SignerInfos([only] * count)
        assert code_of(held, cms=content.dump()) == "cms_damaged"


def test_the_signature_says_approval_and_role_and_nothing_of_the_council(pki: TestPki) -> None:
    """Guard G13; PAdES has no signing-time attribute (EN 319 142-1, 6.3), the claimed time is /M."""
    role = "staatssecretaris Koninkrijksrelaties en Digitalisering"
    held = held_letter(pki, "signer", role=role)
    attributes = load_cms(held.cms)["signer_infos"][0]["signed_attrs"]
    kinds = {one["type"].native for one in attributes}
    assert kinds == {
        "content_type",
        "message_digest",
        "signing_certificate_v2",
        "commitment_type",
        "signer_attributes_v2",
    }
    commitment = find_unique_cms_attribute(attributes, "commitment_type")
    assert commitment["commitment_type_id"].native == "proof_of_approval"
    claimed = find_unique_cms_attribute(attributes, "signer_attributes_v2")["claimed_attributes"]
    assert [core.UTF8String.load(one["values"][0].dump()).native for one in claimed] == [role]
    assert load_cms(held.cms)["signer_infos"][0]["unsigned_attrs"].native is None
    for secret in (b"inisterraad", b"MR:", b"council"):
        assert secret not in held.cms


def test_without_a_role_none_is_claimed(pki: TestPki) -> None:
    attributes = load_cms(held_letter(pki, "signer", role="").cms)["signer_infos"][0]["signed_attrs"]
    assert "signer_attributes_v2" not in {one["type"].native for one in attributes}


def test_who_prepares_cannot_sign(pki: TestPki) -> None:
    signer = preparing_signer(KeyCertificate(pki.certificate("signer").dump()))
    with pytest.raises(SigningFault) as fault:
        asyncio.run(signer.async_sign_raw(b"data", "sha256"))
    assert fault.value.code == "key_not_opened"
