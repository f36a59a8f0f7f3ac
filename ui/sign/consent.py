"""What is said before the first signature, where a plan could not say it yet (guard G10)."""

from __future__ import annotations

from collections.abc import Collection

from app.errors import Reason
from app.jobs import OpenQuestion
from app.ports import ConsentQuestion
from ui.dialogs.confirm import ConfirmDialog, ConfirmModel
from ui.frame.main_window import MainWindow
from ui.office import Office
from ui.text import say


def ask_consent(
    window: MainWindow,
    office: Office,
    asked: OpenQuestion,
    question: ConsentQuestion,
    *,
    known: Collection[Reason] = (),
) -> None:
    """Answer with yes what was chosen in the window already; ask about what is said here for the first time.

    Args:
        window: over which.
        office: for sentences.
        asked: answered once.
        question: with what must be said.
        known: what the plan said.
    """
    new = [note for note in question.warnings if note not in known and note.code != "software_key"]
    if not new:
        asked.answer(True)
        return
    words = " ".join(office.sentence(note) for note in new)
    dialog = ConfirmDialog(window.theme, ConfirmModel(say("sign_before"), words, say("sign_before_act"), say("do_not")))

    def settle(*, yes: bool) -> None:
        window.close_card()
        asked.answer(yes)

    dialog.confirmed.connect(lambda _confirmed: settle(yes=True))
    dialog.declined.connect(lambda: settle(yes=False))
    window.show_card(dialog, dialog.first)
