"""How well the reader reads the memos and dossiers of this folder. Run: ``python -m tests.corpus.score``."""

from __future__ import annotations

import difflib
import io
import json
import re
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.dossier import dossier_json
from app.memo import memo_json
from app.reading import NamedStream, read_memo, recognise

HERE = Path(__file__).parent
FIELDS = (
    "type",
    "title",
    "to",
    "from",
    "reference",
    "date",
    "author",
    "cooperated",
    "attachments_header_raw",
    "publish",
    "other_fields",
    "footnotes",
    "attachments_table",
    "condition",
    "running_header_present",
    "running_header_consistent",
)
_SAME_SECTION = 0.995  # of the letters and digits
_SAME_PLACE = 0.6  # intersection over union


@dataclass
class Score:
    """Counts of one run."""

    fields: int = 0
    fields_right: int = 0
    sections: int = 0
    sections_right: int = 0
    lost: int = 0
    boxes: int = 0
    boxes_right: int = 0
    facts: int = 0
    facts_right: int = 0
    times: dict[str, float] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)


def bare(text: object) -> str:
    """Letters and digits only, lower case, accents composed: what a comparison looks at."""
    composed = unicodedata.normalize("NFC", str(text)).casefold()
    return "".join(character for character in composed if character.isalnum())


def same(got: Any, wanted: Any) -> bool:
    if isinstance(wanted, bool) or wanted is None or got is None:
        return got is wanted or got == wanted
    if isinstance(wanted, dict):
        return isinstance(got, dict) and {bare(key): bare(value) for key, value in got.items()} == {
            bare(key): bare(value) for key, value in wanted.items()
        }
    if isinstance(wanted, list):
        return isinstance(got, list) and len(got) == len(wanted) and all(map(same, got, wanted))
    return bare(got) == bare(wanted)


def score_memo(name: str, got: dict[str, Any], truth: dict[str, Any], score: Score) -> None:
    """Compare one memo with what a correct reading gives."""
    accept = truth.get("accept", {})
    for key in FIELDS:
        if key not in truth:
            continue
        score.fields += 1
        right = same(got[key], truth[key]) or any(same(got[key], other) for other in accept.get(key, []))
        score.fields_right += right
        if not right:
            score.wrong.append(f"{name} {key}: got {got[key]!r}, wanted {truth[key]!r}")
    kinds = [one["kind"] for one in truth["requested_actions"]]
    score.fields += 1
    got_kinds = [one["kind"] for one in got["requested_actions"]]
    quotes = {one["kind"]: one["quote"] for one in got["requested_actions"]}
    right = sorted(kinds) == sorted(got_kinds) and all(
        difflib.SequenceMatcher(None, bare(one["quote"]), bare(quotes[one["kind"]])).ratio() > 0.6
        for one in truth["requested_actions"]
    )
    score.fields_right += right
    if not right:
        score.wrong.append(f"{name} actions: got {got['requested_actions']}, wanted {truth['requested_actions']}")
    _score_sections(name, got["sections"], truth["sections"], score)


def _score_sections(name: str, got: list[dict[str, Any]], truth: list[dict[str, Any]], score: Score) -> None:
    score.sections += max(len(truth), len(got))
    for number, wanted in enumerate(truth):
        found = got[number] if number < len(got) else None
        right = (
            found is not None
            and bare(found["heading_verbatim"] or "") == bare(wanted["heading_verbatim"] or "")
            and found["canonical"] == wanted["canonical"]
            and found["level"] == wanted["level"]
            and (bare(found["text"]) == bare(wanted["text"]) or _close(found["text"], wanted["text"]))
        )
        score.sections_right += right
        if not right:
            score.wrong.append(
                f"{name} section {number}: got {found and {k: found[k] for k in wanted}}, wanted {wanted}"
            )


def _close(got: str, wanted: str) -> bool:
    return difflib.SequenceMatcher(None, bare(got), bare(wanted), autojunk=False).ratio() >= _SAME_SECTION


def strings(document: dict[str, Any]) -> Iterator[str]:
    """What a reading kept, each piece once: the header as printed, sections, notes and leftovers."""
    for memo in document["memos"]:
        for entry in memo["header"]:
            yield entry["label"]
            yield entry["value"]
        for section in memo["sections"]:
            yield section["heading_verbatim"] or ""
            yield section["text"]
        yield from memo["footnotes"]
        yield from memo["leftovers"]


def lost_characters(source: str, document: dict[str, Any]) -> Counter[str]:
    """Letters and digits of the source that are nowhere in what was read, each counted as often as it stands there."""
    ignored = re.compile(r"^\s*\|?[\s|:\-]+\|\s*$", re.MULTILINE)
    source = re.sub(r"(?m)^o(?=\s)", "", source)  # a bullet, given back as "-"
    have: Counter[str] = Counter()
    for text in strings(document):
        have.update(bare(text))
    return Counter(bare(ignored.sub("", source))) - have


