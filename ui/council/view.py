"""Ministerraad: meetings, points, and what happens when the outcome is recorded."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QPainter
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from app.ports import Secret
from ui.council.model import (
    OUTCOMES,
    CouncilAsked,
    CouncilModel,
    FolderModel,
    MeetingChosen,
    MeetingModel,
    PanelModel,
    PointOpened,
)
from ui.council.points import ClosedPoint, OpenedPoint
from ui.frame.model import HeaderModel
from ui.frame.page import Menu, Page
from ui.frame.places import Place
from ui.sign.plan import step_line
from ui.text import say
from ui.theme import paint
from ui.theme.theme import Theme
from ui.widgets.badge import Badge
from ui.widgets.button import Button, Kind
from ui.widgets.field import Field
from ui.widgets.label import Icon, Text
from ui.widgets.notice import Empty, Notice
from ui.widgets.pane import Hairline, Pane, column, emptied, row, scrolled
from ui.widgets.rows import RowChosen, RowList, RowState, row_ground
from ui.widgets.splitter import Beneath, ColumnPlan, Columns
from ui.widgets.states import LOOKS, State


class _MeetingPainter:
    """A meeting: numeral and month, kind, counts by state."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def _lines(self, text: str, width: float) -> tuple[str, ...]:
        return paint.wrapped(text, self._theme.font("body"), width - self._theme.px(88 + 34), most=2)

    def height(self, row: MeetingModel, width: int) -> int:
        rows = sum(len(self._lines(line.text, width)) for line in row.lines)
        return self._theme.px(max(70, 36 + 20 * rows + 12))

    def read(self, row: MeetingModel) -> str:
        return ", ".join((f"{row.day} {row.month}", row.kind, *(line.text for line in row.lines)))

    def paint(self, painter: QPainter, rect: QRectF, row: MeetingModel, state: RowState) -> None:
        theme, px = self._theme, self._theme.px
        row_ground(painter, theme, rect, state)
        left = rect.x() + px(16)
        day = QRectF(left, rect.y() + px(12), px(40), px(28))
        paint.line(painter, row.day, theme.font("numeral_small"), theme.colour("text"), day)
        month = QRectF(left, rect.y() + px(39), px(70), px(18))
        paint.line(painter, row.month, theme.font("body"), theme.colour("text2"), month)
        at = rect.x() + px(88)
        kind = QRectF(at, rect.y() + px(13), rect.right() - at - px(8), px(20))
        paint.line(painter, row.kind, theme.font("body", strong=state.chosen), theme.colour("text"), kind)
        y = rect.y() + px(34)
        for line in row.lines:
            look = LOOKS[line.state]
            paint.icon(painter, theme, look.icon, look.colour, QPointF(at, y + px(3)), size=15)
            for text in self._lines(line.text, rect.width()):
                part = QRectF(at + px(21), y, rect.right() - at - px(24), px(20))
                paint.line(painter, text, theme.font("body"), theme.colour(look.colour), part)
                y += px(20)


