"""The command that verifies signed PDFs. It needs no vault and, unless asked otherwise, no network."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.cli.session import DONE, INVALID, NOT_DECIDABLE, UNREADABLE, Session, parse_time, say, with_session
from app.errors import CannotRead, Reason, from_signing
from app.names import shown_name
from signing.errors import ServiceFault, SigningFault

if TYPE_CHECKING:
    from app.usecases.verification_desk import VerificationDesk


@click.command("verify", epilog="Example: vloeiboek verify brief.pdf --trust roots/ --report rapport.pdf")
@click.argument("paths", nargs=-1, required=True, metavar="FILE|FOLDER...", type=click.Path(path_type=Path))
@click.option("--trust", type=click.Path(path_type=Path), metavar="DIR|FILE", help="Roots to trust (PEM or DER).")
@click.option("--lists", type=click.Path(path_type=Path), metavar="DIR", help="Folder with the EU's trusted lists.")
@click.option("--online", is_flag=True, help="Ask whether certificates were revoked, and renew the lists when due.")
@click.option("--at", metavar="TIME", help="The moment the verdict is asked for.")
@click.option(
    "--report",
    type=click.Path(path_type=Path),
    metavar="FILE.pdf|.json|.xml",
    help="Write the record of validation; .xml is that of ETSI TS 119 102-2, for one file.",
)
@with_session
def verify(
    session: Session,
    paths: tuple[Path, ...],
    trust: Path | None,
    lists: Path | None,
    online: bool,
    at: str | None,
    report: Path | None,
) -> None:
    """Say of each PDF, in one sentence, whether its signatures are right."""
    from app.usecases.validation_report import check_report_name, report_values, write_reports  # noqa: PLC0415
    from app.usecases.verify_files import verify_at_desk  # noqa: PLC0415  see Session.desk

    moment = parse_time(at) if at else None
    if report is not None:
        check_report_name(report)
    session.put_clock()
    desk = _desk(session, trust=trust, lists=lists, online=online)
    verified, results = [], []
    for one in verify_at_desk(desk, paths, at=moment):
        values = report_values(one, person=desk.person, language=session.language)
        verified.append(one)
        results.append(values)
        if not session.json:
            session.show(None, f"{values['file']}: {values['sentence']} {values['next_action']}")
    if not results:
        folders = ", ".join(shown_name(str(path)) for path in paths)
        say(session.sentence(Reason("no_pdf_in_folder", {"folder": folders})))
    if session.json:
        session.show(results, "")
    if report is not None:
        write_reports(verified, report, person=desk.person, language=session.language)
    raise SystemExit(_exit(results))


def _desk(session: Session, *, trust: Path | None, lists: Path | None, online: bool) -> VerificationDesk:
    """What is trusted: what was given, and what the profile's settings, or a demonstration, add; with its clock."""
    from app.usecases.verification_desk import verification_desk  # noqa: PLC0415  see Session.desk

    try:
        now = datetime.now(UTC)
        return verification_desk(session.folder, now=now, trust=trust, lists=lists, online=online)
    except ServiceFault as fault:
        raise from_signing(fault) from fault
    except SigningFault as fault:
        raise CannotRead(fault.code, **from_signing(fault).reason.parameters) from fault  # type: ignore[arg-type]


def _exit(results: list[dict[str, Any]]) -> int:
    """Several files: 5 before 4 before 3 before 0 (interface: exit codes)."""
    of_state = {
        "invalid": INVALID,
        "unreadable": UNREADABLE,
        "indeterminate": NOT_DECIDABLE,
        "no_signature": NOT_DECIDABLE,
    }
    return max((of_state.get(one["state"], DONE) for one in results), default=NOT_DECIDABLE)
