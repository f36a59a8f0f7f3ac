"""Make letters ready for a signature, ahead of the key: looked at, bound to their bytes and prepared.

While the key signs one letter the next ones are prepared in a thread of their own, a few and no more: a letter of
400 MB takes a second, and a card is not kept waiting for it.
"""

from __future__ import annotations

import hashlib
import io
import queue
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from types import TracebackType
from typing import BinaryIO, cast

from app.batch import Item, LetterVersion
from app.desk import Desk, Transaction, stamp
from app.errors import Reason, Refused, Trouble, WrongUse, from_signing, from_system
from app.events import LetterPrepared, LetterSealed, LetterStrengthened, SignatureLost
from app.plan import refusal
from app.store import ledger, queries
from app.usecases.decide import bound_files
from app.usecases.signature_look import existing_field, look_of
from app.vault.contents import HashedStream, content_sha256
from app.vault.objects import WrittenObject
from signing.errors import SigningFault
from signing.keys import KeyCertificate
from signing.prepare import Prepared, prepare, prepared_digest

AHEAD = 3
# What signing itself records changes no letter but those it is done with.
_OWN = frozenset(kind.__name__ for kind in (LetterPrepared, SignatureLost, LetterSealed, LetterStrengthened))
_BUFFER = 64 * 1024


@dataclass(frozen=True)
class ReadyLetter:
    """A letter that only waits for the key.

    Attributes:
        item: of the letter.
        letter: as it stood when it was prepared.
        prepared: what will be signed.
        tail: its tail, on its way to the disk; None where it was prepared before: a signature may have been made
            and lost then (guard G12).
        claimed_time: the claimed signing time in it.
        seen: the record's last entry when it was looked at.
    """

    item: Item
    letter: LetterVersion
    prepared: Prepared
    tail: Future[WrittenObject] | None
    claimed_time: datetime
    seen: int

    def keep(self, transaction: Transaction, certificate: KeyCertificate) -> None:
        """Keep what will be signed, before the key is asked for anything.

        Raises:
            Refused: ``changed_since_decision`` when the letter no longer stands where it stood.
            OSError: its tail did not reach the disk.
        """
        version = self.letter.version
        if ledger.own_since(transaction.connection, self.seen, own=_OWN) is None:
            # Something was decided while it was prepared: it counts as it stands now.
            item, letter = queries.item_and_letter(transaction.connection, self.letter.name)
            _refuse(refusal(item, letter, bound=bound_files(item), sha256=letter.file.sha256))
            if letter != self.letter:
                raise Refused("changed_since_decision", guard="G1", letter=self.letter.name)
        if self.tail is None:
            transaction.happen(SignatureLost(version))
            return
        prepared = self.prepared
        stored = transaction.desk.objects.keep(transaction.connection, self.tail.result())
        transaction.happen(
            LetterPrepared(
                version=version,
                tail_object=stored.id,
                tail_sha256=stored.sha256,
                digest_algorithm=prepared.digest_algorithm,
                digest=prepared.digest.hex(),
                reserve_start=prepared.reserve_start,
                reserve_end=prepared.reserve_end,
                certificate_sha256=hashlib.sha256(certificate.certificate).hexdigest(),
                claimed_time=stamp(self.claimed_time),
            )
        )


