"""What stands in the objects of a vault, read once: an object never changes, and its reading costs seconds."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable

from app.dossier import FileKind, RecognisedFile
from app.reading.guarded import GuardedReader, LookedThrough
from signing.sandbox import Limits

Read = tuple[RecognisedFile, LookedThrough]
_MOST_KEPT = 500  # files; the dossiers of a large meeting


class RememberingReader:
    """Reads objects of a vault in one worker with limits, and remembers what it read for as long as the vault is open.

    The worker starts when it is first needed. Any number of threads may ask. Reading that failed is tried again.

    Args:
        limits: what reading one file may take.
        most: of how many files what was read is remembered.

    Attributes:
        guarded: the same worker, for files that are not in the vault yet; nothing of them is remembered.
    """

    def __init__(self, limits: Limits | None = None, *, most: int = _MOST_KEPT) -> None:
        self.guarded = GuardedReader(limits)
        self._most = most
        self._lock = threading.Lock()
        self._known: OrderedDict[tuple[str, str, FileKind], Read] = OrderedDict()

    def checked(self, object_id: str, name: str, read: Callable[[], bytes], kind: FileKind) -> Read:
        """Return what :meth:`GuardedReader.checked` says of an object.

        Args:
            object_id: of the vault; other bytes have another.
            name: what the file is called in the answer.
            read: gives its bytes, where they are needed.
            kind: what a person said it is.
        """
        key = (object_id, name, kind)
        with self._lock:
            known = self._known.get(key)
            if known is not None:
                self._known.move_to_end(key)
                return known
        found = self.guarded.checked(name, read(), kind)
        if not found[0].trouble and not found[1].trouble:
            with self._lock:
                self._known[key] = found
                while len(self._known) > self._most:
                    self._known.popitem(last=False)
        return found

    def close(self) -> None:
        """End the worker and forget; it may be asked again afterwards."""
        self.guarded.close()
        with self._lock:
            self._known.clear()
