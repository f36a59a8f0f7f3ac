"""The fixtures of the window's tests, for this folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.journeys.desks import Office, all_stages, stage
from tests.ui.journey import Driver, opened_window

__all__ = ["all_stages", "open_on", "stage"]


@pytest.fixture
def open_on(qtbot: QtBot) -> Iterator[Callable[..., Driver]]:
    """Give ``open_on(profile)``: the window on a profile, with a person before it; ``scale``, ``size`` and ``mode``."""
    with ExitStack() as stack:

        def opener(profile: Path | Office, **look: Any) -> Driver:
            folder = profile.folder if isinstance(profile, Office) else profile
            return stack.enter_context(opened_window(qtbot, folder, **look))

        yield opener
