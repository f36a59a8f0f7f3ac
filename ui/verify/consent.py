"""Asks once, by name, before any service is asked; a question that was answered is not asked again."""

from __future__ import annotations

from collections.abc import Iterable

from ui.text import say
from ui.verify.shown import Listed

_NAMED = 3  # hosts that fit into a sentence


class Consent:
    """Which files would need a connection, and what the person said about them."""

    def __init__(self) -> None:
        self._answered: set[tuple[str, str]] = set()
        self._open: tuple[Listed, ...] = ()

    @property
    def question(self) -> str:
        """What is asked now, or empty."""
        if not self._open:
            return ""
        hosts = say_hosts(self._open)
        count = len(self._open)
        return say("verify_network_one", hosts=hosts) if count == 1 else say("verify_network", count=count, hosts=hosts)

    def look(self, files: Iterable[Listed]) -> None:
        """Ask about the files that need a connection and were not asked about."""
        self._open = tuple(one for one in files if one.hosts and _key(one) not in self._answered)

    def ask_again(self, one: Listed) -> None:
        """Ask about one file because the person wants that."""
        if one.hosts:
            self._open = (one,)

    def answer(self) -> tuple[Listed, ...]:
        """The person answered, yes or no; return what it was about."""
        asked, self._open = self._open, ()
        self._answered |= {_key(one) for one in asked}
        return asked


def say_hosts(files: Iterable[Listed]) -> str:
    """Return the names of the services that files need, as they stand in a sentence."""
    hosts = sorted({host for one in files for host in one.hosts})
    if len(hosts) > _NAMED:
        return say("verify_hosts_more", hosts=", ".join(hosts[:_NAMED]), count=len(hosts) - _NAMED)
    return say("verify_hosts_last", hosts=", ".join(hosts[:-1]), last=hosts[-1]) if len(hosts) > 1 else "".join(hosts)


def _key(one: Listed) -> tuple[str, str]:
    return one.code, one.file.verdict.sha256
