"""Join a CMS and its time stamp into a prepared letter, and add what makes it last (ETSI EN 319 142-1, 5.4 and 5.5).

This is where a signed letter comes into being: it is called at release and nowhere else.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

import aiohttp
from asn1crypto import cms as asn1_cms
from asn1crypto import tsp
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_byterange import PreparedByteRangeDigest
from pyhanko.sign.signers.pdf_signer import PdfTimeStamper, TimestampDSSContentSettings
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.validation.dss import DocumentSecurityStore, collect_validation_info
from pyhanko_certvalidator.errors import InsufficientRevinfoError, PathError, RevokedError, ValidationError

from signing.cms import CmsFault
from signing.errors import ServiceFault
from signing.evidence import GARBLED, Evidence, validation_context
from signing.overlay import OverlayStream
from signing.prepare import RESERVED_HEX, LetterWriter, Prepared
from signing.services import Services
from signing.strengthening import gravest
from signing.time_stamp import time_stamp

_LOG = logging.getLogger(__name__)
_UNREACHABLE = (OSError, aiohttp.ClientError, TimeoutError)


@dataclass(frozen=True)
class Joined:
    """A signed letter.

    Attributes:
        tail: the bytes that follow the approved file.
        level: the level really reached, ``B-B``, ``B-T``, ``B-LT`` or ``B-LTA``.
        missing: codes of what kept it from a higher level.
    """

    tail: bytes
    level: str
    missing: tuple[str, ...]


def join(approved: BinaryIO, prepared: Prepared, *, cms: bytes, token: bytes | None) -> bytes:
    """Return the tail of the letter with the signature in its place; the length of the file does not change.

    Args:
        approved: the approved file.
        prepared: as it was signed.
        cms: DER of the checked CMS.
        token: DER of the signature time stamp, or None.

    Raises:
        CmsFault: ``cms_too_large``.
    """
    content = asn1_cms.ContentInfo.load(cms)
    if token is not None:
        info = content["content"]["signer_infos"][0]
        stamp = {"type": "signature_time_stamp_token", "values": [asn1_cms.ContentInfo.load(token)]}
        info["unsigned_attrs"] = asn1_cms.CMSAttributes([asn1_cms.CMSAttribute(stamp)])
    der = content.dump()
    if len(der) > prepared.room:
        raise CmsFault("cms_too_large", size=len(der), room=prepared.room)
    stream = OverlayStream(approved, prepared.tail)
    PreparedByteRangeDigest(b"", prepared.reserve_start, prepared.reserve_end).fill_with_cms(stream, der)
    return stream.tail


def extend(approved: BinaryIO, tail: bytes, *, evidence: Evidence, services: Services, now: datetime) -> Joined:
    """Add validation data and a document time stamp, as far as can be had now.

    Args:
        approved: the approved file.
        tail: the joined tail.
        evidence: what is kept beside the seal.
        services: what can be reached.
        now: the present moment.
    """
    return asyncio.run(_extend(approved, tail, evidence, services, now))


async def _extend(approved: BinaryIO, tail: bytes, evidence: Evidence, services: Services, now: datetime) -> Joined:
    if evidence.time_stamp is None:
        code = "timestamp_offline" if services.time_stamper is None else "timestamp_unreachable"
        return Joined(tail, "B-B", (code,))
    with_data = await _with_validation_data(approved, tail, evidence, services, now)
    if isinstance(with_data, str):
        return Joined(tail, "B-T", (with_data,))
    stamped = await _with_document_time_stamp(approved, with_data, evidence, services, now)
    if isinstance(stamped, str):
        return Joined(with_data, "B-LT", (stamped,))
    return Joined(stamped, "B-LTA", ())


async def _with_validation_data(
    approved: BinaryIO, tail: bytes, evidence: Evidence, services: Services, now: datetime
) -> bytes | str:
    """Return the tail with validation data, or the code of why there is none."""
    said = "revocation_offline" if services.fetchers is None else "revocation_unreachable"
    attempts: list[tuple[bool, datetime | None]] = [(True, now), (False, evidence.collected_at)]
    for fresh, moment in attempts:
        if moment is None or (fresh and services.fetchers is None):
            continue
        backend = services.fetchers() if fresh and services.fetchers is not None else None
        # Without a connection the data of the signing day are judged at the time they are of (design section 2.4).
        context = validation_context(
            evidence.trust_roots,
            evidence.certificates,
            moment=moment,
            require=True,
            ocsps=evidence.ocsps,
            crls=evidence.crls,
            fetchers=backend.get_fetchers() if backend else None,
        )
        stream = OverlayStream(approved, tail)
        try:
            reader = PdfFileReader(stream)
            signature = reader.embedded_signatures[-1]
            paths = await collect_validation_info(signature, context)
            writer = LetterWriter.from_reader(reader)
            named = signature.pkcs7_content.hex().encode("ascii")
            DocumentSecurityStore.supply_dss_in_writer(writer, named, validation_context=context, paths=paths)
            writer.write_in_place()
        except (PathError, ValidationError, *_UNREACHABLE, *GARBLED) as error:
            said = "signer_revoked" if isinstance(error, RevokedError) else said
            _LOG.info("no validation data (%s): %s", "fresh" if fresh else "kept", type(error).__name__)
        else:
            return stream.tail
        finally:
            if backend is not None:
                await backend.close()
    return said


async def _with_document_time_stamp(
    approved: BinaryIO, tail: bytes, evidence: Evidence, services: Services, now: datetime
) -> bytes | str:
    """Return the tail with the stamp of the first service whose stamp fits, or the code of why there is none."""
    said: list[str] = []
    for service in services.time_stamp_services:
        service.pace.count()
        stamped = await _stamped(approved, tail, evidence, services, _Checked(service.client(), evidence, now), now)
        if isinstance(stamped, bytes):
            return stamped
        said.append(stamped)
        _LOG.info("no document time stamp of %s: %s", service.address, stamped)
    return gravest(said) if said else "timestamp_offline"


class _Checked(TimeStamper):
    """A client whose every answer is checked before it goes into a letter, as the signature's own time stamp is."""

    def __init__(self, client: TimeStamper, evidence: Evidence, now: datetime) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # pyHanko types this one not
        self._client = client
        self._evidence = evidence
        self._now = now

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> asn1_cms.ContentInfo:
        evidence = self._evidence
        found = await time_stamp(
            self._client,
            message_digest,
            trust_roots=evidence.trust_roots,
            certificates=evidence.certificates,
            signed_at=evidence.time_stamp.time if evidence.time_stamp else self._now,
            now=self._now,
        )
        return asn1_cms.ContentInfo.load(found.token)

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        return await self._client.async_request_tsa_response(req)


