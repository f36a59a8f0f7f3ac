"""A key on a token, by PKCS#11. A secret is tried once, and nothing is tried at all that the token says is locked.

Everything that touches a token runs in the one thread of its module (:mod:`signing.keys.token_thread`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import pkcs11
from asn1crypto import algos
from pkcs11 import Attribute, KeyType, Mechanism, ObjectClass, TokenFlag
from pkcs11.util.ec import encode_ecdsa_signature

from signing.errors import KeyFault
from signing.keys import KeyAccess, KeyCertificate, SigningKey, TokenPinState
from signing.keys.chain import chain_above
from signing.keys.faults import mapped
from signing.keys.token_thread import TokenThread
from signing.keys.uri import Pkcs11Uri

Result = TypeVar("Result")


@dataclass(frozen=True)
class Patience:
    """How long a call to a driver may take, in seconds, before it is said to hang.

    Attributes:
        look: for what asks nobody and signs nothing.
        sign: for a signature, or a PIN that is sent along.
        pad: for whatever waits until a person has typed at a PIN pad.
    """

    look: float = 15.0
    sign: float = 60.0
    pad: float = 180.0


PATIENCE = Patience()


@cache
def _library(module_path: str) -> Any:  # the type is a Cython class that has no stub
    # One C_Initialize a process (PKCS#11 v3.0, 5.4): the library is the one thing here that is rightly shared.
    if not Path(module_path).is_file():
        raise KeyFault("module_missing", module=module_path)
    try:
        return pkcs11.lib(module_path)
    except (RuntimeError, OSError, pkcs11.PKCS11Error) as error:
        raise KeyFault("module_unusable", module=module_path) from error


@cache
def _thread(module_path: str) -> TokenThread:
    return TokenThread(f"token {Path(module_path).name}")


def _pin_state(flags: TokenFlag) -> TokenPinState:
    if TokenFlag.USER_PIN_LOCKED in flags:
        return TokenPinState.LOCKED
    if TokenFlag.USER_PIN_FINAL_TRY in flags:
        return TokenPinState.FINAL
    return TokenPinState.LOW if TokenFlag.USER_PIN_COUNT_LOW in flags else TokenPinState.NORMAL


def _asks_each(key: Any) -> bool:
    """Whether a private key wants the PIN for every signature (CKA_ALWAYS_AUTHENTICATE; PKCS#11 v3.0, 4.9)."""
    try:
        return bool(key[Attribute.ALWAYS_AUTHENTICATE])
    except (pkcs11.AttributeTypeInvalid, pkcs11.AttributeSensitive, pkcs11.FunctionFailed):
        return False  # a driver of before v2.20 has no such attribute


class _OpenedTokenKey:
    """A session in which the PIN was given.

    It signs until something goes wrong, and no more after that: what a token says is said again to who asks again, and
    no PIN is sent a second time.
    """

    def __init__(self, place: TokenKey, session: pkcs11.Session, key: Any, certificate: KeyCertificate) -> None:
        self.certificate = certificate
        self._place = place
        self._session = session
        self._key = key
        self._fault: KeyFault | None = None
        # For the batch only, and only where the token wants it again: in a cell, so that nothing shows it.
        self._again: Callable[[], str] | None = None

    def __repr__(self) -> str:
        return f"_OpenedTokenKey({self._place.description!r})"

    def present_each_time(self, secret: str) -> None:
        """Keep the PIN for a token that asks for it at every signature."""
        self._again = lambda: secret

    def sign_digest(self, digest: bytes, algorithm: str) -> bytes:
        if self._fault is not None:
            raise KeyFault(self._fault.code, **self._fault.parameters)
        try:
            return self._place.in_thread(lambda: self._sign(digest, algorithm), waits_for_pad=self._again is not None)
        except KeyFault as fault:
            self._fault, self._again = fault, None
            raise

    def _sign(self, digest: bytes, algorithm: str) -> bytes:
        pin = self._again() if self._again is not None else None
        if self._key.key_type == KeyType.RSA:
            # CKM_RSA_PKCS pads only: the DigestInfo is ours to make (RFC 8017, 9.2).
            wrapped = algos.DigestInfo({"digest_algorithm": {"algorithm": algorithm}, "digest": digest}).dump()
            return bytes(self._key.sign(wrapped, mechanism=Mechanism.RSA_PKCS, pin=pin))
        raw = self._key.sign(digest, mechanism=Mechanism.ECDSA, pin=pin)
        return bytes(encode_ecdsa_signature(raw))

    def close(self) -> None:
        """End the session, in the thread; a token pulled out takes its session with it, which is then no news."""
        self._fault, self._again = self._fault or KeyFault("key_not_opened"), None
        self._place.end(self._session, broken=self._fault.code != "key_not_opened")


class TokenKey:
    """A key pair and certificate on a token.

    Args:
        uri: which module, token and object.
        patience: how long its driver may take.
    """

    software = False

    def __init__(self, uri: Pkcs11Uri, *, patience: Patience = PATIENCE) -> None:
        self._uri = uri
        self._patience = patience
        self._thread = _thread(uri.module_path)
        self._pad = False
        self._each: bool | None = None
        self.description = uri.token or "PKCS#11"

    def in_thread(self, work: Callable[[], Result], *, signs: bool = True, waits_for_pad: bool = False) -> Result:
        """Do something in the thread of the module; the library's errors become faults.

        Args:
            work: what is done.
            signs: whether the token signs or takes a PIN.
            waits_for_pad: whether a person types at a PIN pad, where there is one.
        """
        patience = self._patience
        seconds = patience.pad if self._pad and waits_for_pad else patience.sign if signs else patience.look

        def done() -> Result:
            self._thread.check()
            with mapped(self.description):
                return work()

        return self._thread.call(done, seconds=seconds, token=self.description)

    def _token(self) -> pkcs11.Token:
        # A Token is a snapshot: it is fetched anew each time its flags count.
        library = _library(self._uri.module_path)
        found: list[pkcs11.Token] = [
            token
            for token in library.get_tokens(token_label=self._uri.token)
            if TokenFlag.TOKEN_INITIALIZED in token.flags  # an empty slot's blank token is nobody's
            and (self._uri.serial is None or _serial(token) == self._uri.serial)
        ]
        if not found:
            raise KeyFault("token_missing", token=self.description)
        if len(found) > 1:
            raise KeyFault("token_ambiguous", token=self.description)
        return found[0]

    def pin_state(self) -> TokenPinState:
        """Return what the token says of its tries, without logging in."""
        return self.access().pin_state

    def access(self) -> KeyAccess:
        """Return how the token wants its PIN, read anew, without logging in.

        Raises:
            KeyFault: the token is not there, or does not answer.
        """
        flags = self.in_thread(lambda: self._token().flags, signs=False)
        self._pad = TokenFlag.PROTECTED_AUTHENTICATION_PATH in flags
        return KeyAccess(_pin_state(flags), self._pad, self._each)

    def public_certificate(self) -> KeyCertificate | None:
        """Return the certificate, which PKCS#11 tokens keep readable without login."""

        def read() -> KeyCertificate | None:
            with self._token().open() as session:
                found = self._certificate(session)
                # Most tokens hide their private keys until the PIN is given; then nothing is known of it here.
                keys = _objects(session, ObjectClass.PRIVATE_KEY, self._named(found))
                if len(keys) == 1:
                    self._each = _asks_each(keys[0])
                return found[0] if found else None

        return self.in_thread(read, signs=False)

    def _certificate(self, session: pkcs11.Session) -> tuple[KeyCertificate, bytes] | None:
        """Return the certificate meant, with its CKA_ID."""
        own: list[tuple[bytes, bytes]] = []
        others: list[bytes] = []
        for found in _objects(session, ObjectClass.CERTIFICATE):
            der, id_ = bytes(found[Attribute.VALUE]), _id(found)
            others.append(der)
            if self._uri.object in (None, found[Attribute.LABEL]) and self._uri.id in (None, id_):
                own.append((der, id_))
        if len(own) > 1 and self._uri.object is None and self._uri.id is None:
            # Nothing was named: what stands above another certificate on the token is no key's own.
            above = {der for one, _ in own for der in chain_above(one, others)}
            own = [one for one in own if one[0] not in above]
        if len(own) > 1:
            raise KeyFault("key_ambiguous", token=self.description)
        return (KeyCertificate(own[0][0], chain_above(own[0][0], others)), own[0][1]) if own else None

    def _named(self, certificate: tuple[KeyCertificate, bytes] | None) -> dict[Attribute, Any]:
        """By what the private key is found: the CKA_ID of its certificate (PKCS#11 v3.0, 4.5), else the label."""
        id_ = self._uri.id or (certificate[1] if certificate else b"")
        if id_:
            return {Attribute.ID: id_}
        return {Attribute.LABEL: self._uri.object} if self._uri.object is not None else {}

    def open(self, secret: str) -> AbstractContextManager[SigningKey]:
        """Log in once with the PIN and return the key; the session ends with the context.

        Args:
            secret: the PIN; on a token with a PIN pad it is not looked at, the person types there.

        Raises:
            KeyFault: ``pin_locked`` before the PIN is even tried, ``pin_incorrect`` and the other codes of
                :mod:`signing.keys.faults`, ``token_hangs``.
        """
        return self._opened(secret)

    @contextmanager
    def _opened(self, secret: str) -> Iterator[SigningKey]:
        with self._thread.held(token=self.description):
            self.access()
            try:
                opened = self.in_thread(lambda: self._log_in(secret), waits_for_pad=True)
            except KeyFault as fault:
                if fault.code == "token_hangs":
                    self._thread.later(self._begin_anew)  # should the login come through after all, it is ended
                raise self._after_a_wrong_pin(fault) from fault
            try:
                yield opened
            finally:
                opened.close()

    def _log_in(self, secret: str) -> _OpenedTokenKey:
        token = self._token()
        if _pin_state(token.flags) is TokenPinState.LOCKED:
            raise KeyFault("pin_locked", token=self.description)
        try:
            session = token.open(user_pin=pkcs11.types.PROTECTED_AUTH if self._pad else secret)
        except pkcs11.UserAlreadyLoggedIn:
            raise  # another key of this program is open: its session stays
        except pkcs11.PKCS11Error:
            self._begin_anew()  # the session of a login that failed is open, and nobody holds it
            raise
        try:
            found = self._certificate(session)
            keys = _objects(session, ObjectClass.PRIVATE_KEY, self._named(found))
            if len(keys) != 1:
                raise KeyFault("key_ambiguous" if keys else "key_missing", token=self.description)
            if found is None:
                raise KeyFault("key_certificate_missing", token=self.description)
            self._each = _asks_each(keys[0])
        except (pkcs11.PKCS11Error, KeyFault):
            self.close_session(session)
            raise
        opened = _OpenedTokenKey(self, session, keys[0], found[0])
        if self._each:
            # At a PIN pad an empty PIN goes along: this library cannot send none for one signature.
            opened.present_each_time("" if self._pad else secret)
        return opened

    def _after_a_wrong_pin(self, fault: KeyFault) -> KeyFault:
        """Say what the token says after a wrong PIN: it may be locked by it."""
        if fault.code != "pin_incorrect":
            return fault
        with suppress(KeyFault):
            state = self.pin_state()
            code = "pin_locked" if state is TokenPinState.LOCKED else "pin_incorrect"
            return KeyFault(code, **{**fault.parameters, "state": state.value})
        return fault

    def end(self, session: pkcs11.Session, *, broken: bool) -> None:
        """End a session; when its token hangs, as soon as it answers again."""
        work = self._begin_anew if broken else lambda: self.close_session(session)
        try:
            self.in_thread(work, signs=False)
        except KeyFault:
            self._thread.later(self._begin_anew)

    def close_session(self, session: pkcs11.Session) -> None:
        """Log out and close; where that fails the module begins anew, else nobody could log in again."""
        self._thread.check()
        try:
            session.close()
        except pkcs11.PKCS11Error:
            self._begin_anew()

    def _begin_anew(self) -> None:
        """End every session with the module (C_Finalize, C_Initialize): after sleep, or a card that was pulled out.

        Not while another key of this module is open: its session would end too.
        """
        self._thread.check()
        if self._thread.shared:
            return
        with suppress(pkcs11.PKCS11Error):
            _library(self._uri.module_path).reinitialize()


def _objects(session: pkcs11.Session, kind: ObjectClass, named: dict[Attribute, Any] | None = None) -> list[Any]:
    # To the end, before any is looked at: a search left open is ended by whoever collects it, in another thread.
    return list(session.get_objects({Attribute.CLASS: kind, **(named or {})}))


def _serial(token: pkcs11.Token) -> str:
    return bytes(token.serial).decode("utf-8", "replace").strip(" \x00")


def _id(found: Any) -> bytes:
    try:
        return bytes(found[Attribute.ID])
    except pkcs11.PKCS11Error:
        return b""  # CKA_ID is optional


@dataclass(frozen=True)
class TokenListing:
    """One certificate on one token, or why there is none to show; for ``keys list``.

    Attributes:
        uri: names it and nothing else on this machine.
        certificate: DER; None where the token has none, or does not answer.
        access: how the token wants its PIN.
        fault: code of why the token cannot be read, or empty.
    """

    uri: Pkcs11Uri
    certificate: bytes | None
    access: KeyAccess
    fault: str = ""


def list_tokens(module_path: str, *, patience: Patience = PATIENCE) -> tuple[TokenListing, ...]:
    """Return every certificate on every token a module knows, without logging in.

    Args:
        module_path: of the module.
        patience: how long it may take.

    Raises:
        KeyFault: ``module_missing``, ``module_unusable``, ``token_hangs``, or what the module answered.
    """

    def listed() -> tuple[TokenListing, ...]:
        with mapped(module_path):
            tokens = [
                token for token in _library(module_path).get_tokens() if TokenFlag.TOKEN_INITIALIZED in token.flags
            ]
        labels = [token.label for token in tokens]
        return tuple(one for token in tokens for one in _listed(token, module_path, labels.count(token.label) > 1))

    return _thread(module_path).call(listed, seconds=patience.look, token=module_path)


def _listed(token: pkcs11.Token, module_path: str, twin: bool) -> Iterator[TokenListing]:
    serial = _serial(token) if twin else None
    pad = TokenFlag.PROTECTED_AUTHENTICATION_PATH in token.flags
    access = KeyAccess(_pin_state(token.flags), pad, None)
    named = Pkcs11Uri(token.label, None, module_path, serial)
    try:
        with mapped(token.label), token.open() as session:
            found = [
                (str(one[Attribute.LABEL]), _id(one), bytes(one[Attribute.VALUE]))
                for one in _objects(session, ObjectClass.CERTIFICATE)
            ]
    except KeyFault as fault:
        yield TokenListing(named, None, access, fault.code)  # one token that fails does not hide the others
        return
    labels = [label for label, _, _ in found]
    for label, id_, der in found:
        yield TokenListing(
            Pkcs11Uri(token.label, label, module_path, serial, id_ if labels.count(label) > 1 and id_ else None),
            der,
            access,
        )
    if not found:
        yield TokenListing(named, None, access, "key_certificate_missing")
