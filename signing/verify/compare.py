"""Two states of one document, compared by what a reader reaches from the catalog and not by object numbers.

pyHanko's difference analysis asks whether every rewritten object can be justified; freed objects, orphans, identical
copies, comments and half the producers' habits then count as tampering (measured over other producers' files), while a
later signature's picture over the text does not. Here the two documents are walked side by side instead, from the
catalog, the pages, the annotations and the form fields, and each difference gets the name of the place it is at.
What cannot be reached cannot be shown; what a repairing program could dig up is looked at in
:mod:`signing.verify.leftover`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NullObject,
    NumberObject,
    Reference,
    StreamObject,
)
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.xref import ObjStreamRef

from signing.verify.document import MAXIMUM_DEPTH, MAXIMUM_FIELDS, READING_FAULTS, items_of, resolved, value_of
from signing.verify.ranges import read_at

Key = tuple[int, int] | int
# More pages than this are an attack on the reader.
MAXIMUM_PAGES = 100_000
_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
_REFERENCE = re.compile(rb"(\d{1,10})\s+(\d{1,5})\s+R\b")
_BEGINNING = re.compile(rb"\s*\d+\s+\d+\s+obj\s*<<")
_TOKEN = re.compile(rb"[()\\%<>]")
# An object whose dictionary is longer than this is parsed.
_HEAD = 1 << 14
# What says nothing about how a page looks or reads.
_PAGE_HARMLESS = {"/Annots", "/Parent", "/Tabs", "/LastModified", "/PieceInfo", "/StructParents", "/Metadata", "/Type"}


class Change(Enum):
    """What happened to something between two states."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True)
class Annotation:
    """An annotation on a page, with the key by which it is known in the file."""

    key: Key
    value: DictionaryObject = field(repr=False)
    page: int

    @property
    def subtype(self) -> str:
        """The /Subtype without its slash."""
        return str(value_of(self.value, "/Subtype") or "").removeprefix("/")


@dataclass(frozen=True)
class FormField:
    """A terminal form field with its widgets."""

    name: str
    kind: str
    value: DictionaryObject = field(repr=False)
    key: Key
    widgets: tuple[tuple[Key, DictionaryObject], ...] = field(repr=False)


@dataclass
class Structure:
    """The parts of one state that are compared one by one.

    Attributes:
        reader: the state's reader.
        pages: dictionaries of the pages with what they inherit.
        annotations: by page.
        fields: by fully qualified name; several fields of one name keep a number behind it.
        stops: object numbers at which a comparison of something else ends: they are compared by themselves.
        numbers: object numbers of the pages; 0 for one that has none.
        miscounted: what nodes of the page tree say of the number of their pages where it is not right, and what is.
    """

    reader: PdfFileReader
    pages: list[dict[str, Any]]
    annotations: list[list[Annotation]]
    fields: dict[str, FormField]
    stops: set[int]
    numbers: list[int]
    miscounted: tuple[tuple[str, int], ...] = ()


def structure_of(reader: PdfFileReader) -> Structure:
    """Return pages, annotations and fields of a state."""
    # A signature's reference dictionary points back at the catalog (/Data), which is compared by itself too.
    stops = {reader.root_ref.idnum}
    form = _raw(reader.root, "/AcroForm")
    if isinstance(form, IndirectObject):
        stops.add(form.idnum)
    numbers: list[int] = []
    pages = list(_pages(reader, stops, numbers))
    annotations = [list(_annotations(page, index, stops)) for index, page in enumerate(pages)]
    fields: dict[str, FormField] = {}
    for one in _fields(reader, stops):
        name = one.name if one.name not in fields else f"{one.name}#{len(fields)}"
        fields[name] = one
    wrong: list[tuple[str, int]] = []
    _count_pages(_raw(reader.root, "/Pages"), wrong, 0)
    return Structure(reader, pages, annotations, fields, stops, numbers, tuple(wrong))


