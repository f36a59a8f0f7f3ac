"""The example from memo to released, verified letters, told by the use-cases themselves on 8 and 9 February 2024."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.batch import SigningBatch
from app.compose import make_demonstration_profile, open_desk
from app.council import AMSTERDAM
from app.demonstration.profile import DemonstrationProfile
from app.desk import Desk
from app.errors import Reason, Refused
from app.example import example_folder
from app.ports import ConsentQuestion, LevelQuestion, PinQuestion, Progress, Secret
from app.text.plain import KINDS, OUTCOMES, in_state, in_words
from app.text.verdicts import verdict_words
from app.usecases.add_dossier import add_dossier
from app.usecases.decide import decide
from app.usecases.dispatch_item import dispatch_item
from app.usecases.lock_map import lock_map
from app.usecases.new_map import new_map
from app.usecases.plan_signing import plan_signing
from app.usecases.read_memo import read_memo_file
from app.usecases.record_condition import record_condition
from app.usecases.record_outcome import record_outcome
from app.usecases.release_item import ReleaseResult, release_item
from app.usecases.show_map import show_map
from app.usecases.sign_batch import sign_batch
from app.usecases.verify_files import VerifiedFile, verify_files
from app.usecases.verify_record import RecordCheck, verify_record
from app.usecases.void_letter import void_letter
from signing.verify.trust import TrustRoots

FIRST, SECOND = "mr-9-februari", "mr-9-februari-tweede-keer"
ITEM = "per-racisme"
MEETING = "MR:2024-02-09"
_BY = "A. Secretaris"


@dataclass(frozen=True)
class Told:
    """What the story came to.

    Attributes:
        folder: the ready-to-send folder.
        released: what was released.
        verified: the verdicts on what was written out.
        second: the second map at the end.
        record: the check of the record.
    """

    folder: Path
    released: ReleaseResult
    verified: tuple[VerifiedFile, ...]
    second: SigningBatch
    record: RecordCheck


class _Person:
    """The state secretary of the story: consents, and knows the kept PIN."""

    def __init__(self, pin: Secret | None) -> None:
        self._pin = pin
        self.cancelled = False

    def report(self, progress: Progress) -> None:
        """The story tells its own steps."""

    def ask_pin(self, question: PinQuestion) -> Secret | None:
        return self._pin

    def ask_consent(self, question: ConsentQuestion) -> bool:
        return True

    def ask_level(self, question: LevelQuestion) -> bool:
        return False


def _at(day: int, hour: int, minute: int) -> datetime:
    return datetime(2024, 2, day, hour, minute, tzinfo=AMSTERDAM)


def tell(folder: Path, *, say: Callable[[str], None], why: Callable[[Reason], str]) -> Told:
    """Make a demonstration profile in a folder and lead the example through the whole journey.

    Args:
        folder: new or empty.
        say: prints a line.
        why: gives the sentence for a refusal.

    Raises:
        WrongUse: ``folder_not_empty``.
    """
    say("DEMONSTRATIE: sleutels, certificaten, tijdstempels en klok zijn verzonnen.")
    demonstration = make_demonstration_profile(folder)
    with open_desk(folder, passphrase=demonstration.secrets.passphrase) as desk:
        clock = desk.clock
        assert isinstance(clock, type(demonstration.clock))  # noqa: S101  a demonstration has its own clock
        with example_folder() as example:
            _tell_memo(example, say)
            clock.set(_at(8, 15, 20))
            for name in (FIRST, SECOND):
                _prepare(desk, name, example, say if name == FIRST else _silent)
        clock.set(_at(8, 16, 20))
        _sign(desk, demonstration, say)
        _refused(lambda: _release(desk, FIRST), "Vrijgeven v\u00f3\u00f3r de vergadering", say, why)
        clock.set(_at(9, 12, 38))
        _record(desk, FIRST, "agreed", say)
        clock.set(_at(9, 12, 41))
        released = _release(desk, FIRST)
        say(f"\n9 februari 12.41 uur  Vrijgegeven, klaar om te versturen:\n  {released.folder}")
        verified = _verify(desk, released, say)
        dispatch_item(desk, f"{FIRST}/{ITEM}", evidence="Griffies, 9 februari 2024, 12.55 uur")
        _second(desk, say, why)
        record = verify_record(desk)
        holds = "klopt" if not record.flaws else "klopt NIET"
        say(f"\nHet logboek {holds}: {record.entries} regels. Kop: {record.head}")
        second = show_map(desk, SECOND)
    return Told(released.folder, released, verified, second, record)


def _silent(line: str) -> None:
    """Say nothing: the second map is made like the first."""


def _tell_memo(example: Path, say: Callable[[str], None]) -> None:
    memo = read_memo_file(example / "nota.pdf").memos[0]
    say(f"\nNota  {memo.type}: {memo.title}")
    say(f"  aan {', '.join(memo.to)}, van {memo.sender}, {memo.date}, {memo.reference}")
    if memo.condition is not None:
        say(f"  voorwaarde: {memo.condition.kind.value} {memo.condition.meeting_date}: '{memo.condition.phrase}'")
    for action in memo.requested_actions:
        say(f"  gevraagd: {action.quote}")


def _prepare(desk: Desk, name: str, example: Path, say: Callable[[str], None]) -> None:
    new_map(desk, name)
    add_dossier(desk, name, [example], name=ITEM)
    item = show_map(desk, name).items[0]
    say(f"\n8 februari 15.20 uur  Map '{name}', stuk '{item.item}' voorbereid door het bureau:")
    for file in item.files:
        chamber = {"house": "Tweede Kamer", "senate": "Eerste Kamer"}.get(file.chamber, "")
        signatory = f", te tekenen door {file.signatory_name}" if file.signatory_name else ""
        say(f"  {KINDS[file.kind][0]:<8} {file.file_name} ({file.pages} pag.) {chamber}{signatory}".rstrip())
    record_condition(desk, item.name, MEETING)
    lock_map(desk, name)
    say(f"  voorwaarde {MEETING} vastgelegd; map vastgezet; per brief een sleutel voor vrijgeven gemaakt")
    decide(desk, item.name, "agree")
    say("  akkoord van de staatssecretaris, gebonden aan deze bytes en deze stukken")


def _sign(desk: Desk, demonstration: DemonstrationProfile, say: Callable[[str], None]) -> None:
    uris = demonstration.key_uris
    for name, uri in ((FIRST, uris[0]), (SECOND, uris[-1])):
        plan = plan_signing(desk, name)
        person = _Person(demonstration.secret_for(uri))
        sign_batch(desk, plan, key_uri=uri, one_by_one=False, target=None, context=person)
        how = "een SoftHSM2-token over PKCS#11" if uri.startswith("pkcs11:") else "een PKCS#12-bestand"
        say(f"\n8 februari 16.20 uur  '{name}': twee brieven getekend met \u00e9\u00e9n pincode, met {how}:")
        for letter in show_map(desk, name).letters:
            stamped = letter.strengthened.time_stamp if letter.strengthened else ""
            stamp = f"tijdstempel van {in_words(stamped)}" if stamped else "het tijdstempel ontbreekt"
            say(f"  {letter.name}: {in_state(letter.state)}, {stamp}")
    if not demonstration.module:
        say("  SoftHSM2 ontbreekt: ook de eerste map is met het bestand getekend. 'make setup' installeert het.")
    say("  Er bestaat geen getekende brief: alleen de verzegelde handtekening.")


def _record(desk: Desk, name: str, outcome: str, say: Callable[[str], None]) -> None:
    record_outcome(
        desk,
        f"{name}/{ITEM}",
        meeting=MEETING,
        outcome=outcome,
        by=_BY,
        evidence="besluitenlijst, punt 7",
        at=_at(9, 12, 30),
    )
    moment = desk.now().astimezone(AMSTERDAM)
    say(f"\n9 februari {moment:%H.%M} uur  Uitkomst van {MEETING} voor '{name}': {OUTCOMES[outcome][0]}, volgens {_BY}")


def _release(desk: Desk, name: str) -> ReleaseResult:
    return release_item(desk, f"{name}/{ITEM}", target=desk.paths.folder / "verzendmap", context=_Person(None))


def _verify(desk: Desk, released: ReleaseResult, say: Callable[[str], None]) -> tuple[VerifiedFile, ...]:
    written = sorted(path for path in released.folder.iterdir() if path.name.startswith("brief"))
    verified = tuple(verify_files(written, trust=TrustRoots.from_certificates(desk.trust_roots), now=desk.now()))
    for one in verified:
        level = next((each.level.value for each in one.verdict.signatures if each.level), "-")
        say(f"  {one.name}, niveau {level}: {verdict_words(one.verdict, 'nl')[0]}")
    return verified


def _refused(act: Callable[[], object], what: str, say: Callable[[str], None], why: Callable[[Reason], str]) -> None:
    try:
        act()
    except Refused as refused:
        say(f"\n{what} wordt geweigerd:\n  {why(refused.reason)}")
    else:
        raise AssertionError(f"{what} was not refused")


def _second(desk: Desk, say: Callable[[str], None], why: Callable[[Reason], str]) -> None:
    _record(desk, SECOND, "refused", say)
    for letter in show_map(desk, SECOND).letters:
        say(f"  {letter.name}: {in_state(letter.state)}")
        void_letter(desk, letter.name, why="De ministerraad ging niet akkoord.")
    for letter in show_map(desk, SECOND).letters:
        say(f"  {letter.name}: {in_state(letter.state)}, de sleutel voor vrijgeven is vernietigd")
    _refused(lambda: _release(desk, SECOND), "Vrijgeven na vervallen", say, why)
