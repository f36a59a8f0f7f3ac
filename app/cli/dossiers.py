"""Commands about the files of a dossier: recognise them again, correct them, put them in order."""

from __future__ import annotations

from pathlib import Path

import click

from app.cli.session import Session, with_session
from app.errors import WrongUse


def _pairs(given: tuple[str, ...]) -> dict[str, str]:
    """Read ``NAME=VALUE``; the value may hold further equals signs."""
    pairs: dict[str, str] = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals:
            raise WrongUse("correction_unknown", field=one)
        pairs[name.strip()] = value
    return pairs


@click.command("recognise", epilog="Example: vloeiboek map recognise mr-9-februari/per bijlage --set kind=letter")
@click.argument("item")
@click.argument("file", required=False, default="")
@click.option("--set", "corrections", multiple=True, metavar="NAME=VALUE", help="Correct what FILE was taken for.")
@click.option("--memo", "typed", multiple=True, metavar="NAME=VALUE", help="Type in a field of the item's memo.")
@click.option("--forget", multiple=True, metavar="NAME", help="Take back a field of the memo that was typed in.")
@click.option("--add", "added", type=click.Path(path_type=Path), metavar="PATH", help="Add a file to the item.")
@click.option("--remove", is_flag=True, help="Take FILE out of the item.")
@with_session
def recognise(
    session: Session,
    item: str,
    file: str,
    corrections: tuple[str, ...],
    typed: tuple[str, ...],
    forget: tuple[str, ...],
    added: Path | None,
    remove: bool,
) -> None:
    """Recognise the files of ITEM again, or say what they are; what was corrected or typed in stays."""
    from app.cli.views import batch_prose, item_json  # noqa: PLC0415  see Session.desk
    from app.usecases.change_files import join_file, remove_file  # noqa: PLC0415
    from app.usecases.correct_file import correct_file  # noqa: PLC0415
    from app.usecases.recognise_item import recognise_item  # noqa: PLC0415
    from app.usecases.show_map import show_map  # noqa: PLC0415
    from app.usecases.type_memo import type_memo  # noqa: PLC0415

    if (corrections or remove) and not file:
        raise click.UsageError("FILE is needed with --set and --remove")
    with session.desk() as desk:
        if corrections:
            correct_file(desk, item, file, _pairs(corrections))
        if typed or forget:
            type_memo(desk, item, {**_pairs(typed), **dict.fromkeys(forget)})
        if added is not None:
            join_file(desk, item, added)
        if remove:
            remove_file(desk, item, file)
        if not (corrections or typed or forget or added or remove):
            recognise_item(desk, item)
        batch = show_map(desk, item.partition("/")[0])
    found = next(one for one in batch.items if one.name == item)
    session.show(item_json(found), batch_prose(batch))


@click.command("order", epilog="Example: vloeiboek map order mr-9-februari/per nota brief-eerste-kamer")
@click.argument("name", metavar="MAP|ITEM")
@click.argument("order", nargs=-1, required=True, metavar="NAME...")
@with_session
def order(session: Session, name: str, order: tuple[str, ...]) -> None:
    """Put the items of a map, or the files of an item, in order; those not named follow as they stood."""
    from app.cli.views import batch_json, batch_prose  # noqa: PLC0415  see Session.desk
    from app.usecases.order_dossier import order_files, order_items  # noqa: PLC0415
    from app.usecases.show_map import show_map  # noqa: PLC0415

    with session.desk() as desk:
        if "/" in name:
            order_files(desk, name, order)
        else:
            order_items(desk, name, order)
        batch = show_map(desk, name.partition("/")[0])
    session.show(batch_json(batch), batch_prose(batch))
