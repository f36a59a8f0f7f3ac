"""Commands about the record and about keys."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.cli.session import REFUSED, Session, say, with_session
from app.text import FLAWS, REFUSALS, sentence

if TYPE_CHECKING:
    from app.usecases.list_keys import ListedKey


@click.group("record")
def record_group() -> None:
    """The hash-chained record (logboek)."""


@record_group.command("show", epilog="Example: vloeiboek record show")
@with_session
def show(session: Session) -> None:
    """Show every entry: number, time, person, what, about what."""
    from app.usecases.show_record import entry_json, show_record  # noqa: PLC0415  see Session.desk

    with session.desk() as desk:
        entries = show_record(desk)
    lines = [
        f"{entry.number:>4}  {entry.at}  {entry.person} "
        f"({'kaart en pincode' if entry.authenticated == 'card' else 'niet geauthenticeerd'})  {entry.kind}  "
        f"{_about(json.loads(entry.body))}"
        for entry in entries
    ]
    session.show([entry_json(entry) for entry in entries], "\n".join(lines))


def _about(body: dict[str, Any]) -> str:
    wanted = ("map", "item", "meeting", "outcome", "decision", "version", "folder", "why", "because", "by", "evidence")
    return ", ".join(f"{name}={body[name]}" for name in wanted if body.get(name))


@record_group.command("verify", epilog="Example: vloeiboek record verify")
@with_session
def verify(session: Session) -> None:
    """Replay the record and compare the state with it; prints the head."""
    from app.usecases.verify_record import verify_record  # noqa: PLC0415  see Session.desk

    with session.desk() as desk:
        check = verify_record(desk)
    flaws = [
        {
            "number": flaw.number,
            "code": flaw.code,
            "detail": flaw.detail or None,
            "sentence": sentence(FLAWS, flaw.code, session.language, number=flaw.number, detail=flaw.detail),
        }
        for flaw in check.flaws
    ]
    values = {"entries": check.entries, "head": check.head, "intact": not flaws, "flaws": flaws}
    prose = (
        "\n".join(str(flaw["sentence"]) for flaw in flaws)
        if flaws
        else f"Het logboek klopt: {check.entries} regels. Kop: {check.head}"
    )
    session.show(values, prose)
    if flaws:
        raise SystemExit(REFUSED)


@record_group.command("export", epilog="Example: vloeiboek record export --to logboek.json")
@click.option("--to", "target", required=True, type=click.Path(path_type=Path), metavar="FILE.json")
@with_session
def export(session: Session, target: Path) -> None:
    """Write the whole record to a file."""
    from app.usecases.show_record import export_record  # noqa: PLC0415  see Session.desk

    with session.desk() as desk:
        count = export_record(desk, target)
    session.show({"file": str(target), "entries": count}, f"{count} regels in {target}.")


@click.group("keys")
def keys_group() -> None:
    """Keys to sign with."""


@keys_group.command("list", epilog="Example: vloeiboek keys list --module /usr/lib/softhsm/libsofthsm2.so")
@click.option("--module", "modules", multiple=True, metavar="PATH", help="A PKCS#11 module; more than once.")
@click.option("--file", "files", multiple=True, metavar="PATH.p12", help="A key file; more than once.")
@with_session
def list_(session: Session, modules: tuple[str, ...], files: tuple[str, ...]) -> None:
    """List tokens and key files: certificate, key usage, validity, PIN state, and why one cannot be used."""
    from app.usecases.known_keys import known_keys  # noqa: PLC0415  see Session.desk
    from app.usecases.list_keys import list_keys  # noqa: PLC0415

    session.put_clock()
    known = known_keys(session.folder, now=datetime.now(UTC))
    found = list_keys(
        modules=modules or known.modules, key_files=files or (() if modules else known.files), now=known.now
    )
    if known.demonstration:
        say("DEMONSTRATIE: sleutels, certificaten en klok zijn verzonnen.")
    values = [
        {
            "uri": key.uri or None,
            "where": key.where,
            "software": key.software,
            "holder": key.certificate.holder if key.certificate else None,
            "issuer": key.certificate.issuer if key.certificate else None,
            "key_usage": list(key.certificate.key_usage) if key.certificate else None,
            "not_before": key.certificate.not_before.isoformat() if key.certificate else None,
            "not_after": key.certificate.not_after.isoformat() if key.certificate else None,
            "pin_state": key.pin_state,
            "pin_pad": key.pin_pad,
            "usable": not key.unusable,
            "why_not": key.unusable or None,
        }
        for key in found
    ]
    prose = "\n".join(_key_prose(session, key) for key in found)
    session.show(values, prose or "Geen sleutels gevonden. Noem een stuurprogramma met --module.")


# RFC 5280, 4.2.1.3, as a person knows them.
_USAGES = {
    "content_commitment": "ondertekenen (onweerlegbaarheid)",
    "digital_signature": "digitale handtekening, ook voor inloggen",
    "key_encipherment": "versleutelen",
    "data_encipherment": "versleutelen",
    "key_agreement": "versleutelen",
}


def _key_prose(session: Session, key: ListedKey) -> str:
    named = {"module": key.where, "file": key.where, "token": key.where}
    usable = "bruikbaar" if key.certificate else "of zij bruikbaar is, is te zien na de wachtzin"
    why = sentence(REFUSALS, key.unusable, session.language, **named) if key.unusable else usable
    facts = key.certificate
    lines = [f"{key.where}: {facts.holder}" if facts else key.where]
    if facts is not None:
        usages = dict.fromkeys(_USAGES.get(usage, usage) for usage in facts.key_usage)
        lines.append(f"  geldig van {facts.not_before:%d-%m-%Y} tot en met {facts.not_after:%d-%m-%Y}, uitgegeven door "
                     f"{facts.issuer}; bedoeld voor {', '.join(usages) or 'alles'}")  # fmt: skip
    if key.software:
        lines.append("  sleutel in een bestand: voor kleine kantoren en demonstraties, minder veilig dan een kaart")
    elif key.uri:
        pad = ", te typen op de kaartlezer" if key.pin_pad else ""
        lines.append(f"  pincode: {_PIN_STATES[key.pin_state]}{pad}")
    return "\n".join([*lines, f"  {why}", *([f"  {key.uri}"] if key.uri else [])])


_PIN_STATES = {
    "normal": "in orde",
    "low": "er is al een foute gebruikt",
    "final": "nog \u00e9\u00e9n poging",
    "locked": "op slot",
}
