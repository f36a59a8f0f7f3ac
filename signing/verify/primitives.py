"""Signature values checked with a public key, also for the mechanisms that certvalidator does not know.

Three answers, never two: right, wrong, and not supported. A lack of support never makes a signature invalid.
"""

from __future__ import annotations

import hashlib
from enum import Enum

from asn1crypto import algos, core, keys
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils
from pyhanko_certvalidator.errors import AlgorithmNotSupported, DSAParametersUnavailable
from pyhanko_certvalidator.sig_validate import DefaultSignatureValidator, SignatureValidationContext

from signing.names import accept_every_name

accept_every_name()

_HASHES: dict[str, type[hashes.HashAlgorithm]] = {
    "md5": hashes.MD5,
    "sha1": hashes.SHA1,
    "sha224": hashes.SHA224,
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
    "sha3_224": hashes.SHA3_224,
    "sha3_256": hashes.SHA3_256,
    "sha3_384": hashes.SHA3_384,
    "sha3_512": hashes.SHA3_512,
}
# Object identifiers that asn1crypto has no name for: NIST CSOR (signatures with SHA-3) and BSI TR-03111 (plain ECDSA).
_NIST, _PLAIN = "2.16.840.1.101.3.4.3.", "0.4.0.127.0.7.1.1.4.1."
_SHA3 = ("sha3_224", "sha3_256", "sha3_384", "sha3_512")
_ECDSA_SHA3 = {f"{_NIST}{9 + index}": name for index, name in enumerate(_SHA3)}
_RSA_SHA3 = {f"{_NIST}{13 + index}": name for index, name in enumerate(_SHA3)}
_PLAIN_ECDSA = {
    f"{_PLAIN}{index + 1}": name for index, name in enumerate(("sha1", "sha224", "sha256", "sha384", "sha512"))
}
# Some producers name the key's algorithm where the signature's belongs.
_KEY_AS_SIGNATURE = {"1.2.840.10045.2.1"}
WEAK_HASHES = frozenset({"md2", "md4", "md5", "sha1", "ripemd160"})
_HASHLIB = {"shake128_len": "shake_128", "shake256_len": "shake_256", "shake128": "shake_128", "shake256": "shake_256"}


class Checked(Enum):
    """The answer of a cryptographic check."""

    RIGHT = "right"
    WRONG = "wrong"
    NOT_SUPPORTED = "not_supported"


def hash_name(algorithm: str) -> str | None:
    """Return the name under which :mod:`hashlib` knows a digest of the CMS, or None when it does not."""
    name = _HASHLIB.get(algorithm, algorithm)
    return name if name in hashlib.algorithms_available else None


def implied_hash(algorithm: algos.SignedDigestAlgorithm) -> str | None:
    """Return the digest that a signature algorithm names by itself, or None (RSA without one, EdDSA, unknown)."""
    oid = algorithm["algorithm"].dotted
    named = _ECDSA_SHA3.get(oid) or _RSA_SHA3.get(oid) or _PLAIN_ECDSA.get(oid)
    if named:
        return named
    try:
        return str(algorithm.hash_algo)
    except ValueError:
        return None


def key_bits(public_key: keys.PublicKeyInfo) -> tuple[str, int]:
    """Return kind and size of a key in bits; 0 when the size cannot be told."""
    kind = str(public_key["algorithm"]["algorithm"].native)
    if kind in {"rsa", "rsassa_pss"}:
        return "rsa", _modulus(public_key)[0].bit_length()
    try:
        return kind, int(public_key.bit_size or 0)
    except (ValueError, KeyError, TypeError, NameError):  # the last is a slip of asn1crypto's for Ed25519
        return kind, 0


def exponent_of(public_key: keys.PublicKeyInfo) -> int:
    """Return the public exponent of an RSA key."""
    return _modulus(public_key)[1]


def weakly_encoded(public_key: keys.PublicKeyInfo) -> bool:
    """Return whether the key is RSA with a modulus encoded as a negative number (old identity cards)."""
    if str(public_key["algorithm"]["algorithm"].native) not in {"rsa", "rsassa_pss"}:
        return False
    return int(public_key["public_key"].parsed["modulus"].native) < 0


