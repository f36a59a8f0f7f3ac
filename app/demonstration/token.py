"""A SoftHSM2 token for the demonstration: a real PKCS#11 module, a store of its own in the profile.

The token is initialised through the module itself: the tool that comes with it takes the PIN as an argument, where
every process on the machine could read it.
"""

from __future__ import annotations

import ctypes
import os
from pathlib import Path

import pkcs11
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pkcs11 import Attribute
from pkcs11.util.rsa import decode_rsa_private_key
from pkcs11.util.x509 import decode_x509_certificate

from app.errors import KeyTrouble
from app.ports import Secret

TOKEN_LABEL = "Vloeiboek demonstratie"  # noqa: S105  a label
OBJECT_LABEL = "handtekening"
_MODULES = (
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/local/lib/softhsm/libsofthsm2.so",
    "/opt/homebrew/lib/softhsm/libsofthsm2.so",
)
_CKU_SO = 0
_CKF_RW_SESSION, _CKF_SERIAL_SESSION = 0x2, 0x4


def softhsm_module() -> str | None:
    """Return the path of the SoftHSM2 module on this machine, or None."""
    return next((path for path in _MODULES if Path(path).is_file()), None)


def use_token_store(folder: Path) -> None:
    """Point SoftHSM2, in this process, at the token store of a demonstration profile (and make it when absent)."""
    tokens = folder / "tokens"
    tokens.mkdir(parents=True, exist_ok=True)
    settings = folder / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {tokens}\nobjectstore.backend = file\nlog.level = ERROR\n")
    if os.environ.get("SOFTHSM2_CONF") != str(settings):
        os.environ["SOFTHSM2_CONF"] = str(settings)
        module = softhsm_module()
        if module is not None:
            # The module reads its settings when it is initialised; it may have been, for another profile.
            pkcs11.lib(module).reinitialize()


def make_token(module: str, *, key: rsa.RSAPrivateKey, certificates: tuple[bytes, ...], pin: Secret) -> None:
    """Make the token and put the key and certificates on it; the first certificate is the key's.

    Raises:
        KeyTrouble: ``token_failed`` when the module does not do as it is told.
    """
    library = pkcs11.lib(module)
    library.finalize()
    _initialise(module, pin)
    library.initialize()
    token = library.get_token(token_label=TOKEN_LABEL)
    with token.open(rw=True, user_pin=pin.reveal()) as session:
        private = key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
        session.create_object(
            {
                **decode_rsa_private_key(private),
                Attribute.TOKEN: True,
                Attribute.LABEL: OBJECT_LABEL,
                Attribute.ID: b"\x01",
                Attribute.PRIVATE: True,
                Attribute.SENSITIVE: True,
                Attribute.EXTRACTABLE: False,
                Attribute.SIGN: True,
            }
        )
        for number, certificate in enumerate(certificates):
            session.create_object(
                {
                    **decode_x509_certificate(certificate),
                    Attribute.TOKEN: True,
                    Attribute.PRIVATE: False,
                    Attribute.LABEL: OBJECT_LABEL if number == 0 else f"ca-{number}",
                    Attribute.ID: bytes([number + 1]),
                }
            )


def _initialise(module: str, pin: Secret) -> None:
    """C_InitToken and C_InitPIN (PKCS#11 v3.0, 5.5), which python-pkcs11 does not offer."""
    library = ctypes.CDLL(module)
    secret = pin.reveal().encode()

    def call(name: str, *arguments: object) -> None:
        result = getattr(library, name)(*arguments)
        if result != 0:
            raise KeyTrouble("token_failed", token=TOKEN_LABEL, error=f"{name} 0x{result:x}")

    call("C_Initialize", None)
    try:
        count = ctypes.c_ulong(16)
        slots = (ctypes.c_ulong * 16)()
        call("C_GetSlotList", ctypes.c_ubyte(1), slots, ctypes.byref(count))
        slot = ctypes.c_ulong(slots[0])
        call("C_InitToken", slot, secret, ctypes.c_ulong(len(secret)), TOKEN_LABEL.encode().ljust(32))
        count = ctypes.c_ulong(16)
        call("C_GetSlotList", ctypes.c_ubyte(1), slots, ctypes.byref(count))
        session = ctypes.c_ulong()
        flags = ctypes.c_ulong(_CKF_RW_SESSION | _CKF_SERIAL_SESSION)
        call("C_OpenSession", ctypes.c_ulong(slots[0]), flags, None, None, ctypes.byref(session))
        call("C_Login", session, ctypes.c_ulong(_CKU_SO), secret, ctypes.c_ulong(len(secret)))
        call("C_InitPIN", session, secret, ctypes.c_ulong(len(secret)))
        call("C_Logout", session)
        call("C_CloseSession", session)
    finally:
        call("C_Finalize", None)