class LettersAhead:
    """Prepares letters, in order, a few ahead of whoever takes them; their tails are written by a thread of its own.

    A context manager, and an iterator within it; leaving it stops the thread. What goes wrong with a letter comes out
    as the reason in its place; a fault of ours is raised where the letters are taken.

    Args:
        desk: where.
        names: of the letters, in order.
        certificate: whose signature it will be.
        overlap: whether there is a key to wait for, and a thread prepares meanwhile. One in a file signs in a
            millisecond, and two threads of Python over it are slower than one: each waits for the other's turn.
    """

    def __init__(self, desk: Desk, names: Sequence[str], certificate: KeyCertificate, *, overlap: bool) -> None:
        self._desk = desk
        self._names = names
        self._certificate = certificate
        self._overlap = overlap
        self._items: dict[str, Item] | None = None
        self._seen = 0
        self._hashes: dict[str, dict[str, str]] = {}
        self._made: queue.SimpleQueue[tuple[str, ReadyLetter | Reason | BaseException]] = queue.SimpleQueue()
        self._places = threading.Semaphore(AHEAD)
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._work, name="signing-prepare")
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="signing-write")

    def __enter__(self) -> LettersAhead:
        if self._overlap:
            self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopped.set()
        self._places.release()
        if self._overlap:
            self._thread.join()
        self._writer.shutdown()

    def go_on(self) -> None:
        """Let one more letter be prepared: now the key is at work, and whoever waits for it needs no processor."""
        self._places.release()

    def __iter__(self) -> Iterator[tuple[str, ReadyLetter | Reason]]:
        for name, made in self._taken() if self._overlap else self._made_here():
            if isinstance(made, BaseException):
                raise made
            yield name, made

    def _taken(self) -> Iterator[tuple[str, ReadyLetter | Reason | BaseException]]:
        for _ in self._names:
            yield self._made.get()

    def _made_here(self) -> Iterator[tuple[str, ReadyLetter | Reason]]:
        """Prepare in this thread, a few ahead all the same: their tails reach the disk while others are signed."""
        ahead: deque[tuple[str, ReadyLetter | Reason]] = deque()
        for name in self._names:
            ahead.append((name, self._made_ready(name)))
            if len(ahead) > AHEAD:
                yield ahead.popleft()
        yield from ahead

    def _work(self) -> None:
        for name in self._names:
            self._places.acquire()
            if self._stopped.is_set():
                return
            made: ReadyLetter | Reason | BaseException
            try:
                made = self._made_ready(name)
            except BaseException as fault:  # noqa: BLE001  raised again where the letters are taken
                made = fault
            self._made.put((name, made))

    def _made_ready(self, name: str) -> ReadyLetter | Reason:
        try:
            return self._ready(name)
        except SigningFault as fault:
            return from_signing(fault, letter=name, file=name).reason
        except Trouble as trouble:
            return trouble.reason
        except OSError as error:  # a full disk, or one that cannot be read
            return from_system(error)

    def _ready(self, name: str) -> ReadyLetter:
        desk = self._desk
        with desk.transaction() as transaction:
            item, letter, seen = self._looked_at(transaction, name)
            _refuse(refusal(item, letter, bound=bound_files(item), sha256=letter.file.sha256))
            approved = HashedStream(desk.objects.open(transaction.connection, letter.file.object))
        with approved:
            # The parser reads byte by byte; what is read in order through the buffer is hashed on the way.
            buffered = cast(BinaryIO, io.BufferedReader(approved, _BUFFER))
            now = desk.now()
            kept = self._kept(letter, buffered)
            prepared = kept or prepare(
                buffered,
                certificate=self._certificate,
                signing_time=now,
                appearance=look_of(desk, letter),
                place=letter.file.place,
                existing_field=existing_field(item, letter, buffered),
            )
            found = approved.sha256()
        self._check_bound(item, letter, found)
        tail = self._writer.submit(desk.objects.write, io.BytesIO(prepared.tail)) if kept is None else None
        return ReadyLetter(item, letter, prepared, tail, now, seen)

    def _looked_at(self, transaction: Transaction, name: str) -> tuple[Item, LetterVersion, int]:
        """Return a letter as it stands; the map is read anew only when somebody else recorded something."""
        connection = transaction.connection
        seen = None if self._items is None else ledger.own_since(connection, self._seen, own=_OWN)
        if self._items is None or seen is None:
            last = ledger.last_entry(connection)
            seen = last.number if last is not None else 0
            self._items = {item.name: item for item in queries.batch(connection, name.partition("/")[0]).items}
        self._seen = seen
        item = self._items.get(name.rpartition("/")[0])
        letter = next((one for one in item.letters if one.name == name), None) if item is not None else None
        if item is None or letter is None:
            raise WrongUse("letter_unknown", letter=name)
        return item, letter, self._seen

    def _kept(self, letter: LetterVersion, approved: BinaryIO) -> Prepared | None:
        """Return what was prepared before a crash, so that the same bytes are signed again (guard G12)."""
        kept = letter.prepared
        if kept is None:
            return None
        with self._desk.transaction() as transaction:
            tail = self._desk.objects.read(transaction.connection, kept.tail_object)
        prepared = Prepared(
            tail, bytes.fromhex(kept.digest), kept.digest_algorithm, kept.reserve_start, kept.reserve_end
        )
        if prepared_digest(approved, prepared) != prepared.digest:
            raise Refused("prepared_differs", guard="G1", letter=letter.name)
        return prepared

    def _check_bound(self, item: Item, letter: LetterVersion, sha256: str) -> None:
        """Hold the bytes that were prepared, and the item's other files as they are, against the decision (G1)."""
        hashes = self._hashes.setdefault(item.name, {})
        hashes[letter.file.short] = sha256
        others = [file for file in item.files if file.object and file.short not in hashes]
        if others:
            with self._desk.transaction() as transaction:
                for file in others:
                    hashes[file.short] = content_sha256(self._desk.objects, transaction.connection, file.object)
        found = tuple(replace(file, sha256=hashes[file.name]) for file in bound_files(item))
        _refuse(refusal(item, letter, bound=found, sha256=sha256))


def _refuse(why: Reason | None) -> None:
    if why is not None:
        refused = Refused(why.code)
        refused.reason = why
        raise refused
