"""What parsers let out on bytes that are not what they claim to be, seen over many producers' files."""

from __future__ import annotations

# asn1crypto
ASN1_FAULTS = (
    ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError, ArithmeticError, AssertionError,
)  # fmt: skip
