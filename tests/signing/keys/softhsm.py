"""Real PKCS#11 tokens for tests: a SoftHSM2 store in a temporary folder."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pkcs11
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from pkcs11 import Attribute
from pkcs11.util.ec import decode_ec_private_key
from pkcs11.util.rsa import decode_rsa_private_key
from pkcs11.util.x509 import decode_x509_certificate

from tests.pki import TestPki

PIN = "836154"
MODULE = next(
    (
        path
        for path in (
            "/usr/lib/softhsm/libsofthsm2.so",
            "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
            "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
            "/usr/local/lib/softhsm/libsofthsm2.so",
        )
        if Path(path).is_file()
    ),
    "",
)


def uri(token: str | None = None, *, object: str | None = None, module: str = MODULE) -> str:
    """Return the URI of a token, as a person would give it."""
    path = [f"token={quote(token)}"] if token is not None else []
    path += [f"object={quote(object)}"] if object is not None else []
    return f"pkcs11:{';'.join(path)}?module-path={quote(module, safe='/')}"


@dataclass
class TokenStore:
    """A store of SoftHSM2 tokens; each gets its slot when it is made.

    Args:
        folder: empty.
    """

    folder: Path

    def __post_init__(self) -> None:
        (self.folder / "tokens").mkdir()
        self.settings.write_text(
            f"directories.tokendir = {self.folder / 'tokens'}\nobjectstore.backend = file\nlog.level = ERROR\n"
        )

    @property
    def settings(self) -> Path:
        return self.folder / "softhsm2.conf"

    def load(self) -> Any:
        """Let the library of this process look at this store and no other; it reads its settings at C_Initialize."""
        assert MODULE, "SoftHSM2 is not installed: 'make setup' names the package"
        os.environ["SOFTHSM2_CONF"] = str(self.settings)
        library = pkcs11.lib(MODULE)
        library.reinitialize()
        return library

    def make(self, label: str) -> None:
        """Make an empty token, in a process of its own."""
        tool = shutil.which("softhsm2-util")
        assert tool, "SoftHSM2 is not installed: 'make setup' names the package"
        command = [tool, "--init-token", "--free", "--label", label, "--so-pin", PIN, "--pin", PIN]
        subprocess.run(
            command, check=True, env={**os.environ, "SOFTHSM2_CONF": str(self.settings)}, capture_output=True
        )

    def put_key(
        self,
        token: str,
        pki: TestPki,
        label: str,
        *,
        name: str = "handtekening",
        id: bytes = b"",
        each: bool = False,
        hidden: bool = True,
    ) -> None:
        """Put the key of a test signer on a token.

        ``each``: it wants the PIN for every signature; ``hidden``: it cannot be seen before the PIN.
        """
        key = serialization.load_der_private_key(pki.private_key(label).dump(), password=None)
        if isinstance(key, rsa.RSAPrivateKey):
            text = key.private_bytes(
                serialization.Encoding.DER,
                serialization.PrivateFormat.TraditionalOpenSSL,
                serialization.NoEncryption(),
            )
            parts = decode_rsa_private_key(text)
        else:
            assert isinstance(key, ec.EllipticCurvePrivateKey)
            text = key.private_bytes(
                serialization.Encoding.DER,
                serialization.PrivateFormat.TraditionalOpenSSL,
                serialization.NoEncryption(),
            )
            parts = decode_ec_private_key(text)
        more = {
            Attribute.TOKEN: True,
            Attribute.LABEL: name,
            Attribute.PRIVATE: hidden,
            Attribute.SENSITIVE: True,
            Attribute.EXTRACTABLE: False,
            Attribute.SIGN: True,
            Attribute.ALWAYS_AUTHENTICATE: each,
            Attribute.ID: id,
        }
        self._put(token, {**parts, **more})

    def put_certificate(self, token: str, certificate: bytes, *, name: str = "handtekening", id: bytes = b"") -> None:
        """Put a certificate on a token, readable without a PIN."""
        more = {Attribute.TOKEN: True, Attribute.PRIVATE: False, Attribute.LABEL: name, Attribute.ID: id}
        self._put(token, {**decode_x509_certificate(certificate), **more})

    def _put(self, token: str, attributes: dict[Any, Any]) -> None:
        with self.load().get_token(token_label=token).open(rw=True, user_pin=PIN) as session:
            session.create_object(attributes)