class CouncilPage(Page):
    """The page.

    Signals:
        meeting_chosen: carries :class:`MeetingChosen`.
        point_opened: carries :class:`PointOpened`.
        draft_changed: carries :class:`ui.council.model.DraftChanged`.
        asked: carries :class:`CouncilAsked`.
    """

    meeting_chosen = Signal(object)
    point_opened = Signal(object)
    draft_changed = Signal(object)
    asked = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, Place.COUNCIL)
        self._model = CouncilModel()
        self._opened: OpenedPoint | None = None
        self._passphrase: Field | None = None
        self._notice: Notice | None = None
        self.main: Button | None = None
        self._release = self.act(say("council_release_act"), "Ctrl+Return", Menu.ITEM, self._press_main)
        self._void = self.act(say("council_void_act"), "Ctrl+Shift+V", Menu.ITEM, lambda: self._ask("void"))
        self._choosing: list[QAction] = []
        for place, code in enumerate(OUTCOMES):
            act = self.act(say(f"outcome_{code}"), str(place + 1), Menu.ITEM, partial(self._choose, place))
            act.setEnabled(False)
            self._choosing.append(act)
        self._stack = QStackedWidget()
        self._stack.addWidget(Empty(theme, "landmark", say("council_none"), say("council_none_text")))
        self._stack.addWidget(self._make_full())
        self._outer.addWidget(self._stack, 1)

    def show_model(self, model: CouncilModel) -> None:
        """Show the page; who was typing goes on typing, in the field that is missing if one is."""
        now = self.focusWidget()
        typing = now.objectName() if now is not None and self._opened is not None else ""
        with self.focus_kept():
            self._show(model)
        draft = model.opened.draft if model.opened is not None else None
        field = self._opened.field((draft.missing if draft else "") or typing) if self._opened is not None else None
        if field is not None and self._holds_focus():
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def drop_notice(self) -> None:
        """Take away what was refused; the form, and who types in it, stay as they are."""
        if self._notice is not None:
            self._notice.hide()

    def first_focus(self) -> QWidget:
        if self._opened is not None and self._opened.choices is not None:
            return self._opened.choices
        return self._meetings if self._model.meetings else self

    def _show(self, model: CouncilModel) -> None:
        self._model = model
        self.show_header(HeaderModel(model.subtitle, say("search_map")))
        self._stack.setCurrentIndex(1 if model.meetings else 0)
        codes = [meeting.code for meeting in model.meetings]
        place = codes.index(model.meeting) if model.meeting in codes else -1
        self._meetings.show_rows(model.meetings, chosen=place)
        self._show_points(model)
        for action in self._choosing:
            action.setEnabled(self._opened is not None and self._opened.choices is not None)
        self._void.setEnabled(model.opened is not None and model.opened.may_void)
        emptied(self._side)
        emptied(self._foot)
        self.main, self._passphrase, self._notice = None, None, None
        if model.notice:
            # Beside the button that was pressed, in a part of its own: nothing of the form moves under a hand.
            self._notice = Notice(self.theme, model.notice_state, model.notice)
            self._foot.addWidget(self._notice)
        if model.folder is not None:
            self._show_folder(model.folder)
        elif model.panel is not None:
            self._show_panel(model.panel)
        self._release.setEnabled(self.main is not None and self.main.isEnabled())

    def _make_full(self) -> QWidget:
        theme = self.theme
        left = Pane(theme, ground="canvas")
        layout = column(theme, left)
        head = Pane(theme, edges="b")
        head.setFixedHeight(theme.px(44))
        line = row(theme, head, margins=(16, 4, 8, 4))
        line.addWidget(Text(theme, say("council_meetings"), strong=True), 1)
        layout.addWidget(head)
        self._meetings: RowList[MeetingModel] = RowList(theme, _MeetingPainter(theme), name=say("council_meetings"))
        self._meetings.chosen.connect(self._choose_meeting)
        layout.addWidget(self._meetings, 1)
        content = QWidget()
        content.setObjectName("column")
        content.setAccessibleName(say("council_items"))
        whole = column(theme, content)
        self._points = column(theme, margins=(20, 18, 20, 18), gap=9)
        whole.addLayout(self._points)
        middle = scrolled(content)
        panel = Pane(theme, ground="surface")
        inside = column(theme, panel)
        upper = QWidget()
        upper.setObjectName("column")
        self._side = column(theme, upper, margins=(24, 20, 24, 12), gap=0)
        area = scrolled(upper)
        inside.addWidget(area, 1)
        foot = Pane(theme, ground="surface")
        self._foot = column(theme, foot, margins=(24, 8, 24, 20), gap=10)
        self.panes = (self._meetings, middle, panel)
        plans = (
            ColumnPlan(say("council_meetings"), 248, 200, compact=200),
            ColumnPlan(say("review_items"), 700, 520, grows=True, compact=480),
            ColumnPlan(say("council_happens"), 336, 290, compact=320),
        )
        beneath = Beneath(foot, inside, upper, area, whole)
        return Columns(theme, plans, (left, middle, panel), first=1, beneath=beneath)

    def _show_points(self, model: CouncilModel) -> None:
        emptied(self._points)
        self._opened = None
        for point in model.points:
            if model.opened is not None and point.code == model.opened.code:
                opened = OpenedPoint(self.theme, point, model.opened)
                opened.changed.connect(self.draft_changed)
                opened.asked.connect(self.asked)
                self._points.addWidget(opened)
                self._opened = opened
                continue
            closed = ClosedPoint(self.theme, point)
            closed.clicked.connect(lambda _on=False, code=point.code: self.point_opened.emit(PointOpened(code)))
            self._points.addWidget(closed)
        self._points.addStretch(1)

    def _show_panel(self, panel: PanelModel) -> None:
        theme = self.theme
        self._side.addWidget(Text(theme, say("council_happens"), role="heading"))
        self._side.addSpacing(theme.px(4))
        if not panel.steps:
            self._side.addWidget(Text(theme, self._nothing_to_do(), tone="text2", wrap=True))
        for place, step in enumerate(panel.steps):
            if place:
                self._side.addWidget(Hairline(theme))
            self._side.addWidget(step_line(theme, step))
        self._side.addStretch(1)
        if panel.passphrase:
            self._passphrase = Field(theme, say("council_passphrase"), secret=True)
            self._foot.addWidget(self._passphrase)
        if panel.warning:
            line = row(theme, gap=8)
            line.addWidget(Icon(theme, "triangle-alert", "warn"), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(Text(theme, panel.warning, wrap=True), 1)
            self._foot.addLayout(line)
        if panel.main:
            icon = {"release": "package-check", "sign": "pen-line"}.get(panel.key, "scroll-text")
            self.main = Button(theme, panel.main, icon=icon, kind=Kind.PRIMARY, key="Ctrl Enter", height=46, lines=2)
            self.main.setEnabled(not panel.busy)
            self.main.clicked.connect(lambda: self._ask(panel.key))
            self._foot.addWidget(self.main)
        if panel.second:
            second = Button(theme, panel.second, kind=Kind.QUIET)
            second.clicked.connect(lambda: self._ask(panel.second_key))
            self._foot.addWidget(second, 0, Qt.AlignmentFlag.AlignHCenter)

    def _nothing_to_do(self) -> str:
        opened = self._model.opened
        if opened is None or opened.draft is not None:
            return say("council_choose_first")
        if opened.refusal:
            return say("council_later")
        return say("council_stays_blocked" if opened.may_void else "council_stays_void")

    def _show_folder(self, folder: FolderModel) -> None:
        theme = self.theme
        state = State.DISPATCHED if folder.sent else State.RELEASED
        words = "" if folder.sent else say("council_ready")
        self._side.addWidget(Badge(theme, state, text=words, plain=True, role="body"))
        self._side.addSpacing(theme.px(4))
        self._side.addWidget(Text(theme, folder.name, role="card", wrap=True))
        path = Text(theme, folder.text, tone="text2", wrap=True)
        path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        path.setAccessibleName(f"{say('council_path')}: {folder.text}")
        self._side.addWidget(path)
        self._side.addSpacing(theme.px(10))
        for entry in folder.entries:
            self._side.addWidget(Hairline(theme))
            line = row(theme, margins=(0, 7, 0, 7), gap=10)
            line.addWidget(Icon(theme, entry.icon, "text2"), 0, Qt.AlignmentFlag.AlignTop)
            text = column(theme, gap=0)
            first = row(theme, gap=8)
            name = Text(theme, entry.name, strong=True)
            first.addWidget(name, 1)
            first.addWidget(Text(theme, entry.figures, role="caption", tone="text2"))
            text.addLayout(first)
            text.addWidget(Text(theme, entry.text, tone="text2"))
            line.addLayout(text, 1)
            self._side.addLayout(line)
        self._side.addStretch(1)
        word, icon = say("council_open_folder"), "folder-open"
        self.main = Button(theme, word, icon=icon, kind=Kind.PRIMARY, key=say("key_enter"), height=46)
        self.main.clicked.connect(lambda: self._ask("folder"))
        self._foot.addWidget(self.main)
        beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        beside.setSpacing(theme.px(8))
        wide = 0
        for word, icon, what in (("council_sent", "send", "sent"), ("council_copy", "copy", "copy")):
            button = Button(theme, say(word), icon=icon)
            button.clicked.connect(lambda _on=False, what=what: self._ask(what))
            button.setEnabled(not (what == "sent" and folder.sent))
            wide = max(wide, button.minimumSizeHint().width())
            beside.addWidget(button, 1)
        if 2 * wide > theme.px(336 - 48 - 8):  # words that are too long for half of the panel
            beside.setDirection(QBoxLayout.Direction.TopToBottom)
        self._foot.addLayout(beside)

    def _choose(self, place: int) -> None:
        if self._opened is not None and self._opened.choices is not None:
            self._opened.choices.press(place)

    def _choose_meeting(self, chosen: RowChosen) -> None:
        self.meeting_chosen.emit(MeetingChosen(self._model.meetings[chosen.place].code))

    def _press_main(self) -> None:
        if self.main is not None:
            self.main.click()

    def _ask(self, what: str) -> None:
        secret = None
        if self._passphrase is not None and self._passphrase.edit.text():
            secret = Secret(self._passphrase.edit.text())
            self._passphrase.edit.clear()
        code = self._model.opened.code if self._model.opened is not None else ""
        self.asked.emit(CouncilAsked(what, code, secret))
