"""What every command shares: the profile, its secrets, the language, JSON or prose, and the exit codes."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from app.errors import CannotRead, KeyTrouble, Reason, Refused, Trouble, WrongUse
from app.names import visible
from app.paths import ProfilePaths, default_profile
from app.ports import Secret
from app.text import refusal

if TYPE_CHECKING:
    from app.desk import Desk

DONE, REFUSED, WRONG_USE, NOT_DECIDABLE, UNREADABLE, INVALID, KEY, STOPPED, FAULT = 0, 1, 2, 3, 4, 5, 6, 7, 70

_EXITS: tuple[tuple[type[Trouble], int], ...] = (
    (CannotRead, UNREADABLE),
    (KeyTrouble, KEY),
    (WrongUse, WRONG_USE),
    (Refused, REFUSED),
)

Command = TypeVar("Command", bound=Callable[..., Any])


def exit_code(trouble: Trouble) -> int:
    """Return the exit code of a trouble (interface: exit codes)."""
    return next(code for kind, code in _EXITS if isinstance(trouble, kind))


@dataclass(frozen=True)
class Session:
    """One run of a command.

    Attributes:
        folder: of the profile.
        json: whether one JSON document is printed and nothing else.
        language: ``nl`` or ``en``.
        now: moment for a demonstration's clock, or None.
        passphrase_fd: where the vault's passphrase is read, or None for a prompt.
    """

    folder: Path
    json: bool
    language: str
    now: datetime | None
    passphrase_fd: int | None

    @contextmanager
    def desk(self, *, create: bool = False) -> Iterator[Desk]:
        """Open the profile; ``create`` makes its vault when there is none."""
        # The engine is loaded here, by the commands that need it: --help and wrong use answer without it.
        from app.compose import demonstration_of, open_desk  # noqa: PLC0415

        paths = ProfilePaths(self.folder)
        demonstration = demonstration_of(paths)
        if self.now is not None and demonstration is None:
            raise WrongUse("now_in_normal_profile")
        if not paths.exists and (paths.store.exists() or paths.objects.exists()):
            raise KeyTrouble("keyring_missing", file=paths.keyring.name, folder=str(self.folder))
        if not paths.exists and not create:
            raise WrongUse("profile_missing", folder=str(self.folder))
        if demonstration is not None:
            passphrase = demonstration.secrets.passphrase
            say("DEMONSTRATIE: sleutels, certificaten en klok zijn verzonnen.")
        else:
            passphrase = self._passphrase(new=not paths.exists)
        with open_desk(self.folder, passphrase=passphrase, create=create, now=self.now) as desk:
            yield desk

    def put_clock(self) -> None:
        """Do what ``--now`` asks, for the commands that leave the vault locked."""
        if self.now is not None:
            with self.desk():
                pass

    def _passphrase(self, *, new: bool) -> Secret:
        if self.passphrase_fd is not None:
            return read_secret(self.passphrase_fd)
        if not sys.stdin.isatty():
            raise KeyTrouble("passphrase_not_given")
        first: str = click.prompt("Wachtzin", hide_input=True, err=True)
        if new:
            say("Zonder deze wachtzin kan niemand de kluis openen, ook de beheerder niet.")
            if click.prompt("Nog een keer", hide_input=True, err=True) != first:
                raise KeyTrouble("passphrases_differ")
        return Secret(first)

    def show(self, values: Any, prose: str) -> None:
        """Print the result: JSON when asked, else prose."""
        if self.json:
            text = json.dumps(values, ensure_ascii=False, indent=1)
            # A file name that is no UTF-8 has signs that no output takes; JSON can name them.
            click.echo(re.sub("[\ud800-\udfff]", lambda found: f"\\u{ord(found[0]):04x}", text))
        else:
            click.echo("\n".join(visible(line) for line in prose.split("\n")))

    def code(self, code: str) -> str:
        """Return the words for a code without parameters."""
        return refusal(Reason(code), self.language)

    def noted(self, reason: Reason) -> str:
        """Return the sentence for a reason as something to be aware of."""
        return f"{'Let op' if self.language == 'nl' else 'Note'}: {self.sentence(reason)}"

    def sentence(self, reason: Reason) -> str:
        """Return the sentence for a reason."""
        return refusal(reason, self.language)


def say(text: str) -> None:
    """Print prose where it disturbs no result: on standard error."""
    click.echo(text, err=True)


def read_secret(descriptor: int) -> Secret:
    """Read a secret from a file descriptor, up to its end or the first line's end.

    Raises:
        WrongUse: ``secret_unreadable``.
    """
    try:
        with os.fdopen(os.dup(descriptor), "rb") as source:
            line = source.readline()
        return Secret(line.rstrip(b"\r\n").decode())
    except (OSError, UnicodeDecodeError) as error:
        raise WrongUse("secret_unreadable", fd=descriptor) from error


def parse_time(text: str) -> datetime:
    """Read an ISO 8601 time with offset.

    Raises:
        WrongUse: ``time_unknown``.
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise WrongUse("time_unknown", time=text) from error
    if moment.tzinfo is None:
        raise WrongUse("time_unknown", time=text)
    return moment


def _is_text(value: str) -> bool:
    """Whether words of the command line can be recorded: bytes that are no UTF-8 cannot."""
    return not any("\ud800" <= sign <= "\udfff" for sign in value)


def with_session(command: Command) -> Command:
    """Give a command the options that all share, and a :class:`Session` as its first argument."""

    @click.option("--profile", metavar="DIR", help="An own store, for tests and demonstrations.")
    @click.option("--json", "as_json", is_flag=True, help="Print one JSON document and nothing else.")
    @click.option("--now", metavar="TIME", help="Put the clock of a demonstration at this time.")
    @click.option("--passphrase-fd", type=int, metavar="N", help="Read the vault's passphrase from this descriptor.")
    @click.option("--language", type=click.Choice(["nl", "en"]), default="nl", show_default=True)
    @wraps(command)
    def run(
        *arguments: Any,
        profile: str | None,
        as_json: bool,
        now: str | None,
        passphrase_fd: int | None,
        language: str,
        **options: Any,
    ) -> Any:
        for name, value in options.items():
            if isinstance(value, str) and not _is_text(value):
                raise WrongUse("text_unreadable", option=name)
        session = Session(
            folder=Path(profile) if profile else default_profile(),
            json=as_json,
            language=language,
            now=parse_time(now) if now else None,
            passphrase_fd=passphrase_fd,
        )
        return command(session, *arguments, **options)

    return run  # type: ignore[return-value]