def source_text(path: Path) -> str:
    """The text of a memo's file by another way than the reader's own."""
    if path.suffix == ".pdf":
        import pypdfium2

        document = pypdfium2.PdfDocument(path)
        try:
            return "\n".join(page.get_textpage().get_text_range() for page in document).replace("\ufffe", "")
        finally:
            document.close()
    if path.suffix == ".docx":
        import docx

        document = docx.Document(str(path))
        return "\n".join(node.text or "" for node in document.element.body.iter() if node.tag.endswith("}t"))
    return path.read_text(encoding="utf-8")


def score_corpus(folder: Path = HERE) -> Score:
    """Read everything in the folder and compare."""
    score = Score()
    for truth_file in sorted((folder / "memos").glob("*.json")):
        truth = json.loads(truth_file.read_text(encoding="utf-8"))
        for name in truth["files"]:
            _score_file(folder / "memos" / name, truth, score)
    for truth_file in sorted(folder.glob("dossiers/*/dossier.json")):
        _score_dossier(truth_file.parent, json.loads(truth_file.read_text(encoding="utf-8")), score)
    return score


def _score_file(path: Path, truth: dict[str, Any], score: Score) -> None:
    content = path.read_bytes()
    read_memo(io.BytesIO(content), path.name)
    start = time.process_time()
    read = read_memo(io.BytesIO(content), path.name)
    score.times[path.name] = (time.process_time() - start) * 1000
    document = memo_json(read)
    if truth["text_layer"] == "none":
        score.fields += 1
        blank = all(
            not value or value == "unknown"
            for memo in document["memos"]
            for key, value in memo.items()
            if key not in ("pages", "running_header_consistent")
        )
        score.fields_right += document["text_layer"] == "none" and blank
        return
    memos = truth.get("memos", [truth])
    if len(document["memos"]) != len(memos):
        score.wrong.append(f"{path.name}: {len(document['memos'])} memos, wanted {len(memos)}")
    for number, wanted in enumerate(memos):
        got = document["memos"][min(number, len(document["memos"]) - 1)]
        score_memo(f"{path.name}[{number}]", got, wanted, score)
    lost = lost_characters(source_text(path), document)
    score.lost += lost.total()
    if lost:
        score.wrong.append(f"{path.name} lost: {dict(lost)}")


def _score_dossier(folder: Path, truth: dict[str, Any], score: Score) -> None:
    names = sorted(path.name for path in folder.iterdir() if path.suffix != ".json")
    streams = [NamedStream(name, io.BytesIO((folder / name).read_bytes())) for name in names]
    got = dossier_json(recognise(streams, folder.name))
    for key in ("memo", "signatory_expected", "release_set", "condition"):
        _fact(f"{folder.name} {key}", got[key], truth[key], score)
    _fact(f"{folder.name} order", [one["file"] for one in got["files"]], [one["file"] for one in truth["files"]], score)
    by_name = {one["file"]: one for one in got["files"]}
    for wanted in truth["files"]:
        found = by_name[wanted["file"]]
        for key in ("kind", "pages", "chamber", "own_reference", "letter_date", "signatory_role"):
            _fact(f"{folder.name} {wanted['file']} {key}", found[key], wanted[key], score)
        box = wanted["signature_box"]
        if box is not None:
            score.boxes += 1
            hit = (
                found["signature_box"] is not None
                and found["signature_box"]["page"] == box["page"]
                and all(
                    overlap(found["signature_box"][key], box[key]) >= _SAME_PLACE
                    for key in ("free_rect", "name_block_rect")
                )
            )
            score.boxes_right += hit
            if not hit:
                score.wrong.append(f"{folder.name} {wanted['file']}: {found['signature_box']}, wanted {box}")


def _fact(what: str, got: Any, wanted: Any, score: Score) -> None:
    score.facts += 1
    score.facts_right += got == wanted
    if got != wanted:
        score.wrong.append(f"{what}: got {got!r}, wanted {wanted!r}")


def overlap(one: list[float], other: list[float]) -> float:
    """Intersection over union of two rectangles."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    up = min(one[3], other[3]) - max(one[1], other[1])
    if across <= 0 or up <= 0:
        return 0.0
    areas = sum((rect[2] - rect[0]) * (rect[3] - rect[1]) for rect in (one, other))
    return across * up / (areas - across * up)


def report(score: Score) -> str:
    """The figures, one a line, and everything that was not right."""
    times = sorted(score.times.values())
    lines = [
        f"fields            {score.fields_right}/{score.fields}  {_share(score.fields_right, score.fields)}",
        f"sections          {score.sections_right}/{score.sections}  {_share(score.sections_right, score.sections)}",
        f"dossier facts     {score.facts_right}/{score.facts}  {_share(score.facts_right, score.facts)}",
        f"signature places  {score.boxes_right}/{score.boxes}",
        f"lost characters   {score.lost}",
    ]
    if times:
        lines.append(f"ms per memo       (processor time) median {times[len(times) // 2]:.0f}, most {times[-1]:.0f}")
    return "\n".join([*lines, *(f"  not right: {one}" for one in score.wrong)])


def _share(right: int, of: int) -> str:
    return f"{100 * right / of:.1f} %" if of else "-"


if __name__ == "__main__":
    sys.stdout.write(report(score_corpus()) + "\n")
