"""A key on a token, by PKCS#11. Secrets are tried once; every error of the library becomes a code by its type.

The library's own messages are empty, and one C_Login is made for one PIN given: a wrong PIN counts on the card.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pkcs11
from asn1crypto import algos
from pkcs11 import Attribute, KeyType, Mechanism, ObjectClass, TokenFlag
from pkcs11.util.ec import encode_ecdsa_signature

from signing.errors import KeyFault
from signing.keys import KeyCertificate, SigningKey, TokenPinState, refuse_pin


@dataclass(frozen=True)
class Pkcs11Uri:
    """The parts of a PKCS#11 URI that are used (RFC 7512, 2.3).

    Attributes:
        token: label of the token, or None for the only one there is.
        object: label of key and certificate, or None for the only pair there is.
        module_path: path of the PKCS#11 module.
    """

    token: str | None
    object: str | None
    module_path: str


def parse_pkcs11_uri(uri: str) -> Pkcs11Uri:
    """Read a PKCS#11 URI; ``module-path`` may stand among the path's or the query's attributes.

    Raises:
        KeyFault: ``key_uri_unknown``, ``pin_in_uri`` (a secret never travels in an argument), ``module_not_named``.
    """
    refuse_pin(uri)
    scheme, _, rest = uri.partition(":")
    if scheme != "pkcs11":
        raise KeyFault("key_uri_unknown", uri=uri)
    path, _, query = rest.partition("?")
    parts: dict[str, str] = {}
    # In the path ";" separates and "&" may stand in a value; in the query it is the other way round (RFC 7512, 2.3).
    for piece in (*path.split(";"), *query.split("&")):
        name, equals, value = piece.partition("=")
        if piece and (not equals or name in parts):
            raise KeyFault("key_uri_unknown", uri=uri)
        parts[name] = unquote(value)
    if not parts.get("module-path"):
        raise KeyFault("module_not_named", uri=uri)
    return Pkcs11Uri(parts.get("token"), parts.get("object"), parts["module-path"])


# By type, for the messages are empty (PKCS#11 v3.0, 5.1: the CKR_ names).
_CODES: dict[type[Exception], str] = {
    pkcs11.PinIncorrect: "pin_incorrect",
    pkcs11.PinLenRange: "pin_incorrect",
    pkcs11.PinInvalid: "pin_incorrect",
    pkcs11.PinLocked: "pin_locked",
    pkcs11.PinExpired: "pin_expired",
    pkcs11.TokenNotPresent: "token_removed",
    pkcs11.DeviceRemoved: "token_removed",
    pkcs11.NoSuchToken: "token_missing",
    pkcs11.TokenNotRecognised: "token_missing",
    pkcs11.DeviceError: "token_failed",
    pkcs11.DeviceMemory: "token_failed",
    pkcs11.GeneralError: "token_failed",
    pkcs11.FunctionFailed: "token_failed",
    pkcs11.SessionHandleInvalid: "token_session_lost",
    pkcs11.SessionClosed: "token_session_lost",
    pkcs11.UserNotLoggedIn: "token_session_lost",
    pkcs11.KeyHandleInvalid: "token_session_lost",
    pkcs11.ObjectHandleInvalid: "token_session_lost",
    pkcs11.OperationActive: "token_busy",
    pkcs11.UserAlreadyLoggedIn: "token_busy",
    pkcs11.FunctionCancelled: "token_cancelled",
    pkcs11.NoSuchKey: "key_missing",
    pkcs11.MultipleObjectsReturned: "key_ambiguous",
    pkcs11.MultipleTokensReturned: "token_ambiguous",
    pkcs11.MechanismInvalid: "key_algorithm_unsupported",
}


@contextmanager
def _mapped(name: str) -> Iterator[None]:
    try:
        yield
    except pkcs11.PKCS11Error as error:
        code = next((_CODES[kind] for kind in type(error).__mro__ if kind in _CODES), "token_failed")
        raise KeyFault(code, token=name, error=type(error).__name__) from error


@cache
def _library(module_path: str) -> Any:  # the type is a Cython class that has no stub
    # One C_Initialize a process (PKCS#11 v3.0, 5.4): the library is the one thing here that is rightly shared.
    if not Path(module_path).is_file():
        raise KeyFault("module_missing", module=module_path)
    try:
        return pkcs11.lib(module_path)
    except (RuntimeError, OSError, pkcs11.PKCS11Error) as error:
        raise KeyFault("module_unusable", module=module_path) from error


class _OpenedTokenKey:
    def __init__(self, session: pkcs11.Session, key: Any, certificate: KeyCertificate, name: str) -> None:
        self._session = session
        self._key = key
        self.certificate = certificate
        self._name = name

    def sign_digest(self, digest: bytes, algorithm: str) -> bytes:
        with _mapped(self._name):
            if self._key.key_type == KeyType.RSA:
                # CKM_RSA_PKCS pads only: the DigestInfo is ours to make (RFC 8017, 9.2).
                wrapped = algos.DigestInfo({"digest_algorithm": {"algorithm": algorithm}, "digest": digest}).dump()
                return bytes(self._key.sign(wrapped, mechanism=Mechanism.RSA_PKCS))
            raw = self._key.sign(digest, mechanism=Mechanism.ECDSA)
            return bytes(encode_ecdsa_signature(raw))


class TokenKey:
    """A key pair and certificate on a token.

    Args:
        uri: which module, token and object.
    """

    software = False

    def __init__(self, uri: Pkcs11Uri) -> None:
        self._uri = uri
        self.description = uri.token or "PKCS#11"

    def _token(self) -> pkcs11.Token:
        # A Token is a snapshot: it is fetched anew each time its flags count.
        with _mapped(self.description):
            library = _library(self._uri.module_path)
            found: list[pkcs11.Token] = [
                token
                for token in library.get_tokens(token_label=self._uri.token)
                if TokenFlag.TOKEN_INITIALIZED in token.flags  # an empty slot's blank token is nobody's
            ]
        if not found:
            raise KeyFault("token_missing", token=self.description)
        if len(found) > 1:
            raise KeyFault("token_ambiguous", token=self.description)
        return found[0]

    def pin_state(self) -> TokenPinState:
        """Return what the token says of its tries, without logging in."""
        flags = self._token().flags
        if TokenFlag.USER_PIN_LOCKED in flags:
            return TokenPinState.LOCKED
        if TokenFlag.USER_PIN_FINAL_TRY in flags:
            return TokenPinState.FINAL
        return TokenPinState.LOW if TokenFlag.USER_PIN_COUNT_LOW in flags else TokenPinState.NORMAL

    def public_certificate(self) -> KeyCertificate | None:
        """Return the certificate, which PKCS#11 tokens keep readable without login."""
        token = self._token()
        with _mapped(self.description), token.open() as session:
            return self._certificate(session)

    def _certificate(self, session: pkcs11.Session) -> KeyCertificate | None:
        own: list[bytes] = []
        others: list[bytes] = []
        for found in session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE}):
            mine = self._uri.object is None or found[Attribute.LABEL] == self._uri.object
            (own if mine else others).append(bytes(found[Attribute.VALUE]))
        if len(own) > 1:
            raise KeyFault("key_ambiguous", token=self.description)
        return KeyCertificate(own[0], tuple(others)) if own else None

    def open(self, secret: str) -> AbstractContextManager[SigningKey]:
        """Log in once with the PIN and return the key; the session ends with the context.

        Raises:
            KeyFault: ``pin_locked`` before the PIN is even tried, ``pin_incorrect`` and the other codes of the table.
        """
        return self._opened(secret)

    @contextmanager
    def _opened(self, secret: str) -> Iterator[SigningKey]:
        if self.pin_state() is TokenPinState.LOCKED:
            raise KeyFault("pin_locked", token=self.description)
        token = self._token()
        with _mapped(self.description):
            session = token.open(user_pin=secret)
        try:
            with _mapped(self.description):
                certificate = self._certificate(session)
                key = session.get_key(object_class=ObjectClass.PRIVATE_KEY, label=self._uri.object)
            if certificate is None:
                raise KeyFault("key_certificate_missing", token=self.description)
            yield _OpenedTokenKey(session, key, certificate, self.description)
        finally:
            # A token pulled out takes its session with it; closing it again is then no news.
            with _ignored_when_gone():
                session.close()


@contextmanager
def _ignored_when_gone() -> Iterator[None]:
    try:
        yield
    except pkcs11.PKCS11Error:
        return


@dataclass(frozen=True)
class TokenListing:
    """One certificate on one token, for ``keys list``.

    Attributes:
        token: label of the token.
        object: label of the certificate.
        certificate: DER.
        pin_state: what the token says of its tries.
    """

    token: str
    object: str
    certificate: bytes
    pin_state: TokenPinState


def list_tokens(module_path: str) -> tuple[TokenListing, ...]:
    """Return every certificate on every token a module knows, without logging in.

    Raises:
        KeyFault: ``module_missing``, ``module_unusable``, or what the token answered.
    """
    listings: list[TokenListing] = []
    library = _library(module_path)
    with _mapped(module_path):
        for slot in library.get_slots(token_present=True):
            token = slot.get_token()
            if TokenFlag.TOKEN_INITIALIZED not in token.flags:
                continue
            state = TokenKey(Pkcs11Uri(token.label, None, module_path)).pin_state()
            with token.open() as session:
                listings.extend(
                    TokenListing(token.label, str(found[Attribute.LABEL]), bytes(found[Attribute.VALUE]), state)
                    for found in session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE})
                )
    return tuple(listings)
