"""Time stamps and revocation data for held letters: at the first connection afterwards, and on request."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from app.desk import Desk
from app.errors import Reason
from app.text import refusal
from app.usecases.strengthen_letters import (
    confirmed_time,
    last_attempt,
    strengthen_letters,
    strengthen_waiting,
    waiting_letters,
)
from app.usecases.verify_record import verify_record
from signing.services import OFFLINE, Pace, Services, TimeStampService
from tests.app.cli.commands import Run, command
from tests.journeys.desks import HOUSE, MAP, SENATE, Office, Person, at, entries, find, release, sign

__all__ = ["command"]

Stage = Callable[[str], Office]
NOON = at(9, 8)


def without(desk: Desk, services: Services) -> Desk:
    return replace(desk, services=services)


def signed_offline(stage: Stage) -> Office:
    """Two letters signed on a train."""
    office = stage("approved")
    with office.open(now=at(8, 16, 20)) as desk:
        assert sign(without(desk, OFFLINE), office)[0].sealed == (HOUSE, SENATE)
    return office


class Counted:
    """The demonstration's time-stamp service, which counts, and can be out of reach."""

    def __init__(self, desk: Desk, *, down: bool = False) -> None:
        self.down, self.asked = down, 0
        assert desk.services.time_stamper is not None
        self._make = desk.services.time_stamper

    def __call__(self) -> Any:
        stamper = self._make()
        ask = stamper.async_request_tsa_response

        async def counted(request: Any) -> Any:
            self.asked += 1
            if self.down:
                raise OSError("no connection")
            return await ask(request)

        stamper.async_request_tsa_response = counted  # type: ignore[method-assign]
        return stamper


def test_offline_nothing_is_asked_and_the_letters_say_so_calmly(stage: Stage) -> None:
    office = signed_offline(stage)
    with office.open(now=NOON) as desk:
        away = without(desk, OFFLINE)
        assert strengthen_waiting(away) == ()
        assert confirmed_time(away, find(desk)) == confirmed_time(away, find(desk, SENATE))
        said = confirmed_time(away, find(desk))
        assert (said.moment, said.why_not) == ("", "timestamp_offline")
        # With a service configured and not yet asked it is another sentence.
        assert confirmed_time(desk, find(desk)).why_not == "timestamp_not_yet"
        for code in ("timestamp_offline", "timestamp_not_yet", "timestamp_later", "timestamp_refused"):
            words = refusal(Reason("time_not_confirmed", {"why": refusal(Reason(code), "nl")}), "nl")
            assert words.startswith("tijd nog niet bevestigd: ")


def test_the_first_connection_afterwards_brings_what_was_missing_for_all_maps(stage: Stage) -> None:
    office = signed_offline(stage)
    with office.open(now=NOON) as desk:
        assert waiting_letters(desk) == (HOUSE, SENATE)
        person = Person()
        done = strengthen_waiting(desk, context=person)
        assert [(one.letter, one.missing, one.failed) for one in done] == [(HOUSE, (), ()), (SENATE, (), ())]
        assert [step.step for step in person.steps] == ["strengthen", "strengthen"]
        assert waiting_letters(desk) == ()
        shown = confirmed_time(desk, find(desk))
        assert shown.moment.startswith("2024-02-09T07:00")
        assert shown.why_not == ""
        assert entries(desk).count("LetterStrengthened") == 2
        assert strengthen_waiting(desk) == (), "what is there is not asked for again"


def test_a_service_that_no_connection_reaches_is_asked_once_and_not_for_every_letter(stage: Stage) -> None:
    office = signed_offline(stage)
    with office.open(now=NOON) as desk:
        service = Counted(desk, down=True)
        away = without(desk, Services(time_stamper=service, fetchers=_no_fetchers(desk)))
        done = strengthen_waiting(away)
        assert service.asked == 1
        assert {one.missing for one in done} == {("timestamp_unreachable", "revocation_unreachable")}
        assert confirmed_time(away, find(desk), last=done[0]).why_not == "timestamp_unreachable"
        assert waiting_letters(desk) == (HOUSE, SENATE)
        service.down = False
        assert {bool(one.time_stamp) for one in strengthen_waiting(away)} == {True}


def test_revocation_services_that_do_not_answer_take_no_time_stamp_from_the_others_of_a_batch(stage: Stage) -> None:
    office = stage("approved")
    with office.open(now=at(8, 16, 20)) as desk:
        service = Counted(desk)
        half = without(desk, Services(time_stamper=service, fetchers=_no_fetchers(desk)))
        assert sign(half, office)[0].sealed == (HOUSE, SENATE)
        assert service.asked == 2
        assert all(confirmed_time(half, find(desk, name)).moment for name in (HOUSE, SENATE))


