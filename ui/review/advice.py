"""The memo's advice as one document of reading text, with headings, in any size."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextImageFormat,
    QTextLength,
    QTextOption,
    QTextTableFormat,
)
from PySide6.QtWidgets import QFrame, QTextBrowser

from ui.review.model import AdviceModel, AskedLine, Block, ConditionLine, LinkFollowed, Span, Style
from ui.text import say
from ui.theme.style import INSIDE, draw_ring
from ui.theme.theme import Theme

LEAST_POINTS, MOST_POINTS, POINTS = 11.0, 26.0, 13.0
_EM = 1.55
_WIDEST = 620


class AdviceText(QTextBrowser):
    """The advice, or a section of the memo.

    Signals:
        followed: carries :class:`LinkFollowed`.
        resized: the person chose another size of the reading text; carries its points at 100 %.
    """

    followed = Signal(object)
    resized = Signal(float)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._advice: AdviceModel | None = None
        self._blocks: tuple[Block, ...] = ()
        self._points = POINTS
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty(INSIDE, True)
        self.anchorClicked.connect(self._follow)
        self.setAccessibleName(say("review_advice"))
        theme.changed.connect(self._again)

    @property
    def points(self) -> float:
        """Size of the reading text at 100 %."""
        return self._points

    def set_points(self, points: float) -> None:
        """Change the size of the reading text (11 to 26), keeping the place."""
        self._points = min(MOST_POINTS, max(LEAST_POINTS, points))
        self._again()
        self.resized.emit(self._points)

    def show_advice(self, advice: AdviceModel | None) -> None:
        """Show an advice from its beginning."""
        if advice == self._advice and not self._blocks:
            return
        self._advice, self._blocks = advice, ()
        self._write()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)

    def show_blocks(self, blocks: tuple[Block, ...]) -> None:
        """Show a section of text."""
        if blocks == self._blocks:
            return
        self._advice, self._blocks = None, blocks
        self._write()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._frame()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            draw_ring(QPainter(self.viewport()), QRectF(self.viewport().rect()), self._theme, radius=2)

    def _again(self, _look: object = None) -> None:
        bar = self.verticalScrollBar()
        part = bar.value() / max(1, bar.maximum())
        self._write()
        bar.setValue(round(part * bar.maximum()))

    def _frame(self) -> None:
        px = self._theme.px
        # In a wide pane the column stands in the middle: a line never becomes too long to read.
        side = max(px(36), (self.viewport().width() - px(_WIDEST)) // 2)
        right = max(px(24), self.viewport().width() - side - px(_WIDEST))
        frame = self.document().rootFrame()
        shape = frame.frameFormat()
        shape.setLeftMargin(side)
        shape.setRightMargin(right)
        shape.setTopMargin(px(24))
        shape.setBottomMargin(px(32))
        if shape != frame.frameFormat():
            frame.setFrameFormat(shape)

    # Writing: one cursor from top to bottom.

    def _write(self) -> None:
        self.document().clear()
        self.document().setDocumentMargin(0)
        self._frame()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        self._first = True
        if self._advice is not None:
            self._write_head(cursor, self._advice)
            self._write_asked(cursor, self._advice.asked)
        for block in self._advice.blocks if self._advice is not None else self._blocks:
            self._write_block(cursor, block)
        cursor.endEditBlock()

    def _format(self, role: str, tone: str = "text", *, strong: bool | None = None) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setFont(self._theme.font(role, strong=strong))
        form.setForeground(self._theme.colour(tone))
        return form

    def _reading(self) -> QTextCharFormat:
        form = self._format("reading")
        font = QFont(form.font())
        font.setPointSizeF(self._points * self._theme.scale)
        form.setFont(font)
        return form

    def _paragraph(
        self, cursor: QTextCursor, *, line: int, before: float = 0, after: float = 0, level: int = 0
    ) -> None:
        form = QTextBlockFormat()
        form.setLineHeight(line, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        form.setTopMargin(self._theme.px(before))
        form.setBottomMargin(self._theme.px(after))
        form.setHeadingLevel(level)
        if self._first:
            cursor.setBlockFormat(form)
            self._first = False
        else:
            cursor.insertBlock(form)

    def _rule(self, cursor: QTextCursor, *, before: float, after: float) -> None:
        """A hairline over the whole width: a table of one cell with nothing but its lower border would be read
        aloud as a table, so it is a horizontal rule."""
        form = QTextBlockFormat()
        form.setTopMargin(self._theme.px(before))
        form.setBottomMargin(self._theme.px(after))
        form.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        form.setProperty(
            QTextBlockFormat.Property.BlockTrailingHorizontalRulerWidth,
            QTextLength(QTextLength.Type.PercentageLength, 100),
        )
        form.setBackground(self._theme.colour("line"))
        cursor.insertBlock(form)

    def _write_head(self, cursor: QTextCursor, advice: AdviceModel) -> None:
        theme = self._theme
        shape = QTextTableFormat()
        shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_None)
        shape.setBorder(0)
        shape.setCellPadding(0)
        shape.setCellSpacing(0)
        shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        table = cursor.insertTable(1, 2, shape)
        left = table.cellAt(0, 0).firstCursorPosition()
        left.insertText(advice.kind, self._format("body", strong=True))
        left.insertText(f"   {advice.unit}   {advice.date}", self._format("body", "text2"))
        right = table.cellAt(0, 1).firstCursorPosition()
        end = QTextBlockFormat()
        end.setAlignment(Qt.AlignmentFlag.AlignRight)
        right.setBlockFormat(end)
        right.insertText(advice.reference, self._format("body", "text2"))
        cursor.movePosition(QTextCursor.MoveOperation.End)
        self._first = True
        self._paragraph(cursor, line=theme.line("document"), before=4, after=14, level=1)
        cursor.insertText(advice.title, self._format("document"))
        if advice.lines:
            self._rule(cursor, before=0, after=12)
            for line in advice.lines:
                self._write_line(cursor, line)
            self._rule(cursor, before=0, after=4)

    def _write_line(self, cursor: QTextCursor, line: ConditionLine) -> None:
        theme = self._theme
        self._paragraph(cursor, line=theme.line("body"), after=10)
        form = cursor.blockFormat()
        indent = theme.px(30)
        form.setLeftMargin(indent)
        form.setTextIndent(-indent)
        form.setTabPositions([QTextOption.Tab(indent, QTextOption.TabType.LeftTab)])
        cursor.setBlockFormat(form)
        picture = theme.icon(line.icon, line.colour, 20, density=self.devicePixelRatioF()).toImage()
        name = f"icon:{line.icon}-{line.colour}"
        self.document().addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(name), picture)
        image = QTextImageFormat()
        image.setName(name)
        image.setWidth(theme.px(20))
        image.setHeight(theme.px(20))
        image.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignMiddle)
        cursor.insertImage(image)
        cursor.insertText("\t", self._format("body"))
        cursor.insertText(line.strong, self._format("body", strong=True))
        cursor.insertText(f" {line.rest}", self._format("body", "text2"))

    def _write_asked(self, cursor: QTextCursor, asked: tuple[AskedLine, ...]) -> None:
        if not asked:
            return
        self._write_block(cursor, Block(Style.HEADING, (Span(say("review_asked")),)))
        theme = self._theme
        for place, line in enumerate(asked):
            self._paragraph(cursor, line=theme.line("body"), before=6, after=6)
            form = cursor.blockFormat()
            form.setTabPositions([QTextOption.Tab(theme.px(22), QTextOption.TabType.LeftTab)])
            cursor.setBlockFormat(form)
            cursor.insertText(str(place + 1), self._format("ordinal", "text2"))
            cursor.insertText(f"\t{line.before}", self._format("body"))
            self._link(cursor, line.link, line.target, self._format("body"))
            cursor.insertText(f"   {line.length}", self._format("body", "text2"))
            self._rule(cursor, before=0, after=0)

    def _write_block(self, cursor: QTextCursor, block: Block) -> None:
        theme = self._theme
        if block.style is Style.HEADING:
            self._paragraph(cursor, line=theme.line("body"), before=22, after=8, level=2)
            cursor.insertText("".join(span.text for span in block.spans), self._format("body", "accent", strong=True))
            return
        plain = self._reading()
        pixels = plain.font().pointSizeF() * self.logicalDpiY() / 72
        self._paragraph(cursor, line=round(_EM * pixels), after=10)
        if block.style is Style.LIST:
            form = cursor.blockFormat()
            form.setLeftMargin(theme.px(24))
            cursor.setBlockFormat(form)
        for span in block.spans:
            self._write_span(cursor, span, plain)

    def _write_span(self, cursor: QTextCursor, span: Span, plain: QTextCharFormat) -> None:
        if span.target:
            self._link(cursor, span.text, span.target, plain)
            return
        form = QTextCharFormat(plain)
        if span.strong:
            form.setFontWeight(600)
        if span.finding:
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
            form.setUnderlineColor(self._theme.colour("warn"))
            form.setAnchor(True)
            form.setAnchorHref(f"finding:{span.finding}")
        cursor.insertText(span.text, form)

    def _link(self, cursor: QTextCursor, text: str, target: str, plain: QTextCharFormat) -> None:
        form = QTextCharFormat(plain)
        form.setForeground(self._theme.colour("accent"))
        form.setFontUnderline(True)
        form.setAnchor(True)
        form.setAnchorHref(target)
        cursor.insertText(text, form)

    def _follow(self, url: QUrl) -> None:
        self.followed.emit(LinkFollowed(url.toString()))
