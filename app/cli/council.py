"""Commands about the council."""

from __future__ import annotations

import click

from app.cli.session import Session, parse_time, with_session


@click.group("council")
def council_group() -> None:
    """What the council of ministers decided."""


@council_group.command(
    "record",
    epilog="Example: vloeiboek council record MR:2024-02-09 mr-9-februari/per-racisme agreed --by 'A. Secretaris'"
    " --evidence 'besluitenlijst, punt 7' --at 2024-02-09T12:41+01:00",
)
@click.argument("meeting")
@click.argument("item")
@click.argument(
    "outcome", type=click.Choice(["agreed", "agreed-with-changes", "deferred", "refused", "withdrawn", "noted"])
)
@click.option("--by", required=True, metavar="NAME")
@click.option("--evidence", required=True, metavar="TEXT|FILE")
@click.option("--at", "at", required=True, metavar="TIME")
@click.option("--confirm-clock", default="", metavar="NAME")
@with_session
def record(
    session: Session, meeting: str, item: str, outcome: str, by: str, evidence: str, at: str, confirm_clock: str
) -> None:
    """Record the outcome of an item; anything but 'agreed' blocks its held letters at once."""
    from app.usecases.record_outcome import record_outcome  # noqa: PLC0415  see Session.desk

    moment = parse_time(at)
    with session.desk() as desk:
        blocked = record_outcome(
            desk,
            item,
            meeting=meeting,
            outcome=outcome,
            by=by,
            evidence=evidence,
            at=moment,
            confirm_clock=confirm_clock,
        )
    prose = f"{item}: {outcome} in {meeting}, volgens {by}."
    if blocked:
        prose += "\n" + "\n".join(f"geblokkeerd: {letter}" for letter in blocked)
    session.show({"item": item, "meeting": meeting, "outcome": outcome, "blocked": list(blocked)}, prose)
