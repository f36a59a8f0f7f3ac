"""The EU's trusted lists from a folder, for use without a connection (ETSI TS 119 612 and TS 119 615).

The folder holds the list of lists and national lists as XML files, whatever their names. Each list's signature is
checked: the list of lists against the signers that pyHanko brings along (or those given), each national list against
the certificates that the list of lists names. pyHanko does not look at NextUpdate, so age and expiry are worked out
here and shown. Nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from asn1crypto import x509
from lxml import etree
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.qualified.assess import QualificationAssessor
from pyhanko.sign.validation.qualified.eutl_parse import (
    trust_list_to_registry,
    trust_list_to_registry_unsafe,
    validate_and_parse_lotl,
)
from pyhanko.sign.validation.qualified.q_status import QcPrivateKeyManagementType
from pyhanko.sign.validation.qualified.tsp import QcCertType, TSPRegistry, TSPServiceParsingError
from pyhanko_certvalidator.path import ValidationPath

from signing.errors import SigningFault
from signing.verify.service_history import with_identities
from signing.verify.trust import TrustRoots
from signing.verify.verdict import Fact, ListsUsed, Qualified

_NAMESPACE = "{http://uri.etsi.org/02231/v2#}"
LIST_OF_LISTS = "EUlistofthelists"
# The list of lists is 3 MB, the longest national list 20 MB.
LARGEST = 64 << 20
_DEVICES = {QcPrivateKeyManagementType.QSCD, QcPrivateKeyManagementType.QSCD_DELEGATED}
_SIGNER_SUFFIXES = {".cer", ".crt", ".pem", ".der"}
LIST_FAULTS = (
    ValueError, TypeError, KeyError, AttributeError, SignatureValidationError, TSPServiceParsingError, etree.LxmlError,
)  # fmt: skip


@dataclass(frozen=True)
class ListFile:
    """One list: what it says of itself, before its signature is checked.

    Attributes:
        name: the file's name.
        territory: two letters, ``EU`` for the list of lists.
        kind: the /TSLType, a URI.
        issued: ListIssueDateTime.
        next_update: NextUpdate, or None for a closed list.
    """

    name: str
    territory: str
    kind: str
    issued: datetime
    next_update: datetime | None
    text: str = field(repr=False)


@dataclass(frozen=True, eq=False)
class TrustedLists:
    """What the lists of a folder say.

    Attributes:
        registry: the services of all lists whose signature is right.
        territories: of which lists.
        refused: names of files that are no list, or whose signature is wrong.
        issued: when the oldest list used was issued.
        next_update: the first NextUpdate among them.
    """

    registry: TSPRegistry = field(repr=False)
    territories: tuple[str, ...]
    refused: tuple[str, ...]
    issued: datetime
    next_update: datetime | None

    def used_at(self, now: datetime) -> ListsUsed:
        """Return age and expiry at a moment."""
        expired = self.next_update is not None and self.next_update < now
        age = max(0, (now - self.issued).days)
        return ListsUsed(age, expired, self.issued, self.next_update, self.territories, self.refused)

    def qualified(self, path: ValidationPath, moment: datetime) -> tuple[Qualified, str, tuple[Fact, ...]]:
        """Return the qualified status of a certificate at a moment, the service it rests on, and what was found."""
        try:
            result = QualificationAssessor(self.registry).check_entity_cert_qualified(path, moment)
        except (NotImplementedError, *LIST_FAULTS):  # statements in the certificate that the library cannot weigh
            return Qualified.UNKNOWN, "", (Fact.QUALIFIED_STATUS_UNCLEAR,)
        service = result.service_definition
        name = service.base_info.service_name if service is not None else ""
        if not result.status.qualified:
            return Qualified.NOT_QUALIFIED, name, (Fact.NOT_QUALIFIED_BY_LIST,)
        device = result.status.qc_key_security in _DEVICES
        facts = [Fact.QUALIFIED_BY_LIST, Fact.KEY_IN_QUALIFIED_DEVICE if device else Fact.KEY_NOT_IN_QUALIFIED_DEVICE]
        seal = result.status.qc_type is QcCertType.QC_ESEAL
        return Qualified.QUALIFIED, name, (*facts, *([Fact.SEAL_OF_ORGANISATION] if seal else []))


def read_lists(folder: Path, *, signers: Iterable[bytes] = ()) -> TrustedLists:
    """Return what the trusted lists of a folder say.

    Args:
        folder: holds the list of lists and national lists, as ``.xml``.
        signers: DER certificates that may sign the list of lists; those known to pyHanko when empty.

    Raises:
        SigningFault: ``lists_missing`` without a list of lists, ``lists_signature_wrong`` when its signature is.
    """
    try:
        files = sorted(one for one in folder.iterdir() if one.suffix.lower() == ".xml")
        state = tuple((str(one), one.stat().st_mtime_ns, one.stat().st_size) for one in files)
    except OSError as fault:
        raise SigningFault("lists_missing", folder=str(folder)) from fault
    if not state:
        raise SigningFault("lists_missing", folder=str(folder))
    return _read(state, tuple(signers))


@lru_cache(maxsize=4)
def _read(state: tuple[tuple[str, int, int], ...], signers: tuple[bytes, ...]) -> TrustedLists:
    lists, refused = [], []
    for name, _, size in state:
        read = _list_file(Path(name)) if size <= LARGEST else None
        if read is None:
            refused.append(Path(name).name)
        else:
            lists.append(read)
    top = next((one for one in lists if one.kind.endswith(LIST_OF_LISTS)), None)
    if top is None:
        raise SigningFault("lists_missing", folder=str(Path(state[0][0]).parent))
    try:
        references = validate_and_parse_lotl(top.text, [x509.Certificate.load(der) for der in signers]).references
    except LIST_FAULTS as fault:
        raise SigningFault("lists_signature_wrong", file=top.name) from fault
    registry, used = TSPRegistry(), [top]
    for one in lists:
        named = [each.tlso_certs for each in references if each.territory.casefold() == one.territory.casefold()]
        if one is top:
            continue
        if one is not _newest(lists, one.territory):
            refused.append(one.name)  # a state has one list at a time (TS 119 612, 6)
            continue
        try:
            trust_list_to_registry(one.text, [each for several in named for each in several], registry)
            trust_list_to_registry_unsafe(with_identities(one.text), registry)
        except LIST_FAULTS:
            refused.append(one.name)
        else:
            used.append(one)
    return TrustedLists(
        registry,
        tuple(sorted(one.territory for one in used)),
        tuple(refused),
        min(one.issued for one in used),
        min((one.next_update for one in used if one.next_update), default=None),
    )


def _newest(lists: list[ListFile], territory: str) -> ListFile:
    of_state = [one for one in lists if one.territory.casefold() == territory.casefold()]
    return max(of_state, key=lambda one: (one.issued, one.name))


def list_files(folder: Path) -> list[ListFile]:
    """Return what the lists of a folder say of themselves; files that are no list are left out."""
    files = sorted(one for one in folder.iterdir() if one.suffix.lower() == ".xml")
    read = [_list_file(one) for one in files if one.stat().st_size <= LARGEST]
    return [one for one in read if one is not None]


def _list_file(path: Path) -> ListFile | None:
    try:
        return read_list(path.name, path.read_bytes())
    except OSError:
        return None


def read_list(name: str, data: bytes) -> ListFile | None:
    """Return what a list says of itself, its signature unchecked; None for bytes that are no list."""
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        information = etree.fromstring(data, parser).find(f"{_NAMESPACE}SchemeInformation")
        issued = _moment(_text(information, "ListIssueDateTime"))
        if information is None or issued is None:
            return None
        following = information.find(f"{_NAMESPACE}NextUpdate/{_NAMESPACE}dateTime")
        return ListFile(
            name,
            _text(information, "SchemeTerritory"),
            _text(information, "TSLType"),
            issued,
            _moment(following.text or "") if following is not None else None,
            data.decode("utf-8"),
        )
    except LIST_FAULTS:
        return None


def _text(information: etree._Element | None, name: str) -> str:
    found = information.find(f"{_NAMESPACE}{name}") if information is not None else None
    return (found.text or "").strip() if found is not None else ""


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def with_lists(trust: TrustRoots, folder: Path, *, now: datetime, signers: Iterable[bytes] = ()) -> TrustRoots:
    """Return a trust with what the EU's trusted lists in a folder add; nothing is fetched.

    Args:
        trust: the roots that are trusted beside them.
        folder: the list of lists and national lists, as XML.
        now: the moment for which age and expiry are said.
        signers: DER certificates that may sign the list of lists; when empty those that stand in the folder beside the
            lists (.cer, .crt, .pem, .der), and without any those known to pyHanko.

    Raises:
        SigningFault: ``lists_missing``, ``lists_signature_wrong``, or ``root_unreadable`` for such a certificate.
    """
    accepted = tuple(signers) or signers_beside(folder)
    read = read_lists(folder, signers=accepted)
    return replace(trust, lists=read.used_at(now), folder=folder, list_signers=accepted)


def signers_beside(folder: Path) -> tuple[bytes, ...]:
    """Return the certificates that stand in a folder of lists: who runs it says who may sign the list of lists.

    The signers change (pyHanko brings those of its release day); a new one is put here until the program is renewed.
    """
    try:
        present = any(one.suffix.lower() in _SIGNER_SUFFIXES for one in folder.iterdir())
    except OSError as fault:
        raise SigningFault("lists_missing", folder=str(folder)) from fault
    return TrustRoots.from_folder(folder).certificates if present else ()


def trusted_lists(trust: TrustRoots) -> TrustedLists | None:
    """Return what the trusted lists say, or None without any."""
    return read_lists(trust.folder, signers=trust.list_signers) if trust.folder is not None else None
