"""``vloeiboek verify --lists``: the qualified status, what it rests on, and the age of the lists that were used."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.app.cli.commands import Run
from tests.pki import TestPki, make_pki
from tests.signing.verify.test_verify_lists import ISSUED, ListMaker, _letter

MOMENT = "2024-02-09T12:00:00+01:00"


@pytest.fixture(scope="module")
def pki() -> TestPki:
    return make_pki()


@pytest.fixture(scope="module")
def lists(pki: TestPki) -> ListMaker:
    return ListMaker(pki)


def folder(lists: ListMaker, at: Path, *, next_update: datetime) -> Path:
    made = lists.write(at, next_update=next_update)
    (made / "ondertekenaar.cer").write_bytes(lists.top)
    return made


def test_the_record_has_the_lists_their_age_and_what_the_status_rests_on(
    command: Run, pki: TestPki, lists: ListMaker, tmp_path: Path
) -> None:
    used = folder(lists, tmp_path / "lijsten", next_update=datetime(2124, 1, 1, tzinfo=UTC))
    for name, qualified in (("wel", True), ("niet", False)):
        (tmp_path / f"{name}.pdf").write_bytes(_letter(pki, qualified=qualified))
    record = tmp_path / "verslag.json"
    ran = command(
        "verify", tmp_path / "wel.pdf", tmp_path / "niet.pdf", "--lists", used, "--at", MOMENT, "--report", record,
        profile=tmp_path / "p",
    )  # fmt: skip
    assert ran.code == 3  # whether the certificate was revoked is not known without a connection
    good, other = json.loads(record.read_text(encoding="utf-8"))
    assert good["lists"]["territories"] == ["EU", "NL"]
    assert good["lists"]["issued"] == ISSUED.isoformat()
    assert good["lists"]["age_days"] == (datetime.fromisoformat(good["checked_at"]) - ISSUED).days
    assert good["lists"]["expired"] is False
    first, second = good["signatures"][0], other["signatures"][0]
    assert (first["qualified"], first["qualified_by"]) == ("qualified", "Proef Issuing CA")
    assert {"qualified_by_list", "key_in_qualified_device"} <= set(first["facts"])
    assert second["qualified"] == "not_qualified"


def test_lists_past_their_time_are_used_and_said(command: Run, pki: TestPki, lists: ListMaker, tmp_path: Path) -> None:
    used = folder(lists, tmp_path / "lijsten", next_update=datetime(2024, 2, 1, tzinfo=UTC))
    (tmp_path / "brief.pdf").write_bytes(_letter(pki, qualified=True))
    ran = command("verify", tmp_path / "brief.pdf", "--lists", used, "--json", profile=tmp_path / "p")
    told = ran.values[0]
    assert told["lists"]["expired"] is True
    assert told["lists"]["next_update"] == "2024-02-01T00:00:00+00:00"
    assert "list_expired" in told["signatures"][0]["facts"]


def test_a_list_of_lists_that_nobody_known_signed_is_refused(
    command: Run, pki: TestPki, lists: ListMaker, tmp_path: Path
) -> None:
    used = lists.write(tmp_path / "lijsten", next_update=datetime(2124, 1, 1, tzinfo=UTC))
    (tmp_path / "brief.pdf").write_bytes(_letter(pki, qualified=True))
    ran = command("verify", tmp_path / "brief.pdf", "--lists", used, profile=tmp_path / "p")
    assert ran.code == 4
    assert "lotl.xml" in ran.said
