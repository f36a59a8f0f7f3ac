"""The act of signing: the plan, skipping with a reason, the place by hand, the preview, signing again."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from app.desk import Desk
from app.errors import KeyTrouble, Refused, WrongUse
from app.page_source import open_source
from app.plan import KeyFacts
from app.ports import ConsentQuestion, Skipped
from app.usecases.correct_file import correct_file
from app.usecases.decide import decide
from app.usecases.lock_map import lock_map
from app.usecases.open_document import open_document
from app.usecases.place_on_page import place_on_page
from app.usecases.place_signature import place_signature, restore_place
from app.usecases.plan_signing import plan_signing
from app.usecases.preview_signature import preview_signature
from app.usecases.record_condition import record_condition
from app.usecases.sign_again import sign_again
from app.usecases.sign_batch import key_facts, sign_batch
from app.usecases.verify_record import verify_record
from app.vault.release_keys import kept_seal
from signing.errors import KeyFault
from signing.keys.software import _SoftwareKey
from signing.placement import Place
from signing.services import OFFLINE
from tests.journeys.desks import (
    HOUSE,
    ITEM,
    MAP,
    MEETING,
    SENATE,
    Office,
    Person,
    at,
    entries,
    find,
    outcome,
    release,
    sign,
    sql,
    states,
)  # fmt: skip

Stage = Callable[[str], Office]


def agreed(desk: Desk) -> None:
    desk.clock.set(at(9, 12, 41))  # type: ignore[attr-defined]
    outcome(desk)


class Picky(Person):
    """Signs all but one letter, and says why."""

    def ask_consent(self, question: ConsentQuestion) -> Any:
        self.asked.append(question)
        return Skipped("eerst  nog\nbellen") if question.letters == (HOUSE,) else True


def test_the_plan_counts_what_it_will_take(stage: Stage) -> None:
    office = stage("approved")
    with office.open(now=at(8, 16)) as desk:
        plan = plan_signing(desk, MAP, key=key_facts(office.demonstration.key_uris[-1], now=desk.now()))
        assert (len(plan.to_sign), plan.pins, plan.time_stamps) == (2, 1, 2)
        assert {(one.level_now, one.level_at_release, one.ahead) for one in plan.to_sign} == {("B-T", "B-LTA", True)}
        assert plan.signed_ahead_is_visible
        away = plan_signing(replace(desk, services=OFFLINE), MAP)
        assert (away.time_stamps, {one.level_now for one in away.to_sign}) == (0, {"B-B"})


def test_a_key_that_cannot_sign_is_the_reason_of_every_letter(stage: Stage) -> None:
    with stage("approved").open(now=at(8, 16)) as desk:
        facts = key_facts("file:/weg.p12", now=desk.now())
        assert facts.unfit is not None
        plan = plan_signing(desk, MAP, key=KeyFacts(unfit=facts.unfit))
        assert [one.reason.code for one in plan.not_signed] == ["key_file_missing"] * 2
        assert (plan.to_sign, plan.pins, plan.time_stamps) == ((), 0, 0)


def test_a_letter_with_two_signatories_is_not_signed_and_said(stage: Stage) -> None:
    with stage("approved").open(now=at(8, 16)) as desk:
        sql(desk, "UPDATE files SET recognised = json_set(recognised, '$.two_signatories', json('true'))"
                  " WHERE short = 'brief-tweede-kamer'")  # fmt: skip
        plan = plan_signing(desk, MAP)
        assert [(one.letter, one.reason.code) for one in plan.not_signed] == [(HOUSE, "two_signatories")]


def test_a_letter_is_skipped_with_a_reason_that_is_recorded(stage: Stage) -> None:
    office = stage("approved")
    with office.open(now=at(8, 16)) as desk:
        uri = office.demonstration.key_uris[-1]
        person = Picky(office.demonstration.secret_for(uri))
        result, _ = sign_batch(desk, plan_signing(desk, MAP), key_uri=uri, one_by_one=True, target=None, context=person)
        assert (result.sealed, result.skipped) == ((SENATE,), ((HOUSE, "eerst  nog\nbellen"),))
        assert sorted(states(desk)) == ["APPROVED", "SEALED"]
        (body,) = sql(desk, "SELECT body FROM record WHERE kind = 'LetterSkipped'")
        assert '"why":"eerst nog bellen"' in body[0]
        assert not verify_record(desk).flaws


def test_progress_says_what_and_how_long(stage: Stage) -> None:
    office = stage("approved")
    with office.open(now=at(8, 16)) as desk:
        person = Person(office.demonstration.secrets.key_file)
        sign(desk, office, person=person)
        second = [one for one in person.steps if one.step == "sign"][1]
        assert (second.done, second.total) == (1, 2)
        assert second.seconds_left is not None
        assert {"prepare", "sign", "check", "seal", "strengthen"} == {one.step for one in person.steps}
        # A time that is confirmed meanwhile does not take the eye from the letter in hand.
        assert all(one.done == one.total for one in person.steps if one.step == "strengthen")


class TestThePlaceOfOneLetter:
    def test_is_moved_for_that_letter_alone_and_signed_there(self, stage: Stage) -> None:
        office = stage("approved")
        place = Place(1, (100.0, 590.0, 260.0, 630.0))
        with office.open(now=at(8, 16)) as desk:
            before = find(desk, SENATE).file.place
            assert place_signature(desk, HOUSE, place=place) == place
            assert (find(desk).file.place, find(desk, SENATE).file.place) == (place, before)
            assert states(desk) == ["APPROVED", "APPROVED"]
            sign(desk, office)
            assert states(desk) == ["SEALED", "SEALED"]
            with pytest.raises(Refused, match="place_fixed"):
                place_signature(desk, HOUSE, place=place)
            assert not verify_record(desk).flaws
            agreed(desk)
            assert release(desk, office).letters

    @pytest.mark.parametrize(
        ("rect", "code"),
        [((550, 300, 700, 340), "place_outside_page"), ((100, 590, 110, 630), "place_too_small"),
         ((10, 715, 580, 740), "place_too_large")],
    )  # fmt: skip
    def test_that_nobody_could_see_or_read_is_refused_or_fitted(
        self, stage: Stage, rect: tuple[float, float, float, float], code: str
    ) -> None:
        with stage("approved").open(now=at(8, 16)) as desk:
            with pytest.raises(Refused, match=code):
                place_signature(desk, HOUSE, place=Place(1, rect))
            placed = place_signature(desk, HOUSE, place=Place(1, rect), fit=True)
            assert placed == place_signature(desk, HOUSE, place=placed)

    @pytest.mark.parametrize("fit", [False, True])
    def test_over_the_text_is_refused_with_the_words_it_would_cover(self, stage: Stage, fit: bool) -> None:
        with stage("approved").open(now=at(8, 16)) as desk:
            before = find(desk).file.place
            with pytest.raises(Refused, match="place_covers_text") as refused:
                place_signature(desk, HOUSE, place=Place(1, (100.0, 300.0, 260.0, 340.0)), fit=fit)
            assert refused.value.reason.parameters["page"] == 1
            assert "onderzoek" in str(refused.value.reason.parameters["words"])
            assert find(desk).file.place == before

    def test_that_was_moved_is_said_in_the_plan_and_goes_back_to_the_proposal(self, stage: Stage) -> None:
        with stage("approved").open(now=at(8, 16)) as desk:
            before = find(desk).file.place
            place_signature(desk, HOUSE, place=Place(1, (100.0, 590.0, 260.0, 630.0)))
            said = {one.letter: [note.code for note in one.notes] for one in plan_signing(desk, MAP).to_sign}
            assert "place_moved" in said[HOUSE]
            assert "place_moved" not in said[SENATE]
            assert restore_place(desk, HOUSE) == before
            assert find(desk).file.place == before
            assert not any(note.code == "place_moved" for one in plan_signing(desk, MAP).to_sign for note in one.notes)

    @pytest.mark.parametrize("page", [0, 1])
    def test_goes_to_a_page_that_is_pointed_at_where_that_has_room(self, stage: Stage, page: int) -> None:
        with stage("approved").open(now=at(8, 16)) as desk:
            placed = place_on_page(desk, HOUSE, page=page)
            assert placed is not None
            assert placed.page == page + 1
            assert find(desk).file.place == placed
            assert place_signature(desk, HOUSE, place=placed) == placed, "it covers nothing and can be read"

    def test_that_was_not_recognised_is_pointed_at_by_a_person(self, stage: Stage) -> None:
        office = stage("added")
        with office.open(now=at(8, 15, 30)) as desk:
            correct_file(desk, ITEM, "brief-tweede-kamer", {"place": ""})
            record_condition(desk, ITEM, MEETING)
            lock_map(desk, MAP)
            decide(desk, ITEM, "agree")
            (left,) = plan_signing(desk, MAP).not_signed
            assert (left.letter, left.reason.code) == (HOUSE, "place_missing")
            place_on_page(desk, HOUSE, page=1)
            assert not plan_signing(desk, MAP).not_signed
            sign(desk, office)
            assert states(desk) == ["SEALED", "SEALED"]

    def test_can_be_out_of_sight(self, stage: Stage) -> None:
        office = stage("approved")
        with office.open(now=at(8, 16)) as desk:
            assert place_signature(desk, HOUSE, place=None) is None
            (one,) = [one for one in plan_signing(desk, MAP).to_sign if one.invisible]
            assert one.letter == HOUSE
            sign(desk, office)
            assert states(desk) == ["SEALED", "SEALED"]


def test_the_preview_is_the_signed_page(stage: Stage) -> None:
    """As pictures, pixel for pixel; and nothing of the preview is kept."""
    office = stage("approved")
    with office.open(now=at(8, 16)) as desk:
        before = entries(desk)
        preview = preview_signature(desk, HOUSE)
        shown = [preview.render(index, 1.0).data for index in range(preview.count)]
        preview.close()
        plain = open_document(desk, ITEM, "brief-tweede-kamer").source
        bare = [plain.render(index, 1.0).data for index in range(plain.count)]
        plain.close()
        assert shown != bare, "nothing of a signature is seen"
        assert entries(desk) == before
        sign(desk, office)
        letter = find(desk)
        assert letter.prepared is not None
        with desk.transaction() as transaction:
            base = desk.objects.read(transaction.connection, letter.file.object)
            tail = desk.objects.read(transaction.connection, letter.prepared.tail_object)
        signed = open_source(io.BytesIO(base + tail))
        assert [signed.render(index, 1.0).data for index in range(signed.count)] == shown
        signed.close()


class TestSigningAgainWithAnotherKey:
    def test_voids_the_old_seal_and_seals_the_same_bytes_anew(self, stage: Stage) -> None:
        office = stage("sealed")
        with office.open(now=at(9, 9)) as desk:
            old = find(desk)
            with desk.transaction() as transaction:
                seal = kept_seal(transaction.connection, old.version, letter=HOUSE)
            uri = office.demonstration.key_uris[-1]
            person = Person(office.demonstration.secret_for(uri))
            result = sign_again(desk, HOUSE, key_uri=uri, why="kaart verloren", context=person)
            assert result.sealed == (HOUSE,)
            new = find(desk)
            assert (new.state.value, new.number, new.file.sha256) == ("SEALED", old.number + 1, old.file.sha256)
            assert new.version != old.version
            assert new.release_key != old.release_key
            with desk.transaction() as transaction:
                assert kept_seal(transaction.connection, new.version, letter=HOUSE) != seal
                with pytest.raises(Refused, match="seal_not_here"):
                    kept_seal(transaction.connection, old.version, letter=HOUSE)
            assert sql(desk, f"SELECT state FROM versions WHERE version = '{old.version}'") == [("VOIDED",)]
            assert not verify_record(desk).flaws
            agreed(desk)
            assert len(release(desk, office).letters) == 2
            assert states(desk) == ["RELEASED", "RELEASED"]

    def test_leaves_the_old_one_when_the_new_key_does_not_open_or_the_person_says_no(self, stage: Stage) -> None:
        office = stage("sealed")
        with office.open(now=at(9, 9)) as desk:
            uri = office.demonstration.key_uris[-1]
            right = office.demonstration.secret_for(uri)
            for person, why in ((Person(None), KeyTrouble), (Person(right, consents=False), Refused)):
                with pytest.raises(why):
                    sign_again(desk, HOUSE, key_uri=uri, why="kaart verloren", context=person)
            with pytest.raises(WrongUse, match="why_missing"):
                sign_again(desk, HOUSE, key_uri=uri, why=" ", context=Person(right))
            assert states(desk) == ["SEALED", "SEALED"]
            assert find(desk).number == 1

    @pytest.mark.parametrize("how", ["fails", "gives wrong values"])
    def test_leaves_the_old_one_when_the_new_key_does_not_sign(
        self, stage: Stage, monkeypatch: pytest.MonkeyPatch, how: str
    ) -> None:
        plain = _SoftwareKey.sign_digest

        def ill(key: _SoftwareKey, digest: bytes, algorithm: str) -> bytes:
            if how == "fails":
                raise KeyFault("token_removed", token="kaart")
            return plain(key, bytes(len(digest)), algorithm)

        office = stage("sealed")
        with office.open(now=at(9, 9)) as desk:
            uri = office.demonstration.key_uris[-1]
            monkeypatch.setattr(_SoftwareKey, "sign_digest", ill)
            with pytest.raises(KeyTrouble):
                sign_again(desk, HOUSE, key_uri=uri, why="kaart verloren",
                           context=Person(office.demonstration.secret_for(uri)))  # fmt: skip
            assert states(desk) == ["SEALED", "SEALED"]
            assert find(desk).number == 1
            monkeypatch.undo()
            agreed(desk)
            assert len(release(desk, office).letters) == 2

    def test_only_of_a_letter_that_is_held(self, stage: Stage) -> None:
        office = stage("approved")
        with office.open(now=at(8, 16)) as desk, pytest.raises(Refused, match="nothing_held"):
            sign_again(desk, HOUSE, key_uri=office.demonstration.key_uris[-1], why="zo", context=Person())