def test_why_it_failed_is_still_known_after_a_restart(stage: Stage) -> None:
    office = signed_offline(stage)
    with office.open(now=NOON) as desk:
        service = Counted(desk, down=True)
        strengthen_waiting(without(desk, Services(time_stamper=service, fetchers=_no_fetchers(desk))))
    with office.open(now=NOON) as desk:
        assert confirmed_time(desk, find(desk)).why_not == "timestamp_unreachable"
        last = last_attempt(desk, find(desk))
        assert last is not None
        assert [one.code for one in last.failed] == ["timestamp_unreachable"]
        assert not verify_record(desk).flaws
        strengthen_waiting(desk)
        assert last_attempt(desk, find(desk)) is None
        assert confirmed_time(desk, find(desk)).moment


def test_at_release_a_wrong_answer_is_passed_over_as_at_signing(stage: Stage) -> None:
    office = stage("agreed")
    with office.open(now=at(9, 12, 41)) as desk:
        from tests.pki import make_pki

        strange = TimeStampService("vreemd.example", lambda: make_pki().time_stamper(at(9, 12, 41)))
        own = desk.services.time_stamper
        assert own is not None
        listed = (strange, TimeStampService("goed.example", own))
        mixed = without(desk, Services(strange.client, desk.services.fetchers, "", listed))
        assert {level for _, level, _ in release(mixed, office).letters} == {"B-LTA"}


def _no_fetchers(desk: Desk) -> Any:
    assert desk.services.fetchers is not None
    make = desk.services.fetchers

    def out_of_reach() -> Any:
        backend = make()
        fetchers = backend.get_fetchers()

        async def fail(*_arguments: Any, **_named: Any) -> Any:
            raise OSError("no connection")

        fetchers.ocsp_fetcher.fetch = fail  # type: ignore[method-assign]
        fetchers.crl_fetcher.fetch = fail  # type: ignore[method-assign]
        return type("Backend", (), {"get_fetchers": lambda self: fetchers, "close": backend.close})()

    return out_of_reach


def test_on_request_it_waits_for_the_quota_and_can_be_stopped_while_it_waits(stage: Stage) -> None:
    office = signed_offline(stage)
    with office.open(now=NOON) as desk:
        seconds = [0.0]
        service = TimeStampService("dienst", Counted(desk), Pace(1, lambda: seconds[0]))
        paced = without(desk, Services(service.client, desk.services.fetchers, "dienst", (service,)))
        waited: list[float] = []
        person = Person()

        def pause(step: float) -> None:
            waited.append(step)
            seconds[0] += step

        done = strengthen_letters(paced, MAP, context=person, pause=pause)
        assert [bool(one.time_stamp) for one in done] == [True, True]
        assert 59.5 < sum(waited) < 60.5
        assert max(waited) < 1, "a person who wants to stop does not wait for a minute"


def test_a_wrong_answer_is_said_with_the_service_that_gave_it(stage: Stage) -> None:
    office = signed_offline(stage)
    with office.open(now=NOON) as desk:
        from tests.pki import make_pki

        strange = TimeStampService("vreemd.example", lambda: make_pki().time_stamper(NOON))
        own = desk.services.time_stamper
        assert own is not None
        good = TimeStampService("goed.example", own)
        mixed = without(desk, Services(own, desk.services.fetchers, "", (strange, good)))
        done = strengthen_waiting(mixed)
        assert all(one.time_stamp for one in done)
        reasons = {(one.failed[0].code, one.failed[0].parameters["service"]) for one in done}
        assert reasons == {("timestamp_not_fitting", "vreemd.example")}
        assert "klopt niet" in refusal(done[0].failed[0], "nl")


def test_by_command_for_all_that_waits(command: Run, stage: Stage) -> None:
    office = signed_offline(stage)
    with office.open(now=NOON):
        pass
    ran = command("strengthen", "--json", profile=office.folder)
    assert ran.code == 0
    assert [(one["letter"], one["missing"], one["failed"]) for one in ran.values] == [(HOUSE, [], []), (SENATE, [], [])]
    again = command("strengthen", profile=office.folder)
    assert (again.code, again.out.strip()) == (0, "Er wacht geen brief.")
    shown = command("strengthen", HOUSE.rsplit("/", 1)[0], profile=office.folder)
    assert "tijd bevestigd op 2024-02-09T07:00" in shown.out
