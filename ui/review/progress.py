"""How far the letters of an item were read: kept while the vault is open, and nowhere else."""

from __future__ import annotations

from app.batch import Item


class ReadingProgress:
    """The pages of letters that came into sight."""

    def __init__(self) -> None:
        self._seen: dict[str, set[int]] = {}

    def saw(self, name: str, page: int) -> bool:
        """A page of a document came into sight; returns whether that is news.

        Args:
            name: of the document, ``MAP/ITEM/FILE``.
            page: from 0.
        """
        seen = self._seen.setdefault(name, set())
        news = page not in seen
        seen.add(page)
        return news

    def of(self, item: Item) -> int:
        """Return how much of an item's letters was in sight, in per cent."""
        pages = sum(letter.file.pages for letter in item.letters)
        seen = sum(len(self._seen.get(letter.name, ())) for letter in item.letters)
        return round(100 * min(seen, pages) / pages) if pages else 0
