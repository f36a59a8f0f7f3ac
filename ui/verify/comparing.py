"""The signed revision beside the current one: opened in the read lane, shown in the page and large."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from app.answers import worst_first
from app.jobs import Lane
from app.usecases.compare_revisions import Revisions, compare_revisions
from ui.bridge import Bridge, Handlers
from ui.verify.large import LargeDifference
from ui.verify.model import DifferenceModel
from ui.verify.shown import Listed, difference_model
from ui.verify.view import VerifyPage


class Comparing(QObject):
    """Holds both revisions of the file that is shown, where a page of it differs.

    Signals:
        changed: there are differences to show now; the page is to be shown anew.
        refused: they cannot be opened; carries :class:`app.errors.Reason`.

    Args:
        page: that shows them.
        bridge: to the lanes.
    """

    changed = Signal()
    refused = Signal(object)

    def __init__(self, page: VerifyPage, bridge: Bridge) -> None:
        super().__init__(page)
        self._page, self._bridge = page, bridge
        self._one: Listed | None = None
        self._tab = 0
        self._wanted = ""
        self._revisions: Revisions | None = None
        self._large: LargeDifference | None = None
        self._place = 0

    @property
    def model(self) -> DifferenceModel | None:
        """The difference in hand, or None."""
        if self._revisions is None or self._one is None:
            return None
        return difference_model(self._one, self._tab, self._revisions.differences, self._place)

    def show(self, one: Listed | None, tab: int) -> None:
        """Open both revisions where a page differs; close those that are no longer shown."""
        wanted = "" if one is None else f"{one.code}/{tab}/{one.file.verdict.sha256}"
        if wanted == self._wanted:
            return
        self._wanted, self._one, self._tab = wanted, one, tab
        self._close_revisions()
        signatures = worst_first(one.file.verdict.signatures) if one is not None else ()
        if one is None or not signatures:
            return
        shown = signatures[tab]
        if not shown.appearance_changed_pages or shown.signed_bytes is None:
            return
        path, sha256 = one.file.path, one.file.verdict.sha256
        size, pages = shown.signed_bytes, shown.appearance_changed_pages
        self._bridge.run(
            Lane.READ,
            lambda context: compare_revisions(path, sha256=sha256, signed_bytes=size, pages=pages),
            Handlers(done=partial(self._opened, wanted), failed=self.refused.emit),
        )

    def step(self, by: int) -> None:
        """Go to the next difference, or the one before."""
        if self._revisions is None:
            return
        self._place = (self._place + by) % len(self._revisions.differences)
        self.changed.emit()
        model = self.model
        if self._large is not None and model is not None:
            self._large.difference.show_difference(model)
        self._show_place()

    def show_large(self) -> None:
        """Show both revisions in a window of their own."""
        model = self.model
        if model is None or self._one is None or self._revisions is None or self._large is not None:
            return
        self._large = LargeDifference(self._page.theme, self._bridge, self._page)
        self._large.difference.asked.connect(self._page.asked)
        self._large.finished.connect(lambda _result: self._large_closed())
        self._large.show_revisions(self._one.file.name, model, self._revisions)
        self._large.open()
        self._show_when_read()

    def _opened(self, wanted: str, result: object) -> None:
        assert isinstance(result, Revisions)  # noqa: S101 - what compare_revisions returns
        if wanted != self._wanted:
            self._close(result)
            return
        self._revisions, self._place = result, 0
        self.changed.emit()
        self._page.show_documents(result.signed, result.current)
        self._show_when_read()

    def _show_place(self) -> None:
        """Scroll to the difference in hand; both sides move together."""
        if self._revisions is None:
            return
        found = self._revisions.differences[self._place]
        for view in [self._page.detail.difference, *([self._large.difference] if self._large is not None else [])]:
            if found.signed:
                view.signed.go_to_place(found.page, found.signed[0])
            elif found.current:
                view.current.go_to_place(found.page, found.current[0])
            else:
                view.current.go_to(found.page)

    def _large_closed(self) -> None:
        self._large = None

    def _show_when_read(self) -> None:
        # Behind the reading of the sizes, which is in the same lane.
        self._bridge.run(Lane.READ, lambda context: None, Handlers(done=lambda _none: self._show_place()))

    def _close_revisions(self) -> None:
        if self._revisions is not None:
            found, self._revisions = self._revisions, None
            if self._large is not None:
                self._large.close()
            self._page.detail.difference.signed.clear()
            self._page.detail.difference.current.clear()
            self._close(found)

    def _close(self, revisions: Revisions) -> None:
        # Behind whatever still draws from them, in the one lane where PDFium is used.
        self._bridge.let_go(Lane.READ, revisions.close)
