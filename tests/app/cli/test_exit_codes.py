"""Every class of exit code of the contract, and what is said with it."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from app.compose import open_desk
from app.ports import Secret
from tests.app.cli.commands import Run, descriptor
from tests.conftest import NASTY_NAMES
from tests.journeys.desks import HOUSE, ITEM, MAP, MEETING, Office, at, entries, states

Stage = Callable[[str], Office]
EXAMPLE = Path(__file__).parents[3] / "resources" / "example"
REPOSITORY = Path(__file__).parents[3]
NOW = "2024-02-09T12:41+01:00"


def bad_files(folder: Path) -> dict[str, Path]:
    """Files that cannot be read as a memo or a letter, by what is wrong with them."""
    made = {name: folder / f"{name}.pdf" for name in ("empty", "no-pdf", "encrypted", "picture", "cut")}
    made["empty"].write_bytes(b"")
    made["no-pdf"].write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    writer = pypdf.PdfWriter(clone_from=EXAMPLE / "nota.pdf")
    writer.encrypt("geheim", algorithm="AES-256")
    writer.write(made["encrypted"])
    page = io.BytesIO()
    canvas = Canvas(page)
    canvas.rect(100, 100, 300, 300, fill=1)
    canvas.showPage()
    canvas.save()
    made["picture"].write_bytes(page.getvalue())
    made["cut"].write_bytes(b"%PDF-1.7\n" + os.urandom(300))
    return made


BAD = {"empty": "leeg", "no-pdf": "", "encrypted": "wachtwoord", "picture": "zonder tekst", "cut": ""}


class TestFourAFileThatCannotBeRead:
    @pytest.mark.parametrize("kind", BAD)
    def test_by_memo(self, command: Run, kind: str, tmp_path: Path) -> None:
        path = bad_files(tmp_path)[kind]
        ran = command("memo", path, "--json")
        assert ran.code == 4
        assert f"{kind}.pdf" in ran.said
        assert BAD[kind] in ran.said
        if kind == "picture":
            assert ran.values["text_layer"] == "none"
        else:
            assert ran.out == ""

    @pytest.mark.parametrize("kind", ["empty", "encrypted", "cut"])
    def test_by_map_add(self, command: Run, stage: Stage, kind: str, tmp_path: Path) -> None:
        office, folder = stage("new"), tmp_path / "dossier"
        shutil.copytree(EXAMPLE, folder)
        (folder / f"{kind}.pdf").write_bytes(bad_files(tmp_path)[kind].read_bytes())
        command("map", "new", MAP, profile=office.folder)
        ran = command("map", "add", MAP, folder, profile=office.folder)
        assert ran.code == 4
        assert f"{kind}.pdf" in ran.said
        assert command("map", "show", MAP, "--json", profile=office.folder).values["items"] == []

    def test_by_map_add_of_a_memo_that_is_a_picture(self, command: Run, stage: Stage, tmp_path: Path) -> None:
        """A picture cannot be told from an attachment: then the dossier has no memo, and that is said."""
        office = stage("new")
        picture = bad_files(tmp_path)["picture"]
        command("map", "new", MAP, profile=office.folder)
        ran = command("map", "add", MAP, picture, EXAMPLE / "brief-tweede-kamer.pdf", profile=office.folder)
        assert ran.code in {1, 4}
        assert "nota" in ran.said

    def test_what_is_not_there(self, command: Run, stage: Stage, tmp_path: Path) -> None:
        office = stage("added")
        assert command("memo", tmp_path / "weg.pdf").code == 4
        assert command("map", "add", MAP, tmp_path / "weg", profile=office.folder).code == 4
        assert command("verify", tmp_path / "weg.pdf").code == 4

    def test_an_object_of_the_vault_that_was_damaged(self, command: Run, stage: Stage) -> None:
        office = stage("approved")
        largest = max((path for path in (office.folder / "objects").rglob("*") if path.is_file()),
                      key=lambda path: path.stat().st_size)  # fmt: skip
        content = bytearray(largest.read_bytes())
        content[len(content) // 2] ^= 1
        largest.write_bytes(content)
        ran = command("sign", MAP, "--key", office.demonstration.key_uris[-1], "--all-unseen", profile=office.folder)
        assert ran.code == 4
        assert largest.name in ran.said


class TestOneARuleOfTheWork:
    def test_released_before_the_outcome(self, command: Run, stage: Stage) -> None:
        office = stage("sealed")
        ran = command("release", ITEM, "--to", office.outbox, "--json", "--now", NOW, profile=office.folder)
        assert (ran.code, ran.out) == (1, "")
        assert "(G3)" in ran.said

    @pytest.mark.parametrize(
        ("found", "words"),
        [
            ("added", ("decide", ITEM, "agree")),
            ("sealed", ("map", "unlock", MAP)),
            ("sealed", ("map", "lock", MAP)),
            ("released", ("void", HOUSE, "--why", "spijt")),
            ("released", ("withdraw", HOUSE)),
            ("sealed", ("dispatch", ITEM, "--evidence", "x")),
            ("sealed", ("decide", ITEM, "disagree")),
            ("sealed", ("map", "new", MAP)),
            ("sealed", ("condition", ITEM, "MR:2024-02-16")),
            ("approved", ("strengthen", MAP)),
            ("sealed", ("council", "record", "RMR:2024-02-09", ITEM, "agreed", "--by", "a", "--evidence", "b",
                        "--at", "2024-02-09T12:00+01:00")),
            ("sealed", ("council", "record", MEETING, ITEM, "agreed", "--by", "a", "--evidence", "b",
                        "--at", "2024-02-09T09:59+01:00")),
        ],
        ids=lambda value: " ".join(value[:3]) if isinstance(value, tuple) else value,
    )  # fmt: skip
    def test_refusals(self, command: Run, stage: Stage, found: str, words: tuple[str, ...]) -> None:
        office = stage(found)
        with office.open() as desk:
            before = entries(desk)
        ran = command(*words, "--json", "--now", "2024-02-09T13:00+01:00", profile=office.folder)
        assert (ran.code, ran.out) == (1, ""), ran
        assert len(ran.said.splitlines()) >= 2
        with office.open() as desk:
            assert entries(desk) == before

    def test_a_map_of_which_one_set_is_refused_says_so_once(self, command: Run, stage: Stage, tmp_path: Path) -> None:
        office = stage("sealed")
        ran = command("release", MAP, "--to", office.outbox, "--now", NOW, profile=office.folder)
        assert ran.code == 1
        assert ran.said.count("Leg eerst de uitkomst vast") == 1

    def test_a_profile_in_use_by_another_process(self, stage: Stage) -> None:
        office = stage("added")
        with office.open():
            ran = subprocess.run(
                [sys.executable, "-m", "app", "map", "list", "--json", "--profile", str(office.folder)],
                cwd=REPOSITORY, capture_output=True, text=True, check=False,
            )  # fmt: skip
        assert (ran.returncode, ran.stdout) == (1, "")
        assert "al geopend" in ran.stderr

    def test_a_full_disk_is_no_fault_of_ours_and_loses_nothing(
        self, command: Run, stage: Stage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        office = stage("approved")

        def full(handle: int) -> None:
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patched:
            patched.setattr("app.vault.files.os.fsync", full)
            ran = command("sign", MAP, "--key", office.demonstration.key_uris[-1], "--all-unseen", "--json",
                          profile=office.folder)  # fmt: skip
        assert ran.code == 1
        assert "De schijf is vol" in ran.said
        assert not [path for path in office.folder.rglob(".deel-*")]
        with office.open() as desk:
            assert states(desk) == ["APPROVED", "APPROVED"]


class TestTwoWrongUse:
    @pytest.mark.parametrize(
        "words",
        [
            ("sign", MAP, "--key", "file:x.p12"),
            ("sign", MAP, "--key", "file:x.p12", "--one-by-one", "--all-unseen"),
            ("sign", MAP, "--key", "file:x.p12", "--all-unseen", "--pin", "1234"),
            ("map", "list", "--passphrase", "geheim"),
            ("map", "show", "bestaat-niet"),
            ("map", "new", "../x"),
            ("map", "new", "a/b"),
            ("map", "new", "regel\nregel"),
            ("map", "new", "brief\u202efdp"),
            ("map", "new", ""),
            ("map", "new", "x" * 81),
            ("decide", ITEM, "perhaps"),
            ("decide", f"{MAP}/weg", "agree"),
            ("decide", f"{ITEM}/weg", "agree"),
            ("decide", MAP, "agree"),
            ("withdraw", ITEM),
            ("condition", ITEM, "MR:9-2-2024"),
            ("condition", ITEM, "MR:2024-02-31"),
            ("dispatch", ITEM, "--evidence", " "),
            ("void", HOUSE, "--why", " "),
            ("release", ITEM),
            ("release", ITEM, "--to", "x", "--accept-level", "B-X"),
            ("council", "record", MEETING, ITEM, "agreed", "--by", " ", "--evidence", "b", "--at", NOW),
            ("council", "record", MEETING, ITEM, "agreed", "--by", "a", "--evidence", "b", "--at", "2024-02-09T12:00"),
            ("council", "record", MEETING, ITEM, "maybe", "--by", "a", "--evidence", "b", "--at", NOW),
            ("map", "list", "--now", "2024-02-08T15:00+01:00"),
            ("map", "list", "--now", "vandaag"),
            ("map", "list", "--passphrase-fd", "geen"),
            ("nonsense",),
        ],
        ids=lambda words: " ".join(words)[:60].encode("ascii", "replace").decode(),
    )
    def test_wrong_use(self, command: Run, stage: Stage, words: tuple[str, ...]) -> None:
        office = stage("added")
        with office.open() as desk:
            before = entries(desk)
        ran = command(*words, profile=office.folder)
        assert (ran.code, ran.out) == (2, ""), ran
        assert ran.said.strip()
        with office.open() as desk:
            assert entries(desk) == before

    def test_no_profile_yet(self, command: Run, tmp_path: Path) -> None:
        ran = command("map", "list", profile=tmp_path / "weg")
        assert ran.code == 2
        assert not (tmp_path / "weg").exists()

    @pytest.mark.parametrize("words", [("map", "list"), ("keys", "list"), ("memo", EXAMPLE / "nota.pdf"),
                                       ("verify", EXAMPLE / "nota.pdf"), ("record", "verify"),
                                       ("demo", "nieuw"), ("map", "new", "x")])  # fmt: skip
    def test_a_normal_profile_refuses_to_set_the_clock(
        self, command: Run, words: tuple[object, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        folder = tmp_path / "p"
        with open_desk(folder, passphrase=Secret("wachtzin"), create=True):
            pass
        ran = command(*words, "--now", NOW, profile=folder)
        assert (ran.code, ran.out) == (2, "")
        assert "demonstratie" in ran.said.lower()
        assert not (tmp_path / "nieuw").exists()

    def test_a_demonstration_takes_now_for_every_command(self, command: Run, stage: Stage) -> None:
        office = stage("added")
        for words in (("keys", "list"), ("memo", EXAMPLE / "nota.pdf"), ("verify", EXAMPLE / "nota.pdf")):
            moment = at(9, 12, 41)
            assert command(*words, "--now", moment.isoformat(), profile=office.folder).code in {0, 3}
            assert office.demonstration.clock.now() >= moment
            assert command(*words, "--now", "2024-02-01T10:00+01:00", profile=office.folder).code == 2

    def test_an_unknown_setting_names_key_and_file(self, command: Run, stage: Stage) -> None:
        office = stage("added")
        (office.folder / "settings.toml").write_text('taal = "nl"\n')
        ran = command("map", "list", profile=office.folder)
        assert ran.code == 2
        assert "taal" in ran.said
        assert "settings.toml" in ran.said


class TestSixKeysAndSecrets:
    def sign(self, command: Run, office: Office, uri: str, *more: str) -> tuple[int, str, str]:
        ran = command("sign", MAP, "--key", uri, "--all-unseen", "--json", *more, profile=office.folder)
        with office.open() as desk:
            assert states(desk) == ["APPROVED", "APPROVED"]
            assert "LetterPrepared" not in entries(desk)
        return ran.code, ran.out, ran.said

    def test_a_wrong_passphrase_of_a_key_file(self, command: Run, stage: Stage) -> None:
        office = stage("approved")
        with descriptor("fout") as number:
            code, out, said = self.sign(command, office, office.demonstration.key_uris[-1], "--pin-fd", number)
        assert (code, out) == (6, "")
        assert said.count("wachtzin") == 1
        assert "fout" not in said.split("DEMONSTRATIE", 1)[-1]

    @pytest.mark.parametrize(
        ("uri", "word"),
        [
            ("csc:dienst", "csc"),
            ("file:/er/is/niets.p12", "niets.p12"),
            ("pkcs11:token=x;object=y;module-path=/er/is/niets.so", "niets.so"),
            (f"pkcs11:token=x;module-path={EXAMPLE / 'nota.pdf'}", "nota.pdf"),
            ("pkcs11:token=x;object=y", "module-path"),
            ("pkcs11:token=x;pin-value=1234;module-path=/x.so", "pin"),
            ("onzin", "onzin"),
        ],
    )
    def test_no_such_key(self, command: Run, stage: Stage, uri: str, word: str) -> None:
        code, out, said = self.sign(command, stage("approved"), uri)
        assert (code, out) == (6, "")
        assert word in said
        assert "1234" not in said

    def test_a_file_that_is_no_key_file(self, command: Run, stage: Stage) -> None:
        with descriptor("x") as number:
            code, _, said = self.sign(command, stage("approved"), f"file:{EXAMPLE / 'nota.pdf'}", "--pin-fd", number)
        assert code == 6
        assert "nota.pdf" in said

    def test_no_pin_given(self, command: Run, stage: Stage, tmp_path: Path) -> None:
        office = stage("approved")
        other = tmp_path / "kopie.p12"
        shutil.copy(office.demonstration.key_file, other)
        code, _, said = self.sign(command, office, f"file:{other}")
        assert code == 6
        assert "pincode" in said

    def test_secrets_are_not_taken_from_the_environment(
        self, command: Run, stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        office = stage("approved")
        other = tmp_path / "kopie.p12"
        shutil.copy(office.demonstration.key_file, other)
        secret = office.demonstration.secrets.key_file.reveal()
        for name in ("PIN", "VLOEIBOEK_PIN", "VLOEIBOEK_SIGN_PIN", "VLOEIBOEK_SIGN_PIN_FD", "VLOEIBOEK_PASSPHRASE"):
            monkeypatch.setenv(name, secret)
        assert self.sign(command, office, f"file:{other}")[0] == 6

    def test_a_wrong_passphrase_of_the_vault(self, command: Run, tmp_path: Path) -> None:
        folder = tmp_path / "p"
        with open_desk(folder, passphrase=Secret("goed"), create=True):
            pass
        with descriptor("fout") as number:
            ran = command("map", "list", "--json", "--passphrase-fd", number, profile=folder)
        assert (ran.code, ran.out) == (6, "")
        assert "wachtzin" in ran.said
        with descriptor("") as number:
            assert command("map", "new", "x", "--passphrase-fd", number, profile=tmp_path / "leeg").code == 6
        assert command("map", "list", profile=folder).code == 6

    def test_a_store_that_is_gone_is_not_quietly_begun_anew(self, command: Run, stage: Stage) -> None:
        office = stage("sealed")
        for path in office.folder.glob("store.db*"):
            path.unlink()
        ran = command("map", "list", profile=office.folder)
        assert ran.code == 6
        assert "store.db" in ran.said


class TestVerifyPrecedence:
    def test_invalid_before_unreadable_before_not_decidable_before_valid(
        self, command: Run, stage: Stage, tmp_path: Path
    ) -> None:
        office = stage("agreed")
        command("release", ITEM, "--to", office.outbox, "--now", NOW, profile=office.folder)
        letter = next(office.outbox.rglob("brief-tweede-kamer.pdf"))
        invalid = tmp_path / "veranderd.pdf"
        content = bytearray(letter.read_bytes())
        content[content.index(b"obj") + 30] ^= 1
        invalid.write_bytes(content)
        unreadable, unsigned = tmp_path / "leeg.pdf", EXAMPLE / "nota.pdf"
        unreadable.write_bytes(b"")

        def code(*paths: Path) -> int:
            return command("verify", *paths, "--json", profile=office.folder).code

        assert code(letter) == 0
        assert code(unsigned) == 3
        assert code(unreadable) == 4
        assert code(letter, unsigned) == 3
        assert code(unsigned, unreadable, letter) == 4
        assert code(letter, unreadable, invalid, unsigned) == 5
        assert code(invalid) == 5
        assert command("verify", letter).code == 3, "without the demonstration's root nothing is trusted"


class TestHostileNames:
    @pytest.mark.parametrize("name", NASTY_NAMES.values(), ids=NASTY_NAMES.keys())
    def test_files_of_a_dossier(self, command: Run, stage: Stage, tmp_path: Path, name: str) -> None:
        folder = tmp_path / "dossier"
        shutil.copytree(EXAMPLE, folder)
        (folder / "rapport-per.pdf").rename(folder / name)
        office = stage("new")
        command("map", "new", MAP, profile=office.folder)
        called = "../../" + name.encode("utf-8", "replace").decode()
        added = command("map", "add", MAP, folder, "--as", called, "--json", profile=office.folder)
        if name.startswith("."):
            return
        assert added.code == 0, added
        item = added.values["item"]
        assert item.count("/") == 1
        assert item.isascii()
        for words in (("map", "show", MAP), ("record", "show")):
            shown = command(*words, profile=office.folder)
            assert shown.code == 0
            assert not any(sign in shown.out for sign in "\x1b\x07\r\u202e")
        for words in ((name,), (str(folder / name),), (str(folder / ("weg" + name)),)):
            ran = command("verify", *[f"./{word}" if word.startswith("-") else word for word in words])
            assert ran.code in {3, 4}
            assert not any(sign in ran.out + ran.said for sign in "\x1b\x07\r\u202e")

    @pytest.mark.parametrize("name", NASTY_NAMES.values(), ids=NASTY_NAMES.keys())
    def test_a_target_folder(self, command: Run, stage: Stage, tmp_path: Path, name: str) -> None:
        office = stage("released")
        target = tmp_path / "uit" / name
        ran = command("release", ITEM, "--to", target, "--json", profile=office.folder)
        assert ran.code == 0, ran
        assert ran.values[0]["again"] is True
        assert len(list(target.rglob("*.pdf"))) == 3
        exported = tmp_path / name
        ran = command("record", "export", "--to", exported, "--json", profile=office.folder)
        assert (ran.code, exported.is_file()) == (0, True), ran


def test_a_fault_of_ours_says_where_the_log_is_and_logs_no_secret(
    command: Run, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = stage("added")
    command("condition", ITEM, MEETING, profile=office.folder)
    with office.open() as desk, desk.store.transaction() as connection:
        version = connection.exec_driver_sql("SELECT version FROM versions").scalars().first()
        connection.exec_driver_sql(
            "INSERT INTO release_keys VALUES (?, 'age1', 'AGE-SECRET-KEY-1', 'store')", (version,)
        )
    ran = command("map", "lock", MAP, profile=office.folder)
    log = office.folder / "vloeiboek.log"
    assert ran.code == 70
    assert str(log) in ran.said
    written = log.read_text(encoding="utf-8")
    assert "IntegrityError" in written
    assert "AGE-SECRET-KEY" not in written
    assert version not in written


def test_refuse_every_question_and_nothing_is_written(command: Run, stage: Stage, tmp_path: Path) -> None:
    """No terminal: every question that has no answer beforehand is a no."""
    office = stage("approved")
    uri = office.demonstration.key_uris[-1]
    ran = command("sign", MAP, "--key", uri, "--one-by-one", "--json", profile=office.folder)
    assert (ran.code, ran.out) == (1, "")
    with office.open() as desk:
        assert states(desk) == ["APPROVED", "APPROVED"]
        assert "LetterPrepared" not in entries(desk)
