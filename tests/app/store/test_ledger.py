"""What happened and what is: replaying the record gives the state, after any history the moves allow."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Table, create_engine, select, update

from app import events
from app.errors import Refused
from app.events import Event
from app.moves import TABLE, LetterState, Move
from app.record import Flaw
from app.store import ledger, schema
from app.text.refusals import FLAWS
from app.vault.release_keys import destroy_release_key, keep_release_key, keep_seal
from signing.seal import new_release_key

AT = "2024-02-08T14:05:00+00:00"
HASH = "ab" * 32


@contextmanager
def fresh() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    try:
        with engine.begin() as connection:
            schema.metadata.create_all(connection)
            yield connection
    finally:
        engine.dispose()


class History:
    """Writes what the use-cases write, for two letters in one item, whatever is asked in whatever order."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.count = 0

    def happen(self, *happened: Event) -> None:
        self.count += len(happened)
        ledger.append(self.connection, happened, at=AT, person="J. Jansen")

    def begin(self) -> None:
        letters = [
            events.FileAdded(f"brief-{n}", f"brief {n}.pdf", "letter", HASH, f"o{n}", 2, f"v{n}") for n in (1, 2)
        ]
        memo = events.FileAdded("nota", "nota.pdf", "memo", HASH, "o0", 4)
        for name in ("o0", "o1", "o2", "t"):
            self._keep_object(name)
        self.happen(events.ProfileCreated(False), events.MapCreated("m"))
        self.happen(events.ItemAdded("m", "i", "Nota", (memo, *letters), "MR:2024-02-09", "direct na de MR"))

    def _keep_object(self, name: str) -> None:
        self.connection.execute(schema.objects.insert().values(id=name, key=b"key", size=1, sha256=HASH))

    def state(self, version: str) -> LetterState:
        query = select(schema.versions.c.state).where(schema.versions.c.version == version)
        return LetterState(self.connection.execute(query).scalar_one())

    def states(self) -> list[LetterState]:
        return [self.state(version) for version in ("v1", "v2")]

    def step(self, move: Move, version: str) -> None:
        """Take a step where it is allowed, as its use-case does; else nothing happens."""
        if move in {Move.LOCK, Move.UNLOCK, Move.RELEASE, Move.DISPATCH}:
            if all((state, move) in TABLE for state in self.states()):
                getattr(self, "_" + move.value)()
        elif (self.state(version), move) in TABLE:
            simple: dict[Move, Event] = {
                Move.WITHDRAW: events.DecisionWithdrawn(version),
                Move.BLOCK: events.LetterBlocked(version, "outcome"),
                Move.CORRECT: events.LetterUnblocked(version),
            }
            if move in simple:
                self.happen(simple[move])
            elif move is Move.SIGN:
                self._sign(version)
            elif move is Move.VOID:
                destroy_release_key(self.connection, version)
                self.happen(events.LetterVoided(version, "niet akkoord", HASH, HASH))
            elif move in {Move.AGREE, Move.DISAGREE, Move.DISCUSS, Move.RETURN, Move.NOTE}:
                self.happen(events.Decided(version, move.value, HASH, (events.BoundFile("nota", "memo", HASH),)))

    def _lock(self) -> None:
        keys = {version: new_release_key() for version in ("v1", "v2")}
        for version, key in keys.items():
            keep_release_key(self.connection, version, key)
        made = tuple(events.ReleaseKeyMade(version, key.public) for version, key in keys.items())
        found = events.RecordedFinding("L05", "signatory_differs", "B", "brief-1", HASH, "A. Voorbeeld", "B. Voorbeeld")
        self.happen(events.FindingOverruled("m", "i", found, "zij tekent als plaatsvervanger"))
        self.happen(events.ItemChecked("m", "i", AT, (found,)), events.MapLocked("m", made))

    def _unlock(self) -> None:
        for version in ("v1", "v2"):
            destroy_release_key(self.connection, version)
        self.happen(events.MapUnlocked("m"))

    def _sign(self, version: str) -> None:
        self.happen(events.LetterPrepared(version, "t", HASH, "sha256", HASH, 1, 2, HASH, AT))
        seal, kept = f"seal {version} {self.count}".encode(), f"evidence {version} {self.count}"
        keep_seal(self.connection, version, seal)
        self._keep_evidence(version, kept)
        self.happen(
            events.LetterSealed(
                version, hashlib.sha256(seal).hexdigest(), HASH, HASH, "A. Voorbeeld", "Kaart", False, AT,
                "all_unseen", hashlib.sha256(kept.encode()).hexdigest(),
            )
        )  # fmt: skip

    def _keep_evidence(self, version: str, kept: str) -> None:
        self.connection.execute(schema.evidence.delete().where(schema.evidence.c.version == version))
        self.connection.execute(schema.evidence.insert().values(version=version, json=kept))

    def _release(self) -> None:
        released = [events.ReleasedLetter(version, "t", HASH, "B-LTA", AT) for version in ("v1", "v2")]
        self.happen(events.LevelAccepted("m", "i", "B-T", ("revocation_offline",)))
        self.happen(events.ItemReleased("m", "i", tuple(released)))
        self.happen(events.WrittenOut("m", "i", "/uit", (events.BoundFile("brief 1.pdf", "letter", HASH),)))

    def _dispatch(self) -> None:
        self.happen(events.ItemDispatched("m", "i", "postboek 12"))

    def strengthen(self, version: str) -> None:
        if self.state(version) in {LetterState.SEALED, LetterState.BLOCKED}:
            kept = f"more evidence {self.count}"
            self._keep_evidence(version, kept)
            digest = hashlib.sha256(kept.encode()).hexdigest()
            self.happen(events.LetterStrengthened(version, AT, AT, digest))

    def aside(self, number: int) -> None:
        memo = events.FileAdded("nota-openbaar", "nota.pdf", "public_memo", HASH, f"p{self.count}", 4)
        self._keep_object(memo.object)
        asides: tuple[Event, ...] = (
            events.ConditionRecorded("m", "i", "MR:2024-02-09"),
            events.OutcomeRecorded("MR:2024-02-09", "m", "i", "agreed", "J. Jansen", "punt 3", AT),
            events.ClockConfirmed("J. Jansen", AT),
            events.PublicMemoMarked("m", "i", memo),
            events.SignatureLost("v1"),
        )
        self.happen(asides[number % len(asides)])


