"""A dossier: one memo with the letters and attachments it is about, as recognised from their contents."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

from app.letter import Letter, SignatureBox
from app.memo import Condition, MemoFile, condition_json


class FileKind(Enum):
    """What a file is in its dossier."""

    MEMO = "memo"
    PUBLIC_MEMO = "public_memo"
    LETTER = "letter"
    ATTACHMENT = "attachment"
    UNRECOGNISED = "unrecognised"


@dataclass(frozen=True)
class RecognisedFile:
    """One file of a dossier and what it was taken for.

    Attributes:
        file: its name; never the ground for what it is taken for.
        sha256: of its bytes, lower-case hexadecimal.
        kind: what it is.
        pages: how many; None where a file has no pages or cannot be read.
        letter: what was read of a letter; None for other kinds.
        memo: what was read of a memo; None for other kinds.
        corrected: names of what a person corrected (``kind``, ``chamber`` ...).
        trouble: code of why it could not be read (``encrypted`` ...), or empty.
        remarks: codes of what a person should know of the file itself (``hybrid_xref``, ``tracked_changes`` ...).
        original_sha256: of the file as it came, where it was written anew (``sha256`` is then of that); else empty.
    """

    file: str
    sha256: str
    kind: FileKind
    pages: int | None
    letter: Letter | None = None
    memo: MemoFile | None = None
    corrected: tuple[str, ...] = ()
    trouble: str = ""
    remarks: tuple[str, ...] = ()
    original_sha256: str = ""

    @property
    def own_reference(self) -> str | None:
        """The reference the document itself carries."""
        if self.letter is not None:
            return self.letter.own_reference
        if self.memo is not None and self.memo.memos:
            return self.memo.memos[0].reference
        return None


@dataclass(frozen=True)
class Dossier:
    """What belongs together.

    Attributes:
        name: short name, usually that of the folder.
        memo: name of the internal memo's file; None when there is none.
        files: memo first, then letters (house before senate), then attachments in the order the memo gives them.
        condition: the council whose decision is waited for, as the memo says.
        signatory_expected: who should sign: the memo's addressee without its article.
        release_set: what is released together or not at all. The internal memo belongs to it; it is never sent.
    """

    name: str
    memo: str | None
    files: tuple[RecognisedFile, ...]
    condition: Condition | None
    signatory_expected: str | None
    release_set: tuple[str, ...]

    def named(self, file: str) -> RecognisedFile:
        """Return the file of that name.

        Raises:
            KeyError: when the dossier has no such file.
        """
        for one in self.files:
            if one.file == file:
                return one
        raise KeyError(file)


def dossier_json(dossier: Dossier) -> dict[str, Any]:
    """Return the document of ``check --json`` without what the checks add (``lint``, ``findings``)."""
    return {
        "dossier": dossier.name,
        "memo": dossier.memo,
        "signatory_expected": dossier.signatory_expected,
        "release_set": list(dossier.release_set),
        "condition": condition_json(dossier.condition),
        "files": [_file(one) for one in dossier.files],
    }


def _file(one: RecognisedFile) -> dict[str, Any]:
    letter = one.letter or Letter()
    return {
        "file": one.file,
        "sha256": one.sha256,
        "kind": one.kind.value,
        "pages": one.pages,
        "chamber": letter.chamber.value if letter.chamber else None,
        "own_reference": one.own_reference,
        "letter_date": letter.letter_date.isoformat() if letter.letter_date else None,
        "signatory_role": letter.signatory_role,
        "signatory_name": letter.signatory_name,
        "signature_box": _box(letter.signature_box),
        "corrected": list(one.corrected),
        "trouble": one.trouble or None,
        "remarks": list(one.remarks),
        "original_sha256": one.original_sha256 or None,
    }


def _box(box: SignatureBox | None) -> dict[str, Any] | None:
    if box is None:
        return None
    return {
        "page": box.page,
        "free_rect": [round(edge, 2) for edge in box.free_rect],
        "name_block_rect": [round(edge, 2) for edge in box.name_block_rect],
    }
