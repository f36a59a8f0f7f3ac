"""Whether a key really signs: asked before something is given up for it."""

from __future__ import annotations

import secrets

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed

from signing.errors import KeyFault
from signing.keys import SigningKey


def try_key(key: SigningKey) -> None:
    """Sign a random digest and check the value against the key's certificate; it is about nothing and is kept nowhere.

    Raises:
        KeyFault: what the key says; ``key_gives_wrong_values`` when its value does not fit its certificate.
    """
    algorithm = hashes.SHA256()
    digest = secrets.token_bytes(algorithm.digest_size)
    value = key.sign_digest(digest, algorithm.name)
    public = x509.load_der_x509_certificate(key.certificate.certificate).public_key()
    try:
        if isinstance(public, rsa.RSAPublicKey):
            public.verify(value, digest, padding.PKCS1v15(), Prehashed(algorithm))
        elif isinstance(public, ec.EllipticCurvePublicKey):
            public.verify(value, digest, ec.ECDSA(Prehashed(algorithm)))
    except InvalidSignature as error:
        raise KeyFault("key_gives_wrong_values") from error
