"""Names from outside do no harm where they are shown, typed or written."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.names import file_name_for_sending, is_map_name, short_name, shown_name, told_apart

CHARACTERS = st.characters() | st.sampled_from(
    "\u202e\u200d\u0301\u00ad./\\:\x00\n\x1b%\u6f22\U0001f600 \u00a0-_~'\"`$"
)
NAMES = st.text(CHARACTERS, max_size=300) | st.text(st.sampled_from("\u6f22\U0001f600e\u0301 ."), max_size=300)


@given(NAMES)
def test_what_is_shown_has_no_sign_that_steers_and_no_folder(name: str) -> None:
    shown = shown_name(name)
    assert shown
    assert not any(unicodedata.category(sign)[0] in "CZ" and sign != " " for sign in shown)
    assert "/" not in shown
    assert "\\" not in shown
    assert shown == shown.strip()
    assert shown not in {".", ".."}
    assert shown_name(shown) == shown, "what is shown is a name of its own"
    shown.encode()


@given(name=NAMES, taken=st.lists(NAMES, max_size=5))
def test_a_short_name_can_be_typed_and_is_unique(name: str, taken: list[str]) -> None:
    used = [short_name(one) for one in taken]
    short = short_name(name, taken=used)
    assert short not in used
    assert set(short) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not short.startswith("-")
    assert 0 < len(short) <= 90


@given(name=NAMES, times=st.integers(1, 4))
def test_the_same_name_again_gets_another_short_one(name: str, times: int) -> None:
    used: list[str] = []
    for _ in range(times):
        used.append(short_name(name, taken=used))
    assert len(set(used)) == times


DEVICES = {"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10))}


@given(name=NAMES | st.sampled_from(sorted(DEVICES)), taken=st.lists(NAMES, max_size=4))
def test_a_file_to_send_has_a_name_that_any_file_system_takes(name: str, taken: list[str]) -> None:
    used: list[str] = []
    for one in [*taken, name, name]:
        safe = file_name_for_sending(one, taken=used)
        assert safe.casefold() not in {other.casefold() for other in used}
        assert not set(safe) & set('<>:"/\\|?*\x00')
        assert safe not in {".", ".."}
        assert safe[0] not in ". "
        assert safe[-1] not in ". "
        assert len(safe.encode()) <= 255, "longer than a name may be on Linux"
        assert safe.partition(".")[0].upper() not in DEVICES, "the name of a device on Windows"
        used.append(safe)


def test_a_nasty_name_can_be_written(nasty_name: str, tmp_path: Path) -> None:
    safe = file_name_for_sending(nasty_name)
    (tmp_path / safe).write_bytes(b"brief")
    assert os.listdir(tmp_path) == [safe]
    assert safe.isprintable()
    assert shown_name(nasty_name).isprintable()
    assert short_name(nasty_name)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("brief-\u202efdp.exe.pdf", "brief-fdp.exe.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\jan\\brief.pdf", "brief.pdf"),
        ("..", "naamloos"),
        (".", "naamloos"),
        ("", "naamloos"),
        ("\x00\x1b", "naamloos"),
        ("Coo\u0308rdinatie.pdf", "Co\u00f6rdinatie.pdf"),
        ("x" * 159 + " y", "x" * 159),
        ("e\u200d\u0301", "\u00e9"),
    ],
)
def test_what_is_shown(name: str, shown: str) -> None:
    assert shown_name(name) == shown


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Brief Tweede Kamer.pdf", "brief-tweede-kamer"),
        ("Co\u00f6rdinatie \u00e9\u00e9n.docx", "coordinatie-een"),
        ("--to=elders.pdf", "to-elders"),
        ("\u6f22\u5b57.pdf", "stuk"),
        ("...pdf..pdf", "pdf"),
    ],
)
def test_what_is_typed(name: str, short: str) -> None:
    assert short_name(name) == short


@pytest.mark.parametrize("name", ["", "..", ".", "a/b", "a\\b", " a", "a ", "a\nb", "a\u202eb", "x" * 81, "\x00"])
def test_a_map_is_not_called_so(name: str) -> None:
    assert not is_map_name(name)


@pytest.mark.parametrize("name", ["mr-9-februari", "MR 9 februari", "Co\u00f6rdinatie", "x" * 80])
def test_a_map_may_be_called_so(name: str) -> None:
    assert is_map_name(name)


def test_files_of_the_same_name_are_told_apart_by_their_folders() -> None:
    paths = [Path("/post/a/brief.pdf"), Path("/post/b/brief.pdf"), Path("/post/b/nota.pdf"), Path("/oud/b/brief.pdf")]
    assert told_apart(paths) == ("a/brief.pdf", "post/b/brief.pdf", "nota.pdf", "oud/b/brief.pdf")
    assert told_apart([paths[0], paths[0]]) == ("brief.pdf", "brief.pdf")
    assert told_apart([Path("/a/x\u202e.pdf"), Path("/b/x.pdf")]) == ("a/x.pdf", "b/x.pdf")


def test_a_long_name_keeps_its_ending() -> None:
    shown = shown_name("b" * 240 + ".pdf")
    assert shown.endswith("b.pdf")
    assert len(shown) == 160
    assert file_name_for_sending(shown).endswith("b.pdf")