def _modulus(public_key: keys.PublicKeyInfo) -> tuple[int, int]:
    """Return modulus and exponent, read as positive numbers whatever their sign bit says."""
    parsed = public_key["public_key"].parsed
    modulus, exponent = parsed["modulus"], parsed["public_exponent"]
    return int.from_bytes(modulus.contents, "big"), int.from_bytes(exponent.contents, "big")


def check_value(
    value: bytes,
    signed: bytes,
    *,
    public_key: keys.PublicKeyInfo,
    algorithm: algos.SignedDigestAlgorithm,
    digest: str,
    prehashed: bool = False,
) -> Checked:
    """Check a signature value.

    Args:
        value: the signature.
        signed: the bytes that were signed, or their digest when ``prehashed``.
        public_key: of the signer.
        algorithm: as the SignerInfo, or the certificate, names it.
        digest: the SignerInfo's digest algorithm, for algorithms that name none.
        prehashed: whether ``signed`` is a digest already.
    """
    own = _own_mechanism(algorithm, public_key, digest)
    try:
        if own is not None:
            return _check_own(value, signed, own, public_key, prehashed=prehashed)
        context = SignatureValidationContext(contextual_md_algorithm=digest, prehashed=prehashed)
        DefaultSignatureValidator().validate_signature(value, signed, public_key, algorithm, context=context)
    except (AlgorithmNotSupported, DSAParametersUnavailable):
        return Checked.NOT_SUPPORTED
    except InvalidSignature:
        return Checked.WRONG
    except (UnsupportedAlgorithm, ValueError, TypeError, KeyError, AttributeError, AssertionError, NotImplementedError):
        return Checked.NOT_SUPPORTED
    return Checked.RIGHT


def _own_mechanism(
    algorithm: algos.SignedDigestAlgorithm, public_key: keys.PublicKeyInfo, digest: str
) -> tuple[str, str] | None:
    """Return (mechanism, digest) for what certvalidator cannot do by itself."""
    oid = algorithm["algorithm"].dotted
    for mechanism, table in (("ecdsa", _ECDSA_SHA3), ("rsa", _RSA_SHA3), ("plain", _PLAIN_ECDSA)):
        if oid in table:
            return mechanism, table[oid]
    if oid in _KEY_AS_SIGNATURE:
        return "ecdsa", digest
    try:
        if weakly_encoded(public_key) and algorithm.signature_algo == "rsassa_pkcs1v15":
            return "rsa", implied_hash(algorithm) or digest
    except ValueError:
        return None
    return None


def _check_own(
    value: bytes, signed: bytes, own: tuple[str, str], public_key: keys.PublicKeyInfo, *, prehashed: bool
) -> Checked:
    mechanism, name = own
    if name not in _HASHES:
        return Checked.NOT_SUPPORTED
    algorithm: hashes.HashAlgorithm | utils.Prehashed = _HASHES[name]()
    if prehashed:
        algorithm = utils.Prehashed(_HASHES[name]())
    if mechanism == "rsa":
        modulus, exponent = _modulus(public_key)
        rsa.RSAPublicNumbers(exponent, modulus).public_key().verify(value, signed, padding.PKCS1v15(), algorithm)
        return Checked.RIGHT
    loaded = serialization.load_der_public_key(public_key.dump())
    if not isinstance(loaded, ec.EllipticCurvePublicKey):
        return Checked.NOT_SUPPORTED
    if mechanism == "plain":
        if len(value) % 2:
            raise InvalidSignature
        half = len(value) // 2
        r, s = (int.from_bytes(part, "big") for part in (value[:half], value[half:]))
        value = utils.encode_dss_signature(r, s)
    loaded.verify(value, signed, ec.ECDSA(algorithm))
    return Checked.RIGHT


def raw_rsa_algorithm() -> algos.SignedDigestAlgorithm:
    """Return the identifier of RSA without a digest of its own (adbe.x509.rsa_sha1)."""
    return algos.SignedDigestAlgorithm({"algorithm": "rsassa_pkcs1v15", "parameters": core.Null()})
