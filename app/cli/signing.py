"""The command that signs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.cli.session import KEY, REFUSED, STOPPED, Session, read_secret, say, with_session
from app.cli.terminal import TerminalContext
from app.cli.views import plan_json
from app.errors import KeyTrouble, Reason, Refused, WrongUse
from app.plan import KeyFacts, SigningPlan

if TYPE_CHECKING:
    from app.desk import Desk
    from app.ports import Secret
    from app.usecases.sign_letters import SigningResult
    from app.usecases.strengthen_letters import ConfirmedTime


@click.command("sign", epilog="Example: vloeiboek sign mr-9-februari --key file:sleutel.p12 --all-unseen")
@click.argument("name", metavar="MAP")
@click.option("--key", "key_uri", required=True, metavar="KEYURI", help="file:PATH.p12 or pkcs11:token=...")
@click.option("--plan", "plan_only", is_flag=True, help="Say what would be signed and what not, and stop.")
@click.option("--one-by-one", is_flag=True, help="Ask about each letter.")
@click.option("--all-unseen", is_flag=True, help="Sign all approved letters without viewing them again.")
@click.option("--to", "target", type=click.Path(path_type=Path), metavar="DIR", help="For what has no condition.")
@click.option("--pin-fd", type=int, metavar="N", help="Read the key's PIN or passphrase from this descriptor.")
@with_session
def sign(
    session: Session,
    name: str,
    key_uri: str,
    plan_only: bool,
    one_by_one: bool,
    all_unseen: bool,
    target: Path | None,
    pin_fd: int | None,
) -> None:
    """Plan, PIN, sign and seal a map; what has no condition is released too, when --to names a folder."""
    from app.usecases.plan_signing import plan_signing  # noqa: PLC0415  see Session.desk
    from app.usecases.sign_batch import key_facts  # noqa: PLC0415

    if one_by_one and all_unseen:
        raise WrongUse("one_choice")
    if not (plan_only or one_by_one or all_unseen):
        raise WrongUse("choice_missing")
    with session.desk() as desk:
        key = key_facts(key_uri, now=desk.now())
        if key.unfit is not None and not plan_only:
            trouble = KeyTrouble(key.unfit.code)
            trouble.reason = key.unfit
            raise trouble
        plan = plan_signing(desk, name, key=key)
        if plan_only:
            prose = [*_of_the_key(session, key_uri, key), _plan_prose(session, plan)]
            session.show(plan_json(plan), "\n".join(prose))
            return
        if not plan.to_sign:
            say(_plan_prose(session, plan))
            raise Refused("nothing_to_sign")
        result, released = _sign(session, desk, plan, key_uri, pin_fd, one_by_one=one_by_one, target=target)
        times = _times(desk, result)
    values: dict[str, Any] = {
        "map": name,
        "sealed": list(result.sealed),
        "failed": [{"letter": letter, "reason": reason.code} for letter, reason in result.failed],
        "not_begun": list(result.not_begun),
        "skipped": [{"letter": letter, "why": why} for letter, why in result.skipped],
        "not_signed": plan_json(plan)["not_signed"],
        "released": released,
        "not_released": [{"item": item, "reason": reason.code} for item, reason in result.not_released],
        "time_stamps": [
            {"letter": letter, "time_stamp": time.moment or None, "missing": time.why_not or None}
            for letter, time in times.items()
        ],
    }
    lines = [f"verzegeld: {letter}; {_time_prose(session, times[letter])}" for letter in result.sealed]
    lines += [f"niet getekend: {_named(letter, reason, session)}" for letter, reason in result.failed]
    lines += [f"overgeslagen: {letter}{f' ({why})' if why else ''}" for letter, why in result.skipped]
    lines += [f"niet begonnen: {letter}" for letter in result.not_begun]
    lines += [f"vrijgegeven in {folder}" for folder in released]
    lines += [f"niet vrijgegeven: {session.sentence(reason)}" for _, reason in result.not_released]
    session.show(values, "\n".join(lines))
    if result.stopped_by is not None:
        say(session.sentence(result.stopped_by))
        raise SystemExit(KEY)
    if result.not_begun:
        raise SystemExit(STOPPED)
    if result.failed or result.not_released:
        raise SystemExit(REFUSED)


def _plan_prose(session: Session, plan: SigningPlan) -> str:
    lines = [
        f"wordt getekend: {one.letter}" + (f"  (wacht op {one.condition})" if one.condition else "")
        for one in plan.to_sign
    ]
    lines += dict.fromkeys(session.sentence(note) for one in plan.to_sign for note in one.notes)
    lines += [f"wordt niet getekend: {_named(one.letter, one.reason, session)}" for one in plan.not_signed]
    if not plan.to_sign:
        return "\n".join([*lines, "Er wordt niets getekend."])
    stamps = f"{plan.time_stamps or 'geen'} {'tijdstempel' if plan.time_stamps == 1 else 'tijdstempels'}"
    if plan.time_stamps and plan.time_stamp_address:
        stamps += f" van {plan.time_stamp_address}"
    letters = "1 brief" if len(plan.to_sign) == 1 else f"{len(plan.to_sign)} brieven"
    lines.append(f"{letters}, {plan.pins} keer de pincode, {stamps}")
    lines.append(f"niveau nu {plan.level_now}, bij vrijgave {plan.level_at_release}")
    if plan.signed_ahead_is_visible:
        lines.append("Dat vooraf getekend is, is later te zien.")
    return "\n".join(lines)


def _times(desk: Desk, result: SigningResult) -> dict[str, ConfirmedTime]:
    """Return of each sealed letter whether its time is confirmed."""
    from app.store import queries  # noqa: PLC0415  see Session.desk
    from app.usecases.strengthen_letters import confirmed_time  # noqa: PLC0415

    with desk.transaction() as transaction:
        letters = [queries.letter(transaction.connection, name) for name in result.sealed]
    return {letter.name: confirmed_time(desk, letter) for letter in letters}


def _time_prose(session: Session, time: ConfirmedTime) -> str:
    if time.moment:
        return session.sentence(Reason("time_confirmed", {"moment": time.moment}))
    return session.sentence(Reason("time_not_confirmed", {"why": session.code(time.why_not)}))


def _named(letter: str, reason: Reason, session: Session) -> str:
    """Return why a letter is not signed, with its name where the reason (of the key, say) does not have it."""
    words = session.sentence(reason)
    return words if letter in words else f"{letter}: {words}"


def _of_the_key(session: Session, key_uri: str, key: KeyFacts) -> list[str]:
    """Return what is to be known of the key before its PIN (guard G10)."""
    codes = ["software_key", "certificate_after_passphrase"] if key_uri.startswith("file:") else []
    state = key.access.pin_state.value if key.access is not None else ""
    codes += [f"pin_{state}"] if state in {"low", "final"} else []
    return [session.noted(Reason(code)) for code in codes]


def _sign(
    session: Session,
    desk: Desk,
    plan: SigningPlan,
    key_uri: str,
    pin_fd: int | None,
    *,
    one_by_one: bool,
    target: Path | None,
) -> tuple[SigningResult, list[str]]:
    from app.usecases.sign_batch import sign_batch  # noqa: PLC0415  see Session.desk

    context = TerminalContext(session, pin=_pin(desk, key_uri, pin_fd), consent=not one_by_one)
    with context.stoppable():
        return sign_batch(desk, plan, key_uri=key_uri, one_by_one=one_by_one, target=target, context=context)


def _pin(desk: Desk, key_uri: str, pin_fd: int | None) -> Secret | None:
    from app.compose import demonstration_of  # noqa: PLC0415  see Session.desk

    if pin_fd is not None:
        return read_secret(pin_fd)
    demonstration = demonstration_of(desk.paths)
    return demonstration.secret_for(key_uri) if demonstration is not None else None


@click.command("sign-again", epilog="Example: vloeiboek sign-again mr/per/brief --key file:b.p12 --why 'card lost'")
@click.argument("letter")
@click.option("--key", "key_uri", required=True, metavar="KEYURI", help="The other key.")
@click.option("--why", required=True, metavar="TEXT", help="For the record.")
@click.option("--yes", is_flag=True, help="Consent without a question: the old signature is voided for good.")
@click.option("--pin-fd", type=int, metavar="N", help="Read the key's PIN or passphrase from this descriptor.")
@with_session
def sign_again(session: Session, letter: str, key_uri: str, why: str, yes: bool, pin_fd: int | None) -> None:
    """Void the held signature of LETTER and sign it with another key, in one step; the old seal never opens again."""
    from app.usecases.sign_again import sign_again as sign_again_  # noqa: PLC0415  see Session.desk

    with session.desk() as desk:
        context = TerminalContext(session, pin=_pin(desk, key_uri, pin_fd), consent=yes)
        with context.stoppable():
            result = sign_again_(desk, letter, key_uri=key_uri, why=why, context=context)
    values = {
        "letter": letter,
        "sealed": list(result.sealed),
        "failed": [{"letter": name, "reason": reason.code} for name, reason in result.failed],
    }
    prose = [f"{letter}: de oude handtekening is vervallen"]
    prose += [f"opnieuw verzegeld: {name}" for name in result.sealed]
    prose += [f"niet getekend: {session.sentence(reason)}" for _, reason in result.failed]
    session.show(values, "\n".join(prose))
    if result.stopped_by is not None:
        say(session.sentence(result.stopped_by))
        raise SystemExit(KEY)
    if result.failed:
        raise SystemExit(REFUSED)
