"""Keep which key a person signs with, in the settings of the profile."""

from __future__ import annotations

from app.desk import Desk
from app.errors import from_signing
from app.settings import write_setting
from signing.errors import KeyFault
from signing.keys.uri import refuse_pin


def keep_signing_key(desk: Desk, uri: str) -> str:
    """Sign with this key from now on, and return which one it was before.

    Args:
        desk: where.
        uri: of the key (``file:...`` or ``pkcs11:...``); empty for the first that fits.

    Raises:
        KeyTrouble: ``pin_in_uri``: a secret stands in it, and nothing is kept.
        WrongUse: what :func:`app.settings.write_setting` raises.
    """
    try:
        refuse_pin(uri)
    except KeyFault as fault:
        raise from_signing(fault) from fault
    return write_setting(desk.paths.folder, "signing_key", uri)
