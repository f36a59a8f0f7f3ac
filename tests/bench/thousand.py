"""A folder of a thousand signed letters in Controleren, in a process of its own: prints one line of JSON."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from app.compose import make_demonstration_profile
from tests.bench.stalls import Control, Heartbeat
from tests.pki import make_pki
from tests.screenshots.hands import Hands, offscreen
from tests.signing.verify.letters import Maker, plain_letter
from ui.frame.places import Place
from ui.verify.view import VerifyPage
from ui.widgets.dropzone import DropArea

FILES, SIGNED = 1000, 40
_MOST_SECONDS = 600


def main() -> int:
    """Drop the folder, wait until all of it is verified."""
    offscreen()
    with tempfile.TemporaryDirectory() as at:
        folder, profile = Path(at) / "post", Path(at) / "profiel"
        folder.mkdir()
        make_demonstration_profile(profile)
        maker = Maker(make_pki())
        letters = [maker.sign(plain_letter(pages=2 + number % 3)) for number in range(SIGNED)]
        for number in range(FILES):
            (folder / f"brief-{number:04}.pdf").write_bytes(letters[number % SIGNED])
        hands = Hands(profile)
        try:
            hands.enter()
            hands.go(Place.VERIFY)
            page = hands.window.findChild(VerifyPage)
            beat, control = Heartbeat(), Control()
            try:
                begun = time.monotonic()
                _drop(page, folder)
                hands.until(lambda: _done(page), "all files verified", seconds=_MOST_SECONDS)
                seconds = time.monotonic() - begun
            finally:
                beat.stop()
            longest = max(beat.stalls, key=lambda stall: stall.milliseconds, default=None)
        finally:
            hands.close()
    told = {
        "seconds": seconds,
        "stall": longest.milliseconds if longest else 0.0,
        "where": longest.where if longest else "",
        "control": control.longest(),
    }
    sys.stdout.write(json.dumps(told) + "\n")
    return 0


def _done(page: VerifyPage) -> bool:
    model = page._model
    return model.total == FILES and model.done == model.total


def _drop(page: VerifyPage, folder: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder))])
    area = next(area for area in page.findChildren(DropArea) if area.isVisible())
    buttons, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    area.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, none))


if __name__ == "__main__":
    sys.exit(main())
