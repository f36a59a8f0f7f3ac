"""Many CMS with one key: the same bytes as pyHanko makes, each checked, and nothing wrong let through for speed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace

import pytest
from asn1crypto import cms as asn1_cms
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.sign.general import find_unique_cms_attribute

from signing.cms import CmsFault, CmsMaker, SignedAttributes, check_cms
from signing.keys import KeyCertificate
from tests.pki import TestPki, make_pki
from tests.signing.held import PlainKey

ROOM = 24_000
ROLE = SignedAttributes("staatssecretaris")
POLICY = SignedAttributes("staatssecretaris", "2.16.528.1.1003.9.9", "ab" * 32, "https://beleid.example/tekenen.pdf")


def digest_of(number: int) -> bytes:
    return hashlib.sha256(b"brief %d" % number).digest()


@pytest.mark.parametrize("label", ["signer", "signer-rsa"])
@given(numbers=st.lists(st.integers(0, 10**9), min_size=1, max_size=4), attributes=st.sampled_from([ROLE, POLICY]))
@settings(max_examples=10)
def test_every_one_is_a_whole_signature_over_its_own_letter(
    label: str, numbers: list[int], attributes: SignedAttributes
) -> None:
    key = PlainKey(make_pki(), label)
    maker = CmsMaker(key)
    for number in numbers:
        cms = maker.sign(digest_of(number), attributes)
        # Twice: the whole check, and the one that only compares with what it proved.
        maker.check(cms, digest=digest_of(number), room=ROOM)
        maker.check(cms, digest=digest_of(number), room=ROOM)
        check_cms(cms, digest=digest_of(number), algorithm="sha256", certificate=key.certificate.certificate, room=ROOM)
        assert asn1_cms.ContentInfo.load(cms, strict=True).copy().dump(force=True) == cms, "not DER"


def code(maker: CmsMaker, cms: bytes, number: int = 1, room: int = ROOM) -> str:
    with pytest.raises(CmsFault) as fault:
        maker.check(cms, digest=digest_of(number), room=room)
    return fault.value.code


@pytest.mark.parametrize("label", ["signer", "signer-rsa"])
@pytest.mark.parametrize("warm", [False, True], ids=["the first", "one of many"])
class TestAWrongOneIsFound:
    def maker(self, label: str, warm: bool) -> tuple[CmsMaker, bytes]:
        maker = CmsMaker(PlainKey(make_pki(), label))
        cms = maker.sign(digest_of(1), ROLE)
        if warm:
            maker.check(cms, digest=digest_of(1), room=ROOM)
        return maker, cms

    def test_over_another_letter(self, label: str, warm: bool) -> None:
        maker, cms = self.maker(label, warm)
        assert code(maker, cms, number=2) == "cms_other_digest"

    def test_whose_value_is_wrong(self, label: str, warm: bool) -> None:
        maker, _ = self.maker(label, warm)
        other = maker.sign(digest_of(2), ROLE)
        value = asn1_cms.ContentInfo.load(other)["content"]["signer_infos"][0]["signature"].native
        mine = asn1_cms.ContentInfo.load(maker.sign(digest_of(1), ROLE))
        mine["content"]["signer_infos"][0]["signature"] = value
        assert code(maker, mine.dump(force=True)) == "cms_signature_wrong"

    def test_that_does_not_fit(self, label: str, warm: bool) -> None:
        maker, cms = self.maker(label, warm)
        assert code(maker, cms, room=len(cms) + 100) == "cms_too_large"

    def test_with_bytes_behind_it(self, label: str, warm: bool) -> None:
        maker, cms = self.maker(label, warm)
        assert code(maker, cms + b"\0") == "cms_damaged"

    @given(at=st.integers(0, 5000), flip=st.integers(1, 255))
    @settings(max_examples=15)
    def test_of_a_changed_byte_both_checks_say_the_same(self, label: str, warm: bool, at: int, flip: int) -> None:
        maker, cms = self.maker(label, warm)
        changed = bytearray(cms)
        changed[at % len(cms)] ^= flip
        certificate = PlainKey(make_pki(), label).certificate.certificate

        def refused(check: Callable[[], None]) -> bool:
            try:
                check()
            except CmsFault:
                return True
            return False

        whole = {"digest": digest_of(1), "algorithm": "sha256", "certificate": certificate, "room": ROOM}
        assert refused(lambda: maker.check(bytes(changed), digest=digest_of(1), room=ROOM)) is refused(
            lambda: check_cms(bytes(changed), **whole)  # type: ignore[arg-type]
        )


def test_a_key_that_answers_for_another_certificate_is_found_from_the_first_on(pki: TestPki) -> None:
    key = PlainKey(pki)
    key.certificate = replace(key.certificate, certificate=pki.certificate("signer-rsa").dump())
    maker = CmsMaker(key)
    assert code(maker, maker.sign(digest_of(1), ROLE)) in {"cms_signature_wrong", "cms_damaged"}


class TestWhatIsSaidBesideTheDigest:
    def signed(self, attributes: SignedAttributes) -> asn1_cms.CMSAttributes:
        cms = CmsMaker(PlainKey(make_pki())).sign(digest_of(1), attributes)
        return asn1_cms.ContentInfo.load(cms)["content"]["signer_infos"][0]["signed_attrs"]

    def test_approval_and_the_role(self) -> None:
        attributes = self.signed(ROLE)
        commitment = find_unique_cms_attribute(attributes, "commitment_type")
        assert commitment["commitment_type_id"].native == "proof_of_approval"
        assert b"staatssecretaris" in attributes.dump()

    def test_no_policy_unless_one_is_set(self) -> None:
        assert "signature_policy_identifier" not in {one["type"].native for one in self.signed(ROLE)}

    def test_the_policy_that_is_set_with_its_hash_and_where_it_can_be_read(self) -> None:
        policy = find_unique_cms_attribute(self.signed(POLICY), "signature_policy_identifier").chosen
        assert policy["sig_policy_id"].dotted == POLICY.policy
        assert policy["sig_policy_hash"]["digest"].native.hex() == POLICY.policy_sha256
        (qualifier,) = policy["sig_policy_qualifiers"]
        assert qualifier["sig_qualifier"].native == POLICY.policy_url

    def test_a_chain_of_its_own_is_carried_along(self) -> None:
        key = PlainKey(make_pki())
        content = asn1_cms.ContentInfo.load(CmsMaker(key).sign(digest_of(1), ROLE))["content"]
        carried = {one.chosen.dump() for one in content["certificates"]}
        assert key.certificate.certificate in carried
        assert isinstance(key.certificate, KeyCertificate)
        assert len(carried) > 1