def _count_pages(entry: Any, wrong: list[tuple[str, int]], depth: int) -> int:
    """Count the pages under a node, and collect what says another number (ISO 32000-2, 7.7.3.2)."""
    node = resolved(entry)
    if not isinstance(node, DictionaryObject) or depth > MAXIMUM_DEPTH:
        return 0
    if "/Kids" not in node:
        return 1
    pages = sum(_count_pages(kid, wrong, depth + 1) for kid in items_of(node, "/Kids"))
    said = value_of(node, "/Count")
    if said != pages:
        wrong.append((str(said), pages))
    return pages


def _pages(reader: PdfFileReader, stops: set[int], numbers: list[int]) -> Iterator[dict[str, Any]]:
    waiting: list[tuple[Any, dict[str, Any], int]] = [(_raw(reader.root, "/Pages"), {}, 0)]
    count = 0
    while waiting:
        entry, inherited, depth = waiting.pop()
        node = resolved(entry)
        if not isinstance(node, DictionaryObject) or depth > MAXIMUM_DEPTH:
            continue
        if isinstance(entry, IndirectObject):
            stops.add(entry.idnum)
        inherited = {**inherited, **{key: _raw(node, key) for key in _INHERITED if key in node}}
        if "/Kids" in node:
            waiting.extend((kid, inherited, depth + 1) for kid in reversed(items_of(node, "/Kids")))
            continue
        count += 1
        if count > MAXIMUM_PAGES:
            raise ValueError("more pages than are looked at")
        numbers.append(entry.idnum if isinstance(entry, IndirectObject) else 0)
        yield {**inherited, **{str(key): _raw(node, key) for key in node}}


def _raw(node: Any, key: str) -> Any:
    try:
        return node.raw_get(key) if key in node else None
    except READING_FAULTS:
        return None


def _annotations(page: dict[str, Any], index: int, stops: set[int]) -> Iterator[Annotation]:
    listed = resolved(page.get("/Annots"))
    if not isinstance(listed, ArrayObject):
        return
    for place in range(len(listed)):
        entry = listed.raw_get(place)
        node = resolved(entry)
        if isinstance(node, DictionaryObject):
            if isinstance(entry, IndirectObject):
                stops.add(entry.idnum)
            yield Annotation(_key(entry, place), node, index)


def _key(entry: Any, place: int) -> Key:
    return (entry.idnum, entry.generation) if isinstance(entry, IndirectObject) else place


def _fields(reader: PdfFileReader, stops: set[int]) -> Iterator[FormField]:
    form = value_of(reader.root, "/AcroForm")
    waiting = [(entry, "", "", 0) for entry in reversed(items_of(form, "/Fields"))]
    visited: set[int] = set()
    count = 0
    while waiting and count < MAXIMUM_FIELDS:
        entry, prefix, kind, depth = waiting.pop()
        count += 1
        node = resolved(entry)
        if not isinstance(node, DictionaryObject) or depth > MAXIMUM_DEPTH:
            continue
        if isinstance(entry, IndirectObject):
            if entry.idnum in visited:
                continue
            visited.add(entry.idnum)
            stops.add(entry.idnum)
        part = value_of(node, "/T")
        name = f"{prefix}.{part}" if prefix and part is not None else prefix or str(part if part is not None else "")
        kind = str(value_of(node, "/FT") or kind)
        kids = items_of(node, "/Kids")
        named = [kid for kid in kids if "/T" in (resolved(kid) or {})]
        if named:
            waiting.extend((kid, name, kind, depth + 1) for kid in reversed(named))
            continue
        widgets = [(_key(kid, place), resolved(kid)) for place, kid in enumerate(kids)]
        stops.update(kid.idnum for kid in kids if isinstance(kid, IndirectObject))
        good = tuple((key, widget) for key, widget in widgets if isinstance(widget, DictionaryObject))
        own = _key(entry, count)
        yield FormField(name, kind.removeprefix("/"), node, own, good or ((own, node),))


