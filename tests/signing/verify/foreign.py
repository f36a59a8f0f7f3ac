"""Signed files that other tools make here, where they are installed: OpenSSL, poppler over NSS, MuPDF."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from cryptography.hazmat.primitives import serialization

from tests.pki import TestPki
from tests.signing.verify import others
from tests.signing.verify.letters import plain_letter

_PASSWORD = "proef"


def _run(*words: str | Path, data: bytes | None = None) -> bytes:
    done = subprocess.run([str(word) for word in words], input=data, capture_output=True, check=False, timeout=60)
    if done.returncode:
        raise RuntimeError(f"{words[0]}: {done.stderr.decode(errors='replace')}")
    return done.stdout


def by_openssl(pki: TestPki, folder: Path) -> bytes | None:
    """Return a letter whose CMS the OpenSSL command line made over the prepared bytes."""
    if shutil.which("openssl") is None:
        return None
    key = serialization.load_der_private_key(pki.private_key("signer").dump(), password=None)
    (folder / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    for label in ("signer", "issuing"):
        _run("openssl", "x509", "-inform", "DER", "-out", folder / f"{label}.pem", data=pki.certificate(label).dump())

    def contents(signed: bytes) -> bytes:
        return _run(
            "openssl", "cms", "-sign", "-binary", "-md", "sha256", "-cades", "-outform", "DER",
            "-signer", folder / "signer.pem", "-inkey", folder / "key.pem", "-certfile", folder / "issuing.pem",
            data=signed,
        )  # fmt: skip

    return others.embed_over(contents)


def by_poppler(pki: TestPki, folder: Path) -> bytes | None:
    """Return a letter that pdfsig signed with a key in an NSS database."""
    if any(shutil.which(tool) is None for tool in ("pdfsig", "pk12util", "certutil")):
        return None
    store, key, letter, signed = folder / "nss", folder / "nss.p12", folder / "unsigned.pdf", folder / "poppler.pdf"
    store.mkdir(exist_ok=True)
    key.write_bytes(pki.pkcs12("signer-rsa", passphrase=_PASSWORD.encode()))
    letter.write_bytes(plain_letter())
    _run("certutil", "-N", "-d", f"sql:{store}", "--empty-password")
    _run("pk12util", "-i", key, "-d", f"sql:{store}", "-W", _PASSWORD, "-K", "")
    _run("certutil", "-M", "-d", f"sql:{store}", "-n", "signer-rsa", "-t", "u,u,u")
    _run(
        "pdfsig",
        "-nssdir",
        f"sql:{store}",
        "-add-signature",
        "-nick",
        "signer-rsa",
        "-digest",
        "SHA256",
        letter,
        signed,
    )
    return signed.read_bytes()


def by_mupdf(pki: TestPki, folder: Path) -> bytes | None:
    """Return a letter whose empty field mutool signed with a PKCS#12 file."""
    if shutil.which("mutool") is None:
        return None
    key, letter, signed = folder / "mupdf.p12", folder / "field.pdf", folder / "mupdf.pdf"
    key.write_bytes(pki.pkcs12("signer-rsa", passphrase=_PASSWORD.encode()))
    letter.write_bytes(others.with_empty_field(plain_letter(), "Handtekening", box=(72, 300, 300, 360)))
    _run("mutool", "sign", "-s", key, "-P", _PASSWORD, "-o", signed, letter)
    return signed.read_bytes() if signed.exists() else None


FOREIGN: dict[str, Callable[[TestPki, Path], bytes | None]] = {
    "the OpenSSL command line (cms -cades)": by_openssl,
    "pdfsig over NSS": by_poppler,
    "mutool sign": by_mupdf,
}
