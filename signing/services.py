"""The outside services a signature's evidence comes from: time stamps, OCSP, CRL.

Nothing is reached unless an address was allowed (design section 5): without one the service is simply not there, and
"offline" is a normal state. Factories, not objects: a connection belongs to the event loop of one piece of work.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.aiohttp_client import HTTPTimeStamper
from pyhanko_certvalidator.fetchers.aiohttp_fetchers import AIOHttpFetcherBackend
from pyhanko_certvalidator.fetchers.api import FetcherBackend


@dataclass(frozen=True)
class Services:
    """What can be reached.

    Attributes:
        time_stamper: makes an RFC 3161 client, or None.
        fetchers: makes the fetchers of revocation data, or None.
        time_stamp_address: host that is told that, and when, something is signed; for showing.
    """

    time_stamper: Callable[[], TimeStamper] | None = None
    fetchers: Callable[[], FetcherBackend] | None = None
    time_stamp_address: str = ""

    @property
    def offline(self) -> bool:
        """Whether nothing at all can be reached."""
        return self.time_stamper is None and self.fetchers is None


OFFLINE = Services()


def http_services(*, time_stamp_url: str, fetch_revocation: bool, timeout: int = 10) -> Services:
    """Return services over HTTP as far as the settings allow them.

    Args:
        time_stamp_url: address of the time-stamp service; empty for none.
        fetch_revocation: whether addresses in certificates may be asked for OCSP and CRL.
        timeout: seconds a request may take.
    """

    def stamper() -> TimeStamper:
        return HTTPTimeStamper(time_stamp_url, timeout=timeout)

    def fetchers() -> FetcherBackend:
        return AIOHttpFetcherBackend(per_request_timeout=timeout)

    return Services(
        time_stamper=stamper if time_stamp_url else None,
        fetchers=fetchers if fetch_revocation else None,
        time_stamp_address=urlsplit(time_stamp_url).hostname or "",
    )