def dictionary_end(head: bytes) -> int | None:
    """Return where the dictionary of an object ends, strings and comments skipped; None when that cannot be told.

    An attacker may write ``endobj`` or ``>>`` into a string, to hide what comes behind it.

    Args:
        head: the object's first bytes, from its number on.
    """
    begun = _BEGINNING.match(head)
    if begun is None:
        return None
    position, depth = begun.end(), 1
    while depth:
        token = _TOKEN.search(head, position)
        if token is None:
            return None
        position = token.end()
        mark = head[token.start() : token.start() + 2]
        if mark in (b"<<", b">>"):
            position += 1
            depth += 1 if mark == b"<<" else -1
        elif token[0] == b"(":
            position = _string_end(head, position)
        elif token[0] == b"<":
            position = head.find(b">", position) + 1
        elif token[0] == b"%":
            line = re.compile(rb"[\r\n]").search(head, position)
            position = line.end() if line else 0
        else:
            return None
        if position <= 0:
            return None
    return position


def _string_end(head: bytes, position: int) -> int:
    """Return the place behind a literal string that began before ``position``; 0 when it does not end."""
    depth = 1
    while depth:
        token = re.compile(rb"[()\\]").search(head, position)
        if token is None:
            return 0
        position = token.end() + (token[0] == b"\\")
        depth += {b"(": 1, b")": -1}.get(token[0], 0)
    return position


class Comparison:
    """Compares values of two states; what was found equal once is not walked again."""

    def __init__(self, old: Structure, new: Structure) -> None:
        self.old, self.new = old, new
        self._stops = old.stops | new.stops
        self._equal: set[tuple[tuple[int, int], tuple[int, int]]] = set()
        self._rewritten: set[tuple[tuple[int, int], tuple[int, int]]] = set()
        self._met_rewritten = False

    def equal(self, old: Any, new: Any) -> bool:
        """Return whether two values are the same, all they refer to included, up to pages, annotations and fields."""
        assumed: set[tuple[tuple[int, int], tuple[int, int]]] = set()
        waiting, rewritten = [(old, new)], False
        while waiting:
            one, other = waiting.pop()
            if isinstance(one, IndirectObject) and isinstance(other, IndirectObject):
                pair = ((one.idnum, one.generation), (other.idnum, other.generation))
                if pair in self._equal or pair in assumed:
                    rewritten |= pair in self._rewritten
                    continue
                if one.idnum in self._stops or other.idnum in self._stops:
                    if one.idnum != other.idnum:
                        return False
                    continue
                assumed.add(pair)
                untouched = self._references_of_untouched(pair)
                rewritten = rewritten or (untouched is None and self._is_rewritten(*pair))
                if untouched is not None:
                    waiting.extend(untouched)
                    continue
            below = _parts(resolved(one), resolved(other))
            if below is None:
                return False
            waiting.extend(below)
        self._equal |= assumed
        if rewritten:
            self._rewritten |= assumed
            self._met_rewritten = True
        return True

    def _is_rewritten(self, one: tuple[int, int], other: tuple[int, int]) -> bool:
        """Return whether an object stands elsewhere now, as another object or in another object stream."""
        return one != other or self._place(self.old, one) != self._place(self.new, other)

    @staticmethod
    def _place(state: Structure, key: tuple[int, int]) -> Any:
        place = state.reader.xrefs[Reference(*key, state.reader)]
        if isinstance(place, ObjStreamRef):
            return place, state.reader.xrefs[Reference(place.obj_stream_id, 0, state.reader)]
        return place

    def _references_of_untouched(self, pair: tuple[tuple[int, int], tuple[int, int]]) -> list[tuple[Any, Any]] | None:
        """Return what an object refers to that stands at the same place in both states; None for any other.

        Its content is the same bytes, so it need not be parsed: that would read every image and attachment twice.
        """
        (number, generation), other = pair
        if (number, generation) != other:
            return None
        places = [state.reader.xrefs[Reference(number, generation, state.reader)] for state in (self.old, self.new)]
        if not isinstance(places[0], int) or places[0] != places[1]:
            return None
        head = read_at(self.old.reader.stream, places[0], _HEAD)
        end = dictionary_end(head)
        if end is None:
            return None
        found = {(int(one[1]), int(one[2])) for one in _REFERENCE.finditer(head, 0, end)}
        old, new = self.old.reader, self.new.reader
        return [(IndirectObject(*each, old), IndirectObject(*each, new)) for each in found]

    def keys_changed(self, old: Any, new: Any) -> set[str]:
        """Return the keys in which two dictionaries differ."""
        keys = {str(key) for key in old} | {str(key) for key in new}
        return {key for key in keys if not self._same_entry(old, new, key)}

    def _same_entry(self, old: Any, new: Any, key: str) -> bool:
        one = _raw(old, key) if isinstance(old, DictionaryObject) else old.get(key)
        other = _raw(new, key) if isinstance(new, DictionaryObject) else new.get(key)
        return self.equal(one, other)

    def page_changes(self, index: int) -> set[str]:
        """Return the keys in which a page differs, but for its annotations and what says nothing of its look."""
        self._met_rewritten = False
        return self.keys_changed(self.old.pages[index], self.new.pages[index]) - _PAGE_HARMLESS

    def met(self, numbers: Collection[int]) -> bool:
        """Return whether any of these objects was come by in what was compared so far."""
        old = self.old
        met = {pair[0][0] for pair in self._equal} | set(old.numbers) | old.stops | {old.reader.root_ref.idnum}
        return not met.isdisjoint(numbers)

    def page_rewritten(self, index: int) -> bool:
        """Return whether anything of the page that was compared last was written anew, with the same meaning to us.

        Another program may read it otherwise: a key twice, a length that is not the stream's.
        """
        numbers = self.old.numbers[index], self.new.numbers[index]
        return self._met_rewritten or (all(numbers) and self._is_rewritten((numbers[0], 0), (numbers[1], 0)))


