"""Settings: one file, frozen; an error names the key."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import WrongUse
from app.settings import FILE_NAME, Settings, read_settings, write_setting
from app.text.refusals import REFUSALS


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / FILE_NAME
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def code_of(folder: Path) -> tuple[str, object]:
    with pytest.raises(WrongUse) as trouble:
        read_settings(folder)
    reason = trouble.value.reason
    assert reason.code in REFUSALS
    assert str(folder) in str(reason.parameters["file"])
    return reason.code, reason.parameters.get("key")


def test_without_a_file_nothing_is_reached_and_the_strongest_level_is_wanted(tmp_path: Path) -> None:
    settings = read_settings(tmp_path)
    assert settings == Settings()
    assert (settings.time_stamp_url, settings.fetch_revocation, settings.trust_folder) == ("", False, "")
    assert (settings.level, settings.language) == ("B-LTA", "nl")


def test_an_empty_file_means_the_defaults(tmp_path: Path) -> None:
    assert read_settings(written(tmp_path, "# niets\n")) == Settings()


def test_every_setting_can_be_set(tmp_path: Path) -> None:
    folder = written(
        tmp_path,
        'person = "J. Jansen"\nlanguage = "en"\nlevel = "B-T"\ntime_stamp_url = "https://tijd.example/"\n'
        'further_time_stamp_urls = ["https://ook.example/tsa"]\ntime_stamps_per_minute = 30\n'
        'fetch_revocation = true\ntrust_folder = "/wortels"\nlists_folder = "/lijsten"\n'
        'verify_seconds = 30\npkcs11_modules = ["/m.so"]\nkey_files = ["/a.p12"]\nsigning_key = "file:/a.p12"\n'
        'signature_date = "letter"\nsignature_picture = "/hand.png"\nsignature_layout = "/huisstijl.pdf"\n'
        f'signature_policy = "1.2.3"\nsignature_policy_sha256 = "{"a" * 64}"\n'
        'signature_policy_url = "https://beleid.example/"\n',
    )
    settings = read_settings(folder)
    assert settings == Settings(
        person="J. Jansen",
        language="en",
        level="B-T",
        time_stamp_url="https://tijd.example/",
        fetch_revocation=True,
        trust_folder="/wortels",
        lists_folder="/lijsten",
        verify_seconds=30,
        pkcs11_modules=("/m.so",),
        key_files=("/a.p12",),
        signing_key="file:/a.p12",
        signature_date="letter",
        signature_picture="/hand.png",
        signature_layout="/huisstijl.pdf",
        signature_policy="1.2.3",
        signature_policy_sha256="a" * 64,
        signature_policy_url="https://beleid.example/",
        further_time_stamp_urls=("https://ook.example/tsa",),
        time_stamps_per_minute=30,
    )
    assert all(getattr(settings, field.name) != getattr(Settings(), field.name) for field in fields(Settings))


@pytest.mark.parametrize(
    ("text", "code", "key"),
    [
        ("levle = 1", "setting_unknown", "levle"),
        ("[person]\nname = 'J'", "setting_wrong", "person"),
        ("level = 4", "setting_wrong", "level"),
        ("time_stamps_per_minute = -1", "setting_wrong", "time_stamps_per_minute"),
        ("level = 'B-X'", "setting_wrong", "level"),
        ("language = 'de'", "setting_wrong", "language"),
        ("verify_seconds = 0", "setting_wrong", "verify_seconds"),
        ("fetch_revocation = 'false'", "setting_wrong", "fetch_revocation"),
        ("fetch_revocation = 1", "setting_wrong", "fetch_revocation"),
        ("key_files = 'a.p12'", "setting_wrong", "key_files"),
        ("key_files = [1, 2]", "setting_wrong", "key_files"),
        ("pkcs11_modules = [['/m.so']]", "setting_wrong", "pkcs11_modules"),
        ("person = ['J']", "setting_wrong", "person"),
        ("person = 2024-02-08", "setting_wrong", "person"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, text: str, code: str, key: str) -> None:
    assert code_of(written(tmp_path, text)) == (code, key)


@pytest.mark.parametrize("content", [b"person = ", b"\xff\xfe", b"person = 'a'\nperson = 'b'"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, content: bytes) -> None:
    assert code_of(written(tmp_path, content))[0] == "settings_unreadable"


def test_a_folder_in_its_place_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    assert code_of(tmp_path)[0] == "settings_unreadable"


@given(st.binary(max_size=80))
def test_whatever_stands_in_it_is_settings_or_a_named_error(tmp_path: Path, content: bytes) -> None:
    try:
        read_settings(written(tmp_path, content))
    except WrongUse as trouble:
        if trouble.reason.code not in {"setting_unknown", "setting_wrong", "settings_unreadable"}:
            raise


def test_settings_are_not_changed_once_read(tmp_path: Path) -> None:
    with pytest.raises(FrozenInstanceError):
        read_settings(tmp_path).level = "B-B"  # type: ignore[misc]


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(value=TEXTS, other=TEXTS)
def test_what_is_set_is_read_back_and_the_rest_stays(
    tmp_path_factory: pytest.TempPathFactory, value: str, other: str
) -> None:
    folder = tmp_path_factory.mktemp("profiel") / "nieuw"
    assert write_setting(folder, "person", other) == ""
    assert write_setting(folder, "trust_folder", value) == ""
    assert write_setting(folder, "trust_folder", other) == value
    settings = read_settings(folder)
    assert (settings.person, settings.trust_folder, settings.lists_folder) == (other, other, "")


def test_remarks_and_other_lines_of_the_file_stay(tmp_path: Path) -> None:
    text = '# van de beheerder\nlevel = "B-LT"\ntrust_folder = "/oud" # hierheen\npkcs11_modules = ["/a", "/b"]'
    write_setting(written(tmp_path, text), "trust_folder", "/nieuw")
    kept = (tmp_path / FILE_NAME).read_text(encoding="utf-8")
    assert kept == '# van de beheerder\nlevel = "B-LT"\npkcs11_modules = ["/a", "/b"]\ntrust_folder = "/nieuw"\n'


def test_a_file_laid_out_so_that_another_setting_would_change_is_left_alone(tmp_path: Path) -> None:
    text = "person = '''\ntrust_folder = x\n'''\n"
    with pytest.raises(WrongUse) as trouble:
        write_setting(written(tmp_path, text), "trust_folder", "/nieuw")
    assert trouble.value.reason.code == "setting_not_written"
    assert (tmp_path / FILE_NAME).read_text(encoding="utf-8") == text
