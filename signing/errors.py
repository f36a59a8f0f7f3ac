"""What can go wrong with a PDF, a key or a service, as codes; sentences live in ``app/text.py``."""

from __future__ import annotations

from collections.abc import Mapping


class SigningFault(Exception):
    """Something in ``signing/`` refused or failed, in a way that a person can act upon.

    Args:
        code: a short name from the vocabulary, ``snake_case``; a test finds a sentence for each.
        parameters: what the sentence needs to name (file, token, address); never a secret.
    """

    def __init__(self, code: str, /, **parameters: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.parameters: Mapping[str, str | int] = parameters

    def __str__(self) -> str:
        named = ", ".join(f"{key}={value}" for key, value in self.parameters.items())
        return f"{self.code} ({named})" if named else self.code


class UnreadablePdf(SigningFault):
    """A file that cannot be read as a PDF (codes ``not_a_pdf``, ``encrypted``, ``damaged``, ``empty_file``)."""


class KeyFault(SigningFault):
    """A key, a token or a PIN that does not serve (codes beginning with ``pin_``, ``token_`` or ``key_``)."""


class ServiceFault(SigningFault):
    """A time-stamp or revocation service that did not answer, or answered with something that does not fit."""
