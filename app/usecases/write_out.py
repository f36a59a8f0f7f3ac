"""Write the ready-to-send folder: temporary folder in the target, fsync, verify, rename."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import BinaryIO

from app.batch import Item
from app.council import parse_meeting
from app.desk import Desk
from app.errors import Refused
from app.events import BoundFile, WrittenOut
from app.names import file_name_for_sending, shown_name
from app.vault.contents import with_tail
from app.vault.files import sync_folder

_CHUNK = 1 << 20


def write_out(desk: Desk, item: Item, target: Path) -> Path:
    """Write the released letters and what goes with them, and record it.

    The internal memo is not among them (guard G5). What was released is what is written: every file is read back.

    Args:
        desk: where.
        item: released.
        target: folder in which the new folder is made; made when absent.

    Returns:
        The ready-to-send folder.

    Raises:
        Refused: ``not_released``, ``cannot_write`` (full disk, no permission), ``written_differs``.
    """
    if not item.released_at:
        raise Refused("not_released", guard="G2", item=item.name)
    try:
        target.mkdir(parents=True, exist_ok=True)
        own = _own_mark(desk)
        # What a kill left behind in the midst of writing: this profile is open once, so nobody is writing there now.
        for left in target.glob(f"{own}*"):
            shutil.rmtree(left, ignore_errors=True)
        part = Path(tempfile.mkdtemp(dir=target, prefix=own))
    except OSError as error:
        raise Refused("cannot_write", folder=str(target), why=error.strerror or "") from error
    try:
        written = _fill(desk, item, part)
        folder = _free_name(target, item)
        os.replace(part, folder)
        sync_folder(target)
    except OSError as error:
        raise Refused("cannot_write", folder=str(target), why=error.strerror or "") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    with desk.transaction() as transaction:
        # A folder's name need not be UTF-8; the record is.
        where = os.fsencode(folder).decode("utf-8", "backslashreplace")
        transaction.happen(WrittenOut(item.map, item.item, where, tuple(written)))
    return folder


def _own_mark(desk: Desk) -> str:
    """Return how the unfinished folders of this profile begin: hidden, and not those of another."""
    return f".deel-{hashlib.sha256(os.fsencode(desk.paths.folder.resolve())).hexdigest()[:12]}-"


def _fill(desk: Desk, item: Item, part: Path) -> list[BoundFile]:
    written: list[BoundFile] = []
    with desk.transaction() as transaction:
        for letter in item.letters:
            released = letter.released
            if released is None:
                raise Refused("set_incomplete", guard="G5", item=item.name, letter=letter.name, state="")
            with with_tail(desk.objects, transaction.connection, letter.file.object, released.tail_object) as stream:
                written.append(_write(part, written, letter.file.file_name, "letter", released.sha256, stream))
        for file in item.sent_files:
            with desk.objects.open(transaction.connection, file.object) as plain:
                written.append(_write(part, written, file.file_name, file.kind, file.sha256, plain))
    sums = "".join(f"{file.sha256}  {file.name}\n" for file in written)
    (part / "SHA256SUMS").write_text(sums, encoding="utf-8")
    return written


def _write(part: Path, written: list[BoundFile], name: str, role: str, sha256: str, stream: BinaryIO) -> BoundFile:
    safe = file_name_for_sending(name, taken=[*(file.name for file in written), "SHA256SUMS"])
    with (part / safe).open("wb") as target:
        stream.seek(0)
        while piece := stream.read(_CHUNK):
            target.write(piece)
        target.flush()
        os.fsync(target.fileno())
    with (part / safe).open("rb") as again:
        if hashlib.file_digest(again, "sha256").hexdigest() != sha256:
            raise Refused("written_differs", guard="G5", file=safe)
    return BoundFile(safe, role, sha256)


def _free_name(target: Path, item: Item) -> Path:
    """Return the folder's name: the day of the letters or of the meeting, and the title; the next number when taken."""
    dates = [letter.file.letter_date for letter in item.letters if letter.file.letter_date]
    day = str(parse_meeting(item.condition).day) if item.condition else max(dates, default="")
    title = re.sub(r"[/\\:]", " ", shown_name(item.title.replace("/", " ")))[:80]
    base = file_name_for_sending(f"{day} {title}".strip())
    number, folder = 2, target / base
    while folder.exists():
        folder, number = target / f"{base} ({number})", number + 1
    return folder
