"""Files become a dossier: kinds by content, order, what belongs together, who should sign."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from app.dossier import Dossier, FileKind, dossier_json
from app.memo import CouncilKind
from app.reading import NamedStream, arrange, recognise
from app.reading.recognition import holder_name
from tests.corpus.score import HERE

EXAMPLE = HERE / "dossiers/per-racisme"


def streams(folder: Path, *names: str) -> list[NamedStream]:
    return [NamedStream(name, io.BytesIO((folder / name).read_bytes())) for name in names]


@pytest.fixture(scope="module")
def example() -> Dossier:
    return recognise(
        streams(EXAMPLE, "rapport-per.pdf", "brief-eerste-kamer.pdf", "nota.pdf", "brief-tweede-kamer.pdf"), "per"
    )


def test_the_example_dossier(example: Dossier) -> None:
    assert [one.file for one in example.files] == [
        "nota.pdf",
        "brief-tweede-kamer.pdf",
        "brief-eerste-kamer.pdf",
        "rapport-per.pdf",
    ]
    assert example.release_set == ("brief-tweede-kamer.pdf", "brief-eerste-kamer.pdf", "rapport-per.pdf", "nota.pdf")
    assert example.signatory_expected == "staatssecretaris van BZK"
    assert example.condition is not None
    assert (example.condition.kind, example.condition.meeting_date) == (CouncilKind.COUNCIL, date(2024, 2, 9))


def test_the_json_has_the_promised_keys_in_order(example: Dossier) -> None:
    document = dossier_json(example)
    assert list(document)[:6] == ["dossier", "memo", "signatory_expected", "release_set", "condition", "files"]
    assert list(document["files"][1])[:11] == [
        "file",
        "sha256",
        "kind",
        "pages",
        "chamber",
        "own_reference",
        "letter_date",
        "signatory_role",
        "signatory_name",
        "signature_box",
        "corrected",
    ]


def test_a_file_that_cannot_be_read_does_not_stop_the_others() -> None:
    writer = PdfWriter(clone_from=PdfReader(EXAMPLE / "brief-eerste-kamer.pdf"))
    writer.encrypt(user_password="geheim", algorithm="AES-256")
    locked = io.BytesIO()
    writer.write(locked)
    files = [
        *streams(EXAMPLE, "nota.pdf"),
        NamedStream("dicht.pdf", locked),
        NamedStream("leeg.pdf", io.BytesIO()),
        NamedStream("plaatje.png", io.BytesIO(b"\x89PNG\r\n\x1a\n\x00\x00")),
    ]
    dossier = recognise(files, "half")
    assert {one.file: (one.kind, one.trouble) for one in dossier.files} == {
        "nota.pdf": (FileKind.MEMO, ""),
        "dicht.pdf": (FileKind.UNRECOGNISED, "encrypted"),
        "leeg.pdf": (FileKind.UNRECOGNISED, "empty_file"),
        "plaatje.png": (FileKind.UNRECOGNISED, "not_a_memo_file"),
    }
    assert dossier.release_set == ("nota.pdf",)


def test_a_correction_is_kept_and_the_order_follows_it(example: Dossier) -> None:
    files = [
        replace(one, kind=FileKind.ATTACHMENT, corrected=("kind",)) if one.file == "brief-eerste-kamer.pdf" else one
        for one in example.files
    ]
    corrected = arrange(files, "per")
    assert corrected.named("brief-eerste-kamer.pdf").kind is FileKind.ATTACHMENT
    assert [one.file for one in corrected.files][-2:] == ["brief-eerste-kamer.pdf", "rapport-per.pdf"]


def test_a_redacted_twin_is_the_public_memo() -> None:
    text = (
        "Aan MBZK\nTER ONDERTEKENING\nOnze referentie\n2024-0000012345\n"
        "Datum\n8 februari 2024\nOpgesteld door\n{}\n\nBrief over dijken\n\n"
        "Aanleiding\nEr is een vraag.\n\nGeadviseerd besluit\nU "
        "wordt geadviseerd de brief te tekenen.\n\nKern\nZo is het.\n"
    )
    files = [
        NamedStream("b.txt", io.BytesIO(text.format("[Redacted]").encode())),
        NamedStream("a.txt", io.BytesIO(text.format("J. Jansen").encode())),
    ]
    dossier = recognise(files, "twee")
    assert {one.file: one.kind for one in dossier.files} == {"a.txt": FileKind.MEMO, "b.txt": FileKind.PUBLIC_MEMO}
    assert dossier.memo == "a.txt"


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("de staatssecretaris van BZK", "staatssecretaris van BZK"),
        ("SBZK", "staatssecretaris van BZK"),
        ("MBZK", "minister van BZK"),
        ("Minister van VRO", "minister van VRO"),
        ("MinBZK", "minister van BZK"),
        ("Stas IenW", "staatssecretaris van IenW"),
        ("MOCW", "minister van OCW"),
        ("de Minister-President", "minister-President"),
        ("Minister", "minister"),
    ],
)
def test_who_should_sign_is_written_out(printed: str, name: str) -> None:
    assert holder_name(printed) == name
