"""The window takes the passphrase before anything heavy is there, goes by keys, and loses nothing at closing."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QListView, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.errors import Cancelled, KeyTrouble
from app.jobs import Lane, OpenQuestion
from app.ports import Context, PinQuestion, Secret
from tests.ui import example, example_late
from tests.ui.gallery import PLACES, Stage
from tests.ui.parts import made_bridge, made_theme
from ui.bridge import Bridge, Handlers
from ui.dialogs.confirm import ConfirmDialog, void_model
from ui.dialogs.pin import PinDialog, PinModel, Situation
from ui.frame.places import Place
from ui.review.model import Decided
from ui.start import Opened, open_window
from ui.widgets.states import State
from ui.widgets.toast import ToastModel

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
CTRL = Qt.KeyboardModifier.ControlModifier


@dataclass
class Door:
    """A vault whose passphrase is known; counts how often it was tried."""

    new: bool = False
    tried: list[str] = field(default_factory=list)
    threads: set[int] = field(default_factory=set)

    def fresh(self) -> bool:
        return self.new

    def warm(self, context: Context) -> None:
        self.threads.add(threading.get_ident())

    def enter(self, context: Context, passphrase: Secret) -> str:
        self.threads.add(threading.get_ident())
        self.tried.append(passphrase.reveal())
        if passphrase.reveal() != "paard batterij nietje":
            raise KeyTrouble("passphrase_wrong")
        return "session"


@pytest.fixture
def bridge(qtbot: QtBot) -> Iterator[Bridge]:
    with made_bridge() as made:
        yield made


def application() -> QApplication:
    found = QApplication.instance()
    assert isinstance(found, QApplication)
    return found


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Opened]:
    made = open_window(application(), Door(), sentence=str, places=PLACES, theme=made_theme())
    qtbot.addWidget(made.window, before_close_func=lambda window: setattr(window, "_may_close", True))
    made.window.show()
    qtbot.waitExposed(made.window)
    yield made
    made.bridge.close()


@pytest.fixture
def stage(qtbot: QtBot, bridge: Bridge) -> Stage:
    made = Stage(application(), made_theme(), bridge, (1440, 900))
    qtbot.addWidget(made.window, before_close_func=lambda window: setattr(window, "_may_close", True))
    made.maps.show_model(example.maps())
    made.prepare.show_model(example.prepare())
    made.review.show_model(example.review())
    made.sign.show_model(example_late.plan())
    made.council.show_model(example_late.council())
    made.verify.show_model(example_late.verify())
    made.window.show_unlocked(Place.MAPS)
    qtbot.waitExposed(made.window)
    return made


def test_the_window_opens_without_the_engine() -> None:
    code = (
        "import sys, ui.start\n"
        "heavy = {'pyhanko', 'pypdf', 'pypdfium2', 'cryptography', 'sqlalchemy', 'reportlab'} & set(sys.modules)\n"
        "sys.exit(', '.join(heavy) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_the_field_takes_keys_at_once_and_opens_the_vault(opened: Opened, qtbot: QtBot) -> None:
    field_ = opened.window.panel.field.edit
    qtbot.waitUntil(field_.hasFocus)
    qtbot.keyClicks(field_, "paard batterij nietje")
    with qtbot.waitSignal(opened.entry.opened) as told:
        qtbot.keyClick(field_, Qt.Key.Key_Return)
    assert told.args[0].session == "session"
    door = opened.entry._door
    assert isinstance(door, Door)
    assert threading.get_ident() not in door.threads


def test_a_wrong_passphrase_is_said_and_the_field_is_empty_with_the_focus(opened: Opened, qtbot: QtBot) -> None:
    field_ = opened.window.panel.field.edit
    qtbot.keyClicks(field_, "fout")
    qtbot.keyClick(field_, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: field_.accessibleDescription() == "Dit is niet de goede wachtzin.")
    assert field_.text() == ""
    assert field_.hasFocus()


def test_a_first_passphrase_is_typed_twice_and_is_long(qtbot: QtBot) -> None:
    door = Door(new=True)
    made = open_window(application(), door, sentence=str, places=PLACES, theme=made_theme())
    qtbot.addWidget(made.window, before_close_func=lambda window: setattr(window, "_may_close", True))
    panel = made.window.panel
    made.window.show()
    qtbot.keyClicks(panel.field.edit, "kort")
    qtbot.mouseClick(panel._button, Qt.MouseButton.LeftButton)
    assert "12 tekens" in panel.field.edit.accessibleDescription()
    panel.field.edit.setText("paard batterij nietje")
    panel._second.edit.setText("paard batterij niets")
    qtbot.mouseClick(panel._button, Qt.MouseButton.LeftButton)
    assert door.tried == []
    panel._second.edit.setText("paard batterij nietje")
    with qtbot.waitSignal(made.entry.opened):
        qtbot.mouseClick(panel._button, Qt.MouseButton.LeftButton)
    made.bridge.close()


def test_while_locked_only_what_needs_no_vault_is_reached(stage: Stage, qtbot: QtBot) -> None:
    stage.window.show_locked()
    qtbot.keyClick(stage.window, Qt.Key.Key_3, CTRL)
    assert stage.window.place is None
    assert stage.window.windowTitle() == "Vloeiboek"
    qtbot.keyClick(stage.window, Qt.Key.Key_6, CTRL)
    assert stage.window.place is Place.VERIFY


@pytest.mark.parametrize("place", PLACES)
def test_each_page_keeps_its_key(stage: Stage, qtbot: QtBot, place: Place) -> None:
    qtbot.keyClick(stage.window, getattr(Qt.Key, f"Key_{place.value}"), CTRL)
    assert stage.window.place is place


def test_a_page_that_is_missing_keeps_its_key_and_does_nothing(stage: Stage, qtbot: QtBot) -> None:
    qtbot.keyClick(stage.window, Qt.Key.Key_7, CTRL)
    assert stage.window.place is Place.MAPS


@pytest.mark.parametrize(("key", "decision"), [("A", State.AGREED), ("G", State.NOTED)])
def test_one_key_decides(stage: Stage, qtbot: QtBot, key: str, decision: State) -> None:
    stage.window.go(Place.REVIEW)
    with qtbot.waitSignal(stage.review.decided) as told:
        qtbot.keyClick(stage.window, key)
    assert told.args[0] == Decided("1", decision)


def test_a_refusal_asks_why_first(stage: Stage, qtbot: QtBot) -> None:
    stage.window.go(Place.REVIEW)
    qtbot.keyClick(stage.window, "N")
    assert stage.review.reason.isVisible()
    qtbot.keyClicks(stage.review.reason.edit, "Annex ontbreekt")
    with qtbot.waitSignal(stage.review.decided) as told:
        qtbot.keyClick(stage.review.reason.edit, Qt.Key.Key_Return, CTRL)
    assert told.args[0] == Decided("1", State.DISAGREED, "Annex ontbreekt")


def test_letters_typed_in_a_field_decide_nothing(stage: Stage, qtbot: QtBot) -> None:
    stage.window.go(Place.REVIEW)
    decided: list[object] = []
    stage.review.decided.connect(decided.append)
    qtbot.keyClick(stage.window, Qt.Key.Key_K, CTRL)
    qtbot.keyClicks(stage.window.head.search.edit, "anbrg")
    assert stage.window.head.search.edit.text() == "anbrg"
    assert decided == []


def test_a_press_only_asks_and_the_record_decides_what_is_shown(stage: Stage, qtbot: QtBot) -> None:
    stage.window.go(Place.REVIEW)
    qtbot.keyClick(stage.window, "A")
    segment = stage.review.bar._segments[State.AGREED]
    assert not segment.isChecked()
    stage.review.show_model(example.review(decision=State.AGREED))
    assert segment.isChecked()
    assert segment.accessibleName() == "Akkoord, toets A, gekozen"


def test_no_way_of_signing_is_chosen_beforehand(stage: Stage, qtbot: QtBot) -> None:
    stage.window.go(Place.SIGN)
    asked: list[object] = []
    stage.sign.asked.connect(asked.append)
    assert stage.sign.plan.choices is not None
    assert stage.sign.plan.choices.code == ""
    qtbot.keyClick(stage.window, Qt.Key.Key_Return, CTRL)
    assert asked == []


def pin_dialog(stage: Stage, situation: Situation, **more: object) -> PinDialog:
    dialog = PinDialog(stage.theme, PinModel(situation, 5, "M. Verzonnen", **more))  # type: ignore[arg-type]
    stage.window.show_card(dialog, dialog.first)
    return dialog


def test_enter_gives_the_pin_and_the_field_forgets_it(stage: Stage, qtbot: QtBot) -> None:
    dialog = pin_dialog(stage, Situation.NORMAL, tries=3)
    assert dialog.field is not None
    qtbot.waitUntil(dialog.field.edit.hasFocus)
    qtbot.keyClicks(dialog.field.edit, "123456")
    with qtbot.waitSignal(dialog.given) as told:
        qtbot.keyClick(dialog.field.edit, Qt.Key.Key_Return)
    assert told.args[0].pin.reveal() == "123456"
    assert dialog.field.edit.text() == ""
    assert "123456" not in repr(told.args[0])


def test_on_the_last_try_enter_in_the_field_does_nothing_and_the_default_stops(stage: Stage, qtbot: QtBot) -> None:
    dialog = pin_dialog(stage, Situation.FINAL, tries=1)
    given: list[object] = []
    dialog.given.connect(given.append)
    assert dialog.field is not None
    assert dialog.first is dialog.stop
    dialog.field.edit.setFocus()
    qtbot.keyClicks(dialog.field.edit, "123456")
    qtbot.keyClick(dialog.field.edit, Qt.Key.Key_Return)
    assert given == []
    with qtbot.waitSignal(dialog.declined):
        qtbot.keyClick(dialog.stop, Qt.Key.Key_Return)


def test_a_number_of_tries_is_said_only_where_the_token_gives_one(stage: Stage) -> None:
    assert pin_dialog(stage, Situation.LOW).field.edit.accessibleDescription() == (  # type: ignore[union-attr]
        "Er is al een keer een foute pincode gebruikt"
    )
    assert pin_dialog(stage, Situation.NORMAL).field.edit.accessibleDescription() == ""  # type: ignore[union-attr]
    assert pin_dialog(stage, Situation.LOW, tries=2).field.edit.accessibleDescription() == (  # type: ignore[union-attr]
        "Nog 2 pogingen"
    )
    assert pin_dialog(stage, Situation.PAD).field is None
    assert pin_dialog(stage, Situation.LOCKED).field is None


def test_nothing_pressed_in_a_box_reaches_the_page(stage: Stage, qtbot: QtBot) -> None:
    stage.window.go(Place.REVIEW)
    decided: list[object] = []
    stage.review.decided.connect(decided.append)
    dialog = ConfirmDialog(stage.theme, void_model(2))
    stage.window.show_card(dialog, dialog.decline)
    for key in ("A", "G", Qt.Key.Key_1):
        qtbot.keyClick(dialog.decline, key)
    qtbot.keyClick(dialog.decline, Qt.Key.Key_4, CTRL)
    assert decided == []
    assert stage.window.place is Place.REVIEW


def test_voiding_needs_a_reason_and_enter_means_no(stage: Stage, qtbot: QtBot) -> None:
    dialog = ConfirmDialog(stage.theme, void_model(2))
    stage.window.show_card(dialog, dialog.first)
    assert not dialog._act.isEnabled()
    with qtbot.waitSignal(dialog.declined):
        qtbot.keyClick(dialog.decline, Qt.Key.Key_Return)
    assert dialog.reason is not None
    dialog.reason.setPlainText("Ingetrokken door het kabinet")
    with qtbot.waitSignal(dialog.confirmed) as told:
        qtbot.mouseClick(dialog._act, Qt.MouseButton.LeftButton)
    assert told.args[0].reason == "Ingetrokken door het kabinet"


def test_tab_stays_within_a_box_and_the_focus_comes_back_after_it(stage: Stage, qtbot: QtBot) -> None:
    stage.window.go(Place.REVIEW)
    stage.review.advice.setFocus()
    dialog = pin_dialog(stage, Situation.NORMAL)
    for _ in range(8):
        focus = stage.window.focusWidget()
        assert focus is not None
        assert dialog.isAncestorOf(focus)
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    stage.window.close_card()
    assert stage.review.advice.hasFocus()


def test_a_toast_can_be_undone_by_key(stage: Stage, qtbot: QtBot) -> None:
    stage.window.show_toast(ToastModel("Akkoord vastgelegd om 16.20 uur", "decision:1"))
    with qtbot.waitSignal(stage.window.toast.undo) as told:
        qtbot.keyClick(stage.window, Qt.Key.Key_Z, CTRL)
    assert told.args[0].undo == "decision:1"
    assert not stage.window.toast.isVisible()


def test_closing_with_an_open_question_wakes_the_worker_and_closes(opened: Opened, qtbot: QtBot) -> None:
    woken: list[type[BaseException]] = []
    asked: list[OpenQuestion] = []

    def work(context: Context) -> None:
        try:
            context.ask_pin(PinQuestion("kaart", 5))
        except Cancelled as stop:
            woken.append(type(stop))
            raise

    opened.bridge.run(Lane.TOKEN, work, Handlers(asked=asked.append))
    qtbot.waitUntil(lambda: bool(asked))
    opened.window.close()
    qtbot.waitUntil(lambda: not opened.window.isVisible())
    assert woken == [Cancelled]
    assert not asked[0].open


def test_results_come_home_on_the_windows_thread(bridge: Bridge, qtbot: QtBot) -> None:
    seen: dict[str, int] = {}
    bridge.run(
        Lane.READ,
        lambda _context: seen.setdefault("worker", threading.get_ident()),
        Handlers(done=lambda _result: seen.update(home=threading.get_ident())),
    )
    qtbot.waitUntil(lambda: "home" in seen)
    assert seen["home"] == threading.get_ident()
    assert seen["worker"] != threading.get_ident()


CONTROLS = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QListView)


@pytest.mark.parametrize("place", PLACES)
def test_every_control_has_a_name_and_can_be_reached(stage: Stage, place: Place) -> None:
    stage.window.go(place)
    nameless = []
    for control in stage.window.findChildren(QWidget):
        if not isinstance(control, CONTROLS) or not control.isVisible():
            continue
        if control.objectName() == "qt_menubar_ext_button":
            continue  # Qt's own: there while a menu bar is narrower than its menus, which have keys of their own
        read = QAccessible.queryAccessibleInterface(control)
        if read is None or not read.text(QAccessible.Text.Name):
            nameless.append(repr(control))
        group = control.group() if isinstance(control, QAbstractButton) else None
        if group is not None and group.exclusive():
            continue  # Tab reaches the chosen one, the arrow keys the others
        if isinstance(control, QAbstractButton) and control.isEnabled():
            assert control.focusPolicy() & Qt.FocusPolicy.TabFocus, repr(control)
    assert nameless == []


@pytest.mark.parametrize("place", PLACES)
def test_tab_goes_round_without_a_trap(stage: Stage, qtbot: QtBot, place: Place) -> None:
    stage.window.go(place)
    first = stage.window.focusWidget()
    seen: list[QWidget] = []
    for _ in range(150):
        focus = stage.window.focusWidget()
        assert focus is not None
        if focus is first and len(set(map(id, seen))) > 3:
            return
        seen.append(focus)
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    pytest.fail(f"the focus went to {len(set(map(id, seen)))} controls and never came back")


def test_an_arrow_key_in_the_decision_bar_decides_nothing(stage: Stage, qtbot: QtBot) -> None:
    stage.window.go(Place.REVIEW)
    decided: list[object] = []
    stage.review.decided.connect(decided.append)
    stage.review.bar._segments[State.AGREED].setFocus()
    qtbot.keyClick(stage.review.bar._segments[State.AGREED], Qt.Key.Key_Right)
    assert decided == []


def test_a_toast_stays_on_the_page_where_it_was_told_and_within_it(stage: Stage, qtbot: QtBot) -> None:
    sentence = "Akkoord vastgelegd om 16.20 uur. U hebt de brief niet geopend. "
    stage.window.show_toast(ToastModel(sentence * 4, "decision"))
    toast = stage.window.toast
    assert toast.isVisible()
    area = toast.parentWidget()
    assert area is not None
    assert area.rect().contains(toast.geometry())
    qtbot.keyClick(stage.window, Qt.Key.Key_6, CTRL)
    assert stage.window.place is Place.VERIFY
    assert not toast.isVisible()
