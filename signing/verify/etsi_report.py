"""A verdict as the validation report of ETSI TS 119 102-2 (v1.2.1), where that says the same as the verdict.

The standard knows three outcomes and is about signatures, not files. A verdict that it cannot carry is refused with the
reason: a report that sounds better or worse than the verdict is worse than none. What a person should know beside a
good outcome (comments, a form filled in) goes along as additional report data.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from pyhanko.generated.etsi import ts_11910202 as ts
from pyhanko.generated.etsi import xades
from pyhanko.generated.w3c import xmldsig_core as ds
from xsdata.formats.dataclass.serializers import XmlSerializer
from xsdata.formats.dataclass.serializers.config import SerializerConfig
from xsdata.models.datatype import XmlDateTime

from signing.errors import SigningFault
from signing.verify.verdict import (
    FileState,
    FileVerdict,
    Indication,
    Kind,
    Level,
    Qualified,
    SignatureVerdict,
)

_URN = "urn:etsi:019102:"
_SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"
_NAMESPACES = {
    "vr": "http://uri.etsi.org/19102/v1.2.1#",
    "XAdES": "http://uri.etsi.org/01903/v1.3.2#",
    "ds": "http://www.w3.org/2000/09/xmldsig#",
    "xs": "http://www.w3.org/2001/XMLSchema",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
_MAIN = {
    Indication.PASSED: "total-passed",
    Indication.INDETERMINATE: "indeterminate",
    Indication.FAILED: "total-failed",
}
# The processes of EN 319 102-1, clauses 5.3 (basic, else), 5.5 and 5.6.
_PROCESS = {Level.B_LTA: "LTA", Level.B_LT: "LTVM", Level.B_T: "LTVM"}
_FITTING = {
    Indication.PASSED: {FileState.VALID, FileState.VALID_WITH_REMARKS},
    Indication.INDETERMINATE: {FileState.INDETERMINATE},
    Indication.FAILED: {FileState.INVALID},
}


def etsi_report(verdict: FileVerdict) -> bytes:
    """Return the report as XML, a part for each signature and time stamp in the file.

    Raises:
        SigningFault: ``report_no_signature`` when there is nothing to report on; ``report_not_the_same`` when the three
            outcomes of the standard do not tell what the verdict does (``state`` names the verdict).
    """
    if not verdict.signatures:
        raise SigningFault("report_no_signature")
    for one in verdict.signatures:
        if one.state not in _FITTING[one.indication]:
            raise SigningFault("report_not_the_same", field=one.field, state=one.state.value)
    report = ts.ValidationReport(
        signature_validation_report=tuple(_signature(verdict, one) for one in verdict.signatures),
        signature_validation_objects=_objects(verdict.signatures),
    )
    text = XmlSerializer(config=SerializerConfig(indent="  ")).render(report, ns_map=_NAMESPACES)
    return text.encode("utf-8")


def _signature(verdict: FileVerdict, one: SignatureVerdict) -> ts.SignatureValidationReportType:
    process = None
    if one.kind is Kind.SIGNATURE:  # the standard has no name for the process of a time stamp by itself
        name = f"{_URN}validationprocess:{_PROCESS.get(one.level or Level.NONE, 'Basic')}"
        process = ts.SignatureValidationProcessType(signature_validation_process_id=name)
    return ts.SignatureValidationReportType(
        signature_identifier=_identifier(verdict, one),
        validation_time_info=ts.ValidationTimeInfoType(
            validation_time=_moment(verdict.checked_at),
            best_signature_time=ts.POEType(
                poetime=_moment(one.proven_time or verdict.checked_at), type_of_proof=f"{_URN}poetype:validation"
            ),
        ),
        signature_attributes=_attributes(one),
        signer_information=_signer(one),
        signature_quality=_quality(one),
        signature_validation_process=process,
        signature_validation_status=ts.ValidationStatusType(
            main_indication=f"{_URN}mainindication:{_MAIN[one.indication]}",
            sub_indication=(f"{_URN}subindication:{one.subindication.value}",) if one.subindication else (),
            associated_validation_report_data=(_report_data(one),),
        ),
    )


def _identifier(verdict: FileVerdict, one: SignatureVerdict) -> ts.SignatureIdentifierType:
    digest = None
    if one.signed_attributes_sha256:
        value = ds.DigestValue(bytes.fromhex(one.signed_attributes_sha256))
        digest = xades.DigestAlgAndValueType(digest_method=ds.DigestMethod(_SHA256), digest_value=value)
    return ts.SignatureIdentifierType(
        digest_alg_and_value=digest,
        signature_value=ds.SignatureValue(one.signature_value) if one.signature_value else None,
        hash_only=False,
        doc_hash_only=False,
        daidentifier=f"sha256:{verdict.sha256} {one.field}".strip(),
    )


def _attributes(one: SignatureVerdict) -> ts.SignatureAttributesType | None:
    if one.claimed_time is None:
        return None
    claimed = ts.SASigningTimeType(signed=True, time=_moment(one.claimed_time))
    return ts.SignatureAttributesType(signing_time=(claimed,))


def _signer(one: SignatureVerdict) -> ts.SignerInformationType | None:
    if one.certificate is None:
        return None
    return ts.SignerInformationType(signer_certificate=_reference(one.certificate), signer=one.signer or None)


def _quality(one: SignatureVerdict) -> ts.SignatureQualityType | None:
    """Return what the trusted lists say of the certificate; nothing where no lists were used."""
    if one.qualified is Qualified.UNKNOWN:
        return None
    return ts.SignatureQualityType(signature_quality_information=(f"urn:vloeiboek:{one.qualified.value}",))


def _report_data(one: SignatureVerdict) -> ts.ValidationReportDataType:
    chain = None
    if one.certificate is not None:
        chain = ts.CertificateChainType(
            signing_certificate=_reference(one.certificate),
            intermediate_certificate=tuple(_reference(der) for der in one.chain),
        )
    found = tuple(ts.TypedDataType(type_value=f"urn:vloeiboek:{name}", value=value) for name, value in _found(one))
    return ts.ValidationReportDataType(
        certificate_chain=chain,
        additional_validation_report_data=ts.AdditionalValidationReportDataType(report_data=found),
    )


def _found(one: SignatureVerdict) -> Iterator[tuple[str, str]]:
    """Yield the state of the verdict and every fact behind it."""
    yield "state", one.state.value
    yield "integrity", one.integrity.value
    yield "changes-after", one.changes_after.value
    yield "level", one.level.value if one.level else "none"
    for fact in one.facts:
        yield "fact", fact.value
    for field in one.changed_fields:
        yield "changed-field", field


def _objects(signatures: Iterable[SignatureVerdict]) -> ts.ValidationObjectListType | None:
    certificates = dict.fromkeys(
        der for one in signatures for der in (*([one.certificate] if one.certificate else []), *one.chain)
    )
    if not certificates:
        return None
    return ts.ValidationObjectListType(
        validation_object=tuple(
            ts.ValidationObjectType(
                id=_name(der),
                object_type=f"{_URN}validationObject:certificate",
                validation_object_representation=ts.ValidationObjectRepresentationType(base64=der),
            )
            for der in certificates
        )
    )


def _reference(der: bytes) -> ts.VOReferenceType:
    return ts.VOReferenceType(voreference=(_name(der),))


def _name(der: bytes) -> str:
    return f"vo-certificate-{hashlib.sha256(der).hexdigest()}"


def _moment(moment: datetime) -> XmlDateTime:
    return XmlDateTime.from_datetime(moment.astimezone(UTC))