async def _stamped(
    approved: BinaryIO, tail: bytes, evidence: Evidence, services: Services, client: TimeStamper, now: datetime
) -> bytes | str:
    backend = services.fetchers() if services.fetchers is not None else None
    context = validation_context(
        evidence.trust_roots,
        evidence.certificates,
        moment=now,
        require=True,
        ocsps=evidence.ocsps,
        crls=evidence.crls,
        fetchers=backend.get_fetchers() if backend else None,
    )
    stream = OverlayStream(approved, tail)
    try:
        await PdfTimeStamper(client).async_timestamp_pdf(
            LetterWriter(stream),
            "sha256",
            context,
            bytes_reserved=RESERVED_HEX,
            in_place=True,
            # The TSA's own revocation data go in before the stamp, so that the stamp covers the end of the file.
            dss_settings=TimestampDSSContentSettings(update_before_ts=True, include_vri=False),
        )
    except _UNREACHABLE as error:
        _LOG.info("no document time stamp: %s", type(error).__name__)
        return "timestamp_unreachable"
    except ServiceFault as fault:
        return fault.code
    except InsufficientRevinfoError:
        return "revocation_offline" if services.fetchers is None else "revocation_unreachable"
    except (PathError, ValidationError, SigningError, *GARBLED) as error:
        _LOG.info("document time stamp refused: %s", type(error).__name__)
        return "timestamp_not_fitting"
    finally:
        if backend is not None:
            await backend.close()
    return stream.tail
