"""Whether a further signature may join those that a letter has (ISO 32000-2, 12.8.2.2 and 12.8.2.4)."""

from __future__ import annotations

from typing import BinaryIO

from signing.prepare import FIELD_NAME, empty_fields
from signing.verify.document import open_document
from signing.verify.found import find_all
from signing.verify.report import rules_of

_NO_CHANGES, _FORM_FILLING = 1, 2


def leaves_room(content: BinaryIO) -> bool:
    """Return whether the signatures in a letter allow another one.

    A certification, or the lock of a signed field, may forbid all changes (P of 1) or leave only fields open that are
    there already (P of 2): a field made for the next signature would break the first. A lock may name every field.

    Args:
        content: the letter.

    Raises:
        UnreadablePdf: ``damaged``.
    """
    empty = empty_fields(content)
    name = empty[0] if empty else FIELD_NAME
    content.seek(0)
    for one in find_all(open_document(content)):
        rules = rules_of(one)
        if rules.certified == _NO_CHANGES or (rules.certified == _FORM_FILLING and not empty) or rules.locked(name):
            return False
    return True
