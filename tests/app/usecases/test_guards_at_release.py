"""Guards G2, G7, G9, G10, G11 and G13, each with attempts to get round it."""

from __future__ import annotations

import json
import re
import tempfile
import zlib
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyrage
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from pyhanko_certvalidator.fetchers.api import FetcherBackend, Fetchers

from app.desk import Desk
from app.errors import Refused
from app.events import FindingOverruled, RecordedFinding
from app.plan import KeyFacts
from app.ports import ConsentQuestion, Secret
from app.store import ledger, schema
from app.usecases.decide import decide
from app.usecases.lock_map import lock_map
from app.usecases.overrule_finding import overrule_finding
from app.usecases.plan_signing import plan_signing
from app.usecases.record_condition import record_condition
from app.usecases.release_item import release_item
from app.usecases.sign_batch import sign_batch
from app.usecases.strengthen_letters import strengthen_letters
from app.usecases.verify_record import verify_record
from app.usecases.void_letter import void_letter
from app.usecases.withdraw import withdraw
from app.usecases.write_out import write_out
from signing.cms import signature_value
from signing.seal import open_seal
from signing.services import OFFLINE, Services
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
    find_item,
    outcome,
    release,
    sign,
    sql,
    states,
)
from tests.pki import TestPki, make_pki

Stage = Callable[[str], Office]
EXAMPLE = Path(__file__).parents[3] / "resources" / "example"


def refused(act: Callable[[], object]) -> Refused:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value


def nothing_out(office: Office) -> bool:
    return not office.outbox.exists() or not list(office.outbox.iterdir())


def sealed_signature(desk: Desk, name: str) -> bytes:
    """The signature value, which only a holder of the release key can see."""
    version = find(desk, name).version
    sealed = sql(desk, "SELECT sealed FROM seals WHERE version = :v", v=version)[0][0]
    private = sql(desk, "SELECT private FROM release_keys WHERE version = :v", v=version)[0][0]
    return signature_value(open_seal(bytes(sealed), identity=private)[1])


def everything_kept(desk: Desk) -> Iterator[tuple[str, bytes]]:
    """Every object decrypted, every row of every table but the seals themselves, every file below the profile."""
    with desk.transaction() as transaction:
        for row in transaction.connection.execute(schema.objects.select()):
            yield f"object {row.id}", desk.objects.read(transaction.connection, row.id)
        for table in schema.metadata.sorted_tables:
            for row in transaction.connection.execute(table.select()).mappings():
                yield f"row of {table.name}", repr(dict(row)).encode()
    for path in desk.paths.folder.rglob("*"):
        if path.is_file():
            yield str(path), path.read_bytes()


FILLED = re.compile(rb"/Contents\s*<([0-9A-Fa-f\s]+)>")


def looks_signed(content: bytes) -> bool:
    return any(found[1].strip(b"0 \r\n") for found in FILLED.finditer(content))


