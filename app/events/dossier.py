"""What can happen to the files of an item before they are locked."""

from __future__ import annotations

from dataclasses import dataclass

from app.events.field import later


@dataclass(frozen=True)
class TypedField:
    """A field of a memo that a person typed in; it wins over what was read."""

    name: str
    value: str


@dataclass(frozen=True)
class FileAdded:
    """A file of an item, as it was recognised.

    Attributes:
        short: its short name within the item.
        file_name: the name it came with, without control characters.
        kind: ``memo``, ``public_memo``, ``letter``, ``attachment``, ``unrecognised``.
        sha256: of its bytes.
        object: id of the encrypted object that holds it; empty for a file that could not be read and was not kept.
        pages: number of pages.
        version: id of the version, for a letter.
        chamber: ``house``, ``senate`` or empty.
        reference: its own reference, or empty.
        letter_date: ISO date, or empty.
        signatory_role: as printed, or empty.
        signatory_name: as printed, or empty.
        place_page: page of the signature, from 1; 0 for none.
        place_rect: x0, y0, x1, y1 in points; empty for none.
        two_signatories: whether a second office-holder signs the same letter.
        remarks: codes of what a person should know of the file itself (``hybrid_xref``, ``tracked_changes`` ...).
        original_sha256: of the file as it came, where it had to be rewritten; else empty.
        original_object: the object that keeps it as it came; else empty.
        trouble: code of why it could not be read, or empty.
        corrected: names of what a person corrected; reading again does not touch them.
        typed: fields of a memo that a person typed in.
        ordered: whether a person put the item's files in this order.
    """

    short: str
    file_name: str
    kind: str
    sha256: str
    object: str
    pages: int
    version: str = ""
    chamber: str = ""
    reference: str = ""
    letter_date: str = ""
    signatory_role: str = ""
    signatory_name: str = ""
    place_page: int = 0
    place_rect: tuple[float, ...] = ()
    two_signatories: bool = later(False)
    remarks: tuple[str, ...] = later(())
    original_sha256: str = later("")
    original_object: str = later("")
    trouble: str = later("")
    corrected: tuple[str, ...] = later(())
    typed: tuple[TypedField, ...] = later(())
    ordered: bool = later(False)


@dataclass(frozen=True)
class ItemAdded:
    """A dossier was put into a map.

    Attributes:
        map: name of the map.
        item: short name of the item.
        title: title of the memo, or the item's name.
        files: in order.
        named_condition: the condition the memo's text names, as ``KIND:DATE`` or ``KIND`` where no date was found.
        named_phrase: the words it was found in.
    """

    map: str
    item: str
    title: str
    files: tuple[FileAdded, ...]
    named_condition: str = ""
    named_phrase: str = ""


@dataclass(frozen=True)
class FileCorrected:
    """A person corrected what a file was taken for, or typed in what its memo says.

    Attributes:
        map: name of the map.
        item: short name of the item.
        file: as it is from here on, at the place where it stood.
        fields: what was corrected this time.
        title: of the item, which may follow from it.
        named_condition: as in :class:`ItemAdded`.
        named_phrase: as in :class:`ItemAdded`.
    """

    map: str
    item: str
    file: FileAdded
    fields: tuple[str, ...]
    title: str
    named_condition: str = ""
    named_phrase: str = ""


@dataclass(frozen=True)
class ItemRecognised:
    """The files of an item were read again; what a person corrected stayed as it was."""

    map: str
    item: str
    title: str
    files: tuple[FileAdded, ...]
    named_condition: str = ""
    named_phrase: str = ""


@dataclass(frozen=True)
class FileJoined:
    """A file came to an item that was there; fields as in :class:`FileCorrected`."""

    map: str
    item: str
    file: FileAdded
    title: str
    named_condition: str = ""
    named_phrase: str = ""


@dataclass(frozen=True)
class FileRemoved:
    """A file was taken out of an item before the map was locked; fields as in :class:`FileCorrected`."""

    map: str
    item: str
    short: str
    title: str
    named_condition: str = ""
    named_phrase: str = ""


@dataclass(frozen=True)
class FilesOrdered:
    """A person put the files of an item in order, by short name."""

    map: str
    item: str
    files: tuple[str, ...]


@dataclass(frozen=True)
class ItemsOrdered:
    """A person put the items of a map in order."""

    map: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class PublicMemoMarked:
    """A named person added the public copy of the memo, or replaced it (guard G1)."""

    map: str
    item: str
    file: FileAdded
