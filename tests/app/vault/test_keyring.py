"""From passphrase to store key: no way in without it, and no file that harms whoever opens it."""

from __future__ import annotations

import json
import pickle
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import KeyTrouble
from app.ports import Secret, SecretBytes
from app.vault.keyring import Cost, create_keyring, open_keyring

CHEAP = Cost(memory=64, passes=1, lanes=1)
PASSPHRASE = Secret("een zin die niemand raadt")


@pytest.fixture
def keyring(tmp_path: Path) -> Path:
    path = tmp_path / "vault.json"
    create_keyring(path, PASSPHRASE, cost=CHEAP)
    return path


def code_of(path: Path, passphrase: Secret = PASSPHRASE) -> str:
    with pytest.raises(KeyTrouble) as trouble:
        open_keyring(path, passphrase)
    return trouble.value.reason.code


def test_the_key_comes_out_again(tmp_path: Path) -> None:
    made = create_keyring(tmp_path / "vault.json", PASSPHRASE, cost=CHEAP)
    assert len(made.reveal()) == 32
    assert open_keyring(tmp_path / "vault.json", PASSPHRASE).reveal() == made.reveal()


@settings(max_examples=20)
@given(right=st.text(min_size=1, max_size=30), wrong=st.text(max_size=30))
def test_another_passphrase_does_not_open_it(tmp_path: Path, right: str, wrong: str) -> None:
    path = tmp_path / "vault.json"
    path.unlink(missing_ok=True)
    create_keyring(path, Secret(right), cost=CHEAP)
    if unicodedata.normalize("NFC", right) != unicodedata.normalize("NFC", wrong):
        assert code_of(path, Secret(wrong)) == "passphrase_wrong"
    open_keyring(path, Secret(right))


def test_accents_open_it_however_the_keyboard_makes_them(tmp_path: Path) -> None:
    """RFC 8265, 4.2.2: a passphrase is compared in NFC; another machine types another form."""
    path = tmp_path / "vault.json"
    create_keyring(path, Secret("co\u00f6rdinatie"), cost=CHEAP)
    open_keyring(path, Secret("coo\u0308rdinatie"))


def test_an_empty_passphrase_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KeyTrouble) as trouble:
        create_keyring(tmp_path / "vault.json", Secret(""), cost=CHEAP)
    assert trouble.value.reason.code == "passphrase_empty"
    assert not (tmp_path / "vault.json").exists()


def test_a_keyring_that_is_there_is_never_replaced(keyring: Path) -> None:
    """Its vault would be lost for ever."""
    before = keyring.read_bytes()
    with pytest.raises(FileExistsError):
        create_keyring(keyring, PASSPHRASE, cost=CHEAP)
    assert keyring.read_bytes() == before


def test_it_is_for_its_owner_alone_and_holds_no_key(tmp_path: Path) -> None:
    path = tmp_path / "vault.json"
    key = create_keyring(path, PASSPHRASE, cost=CHEAP).reveal()
    assert path.stat().st_mode & 0o077 == 0
    content = path.read_bytes()
    assert key not in content
    assert key.hex().encode() not in content
    assert PASSPHRASE.reveal().encode() not in content


def test_two_vaults_share_nothing(tmp_path: Path) -> None:
    files = []
    for name in ("a", "b"):
        create_keyring(tmp_path / name, PASSPHRASE, cost=CHEAP)
        files.append(json.loads((tmp_path / name).read_bytes()))
    for part in ("salt", "nonce", "wrapped"):
        assert files[0][part] != files[1][part]


def test_a_missing_file_is_damage(tmp_path: Path) -> None:
    assert code_of(tmp_path / "vault.json") == "vault_damaged"


@settings(max_examples=60)
@given(at=st.integers(0, 1 << 16), value=st.integers(1, 255))
def test_any_changed_byte_keeps_it_closed_or_changes_nothing(tmp_path: Path, at: int, value: int) -> None:
    path = tmp_path / "vault.json"
    if not path.exists():
        create_keyring(path, PASSPHRASE, cost=CHEAP)
    content = path.read_bytes()
    key = open_keyring(path, PASSPHRASE).reveal()
    changed = bytearray(content)
    changed[at % len(changed)] ^= value
    path.write_bytes(changed)
    try:
        assert open_keyring(path, PASSPHRASE).reveal() == key  # white space between the fields
    except KeyTrouble as trouble:
        if trouble.reason.code not in {"vault_damaged", "passphrase_wrong"}:
            raise
    finally:
        path.write_bytes(content)


HARMFUL: dict[str, dict[str, Any]] = {
    "all the memory there is": {"memory": 1 << 40},
    "more memory than is asked of anyone": {"memory": 8 * 1024 * 1024},
    "passes without end": {"passes": 1 << 31},
    "many passes": {"passes": 1000},
    "lanes without end": {"lanes": 1 << 20},
    "no memory": {"memory": 0},
    "less than none": {"memory": -1},
    "no passes": {"passes": 0},
    "no lanes": {"lanes": 0},
    "a text": {"memory": "65536"},
    "a fraction": {"memory": 65536.5},
    "a truth": {"passes": True},
    "nothing": {"lanes": None},
    "a list": {"memory": [1]},
    "another format": {"format": "vloeiboek-vault-2"},
    "another derivation": {"kdf": "scrypt"},
    "a short salt": {"salt": "AAAA"},
    "a short nonce": {"nonce": "AAAA"},
    "no nonce": {"nonce": ""},
    "a short key": {"wrapped": "AAAA"},
    "no base64": {"salt": "\u00e9\u00e9"},
    "a number for base64": {"wrapped": 5},
}


@pytest.mark.parametrize("change", HARMFUL.values(), ids=HARMFUL.keys())
def test_a_file_that_asks_too_much_or_nonsense_is_damaged(keyring: Path, change: dict[str, Any]) -> None:
    values = json.loads(keyring.read_bytes())
    keyring.write_text(json.dumps({**values, **change}), encoding="utf-8")
    assert code_of(keyring) == "vault_damaged"


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"null", b"\xff\xfe", b"[" * 100_000, b'{"memory": 1e400}'])
def test_what_is_no_keyring_is_damaged(keyring: Path, content: bytes) -> None:
    keyring.write_bytes(content)
    assert code_of(keyring) == "vault_damaged"


def test_the_cost_of_a_new_vault_is_what_rfc_9106_asks(tmp_path: Path) -> None:
    """RFC 9106, 4: 64 MiB, three passes, four lanes where memory is scarce."""
    create_keyring(tmp_path / "vault.json", PASSPHRASE)
    values = json.loads((tmp_path / "vault.json").read_bytes())
    assert (values["kdf"], values["memory"], values["passes"], values["lanes"]) == ("argon2id", 65536, 3, 4)
    open_keyring(tmp_path / "vault.json", PASSPHRASE)


@pytest.mark.parametrize("secret", [Secret("pincode 836154"), SecretBytes(b"sleutel 836154")])
def test_secrets_do_not_show_and_do_not_travel(secret: Secret | SecretBytes) -> None:
    held = {"pin": secret, "list": [secret]}
    for shown in (repr(secret), str(secret), f"{secret}", f"{secret!r:>40}", f"{held}"):
        assert "836154" not in shown
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        with pytest.raises(TypeError):
            pickle.dumps(secret, protocol=protocol)
    with pytest.raises(TypeError):
        json.dumps(secret)
    assert not hasattr(secret, "__dict__")
