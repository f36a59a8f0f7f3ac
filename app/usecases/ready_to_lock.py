"""Whether the files of an item are what they should be before its map is locked; what is wrong is corrected first."""

from __future__ import annotations

from collections.abc import Sequence

from app.batch import Item, StoredFile
from app.dossier import Dossier, FileKind
from app.errors import Refused
from app.events import FileAdded
from app.memo import ActionKind

# A file that cannot be signed or sent as it is, whatever a person says of it (interface: codes of ``open``).
_CODES = {"encrypted_owner_password": "letter_restricted", "xfa": "letter_with_xfa"}


def check_ready(item: Item) -> None:
    """Refuse an item that was not recognised, or corrected, into one memo with its letters.

    Whether it may do without letters is said by its memo: :func:`check_letters`.

    Raises:
        Refused: ``file_left_unread``, ``attachment_not_a_pdf``, ``file_unrecognised``, ``memo_missing``,
            ``several_memos``, ``signatory_unrecognised``, ``letter_restricted``, ``letter_with_xfa``;
            ``public_memo_unmarked`` and ``memo_as_attachment`` (guard G5: no memo goes out that a person did not mark
            as its public copy).
    """
    for file in item.files:
        if file.trouble:
            raise Refused("file_left_unread", file=file.file_name, item=item.name)
        if not_to_send(file):
            raise Refused("attachment_not_a_pdf", file=file.file_name)
    check_files(item.files)


def not_to_send(file: StoredFile) -> bool:
    """Whether a file would go out as an attachment and is no PDF: only a PDF has pages."""
    return file.kind == FileKind.ATTACHMENT.value and not file.pages


def check_files(files: Sequence[StoredFile | FileAdded]) -> None:
    """Refuse files, all of them read, that are not one memo with its letters; raises as :func:`check_ready`."""
    _check_memos(files)
    for file in files:
        if file.kind == FileKind.UNRECOGNISED.value:
            raise Refused("file_unrecognised", file=file.file_name)
    for letter in (file for file in files if file.version):
        if not letter.signatory_name:
            raise Refused("signatory_unrecognised", file=letter.file_name)
        code = next((_CODES[one] for one in letter.remarks if one in _CODES), "")
        if code:
            raise Refused(code, file=letter.file_name)


def check_letters(dossier: Dossier) -> None:
    """Refuse a dossier without letters, unless its memo was read and asks for no signature and no sending.

    A memo that only asks to agree, to choose, to note or to discuss is an item whose decision is the item's own
    (interface: ``decide``). One in which nothing was found that it asks says too little to do without letters.

    Raises:
        Refused: ``letters_missing``.
    """
    if any(file.kind is FileKind.LETTER for file in dossier.files):
        return
    memos = [memo for file in dossier.files if file.kind is FileKind.MEMO and file.memo for memo in file.memo.memos]
    asked = [{action.kind for action in memo.requested_actions} for memo in memos]
    if not asked or any(not one or one & {ActionKind.SIGN, ActionKind.SEND} for one in asked):
        raise Refused("letters_missing")


def _check_memos(files: Sequence[StoredFile | FileAdded]) -> None:
    """One memo, and no other that would go out with the letters (guard G5).

    What looks like its public copy is the public copy only when a person says so; an older memo, or a memo to another
    person, is no attachment to a letter to parliament.
    """
    memos = [file for file in files if file.kind == FileKind.MEMO.value]
    if not memos:
        raise Refused("memo_missing")
    if len(memos) > 1:
        raise Refused("several_memos", files=", ".join(file.file_name for file in memos))
    for file in files:
        if file.kind == FileKind.PUBLIC_MEMO.value and not _marked(file):
            raise Refused("public_memo_unmarked", guard="G5", file=file.file_name)
        if file.kind == FileKind.ATTACHMENT.value and _is_memo(file, memos[0]):
            raise Refused("memo_as_attachment", guard="G5", file=file.file_name)


def _marked(file: StoredFile | FileAdded) -> bool:
    """Whether a person marked it: by correcting what it was taken for, or as it came (``map add --public-memo``)."""
    return "kind" in file.corrected or "guessed" not in file.remarks


def _is_memo(file: StoredFile | FileAdded, memo: StoredFile | FileAdded) -> bool:
    """Whether an attachment is a memo after all: this very one, or one that looks so and no person said otherwise."""
    if file.sha256 == memo.sha256:
        return True
    twin = bool(file.reference) and file.reference == memo.reference
    return "looks_like_memo" in file.remarks and (twin or "kind" not in file.corrected)
