"""Every error of PKCS#11 as a code with a sentence, by its type: the library's own messages are empty.

The types are those of python-pkcs11, one for each CKR_ value (PKCS#11 v3.0, 5.1). ``docs/keys.md`` shows them with
what a person reads; a test walks all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pkcs11

from signing.errors import KeyFault

_CODES: dict[type[Exception], str] = {
    # the PIN
    pkcs11.PinIncorrect: "pin_incorrect",
    pkcs11.PinLenRange: "pin_incorrect",
    pkcs11.PinInvalid: "pin_incorrect",
    pkcs11.PinLocked: "pin_locked",
    pkcs11.PinExpired: "pin_expired",
    pkcs11.PinTooWeak: "pin_expired",
    pkcs11.UserPinNotInitialized: "pin_never_set",
    # the card is not there, or not any more
    pkcs11.TokenNotPresent: "token_removed",
    pkcs11.DeviceRemoved: "token_removed",
    pkcs11.SlotIDInvalid: "token_removed",
    pkcs11.NoSuchToken: "token_missing",
    pkcs11.TokenNotRecognised: "token_not_recognised",
    pkcs11.MultipleTokensReturned: "token_ambiguous",
    # the session went: sleep, another program, a reader that was pulled out
    pkcs11.SessionHandleInvalid: "token_session_lost",
    pkcs11.SessionClosed: "token_session_lost",
    pkcs11.UserNotLoggedIn: "token_session_lost",
    pkcs11.KeyHandleInvalid: "token_session_lost",
    pkcs11.ObjectHandleInvalid: "token_session_lost",
    pkcs11.OperationNotInitialized: "token_session_lost",
    # another program has it
    pkcs11.OperationActive: "token_busy",
    pkcs11.UserAlreadyLoggedIn: "token_busy",
    pkcs11.AnotherUserAlreadyLoggedIn: "token_busy",
    pkcs11.UserTooManyTypes: "token_busy",
    pkcs11.SessionCount: "token_busy",
    pkcs11.SessionExists: "token_busy",
    pkcs11.SessionReadOnlyExists: "token_busy",
    pkcs11.SessionReadWriteSOExists: "token_busy",
    # the person said no at the reader
    pkcs11.FunctionCancelled: "token_cancelled",
    pkcs11.FunctionRejected: "token_cancelled",
    # the card itself
    pkcs11.DeviceError: "token_failed",
    pkcs11.DeviceMemory: "token_failed",
    pkcs11.GeneralError: "token_failed",
    pkcs11.FunctionFailed: "token_failed",
    pkcs11.RandomNoRNG: "token_failed",
    pkcs11.RandomSeedNotSupported: "token_failed",
    pkcs11.SignatureInvalid: "token_failed",
    pkcs11.SignatureLenRange: "token_failed",
    pkcs11.ExceededMaxIterations: "token_failed",
    pkcs11.PKCS11Error: "token_failed",  # a value that the standard does not know; its number is in the message
    # the key
    pkcs11.NoSuchKey: "key_missing",
    pkcs11.MultipleObjectsReturned: "key_ambiguous",
    pkcs11.MechanismInvalid: "key_algorithm_unsupported",
    pkcs11.MechanismParamInvalid: "key_algorithm_unsupported",
    pkcs11.KeySizeRange: "key_algorithm_unsupported",
    pkcs11.KeyTypeInconsistent: "key_algorithm_unsupported",
    pkcs11.DomainParamsInvalid: "key_algorithm_unsupported",
    pkcs11.DataInvalid: "key_algorithm_unsupported",
    pkcs11.DataLenRange: "key_algorithm_unsupported",
    pkcs11.PublicKeyInvalid: "key_algorithm_unsupported",
    # this machine
    pkcs11.HostMemory: "out_of_memory",
    # the driver did not understand what it should: nothing that a signature asks for should give these
    pkcs11.ArgumentsBad: "module_refuses",
    pkcs11.FunctionNotSupported: "module_refuses",
    pkcs11.NoEvent: "module_refuses",
    pkcs11.AttributeReadOnly: "module_refuses",
    pkcs11.AttributeSensitive: "module_refuses",
    pkcs11.AttributeTypeInvalid: "module_refuses",
    pkcs11.AttributeValueInvalid: "module_refuses",
    pkcs11.TemplateIncomplete: "module_refuses",
    pkcs11.TemplateInconsistent: "module_refuses",
    pkcs11.SessionReadOnly: "module_refuses",
    pkcs11.TokenWriteProtected: "module_refuses",
    pkcs11.EncryptedDataInvalid: "module_refuses",
    pkcs11.EncryptedDataLenRange: "module_refuses",
    pkcs11.KeyIndigestible: "module_refuses",
    pkcs11.KeyNeeded: "module_refuses",
    pkcs11.KeyNotNeeded: "module_refuses",
    pkcs11.KeyNotWrappable: "module_refuses",
    pkcs11.KeyUnextractable: "module_refuses",
    pkcs11.UnwrappingKeyHandleInvalid: "module_refuses",
    pkcs11.UnwrappingKeySizeRange: "module_refuses",
    pkcs11.UnwrappingKeyTypeInconsistent: "module_refuses",
    pkcs11.WrappedKeyInvalid: "module_refuses",
    pkcs11.WrappedKeyLenRange: "module_refuses",
    pkcs11.WrappingKeyHandleInvalid: "module_refuses",
    pkcs11.WrappingKeySizeRange: "module_refuses",
    pkcs11.WrappingKeyTypeInconsistent: "module_refuses",
}


def codes_by_type() -> Mapping[type[Exception], str]:
    """Return the code each type of error becomes."""
    return dict(_CODES)


@contextmanager
def mapped(token: str) -> Iterator[None]:
    """Turn the errors of the library into faults of a key.

    Args:
        token: how the token is known to a person.

    Raises:
        KeyFault: one of the codes above, with the name of the error.
    """
    try:
        yield
    except pkcs11.PKCS11Error as error:
        code = next(_CODES[kind] for kind in type(error).__mro__ if kind in _CODES)
        unknown = type(error) is pkcs11.PKCS11Error
        raise KeyFault(code, token=token, error=str(error) if unknown else type(error).__name__) from error
