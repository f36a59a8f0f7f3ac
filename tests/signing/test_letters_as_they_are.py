"""Letters as others made them: large, in odd trees, with fields, signed before, or not to be signed at all."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject

from signing.cms import SignedAttributes, sign_digest
from signing.errors import SigningFault
from signing.joining import join
from signing.placement import Place
from signing.prepare import Prepared, empty_fields
from signing.verify import verify
from signing.verify.trust import TrustRoots
from tests.pki import SIGNING_DAY, TestPki
from tests.signing.held import PlainKey, prepared_letter
from tests.signing.verify.letters import plain_letter


def signed(key: PlainKey, letter: bytes, **more: Any) -> bytes:
    approved, prepared = prepared_letter(key, letter, **more)
    return joined(key, approved, prepared)


def joined(key: PlainKey, approved: bytes, prepared: Prepared) -> bytes:
    cms = sign_digest(key, prepared.digest, algorithm="sha256", attributes=SignedAttributes("staatssecretaris"))
    return approved + join(io.BytesIO(approved), prepared, cms=cms, token=None)


def verdicts(pki: TestPki, content: bytes) -> list[str]:
    found = verify(io.BytesIO(content), trust=TrustRoots.from_certificates(pki.roots), now=SIGNING_DAY)
    return [one.integrity.value for one in found.signatures]


def written(writer: PdfWriter) -> bytes:
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def with_field(letter: bytes, name: str = "Tekenen") -> bytes:
    stream = io.BytesIO(letter)
    writer = IncrementalPdfFileWriter(stream)
    append_signature_field(writer, SigFieldSpec(name, on_page=1, box=(100, 200, 320, 260)))
    writer.write_in_place()
    return stream.getvalue()


def test_a_letter_that_was_signed_before_gets_a_further_signature_and_keeps_its_first(
    pki: TestPki, key: PlainKey
) -> None:
    once = signed(key, plain_letter())
    twice = signed(PlainKey(pki, "signer-rsa"), once, place=Place(2, (72, 100, 300, 160)))
    assert twice.startswith(once)
    assert verdicts(pki, once) == ["intact"]
    assert verdicts(pki, twice) == ["intact", "intact"]
    names = [field["/T"] for field in PdfReader(io.BytesIO(twice)).trailer["/Root"]["/AcroForm"]["/Fields"]]  # type: ignore[index]
    assert names == ["Handtekening", "Handtekening 2"]


def test_an_empty_field_is_signed_in_where_it_stands(pki: TestPki, key: PlainKey) -> None:
    letter = with_field(plain_letter())
    assert empty_fields(io.BytesIO(letter)) == ("Tekenen",)
    content = signed(key, letter, existing_field="Tekenen")
    (field,) = PdfReader(io.BytesIO(content)).trailer["/Root"]["/AcroForm"]["/Fields"]  # type: ignore[index]
    assert field["/T"] == "Tekenen"
    assert [float(edge) for edge in field["/Rect"]] == [100, 200, 320, 260]
    assert "/N" in field["/AP"]
    assert verdicts(pki, content) == ["intact"]
    assert empty_fields(io.BytesIO(content)) == ()


def test_a_field_that_is_not_there_or_is_taken_is_refused(key: PlainKey) -> None:
    for letter in (plain_letter(), signed(key, with_field(plain_letter()), existing_field="Tekenen")):
        with pytest.raises(SigningFault) as fault:
            prepared_letter(key, letter, existing_field="Tekenen")
        assert fault.value.code == "field_not_there"


def test_a_field_of_the_same_name_does_not_get_in_the_way(pki: TestPki, key: PlainKey) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(plain_letter())))
    text = DictionaryObject({
        NameObject("/FT"): NameObject("/Tx"), NameObject("/T"): TextStringObject("Handtekening"),
    })  # fmt: skip
    form = DictionaryObject({NameObject("/Fields"): ArrayObject([writer._add_object(text)])})
    writer.root_object[NameObject("/AcroForm")] = form
    assert verdicts(pki, signed(key, written(writer))) == ["intact"]


def test_a_form_that_lies_over_the_pages_is_refused_with_that_reason(key: PlainKey) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(plain_letter())))
    form = DictionaryObject({NameObject("/Fields"): ArrayObject(), NameObject("/XFA"): TextStringObject("<xdp/>")})
    writer.root_object[NameObject("/AcroForm")] = form
    with pytest.raises(SigningFault) as fault:
        prepared_letter(key, written(writer))
    assert fault.value.code == "xfa"


def test_a_thousand_pages_are_signed_on_the_last(pki: TestPki, key: PlainKey) -> None:
    content = signed(key, plain_letter(pages=1000), place=Place(1000, (72, 100, 300, 160)))
    assert len(PdfReader(io.BytesIO(content)).pages[999]["/Annots"]) == 1  # type: ignore[arg-type]
    assert verdicts(pki, content) == ["intact"]


def nested(letter: bytes, depth: int) -> bytes:
    """Return the letter with its pages at the end of a chain, and an empty branch before them."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(letter)))
    root: Any = writer.root_object["/Pages"].get_object()
    pages, count = list(root["/Kids"]), int(root["/Count"])
    parent = root
    for number in range(depth):
        node = DictionaryObject({NameObject("/Type"): NameObject("/Pages"), NameObject("/Count"): NumberObject(count)})
        reference = writer._add_object(node)
        node[NameObject("/Parent")] = parent.indirect_reference or writer.root_object.raw_get("/Pages")
        kids = ArrayObject([reference])
        if not number:
            empty = {NameObject("/Type"): NameObject("/Pages"), NameObject("/Count"): NumberObject(0),
                     NameObject("/Kids"): ArrayObject(), NameObject("/Parent"): node["/Parent"]}  # fmt: skip
            kids.insert(0, writer._add_object(DictionaryObject(empty)))
        parent[NameObject("/Kids")] = kids
        parent = node
    parent[NameObject("/Kids")] = ArrayObject(pages)
    # What stands higher counts for the pages below it (ISO 32000-2, 7.7.3.4).
    media = pages[0].get_object()["/MediaBox"]
    for page in pages:
        page.get_object()[NameObject("/Parent")] = parent.indirect_reference
        page.get_object().pop("/MediaBox", None)
    root[NameObject("/MediaBox")] = media
    return written(writer)


@pytest.mark.parametrize("depth", [1, 3, 30])
def test_pages_deep_in_a_tree_are_found_with_what_they_inherit(pki: TestPki, key: PlainKey, depth: int) -> None:
    letter = nested(plain_letter(), depth)
    content = signed(key, letter, place=Place(2, (72, 100, 300, 160)))
    assert [len(page.get("/Annots", [])) for page in PdfReader(io.BytesIO(content)).pages] == [0, 1]
    assert verdicts(pki, content) == ["intact"]
    with pytest.raises(SigningFault) as fault:
        prepared_letter(key, letter, place=Place(2, (580, 100, 700, 160)))
    assert fault.value.code == "place_outside_page"
