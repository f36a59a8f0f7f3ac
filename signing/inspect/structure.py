"""What a PDF holds beside its pages' marks: notes, fields, signatures, actions, files, layers; read by pypdf."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from signing.inspect.found import Found, Hazard
from signing.page_words import Rect

_HIGHLIGHTS = frozenset({"/Highlight", "/Underline", "/StrikeOut", "/Squiggly", "/Redact"})
_COMMENTS = frozenset(
    {"/Text", "/FreeText", "/Caret", "/Ink", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Stamp", "/Sound"}
)
_ACTIONS = {
    "/JavaScript": Hazard.JAVASCRIPT,
    "/Rendition": Hazard.JAVASCRIPT,
    "/Launch": Hazard.LAUNCH_ACTION,
    "/SubmitForm": Hazard.SUBMIT_ACTION,
    "/ImportData": Hazard.SUBMIT_ACTION,
}
_HIDDEN = 0x02  # annotation flag: neither shown nor printed (ISO 32000-2, table 167)
_MOST_ACTIONS = 200  # in one chain of /Next; longer is an attack
_DEEPEST_TREE = 32


@dataclass(frozen=True)
class Note:
    """An annotation's place on its page.

    Attributes:
        rect: in points.
        field: whether it is a form field, other than one for a signature.
        draws: whether it shows something of its own there.
    """

    rect: Rect
    field: bool
    draws: bool


@dataclass(frozen=True)
class Structure:
    """What stands beside the pages' marks.

    Attributes:
        found: what is the matter with it.
        notes: per page, from 1, the annotations that have a place.
    """

    found: tuple[Found, ...]
    notes: tuple[tuple[int, Note], ...] = ()

    def notes_on(self, page: int) -> Sequence[Note]:
        """Return the notes on a page (from 1)."""
        return [note for number, note in self.notes if number == page]


def inspect_structure(stream: BinaryIO) -> Structure:
    """Return what a file holds beside its pages' marks.

    A part that cannot be read is passed over: PDFium draws the page, and the opening says when the table is damaged.

    Args:
        stream: the file's bytes, readable and seekable.
    """
    stream.seek(0)
    found: list[Found] = []
    notes: list[tuple[int, Note]] = []
    try:
        reader = PdfReader(stream, strict=False)
        if reader.is_encrypted:
            reader.decrypt("")
        found.extend(_of_catalog(reader.root_object))
        for number, page in enumerate(reader.pages, start=1):
            found.extend(_of_actions(page.get("/AA"), number))
            found.extend(_of_layers(page, number))
            for annotation in _each(page.get("/Annots")):
                if isinstance(annotation, DictionaryObject):
                    found.extend(_of_annotation(annotation, number))
                    notes.extend((number, note) for note in _note(annotation))
    except RecursionError:
        found.append(Found(Hazard.UNREADABLE))
    except MemoryError:  # the limit of a worker says nothing of the file; it is tried with more
        raise
    except Exception:  # noqa: BLE001  pypdf raises whatever a hostile file makes it trip over
        found.append(Found(Hazard.DAMAGED_XREF))
    return Structure(tuple(found), tuple(notes))


def _of_catalog(root: DictionaryObject) -> Iterator[Found]:
    form = _resolved(root.get("/AcroForm"))
    if isinstance(form, DictionaryObject):
        yield from _fields_without_place(form)
    yield from _of_action(root.get("/OpenAction"), None)
    yield from _of_actions(root.get("/AA"), None)
    names = _resolved(root.get("/Names"))
    if isinstance(names, DictionaryObject):
        if _tree_values(names.get("/JavaScript")):
            yield Found(Hazard.JAVASCRIPT)
        for one in _tree_values(names.get("/EmbeddedFiles")):
            yield Found(Hazard.EMBEDDED_FILE, text=_file_name(one))
    for one in _each(root.get("/AF")):
        yield Found(Hazard.EMBEDDED_FILE, text=_file_name(one))
    if isinstance(_resolved(root.get("/Collection")), DictionaryObject):
        yield Found(Hazard.EMBEDDED_FILE)


def _fields_without_place(form: DictionaryObject) -> Iterator[Found]:
    """Fields that stand on no page: those on pages are found there."""
    waiting, seen = [(one, 0) for one in _each(form.get("/Fields"))], 0
    while waiting and seen < 5000:
        field, depth = waiting.pop()
        seen += 1
        if not isinstance(field, DictionaryObject) or depth > _DEEPEST_TREE:
            continue
        waiting.extend((kid, depth + 1) for kid in _each(field.get("/Kids")))
        if _inherited(field, "/FT") == "/Sig" and _is_signed(field):
            yield Found(Hazard.ALREADY_SIGNED, text=_full_name(field))
        elif field.get("/Subtype") != "/Widget" and not _each(field.get("/Kids")) and "/FT" in field:
            signing = _inherited(field, "/FT") == "/Sig"
            yield Found(Hazard.SIGNATURE_FIELD_PRESENT if signing else Hazard.FORM_FIELD, text=_full_name(field))


def _of_annotation(annotation: DictionaryObject, page: int) -> Iterator[Found]:
    kind = annotation.get("/Subtype")
    rect = _rect(annotation)
    text = _text(annotation.get("/Contents"))
    yield from _of_action(annotation.get("/A"), page, rect)
    yield from _of_actions(annotation.get("/AA"), page, rect)
    if kind == "/Widget":
        if _inherited(annotation, "/FT") != "/Sig":
            yield Found(Hazard.FORM_FIELD, page, rect, _full_name(annotation))
        elif not _is_signed(annotation):
            yield Found(Hazard.SIGNATURE_FIELD_PRESENT, page, rect, _full_name(annotation))
        else:
            yield Found(Hazard.ALREADY_SIGNED, text=_full_name(annotation))
    elif kind in _HIGHLIGHTS:
        yield Found(Hazard.HIGHLIGHT, page, rect, text)
    elif kind == "/Watermark" or (kind == "/Stamp" and "draft" in str(annotation.get("/Name", "")).lower()):
        yield Found(Hazard.DRAFT_WATERMARK, page, rect, text or str(annotation.get("/Name", "")).lstrip("/"))
    elif kind == "/FileAttachment":
        yield Found(Hazard.EMBEDDED_FILE, page, rect, _file_name(_resolved(annotation.get("/FS"))))
    elif kind in _COMMENTS:
        yield Found(Hazard.COMMENT, page, rect, text)
    if "/OC" in annotation:
        yield Found(Hazard.OPTIONAL_CONTENT_OVER_TEXT, page, rect, text)


def _note(annotation: DictionaryObject) -> Iterator[Note]:
    kind, rect = annotation.get("/Subtype"), _rect(annotation)
    if rect is None or kind in ("/Link", "/Popup", "/Text") or kind in _HIGHLIGHTS:
        return
    flags = annotation.get("/F", 0)
    if isinstance(flags, int) and flags & _HIDDEN:
        return
    field = kind == "/Widget"
    if field and _inherited(annotation, "/FT") == "/Sig" and "/AP" not in annotation:
        return  # an empty place for a signature shows nothing
    yield Note(rect, field, draws=True)


def _of_layers(page: DictionaryObject, number: int) -> Iterator[Found]:
    """Pictures and forms of a page that belong to optional content as a whole (ISO 32000-2, 8.11.3.3)."""
    resources = _resolved(page.get("/Resources"))
    if not isinstance(resources, DictionaryObject):
        return
    objects = _resolved(resources.get("/XObject"))
    if isinstance(objects, DictionaryObject):
        for name in objects:
            one = _resolved(objects.get(name))
            if isinstance(one, DictionaryObject) and "/OC" in one:
                yield Found(Hazard.OPTIONAL_CONTENT_OVER_TEXT, number, text=str(name).lstrip("/"))


def _of_actions(actions: Any, page: int | None, rect: Rect | None = None) -> Iterator[Found]:
    actions = _resolved(actions)
    if isinstance(actions, DictionaryObject):
        for name in actions:
            yield from _of_action(actions.get(name), page, rect)


def _of_action(action: Any, page: int | None, rect: Rect | None = None) -> Iterator[Found]:
    waiting, seen = [action], 0
    while waiting and seen < _MOST_ACTIONS:
        one = _resolved(waiting.pop())
        seen += 1
        if isinstance(one, ArrayObject):
            # An open action may be a destination, which is an array of page and numbers, and no action.
            waiting.extend(part for part in one if isinstance(_resolved(part), DictionaryObject) and _is_action(part))
            continue
        if not isinstance(one, DictionaryObject):
            continue
        hazard = _ACTIONS.get(str(one.get("/S", "")))
        if hazard is not None:
            yield Found(hazard, page, rect)
        if "/Next" in one:
            waiting.append(one.get("/Next"))


def _is_action(part: Any) -> bool:
    one = _resolved(part)
    return isinstance(one, DictionaryObject) and "/S" in one and one.get("/Type") != "/Page"


def _tree_values(tree: Any) -> list[Any]:
    """The values of a name tree (ISO 32000-2, 7.9.6)."""
    values: list[Any] = []
    waiting, seen = [(tree, 0)], 0
    while waiting and seen < 1000:
        node, depth = waiting.pop()
        node = _resolved(node)
        seen += 1
        if isinstance(node, DictionaryObject) and depth < _DEEPEST_TREE:
            values.extend(_each(node.get("/Names"))[1::2])
            waiting.extend((kid, depth + 1) for kid in _each(node.get("/Kids")))
    return values


def _is_signed(field: DictionaryObject) -> bool:
    return isinstance(_resolved(_inherited_object(field, "/V")), DictionaryObject)


def _inherited(field: DictionaryObject, key: str) -> str:
    return str(_inherited_object(field, key) or "")


def _inherited_object(field: DictionaryObject, key: str) -> Any:
    node: Any = field
    for _ in range(_DEEPEST_TREE):
        if not isinstance(node, DictionaryObject):
            return None
        if key in node:
            return _resolved(node.get(key))
        node = _resolved(node.get("/Parent"))
    return None


def _full_name(field: DictionaryObject) -> str:
    parts: list[str] = []
    node: Any = field
    for _ in range(_DEEPEST_TREE):
        if not isinstance(node, DictionaryObject):
            break
        if "/T" in node:
            parts.append(_text(node.get("/T")))
        node = _resolved(node.get("/Parent"))
    return ".".join(reversed(parts))


def _file_name(spec: Any) -> str:
    spec = _resolved(spec)
    if not isinstance(spec, DictionaryObject):
        return ""
    return _text(spec.get("/UF")) or _text(spec.get("/F"))


def _text(value: Any) -> str:
    value = _resolved(value)
    return value if isinstance(value, str) else ""


def _rect(annotation: DictionaryObject) -> Rect | None:
    edges = _each(annotation.get("/Rect"))
    if len(edges) != 4 or not all(isinstance(edge, int | float) for edge in edges):
        return None
    left, bottom, right, top = (float(edge) for edge in edges)
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def _each(value: Any) -> list[Any]:
    value = _resolved(value)
    return [_resolved(one) for one in value] if isinstance(value, ArrayObject) else []


def _resolved(value: Any) -> Any:
    return value.get_object() if isinstance(value, IndirectObject) else value
