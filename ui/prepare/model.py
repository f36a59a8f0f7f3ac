"""What Voorbereiden shows and tells, as values."""

from __future__ import annotations

from dataclasses import dataclass

from ui.findings.model import NO_FINDINGS, InboxModel
from ui.pageview.model import DocumentModel, Mark, SignaturePlace
from ui.widgets.itemrow import ItemRow

# The kinds a file can have, in the order of the combo box; words are ``kind_<code>`` in ui.text. The last is not for
# choosing: it stands there only while nobody has said what the file is.
KINDS = ("memo", "letter_tk", "letter_ek", "letter", "attachment", "public_memo", "unknown")


@dataclass(frozen=True)
class FileModel:
    """A file of the item: what was found in it, the recognised kind, and trouble with it.

    Attributes:
        signatory: name and office under a letter, as recognised or corrected; None for another file.
    """

    code: str
    name: str
    found: str
    kind: str
    findings: int = 0
    corrected: bool = False
    reading: bool = False
    problem: str = ""
    note: str = ""
    signatory: tuple[str, str] | None = None


@dataclass(frozen=True)
class FieldModel:
    """A field of the memo: its name for the store, its value, whether a person typed it, and whether it is long."""

    name: str
    value: str = ""
    typed: bool = False
    long: bool = False


@dataclass(frozen=True)
class PrepareModel:
    """The whole page.

    Attributes:
        items: of the map, in order.
        chosen_item: code of the one whose files are shown.
        fields: of the memo, while a person types them in; empty otherwise.
        why_not: why the map cannot be locked yet; empty when it can.
        why_shown: whether what stands in the way can be gone to.
        waiting: the checks are still at work, so that it is not known whether the map can be locked.
        condition: meeting the condition would name, when it must still be recorded; empty otherwise.
        locked: why the files do not change any more, in a sentence; empty while the map is open.
        may_unlock: whether the map can be opened again: nothing in it is signed.
        may_correct: whether a person can say that a file is of another kind, and put files in order.
        may_place: whether the place of the signature can be moved.
        may_type: whether the fields of a memo can be typed in.
        returned: who sent the item back, when and why, one sentence each.
    """

    title: str = ""
    subtitle: str = ""
    items: tuple[ItemRow, ...] = ()
    chosen_item: str = ""
    files: tuple[FileModel, ...] = ()
    chosen_file: str = ""
    document: DocumentModel | None = None
    marks: tuple[Mark, ...] = ()
    place: SignaturePlace | None = None
    inbox: InboxModel = NO_FINDINGS
    fields: tuple[FieldModel, ...] = ()
    together: tuple[str, ...] = ()
    why_not: str = ""
    why_shown: bool = False
    waiting: bool = False
    condition: str = ""
    locked: str = ""
    may_unlock: bool = False
    may_correct: bool = False
    may_place: bool = False
    may_type: bool = False
    returned: tuple[str, ...] = ()
    notice: str = ""


@dataclass(frozen=True)
class ItemChosen:
    """The person goes to an item of the map."""

    code: str


@dataclass(frozen=True)
class FileChosen:
    """The person looks at a file."""

    code: str


@dataclass(frozen=True)
class KindCorrected:
    """The person says what a file is."""

    code: str
    kind: str


@dataclass(frozen=True)
class SignatoryCorrected:
    """The person says who signs a letter: name and office."""

    code: str
    name: str
    role: str


@dataclass(frozen=True)
class Ordered:
    """The person puts files, or items of the map, in order; codes in the order wanted."""

    codes: tuple[str, ...]
    items: bool = False


@dataclass(frozen=True)
class FieldsTyped:
    """The person typed in fields of the memo; None takes back what was typed."""

    values: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True)
class PrepareAsked:
    """Another thing asked.

    Attributes:
        what: ``condition``, ``place``, ``lock``, ``unlock``, ``review``, ``remove``, ``again``, ``why`` (go to what
            stands in the way), ``fields`` (type in the memo), ``fields_left``.
        code: of the file.
    """

    what: str
    code: str = ""
