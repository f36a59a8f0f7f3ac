"""The command that shows the whole journey on the example dossier."""

from __future__ import annotations

import importlib
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from app.cli.session import FAULT, Session, with_session
from app.cli.window import open_window
from app.errors import WrongUse


@click.command("demo", epilog="Example: vloeiboek demo /tmp/voorbeeld")
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.option("--prepare-only", is_flag=True, help="Only make the demonstration profile; tell nothing.")
@click.option("--window", "in_window", is_flag=True, help="Put the example in the profile and open the window.")
@with_session
def demo(session: Session, folder: Path | None, prepare_only: bool, in_window: bool) -> None:
    """Lead the example from memo to released, verified letters, with a demonstration PKI; DIR is the new profile."""
    if session.now is not None:
        raise WrongUse("now_in_normal_profile")
    if find_spec("certomancer") is None:
        raise WrongUse("demonstration_missing")
    target = folder or Path("vloeiboek-demonstratie")
    # The extra ``demo`` is loaded by name: nothing else of the program knows it.
    if prepare_only:
        from app.compose import make_demonstration_profile  # noqa: PLC0415  see Session.desk

        make_demonstration_profile(target)
        session.show({"profile": str(target)}, f"Het demonstratieprofiel staat in {target}.")
        return
    if in_window:
        from app.usecases.prepare_demonstration import prepare_demonstration  # noqa: PLC0415  see Session.desk

        prepare_demonstration(target)
        raise SystemExit(open_window(target))
    story: Any = importlib.import_module("app.demonstration.story")
    told = story.tell(target, say=(lambda line: None) if session.json else click.echo, why=session.sentence)
    values = {
        "profile": str(target),
        "folder": str(told.folder),
        "released": [
            {"letter": letter, "level": level, "sha256": sha256} for letter, level, sha256 in told.released.letters
        ],
        "verified": [{"file": one.name, "state": one.verdict.state.value} for one in told.verified],
        "second_map": [{"letter": letter.name, "state": letter.state.value} for letter in told.second.letters],
        "record": {"entries": told.record.entries, "head": told.record.head, "intact": not told.record.flaws},
    }
    session.show(values, f"\nAlles staat in {target}. Verder kijken: vloeiboek map list --profile {target}")
    good = all(one.verdict.state.value.startswith("valid") for one in told.verified) and not told.record.flaws
    if not good:
        raise SystemExit(FAULT)
