"""Ondertekenen: the plan, the person's own choice, one PIN, progress, result."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from app.batch import SigningBatch
from app.desk import Desk
from app.errors import Reason
from app.jobs import Lane, OpenQuestion
from app.paths import sending_folder
from app.plan import KeyFacts, SigningPlan
from app.ports import ConsentQuestion, Context, PinQuestion, Progress, Skipped
from app.usecases.choose_key import ChosenKey, choose_key
from app.usecases.open_document import OpenedDocument, open_document
from app.usecases.plan_signing import plan_signing
from app.usecases.show_map import show_map
from app.usecases.sign_batch import sign_batch
from app.usecases.sign_letters import SigningResult
from ui.bridge import Handlers
from ui.frame.main_window import MainWindow
from ui.frame.places import Place
from ui.office import MapOpened, Office
from ui.pageview.model import DocumentModel
from ui.shown import clock_time, file_title
from ui.sign.consent import ask_consent
from ui.sign.keychoice import KeyChoice, unusable_reason
from ui.sign.model import HowChosen, OneModel, SignAsked, SignModel
from ui.sign.pin import Outlook, ask_pin, at_pad
from ui.sign.placing import Placing
from ui.sign.results import Became, result_model, what_became
from ui.sign.tables import busy_model, find, held_back, placeable, plan_model, set_card, to_be_said, waits
from ui.sign.view import SignPage
from ui.text import say, sentence_case

Planned = tuple[SigningBatch, SigningPlan, ChosenKey]


class SignPresenter(QObject):
    """Feeds the page. What is asked by the job is shown as a dialog or as a letter, and answered once.

    Signals:
        go: carries the :class:`Place` the person goes on to.
    """

    go = Signal(object)

    def __init__(self, page: SignPage, office: Office, window: MainWindow) -> None:
        super().__init__(page)
        self._page = page
        self._office = office
        self._window = window
        self._planned: Planned | None = None
        self._how = ""
        self._trouble = ""
        self._wrong = False
        self._job = 0
        self._stopping = False
        self._reported: Progress | None = None
        self._asked_about: OpenQuestion | None = None
        self._skipped: dict[str, str] = {}
        # What the person answered of each letter, one by one: a wrong PIN afterwards asks none of it again.
        self._wanted: tuple[str, ...] = ()
        self._kept = False
        # Whether the person left the letters and wants to go on already while the job that showed them still ends.
        self._leaving = False
        self._begin_next = False
        # Whether the rest of an interrupted batch is signed as soon as its plan is there.
        self._resuming = False
        self.opened_letters: Callable[[], frozenset[str]] = frozenset
        self._said_opened: frozenset[str] = frozenset()
        self._keys = KeyChoice(self, office, window)
        self._keys.kept.connect(self._look_again)
        self._placing = Placing(page, office)
        self._placing.done.connect(self.refresh)
        self._result: SigningResult | None = None
        self._ended = ""
        page.how.connect(self._choose)
        page.asked.connect(self._asked)
        office.changed.connect(lambda _changed: self.refresh())
        office.map_opened.connect(self._map_opened)
        office.locked.connect(self._forget)
        window.entered.connect(lambda entered: self._entered(entered.place))

    def _entered(self, place: Place) -> None:
        """Say anew which letters were not opened: the person may come from reading them."""
        free = not self._job and self._result is None and not self._placing.placing
        if place is not Place.SIGN or self._planned is None or not free:
            return
        opened = self.opened_letters()
        if opened != self._said_opened:
            self._show_plan()

    def refresh(self) -> None:
        """Make the plan anew, unless letters are being signed; a shown result is read anew: times get confirmed."""
        name, result, planned = self._office.map, self._result, self._planned
        if result is not None and planned is not None and self._office.open and not self._job:
            self._office.run(lambda desk, context: what_became(desk, planned[0].name, result), done=self._show_result)
        free = not self._job and self._result is None and not self._placing.placing
        if name and self._office.open and free:
            self._office.run(lambda desk, context: _plan(desk, name), done=self._show, lane=Lane.TOKEN)

    def _map_opened(self, opened: MapOpened) -> None:
        if self._planned is None or self._planned[0].name != opened.name:
            self._how, self._trouble, self._result = "", "", None
            self.refresh()

    def _look_again(self) -> None:
        self._trouble, self._result = "", None
        self.refresh()

    def _show(self, planned: Planned) -> None:
        if self._job or self._result is not None or self._placing.placing:
            return
        self._planned = planned
        resuming, self._resuming = self._resuming, False
        self._show_plan()
        if resuming:
            self._begin()

    def _show_plan(self) -> None:
        if self._planned is None:
            return
        batch, plan, key = self._planned
        if not plan.to_sign and not held_back(batch, plan):
            self._page.show_model(SignModel(subtitle=batch.name))
            return
        self._said_opened = self.opened_letters()
        unusable = self._office.sentence(unusable_reason(key.why_not, key.where)) if key.why_not else ""
        view = plan_model(
            batch,
            plan,
            key,
            how=self._how,
            trouble=self._trouble or unusable,
            sentence={one.letter: self._bare(one.reason) for one in plan.not_signed},
            said={note: self._office.sentence(note) for note in to_be_said(plan)},
            opened=self._said_opened,
            now=self._office.desk.now(),
        )
        self._page.show_model(SignModel(batch.name, view))

    def _bare(self, reason: Reason) -> str:
        """Return a sentence without the letter it is about, which stands beside it."""
        nameless = {**reason.parameters, **dict.fromkeys(("letter", "file", "item"), "")}
        return sentence_case(self._office.sentence(Reason(reason.code, nameless)).lstrip(": "))

    def _choose(self, chosen: HowChosen) -> None:
        self._how = chosen.how
        if self._planned is not None:
            self._page.choose(chosen.how)

    def _asked(self, asked: SignAsked) -> None:
        acts: dict[str, Callable[[], None]] = {
            "pin": self._go_on,
            "keys": self._choose_key,
            "look": self._look_again,
            "stop": self._stop,
            "review": lambda: self.go.emit(Place.REVIEW),
            "council": self._to_council,
            "place": self._place,
            "place_next": self._placing.next,
            "place_done": self._placing.stop,
            "place_restore": self._placing.restore,
            "place_here": self._placing.here,
            "place_hide": self._placing.hide,
        }
        if asked.what in acts:
            acts[asked.what]()
        elif asked.what in {"this", "skip", "back"}:
            self._answer_one(asked)
        elif asked.what == "go_on":
            # The choice how to sign was made for all of them: with the rest only the PIN is asked again.
            self._result, self._resuming = None, bool(self._how)
            self.refresh()
        elif asked.what in {"why", "later"}:
            self._result, self._how = None, ""
            self.refresh()

    def _go_on(self) -> None:
        if self._job and self._leaving:
            self._begin_next = True
        else:
            self._begin()

    def _choose_key(self) -> None:
        if not self._job:
            self._keys.ask()

    def _place(self) -> None:
        """Show where the signatures come; of a letter that was prepared before, the place no longer changes."""
        if self._planned is None or self._job:
            return
        batch, plan, _ = self._planned
        movable = placeable(batch, plan)
        if movable:
            self._placing.begin(batch.name, movable)

    def _stop(self) -> None:
        if self._job:
            self._stopping = True
            self._office.bridge.cancel(self._job)
            if self._reported is not None:
                self._progress(self._reported)

    def _to_council(self) -> None:
        self._result, self._how = None, ""
        self.refresh()
        self.go.emit(Place.COUNCIL)

    def _begin(self) -> None:
        if self._planned is None or not self._how or self._job or self._planned[2].why_not:
            return
        if not self._planned[1].to_sign:
            return
        self._skipped, self._wanted, self._kept = {}, (), False
        self._start()

    def _start(self) -> None:
        if self._planned is None:
            return
        _, plan, key = self._planned
        how = self._how
        self._trouble, self._stopping, self._reported, self._leaving = "", False, None, False
        handlers = Handlers(progress=self._progress, asked=self._question, stopped=self._stopped)
        self._job = self._office.run(
            lambda desk, context: _sign(desk, plan, key.uri, one_by_one=how == "one", context=context),
            done=self._signed,
            failed=self._failed,
            lane=Lane.TOKEN,
            handlers=handlers,
        )

    def _progress(self, progress: Progress) -> None:
        if self._planned is None:
            return
        self._reported = progress
        if at_pad(self._window):
            self._window.close_card()
        batch, plan, key = self._planned
        view = busy_model(batch, plan, progress, stopping=self._stopping, card=not key.software)
        self._office.say_working(self._job, say("status_signing", done=view.done, total=view.count))
        self._page.show_model(SignModel(batch.name, view))

    def _question(self, asked: OpenQuestion) -> None:
        question = asked.question
        if isinstance(question, PinQuestion):
            self._ask_pin(asked, question)
        elif isinstance(question, ConsentQuestion) and question.one_by_one:
            self._ask_one(asked, question)
        elif isinstance(question, ConsentQuestion):
            # The choice in the plan is the consent; only what the plan could not say is asked again.
            planned = self._planned
            known = {note for one in planned[1].to_sign for note in one.notes} if planned else set()
            ask_consent(self._window, self._office, asked, question, known=known)
        else:
            asked.answer(None)

    def _ask_pin(self, asked: OpenQuestion, question: PinQuestion) -> None:
        if self._planned is None:
            asked.answer(None)
            return
        batch, plan, key = self._planned
        names = self._wanted or tuple(one.letter for one in plan.to_sign)
        sealed = sum(waits(find(batch, name)[0]) for name in names)
        wrong, self._wrong = self._wrong, False
        ask_pin(self._window, asked, question, key, Outlook(sealed, len(names) - sealed), wrong=wrong)

    def _ask_one(self, asked: OpenQuestion, question: ConsentQuestion) -> None:
        if self._planned is None:
            asked.answer(False)
            return
        batch, plan, _ = self._planned
        if self._kept:
            # Only the letters that were wanted are left in the plan; that the PIN was wrong changes no answer.
            asked.answer(True)
            return
        self._asked_about = asked
        item, letter = find(batch, question.letters[0])
        place = [one.letter for one in plan.to_sign].index(letter.name) + 1
        document = DocumentModel(letter.name, file_title(letter.file))
        view = OneModel(place, len(plan.to_sign), document, set_card(item, shown=letter.name))
        self._page.show_model(SignModel(batch.name, view))
        self._office.run(
            lambda desk, context: open_document(desk, item.name, letter.file.short),
            done=lambda opened: self._one_opened(asked, opened),
            failed=lambda reason: self._one_failed(asked, reason),
            dropped=lambda opened: self._office.let_go(opened.source),
            lane=Lane.READ,
        )

    def _one_opened(self, asked: OpenQuestion, opened: OpenedDocument) -> None:
        if self._asked_about is not asked:
            self._office.let_go(opened.source)
            return
        self._page.show_document(opened.source)

    def _one_failed(self, asked: OpenQuestion, reason: Reason) -> None:
        if self._asked_about is asked:
            self._page.show_trouble(say("sign_one_trouble", why=self._office.sentence(reason)))

    def _answer_one(self, told: SignAsked) -> None:
        asked, self._asked_about = self._asked_about, None
        if asked is None:
            return
        if told.what == "back":
            self._leaving = True
            self._office.bridge.cancel(self._job)
            self._show_plan()
            return
        question = asked.question
        if not isinstance(question, ConsentQuestion):
            return
        if told.what == "skip":
            self._skipped[question.letters[0]] = told.text
            asked.answer(Skipped(told.text))
            return
        self._wanted += (question.letters[0],)
        asked.answer(True)

    def _signed(self, done: Became) -> None:
        self._job = 0
        if self._planned is None:
            return
        self._result = done[1]
        self._ended = say("clock_hours", time=clock_time(self._office.desk.now()))
        self._show_result(done)
        self._office.tell(done[0].name)

    def _show_result(self, became: Became) -> None:
        batch, result, _ = became
        planned = self._planned
        if planned is None or result is not self._result:
            return
        view = result_model(became, planned[1], time=self._ended, sentence=self._office.sentence, skipped=self._skipped)
        self._page.show_model(SignModel(batch.name, replace(view, card=not planned[2].software)))

    def _failed(self, reason: Reason) -> None:
        self._job = 0
        self._window.close_card()
        if reason.code in {"pin_incorrect", "key_file_passphrase_wrong"} and self._planned is not None:
            # The program tries no PIN twice; it asks the person, who may stop. The tries are read anew first.
            self._wrong = True
            name = self._planned[0].name
            self._office.run(lambda desk, context: _plan(desk, name), done=self._again, lane=Lane.TOKEN)
            return
        self._trouble = "" if reason.code in {"pin_not_given", "consent_missing"} else self._office.sentence(reason)
        self._asked_about = None
        self._show_plan()
        self.refresh()

    def _again(self, planned: Planned) -> None:
        """Ask for the PIN again, with what the card now says of its tries; what was answered of the letters stands."""
        batch, plan, key = planned
        left = tuple(one for one in plan.to_sign if self._how != "one" or one.letter in self._wanted)
        before = self._planned[2].uri if self._planned is not None else ""
        if key.why_not or key.uri != before or not left:
            self._wrong = False
            self._trouble = "" if key.why_not else self._office.sentence(Reason("pin_incorrect"))
            self._show(planned)
            return
        self._planned = (batch, replace(plan, to_sign=left), key)
        self._kept = self._how == "one"
        self._start()

    def _stopped(self) -> None:
        begin, self._begin_next, self._leaving = self._begin_next, False, False
        self._job = 0
        self._window.close_card()
        self._asked_about = None
        if begin:
            self._begin()
        else:
            self.refresh()

    def _forget(self) -> None:
        self._planned, self._result, self._how, self._trouble = None, None, "", ""
        self._job, self._asked_about, self._stopping, self._wrong = 0, None, False, False
        self._leaving, self._begin_next, self._kept, self._wanted = False, False, False, ()
        self._resuming = False
        self._page.show_model(SignModel())
        self._page.one.document.clear()


def _plan(desk: Desk, name: str) -> Planned:
    key = choose_key(desk)
    return show_map(desk, name), plan_signing(desk, name, key=KeyFacts(ends=key.ends, holder=key.holder)), key


def _sign(desk: Desk, plan: SigningPlan, key_uri: str, *, one_by_one: bool, context: Context) -> Became:
    target = sending_folder(desk.paths)
    result, _ = sign_batch(desk, plan, key_uri=key_uri, one_by_one=one_by_one, target=target, context=context)
    return what_became(desk, plan.map, result)
