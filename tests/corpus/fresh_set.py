"""Memos and dossiers for the checks that nothing was tuned on: their truth was fixed before the first run over them.

``FOLDER/truth.json`` names, for each memo, every finding it deserves, and for each dossier the findings with their
files; anything more is a false alarm. The first run's figures stand in
``docs/checks.md``. Subjects and persons are invented.
"""

from __future__ import annotations

import io
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from tests.corpus.check_score import DAY, CheckScore, check_report, checked
from tests.corpus.untuned import embedded_fonts

HERE = Path(__file__).parent
SETS = tuple(sorted(path.parent for path in HERE.glob("fresh*/truth.json")))


def score_fresh(folder: Path) -> CheckScore:
    """Check every memo and dossier of a set against what it deserves."""
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    score = CheckScore()
    for name, fires in truth["memos"].items():
        result = checked([(name, (folder / name).read_bytes())], name, DAY)
        score.compare(name, {one.code for one in result.findings}, set(fires))
    for one in truth["dossiers"]:
        files = [("nota.txt", memo_text(one["memo"]).encode())]
        files += [(letter["file"], letter_pdf(letter)) for letter in one["letters"]]
        result = checked(files, one["name"], date.fromisoformat(one["as_of"]))
        found = {(finding.code, finding.file) for finding in result.findings}
        score.compare(one["name"], found, {(code, file) for code, file in one["findings"]})
    return score


def memo_text(memo: dict[str, Any]) -> str:
    """The memo of a dossier as text."""
    deadline = [f"Deadline: {memo['deadline']}"] if "deadline" in memo else []
    lines = [
        f"Aan: {memo['to']}",
        f"Van: {memo['from']}",
        f"Datum: {memo['date']}",
        f"Kenmerk: {memo['reference']}",
        f"Onderwerp: {memo['title']}",
        "Afgestemd met: Directie Communicatie",
        f"Bijlagen: {memo['attachments']}",
        *deadline,
        "",
        "TER ONDERTEKENING",
        "",
        "Geadviseerd besluit",
        memo["advice"],
        "",
        "Kern",
        memo["core"],
        "",
        "Financi\u00eble overwegingen",
        "Geen.",
    ]
    return "\n".join(lines) + "\n"


def letter_pdf(letter: dict[str, Any]) -> bytes:
    """A letter of one page, in type that is embedded."""
    embedded_fonts()
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=(595, 842), invariant=1)
    canvas.setFont("SourceSerifPro-Regular", 10.5)
    top = 760.0
    for line in (
        f"De Voorzitter van de {letter['chamber']} Kamer",
        "der Staten-Generaal",
        "Postbus 20018" if letter["chamber"] == "Tweede" else "Postbus 20017",
        "2500 EA DEN HAAG",
        "",
        f"Datum: {letter['date']}",
        f"Ons kenmerk: {letter['reference']}",
        "",
        "Geachte voorzitter,",
        "",
    ):
        canvas.drawString(80, top, line)
        top -= 15
    for paragraph in letter["body"]:
        for line in simpleSplit(paragraph, "SourceSerifPro-Regular", 10.5, 430):
            canvas.drawString(80, top, line)
            top -= 15
        top -= 10
    for line in ("Hoogachtend,", "", letter["role"], "", "", "", "", letter["name"]):
        canvas.drawString(80, top, line)
        top -= 15
    canvas.save()
    return made.getvalue()


if __name__ == "__main__":
    sys.stdout.write(check_report(score_fresh(HERE / sys.argv[1])) + "\n")
