"""Commands about signing batches."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from app.cli.session import Session, with_session


@click.group("map")
def map_group() -> None:
    """Signing batches (tekenmappen)."""


@map_group.command("new", epilog="Example: vloeiboek map new mr-9-februari")
@click.argument("name")
@with_session
def new(session: Session, name: str) -> None:
    """Begin a map; the first one makes the vault of the profile."""
    from app.usecases.new_map import new_map  # noqa: PLC0415  see Session.desk

    with session.desk(create=True) as desk:
        new_map(desk, name)
    session.show({"map": name}, f"Map '{name}' is begonnen.")


@map_group.command("add", epilog="Example: vloeiboek map add mr-9-februari dossiers/per-racisme")
@click.argument("name")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--as", "item", default="", help="Short name for the item; by default after the folder.")
@click.option("--to-correct", is_flag=True, help="Take in what was not recognised too, for you to correct.")
@click.option("--public-memo", is_flag=True, help="The file is the public copy of the memo of item MAP/ITEM.")
@with_session
def add(session: Session, name: str, paths: tuple[Path, ...], item: str, to_correct: bool, public_memo: bool) -> None:
    """Put a dossier (a folder, or files) into map NAME as one item."""
    from app.cli.views import batch_prose, item_json  # noqa: PLC0415  see Session.desk
    from app.usecases.add_dossier import add_dossier  # noqa: PLC0415
    from app.usecases.mark_public_memo import mark_public_memo  # noqa: PLC0415
    from app.usecases.show_map import show_map  # noqa: PLC0415

    with session.desk() as desk:
        if public_memo:
            short = mark_public_memo(desk, name, paths[0])
            session.show({"item": name, "file": short}, f"{short} is de openbare nota van {name}.")
            return
        made = add_dossier(desk, name, paths, name=item, to_correct=to_correct)
        batch = show_map(desk, name)
    added = next(one for one in batch.items if one.item == made)
    session.show(item_json(added), batch_prose(batch))


@map_group.command("list", epilog="Example: vloeiboek map list --json")
@with_session
def list_(session: Session) -> None:
    """Name all maps with the states of their letters."""
    from app.usecases.show_map import list_maps  # noqa: PLC0415  see Session.desk

    with session.desk() as desk:
        batches = list_maps(desk)
    states = [Counter(letter.state.value for letter in batch.letters) for batch in batches]
    rows = [
        {"map": batch.name, "locked_at": batch.locked_at or None, "items": len(batch.items), "states": dict(counted)}
        for batch, counted in zip(batches, states, strict=True)
    ]
    prose = "\n".join(
        f"{batch.name}   stukken: {len(batch.items)}   "
        + ", ".join(f"{count} {state}" for state, count in counted.items())
        for batch, counted in zip(batches, states, strict=True)
    )
    session.show(rows, prose or "Er zijn nog geen mappen.")


@map_group.command("show", epilog="Example: vloeiboek map show mr-9-februari")
@click.argument("name")
@click.option("--findings", is_flag=True, help="Run the checks over every item and show what they find.")
@with_session
def show(session: Session, name: str, findings: bool) -> None:
    """Show a map: its items, letters and states, with the short names other commands take."""
    from app.cli.checks import item_findings_json, item_findings_prose  # noqa: PLC0415  see Session.desk
    from app.cli.views import batch_json, batch_prose  # noqa: PLC0415
    from app.usecases.check_item import check_item  # noqa: PLC0415
    from app.usecases.show_map import show_map  # noqa: PLC0415

    with session.desk() as desk:
        batch = show_map(desk, name)
        found = [check_item(desk, item.name) for item in batch.items] if findings else []
    values, prose = batch_json(batch), batch_prose(batch)
    for item, one in zip(values["items"], found, strict=False):
        item["findings"] = item_findings_json(one, session.language)
        prose += f"\n{item_findings_prose(one, session.language)}"
    session.show(values, prose)


@map_group.command("lock", epilog="Example: vloeiboek map lock mr-9-februari")
@click.argument("name")
@with_session
def lock(session: Session, name: str) -> None:
    """Lock a map: its documents no longer change, and every letter gets its release key."""
    from app.usecases.lock_map import lock_map  # noqa: PLC0415  see Session.desk

    with session.desk() as desk:
        lock_map(desk, name)
    session.show({"map": name, "locked": True}, f"Map '{name}' is vastgezet.")


@map_group.command("unlock", epilog="Example: vloeiboek map unlock mr-9-februari")
@click.argument("name")
@with_session
def unlock(session: Session, name: str) -> None:
    """Open a locked map again, before any signature; release keys and decisions are destroyed."""
    from app.usecases.unlock_map import unlock_map  # noqa: PLC0415  see Session.desk

    with session.desk() as desk:
        unlock_map(desk, name)
    session.show({"map": name, "locked": False}, f"Map '{name}' is weer open. De besluiten zijn vervallen.")
