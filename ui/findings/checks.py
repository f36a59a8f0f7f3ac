"""Has the checks run over items, one at a time and off the window's thread, and keeps what they said while it holds."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from app.batch import Item
from app.council import AMSTERDAM
from app.errors import Reason
from app.usecases.check_item import CheckedItem, check_item
from ui.office import Office


@dataclass(frozen=True)
class Came:
    """The checks of an item came, or could not be made."""

    item: str


class Checks(QObject):
    """What the checks say of items, for every page that shows it.

    A result holds for an item's files with all that was corrected and typed in, its condition and what was approved,
    on one day. Of anything else it is told as one from before.

    Signals:
        came: carries :class:`Came`.
    """

    came = Signal(object)

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._office = office
        self._made: dict[str, tuple[object, CheckedItem | None, str]] = {}
        self._running: tuple[str, object] | None = None
        self._seen: dict[str, set[str]] = {}
        office.locked.connect(self._forget)

    def of(self, item: Item) -> CheckedItem | None:
        """Return what the checks said last of an item, or None."""
        made = self._made.get(item.name)
        return made[1] if made is not None else None

    def trouble(self, item: Item) -> str:
        """Return why the checks could not be made, in a sentence, or nothing."""
        made = self._made.get(item.name)
        return made[2] if made is not None else ""

    def fresh(self, item: Item) -> bool:
        """Whether what was said last holds for the item as it is now."""
        made = self._made.get(item.name)
        return made is not None and made[0] == self._key(item)

    def want(self, item: Item) -> None:
        """Have the checks run over an item, unless what they said still holds or they are at work."""
        if self._running is not None or self.fresh(item) or not self._office.open:
            return
        key = self._key(item)
        self._running = (item.name, key)
        self._office.run(
            lambda desk, context: check_item(desk, item.name),
            done=lambda checked: self._take(item.name, key, checked, ""),
            failed=lambda reason: self._fail(item.name, key, reason),
        )

    def seen(self, item: str) -> frozenset[str]:
        """Return the findings a person left as they are; kept while the vault is open, and nowhere else."""
        return frozenset(self._seen.get(item, ()))

    def see(self, item: str, code: str) -> None:
        """A person leaves a finding as it is."""
        self._seen.setdefault(item, set()).add(code)

    def _fail(self, item: str, key: object, reason: Reason) -> None:
        made = self._made.get(item)
        self._take(item, key, made[1] if made is not None else None, self._office.sentence(reason))

    def _take(self, item: str, key: object, checked: CheckedItem | None, trouble: str) -> None:
        self._running = None
        self._made[item] = (key, checked, trouble)
        self.came.emit(Came(item))

    def _key(self, item: Item) -> object:
        decided = tuple(letter.decided.sha256 if letter.decided else "" for letter in item.letters)
        day = self._office.desk.now().astimezone(AMSTERDAM).date() if self._office.open else None
        return item.files, item.condition, decided, day

    def _forget(self) -> None:
        self._made.clear()
        self._seen.clear()
        self._running = None
