"""What Voorbereiden shows and tells, as values."""

from __future__ import annotations

from dataclasses import dataclass

from ui.pageview.model import DocumentModel, Mark, SignaturePlace
from ui.widgets.itemrow import ItemRow
from ui.widgets.states import State

# The kinds a file can have, in the order of the combo box; words are ``kind_<code>`` in ui.text.
KINDS = ("memo", "letter_tk", "letter_ek", "letter", "attachment", "public_memo", "unknown")


@dataclass(frozen=True)
class FileModel:
    """A file of the item: what was found in it, the recognised kind, and trouble with it."""

    code: str
    name: str
    found: str
    kind: str
    findings: int = 0
    corrected: bool = False
    reading: bool = False
    problem: str = ""
    note: str = ""


@dataclass(frozen=True)
class FindingModel:
    """A finding: level, where, title; its quote in three parts (before, the exact words, after) and the reason."""

    code: str
    level: State
    where: str
    title: str
    quote: tuple[str, str, str] = ("", "", "")
    reason: str = ""
    may_override: bool = False
    seen: bool = False


@dataclass(frozen=True)
class PrepareModel:
    """The whole page.

    Attributes:
        items: of the map, in order.
        chosen_item: code of the one whose files are shown.
        why_not: why the map cannot be locked yet; empty when it can.
        condition: meeting the condition would name, when it must still be recorded; empty otherwise.
        rules: how many rules were gone through; 0 when the checks have not run.
        locked: why the files do not change any more, in a sentence; empty while the map is open.
        may_unlock: whether the map can be opened again: nothing in it is signed.
        may_correct: whether a person can say that a file is of another kind.
        may_place: whether the place of the signature can be moved.
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
    findings: tuple[FindingModel, ...] = ()
    chosen_finding: str = ""
    rules: int = 0
    together: tuple[str, ...] = ()
    why_not: str = ""
    condition: str = ""
    locked: str = ""
    may_unlock: bool = False
    may_correct: bool = False
    may_place: bool = False
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
class FindingChosen:
    """The person opens a finding."""

    code: str


@dataclass(frozen=True)
class FindingAnswered:
    """The person answers a finding: ``back`` to the author, ``seen``, or ``anyway``."""

    code: str
    answer: str


@dataclass(frozen=True)
class PrepareAsked:
    """Another thing asked.

    Attributes:
        what: ``condition``, ``place``, ``lock``, ``unlock``, ``review``, ``remove``, ``again``.
        code: of the file.
    """

    what: str
    code: str = ""