def _parts(one: Any, other: Any) -> list[tuple[Any, Any]] | None:
    """Return the pairs that must be equal for two resolved values to be; None when they differ already."""
    if one is None or isinstance(one, NullObject):
        return [] if other is None or isinstance(other, NullObject) else None
    if isinstance(one, DictionaryObject):
        return _dictionary_parts(one, other)
    if isinstance(one, ArrayObject):
        if not isinstance(other, ArrayObject) or len(one) != len(other):
            return None
        return [(one.raw_get(place), other.raw_get(place)) for place in range(len(one))]
    return [] if _plain(one) == _plain(other) else None


def _dictionary_parts(one: DictionaryObject, other: Any) -> list[tuple[Any, Any]] | None:
    if not isinstance(other, DictionaryObject) or isinstance(one, StreamObject) != isinstance(other, StreamObject):
        return None
    aside: set[str] = set()
    if isinstance(one, StreamObject) and isinstance(other, StreamObject):
        aside = {"/Length"}
        if one.encoded_data != other.encoded_data:
            if not _decode_alike(one, other):
                return None
            aside |= {"/Filter", "/DecodeParms"}
    keys = ({str(key) for key in one} | {str(key) for key in other}) - aside
    return [(_raw(one, key), _raw(other, key)) for key in keys]


def _decode_alike(one: StreamObject, other: StreamObject) -> bool:
    """Return whether two streams hold the same in other clothes; what cannot be decoded is not the same."""
    try:
        return bool(one.data == other.data)
    except READING_FAULTS:
        return False


def _plain(value: Any) -> tuple[str, Any]:
    """Return a value in a form in which equal means equal: a number by its value, a string by its bytes."""
    if hasattr(value, "original_bytes"):
        return "string", bytes(value.original_bytes)
    if isinstance(value, BooleanObject):
        return "truth", bool(value.value)
    if isinstance(value, (NumberObject, FloatObject)):
        return "number", float(value)
    return type(value).__name__, str(value)
