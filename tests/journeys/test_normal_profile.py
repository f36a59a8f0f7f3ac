"""A normal profile, from ``map new`` to released letters, each command a process of its own; no demonstration."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from asn1crypto import tsp
from certomancer.registry import ServiceLabel
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12

from tests.journeys.desks import ITEM, MAP, MEETING
from tests.pki import make_pki

REPOSITORY = Path(__file__).parents[2]
EXAMPLE = REPOSITORY / "resources" / "example"
PASSPHRASE, PIN = "een lange wachtzin", "pin van het bestand"
PROBE = """
import json, sys
from app.cli import main
try:
    main(sys.argv[2:])
finally:
    names = [name for name in sys.modules if name.split(".")[0] in ("certomancer", "PySide6", "ui")]
    names += [name for name in sys.modules if name.startswith("app.demonstration.")]
    with open(sys.argv[1], "w", encoding="utf-8") as out:
        json.dump(names, out)
"""


class Normal:
    """A normal profile and its key file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "profiel"
        self.key = folder / "sleutel.p12"
        self._seen = folder / "geladen.json"
        make_key(self.key)

    def __call__(self, *words: object, code: int = 0) -> str:
        inputs = {"--passphrase-fd": PASSPHRASE}
        if words[0] == "sign":
            inputs["--pin-fd"] = PIN
        options: list[str] = []
        ends = []
        for option, secret in inputs.items():
            reading, writing = os.pipe()
            os.write(writing, secret.encode())
            os.close(writing)
            options += [option, str(reading)]
            ends.append(reading)
        try:
            ran = subprocess.run(
                [sys.executable, "-c", PROBE, str(self._seen), *map(str, words), *options,
                 "--profile", str(self.folder)],
                cwd=REPOSITORY, capture_output=True, text=True, check=False, pass_fds=ends, stdin=subprocess.DEVNULL,
            )  # fmt: skip
        finally:
            for reading in ends:
                os.close(reading)
        assert ran.returncode == code, ran.stdout + ran.stderr
        assert json.loads(self._seen.read_text()) == []
        assert PASSPHRASE not in ran.stdout + ran.stderr
        assert PIN not in ran.stdout + ran.stderr
        assert "DEMONSTRATIE" not in ran.stdout + ran.stderr
        return ran.stdout if code in {0, 3} else ran.stderr


def make_key(path: Path) -> None:
    """A key file of today: its certificate is its own root."""
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "E. Eigen")])
    now = datetime.now(UTC)
    usage = dict.fromkeys(
        ("digital_signature", "key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign",
         "encipher_only", "decipher_only"), False,
    )  # fmt: skip
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=2))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.KeyUsage(content_commitment=True, **usage), critical=True)
        .sign(key, hashes.SHA256())
    )
    content = pkcs12.serialize_key_and_certificates(
        b"eigen", key, certificate, None, BestAvailableEncryption(PIN.encode())
    )
    path.write_bytes(content)


@pytest.fixture
def time_stamps() -> Iterator[str]:
    """A time-stamp service on loopback; gives its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
            registry = make_pki().architecture.service_registry
            answer = registry.summon_timestamper(ServiceLabel("tsa"), at_time=datetime.now(UTC))
            content = answer.request_tsa_response(asked).dump()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *arguments: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def to_release(vloeiboek: Normal) -> None:
    vloeiboek("map", "new", MAP)
    vloeiboek("map", "add", MAP, EXAMPLE, "--as", "per-racisme")
    vloeiboek("condition", ITEM, MEETING)
    vloeiboek("map", "lock", MAP)
    vloeiboek("decide", ITEM, "agree")
    vloeiboek("sign", MAP, "--key", f"file:{vloeiboek.key}", "--all-unseen")
    vloeiboek("council", "record", MEETING, ITEM, "agreed", "--by", "A. Secretaris", "--evidence", "punt 7",
              "--at", "2024-02-09T12:30+01:00")  # fmt: skip


def test_without_any_service_it_reaches_b_b(tmp_path: Path) -> None:
    vloeiboek, target = Normal(tmp_path), tmp_path / "uit"
    to_release(vloeiboek)
    said = vloeiboek("release", ITEM, "--to", target, "--json", code=1)
    assert "B-B" in said
    assert not target.exists()
    released = json.loads(vloeiboek("release", ITEM, "--to", target, "--accept-level", "B-B", "--json"))
    assert {letter["level"] for letter in released[0]["letters"]} == {"B-B"}
    letters = sorted(target.rglob("brief-*.pdf"))
    assert len(letters) == 2
    # Nobody trusts this certificate: intact, but who it is cannot be decided here.
    verdicts = json.loads(vloeiboek("verify", *letters, "--json", code=3))
    assert {one["signatures"][0]["integrity"] for one in verdicts} == {"intact"}
    assert {one["signatures"][0]["level"] for one in verdicts} == {"B-B"}
    assert json.loads(vloeiboek("record", "verify", "--json"))["intact"] is True
    assert "geauthenticeerd" in vloeiboek("record", "show")


def test_with_a_time_stamp_service_it_reaches_b_t(tmp_path: Path, time_stamps: str) -> None:
    vloeiboek, target = Normal(tmp_path), tmp_path / "uit"
    vloeiboek("map", "new", "eerst")
    (vloeiboek.folder / "settings.toml").write_text(f'time_stamp_url = "{time_stamps}"\nlevel = "B-T"\n')
    to_release(vloeiboek)
    released = json.loads(vloeiboek("release", ITEM, "--to", target, "--json"))
    assert {letter["level"] for letter in released[0]["letters"]} == {"B-T"}


def test_a_service_that_does_not_answer_is_said(tmp_path: Path) -> None:
    vloeiboek, target = Normal(tmp_path), tmp_path / "uit"
    vloeiboek("map", "new", "eerst")
    (vloeiboek.folder / "settings.toml").write_text('time_stamp_url = "http://127.0.0.1:9/"\nlevel = "B-T"\n')
    to_release(vloeiboek)
    assert "antwoordt niet" in vloeiboek("release", ITEM, "--to", target, "--json", code=1)
    assert not target.exists()
