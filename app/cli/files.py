"""Commands about files that need no vault: reading a memo."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from app.cli.session import Session, with_session
from app.errors import CannotRead


@click.command("memo", epilog="Example: vloeiboek memo nota.pdf --json")
@click.argument("file", type=click.Path(path_type=Path))
@with_session
def memo(session: Session, file: Path) -> None:
    """Read a memo: header, sections, requested actions, condition; without a text layer it cannot be read."""
    from app.memo import memo_json  # noqa: PLC0415  see Session.desk
    from app.usecases.read_memo import read_memo_file  # noqa: PLC0415

    session.put_clock()
    found = memo_json(read_memo_file(file))
    session.show(found, _memo_prose(found))
    if found["text_layer"] == "none":
        raise CannotRead("no_text_layer", file=found["file"])


def _memo_prose(found: dict[str, Any]) -> str:
    lines = []
    for one in found["memos"]:
        lines += [
            f"{one['type'] or 'nota'}   {one['title'] or ''}",
            f"aan {', '.join(one['to'])}   van {one['from'] or '?'}   {one['date'] or '?'}   {one['reference'] or '?'}",
        ]
        condition = one["condition"]
        if condition:
            lines.append(f"voorwaarde: {condition['kind']} {condition['meeting_date'] or ''}: {condition['phrase']}")
        lines += [f"gevraagd ({action['kind']}): {action['quote']}" for action in one["requested_actions"]]
        for section in one["sections"]:
            lines += ["", section["heading_verbatim"] or "", section["text"]]
    return "\n".join(lines)