FULL = [Move.LOCK, Move.AGREE, Move.SIGN, Move.BLOCK, Move.CORRECT, Move.RELEASE, Move.DISPATCH]


def full_history(connection: Connection, moves: list[Move] | None = None) -> History:
    history = History(connection)
    history.begin()
    for move in FULL if moves is None else moves:
        for version in ("v1", "v2"):
            history.step(move, version)
        if move is Move.SIGN:
            history.strengthen("v1")
            history.aside(0)
            history.aside(1)
    return history


steps = st.lists(
    st.tuples(st.sampled_from([*Move, *FULL, "strengthen", "aside"]), st.sampled_from(["v1", "v2"])), max_size=40
)


@settings(max_examples=50)
@given(steps)
def test_replaying_the_record_gives_the_state_after_any_history(steps: list[tuple[Move | str, str]]) -> None:
    with fresh() as connection:
        history = History(connection)
        history.begin()
        for move, version in steps:
            if isinstance(move, Move):
                history.step(move, version)
            elif move == "strengthen":
                history.strengthen(version)
            else:
                history.aside(history.count)
        assert list(ledger.flaws(connection)) == []
        assert len(ledger.entries(connection)) == history.count
        assert ledger.head(connection) == ledger.entries(connection)[-1].hash


def test_the_whole_way_is_walked_by_these_histories() -> None:
    with fresh() as connection:
        assert full_history(connection).states() == [LetterState.DISPATCHED] * 2
    with fresh() as connection:
        void = full_history(connection, [*FULL[:4], Move.VOID])
        assert void.states() == [LetterState.VOIDED] * 2
        assert list(ledger.flaws(connection)) == []


def cells() -> list[tuple[str, str]]:
    return [(table.name, column.name) for table in schema.PROJECTED for column in table.columns]


def first_flaw(connection: Connection) -> Flaw:
    found = next(iter(ledger.flaws(connection)), None)
    assert found is not None, "not found"
    assert found.code in FLAWS
    return found


@pytest.mark.parametrize(("table", "column"), cells())
def test_every_cell_of_the_state_that_is_changed_is_found(table: str, column: str) -> None:
    with fresh() as connection:
        full_history(connection)
        place: Table = schema.metadata.tables[table]
        row = connection.execute(select(place)).mappings().first()
        assert row is not None
        key = place.c[next(iter(place.primary_key)).name] if table in {"maps", "outcomes", "versions"} else None
        changed: Any = row[column] + 1000 if isinstance(row[column], int) else row[column] + "x"
        statement = update(place).values({column: changed})
        same = [place.c[one.name] == row[one.name] for one in place.primary_key]
        connection.execute(statement.where(*same if key is None else [key == row[key.name]]))
        found = first_flaw(connection)
        assert found.code == "state_differs"
        assert table in found.detail


@pytest.mark.parametrize("table", [table.name for table in schema.PROJECTED])
def test_every_row_of_the_state_that_is_gone_is_found(table: str) -> None:
    with fresh() as connection:
        full_history(connection)
        connection.execute(schema.metadata.tables[table].delete())
        found = first_flaw(connection)
        assert found.code == "state_differs"
        assert "row missing" in found.detail


