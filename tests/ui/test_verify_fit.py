"""Words 40 % longer are nowhere cut on Controleren, whatever it shows, in light and dark, at 100 and 200 %."""

from __future__ import annotations

import pytest

from tests.ui import example_late
from tests.ui.gallery import Stage
from tests.ui.test_words_fit import LOOKS, cut, long_words, looked_at, stage
from ui.frame.places import Place
from ui.verify.model import VerifyModel

__all__ = ["cut", "long_words", "stage"]
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
SHOWN = {
    "undecided": example_late.verify_undecided,
    "busy": example_late.verify_busy,
    "empty": VerifyModel,
}


@pytest.mark.parametrize("stage", LOOKS, indirect=True)
@pytest.mark.parametrize("shown", SHOWN)
def test_no_word_of_the_page_is_cut(stage: Stage, cut: set[str], shown: str) -> None:
    stage.verify.show_model(SHOWN[shown]())
    stage.go(Place.VERIFY)
    assert looked_at(stage, cut) == set()
