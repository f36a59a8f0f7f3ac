"""From an item of the store to what Beoordelen shows of it."""

from __future__ import annotations

from app.batch import Item, LetterVersion, SigningBatch, StoredFile
from app.memo import Memo
from app.moves import SIGNED, LetterState
from app.usecases.returned_items import Returned
from ui.pageview.model import DocumentModel
from ui.review.advice_model import section_tabs
from ui.review.model import LetterModel, TabModel
from ui.shown import dated, file_title, returned_sentence, state_of
from ui.text import say
from ui.widgets.states import State, word

DECISIONS = {
    State.AGREED: "agree",
    State.DISAGREED: "disagree",
    State.DISCUSS: "discuss",
    State.RETURNED: "return",
    State.NOTED: "note",
}


def tabs_of(item: Item, memo: Memo | None) -> tuple[TabModel, ...]:
    """Return the tabs of the context: letters, further sections, attachments, the memo as pages."""
    held = {letter.file.short for letter in item.letters if letter.state in {LetterState.SEALED, LetterState.BLOCKED}}

    def document(short: str, name: str) -> DocumentModel:
        stamp = say("not_released") if short in held else ""
        return DocumentModel(f"{item.name}/{short}", name, stamp=stamp, may_copy=short not in held)

    def tab(file: StoredFile) -> TabModel:
        name = file_title(file)
        return TabModel(file.short, name, document(file.short, name), is_letter=file.kind == "letter")

    letters = tuple(tab(letter.file) for letter in item.letters)
    attachments = tuple(tab(file) for file in item.files if file.kind in {"attachment", "public_memo"})
    memos = tuple(tab(file) for file in item.files if file.kind == "memo")
    return letters + (section_tabs(memo) if memo else ()) + attachments + memos


def decided_together(item: Item) -> State | None:
    """Return the decision that holds for every letter of an item; None while open, or where they differ."""
    states = {state_of(letter) for letter in item.letters}
    return states.pop() if len(states) == 1 and all(letter.decided is not None for letter in item.letters) else None


def letter_of(letter: LetterVersion) -> LetterModel:
    """Return a letter with its own decision."""
    state = state_of(letter)
    decision = state if letter.decided is not None and state in DECISIONS else None
    is_open = letter.state not in SIGNED | {LetterState.DRAFT, LetterState.RETURNED}
    return LetterModel(letter.file.short, file_title(letter.file), decision, is_open)


def held_by(item: Item, returned: tuple[Returned, ...]) -> str:
    """Return why nothing can be decided for all letters at once: one of them was sent back."""
    if not any(letter.state is LetterState.RETURNED for letter in item.letters):
        return ""
    told = next((returned_sentence(one) for one in reversed(returned) if not one.taken_up), "")
    return say("review_held", told=told).strip()


def memo_key(item: Item) -> object:
    """What a memo as it was read depends on: its bytes, and what was typed in."""
    return next(((file.sha256, file.typed) for file in item.files if file.kind == "memo"), None)


def about(item: Item) -> tuple[str, str]:
    """Return the two lines beside the bar."""
    if not item.letters:
        return say("review_no_letters"), ""
    if all(letter.state is LetterState.RETURNED for letter in item.letters):
        return say("review_held_about"), say("review_version", number=item.letters[0].number)
    if len({letter.state for letter in item.letters}) > 1:
        each = (f"{file_title(letter.file)}: {word(state_of(letter)).lower()}" for letter in item.letters)
        return say("review_by_letter_done"), ", ".join(each)
    first = (
        say("review_one_decision") if len(item.letters) == 2 else say("review_decision_for", count=len(item.letters))
    )
    return first, say("review_version", number=item.letters[0].number)


def closed_by(batch: SigningBatch, item: Item) -> str:
    """Return why nothing can be decided any more, or nothing."""
    if not batch.locked_at:
        return say("review_not_locked")
    signed = [letter for letter in item.letters if letter.state in SIGNED]
    if not item.letters or len(signed) < len(item.letters):
        return ""
    letter = signed[0]
    if letter.state is LetterState.SEALED and letter.sealed is not None:
        return say("review_sealed", at=dated(letter.sealed.signed_at))
    return say("review_closed", state=word(state_of(letter)).lower())
