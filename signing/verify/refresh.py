"""The EU's trusted lists fetched anew into their folder, only on request (ETSI TS 119 612; Decision (EU) 2015/1505).

First the list of lists, then each national list it names. A list is written only after its signature was checked, and
never in the place of a younger one; one that does not come leaves the old one where it is.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import aiohttp
from asn1crypto import x509
from pyhanko.sign.validation.qualified.eutl_fetch import EU_LOTL_LOCATION
from pyhanko.sign.validation.qualified.eutl_parse import (
    LOTLParseResult,
    TLReference,
    trust_list_to_registry,
    validate_and_parse_lotl,
)
from pyhanko.sign.validation.qualified.tsp import TSPRegistry

from signing.errors import ServiceFault, SigningFault
from signing.verify.lists import LARGEST, LIST_FAULTS, LIST_OF_LISTS, ListFile, list_files, read_list, signers_beside

Get = Callable[[str], Awaitable[bytes]]
# A list that is younger is not asked for again, unless it has expired.
FRESH = timedelta(days=1)
_AT_ONCE = 6
_SECONDS = 60


@dataclass(frozen=True)
class Refreshed:
    """What a refresh did.

    Attributes:
        written: territories whose list is new.
        kept: territories whose list did not come or was not right: the old one stands, if there was one.
    """

    written: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


def due(folder: Path, *, now: datetime) -> bool:
    """Return whether the lists of a folder are to be fetched anew: none, one expired, or all a day old."""
    files = list_files(folder) if folder.is_dir() else []
    if not any(one.kind.endswith(LIST_OF_LISTS) for one in files):
        return True
    expired = any(one.next_update is not None and one.next_update < now for one in files)
    youngest = max((folder / one.name).stat().st_mtime for one in files)
    return expired or now.timestamp() - youngest > FRESH.total_seconds()


def refresh_lists(folder: Path, *, write: Callable[[Path, bytes], object], get: Get | None = None) -> Refreshed:
    """Fetch the list of lists and the national lists into a folder.

    Args:
        folder: of the lists; certificates in it say who may sign the list of lists, else those known to pyHanko.
        write: writes a file whole or not at all.
        get: fetches an address; over HTTP when None.

    Raises:
        ServiceFault: ``lists_unreachable``: the list of lists does not come.
        SigningFault: ``lists_signature_wrong``: it is not signed by whom it should be.
    """
    return asyncio.run(_refresh(folder, write, get))


async def _refresh(folder: Path, write: Callable[[Path, bytes], object], get: Get | None) -> Refreshed:
    folder.mkdir(parents=True, exist_ok=True)
    if get is not None:
        return await _with(folder, write, get)
    timeout = aiohttp.ClientTimeout(total=_SECONDS)
    async with aiohttp.ClientSession(timeout=timeout) as session:

        async def over_http(address: str) -> bytes:
            return await _get(session, address)

        return await _with(folder, write, over_http)


async def _get(session: aiohttp.ClientSession, address: str) -> bytes:
    async with session.get(address) as answer:
        answer.raise_for_status()
        data = await answer.content.read(LARGEST + 1)
        while len(data) <= LARGEST and (piece := await answer.content.read(LARGEST)):
            data += piece
    if len(data) > LARGEST:
        raise ValueError("a list that is larger than any")
    return data


async def _with(folder: Path, write: Callable[[Path, bytes], object], get: Get) -> Refreshed:
    try:
        top = await get(EU_LOTL_LOCATION)
    except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as fault:
        raise ServiceFault("lists_unreachable", service=EU_LOTL_LOCATION) from fault
    present = {one.territory.casefold(): one for one in list_files(folder)}
    parsed = _checked_top(top, signers_beside(folder))
    written = [_put(folder, top, "eu-lotl.xml", present.get("eu"), write)]
    limit = asyncio.Semaphore(_AT_ONCE)

    async def one(reference: TLReference) -> tuple[str, bool]:
        async with limit:
            return reference.territory, await _national(folder, reference, present, write, get)

    answers: Sequence[tuple[str, bool]] = await asyncio.gather(*(one(each) for each in parsed.references))
    done = [territory for territory, right in answers if right]
    return Refreshed(
        tuple(sorted({*(["EU"] if written[0] else []), *done})),
        tuple(sorted({territory for territory, right in answers if not right} - set(done))),
    )


def _checked_top(top: bytes, signers: tuple[bytes, ...]) -> LOTLParseResult:
    try:
        return validate_and_parse_lotl(top.decode("utf-8"), [x509.Certificate.load(der) for der in signers])
    except LIST_FAULTS as fault:
        raise SigningFault("lists_signature_wrong", file=EU_LOTL_LOCATION) from fault


async def _national(
    folder: Path,
    reference: TLReference,
    present: dict[str, ListFile],
    write: Callable[[Path, bytes], object],
    get: Get,
) -> bool:
    try:
        data = await get(reference.location_uri)
        trust_list_to_registry(data.decode("utf-8"), reference.tlso_certs, TSPRegistry())
    except (aiohttp.ClientError, OSError, TimeoutError, *LIST_FAULTS):
        return False
    key = reference.territory.casefold()
    return _put(folder, data, f"{key}.xml", present.get(key), write)


def _put(folder: Path, data: bytes, name: str, old: ListFile | None, write: Callable[[Path, bytes], object]) -> bool:
    new = read_list(name, data)
    if new is None or (old is not None and old.issued > new.issued):
        return False
    write(folder / (old.name if old else name), data)
    return True
