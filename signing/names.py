"""Names of people and offices in certificates, as they are written: no name makes a certificate unreadable.

Names are compared after a preparation that knows Unicode 3.2 and refuses what it does not know (RFC 4518, 2.3 and 2.4).
asn1crypto raises then, also for right-to-left names with figures, and every chain that merely comes by such a
certificate fails. Where the preparation refuses, the name is compared as RFC 5280, 7.1, asks at the least: the same
characters, without regard to case and to how many spaces there are.
"""

from __future__ import annotations

import unicodedata
from typing import Any

from asn1crypto.x509 import NameTypeAndValue

_PREPARED = NameTypeAndValue._ldap_string_prep


def _prepared(self: NameTypeAndValue, text: str) -> Any:
    try:
        return _PREPARED(self, text)
    except ValueError:
        return f" {' '.join(unicodedata.normalize('NFKC', text).casefold().split())} "


def accept_every_name() -> None:
    """Have names compared that the preparation refuses."""
    NameTypeAndValue._ldap_string_prep = _prepared