@pytest.mark.parametrize(("table", "named"), [("seals", "seal"), ("evidence", "evidence"), ("release_keys", "release")])
@pytest.mark.parametrize("act", ["remove", "change"])
def test_what_the_record_says_of_seals_evidence_and_keys_is_held_against_them(table: str, named: str, act: str) -> None:
    with fresh() as connection:
        full_history(connection, FULL[:4])
        place = schema.metadata.tables[table]
        if act == "remove":
            connection.execute(place.delete().where(place.c.version == "v2"))
        else:
            column = {"seals": "sealed", "evidence": "json", "release_keys": "public"}[table]
            value: Any = b"another" if table == "seals" else "another"
            connection.execute(update(place).where(place.c.version == "v2").values({column: value}))
        found = first_flaw(connection)
        assert found.code == "state_differs"
        assert named in found.detail
        assert "m/i/brief-2" in found.detail


def test_a_key_that_comes_back_after_the_void_is_found() -> None:
    with fresh() as connection:
        full_history(connection, [*FULL[:4], Move.VOID])
        keep_release_key(connection, "v1", new_release_key())
        assert "release key" in first_flaw(connection).detail


def rows() -> int:
    with fresh() as connection:
        return full_history(connection).count


@pytest.mark.parametrize("column", ["at", "person", "authenticated", "kind", "body", "previous", "hash", "number"])
def test_every_field_of_every_row_of_the_record_is_held(column: str) -> None:
    count = rows()
    for number in range(1, count + 1):
        with fresh() as connection:
            full_history(connection)
            place = schema.record.c[column]
            value: Any = place + 1000 if column == "number" else place + "x"
            connection.execute(update(schema.record).where(schema.record.c.number == number).values({column: value}))
            assert first_flaw(connection).number == number


def test_every_row_of_the_record_that_is_gone_is_named() -> None:
    for number in range(1, rows() + 1):
        with fresh() as connection:
            full_history(connection)
            connection.execute(schema.record.delete().where(schema.record.c.number == number))
            assert first_flaw(connection) == Flaw(number, "entry_missing")


def test_a_last_row_taken_off_with_its_head_shows_in_the_state() -> None:
    with fresh() as connection:
        history = full_history(connection)
        connection.execute(schema.record.delete().where(schema.record.c.number == history.count))
        last = ledger.last_entry(connection)
        assert last is not None
        connection.execute(update(schema.meta).values(value=last.hash))
        assert first_flaw(connection).code == "state_differs"


@pytest.mark.parametrize("act", [Move.SIGN, Move.RELEASE, Move.VOID, Move.LOCK])
def test_what_the_moves_do_not_allow_is_refused(act: Move) -> None:
    forbidden: dict[Move, Event] = {
        Move.SIGN: events.LetterSealed("v1", HASH, HASH, HASH, "", "", False, AT, "", HASH),
        Move.RELEASE: events.ItemReleased("m", "i", (events.ReleasedLetter("v1", "t", HASH, "B-B", ""),)),
        Move.VOID: events.LetterVoided("v1", "", "", ""),
        Move.LOCK: events.Decided("v1", "agree", HASH, ()),
    }
    with fresh() as connection:
        history = History(connection)
        history.begin()
        with pytest.raises(Refused) as refused:
            history.happen(forbidden[act])
        assert refused.value.reason.code == "move_not_allowed"
        assert history.state("v1") is LetterState.DRAFT


def test_a_record_whose_chain_is_right_and_whose_moves_are_not_is_found() -> None:
    """Someone who can compute hashes still cannot release what was never sealed."""
    from app.record import new_entry

    with fresh() as connection:
        History(connection).begin()
        event = events.ItemReleased("m", "i", (events.ReleasedLetter("v1", "t", HASH, "B-B", ""),))
        forged = new_entry(event, after=ledger.last_entry(connection), at=AT, person="J. Jansen")
        connection.execute(schema.record.insert().values(**vars(forged)))
        connection.execute(update(schema.meta).values(value=forged.hash))
        assert first_flaw(connection).code == "move_not_possible"
        assert first_flaw(connection).number == forged.number


@pytest.mark.parametrize(("kind", "body"), [("Onbekend", "{}"), ("MapCreated", "[]"), ("MapCreated", "{")])
def test_a_row_that_is_no_event_is_named(kind: str, body: str) -> None:
    from app.record import Entry, _hash

    with fresh() as connection:
        History(connection).begin()
        last = ledger.last_entry(connection)
        assert last is not None
        own = _hash(last.hash, last.number + 1, AT, "J", "passphrase", kind, body)
        forged = Entry(last.number + 1, AT, "J", "passphrase", kind, body, last.hash, own)
        connection.execute(schema.record.insert().values(**vars(forged)))
        connection.execute(update(schema.meta).values(value=own))
        assert (first_flaw(connection).number, first_flaw(connection).code) == (forged.number, "entry_unreadable")
