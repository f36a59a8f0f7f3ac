"""Signed files as other producers make them: kinds, algorithms and habits with which pyHanko itself does not sign.

A prepared letter is made by pyHanko; what goes into its reserve is put together here, with cryptography and asn1crypto.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from asn1crypto import algos, cms, core, keys, x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import dsa, ec, padding, rsa, utils
from pyhanko.pdf_utils.generic import ByteStringObject, pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field
from pyhanko.sign.general import as_signing_certificate_v2
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import PdfSignedData

from tests.pki import SIGNING_DAY, TestPki
from tests.signing.verify.letters import RESERVED_HEX, plain_letter

Contents = Callable[[bytes], bytes]


def embed(
    contents: Callable[[Callable[[str], bytes]], bytes],
    *,
    pdf: bytes | None = None,
    subfilter: str = "/adbe.pkcs7.detached",
    field: str = "Handtekening",
    entries: dict[str, Any] | None = None,
    kind: str = "/Sig",
    junk: bytes = b"",
    shifted: bool = True,
    over: Contents | None = None,
) -> bytes:
    """Return a letter whose signature is whatever ``contents`` makes of the digest function over the signed bytes.

    Junk may stand before its header; its cross-references count from the first byte (``shifted``) or from the header.
    """
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf or plain_letter()))
    embedder = PdfCMSEmbedder(new_field_spec=SigFieldSpec(field)).write_cms(field_name=field, writer=writer)
    next(embedder)
    signature = PdfSignedData(
        pdf_name(kind), subfilter=_Name(subfilter), timestamp=SIGNING_DAY, bytes_reserved=RESERVED_HEX
    )
    for key, value in (entries or {}).items():
        signature[pdf_name(key)] = value
    embedder.send(SigObjSetup(sig_placeholder=signature))
    _, output = embedder.send(SigIOSetup(md_algorithm="sha256", in_place=False))
    data = _behind(junk, output.getvalue(), shifted=shifted) if junk else output.getvalue()
    ranges = [int(one) for one in re.findall(rb"/ByteRange\s*\[(\d+) (\d+) (\d+) (\d+)", data)[-1]]
    signed = data[ranges[0] : ranges[0] + ranges[1]] + data[ranges[2] : ranges[2] + ranges[3]]

    def digest(name: str) -> bytes:
        made: Any = hashlib.new(name, signed)
        return bytes(made.digest(64) if name == "shake_256" else made.digest())

    der = over(signed) if over is not None else contents(digest)
    hexed = der.hex().encode()
    start, end = ranges[1] + 1, ranges[2] - 1
    return data[:start] + hexed.ljust(end - start, b"0") + data[end:]


def embed_over(contents: Contents) -> bytes:
    """Return a letter whose signature is what ``contents`` makes of the signed bytes themselves."""
    return embed(lambda digest: b"", over=contents)


def _behind(junk: bytes, data: bytes, *, shifted: bool) -> bytes:
    """Put junk before a file that is about to be signed; its range counts from the first byte in any case."""
    by = len(junk)
    if shifted:
        data = re.sub(rb"(?m)^(\d{10}) (\d{5} n)", lambda one: b"%010d %b" % (int(one[1]) + by, one[2]), data)
        data = re.sub(rb"(startxref\s+|/Prev )(\d+)", lambda one: one[1] + b"%d" % (int(one[2]) + by), data)
    found = re.search(rb"/ByteRange \[(\d+) (\d+) (\d+) (\d+)\]( *)", data)
    assert found
    first, start, rest = (int(found[number]) for number in (2, 3, 4))
    named = b"/ByteRange [0 %d %d %d]" % (first + by, start + by, len(data) - start)
    assert rest
    return junk + data[: found.start()] + named.ljust(len(found[0])) + data[found.end() :]


class _Name:
    """Stands for a SubFilter that pyHanko has no name for."""

    def __init__(self, value: str) -> None:
        self.value = pdf_name(value)


@dataclass(frozen=True)
class Mechanism:
    """A key with its certificate and one way of signing with it.

    Attributes:
        sign: signs the bytes of the signed attributes.
        algorithm: the signature algorithm as the SignerInfo names it.
        digest: of the message digest.
    """

    certificate: x509.Certificate
    sign: Callable[[bytes], bytes]
    algorithm: dict[str, Any]
    digest: str = "sha256"


def _raw(oid: str) -> dict[str, Any]:
    return {"algorithm": oid}


def mechanisms(pki: TestPki) -> dict[str, Callable[[], Mechanism]]:
    """Return a maker for every mechanism, by name; keys are made when asked for."""

    def issue(key: Any, **more: Any) -> x509.Certificate:
        return pki.issue(key.public_key(), **more)

    def rsa_mechanism(
        bits: int, digest: str, oid: str | None = None, *, pss: bool = False, exponent: int = 65537
    ) -> Mechanism:
        key = rsa.generate_private_key(exponent, bits)  # type: ignore[arg-type]
        made = _hash(digest)
        if pss:
            pad: Any = padding.PSS(padding.MGF1(made), made.digest_size)
            parameters = algos.RSASSAPSSParams(
                {
                    "hash_algorithm": {"algorithm": digest},
                    "mask_gen_algorithm": {"algorithm": "mgf1", "parameters": {"algorithm": digest}},
                    "salt_length": made.digest_size,
                }
            )
            named: dict[str, Any] = {"algorithm": "rsassa_pss", "parameters": parameters}
        else:
            pad = padding.PKCS1v15()
            named = _raw(oid or f"{digest}_rsa")
        return Mechanism(issue(key), lambda data: key.sign(data, pad, made), named, digest)

    def ec_mechanism(curve: ec.EllipticCurve, digest: str, oid: str | None = None, *, plain: bool = False) -> Mechanism:
        key = ec.generate_private_key(curve)

        def sign(data: bytes) -> bytes:
            value = key.sign(data, ec.ECDSA(_hash(digest)))
            if not plain:
                return value
            size = (curve.key_size + 7) // 8
            return b"".join(part.to_bytes(size, "big") for part in utils.decode_dss_signature(value))

        return Mechanism(issue(key), sign, _raw(oid or f"{digest}_ecdsa"), digest)

    def ed_mechanism(kind: str) -> Mechanism:
        from cryptography.hazmat.primitives.asymmetric import ed448, ed25519

        key: Any = ed25519.Ed25519PrivateKey.generate() if kind == "ed25519" else ed448.Ed448PrivateKey.generate()
        return Mechanism(issue(key), key.sign, _raw(kind), "sha512" if kind == "ed25519" else "shake256")

    def dsa_mechanism() -> Mechanism:
        key = dsa.generate_private_key(2048)
        return Mechanism(issue(key), lambda data: key.sign(data, hashes.SHA256()), _raw("sha256_dsa"))

    nist, bsi = "2.16.840.1.101.3.4.3.", "0.4.0.127.0.7.1.1.4.1."
    return {
        "RSA 2048 SHA-256": lambda: rsa_mechanism(2048, "sha256"),
        "RSA 2048 SHA-512": lambda: rsa_mechanism(2048, "sha512"),
        "RSA-PSS": lambda: rsa_mechanism(2048, "sha256", pss=True),
        "RSA SHA3-256": lambda: rsa_mechanism(2048, "sha3_256", nist + "14"),
        "RSA without digest": lambda: rsa_mechanism(2048, "sha256", "rsassa_pkcs1v15"),
        "ECDSA P-384": lambda: ec_mechanism(ec.SECP384R1(), "sha384"),
        "ECDSA P-521": lambda: ec_mechanism(ec.SECP521R1(), "sha512"),
        "ECDSA brainpool": lambda: ec_mechanism(ec.BrainpoolP256R1(), "sha256"),
        "ECDSA SHA3-256": lambda: ec_mechanism(ec.SECP256R1(), "sha3_256", nist + "10"),
        "ECDSA plain": lambda: ec_mechanism(ec.SECP256R1(), "sha256", bsi + "3", plain=True),
        "ECDSA named by its key": lambda: ec_mechanism(ec.SECP256R1(), "sha256", "1.2.840.10045.2.1"),
        "Ed25519": lambda: ed_mechanism("ed25519"),
        "Ed448": lambda: ed_mechanism("ed448"),
        "RSA SHA-1": lambda: rsa_mechanism(2048, "sha1"),
        "RSA 1024": lambda: rsa_mechanism(1024, "sha256"),
        "RSA, exponent 3": lambda: rsa_mechanism(2048, "sha256", exponent=3),
        "DSA 2048": dsa_mechanism,
        "ECDSA P-224": lambda: ec_mechanism(ec.SECP224R1(), "sha256"),
        "ECDSA P-192": lambda: ec_mechanism(ec.SECP192R1(), "sha256"),
        "unknown mechanism": lambda: ec_mechanism(ec.SECP256R1(), "sha256", "1.3.6.1.4.1.99999.1"),
    }


def _hash(name: str) -> hashes.HashAlgorithm:
    return getattr(hashes, name.upper())()  # type: ignore[no-any-return]


def signer_info(mechanism: Mechanism, digest: bytes, *, content_type: str = "data", **more: Any) -> cms.SignerInfo:
    """Return a SignerInfo with the attributes of PAdES over a digest."""
    leaf = mechanism.certificate
    attributes = [
        {"type": "content_type", "values": [content_type]},
        {"type": "message_digest", "values": [digest]},
        {"type": "signing_certificate_v2", "values": [as_signing_certificate_v2(leaf)]},
        *more.get("attributes", ()),
    ]
    signed = cms.CMSAttributes([cms.CMSAttribute(one) for one in attributes])
    identifier = cms.IssuerAndSerialNumber({"issuer": leaf.issuer, "serial_number": leaf.serial_number})
    return cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier({"issuer_and_serial_number": identifier}),
            "digest_algorithm": {"algorithm": mechanism.digest},
            "signed_attrs": signed,
            "signature_algorithm": mechanism.algorithm,
            "signature": mechanism.sign(signed.dump()),
        }
    )


def signed_data(
    infos: list[cms.SignerInfo], certificates: list[x509.Certificate], *, content: bytes | None = None
) -> bytes:
    """Return the DER of a CMS with these signers."""
    inside: dict[str, Any] = {"content_type": "data"}
    if content is not None:
        inside["content"] = core.OctetString(content)
    data = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [info["digest_algorithm"] for info in infos],
            "encap_content_info": inside,
            "certificates": [cms.CertificateChoices({"certificate": one}) for one in certificates],
            "signer_infos": infos,
        }
    )
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": data}).dump())


def with_mechanism(pki: TestPki, mechanism: Mechanism, **more: Any) -> bytes:
    """Return a letter signed by a mechanism."""

    def contents(digest: Callable[[str], bytes]) -> bytes:
        value = digest({"shake256": "shake_256"}.get(mechanism.digest, mechanism.digest))
        return signed_data([signer_info(mechanism, value)], [mechanism.certificate, pki.certificate("issuing")])

    return embed(contents, **more)


def standard(pki: TestPki, label: str = "signer") -> Mechanism:
    """Return the mechanism of a signer of the infrastructure (P-256 or RSA)."""
    key: Any = serialization.load_der_private_key(pki.private_key(label).dump(), password=None)
    if isinstance(key, rsa.RSAPrivateKey):
        return Mechanism(
            pki.certificate(label), lambda data: key.sign(data, padding.PKCS1v15(), hashes.SHA256()), _raw("sha256_rsa")
        )
    return Mechanism(
        pki.certificate(label), lambda data: key.sign(data, ec.ECDSA(hashes.SHA256())), _raw("sha256_ecdsa")
    )


def two_signers(pki: TestPki) -> bytes:
    """Return a letter with two SignerInfos in one signature."""
    both = [standard(pki, "signer"), standard(pki, "second")]

    def contents(digest: Callable[[str], bytes]) -> bytes:
        infos = [signer_info(one, digest("sha256")) for one in both]
        return signed_data(infos, [*(one.certificate for one in both), pki.certificate("issuing")])

    return embed(contents)


def pkcs7_sha1(pki: TestPki, *, wrong: bool = False) -> bytes:
    """Return a letter with /adbe.pkcs7.sha1: the SHA-1 of the range is the content that is signed."""
    mechanism = standard(pki)

    def contents(digest: Callable[[str], bytes]) -> bytes:
        content = hashlib.sha1(b"iets anders").digest() if wrong else digest("sha1")
        info = signer_info(mechanism, hashlib.sha256(content).digest())
        return signed_data([info], [mechanism.certificate, pki.certificate("issuing")], content=content)

    return embed(contents, subfilter="/adbe.pkcs7.sha1")


def x509_rsa_sha1(pki: TestPki, *, wrong: bool = False) -> bytes:
    """Return a letter with /adbe.x509.rsa_sha1: a bare RSA value, the certificates beside it."""
    key: Any = serialization.load_der_private_key(pki.private_key("signer-rsa").dump(), password=None)

    def contents(digest: Callable[[str], bytes]) -> bytes:
        value = bytes(20) if wrong else digest("sha1")
        signature = key.sign(value, padding.PKCS1v15(), utils.Prehashed(hashes.SHA1()))
        return bytes(core.OctetString(signature).dump())

    certificate = ByteStringObject(pki.certificate("signer-rsa").dump())
    return embed(contents, subfilter="/adbe.x509.rsa_sha1", entries={"/Cert": certificate})


def negative_modulus(pki: TestPki) -> bytes:
    """Return a letter whose certificate holds an RSA modulus that reads as a negative number."""
    key = rsa.generate_private_key(65537, 2048)
    public = key.public_key().public_numbers()
    spki = keys.PublicKeyInfo.load(
        key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    )
    modulus = public.n.to_bytes(256, "big")
    numbers = b"".join(_tlv(2, part) for part in (modulus, b"\x01\x00\x01"))
    bits = _tlv(3, b"\x00" + _tlv(0x30, numbers))
    broken = _tlv(0x30, spki["algorithm"].dump() + bits)
    template = pki.issue(key.public_key())
    tbs = template["tbs_certificate"].copy()
    tbs["subject_public_key_info"] = keys.PublicKeyInfo.load(broken)
    issuer: Any = serialization.load_der_private_key(pki.private_key("issuing").dump(), password=None)
    value = issuer.sign(tbs.dump(force=False), ec.ECDSA(hashes.SHA256()))
    certificate = x509.Certificate(
        {"tbs_certificate": tbs, "signature_algorithm": template["signature_algorithm"], "signature_value": value}
    )
    made = x509.Certificate.load(certificate.dump())
    mechanism = Mechanism(made, lambda data: key.sign(data, padding.PKCS1v15(), hashes.SHA256()), _raw("sha256_rsa"))
    return with_mechanism(pki, mechanism)


def _tlv(tag: int, content: bytes) -> bytes:
    size = len(content)
    length = (
        bytes([size])
        if size < 128
        else bytes([0x80 | (size.bit_length() + 7) // 8]) + size.to_bytes((size.bit_length() + 7) // 8, "big")
    )
    return bytes([tag]) + length + content


def with_empty_field(pdf: bytes, name: str, **more: Any) -> bytes:
    """Return a file with an unsigned signature field."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    append_signature_field(writer, SigFieldSpec(name, **more))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def hybrid_letter() -> bytes:
    """Return an unsigned letter as older producers write it: a table, and a cross-reference stream beside it."""
    data = plain_letter()
    place = data.rindex(b"xref\n", 0, data.rindex(b"startxref"))
    trailer = re.search(rb"trailer\s*<<(.*?)>>", data[place:], re.DOTALL)
    assert trailer
    size = int(re.findall(rb"/Size (\d+)", data)[-1])
    hidden, stream_number = size, size + 1
    body = b"%d 0 obj\n(verborgen)\nendobj\n" % hidden
    entries = b"".join(bytes([1]) + where.to_bytes(4, "big") + bytes([0]) for where in (place, place + len(body)))
    head = b"/Type/XRef/Size %d/Index[%d 2]/W[1 4 1]/Length %d" % (size + 2, hidden, len(entries))
    stream_place = place + len(body)
    body += b"%d 0 obj\n<<%b>>\nstream\n%b\nendstream\nendobj\n" % (stream_number, head, entries)
    table = data[place : place + trailer.start()]
    ending = b"trailer\n<<" + re.sub(rb"/Size \d+", b"/Size %d" % (size + 2), trailer[1])
    ending += b"/XRefStm %d>>\nstartxref\n%d\n%%%%EOF\n" % (stream_place, place + len(body))
    return data[:place] + body + table + ending


def freeing_update(data: bytes, *, number: int) -> bytes:
    """Append a revision that only frees an object."""
    root = re.findall(rb"/Root (\d+ \d+ R)", data)[-1]
    size = re.findall(rb"/Size (\d+)", data)[-1]
    previous = re.findall(rb"startxref\s+(\d+)", data)[-1]
    table = b"xref\n0 1\n%010d 65535 f \n%d 1\n0000000000 00001 f \n" % (number, number)
    trailer = b"trailer\n<</Root " + root + b"/Size " + size + b"/Prev " + previous + b">>\n"
    return data + table + trailer + b"startxref\n%d\n%%%%EOF\n" % len(data)
