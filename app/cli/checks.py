"""Commands about the checks: what a careful secretary would find, and overruling it with a reason."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.cli.session import Session, with_session
from app.errors import WrongUse

if TYPE_CHECKING:
    from app.checks import Finding
    from app.usecases.check_files import CheckedDossier
    from app.usecases.check_item import CheckedItem


@click.command("check", epilog="Example: vloeiboek check dossiers/per-racisme --at 2024-02-08")
@click.argument("paths", nargs=-1, required=True, metavar="FOLDER|FILE...", type=click.Path(path_type=Path))
@click.option("--at", metavar="DATE", help="The day of handling; by default today.")
@click.option(
    "--tabled", multiple=True, metavar="FILE", type=click.Path(path_type=Path),
    help="A copy of a letter as tabled in the council, to compare with.",
)  # fmt: skip
@with_session
def check(session: Session, paths: tuple[Path, ...], at: str | None, tabled: tuple[Path, ...]) -> None:
    """Recognise files as one dossier and say what a careful secretary would find; nothing is kept."""
    from app.usecases.check_files import check_files  # noqa: PLC0415  see Session.desk

    session.put_clock()
    checked = check_files(paths, at=_day(session, at), tabled=tabled)
    session.show(check_json(checked, session.language), check_prose(checked, session.language))


@click.command(
    "overrule",
    epilog="Example: vloeiboek overrule mr-9-februari/per-racisme L04/letters_differ brief-eerste-kamer"
    " --why 'de Eerste Kamer vroeg om een eigen alinea'",
)
@click.argument("item")
@click.argument("finding", metavar="RULE/CODE")
@click.argument("file")
@click.option("--why", required=True, metavar="TEXT")
@with_session
def overrule(session: Session, item: str, finding: str, file: str, why: str) -> None:
    """Overrule one blocking finding of ITEM in FILE, with a reason that goes into the record."""
    from app.usecases.overrule_finding import overrule_finding  # noqa: PLC0415  see Session.desk

    with session.desk() as desk:
        done = overrule_finding(desk, item, finding, file, why=why)
    values = {"item": item, "rule": done.rule, "code": done.code, "file": done.file, "sha256": done.sha256, "why": why}
    session.show(values, f"{done.rule}/{done.code} in {done.file} staat het vastzetten niet meer in de weg: {why}")


def _day(session: Session, at: str | None) -> date:
    """The day asked for; else today, by a demonstration's own clock where there is one."""
    from app.council import AMSTERDAM  # noqa: PLC0415  see Session.desk
    from app.usecases.present_moment import present_moment  # noqa: PLC0415

    if at is None:
        return present_moment(session.folder, now=datetime.now(UTC)).astimezone(AMSTERDAM).date()
    try:
        return date.fromisoformat(at)
    except ValueError as error:
        raise WrongUse("day_unknown", day=at) from error


def check_json(checked: CheckedDossier, language: str) -> dict[str, Any]:
    """Return the document of ``check --json``: keys and their order are the contract of the command line."""
    from app.dossier import dossier_json  # noqa: PLC0415  see Session.desk

    outcomes = checked.result.outcomes
    return {
        **dossier_json(checked.dossier),
        "lint": {rule: outcome.value if outcome else None for rule, outcome in outcomes.items()},
        "findings": [finding_json(one, language) for one in checked.result.findings],
    }


def finding_json(one: Finding, language: str) -> dict[str, Any]:
    """Return a finding as the command line prints it; ``sentence`` is in the language asked for, Dutch by default."""
    from app.text.findings import finding_sentence  # noqa: PLC0415  see Session.desk

    return {
        "rule": one.rule,
        "severity": one.severity.value,
        "code": one.code,
        "file": one.file,
        "page": one.page,
        "rect": [round(edge, 2) for edge in one.rect] if one.rect else None,
        "quote": one.quote,
        "detail": one.detail,
        "sentence": finding_sentence(one.code, one.parameters, language),
        "boxes": [[round(edge, 2) for edge in box] for box in one.boxes],
        "also": [
            {"page": page, "boxes": [[round(edge, 2) for edge in box] for box in boxes]} for page, boxes in one.also
        ],
    }


def check_prose(checked: CheckedDossier, language: str) -> str:
    """Return what was recognised and found as lines for a person."""
    lines = [checked.dossier.name]
    for file in checked.dossier.files:
        chamber = _CHAMBERS.get(file.letter.chamber.value, "") if file.letter and file.letter.chamber else ""
        pages = f"{file.pages} pag." if file.pages else ""
        lines.append("  " + "  ".join(part for part in (f"{file.kind.value:<12}", file.file, pages, chamber) if part))
    condition = checked.dossier.condition
    if condition is not None:
        lines.append(f"  voorwaarde: {condition.kind.value} {condition.meeting_date or ''}: {condition.phrase}")
    lines.append("")
    lines.extend(finding_line(one, language) for one in checked.result.findings)
    if not checked.result.findings:
        lines.append("Niets gevonden." if language == "nl" else "Nothing found.")
    waiting = [rule for rule, outcome in checked.result.outcomes.items() if outcome and outcome.value == "waits"]
    if waiting:
        lines.append(("Wacht op meer stukken: " if language == "nl" else "Waits for more files: ") + ", ".join(waiting))
    return "\n".join(lines)


_CHAMBERS = {"house": "Tweede Kamer", "senate": "Eerste Kamer"}
_WEIGHT = {"nl": {"B": "blokkeert", "W": "let op", "I": "ter informatie"},
           "en": {"B": "blocks", "W": "warning", "I": "information"}}  # fmt: skip


def finding_line(one: Finding, language: str) -> str:
    """Return a finding as one line: weight, name, place, sentence."""
    from app.text.findings import finding_sentence  # noqa: PLC0415  see Session.desk

    place = f"{one.file}, p. {one.page}" if one.page else one.file
    weight = _WEIGHT[language][one.severity.value]
    return f"{weight:<14} {one.name:<28} {place}: {finding_sentence(one.code, one.parameters, language)}"


def item_findings_json(found: CheckedItem, language: str) -> list[dict[str, Any]]:
    """Return the findings of an item of a map, each with whether a person overruled it."""
    return [{**finding_json(one, language), "overruled": found.is_overruled(one)} for one in found.result.findings]


def item_findings_prose(found: CheckedItem, language: str) -> str:
    """Return the findings of an item as lines, with what was overruled marked."""
    said = {"nl": "terzijde gesteld: ", "en": "overruled: "}[language]
    lines = [(said if found.is_overruled(one) else "") + finding_line(one, language) for one in found.result.findings]
    return "\n".join([f"  {found.item.name}", *(f"    {line}" for line in lines)])
