"""A document with its tool line: which page, how large, find; and small pages at the side."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget
from shiboken6 import isValid

from app.jobs import Lane
from app.pages import PageSource
from ui.bridge import Bridge, Handlers
from ui.pageview.find import find
from ui.pageview.model import DocumentModel, Fit, Hit, Mark, PageShown, Zoom
from ui.pageview.outline import Outline
from ui.pageview.thumbnails import Thumbnails
from ui.pageview.view import PageView
from ui.text import say
from ui.theme.paint import Run
from ui.theme.theme import Theme
from ui.widgets.button import Button, IconButton, Kind
from ui.widgets.label import Text
from ui.widgets.pane import Compound, Pane, column, row
from ui.widgets.search import SearchField, SearchTyped


class DocumentView(Compound, QWidget):
    """Tool line, find line, small pages and the pages themselves."""

    def __init__(self, theme: Theme, bridge: Bridge, *, named: bool = False) -> None:
        super().__init__()
        self.theme = theme
        self._bridge = bridge
        self._hits: tuple[Hit, ...] = ()
        self._hit = -1
        self._own_marks: tuple[Mark, ...] = ()
        self._finding = 0
        self._source: PageSource | None = None
        layout = column(theme, self)
        self.pages = PageView(theme, bridge)
        self.thumbs = Thumbnails(theme, bridge)
        self.thumbs.hide()
        self.outline = Outline(theme, bridge)
        self.outline.hide()
        self._name = Text(theme, "", strong=True)
        if not named:  # a control without a parent that is made visible would be a window
            self._name.hide()
        self._where = Text(theme, "", tone="text2")
        layout.addWidget(self._make_tools())
        layout.addWidget(self._make_find())
        middle = row(theme)
        middle.addWidget(self.thumbs)
        middle.addWidget(self.outline)
        middle.addWidget(self.pages, 1)
        layout.addLayout(middle, 1)
        self.pages.shown.connect(self._shown)
        self.pages.zoomed.connect(lambda _zoom: self._say_zoom())
        self.pages.turned_to.connect(lambda _turn: self._turn_thumbs())
        self.thumbs.asked.connect(lambda asked: self.pages.go_to(asked.page))
        self.outline.asked.connect(lambda asked: self._go_by_outline(asked.page))
        self.entry = self.pages

    def open(self, document: DocumentModel, source: PageSource) -> None:
        """Show a document; it is this view's from now on, which closes it when another one comes."""
        self._let_go()
        self._source = source
        self.pages.open(document, source)
        self._name.say(document.name)
        self._where.say("")
        self.thumbs.open(None, ())
        self.outline.open(source if self.outline.isVisible() else None)
        self._own_marks = ()
        self._close_find()

    def clear(self) -> None:
        """Show nothing, and close the document."""
        self._let_go()
        self._close_find()
        self.pages.clear()
        self.thumbs.open(None, ())
        self.outline.open(None)
        self._name.say("")
        self._where.say("")

    def _let_go(self) -> None:
        if self._source is not None:
            # Behind whatever still draws from it, in the one lane where documents are drawn.
            source, self._source = self._source, None
            self._bridge.let_go(Lane.READ, source.close)

    def show_marks(self, marks: tuple[Mark, ...]) -> None:
        """Mark words; what was found stays marked too."""
        self._own_marks = marks
        self._show_all_marks()

    def add_tool(self, button: QWidget) -> None:
        """Put a page's own button in the tool line, before find."""
        self._own_tools.addWidget(button)

    def toggle_thumbs(self) -> None:
        """Show or hide the small pages (T)."""
        show = not self.thumbs.isVisible()
        self.outline.hide()
        self.thumbs.setVisible(show)
        if show:
            self.thumbs.open(self.pages.source, self.pages.sizes, turn=self.pages.turned)
            self.thumbs.show_page(self.pages.page)

    def toggle_outline(self) -> None:
        """Show or hide the outline (I); shown, it has the focus."""
        show = not self.outline.isVisible()
        self.thumbs.hide()
        self.outline.setVisible(show)
        if show:
            self.outline.open(self.pages.source)
        (self.outline.list if show else self.pages).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _go_by_outline(self, page: int) -> None:
        self.pages.go_to(page)
        self.pages.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_find(self) -> None:
        """Show the find line with the focus in it (Ctrl F)."""
        self._find.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.edit.selectAll()

    def step_hit(self, by: int) -> None:
        """Go to the next or previous place that was found (F3)."""
        if not self._hits:
            self.open_find()  # nothing was looked for yet
            return
        self._hit = (self._hit + by) % len(self._hits)
        hit = self._hits[self._hit]
        self.pages.go_to_place(hit.page, hit.rects[0])
        self._found.say(say("view_found", place=self._hit + 1, count=len(self._hits)))
        self._show_all_marks()

    def _make_tools(self) -> Pane:
        theme = self.theme
        tools = Pane(theme, ground="sunken")
        line = row(theme, tools, margins=(16, 3, 8, 3), gap=6)
        tools.setFixedHeight(theme.px(40))
        line.addWidget(self._name)
        line.addWidget(self._where)
        line.addSpacing(theme.px(6))
        out = IconButton(theme, "zoom-out", say("view_out"))
        out.clicked.connect(lambda: self.pages.step_zoom(-1))
        self._zoom = Button(theme, say("view_width"), kind=Kind.TOOL, height=32)
        self._zoom.clicked.connect(self._choose_zoom)
        larger = IconButton(theme, "zoom-in", say("view_in"))
        larger.clicked.connect(lambda: self.pages.step_zoom(1))
        for part in (out, self._zoom, larger):
            line.addWidget(part)
        line.addStretch(1)
        self._own_tools = QHBoxLayout()
        self._own_tools.setSpacing(theme.px(4))
        line.addLayout(self._own_tools)
        search = IconButton(theme, "search", say("view_find"), key="Ctrl F")
        search.clicked.connect(self.open_find)
        line.addWidget(search)
        return tools

    def _make_find(self) -> Pane:
        theme = self.theme
        self._find = Pane(theme, ground="sunken", edges="b")
        line = row(theme, self._find, margins=(16, 2, 8, 6), gap=8)
        self.field = SearchField(theme, say("view_find"), key="", width=260)
        self.field.typed.connect(self._typed)
        self.field.left.connect(self._close_find)
        self.field.entered.connect(lambda _stay: self.step_hit(1))
        self._found = Text(theme, "", tone="text2")
        line.addWidget(self.field)
        for icon, word, by, key in (
            ("chevron-up", "view_previous", -1, "Shift F3"),
            ("chevron-down", "view_next", 1, "F3"),
        ):
            button = IconButton(theme, icon, say(word), key=key)
            button.clicked.connect(lambda _on=False, by=by: self.step_hit(by))
            line.addWidget(button)
        line.addWidget(self._found, 1)
        close = IconButton(theme, "x", say("close"), key="Esc")
        close.clicked.connect(self._close_find)
        line.addWidget(close)
        self._find.hide()
        return self._find

    def _turn_thumbs(self) -> None:
        if self.thumbs.isVisible():
            self.thumbs.open(self.pages.source, self.pages.sizes, turn=self.pages.turned)
            self.thumbs.show_page(self.pages.page)

    def _choose_zoom(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        choices = [(say("view_width"), Zoom(Fit.WIDTH)), (say("view_whole"), Zoom(Fit.PAGE))]
        choices += [(f"{percent} %", Zoom(Fit.PERCENT, percent)) for percent in (50, 75, 100, 125, 150, 200, 400)]
        for word, zoom in choices:
            menu.addAction(word).triggered.connect(lambda _on=False, zoom=zoom: self.pages.set_zoom(zoom))
        menu.popup(self._zoom.mapToGlobal(self._zoom.rect().bottomLeft()))

    def _say_zoom(self) -> None:
        zoom = self.pages.zoom
        words = {Fit.WIDTH: say("view_width"), Fit.PAGE: say("view_whole")}
        self._zoom.say(words.get(zoom.fit, f"{zoom.percent} %"))

    def _shown(self, shown: PageShown) -> None:
        pieces = say("view_page", page="\n", pages=shown.pages).split("\n")
        runs = (Run(pieces[0], "text2"), Run(str(shown.page + 1), "text", strong=True), Run(pieces[1], "text2"))
        self._where.say_runs(runs)
        if self.thumbs.isVisible() and self.thumbs.source is not self.pages.source:
            self.thumbs.open(self.pages.source, self.pages.sizes, turn=self.pages.turned)
        self.thumbs.show_page(shown.page)

    def _typed(self, typed: SearchTyped) -> None:
        source = self.pages.source
        self._hits, self._hit = (), -1
        self._bridge.cancel(self._finding)
        self._found.say("")
        self._show_all_marks()
        text = typed.text
        if source is None or len(text.strip()) < 2:
            return
        self._finding = self._bridge.run(
            Lane.READ,
            lambda context: (text, find(source, text, context)),
            Handlers(done=self._take_hits),
        )

    def _take_hits(self, result: object) -> None:
        if not isValid(self) or not isinstance(result, tuple) or result[0] != self.field.edit.text():
            return
        self._hits = result[1]
        if not self._hits:
            self._found.say(say("view_found_none"))
            return
        self.step_hit(1)

    def _close_find(self) -> None:
        had = self._find.isVisible()
        self._find.hide()
        self._hits, self._hit = (), -1
        self._show_all_marks()
        if had:
            self.pages.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_all_marks(self) -> None:
        found = tuple(
            Mark(hit.page, hit.rects, line="mark_line" if place == self._hit else "")
            for place, hit in enumerate(self._hits)
        )
        self.pages.show_marks(self._own_marks + found)
