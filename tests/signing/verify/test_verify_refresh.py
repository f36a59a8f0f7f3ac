"""The lists fetched anew, and revocation asked: only on request, only what is signed, only of whom is trusted."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest
from pyhanko.sign.validation.qualified.eutl_fetch import EU_LOTL_LOCATION
from pyhanko_certvalidator.fetchers.api import FetcherBackend, Fetchers

from signing.errors import ServiceFault, SigningFault
from signing.verify import TrustRoots
from signing.verify.fetch import RevocationDesk
from signing.verify.lists import trusted_lists, with_lists
from signing.verify.refresh import Refreshed, due, refresh_lists
from signing.verify.verdict import Fact, FileState, Qualified
from tests.pki import RELEASE_DAY, TestPki
from tests.signing.verify import attacks
from tests.signing.verify.conftest import CHECK_DAY, Answering, Judge
from tests.signing.verify.letters import Maker
from tests.signing.verify.test_verify_lists import ListMaker, _letter

NATIONAL = "https://lijsten.invalid/nl.xml"


@pytest.fixture(scope="module")
def lists(pki: TestPki) -> ListMaker:
    return ListMaker(pki)


class Web:
    """Stands for the network: addresses with what they answer; remembers what was asked."""

    def __init__(self, folder: Path) -> None:
        self.answers = {
            EU_LOTL_LOCATION: (folder / "lotl.xml").read_bytes(), NATIONAL: (folder / "nl.xml").read_bytes(),
        }  # fmt: skip
        self.asked: list[str] = []

    async def get(self, address: str) -> bytes:
        self.asked.append(address)
        if address not in self.answers:
            raise OSError("unreachable")
        return self.answers[address]


@pytest.fixture
def web(lists: ListMaker, tmp_path: Path) -> Web:
    return Web(lists.write(tmp_path / "web", next_update=RELEASE_DAY + timedelta(days=100)))


@pytest.fixture
def folder(lists: ListMaker, tmp_path: Path) -> Path:
    made = tmp_path / "lijsten"
    made.mkdir()
    (made / "ondertekenaar.cer").write_bytes(lists.top)
    return made


def put(path: Path, data: bytes) -> None:
    path.write_bytes(data)


Get = Callable[[str], Awaitable[bytes]]


def test_an_empty_folder_is_filled_and_used(web: Web, folder: Path) -> None:
    assert due(folder, now=CHECK_DAY)
    assert refresh_lists(folder, write=put, get=web.get) == Refreshed(("EU", "NL"))
    assert web.asked == [EU_LOTL_LOCATION, NATIONAL]
    used = with_lists(TrustRoots(), folder, now=CHECK_DAY).lists
    assert used.territories == ("EU", "NL")
    assert not used.expired
    assert used.issued is not None
    assert used.next_update == RELEASE_DAY + timedelta(days=100)


def test_lists_of_today_are_not_asked_for_again_and_those_of_yesterday_or_expired_are(web: Web, folder: Path) -> None:
    refresh_lists(folder, write=put, get=web.get)
    for file in folder.glob("*.xml"):
        os.utime(file, (CHECK_DAY.timestamp(), CHECK_DAY.timestamp()))
    assert not due(folder, now=CHECK_DAY + timedelta(hours=2))
    assert due(folder, now=CHECK_DAY + timedelta(days=2))
    assert due(folder, now=RELEASE_DAY + timedelta(days=101))


def test_a_list_of_lists_that_someone_else_signed_changes_nothing(web: Web, folder: Path) -> None:
    web.answers[EU_LOTL_LOCATION] = web.answers[EU_LOTL_LOCATION].replace(b"Proef", b"Fopje")
    with pytest.raises(SigningFault, match="lists_signature_wrong"):
        refresh_lists(folder, write=put, get=web.get)
    assert not list(folder.glob("*.xml"))


def test_a_national_list_that_is_wrong_or_away_leaves_the_old_one(web: Web, folder: Path) -> None:
    refresh_lists(folder, write=put, get=web.get)
    old = (folder / "nl.xml").read_bytes()
    web.answers[NATIONAL] = old.replace(b"Svctype/CA/QC", b"Svctype/CA/PKC")
    assert refresh_lists(folder, write=put, get=web.get) == Refreshed(("EU",), ("NL",))
    del web.answers[NATIONAL]
    assert refresh_lists(folder, write=put, get=web.get) == Refreshed(("EU",), ("NL",))
    assert (folder / "nl.xml").read_bytes() == old


def test_an_older_list_never_takes_the_place_of_a_younger(lists: ListMaker, web: Web, folder: Path) -> None:
    refresh_lists(folder, write=put, get=web.get)
    young = folder / "nl.xml"
    kept = young.read_bytes().replace(b"2024-01-30T00:00:00Z", b"2024-02-05T00:00:00Z")
    young.write_bytes(kept)
    assert refresh_lists(folder, write=put, get=web.get).kept == ("NL",)
    assert young.read_bytes() == kept


def test_no_connection_is_told(folder: Path, web: Web) -> None:
    web.answers.clear()
    with pytest.raises(ServiceFault, match="lists_unreachable"):
        refresh_lists(folder, write=put, get=web.get)


def test_what_the_qualified_status_rests_on_is_among_the_findings(
    pki: TestPki, judge: Judge, web: Web, folder: Path
) -> None:
    refresh_lists(folder, write=put, get=web.get)
    trust = with_lists(TrustRoots(), folder, now=CHECK_DAY)
    assert trusted_lists(trust) is not None
    first = judge(_letter(pki, qualified=True), trust=trust, online=True).signatures[0]
    assert (first.state, first.qualified, first.qualified_by) == (
        FileState.VALID, Qualified.QUALIFIED, "Proef Issuing CA",
    )  # fmt: skip
    assert {Fact.QUALIFIED_BY_LIST, Fact.KEY_IN_QUALIFIED_DEVICE} <= set(first.facts)
    other = judge(_letter(pki, qualified=False), trust=trust, online=True).signatures[0]
    assert Fact.NOT_QUALIFIED_BY_LIST in other.facts
    bare = judge(_letter(pki, qualified=True), online=True).signatures[0]
    assert Fact.NO_LISTS_USED in bare.facts


class Counting(FetcherBackend):
    """The test authority, counting how often a connection to it is made."""

    made = 0

    def __init__(self, pki: TestPki) -> None:
        self._pki = pki

    def get_fetchers(self) -> Fetchers:
        Counting.made += 1
        return Answering(self._pki, CHECK_DAY).get_fetchers()


def test_a_certificate_is_asked_about_once_however_many_letters_it_signed(
    pki: TestPki, make: Maker, judge: Judge
) -> None:
    Counting.made = 0
    desk = RevocationDesk(lambda: Counting(pki))
    for _ in range(3):
        assert desk.ask(judge(make.sign())).has_revocation_data
    assert Counting.made == 1


@pytest.mark.parametrize("trusted", [False, True])
def test_nothing_is_asked_about_a_certificate_that_nobody_trusts(
    pki: TestPki, make: Maker, judge: Judge, trusted: bool
) -> None:
    Counting.made = 0
    data = make.sign(signer=attacks.stranger()) if trusted else make.sign()
    verdict = judge(data) if trusted else judge(data, trust=TrustRoots())
    assert not RevocationDesk(lambda: Counting(pki)).ask(verdict).has_revocation_data
    assert Counting.made == 0
