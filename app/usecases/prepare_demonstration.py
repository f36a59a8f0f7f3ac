"""Make a demonstration profile in which the example waits to be prepared, for the window."""

from __future__ import annotations

from pathlib import Path

from app.compose import make_demonstration_profile, open_desk
from app.example import example_folder
from app.usecases.add_dossier import add_dossier
from app.usecases.new_map import new_map

MAP = "Ministerraad 9 februari"


def prepare_demonstration(folder: Path) -> None:
    """Make a demonstration profile with one map that holds the example dossier.

    Raises:
        WrongUse: ``folder_not_empty``.
    """
    demonstration = make_demonstration_profile(folder)
    with open_desk(folder, passphrase=demonstration.secrets.passphrase) as desk, example_folder() as example:
        new_map(desk, MAP)
        add_dossier(desk, MAP, [example], name="per-racisme")
