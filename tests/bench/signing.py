"""Signing against its bounds, in a process of its own: prints one line of JSON.

    python -m tests.bench.signing software|token|card|large

``software``: a map of letters with an RSA-3072 key in a file, through the use-case and the vault, against the plain
pyHanko loop over the same letters in memory. ``token``: a hundred letters with a key that takes a quarter of a second;
``card`` the same over PKCS#11: SoftHSM2 behind the shim of the tests, which adds the quarter to every signature.
``large``: one letter of 440 MB through the vault.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner

from app.compose import open_desk
from app.desk import Desk, Transaction
from app.events import FileAdded, ItemAdded, MapLocked, ReleaseKeyMade
from app.plan import Consent
from app.ports import ConsentQuestion, LevelQuestion, PinQuestion, Progress, Secret
from app.store import queries
from app.usecases.decide import decide
from app.usecases.new_map import new_map
from app.usecases.plan_signing import plan_signing
from app.usecases.show_map import show_map
from app.usecases.sign_letters import OpenedKey, sign_letters
from app.vault.objects import StoredObject
from app.vault.release_keys import keep_release_key
from signing.keys import KeyCertificate, SigningKey, locate
from signing.keys.software import Pkcs12File
from signing.seal import new_release_key
from tests.bench.large_file import write_large
from tests.pki import make_pki
from tests.shim.module import build_shim, fresh_library
from tests.signing.keys.softhsm import MODULE, PIN, TokenStore, uri
from tests.signing.verify.letters import plain_letter

ROUNDS = 5
LETTERS, PLAIN_LETTERS = 100, 5
TOKEN_SECONDS = 0.25
_BOX = (72, 400, 300, 460)
_PASSPHRASE = b"proef"


class _Person:
    """Nobody asks and nobody stops."""

    cancelled = False

    def report(self, progress: Progress) -> None:
        """Nobody looks."""

    def ask_pin(self, question: PinQuestion) -> Secret | None:
        return None

    def ask_consent(self, question: ConsentQuestion) -> bool:
        return True

    def ask_level(self, question: LevelQuestion) -> bool:
        return False


class _SlowKey:
    """A key that takes as long as a card: the signature is real, the wait lets others work."""

    def __init__(self, key: SigningKey) -> None:
        self._key = key
        self.certificate: KeyCertificate = key.certificate

    def sign_digest(self, digest: bytes, algorithm: str) -> bytes:
        begun = time.monotonic()
        value = self._key.sign_digest(digest, algorithm)
        time.sleep(max(0.0, TOKEN_SECONDS - (time.monotonic() - begun)))
        return value


@contextmanager
def desk_with(folder: Path, letters: list[Path], *, names: tuple[str, ...]) -> Iterator[Desk]:
    """Give a desk with maps of approved letters, two to an item with a memo beside them."""
    with open_desk(folder, passphrase=Secret("proef"), create=True) as desk:
        with desk.transaction() as transaction:
            memo = desk.objects.put(transaction.connection, io.BytesIO(b"nota" * 5_000))
            kept = [_put(transaction, path) for path in letters]
        for name in names:
            new_map(desk, name)
            with desk.transaction() as transaction:
                for number in range(0, len(letters), 2):
                    pair = kept[number : number + 2]
                    files = [_added(memo, "nota", "memo", name)]
                    files += [_added(one, f"brief-{at}", "letter", name) for at, one in enumerate(pair)]
                    transaction.happen(ItemAdded(name, f"stuk-{number // 2}", "Nota", tuple(files)))
            _lock(desk, name)
            for item in show_map(desk, name).items:
                decide(desk, item.name, "agree")
        yield desk


def _lock(desk: Desk, name: str) -> None:
    """Lock a map without its checks: they are measured elsewhere."""
    with desk.transaction() as transaction:
        made = []
        for letter in queries.batch(transaction.connection, name).letters:
            key = new_release_key()
            keep_release_key(transaction.connection, letter.version, key)
            made.append(ReleaseKeyMade(letter.version, key.public))
        transaction.happen(MapLocked(name, tuple(made)))


def _put(transaction: Transaction, path: Path) -> StoredObject:
    with path.open("rb") as source:
        return transaction.desk.objects.put(transaction.connection, source)


def _added(stored: StoredObject, short: str, kind: str, map_name: str) -> FileAdded:
    letter = kind == "letter"
    return FileAdded(
        short, f"{short}.pdf", kind, stored.sha256, stored.id, 4, f"{map_name}-{stored.id}" if letter else "",
        signatory_role="staatssecretaris van Binnenlandse Zaken" if letter else "",
        signatory_name="A. Voorbeeld" if letter else "",
        place_page=1 if letter else 0, place_rect=tuple(map(float, _BOX)) if letter else (),
    )  # fmt: skip


def sign_map(desk: Desk, name: str, key: SigningKey, *, software: bool = True) -> float:
    """Sign and seal a map and return the seconds it took."""
    letters = tuple(one.letter for one in plan_signing(desk, name).to_sign)
    opened = OpenedKey(key, "proef", software=software)
    begun = time.monotonic()
    result = sign_letters(desk, name, consent=Consent(letters, "all_unseen"), opened=opened, context=_Person())
    seconds = time.monotonic() - begun
    if len(result.sealed) != len(letters):
        raise SystemExit(f"{len(result.sealed)} of {len(letters)} were sealed: {result}")
    return seconds


def plain_loop(letters: list[bytes], path: Path) -> float:
    """Sign letters as pyHanko's own examples do, without appearance, check or writing; seconds."""
    signer = SimpleSigner.load_pkcs12(str(path), passphrase=_PASSPHRASE)
    begun = time.monotonic()
    for letter in letters:
        signers.sign_pdf(
            IncrementalPdfFileWriter(io.BytesIO(letter)),
            PdfSignatureMetadata(field_name="Handtekening", md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES),
            signer=signer,
            new_field_spec=SigFieldSpec("Handtekening", box=_BOX),
        )
    return time.monotonic() - begun


