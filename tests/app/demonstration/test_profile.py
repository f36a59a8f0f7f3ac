"""A demonstration is marked as one, keeps its own clock, and shares no secret with another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography import x509

from app.compose import make_demonstration_profile
from app.errors import WrongUse
from tests.journeys.desks import MAP, Office, at

Stage = Callable[[str], Office]


def test_two_demonstrations_share_no_secret_and_no_key(tmp_path: Path) -> None:
    one, other = (make_demonstration_profile(tmp_path / name) for name in ("een", "twee"))
    for name in ("passphrase", "pin", "key_file"):
        assert getattr(one.secrets, name).reveal() != getattr(other.secrets, name).reveal()
        assert getattr(one.secrets, name).reveal() not in repr(one.secrets)
    assert one.trust_root != other.trust_root


def test_everything_in_it_says_that_it_is_a_demonstration(stage: Stage) -> None:
    office = stage("new")
    folder = office.folder / "demonstration"
    assert "DEMONSTRATIE" in (folder / "DEMONSTRATIE.txt").read_text()
    for label in ("root", "issuing", "signer", "tsa", "ocsp"):
        certificate = x509.load_der_x509_certificate(office.demonstration.pki.certificate(label))
        assert "DEMONSTRATIE" in certificate.subject.rfc4514_string(), label


def test_its_clock_goes_on_from_where_it_was_left_also_after_a_refusal(stage: Stage) -> None:
    office = stage("added")
    with office.open(now=at(8, 17)):
        pass
    assert office.demonstration.clock.now() >= at(8, 17)
    with pytest.raises(WrongUse), office.open() as desk:  # noqa: PT012  the block is what ends badly
        desk.clock.set(at(8, 18))  # type: ignore[attr-defined]
        raise WrongUse("map_unknown", map=MAP)
    assert office.demonstration.clock.now() >= at(8, 18)


def test_a_folder_in_use_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "iets").write_text("van iemand anders")
    for folder in (tmp_path, tmp_path / "iets"):
        with pytest.raises(WrongUse, match="folder_not_empty"):
            make_demonstration_profile(folder)
    assert [path.name for path in tmp_path.iterdir()] == ["iets"]


def test_only_its_own_keys_have_a_kept_secret(stage: Stage) -> None:
    demonstration = stage("new").demonstration
    assert demonstration.secret_for("file:/een/andere.p12") is None
    assert all(demonstration.secret_for(uri) is not None for uri in demonstration.key_uris)
