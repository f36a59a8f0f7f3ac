"""How well the checks find what a careful secretary would find. Run: ``python -m tests.corpus.check_score``."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from app.checks import CheckResult, run_checks
from app.reading import NamedStream, recognise
from app.usecases.checked_case import by_content, case_of
from tests.corpus.check_cases import CheckCase
from tests.corpus.near_cases import ALL

HERE = Path(__file__).parent
_LOUD = ("fires", "info")
DAY = date(2024, 3, 12)


@dataclass
class CheckScore:
    """Counts of findings: rightly reported, reported without ground, not reported; and outcomes that are not right."""

    right: int = 0
    false: int = 0
    missed: int = 0
    outcomes: int = 0
    outcomes_right: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of what was reported that is right."""
        return self.right / (self.right + self.false) if self.right + self.false else 1.0

    @property
    def recall(self) -> float:
        """Share of what should be reported that was."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    def compare(self, name: str, got: set[Any], wanted: set[Any]) -> None:
        """Count one file's or dossier's findings."""
        self.right += len(got & wanted)
        self.false += len(got - wanted)
        self.missed += len(wanted - got)
        if got != wanted:
            self.wrong.append(f"{name}: false {sorted(got - wanted, key=str)}, missed {sorted(wanted - got, key=str)}")


def checked(files: list[tuple[str, bytes]], name: str, at: date) -> CheckResult:
    """Recognise files and run the checks over them."""
    streams: list[BinaryIO] = [io.BytesIO(content) for _, content in files]
    named = [NamedStream(file, stream) for (file, _), stream in zip(files, streams, strict=True)]
    return run_checks(case_of(recognise(named, name), by_content(streams), at=at))


def score_checks(folder: Path = HERE) -> CheckScore:
    """Check every memo and dossier of the folder, and the made-up cases, against what they should give."""
    score = CheckScore()
    for truth_file in sorted((folder / "memos").glob("*.json")):
        truth = json.loads(truth_file.read_text(encoding="utf-8"))
        for name in truth["files"]:
            result = checked([(name, (folder / "memos" / name).read_bytes())], name, DAY)
            _outcomes(name, result, _truth(truth), score)
    for truth_file in sorted(folder.glob("dossiers/*/dossier.json")):
        _dossier(truth_file, score)
    score_cases(ALL, score)
    return score


def score_cases(cases: tuple[CheckCase, ...], score: CheckScore) -> None:
    """Count made-up memos: every finding they deserve and no other."""
    for case in cases:
        result = checked([("nota.md", case.text().encode())], case.name, DAY)
        score.compare(case.name, {one.code for one in result.findings}, set(case.fires))


def _truth(truth: dict[str, Any]) -> dict[str, str | None]:
    """The outcomes of a file; of several memos in it the loudest counts."""
    order = (None, "waits", "passes", "info", "fires")
    memos = [memo["lint"] for memo in truth.get("memos", [truth])]
    return {rule: max((memo[rule] for memo in memos), key=order.index) for rule in memos[0]}


def _outcomes(name: str, result: CheckResult, truth: dict[str, str | None], score: CheckScore) -> None:
    got = {rule: outcome.value if outcome else None for rule, outcome in result.outcomes.items()}
    score.compare(
        name,
        {(rule, value) for rule, value in got.items() if value in _LOUD},
        {(rule, value) for rule, value in truth.items() if value in _LOUD},
    )
    score.outcomes += len(truth)
    score.outcomes_right += sum(got[rule] == value for rule, value in truth.items())


def _dossier(truth_file: Path, score: CheckScore) -> None:
    truth = json.loads(truth_file.read_text(encoding="utf-8"))
    files = [(path.name, path.read_bytes()) for path in sorted(truth_file.parent.iterdir()) if path.suffix != ".json"]
    result = checked(files, truth["dossier"], date.fromisoformat(truth["as_of"]))
    score.compare(
        truth["dossier"],
        {(one.rule, one.severity.value, one.code, one.file) for one in result.findings},
        {(one["rule"], one["severity"], one["code"], one["file"]) for one in truth["findings"]},
    )
    got = {rule: outcome.value if outcome else None for rule, outcome in result.outcomes.items()}
    score.outcomes += len(truth["lint"])
    score.outcomes_right += sum(got[rule] == value for rule, value in truth["lint"].items())


def check_report(score: CheckScore) -> str:
    """The figures, one a line, and everything that was not right."""
    lines = [
        f"check precision   {score.right}/{score.right + score.false}  {100 * score.precision:.1f} %",
        f"check recall      {score.right}/{score.right + score.missed}  {100 * score.recall:.1f} %",
        f"check outcomes    {score.outcomes_right}/{score.outcomes}",
    ]
    return "\n".join([*lines, *(f"  not right: {one}" for one in score.wrong)])


if __name__ == "__main__":
    sys.stdout.write(check_report(score_checks()) + "\n")
