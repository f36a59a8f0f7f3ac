"""Commands about items and letters: from condition to dispatch, and void."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.session import STOPPED, Session, say, with_session
from app.cli.terminal import TerminalContext
from app.errors import Reason, Refused

if TYPE_CHECKING:
    from app.usecases.strengthen_letters import Strengthened


@click.command("condition", epilog="Example: vloeiboek condition mr-9-februari/per-racisme MR:2024-02-09")
@click.argument("item")
@click.argument("meeting")
@with_session
def condition(session: Session, item: str, meeting: str) -> None:
    """Record the condition the memo of ITEM names: the decision of MEETING."""
    from app.usecases.record_condition import record_condition  # noqa: PLC0415  see Session.desk

    with session.desk() as desk:
        record_condition(desk, item, meeting)
    session.show({"item": item, "condition": meeting}, f"{item} wacht op {meeting}.")


@click.command("decide", epilog="Example: vloeiboek decide mr-9-februari/per-racisme agree")
@click.argument("name", metavar="ITEM|LETTER")
@click.argument("decision", type=click.Choice(["agree", "disagree", "discuss", "return", "note"]))
@click.option("--remark", default="", metavar="TEXT")
@with_session
def decide(session: Session, name: str, decision: str, remark: str) -> None:
    """Decide about all letters of an item, or about one letter."""
    from app.usecases.decide import decide as decide_  # noqa: PLC0415  see Session.desk

    with session.desk() as desk:
        letters = decide_(desk, name, decision, remark=remark)
    session.show({"decision": decision, "letters": list(letters)}, "\n".join(f"{decision}: {one}" for one in letters))


@click.command("withdraw", epilog="Example: vloeiboek withdraw mr-9-februari/per-racisme/brief-tweede-kamer")
@click.argument("letter")
@with_session
def withdraw(session: Session, letter: str) -> None:
    """Take a decision back; a sealed letter becomes BLOCKED."""
    from app.usecases.withdraw import withdraw as withdraw_  # noqa: PLC0415  see Session.desk

    with session.desk() as desk:
        state = withdraw_(desk, letter)
    session.show({"letter": letter, "state": state.value}, f"{letter} is nu {state.value}.")


@click.command("strengthen", epilog="Example: vloeiboek strengthen mr-9-februari")
@click.argument("name", metavar="[MAP|ITEM]", required=False)
@with_session
def strengthen(session: Session, name: str | None) -> None:
    """Fetch time stamps and revocation data for held letters; without a name for all that still wait for them."""
    from app.usecases.strengthen_letters import strengthen_letters, strengthen_waiting  # noqa: PLC0415  see Session.desk

    context = TerminalContext(session)
    with session.desk() as desk, context.stoppable():
        done = strengthen_letters(desk, name, context=context) if name else strengthen_waiting(desk, context=context)
    values = [
        {"letter": one.letter, "time_stamp": one.time_stamp or None, "revocation_at": one.revocation_at or None,
         "missing": list(one.missing),
         "failed": [{"service": reason.parameters["service"], "reason": reason.code, "why": reason.parameters["why"]}
                    for reason in one.failed]}
        for one in done
    ]  # fmt: skip
    session.show(values, "\n".join(_strengthened_prose(session, one) for one in done) or "Er wacht geen brief.")
    if context.cancelled:
        raise SystemExit(STOPPED)


def _strengthened_prose(session: Session, one: Strengthened) -> str:
    why = ", ".join(session.code(code) for code in one.missing if code.startswith("timestamp_"))
    told = (
        Reason("time_confirmed", {"moment": one.time_stamp})
        if one.time_stamp
        else Reason("time_not_confirmed", {"why": why})
    )
    more = [session.code(code) for code in one.missing if not code.startswith("timestamp_")]
    lines = ["; ".join([f"{one.letter}: {session.sentence(told)}", *more])]
    lines += [f"  {reason.parameters['service']}: {session.sentence(reason)}" for reason in one.failed]
    return "\n".join(lines)


@click.command("release", epilog="Example: vloeiboek release mr-9-februari/per-racisme --to verzendmap")
@click.argument("name", metavar="MAP|ITEM")
@click.option("--to", "target", required=True, type=click.Path(path_type=Path), metavar="FOLDER")
@click.option("--accept-level", type=click.Choice(["B-B", "B-T", "B-LT"]), default=None)
@with_session
def release(session: Session, name: str, target: Path, accept_level: str | None) -> None:
    """Make the ready-to-send folder, each set whole or not at all; again: the kept bytes."""
    from app.usecases.release_item import release_item  # noqa: PLC0415  see Session.desk
    from app.usecases.show_map import show_map  # noqa: PLC0415

    refused: list[Refused] = []
    results = []
    with session.desk() as desk:
        context = TerminalContext(session)
        names = [name] if "/" in name else [item.name for item in show_map(desk, name).items]
        for one in names:
            try:
                results.append(release_item(desk, one, target=target, context=context, accept_level=accept_level or ""))
            except Refused as refusal:
                refused.append(refusal)
                if len(names) > 1:
                    say(session.sentence(refusal.reason))
    values = [
        {
            "item": result.item,
            "folder": str(result.folder),
            "again": result.again,
            "letters": [
                {"letter": letter, "level": level, "sha256": sha256} for letter, level, sha256 in result.letters
            ],
        }
        for result in results
    ]
    if results:
        prose = "\n".join(
            f"{result.item}: klaar om te versturen in {result.folder}\n"
            + "\n".join(f"  {level:<6} {letter}  {sha256[:12]}" for letter, level, sha256 in result.letters)
            for result in results
        )
        session.show(values, prose)
    if refused:
        raise refused[0]


@click.command("dispatch", epilog="Example: vloeiboek dispatch mr-9-februari/per-racisme --evidence 'Griffie, 12.55'")
@click.argument("item")
@click.option("--evidence", required=True, metavar="TEXT")
@with_session
def dispatch(session: Session, item: str, evidence: str) -> None:
    """Record that a released set was handed over."""
    from app.usecases.dispatch_item import dispatch_item  # noqa: PLC0415  see Session.desk

    with session.desk() as desk:
        dispatch_item(desk, item, evidence=evidence)
    session.show({"item": item, "dispatched": evidence}, f"{item} is verzonden.")


@click.command("void", epilog="Example: vloeiboek void mr-9-februari/per-racisme/brief-tweede-kamer --why 'refused'")
@click.argument("letter")
@click.option("--why", required=True, metavar="TEXT")
@with_session
def void(session: Session, letter: str, why: str) -> None:
    """Make a held signature void: first it is blocked; called again, its release key and seal are destroyed."""
    from app.usecases.void_letter import void_letter  # noqa: PLC0415  see Session.desk

    with session.desk() as desk:
        state = void_letter(desk, letter, why=why)
    prose = f"{letter} is nu {state.value}."
    if state.value == "BLOCKED":
        prose += " Herhaal de opdracht om de sleutel voorgoed te vernietigen."
    session.show({"letter": letter, "state": state.value}, prose)
