"""The structure tree of two states: what a screen reader reads, and what is copied out (ISO 32000-2, 14.7).

A later signature or comment may add an element for its own annotation; what was there must read as it did. Otherwise
a page that looks the same would be read aloud, or copied, as another text.
"""

from __future__ import annotations

from typing import Any

from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, IndirectObject

from signing.verify.compare import Comparison
from signing.verify.document import MAXIMUM_FIELDS, items_of, resolved, value_of

# Look-up tables beside the tree: what they find stands in the tree, or in /ClassMap and /RoleMap, which are compared.
_TABLES = {"/K", "/ParentTree", "/ParentTreeNextKey", "/IDTree", "/Type"}
_WORDS = {"/ActualText", "/Alt", "/E"}


def reads_the_same(comparison: Comparison, old: Any, new: Any) -> bool:
    """Return whether a structure tree of the signed state still reads as it did, whatever was added for annotations.

    Args:
        comparison: of the two states.
        old: the /StructTreeRoot as signed, resolved; None without one.
        new: the same now.
    """
    if not isinstance(new, DictionaryObject):
        return old is None
    if not isinstance(old, DictionaryObject):
        return all(_for_annotation(kid) for kid in _kids(new))
    if comparison.keys_changed(old, new) - _TABLES:
        return False
    waiting = [(old, new)]
    for _ in range(MAXIMUM_FIELDS):
        if not waiting:
            return True
        below = _pairs(comparison, *waiting.pop())
        if below is None:
            return False
        waiting.extend(below)
    return False


def _pairs(comparison: Comparison, one: Any, other: Any) -> list[tuple[Any, Any]] | None:
    """Return the elements below two elements side by side; None when what was there was changed or removed."""
    before, after = _kids(one), _kids(other)
    if len(after) < len(before):
        return None
    kept, added = after[: len(before)], after[len(before) :]
    if not all(_for_annotation(kid) for kid in added):
        return None
    pairs = []
    for old, new in zip(before, kept, strict=True):
        if comparison.equal(old, new):
            continue
        first, second = resolved(old), resolved(new)
        if not isinstance(first, DictionaryObject) or not isinstance(second, DictionaryObject):
            return None
        if comparison.keys_changed(first, second) - {"/K", "/P"}:
            return None
        pairs.append((first, second))
    return pairs


def _kids(node: Any) -> list[Any]:
    value = value_of(node, "/K")
    if value is None:
        return []
    return items_of(node, "/K") if isinstance(value, ArrayObject) else [node.raw_get("/K")]


def _for_annotation(kid: Any, depth: int = 0) -> bool:
    """Return whether an element holds nothing but references to annotations, and no words of its own."""
    node = resolved(kid)
    if not isinstance(node, DictionaryObject) or depth > 8 or _WORDS & {str(key) for key in node}:
        return False
    if value_of(node, "/Type") == "/OBJR":
        return isinstance(node.raw_get("/Obj") if "/Obj" in node else None, IndirectObject)
    return all(_for_annotation(each, depth + 1) for each in _kids(node))