def _letters(folder: Path) -> tuple[list[Path], Path]:
    letters = [folder / f"brief-{number}.pdf" for number in range(LETTERS)]
    for number, path in enumerate(letters):
        path.write_bytes(plain_letter(pages=4) + b"%% %d\n" % number)
    key = folder / "sleutel.p12"
    key.write_bytes(make_pki().pkcs12("signer-rsa", passphrase=_PASSPHRASE))
    return letters, key


def software(folder: Path) -> dict[str, list[float]]:
    """Paired runs: letters a second with the key in a file, and by the plain loop."""
    letters, path = _letters(folder)
    names = tuple(f"map-{number}" for number in range(ROUNDS))
    told: dict[str, list[float]] = {"own": [], "plain": []}
    some = [letter.read_bytes() for letter in letters[:PLAIN_LETTERS]]
    with desk_with(folder / "profiel", letters, names=names) as desk, Pkcs12File(str(path)).open("proef") as key:
        for name in names:
            told["plain"].append(plain_loop(some, path) / PLAIN_LETTERS)
            told["own"].append(sign_map(desk, name, key) / LETTERS)
    return told


def token(folder: Path) -> dict[str, list[float]]:
    """Seconds for a hundred letters with a slow key, as a share of what the key alone takes."""
    letters, path = _letters(folder)
    names = tuple(f"map-{number}" for number in range(ROUNDS))
    with desk_with(folder / "profiel", letters, names=names) as desk, Pkcs12File(str(path)).open("proef") as key:
        times = [sign_map(desk, name, _SlowKey(key), software=False) for name in names]
    return {"share": [seconds / (LETTERS * TOKEN_SECONDS) for seconds in times]}


def card(folder: Path) -> dict[str, list[float]]:
    """The same with SoftHSM2 behind the shim, whose delay comes on top of SoftHSM2's own signature."""
    letters, _ = _letters(folder)
    store, pki = TokenStore(folder), make_pki()
    store.make("Kaart")
    store.put_key("Kaart", pki, "signer-rsa")
    store.put_certificate("Kaart", pki.certificate("signer-rsa").dump())
    shim = build_shim(folder, MODULE)
    os.environ.update(shim.environment)
    shim.do(f"delay {round(TOKEN_SECONDS * 1000)}")
    names = tuple(f"map-{number}" for number in range(ROUNDS))
    place = locate(uri("Kaart", object="handtekening", module=str(shim.path)))
    with (
        desk_with(folder / "profiel", letters, names=names) as desk,
        fresh_library(str(shim.path)),
        place.open(PIN) as key,
    ):
        times = [sign_map(desk, name, key, software=False) for name in names]
    return {"share": [seconds / (LETTERS * TOKEN_SECONDS) for seconds in times]}


def large(folder: Path) -> dict[str, list[float]]:
    """Seconds and memory for one letter of 440 MB, signed in a process that does nothing else."""
    path = folder / "brief-groot.pdf"
    write_large(path)
    key_path = folder / "sleutel.p12"
    key_path.write_bytes(make_pki().pkcs12("signer-rsa", passphrase=_PASSPHRASE))
    with desk_with(folder / "profiel", [path], names=tuple(f"map-{number}" for number in range(ROUNDS))):
        pass
    path.unlink()
    told: dict[str, list[float]] = json.loads(
        subprocess.run(
            [sys.executable, "-m", "tests.bench.signing_large", str(folder)],
            capture_output=True, text=True, check=True,
        ).stdout
    )  # fmt: skip
    return told


def main() -> int:
    """Measure what is asked, in a folder of its own."""
    with tempfile.TemporaryDirectory() as at:
        told = {"software": software, "token": token, "card": card, "large": large}[sys.argv[1]](Path(at))
    sys.stdout.write(json.dumps(told) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
