"""The outside services a signature's evidence comes from: time stamps, OCSP, CRL.

Nothing is reached unless an address was allowed (design section 5): without one the service is simply not there, and
"offline" is a normal state. Factories, not objects: a connection belongs to the event loop of one piece of work.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.aiohttp_client import HTTPTimeStamper
from pyhanko_certvalidator.fetchers.aiohttp_fetchers import AIOHttpFetcherBackend
from pyhanko_certvalidator.fetchers.api import FetcherBackend

_MINUTE = 60.0
_ROUNDING = 1e-6


@dataclass
class Pace:
    """How fast a time-stamp service may be asked: many allow so many requests a minute and no more.

    It counts within this program; what another program asks on the same account is not known here.

    Attributes:
        per_minute: requests; 0 for as many as one likes.
        clock: seconds that only go forward.
    """

    per_minute: int = 0
    clock: Callable[[], float] = time.monotonic
    _asked: deque[float] = field(default_factory=deque, repr=False)

    def seconds_to_wait(self) -> float:
        """Return how long until the next request may be made; 0.0 for now."""
        if not self.per_minute:
            return 0.0
        now = self.clock()
        while self._asked and now - self._asked[0] > _MINUTE - _ROUNDING:
            self._asked.popleft()
        return 0.0 if len(self._asked) < self.per_minute else _MINUTE - (now - self._asked[0])

    def count(self) -> None:
        """Count a request."""
        if self.per_minute:
            self._asked.append(self.clock())


@dataclass(frozen=True)
class TimeStampService:
    """One time-stamp service.

    Attributes:
        address: host that is told that, and when, something is signed; for showing.
        client: makes an RFC 3161 client.
        pace: how fast it may be asked.
    """

    address: str
    client: Callable[[], TimeStamper]
    pace: Pace = field(default_factory=Pace)


@dataclass(frozen=True)
class Services:
    """What can be reached.

    Attributes:
        time_stamper: makes an RFC 3161 client of the first service, or None.
        fetchers: makes the fetchers of revocation data, or None.
        time_stamp_address: host that is told that, and when, something is signed; for showing.
        in_order: the time-stamp services, each with its own address and pace, in the order they are asked; empty for
            the one above alone.
    """

    time_stamper: Callable[[], TimeStamper] | None = None
    fetchers: Callable[[], FetcherBackend] | None = None
    time_stamp_address: str = ""
    in_order: tuple[TimeStampService, ...] = ()

    @property
    def offline(self) -> bool:
        """Whether nothing at all can be reached."""
        return self.time_stamper is None and self.fetchers is None

    @property
    def time_stamp_services(self) -> tuple[TimeStampService, ...]:
        """The time-stamp services in the order they are asked."""
        if self.in_order or self.time_stamper is None:
            return self.in_order
        return (TimeStampService(self.time_stamp_address, self.time_stamper),)


OFFLINE = Services()


def http_services(
    *,
    time_stamp_url: str,
    fetch_revocation: bool,
    timeout: int = 10,
    further_urls: Sequence[str] = (),
    per_minute: int = 0,
) -> Services:
    """Return services over HTTP as far as the settings allow them.

    Args:
        time_stamp_url: address of the time-stamp service; empty for none.
        fetch_revocation: whether addresses in certificates may be asked for OCSP and CRL.
        timeout: seconds a request may take.
        further_urls: addresses of the time-stamp services that are asked when the first does not serve, in order.
        per_minute: how many time stamps a minute each service allows; 0 for any number.
    """

    def client(url: str) -> Callable[[], TimeStamper]:
        return lambda: HTTPTimeStamper(url, timeout=timeout)

    def fetchers() -> FetcherBackend:
        return AIOHttpFetcherBackend(per_request_timeout=timeout)

    urls = [url for url in (time_stamp_url, *further_urls) if url]
    in_order = tuple(TimeStampService(urlsplit(url).hostname or "", client(url), Pace(per_minute)) for url in urls)
    return Services(
        time_stamper=in_order[0].client if in_order else None,
        fetchers=fetchers if fetch_revocation else None,
        time_stamp_address=", ".join(service.address for service in in_order),
        in_order=in_order,
    )
