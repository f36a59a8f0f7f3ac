"""Compare two versions of a document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.cli.session import Session, with_session

if TYPE_CHECKING:
    from app.usecases.compare_files import Comparison


@click.command("compare", epilog="Example: vloeiboek compare brief-v1.pdf brief-v2.pdf --json")
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@with_session
def compare(session: Session, old: Path, new: Path) -> None:
    """Say where the text of NEW differs from OLD, and on which pages it looks different."""
    from app.usecases.compare_files import compare_files  # noqa: PLC0415  see Session.desk

    session.put_clock()
    found = compare_files(old, new)
    session.show(_values(found), _prose(found))


def _values(found: Comparison) -> dict[str, Any]:
    return {
        "old": {"file": found.old.file, "sha256": found.old.sha256, "pages": found.old.pages},
        "new": {"file": found.new.file, "sha256": found.new.sha256, "pages": found.new.pages},
        "same_bytes": found.same_bytes,
        "same_text": found.same_text,
        "text": [
            {
                "change": one.change,
                "old": one.old,
                "new": one.new,
                "before": one.before,
                "after": one.after,
                "old_page": one.old_page,
                "new_page": one.new_page,
            }
            for one in found.text
        ],
        "appearance": None if found.pages_differ is None else {"pages_differ": list(found.pages_differ)},
        "remarks": list(found.remarks),
    }


def _prose(found: Comparison) -> str:
    lines = []
    for one in found.text:
        page = "" if one.new_page is None else f"bladzijde {one.new_page}: "
        lines.append(f"{page}... {one.before} [-{one.old}-] [+{one.new}+] {one.after} ...")
    if found.pages_differ:
        lines.append("er anders uit: bladzijde " + ", ".join(map(str, found.pages_differ)))
    if lines:
        return "\n".join(lines)
    return "Gelijk, byte voor byte." if found.same_bytes else "De tekst is gelijk."
