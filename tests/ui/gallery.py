"""Draw every page, dialog and state offscreen: ``python -m tests.ui.gallery FOLDER [NAME...]``."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib.resources import files
from io import BytesIO
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.page_source import PdfPages, open_source
from tests.ui import example, example_late
from ui.bridge import Bridge
from ui.council.view import CouncilPage
from ui.dialogs.condition import ConditionDialog, ConditionModel, MeetingChoice
from ui.dialogs.confirm import ConfirmDialog, void_model
from ui.dialogs.pin import PinDialog, PinModel, Situation
from ui.frame.locked import Lock
from ui.frame.main_window import MainWindow
from ui.frame.places import Place
from ui.maps.model import MapsModel
from ui.maps.view import MapsPage
from ui.pageview.selection import lines
from ui.prepare.model import PrepareModel
from ui.prepare.view import PreparePage
from ui.review.view import ReviewPage
from ui.sign.model import SignModel
from ui.sign.view import SignPage
from ui.start import dress
from ui.theme.theme import Mode, Theme
from ui.verify.model import VerifyModel
from ui.verify.view import VerifyPage
from ui.widgets.states import State
from ui.widgets.toast import ToastModel

SETTLE_MS = 900
PLACES = tuple(Place)[:6]


def source(name: str) -> PdfPages:
    return open_source(BytesIO(files("resources").joinpath("example", name).read_bytes()))


class Stage:
    """A window with all six pages, without anything behind them."""

    def __init__(self, application: QApplication, theme: Theme, bridge: Bridge, size: tuple[int, int]) -> None:
        self.window = MainWindow(theme, application, lock=Lock.LOCKED, places=PLACES)
        self.theme = theme
        self.maps = MapsPage(theme)
        self.prepare = PreparePage(theme, bridge)
        self.review = ReviewPage(theme, bridge)
        self.sign = SignPage(theme, bridge)
        self.council = CouncilPage(theme)
        self.verify = VerifyPage(theme, bridge)
        for page in (self.maps, self.prepare, self.review, self.sign, self.council, self.verify):
            self.window.add_page(page)
        self.window.show_status(example.status())
        self.window.show_rail(example.rail())
        self.window.resize(*size)
        self.window.show()

    def go(self, place: Place) -> None:
        self.window.show_unlocked(place)


def show_maps(stage: Stage) -> None:
    stage.maps.show_model(example.maps())
    stage.go(Place.MAPS)


def show_maps_empty(stage: Stage) -> None:
    stage.maps.show_model(MapsModel())
    stage.go(Place.MAPS)


def show_prepare(stage: Stage) -> None:
    model = example.prepare()
    stage.prepare.show_model(model)
    stage.go(Place.PREPARE)
    memo = source("nota.pdf")
    stage.prepare.show_document(model, memo)
    words = memo.words(0)
    texts = [word.text for word in words]
    start = next(n for n in range(len(texts)) if texts[n : n + 2] == ["in", "oktober"])
    rects = lines(words[start : start + 5])
    QTimer.singleShot(500, stage.prepare, lambda: stage.prepare.document.show_marks(example.marks(0, rects)))
    QTimer.singleShot(500, stage.prepare, lambda: stage.prepare.document.pages.go_to_place(0, rects[0]))


def show_prepare_empty(stage: Stage) -> None:
    stage.prepare.show_model(PrepareModel())
    stage.go(Place.PREPARE)


def show_review(stage: Stage, decision: State | None = None) -> None:
    stage.review.show_model(example.review(decision=decision))
    stage.go(Place.REVIEW)
    stage.review.show_document(source("brief-tweede-kamer.pdf"))
    pages = stage.review.context.document.pages
    QTimer.singleShot(400, pages, lambda: pages.go_to(1))


def show_review_decided(stage: Stage) -> None:
    show_review(stage, State.AGREED)
    stage.window.show_toast(ToastModel("Akkoord vastgelegd om 16.20 uur", "decision"))


def show_plan(stage: Stage) -> None:
    stage.sign.show_model(example_late.plan())
    stage.go(Place.SIGN)


def show_nothing(stage: Stage) -> None:
    stage.sign.show_model(SignModel())
    stage.go(Place.SIGN)


def _pin(stage: Stage, model: PinModel) -> None:
    stage.sign.show_model(example_late.plan("all"))
    stage.go(Place.SIGN)
    dialog = PinDialog(stage.theme, model)
    stage.window.show_card(dialog, dialog.first)


def show_pin(stage: Stage) -> None:
    _pin(stage, PinModel(Situation.NORMAL, 5, "M. Verzonnen", sealed=3, ready=2, tries=3))


def show_pin_wrong(stage: Stage) -> None:
    _pin(stage, PinModel(Situation.LOW, 5, "M. Verzonnen", sealed=3, ready=2, tries=2, wrong=True))


def show_pin_final(stage: Stage) -> None:
    _pin(stage, PinModel(Situation.FINAL, 5, "M. Verzonnen", tries=1))


def show_busy(stage: Stage) -> None:
    stage.sign.show_model(example_late.busy())
    stage.go(Place.SIGN)
    stage.window.show_status(example.status(job=True))


def show_result(stage: Stage) -> None:
    stage.sign.show_model(example_late.result())
    stage.go(Place.SIGN)


def show_council(stage: Stage) -> None:
    stage.council.show_model(example_late.council())
    stage.go(Place.COUNCIL)
    stage.window.show_status(example.status(online=True, clock="Vrijdag 9 februari 2024, 12.41 uur"))


def show_released(stage: Stage) -> None:
    stage.council.show_model(example_late.released())
    stage.go(Place.COUNCIL)


def show_void(stage: Stage) -> None:
    show_council(stage)
    dialog = ConfirmDialog(stage.theme, void_model(2))
    stage.window.show_card(dialog, dialog.first)


def show_condition(stage: Stage) -> None:
    show_prepare(stage)
    meetings = (MeetingChoice("9", "Ministerraad van vrijdag 9 februari 2024"),)
    quote = "uitgaande van een positief besluit in de MR"
    dialog = ConditionDialog(
        stage.theme, ConditionModel(quote, "Geadviseerd besluit, pagina 1", meetings, none_allowed=False)
    )
    stage.window.show_card(dialog, dialog.first)


def show_verify(stage: Stage) -> None:
    stage.verify.show_model(example_late.verify())
    stage.go(Place.VERIFY)
    stage.verify.show_documents(source("brief-tweede-kamer.pdf"), source("brief-tweede-kamer.pdf"))


def show_verify_undecided(stage: Stage) -> None:
    stage.verify.show_model(example_late.verify_undecided())
    stage.go(Place.VERIFY)


def show_verify_busy(stage: Stage) -> None:
    stage.verify.show_model(example_late.verify_busy())
    stage.go(Place.VERIFY)


def show_verify_empty(stage: Stage) -> None:
    stage.verify.show_model(VerifyModel())
    stage.go(Place.VERIFY)


def show_keys(stage: Stage) -> None:
    show_review(stage)
    stage.window.show_keys()


def show_locked(stage: Stage) -> None:
    stage.window.show_locked(Lock.LOCKED)


def show_new(stage: Stage) -> None:
    stage.window.show_locked(Lock.NEW)


SCENES: dict[str, Callable[[Stage], None]] = {
    name.removeprefix("show_"): scene for name, scene in list(globals().items()) if name.startswith("show_")
}
LOOKS = {
    "light": (Mode.LIGHT, 1.0, (1440, 900)),
    "dark": (Mode.DARK, 1.0, (1440, 900)),
    "1366": (Mode.LIGHT, 1.0, (1366, 768)),
    "200": (Mode.LIGHT, 2.0, (1440, 900)),
}


def main(folder: Path, wanted: list[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication([])
    theme = dress(application)
    bridge = Bridge()
    looks = [look for look in LOOKS if look in wanted] or list(LOOKS)
    scenes = [name for name in SCENES if name in wanted] or list(SCENES)
    todo = [(look, name) for look in looks for name in scenes]
    stages: list[Stage] = []

    def step() -> None:
        if not todo:
            bridge.close()
            application.exit()
            return
        look, name = todo.pop(0)
        mode, scale, size = LOOKS[look]
        if (theme.mode, theme.scale) != (mode, scale):
            theme.choose(mode=mode, scale=scale)
        stage = Stage(application, theme, bridge, size)
        stages.append(stage)
        SCENES[name](stage)

        def keep() -> None:
            stage.window.grab().save(str(folder / f"{name}-{look}.png"))
            stage.window.hide()
            stage.window.deleteLater()
            stages.remove(stage)
            QTimer.singleShot(0, step)

        QTimer.singleShot(SETTLE_MS, keep)

    QTimer.singleShot(0, step)
    application.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
