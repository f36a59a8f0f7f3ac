"""The main window. It navigates, nothing else: pages show models, use-cases do the work."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from ui.dialogs.keysheet import KeySheet
from ui.dialogs.sheet import Card, Scrim
from ui.frame.header import Header
from ui.frame.locked import Lock, LockedPanel, WithoutVault
from ui.frame.menus import FrameActs, Menus
from ui.frame.model import PlaceAsked, RailModel, ScaleAsked, StatusModel
from ui.frame.page import Page, focus_within
from ui.frame.places import WITHOUT_VAULT, Place, word_key
from ui.frame.rail import Rail
from ui.frame.status import StatusLine
from ui.text import say
from ui.theme.style import FocusRing
from ui.theme.theme import Mode, Theme
from ui.widgets.notice import Notice
from ui.widgets.pane import column, emptied, row
from ui.widgets.splitter import NARROW
from ui.widgets.toast import Toast, ToastModel


class MainWindow(QMainWindow):
    """Menu bar, rail, header, one page, status line; over them at most one box and one toast.

    Signals:
        painted: the window was painted for the first time.
        entered: another page is shown; carries :class:`PlaceAsked`.
        lock_asked: the person wants the vault locked.
        close_asked: the person wants to leave; whoever listens closes the window when the jobs are done.
        letter_keys_asked: whether keys that a person types text with do something.
        scale_asked: carries :class:`ScaleAsked`; the owner builds the pages again at that size.
    """

    painted = Signal()
    entered = Signal(object)
    lock_asked = Signal()
    close_asked = Signal()
    letter_keys_asked = Signal(bool)
    scale_asked = Signal(object)

    def __init__(
        self, theme: Theme, application: QApplication, *, lock: Lock, places: tuple[Place, ...], folder: str = ""
    ) -> None:
        super().__init__()
        self.theme = theme
        self._painted = False
        self._may_close = False
        self._locked = True
        self._place: Place | None = None
        self._pages: dict[Place, Page] = {}
        self._scrim: Scrim | None = None
        self.rail = Rail(theme)
        self.head = Header(theme)
        self.status = StatusLine(theme)
        self.panel = LockedPanel(theme, lock, folder=folder)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.panel)
        self._above = column(theme)  # a notice that is about no page in particular
        self._notice: Notice | None = None
        self._build()
        self.toast = Toast(theme, self._stack)
        self._ring = FocusRing(theme, application, self)
        self._menus = Menus(self, self._acts(), places)
        self.toast.turned.connect(lambda: self._menus.allow_undo(undo=self.toast.undoable))
        for place in places:
            self.rail.add(place)
        self.rail.asked.connect(lambda asked: self.go(asked.place))
        self.panel.without.connect(self._without)
        self.setStyleSheet(theme.sheet())
        theme.changed.connect(self._repaint)
        self.show_locked(lock)

    def _build(self) -> None:
        root = QWidget()
        root.setObjectName("window")
        outer = QVBoxLayout(root)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        middle = row(self.theme)
        middle.addWidget(self.rail)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.head)
        right.addLayout(self._above)
        right.addWidget(self._stack, 1)
        middle.addLayout(right, 1)
        outer.addLayout(middle, 1)
        outer.addWidget(self.status)
        self.setCentralWidget(root)
        self.menuBar().setFixedHeight(self.theme.px(30))
        self.menuBar().setNativeMenuBar(True)

    def add_page(self, page: Page) -> None:
        """Give the window a page."""
        self._pages[page.place] = page
        self._stack.addWidget(page)
        page.headed.connect(lambda _model, source=page: self._headed(source))

    def page(self, place: Place) -> Page | None:
        """Return a page, if the window has it."""
        return self._pages.get(place)

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages the window has."""
        return tuple(self._pages.values())

    def allow_letter_keys(self, *, on: bool) -> None:
        """Let keys that a person types text with do something, or not."""
        for page in self._pages.values():
            page.allow_letter_keys(on=on)
        self._menus.allow_letter_keys(on=on)

    @property
    def place(self) -> Place | None:
        """The page that is shown; None while the vault is locked."""
        return self._place

    def go(self, place: Place) -> None:
        """Show a page. While the vault is locked, only a page that needs none."""
        page = self._pages.get(place)
        if page is None:
            return
        if self._locked and place not in WITHOUT_VAULT:
            self.show_locked()
            return
        if self._place is not place:
            self.toast.hide()  # what was done belongs to the page where it was done
        self._place = place
        self._stack.setCurrentWidget(page)
        self.rail.current(place)
        self.head.show_page(page)
        self._menus.show_page(page)
        self.setWindowTitle(f"Vloeiboek \u2013 {say(word_key(place))}")
        focus_within(page.first_focus(), Qt.FocusReason.OtherFocusReason)
        self.toast.lift(page.foot_height())
        self.entered.emit(PlaceAsked(place))

    def show_locked(self, lock: Lock | None = None) -> None:
        """Show the locked panel; nothing of any document stays on the screen."""
        self._locked = True
        self._place = None
        self.toast.hide()
        self.close_card()
        if lock is not None:
            self.panel.show_lock(lock)
        self._stack.setCurrentWidget(self.panel)
        self.head.show_locked("Vloeiboek")
        self._menus.show_page(None)
        self.setWindowTitle("Vloeiboek")
        self.panel.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_unlocked(self, place: Place) -> None:
        """Show a page now that the vault is open."""
        self._locked = False
        self.go(place)

    def show_rail(self, model: RailModel) -> None:
        """Show the counts in the rail."""
        self.rail.show_model(model)

    def show_status(self, model: StatusModel) -> None:
        """Show the status line."""
        self.status.show_model(model)

    def show_toast(self, model: ToastModel) -> None:
        """Show a toast in place of the one before, above the page's own bar."""
        page = self._pages.get(self._place) if self._place is not None else None
        self.toast.lift(page.foot_height() if page is not None else 0)
        self.toast.show_toast(model)

    def show_notice(self, notice: Notice | None) -> None:
        """Show a notice over every page in place of the one before; None for none."""
        focus = self.focusWidget()
        held = self._notice is not None and focus is not None and self._notice.isAncestorOf(focus)
        emptied(self._above)
        self._notice = notice
        margins = (24, 12, 24, 4) if notice is not None else (0, 0, 0, 0)
        self._above.setContentsMargins(*(self.theme.px(one) for one in margins))
        if notice is not None:
            self._above.addWidget(notice)
        page = self._pages.get(self._place) if self._place is not None else None
        if held and page is not None:
            focus_within(page.first_focus(), Qt.FocusReason.OtherFocusReason)

    def show_card(self, card: Card, focus: QWidget | None = None) -> None:
        """Show a box over the window; the one before it, if any, goes."""
        self.close_card()
        self._scrim = Scrim(self, card)
        self._scrim.open(focus)

    def close_card(self) -> None:
        """Take the box away."""
        if self._scrim is not None:
            scrim, self._scrim = self._scrim, None
            scrim.close_sheet()

    @property
    def card(self) -> Card | None:
        """The box that is shown, if any."""
        return self._scrim.card if self._scrim is not None else None

    def leave(self) -> None:
        """Close the window now: the jobs are done."""
        self._may_close = True
        self.close()

    def _acts(self) -> FrameActs:
        return FrameActs(
            go=self.go,
            next_pane=self._next_pane,
            undo=self.toast.undo_now,
            notices=self.toast.take_focus,
            keys=self.show_keys,
            lock=self.lock_asked.emit,
            mode=self._choose_mode,
            letter_keys=self.letter_keys_asked.emit,
            scale=lambda scale: self.scale_asked.emit(ScaleAsked(scale)),
            full_screen=lambda: self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen),
            quit=self.close_asked.emit,
        )

    def _choose_mode(self, mode: Mode) -> None:
        self.theme.choose(mode=mode)

    def show_keys(self) -> None:
        """Show every key, those of the page first (F1)."""
        page = self._pages.get(self._place) if self._place is not None else None
        sheet = KeySheet(self.theme, self._menus.key_groups(page, self.pages), self.size())
        sheet.escaped.connect(self.close_card)
        self.show_card(sheet, sheet.first)

    def _next_pane(self, by: int) -> None:
        page = self._pages.get(self._place) if self._place is not None else None
        panes = [pane for pane in page.panes if pane.isVisible()] if page is not None else []
        if not panes:
            return
        now = self.focusWidget()
        place = next((n for n, pane in enumerate(panes) if now is pane or (now and pane.isAncestorOf(now))), -1)
        focus_within(panes[(place + by) % len(panes)], Qt.FocusReason.ShortcutFocusReason)

    def _without(self, asked: WithoutVault) -> None:
        self.go(asked.place)

    def _headed(self, page: Page) -> None:
        if self._place is page.place:
            self.head.show_page(page)
            # Once what the page shows now is laid out.
            QTimer.singleShot(0, self, lambda: self.toast.lift(page.foot_height()))

    def _repaint(self) -> None:
        self.setStyleSheet(self.theme.sheet())
        for widget in self.findChildren(QWidget):
            widget.update()

    def point_of(self, widget: QWidget) -> QPoint:
        """Return where a control stands in the window."""
        return widget.mapTo(self, QPoint(0, 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            # After this event has been handled the picture is on the screen.
            QTimer.singleShot(0, self, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.theme.units(event.size().width()) < NARROW
        self.rail.take_width(88 if narrow else 100)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_close:
            event.accept()
            return
        event.ignore()
        self.close_asked.emit()
