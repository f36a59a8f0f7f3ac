"""The one place that wires settings to services: it opens profiles and makes new ones."""

from __future__ import annotations

import fcntl
import getpass
import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.desk import Desk, Reading
from app.errors import KeyTrouble, Refused, WrongUse
from app.events import ProfileCreated
from app.paths import ProfilePaths
from app.ports import Clock, Secret, SecretBytes
from app.settings import read_settings
from app.store import ledger
from app.store.database import Store
from app.vault.keyring import create_keyring, open_keyring
from app.vault.objects import ObjectStore
from signing.services import OFFLINE, Services, http_services
from signing.verify.trust import TrustRoots

if TYPE_CHECKING:
    from app.demonstration.profile import DemonstrationProfile
    from app.reading.remembered import RememberingReader


class SystemClock:
    """The machine's own clock. It cannot be set here."""

    def now(self) -> datetime:
        """Return the present moment, UTC."""
        return datetime.now(UTC)


def demonstration_of(paths: ProfilePaths) -> DemonstrationProfile | None:
    """Return what makes this profile a demonstration, or None for a normal one.

    The extra ``demo`` is loaded by name here and nowhere else: a normal profile never imports it.
    """
    if not paths.demonstration.is_dir():
        return None
    module: Any = importlib.import_module("app.demonstration.profile")
    profile: DemonstrationProfile = module.DemonstrationProfile(paths.demonstration)
    return profile


def make_demonstration_profile(folder: Path) -> DemonstrationProfile:
    """Make a new demonstration profile in an empty or absent folder, with its vault.

    Raises:
        WrongUse: ``folder_not_empty``.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WrongUse("folder_not_empty", folder=str(folder))
    folder.mkdir(parents=True, exist_ok=True)
    module: Any = importlib.import_module("app.demonstration.profile")
    made: DemonstrationProfile = module.make_demonstration(ProfilePaths(folder).demonstration)
    with open_desk(folder, passphrase=made.secrets.passphrase, create=True):
        return made


@contextmanager
def open_desk(folder: Path, *, passphrase: Secret, create: bool = False, now: datetime | None = None) -> Iterator[Desk]:
    """Open a profile for the length of a block; one program at a time.

    Args:
        folder: of the profile.
        passphrase: of its vault.
        create: make the vault when there is none.
        now: moment to put a demonstration's clock at; never for a normal profile.

    Raises:
        WrongUse: ``profile_missing``, ``now_in_normal_profile``, ``now_before_last_entry``.
        Refused: ``profile_in_use``.
        KeyTrouble: ``passphrase_wrong``, ``vault_damaged`` (also when the store is gone and objects are there).
    """
    paths = ProfilePaths(folder)
    demonstration = demonstration_of(paths)
    if now is not None and demonstration is None:
        raise WrongUse("now_in_normal_profile")
    if not paths.exists and not create:
        raise WrongUse("profile_missing", folder=str(folder))
    folder.mkdir(parents=True, exist_ok=True)
    with _in_use(paths):
        if paths.exists and paths.objects.exists() and not paths.store.exists():
            raise KeyTrouble("vault_damaged", file=paths.store.name)
        if not paths.exists and (paths.store.exists() or paths.objects.exists()):
            # A store without its keyring is never begun anew: the keyring comes back from a backup, or nothing does.
            raise KeyTrouble("keyring_missing", file=paths.keyring.name, folder=str(folder))
        new = not paths.exists
        key = create_keyring(paths.keyring, passphrase) if new else open_keyring(paths.keyring, passphrase)
        desk = _desk(paths, key, demonstration)
        try:
            last = _begin_record(desk)
            if demonstration is not None:
                _set_clock(demonstration, now, last)
            try:
                yield desk
            finally:
                if demonstration is not None:
                    demonstration.clock.keep()
        finally:
            desk.close()


def _desk(paths: ProfilePaths, key: SecretBytes, demonstration: DemonstrationProfile | None) -> Desk:
    settings = read_settings(paths.folder)
    clock: Clock = SystemClock()
    services: Services = OFFLINE
    roots: tuple[bytes, ...] = ()
    person = settings.person or getpass.getuser()
    if demonstration is not None:
        clock, services, roots = demonstration.clock, demonstration.services(), (demonstration.trust_root,)
        person = settings.person or "Demonstratie"
    else:
        if settings.time_stamp_url or settings.fetch_revocation:
            services = http_services(
                time_stamp_url=settings.time_stamp_url,
                fetch_revocation=settings.fetch_revocation,
                further_urls=settings.further_time_stamp_urls,
                per_minute=settings.time_stamps_per_minute,
            )
        if settings.trust_folder:
            roots = TrustRoots.from_folder(Path(settings.trust_folder)).certificates
    return Desk(
        paths=paths,
        settings=settings,
        clock=clock,
        person=person,
        store=Store(paths.store, key),
        objects=ObjectStore(paths.objects),
        reading=Reading(_load_reader),
        services=services,
        trust_roots=roots,
        demonstration=demonstration is not None,
    )


def _load_reader() -> RememberingReader:
    """Load what reads documents, on purpose after a vault was opened: it takes a quarter of a second and 24 MB."""
    module: Any = importlib.import_module("app.reading.remembered")
    reader: RememberingReader = module.RememberingReader()
    return reader


def _begin_record(desk: Desk) -> datetime | None:
    """Return the moment of the last entry; a vault without any, new or left so by a crash, gets its first."""
    with desk.transaction() as transaction:
        last = ledger.last_entry(transaction.connection)
        if last is None:
            transaction.happen(ProfileCreated(desk.demonstration))
    return None if last is None else datetime.fromisoformat(last.at)


def _set_clock(demonstration: DemonstrationProfile, now: datetime | None, last: datetime | None) -> None:
    """Put a demonstration's clock where it is asked to be; after a crash it may stand before the last entry."""
    clock = demonstration.clock
    if now is not None and last is not None and now < last:
        raise WrongUse("now_before_last_entry", last=last.isoformat())
    if now is not None:
        clock.set(now)
    elif last is not None and clock.now() < last:
        clock.set(last)


@contextmanager
def _in_use(paths: ProfilePaths) -> Iterator[None]:
    with paths.lock.open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Refused("profile_in_use", folder=str(paths.folder)) from error
        yield
