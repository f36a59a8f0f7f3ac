"""The sealed signature: only its own release key opens it, and nothing about it can be changed unseen."""

from __future__ import annotations

import json
import pickle
from dataclasses import asdict, replace
from pathlib import Path

import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyrage import x25519

from signing.seal import MAGIC, ReleaseKey, SealFault, SealHeader, new_release_key, open_seal, seal

GOLDEN = Path(__file__).parents[1] / "golden" / "seal-v1"

KEY = new_release_key()
HEADER = SealHeader("mr/per-racisme/brief-tweede-kamer", "v1", "sha256", "ab" * 32, "cd" * 32, 100, 49_252)

texts = st.text(st.characters(codec="utf-8"), max_size=40)
headers = st.builds(
    SealHeader,
    letter=texts,
    version=texts,
    digest_algorithm=texts,
    digest=texts,
    certificate_sha256=texts,
    reserve_start=st.integers(0, 2**53),
    reserve_end=st.integers(0, 2**53),
)


def code_of(sealed: bytes, identity: str = KEY.private) -> str:
    with pytest.raises(SealFault) as refused:
        open_seal(sealed, identity=identity)
    return refused.value.code


def around(plain: bytes) -> bytes:
    """Encrypt anything to the release key, as whoever has its public half can."""
    return bytes(pyrage.encrypt(plain, [x25519.Recipient.from_str(KEY.public)]))


@given(header=headers, cms=st.binary(max_size=300))
def test_what_is_sealed_comes_out_again(header: SealHeader, cms: bytes) -> None:
    assert open_seal(seal(header, cms, recipient=KEY.public), identity=KEY.private) == (header, cms)


def test_another_release_key_does_not_open_it() -> None:
    sealed = seal(HEADER, b"cms", recipient=KEY.public)
    assert code_of(sealed, new_release_key().private) == "seal_unopened"


@pytest.mark.parametrize("identity", ["", "AGE-SECRET-KEY-1", "age1", "\x00", "AGE-SECRET-KEY-1" + "Q" * 58])
def test_what_is_no_release_key_opens_nothing(identity: str) -> None:
    assert code_of(seal(HEADER, b"cms", recipient=KEY.public), identity) == "seal_unopened"


def test_every_changed_byte_is_refused() -> None:
    sealed = seal(HEADER, b"cms", recipient=KEY.public)
    for at in range(len(sealed)):
        changed = bytearray(sealed)
        changed[at] ^= 1 << (at % 8)
        assert code_of(bytes(changed)) == "seal_unopened", at


@given(at=st.integers(0, 2_000), more=st.binary(max_size=5))
def test_a_cut_or_lengthened_seal_is_refused(at: int, more: bytes) -> None:
    sealed = seal(HEADER, bytes(1500), recipient=KEY.public)
    cut = sealed[:at] + more
    if cut != sealed:
        assert code_of(cut) == "seal_unopened"


@given(st.binary(max_size=200))
def test_what_is_no_seal_is_refused(content: bytes) -> None:
    assert code_of(content) == "seal_unopened"


def test_neither_letter_nor_signature_shows_on_the_outside() -> None:
    sealed = seal(HEADER, b"the signature itself", recipient=KEY.public)
    for secret in (b"per-racisme", b"abababab", b"cdcdcdcd", b"the signature itself", b"VLOEIBOEK"):
        assert secret not in sealed


HEAD = json.dumps(asdict(HEADER), sort_keys=True, separators=(",", ":")).encode()
NOT_OURS = {
    "nothing": b"",
    "another program's": b"hello",
    "another version's": MAGIC.replace(b"1", b"2") + HEAD + b"\ncms",
    "no header": MAGIC + b"\ncms",
    "no end of the header": MAGIC + HEAD,
    "no object": MAGIC + b"[1,2]\ncms",
    "no JSON": MAGIC + b"{\ncms",
    "too deep": MAGIC + b"[" * 100_000 + b"\ncms",
    "field missing": MAGIC + HEAD.replace(b'"digest":', b'"digezt":') + b"\ncms",
    "field more": MAGIC + HEAD[:-1] + b',"x":1}\ncms',
    "field twice": MAGIC + HEAD[:-1] + b',"version":"v2"}\ncms',
    "not canonical": MAGIC + HEAD.replace(b",", b", ") + b"\ncms",
    "text for a number": MAGIC + HEAD.replace(b":100,", b':"100",').replace(b":100}", b':"100"}') + b"\ncms",
    "truth for a number": MAGIC + HEAD.replace(b'"reserve_start":100', b'"reserve_start":true') + b"\ncms",
    "number for a text": MAGIC + HEAD.replace(b'"v1"', b"1") + b"\ncms",
    "nothing for a text": MAGIC + HEAD.replace(b'"v1"', b"null") + b"\ncms",
    "other encoding": MAGIC + HEAD.decode().encode("utf-16-le") + b"\ncms",
}


@pytest.mark.parametrize("plain", NOT_OURS.values(), ids=NOT_OURS.keys())
def test_whoever_has_the_public_half_cannot_make_what_is_taken_for_a_seal_of_ours(plain: bytes) -> None:
    assert plain != MAGIC + HEAD + b"\ncms", "the test changes nothing"
    assert code_of(around(plain)) == "seal_damaged"


def test_a_signature_may_hold_any_bytes() -> None:
    cms = b"\n" + MAGIC + b"\n{}\n" + bytes(range(256))
    assert open_seal(seal(HEADER, cms, recipient=KEY.public), identity=KEY.private) == (HEADER, cms)


def test_a_seal_of_the_first_version_opens_for_ever() -> None:
    """Never regenerate these files: they stand for the seals that are lying in vaults (design section 5)."""
    header, cms = open_seal(
        (GOLDEN / "seal.age").read_bytes(), identity=(GOLDEN / "identity.txt").read_text(encoding="ascii").strip()
    )
    assert asdict(header) == json.loads((GOLDEN / "header.json").read_bytes())
    assert cms == (GOLDEN / "signature.der").read_bytes()


@given(header=headers)
@settings(max_examples=20)
def test_the_format_is_the_one_described(header: SealHeader) -> None:
    sealed = seal(header, b"cms", recipient=KEY.public)
    assert sealed.startswith(b"age-encryption.org/v1\n-> X25519 ")
    plain = bytes(pyrage.decrypt(sealed, [x25519.Identity.from_str(KEY.private)]))
    head = json.dumps(asdict(header), sort_keys=True, separators=(",", ":")).encode()
    assert plain == b"VLOEIBOEK-SEAL-1\n" + head + b"\ncms"


def test_release_keys_are_fresh_and_do_not_show_their_private_half() -> None:
    first, second = new_release_key(), new_release_key()
    assert first != second
    assert first.public.startswith("age1")
    assert str(x25519.Identity.from_str(first.private).to_public()) == first.public
    shown = f"{first!r} {first} {[first]} {replace(first)!r}"
    assert "SECRET" not in shown
    assert first.private not in shown
    assert first.public in shown


def test_a_release_key_does_not_travel_by_pickle() -> None:
    with pytest.raises(TypeError):
        pickle.dumps(ReleaseKey("age1", "AGE-SECRET-KEY-1"))
