"""Ondertekenen: the plan, the person's own choice, one PIN, progress, result."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from app.batch import SigningBatch
from app.desk import Desk
from app.errors import Reason
from app.jobs import Answer, Lane, OpenQuestion
from app.paths import sending_folder
from app.plan import SigningPlan
from app.ports import ConsentQuestion, Context, PinQuestion, Progress, Skipped
from app.usecases.choose_key import ChosenKey, choose_key
from app.usecases.open_document import OpenedDocument, open_document
from app.usecases.plan_signing import plan_signing
from app.usecases.show_map import show_map
from app.usecases.sign_batch import sign_batch
from app.usecases.sign_letters import SigningResult
from ui.bridge import Handlers
from ui.dialogs.confirm import ConfirmDialog, ConfirmModel
from ui.frame.main_window import MainWindow
from ui.frame.places import Place
from ui.office import MapOpened, Office
from ui.pageview.model import DocumentModel
from ui.shown import clock_time, file_title
from ui.sign.keychoice import KeyChoice, unusable_reason
from ui.sign.model import HowChosen, OneModel, SignAsked, SignModel
from ui.sign.pin import Outlook, ask_pin, at_pad
from ui.sign.placing import Placing
from ui.sign.tables import busy_model, find, plan_model, result_model, set_card, waits
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
        self.opened_letters: Callable[[], frozenset[str]] = frozenset
        self._said_opened: frozenset[str] = frozenset()
        self._keys = KeyChoice(self, office, window)
        self._keys.kept.connect(self._look_again)
        self._placing = Placing(page, office)
        self._placing.done.connect(self.refresh)
        self._result: SigningResult | None = None
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
        """Make the plan anew, unless letters are being signed or a result is shown."""
        name = self._office.map
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
        self._show_plan()

    def _show_plan(self) -> None:
        if self._planned is None:
            return
        batch, plan, key = self._planned
        if not plan.to_sign:
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
        }
        if asked.what in acts:
            acts[asked.what]()
        elif asked.what in {"this", "skip", "back"}:
            self._answer_one(asked)
        elif asked.what in {"return", "why", "later", "go_on", "record"}:
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
        letters = [find(batch, one.letter)[1] for one in plan.to_sign]
        movable = tuple(one.name for one in letters if one.prepared is None and one.file.place is not None)
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
            self._ask_consent(asked, question)
        else:
            asked.answer(None)

    def _ask_consent(self, asked: OpenQuestion, question: ConsentQuestion) -> None:
        """The choice in the plan is the consent; only what the plan could not say is asked again (guard G10)."""
        planned = self._planned
        known = {note for one in planned[1].to_sign for note in one.notes} if planned else set()
        new = [note for note in question.warnings if note not in known and note.code != "software_key"]
        if not new:
            asked.answer(True)
            return
        model = ConfirmModel(
            say("sign_before"),
            " ".join(self._office.sentence(note) for note in new),
            say("sign_before_act"),
            say("do_not"),
        )
        dialog = ConfirmDialog(self._window.theme, model)
        dialog.confirmed.connect(lambda _confirmed: self._settle(asked, True))
        dialog.declined.connect(lambda: self._settle(asked, False))
        self._window.show_card(dialog, dialog.first)

    def _ask_pin(self, asked: OpenQuestion, question: PinQuestion) -> None:
        if self._planned is None:
            asked.answer(None)
            return
        batch, plan, key = self._planned
        names = self._wanted or tuple(one.letter for one in plan.to_sign)
        sealed = sum(waits(find(batch, name)[0]) for name in names)
        wrong, self._wrong = self._wrong, False
        ask_pin(self._window, asked, question, key, Outlook(sealed, len(names) - sealed), wrong=wrong)

    def _settle(self, asked: OpenQuestion, answer: Answer) -> None:
        self._window.close_card()
        asked.answer(answer)

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

    def _signed(self, done: tuple[SigningBatch, SigningResult]) -> None:
        self._job = 0
        batch, result = done
        planned = self._planned
        if planned is None:
            return
        self._result = result
        trouble = self._office.sentence(result.stopped_by) if result.stopped_by else ""
        if not trouble and result.not_begun:
            trouble = say("sign_interrupted")
        if result.not_begun:
            signed = say("sign_letters", count=len(result.sealed))
            trouble = f"{trouble} {sentence_case(say('sign_counts', signed=signed, left=len(result.not_begun)))}"
        sentence = {name: self._office.sentence(reason) for name, reason in (*result.failed, *result.not_released)}
        now = say("clock_hours", time=clock_time(self._office.desk.now()))
        view = result_model(
            batch, planned[1], result, time=now, trouble=trouble, sentence=sentence, skipped=self._skipped
        )
        self._page.show_model(SignModel(batch.name, view))
        self._office.tell(batch.name)

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
        self._page.show_model(SignModel())
        self._page.one.document.clear()


def _plan(desk: Desk, name: str) -> Planned:
    key = choose_key(desk)
    return show_map(desk, name), plan_signing(desk, name, certificate_ends=key.ends), key


def _sign(
    desk: Desk, plan: SigningPlan, key_uri: str, *, one_by_one: bool, context: Context
) -> tuple[SigningBatch, SigningResult]:
    target = sending_folder(desk.paths)
    result, _ = sign_batch(desk, plan, key_uri=key_uri, one_by_one=one_by_one, target=target, context=context)
    return show_map(desk, plan.map), result
