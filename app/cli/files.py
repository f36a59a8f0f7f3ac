"""Commands about files: reading a memo, verifying a signed PDF. They need no vault."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.cli.session import DONE, INVALID, NOT_DECIDABLE, UNREADABLE, Session, parse_time, with_session
from app.errors import CannotRead, from_signing
from signing.errors import SigningFault

if TYPE_CHECKING:
    from app.usecases.verify_files import VerifiedFile
    from signing.verify.trust import TrustRoots


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


@click.command("verify", epilog="Example: vloeiboek verify brief.pdf --trust roots/")
@click.argument("paths", nargs=-1, required=True, metavar="FILE|FOLDER...", type=click.Path(path_type=Path))
@click.option("--trust", type=click.Path(path_type=Path), metavar="DIR|FILE", help="Roots to trust (PEM or DER).")
@click.option("--at", metavar="TIME", help="The moment the verdict is asked for.")
@click.option("--report", type=click.Path(path_type=Path), metavar="FILE.json", help="Write the record of validation.")
@with_session
def verify(session: Session, paths: tuple[Path, ...], trust: Path | None, at: str | None, report: Path | None) -> None:
    """Say of each PDF, in one sentence, whether its signatures are right."""
    from app.usecases.verify_files import verify_files  # noqa: PLC0415  see Session.desk
    from app.vault.files import write_whole  # noqa: PLC0415

    session.put_clock()
    roots, now, person = _trust(session, trust)
    moment = parse_time(at) if at else None
    results = []
    for one in verify_files(paths, trust=roots, now=now, at=moment):
        values = _verified(one, session.language, person)
        results.append(values)
        if not session.json:
            session.show(None, f"{values['file']}: {values['sentence']} {values['next_action']}")
    if session.json:
        session.show(results, "")
    if report is not None:
        write_whole(report, json.dumps(results, ensure_ascii=False, indent=1).encode())
    raise SystemExit(_exit(results))


def _trust(session: Session, folder: Path | None) -> tuple[TrustRoots, datetime, str]:
    """The roots given, and those of the profile: its settings', or a demonstration's own with its clock."""
    from app.usecases.verification_desk import verification_desk  # noqa: PLC0415  see Session.desk

    try:
        return verification_desk(session.folder, folder, now=datetime.now(UTC))
    except SigningFault as fault:
        raise CannotRead(fault.code, **from_signing(fault).reason.parameters) from fault  # type: ignore[arg-type]


def _verified(one: VerifiedFile, language: str, person: str) -> dict[str, Any]:
    from app.text.verdicts import verdict_words  # noqa: PLC0415  see Session.desk
    from signing.verify.verdict import verdict_json  # noqa: PLC0415

    sentence, action = verdict_words(one.verdict, language)
    found = verdict_json(one.verdict)
    return {
        "file": one.name,
        "sha256": found.pop("sha256"),
        "state": found.pop("state"),
        "sentence": sentence,
        "next_action": action,
        "signatures": found.pop("signatures"),
        "lists": found.pop("lists"),
        "checked_at": found.pop("checked_at"),
        "checked_by": person,
        **found,
    }


def _exit(results: list[dict[str, Any]]) -> int:
    """Several files: 5 before 4 before 3 before 0 (interface: exit codes)."""
    of_state = {
        "invalid": INVALID,
        "unreadable": UNREADABLE,
        "indeterminate": NOT_DECIDABLE,
        "no_signature": NOT_DECIDABLE,
    }
    return max((of_state.get(one["state"], DONE) for one in results), default=NOT_DECIDABLE)