class TestG2NothingSignedExistsBeforeRelease:
    @pytest.mark.parametrize("blocked", [False, True])
    def test_neither_a_signed_pdf_nor_the_signature_is_kept(
        self, stage: Stage, blocked: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        temporary = tmp_path / "tijdelijk"
        temporary.mkdir()
        monkeypatch.setattr(tempfile, "tempdir", str(temporary))
        office = stage("approved")
        with office.open(now=at(8, 16, 20)) as desk:
            sign(desk, office)
            if blocked:
                for name in (HOUSE, SENATE):
                    withdraw(desk, name)
            values = [sealed_signature(desk, name) for name in (HOUSE, SENATE)]
            forms = [form for value in values for form in (value, value.hex().encode(), b64encode(value))]
            forms += [form.upper() for form in forms if form.isalnum()]
            prepared = 0
            for where, content in everything_kept(desk):
                assert not looks_signed(content), where
                assert not any(form in content for form in forms), where
                prepared += b"/ByteRange" in content and b"/Contents" in content
            assert prepared >= 2, "the prepared letters were looked at"
        assert not list(temporary.iterdir())
        assert nothing_out(office)

    def test_the_same_look_does_find_a_released_letter(self, stage: Stage) -> None:
        with stage("released").open(now=at(9, 13)) as desk:
            assert sum(looks_signed(content) for _, content in everything_kept(desk)) == 2

    @pytest.mark.parametrize("found", ["approved", "sealed", "agreed"])
    def test_there_is_nothing_to_write_out(self, stage: Stage, found: str) -> None:
        office = stage(found)
        with office.open(now=at(9, 12, 41)) as desk:
            assert refused(lambda: write_out(desk, find_item(desk), office.outbox)).reason.guard == "G2"
        assert nothing_out(office)

    def test_not_even_when_the_table_says_released(self, stage: Stage) -> None:
        office = stage("sealed")
        with office.open(now=at(9, 12, 41)) as desk:
            sql(desk, "UPDATE items SET released_at = 'x'")
            refused(lambda: release(desk, office))
            assert verify_record(desk).flaws
        assert nothing_out(office)


class TestG7VoidIsFinal:
    def test_key_and_seal_are_gone_and_nothing_brings_them_back(self, stage: Stage) -> None:
        office = stage("sealed")
        with office.open(now=at(9, 12, 41)) as desk:
            version = find(desk).version
            kept_elsewhere = bytes(sql(desk, "SELECT sealed FROM seals WHERE version = :v", v=version)[0][0])
            digest = find(desk).prepared
            outcome(desk, "refused")
            void_letter(desk, HOUSE, why="De ministerraad ging niet akkoord.")
            assert states(desk) == ["VOIDED", "BLOCKED"]
            for table in ("seals", "release_keys"):
                assert not sql(desk, f"SELECT * FROM {table} WHERE version = :v", v=version)
            remaining = sql(desk, "SELECT private FROM release_keys")
            for (private,) in remaining:
                with pytest.raises(pyrage.DecryptError):
                    pyrage.decrypt(kept_elsewhere, [pyrage.x25519.Identity.from_str(private)])
            outcome(desk, "agreed")
            assert states(desk) == ["VOIDED", "SEALED"]
            refused(lambda: release(desk, office))
            refused(lambda: void_letter(desk, HOUSE, why="nog eens"))
            refused(lambda: withdraw(desk, HOUSE))
            refused(lambda: decide(desk, HOUSE, "agree"))
            assert not plan_signing(desk, MAP).to_sign
            last = json.loads(sql(desk, "SELECT body FROM record WHERE kind = 'LetterVoided'")[0][0])
            assert last["why"] == "De ministerraad ging niet akkoord."
            assert digest is not None
            assert last["digest"] == digest.digest
            assert not verify_record(desk).flaws
        assert nothing_out(office)
        assert not (office.folder / "store.db-wal").exists() or not (office.folder / "store.db-wal").stat().st_size

    def test_putting_the_seal_and_a_key_back_does_not_help(self, stage: Stage) -> None:
        office = stage("agreed")
        with office.open(now=at(9, 12, 41)) as desk:
            version = find(desk).version
            seal = sql(desk, "SELECT * FROM seals WHERE version = :v", v=version)[0]
            key = sql(desk, "SELECT * FROM release_keys WHERE version = :v", v=version)[0]
            for _ in range(2):
                void_letter(desk, HOUSE, why="vergissing")
            with desk.store.transaction() as connection:
                connection.execute(schema.seals.insert().values(version=seal[0], sealed=seal[1]))
                connection.execute(schema.release_keys.insert().values(**key._mapping))
            assert refused(lambda: release(desk, office)).reason.guard == "G5"
            assert {flaw.code for flaw in verify_record(desk).flaws} == {"state_differs"}

    def test_a_released_letter_is_not_made_void(self, stage: Stage) -> None:
        with stage("released").open(now=at(9, 13)) as desk:
            assert refused(lambda: void_letter(desk, HOUSE, why="spijt")).reason.code == "move_not_allowed"

    def test_the_first_step_destroys_nothing(self, stage: Stage) -> None:
        with stage("sealed").open(now=at(8, 17)) as desk:
            void_letter(desk, HOUSE, why="vergissing")
            assert states(desk) == ["BLOCKED", "SEALED"]
            assert len(sql(desk, "SELECT * FROM seals")) == 2
            assert len(sql(desk, "SELECT * FROM release_keys")) == 2


# The name of the one row of ``meta`` is not data; a wrong key of an object shows when the object is opened, and its
# size is in the object itself; how a release key is protected is no fact about a letter.
# Of a released letter the record has the hash of the whole, not of its tail.
_NEVER = {"meta.name", "objects.key", "objects.size", "release_keys.protection"}
NOT_IN_THE_RECORD = {"agreed": _NEVER, "released": _NEVER | {"objects.sha256"}}


class TestG9EveryEditIsFound:
    def test_a_whole_journey_is_found_whole_and_the_head_is_that_of_the_last_entry(self, stage: Stage) -> None:
        with stage("released").open(now=at(9, 13)) as desk:
            check = verify_record(desk)
            assert not check.flaws
            assert check.head == sql(desk, "SELECT hash FROM record ORDER BY number DESC LIMIT 1")[0][0]

    @pytest.mark.parametrize("table", [table.name for table in schema.metadata.sorted_tables])
    @pytest.mark.parametrize("found", ["agreed", "released"])
    def test_any_column_of_any_row_and_any_missing_row(self, stage: Stage, table: str, found: str) -> None:
        unfound: list[str] = []
        with stage(found).open(now=at(9, 13)) as desk:
            if table == "overrules":  # nothing of the example has to be overruled: here it was
                finding = RecordedFinding("L05", "signatory_differs", "B", "brief-tweede-kamer", "00" * 32, "A", "B")
                with desk.transaction() as transaction:
                    transaction.happen(FindingOverruled(MAP, ITEM.partition("/")[2], finding, "zo bedoeld"))
            declared = schema.metadata.tables[table]
            count = sql(desk, f"SELECT count(*) FROM {table}")[0][0]
            assert count
            for row in {0, count // 2, count - 1}:
                for column in declared.columns:
                    if f"{table}.{column.name}" in NOT_IN_THE_RECORD[found]:
                        continue
                    number = str(column.type) in {"INTEGER"}
                    changed = f"{column.name} + 1000" if number else f"{column.name} || 'x'"
                    if str(column.type) == "BLOB":
                        changed = f"CAST({changed} AS BLOB)"
                    change = f"UPDATE {table} SET {column.name} = {changed} WHERE rowid = " + rowid(table, row)
                    if not is_found(desk, change):
                        unfound.append(f"{table}.{column.name} of row {row}")
                if not is_found(desk, f"DELETE FROM {table} WHERE rowid = " + rowid(table, row)):
                    unfound.append(f"{table}: row {row} deleted")
        assert not unfound

    def test_a_row_too_many(self, stage: Stage) -> None:
        with stage("agreed").open(now=at(9, 13)) as desk:
            for table in ("maps", "outcomes", "seals", "release_keys", "evidence"):
                key = schema.metadata.tables[table].primary_key.columns.keys()[0]
                value = "999" if table == "outcomes" else "'extra'"
                rest = ", ".join(c.name for c in schema.metadata.tables[table].columns if c.name != key)
                extra = f"INSERT INTO {table} ({key}, {rest}) SELECT {value}, {rest} FROM {table} LIMIT 1"
                assert is_found(desk, extra), table


def rowid(table: str, row: int) -> str:
    return f"(SELECT rowid FROM {table} ORDER BY rowid LIMIT 1 OFFSET {row})"


class _Undone(Exception):
    pass


def is_found(desk: Desk, change: str) -> bool:
    """Whether ``record verify`` finds a change; the change is then undone."""
    flaws: list[Any] = []
    with pytest.raises(_Undone), desk.store.transaction() as connection:  # noqa: PT012  one block, one transaction
        connection.exec_driver_sql(change)
        flaws = list(ledger.flaws(connection))
        raise _Undone
    return bool(flaws)


@contextmanager
def own_key(folder: Path, *, ends: datetime, holder: str = "K. Kortlopend") -> Iterator[tuple[str, Secret, bytes]]:
    """A key file whose certificate ends when it is told to: URI, passphrase, DER."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, holder)])
    usage = dict.fromkeys(
        ("digital_signature", "key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign",
         "encipher_only", "decipher_only"), False,
    )  # fmt: skip
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(datetime(2024, 1, 1, tzinfo=UTC))
        .not_valid_after(ends)
        .add_extension(x509.KeyUsage(content_commitment=True, **usage), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "sleutel.p12"
    path.write_bytes(
        pkcs12.serialize_key_and_certificates(b"k", key, certificate, None, BestAvailableEncryption(b"wachtzin"))
    )
    yield f"file:{path}", Secret("wachtzin"), path.read_bytes()


class TestG10SaidBeforeSigning:
    def test_a_certificate_that_ends_before_the_meeting(self, stage: Stage, tmp_path: Path) -> None:
        office = stage("approved")
        with (
            office.open(now=at(8, 16, 20)) as desk,
            own_key(tmp_path, ends=datetime(2024, 2, 9, 8, 59, tzinfo=UTC)) as (uri, secret, _),
        ):
            bare = replace(desk, trust_roots=(), services=OFFLINE)
            person = NoWhenWarned(secret, "certificate_ends_before_meeting")
            refused(lambda: sign_batch(bare, plan_signing(bare, MAP), key_uri=uri, one_by_one=False, target=None,
                                       context=person))  # fmt: skip
            assert person.warned
            assert states(desk) == ["APPROVED", "APPROVED"]
            assert "LetterPrepared" not in entries(desk)

    def test_it_is_information_and_not_a_refusal(self, stage: Stage, tmp_path: Path) -> None:
        office = stage("approved")
        with (
            office.open(now=at(8, 16, 20)) as desk,
            own_key(tmp_path, ends=datetime(2024, 2, 9, 8, 59, tzinfo=UTC)) as (uri, secret, _),
        ):
            bare = replace(desk, trust_roots=(), services=OFFLINE)
            sign_batch(bare, plan_signing(bare, MAP), key_uri=uri, one_by_one=False, target=None,
                       context=Person(secret))  # fmt: skip
            assert states(desk) == ["SEALED", "SEALED"]

    @pytest.mark.parametrize(
        ("holder", "said"),
        [("Minister van Defensie", True), ("Staatssecretaris van BZK", False), ("K. Kortlopend", False)],
    )
    def test_a_certificate_of_another_office(self, stage: Stage, tmp_path: Path, holder: str, said: bool) -> None:
        """Rule L05 with the certificate: said before the first signature, and no is no."""
        office = stage("approved")
        ends = datetime(2025, 2, 9, tzinfo=UTC)
        with (
            office.open(now=at(8, 16, 20)) as desk,
            own_key(tmp_path, ends=ends, holder=holder) as (uri, secret, _),
        ):
            bare = replace(desk, trust_roots=(), services=OFFLINE)
            person = NoWhenWarned(secret, "certificate_of_another_office")

            def act() -> object:
                return sign_batch(bare, plan_signing(bare, MAP), key_uri=uri, one_by_one=False, target=None,
                                  context=person)  # fmt: skip

            if said:
                assert refused(act).reason.code == "consent_missing"
            else:
                act()
            assert person.warned is said
            assert states(desk) == (["APPROVED", "APPROVED"] if said else ["SEALED", "SEALED"])
            assert ("LetterPrepared" in entries(desk)) is not said

    @pytest.mark.parametrize(
        ("holder", "said"),
        [
            ("J. Tester", True),
            ("Marie Verzonnen-de Bruin", False),
            ("VERZONNEN, M. (DEMONSTRATIE)", False),
            ("Staatssecretaris van BZK", False),
        ],
    )
    def test_a_certificate_of_another_person(self, stage: Stage, tmp_path: Path, holder: str, said: bool) -> None:
        """The page will say that the letter's signatory signed; that the key is another's is said before it does."""
        office = stage("approved")
        ends = datetime(2025, 2, 9, tzinfo=UTC)
        with (
            office.open(now=at(8, 16, 20)) as desk,
            own_key(tmp_path, ends=ends, holder=holder) as (uri, secret, _),
        ):
            bare = replace(desk, trust_roots=(), services=OFFLINE)
            person = NoWhenWarned(secret, "certificate_of_another_person")

            def act() -> object:
                return sign_batch(bare, plan_signing(bare, MAP), key_uri=uri, one_by_one=False, target=None,
                                  context=person)  # fmt: skip

            if said:
                assert refused(act).reason.code == "consent_missing"
            else:
                act()
            assert person.warned is said
            assert states(desk) == (["APPROVED", "APPROVED"] if said else ["SEALED", "SEALED"])

    def test_a_certificate_that_can_be_read_before_the_pin_is_compared_in_the_plan(self, stage: Stage) -> None:
        office = stage("approved")
        with office.open(now=at(8, 16, 20)) as desk:
            plan = plan_signing(desk, MAP, key=KeyFacts(holder="J. Tester"))
        assert {note.code for one in plan.to_sign for note in one.notes} >= {"certificate_of_another_person"}

    def test_a_letter_dated_before_the_meeting(self, stage: Stage) -> None:
        """Rule L06 refuses it at locking; overruled with a reason, it is still said before signing."""
        office = stage("added")
        with office.open(now=at(8, 15, 30)) as desk:
            change_json(desk, "files", "recognised", "short = 'brief-tweede-kamer'", letter_date="2024-02-08")
        with office.open(now=at(8, 15, 40)) as desk:
            record_condition(desk, ITEM, MEETING)
            reason = refused(lambda: lock_map(desk, MAP)).reason
            assert reason.code == "blocking_findings"
            assert reason.parameters["findings"] == "L06/letter_before_meeting brief-tweede-kamer"
            why = "De brief draagt de dag van verzending."
            overrule_finding(desk, ITEM, "L06/letter_before_meeting", "brief-tweede-kamer", why=why)
            lock_map(desk, MAP)
            decide(desk, ITEM, "agree")
            plan = {one.letter: [note.code for note in one.notes] for one in plan_signing(desk, MAP).to_sign}
            assert plan == {HOUSE: ["letter_dated_before_meeting"], SENATE: []}

    def test_an_expired_certificate_is_not_used(self, stage: Stage, tmp_path: Path) -> None:
        from app.errors import KeyTrouble

        office = stage("approved")
        with (
            office.open(now=at(8, 16, 20)) as desk,
            own_key(tmp_path, ends=datetime(2024, 2, 8, 15, 0, tzinfo=UTC)) as (uri, secret, _),
        ):
            bare = replace(desk, trust_roots=(), services=OFFLINE)
            with pytest.raises(KeyTrouble, match="key_certificate_expired"):
                sign_batch(bare, plan_signing(bare, MAP), key_uri=uri, one_by_one=False, target=None,
                           context=Person(secret))  # fmt: skip
            assert "LetterPrepared" not in entries(desk)


class NoWhenWarned(Person):
    """Says no as soon as one warning is among what is said."""

    def __init__(self, pin: Secret, code: str) -> None:
        super().__init__(pin)
        self._code = code
        self.warned = False

    def ask_consent(self, question: ConsentQuestion) -> bool:
        self.warned = self.warned or self._code in [one.code for one in question.warnings]
        return not self.warned


def change_json(desk: Desk, table: str, column: str, where: str, **values: Any) -> None:
    """Change fields of a JSON column behind the program's back."""
    found = json.loads(sql(desk, f"SELECT {column} FROM {table} WHERE {where}")[0][0]) | values
    sql(desk, f"UPDATE {table} SET {column} = :t WHERE {where}",
        t=json.dumps(found, sort_keys=True, separators=(",", ":")))  # fmt: skip


class _Backend(FetcherBackend):
    def __init__(self, pki: TestPki, moment: datetime) -> None:
        self._pki, self._moment = pki, moment

    def get_fetchers(self) -> Fetchers:
        return self._pki.fetchers(self._moment)

    async def close(self) -> None:
        """Nothing is open."""


def services_of(pki: TestPki, moment: datetime, *, revocation: bool = True, stamps: bool = True) -> Services:
    return Services(
        time_stamper=(lambda: pki.time_stamper(moment)) if stamps else None,
        fetchers=(lambda: _Backend(pki, moment)) if revocation else None,
        time_stamp_address="proef",
    )


class TestG11ReleaseVerifiesFirst:
    def refuse(self, desk: Desk, office: Office, *codes: str) -> None:
        reason = refused(lambda: release(desk, office, accept="B-B")).reason
        assert reason.guard in {"G1", "G11"}
        assert reason.code in codes
        assert states(desk) == ["SEALED", "SEALED"]
        assert "ItemReleased" not in entries(desk)
        assert nothing_out(office)

    def test_the_seal_of_another_letter(self, stage: Stage) -> None:
        office = stage("agreed")
        with office.open(now=at(9, 12, 41)) as desk:
            swap(desk, "seals", "sealed")
            self.refuse(desk, office, "seal_unopened")

    def test_the_seal_and_the_key_of_another_letter(self, stage: Stage) -> None:
        office = stage("agreed")
        with office.open(now=at(9, 12, 41)) as desk:
            swap(desk, "seals", "sealed")
            swap(desk, "release_keys", "private")
            self.refuse(desk, office, "seal_does_not_fit")

    @pytest.mark.parametrize("hidden", [False, True])
    def test_the_prepared_tail_changed(self, stage: Stage, hidden: bool) -> None:
        office = stage("agreed")
        with office.open(now=at(9, 12, 41)) as desk:
            letter = find(desk)
            assert letter.prepared is not None
            with desk.transaction() as transaction:
                tail = desk.objects.read(transaction.connection, letter.prepared.tail_object)
                stored = desk.objects.put_bytes(transaction.connection, tail.replace(b"/Rect", b"/Bect", 1))
            changes: dict[str, Any] = {"tail_object": stored.id, "tail_sha256": stored.sha256}
            if hidden:
                from signing.prepare import Prepared, prepared_digest

                with desk.transaction() as transaction:
                    kept = letter.prepared
                    changed = Prepared(
                        desk.objects.read(transaction.connection, stored.id), b"", "sha256", kept.reserve_start,
                        kept.reserve_end,
                    )  # fmt: skip
                    approved = desk.objects.open(transaction.connection, letter.file.object)
                    with approved:
                        changes["digest"] = prepared_digest(approved, changed).hex()
            change_json(desk, "versions", "prepared", f"version = '{letter.version}'", **changes)
            self.refuse(desk, office, "seal_does_not_fit" if hidden else "prepared_differs")

    @pytest.mark.parametrize("covered", [False, True], ids=["edited", "edited with the hash in the table"])
    @pytest.mark.parametrize(
        "change",
        [
            {"trust_roots": []},
            {"time_stamp": None},
            {"revoked_since": None, "ocsps": [], "crls": [], "collected_at": None},
        ],
        ids=["roots", "stamp", "revocation"],
    )
    def test_edited_evidence_stops_the_set(self, stage: Stage, change: dict[str, Any], covered: bool) -> None:
        office = stage("agreed")
        with office.open(now=at(9, 12, 41)) as desk:
            version = find(desk).version
            change_json(desk, "evidence", "json", f"version = '{version}'", **change)
            if covered:
                text = sql(desk, "SELECT json FROM evidence WHERE version = :v", v=version)[0][0]
                import hashlib

                change_json(desk, "versions", "strengthened", f"version = '{version}'",
                            evidence_sha256=hashlib.sha256(text.encode()).hexdigest())  # fmt: skip
                assert verify_record(desk).flaws
            else:
                self.refuse(desk, office, "evidence_differs")
                refused(lambda: strengthen_letters(desk, MAP))

    def test_another_certificate_put_in_the_place_of_the_one_recorded(self, stage: Stage) -> None:
        office = stage("agreed")
        with office.open(now=at(9, 12, 41)) as desk:
            letter = find(desk)
            other = make_pki()
            change_json(
                desk, "evidence", "json", f"version = '{letter.version}'",
                certificates=[b64encode(other.certificate("signer").dump()).decode()],
                trust_roots=[b64encode(root).decode() for root in other.roots],
            )  # fmt: skip
            import hashlib

            text = sql(desk, "SELECT json FROM evidence WHERE version = :v", v=letter.version)[0][0]
            change_json(desk, "versions", "strengthened", f"version = '{letter.version}'",
                        evidence_sha256=hashlib.sha256(text.encode()).hexdigest())  # fmt: skip
            self.refuse(desk, office, "seal_does_not_fit", "chain_broken")

    def sign_with(self, desk: Desk, label: str, folder: Path) -> None:
        path = folder / f"{label}.p12"
        path.write_bytes(make_pki().pkcs12(label))
        sign_batch(desk, plan_signing(desk, MAP), key_uri=f"file:{path}", one_by_one=False, target=None,
                   context=Person(Secret("proef")))  # fmt: skip
        assert states(desk) == ["SEALED", "SEALED"]

    def release_as(self, desk: Desk, office: Office, services: Services, accept: str) -> Any:
        served = replace(desk, services=services)
        return release_item(served, ITEM, target=office.outbox, context=Person(), accept_level=accept)

    def test_revoked_before_any_time_stamp_stops_the_set(self, stage: Stage, tmp_path: Path) -> None:
        """Signed offline; revoked that evening; the time stamp of the next day proves nothing."""
        pki, office = make_pki(), stage("approved")
        with office.open(now=at(8, 16, 20)) as desk:
            rooted = replace(desk, trust_roots=tuple(pki.roots), services=OFFLINE)
            self.sign_with(rooted, "revoked", tmp_path)
            desk.clock.set(at(9, 12, 41))  # type: ignore[attr-defined]
            outcome(desk)
            reason = refused(lambda: self.release_as(rooted, office, services_of(pki, at(9, 12, 41)), "B-B")).reason
            assert (reason.code, reason.guard) == ("certificate_revoked", "G11")
            assert states(desk) == ["SEALED", "SEALED"]
            # Once known it stays known: going offline again does not help.
            reason = refused(lambda: self.release_as(rooted, office, OFFLINE, "B-B")).reason
            assert reason.code == "certificate_revoked"
        assert nothing_out(office)

    def test_revoked_after_the_time_stamp_is_released(self, stage: Stage, tmp_path: Path) -> None:
        pki, office = make_pki(), stage("approved")
        with office.open(now=at(8, 16, 20)) as desk:
            rooted = replace(desk, trust_roots=tuple(pki.roots), services=services_of(pki, at(8, 16, 20)))
            self.sign_with(rooted, "revoked", tmp_path)
            desk.clock.set(at(9, 12, 41))  # type: ignore[attr-defined]
            outcome(desk)
            result = self.release_as(rooted, office, services_of(pki, at(9, 12, 41)), "B-T")
            assert states(desk) == ["RELEASED", "RELEASED"]
            assert {level for _, level, _ in result.letters} <= {"B-T", "B-LT", "B-LTA"}

    def test_a_chain_that_leads_nowhere_is_not_signed_with(self, stage: Stage, tmp_path: Path) -> None:
        from app.errors import KeyTrouble

        office = stage("approved")
        with office.open(now=at(8, 16, 20)) as desk, pytest.raises(KeyTrouble, match="key_chain_untrusted"):
            self.sign_with(desk, "signer", tmp_path)

    def test_a_level_that_is_not_reached_is_said_and_asked_and_recorded(self, stage: Stage) -> None:
        office = stage("agreed")
        with office.open(now=at(9, 12, 41)) as desk:
            away = replace(desk, services=OFFLINE)
            person = Person()
            before = entries(desk)
            reason = refused(lambda: release(away, office, person=person)).reason
            assert (reason.code, reason.parameters["reached"]) == ("level_not_accepted", "B-LT")
            assert entries(desk) == before
            assert len(person.asked) == 1
            refused(lambda: release(away, office, accept="B-LTA"))
            release(away, office, person=Person(accepts=True))
            assert entries(desk)[-3:] == ["LevelAccepted", "ItemReleased", "WrittenOut"]

    def test_released_again_are_the_same_bytes(self, stage: Stage) -> None:
        office = stage("agreed")
        with office.open(now=at(9, 12, 41)) as desk:
            first = release(desk, office)
            again = release(replace(desk, services=OFFLINE), office)
            assert again.again
            assert again.folder != first.folder
            for path in first.folder.iterdir():
                assert (again.folder / path.name).read_bytes() == path.read_bytes()


def swap(desk: Desk, table: str, column: str) -> None:
    """Exchange a column between the two letters."""
    rows = sql(desk, f"SELECT version, {column} FROM {table}")
    for row, other in zip(rows, reversed(rows), strict=True):
        sql(desk, f"UPDATE {table} SET {column} = :o WHERE version = :v", o=other[1], v=row[0])


COUNCIL = re.compile(
    rb"ministerraad|\bMR\b|MR:|onderraad|agenda|condition|voorwaarde|meeting|vergadering|besluitenlijst|punt 7"
    rb"|outcome|uitkomst|agreed|akkoord",
    re.IGNORECASE,
)


def readable(content: bytes) -> bytes:
    """What a PDF says outside its fonts and signature containers: every stream decoded, every string."""
    without = re.sub(rb"/Contents\s*<[0-9A-Fa-f]+>", b"", content)
    pieces = []
    for found in re.finditer(rb"stream\r?\n(.*?)endstream", without, re.DOTALL):
        try:
            decoded = zlib.decompressobj().decompress(found[1])
        except zlib.error:
            decoded = found[1]
        printable = sum(32 <= byte < 127 or byte in b"\r\n\t" for byte in decoded)
        if printable > 0.9 * len(decoded):
            pieces.append(decoded)
    pieces.append(re.sub(rb"stream\r?\n.*?endstream", b"", without, flags=re.DOTALL))
    return b"\n".join(pieces)


class TestG13TheCouncilIsSecret:
    def test_nothing_that_names_it_was_added_to_the_letters(self, stage: Stage) -> None:
        office = stage("agreed")
        with office.open(now=at(9, 12, 41)) as desk:
            folder = release(desk, office).folder
            texts = [find_item(desk).title, "2024-02-09", "besluitenlijst"]
        for short in ("brief-tweede-kamer", "brief-eerste-kamer"):
            approved = (EXAMPLE / f"{short}.pdf").read_bytes()
            released = (folder / f"{short}.pdf").read_bytes()
            assert released.startswith(approved)
            added = released[len(approved) :]
            assert not COUNCIL.search(readable(added)), COUNCIL.search(readable(added))
            assert b"/Reason" not in added
            contents = b"".join(bytes.fromhex(found[1].decode()) for found in FILLED.finditer(added))
            assert len(contents) > 4000
            for word in (b"ministerraad", b"MR:2024", b"besluitenlijst", b"per-racisme", b"mr-9"):
                assert word not in contents
                assert word.decode().encode("utf-16-be") not in contents
            assert not any(text.encode() in readable(added) for text in texts[2:])

    def test_the_look_would_find_it(self) -> None:
        stream = zlib.compress(b"BT (na de MR van vrijdag) Tj ET")
        assert COUNCIL.search(readable(b"1 0 obj << >> stream\n" + stream + b"\nendstream endobj"))


def test_withdrawn_after_the_seal_is_not_released(stage: Stage) -> None:
    office = stage("sealed")
    with office.open(now=at(9, 12, 41)) as desk:
        withdraw(desk, HOUSE)
        outcome(desk)
        assert refused(lambda: release(desk, office)).reason.code == "set_incomplete"


def test_two_maps_of_one_dossier_have_nothing_of_each_other(stage: Stage) -> None:
    from app.usecases.add_dossier import add_dossier
    from app.usecases.lock_map import lock_map
    from app.usecases.new_map import new_map
    from app.usecases.record_condition import record_condition

    office = stage("sealed")
    with office.open() as desk:
        new_map(desk, "twee")
        add_dossier(desk, "twee", [EXAMPLE], name="per-racisme")
        record_condition(desk, "twee/per-racisme", "MR:2024-02-09")
        lock_map(desk, "twee")
        decide(desk, "twee/per-racisme", "agree")
        sign(desk, office, name="twee")
        desk.clock.set(at(9, 12, 41))  # type: ignore[attr-defined]
        outcome(desk)
        other = find_item(desk, "twee/per-racisme")
        assert other.outcome is None
        assert (
            refused(lambda: release_item(desk, "twee/per-racisme", target=office.outbox, context=Person())).reason.code
            == "outcome_missing"
        )
        release(desk, office)
        assert states(desk, "twee/per-racisme") == ["SEALED", "SEALED"]
        keys = sql(desk, "SELECT public FROM release_keys")
        assert len({row[0] for row in keys}) == 4
        assert not verify_record(desk).flaws
