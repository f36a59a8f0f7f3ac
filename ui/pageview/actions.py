"""What can be done with the pages of a document, as actions of the page that shows it."""

from __future__ import annotations

from ui.frame.page import Menu, Page
from ui.pageview.document import DocumentView
from ui.pageview.model import Fit, Zoom
from ui.text import say


def add_document_actions(page: Page, document: DocumentView) -> None:
    """Give a page the actions of the document it shows: finding, small pages, outline, size, turning.

    Args:
        page: of the window.
        document: in it.
    """
    view, pages = Menu.VIEW, document.pages
    page.act(say("view_find"), "Ctrl+F", view, document.open_find)
    page.act(say("view_next"), "F3", view, lambda: document.step_hit(1))
    page.act(say("view_previous"), "Shift+F3", view, lambda: document.step_hit(-1))
    page.act(say("view_thumbs"), "T", view, document.toggle_thumbs)
    page.act(say("view_outline"), "I", view, document.toggle_outline)
    page.act(say("view_fit"), "Ctrl+9", view, lambda: pages.set_zoom(Zoom(Fit.PAGE)))
    page.act(say("view_turn_left"), "[", view, lambda: pages.turn(-1))
    page.act(say("view_turn_right"), "]", view, lambda: pages.turn(1))
