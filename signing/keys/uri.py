"""PKCS#11 URIs (RFC 7512): which module, token and object a person means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote, unquote_to_bytes

from signing.errors import KeyFault

# RFC 7512, 2.4: the attributes that hold a PIN, or name where it stands.
_PIN = re.compile(r"pin-(value|source)", re.IGNORECASE)
# What may stand as it is in the path of a URI and reads better so.
_PLAIN = "-._~"


@dataclass(frozen=True)
class Pkcs11Uri:
    """The parts of a PKCS#11 URI that are used (RFC 7512, 2.3); None where any will do.

    Attributes:
        token: label of the token.
        object: label of key and certificate.
        module_path: path of the PKCS#11 module.
        serial: serial number of the token, where two have the same label.
        id: CKA_ID of key and certificate, where two have the same label.
    """

    token: str | None
    object: str | None
    module_path: str
    serial: str | None = None
    id: bytes | None = None

    def __str__(self) -> str:
        named = {"token": self.token, "serial": self.serial, "object": self.object}
        path = [f"{name}={quote(value, safe=_PLAIN)}" for name, value in named.items() if value is not None]
        if self.id is not None:
            path.append("id=" + "".join(f"%{octet:02x}" for octet in self.id))
        # module-path is an attribute of the query; among those of the path it is understood too, and written there.
        path.append(f"module-path={quote(self.module_path, safe=_PLAIN + '/')}")
        return "pkcs11:" + ";".join(path)


def refuse_pin(uri: str) -> None:
    """Refuse a URI that carries a PIN, before any part of it can be shown: a secret never travels in an argument.

    Raises:
        KeyFault: ``pin_in_uri``.
    """
    if not uri.lower().startswith("file:") and _PIN.search(unquote(uri)):
        raise KeyFault("pin_in_uri")


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
        parts[name] = value
    if not parts.get("module-path"):
        raise KeyFault("module_not_named", uri=uri)
    text = {name: unquote(value) for name, value in parts.items()}
    return Pkcs11Uri(
        token=text.get("token"),
        object=text.get("object"),
        module_path=text["module-path"],
        serial=text.get("serial"),
        id=unquote_to_bytes(parts["id"]) if "id" in parts else None,
    )
