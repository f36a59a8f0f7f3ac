"""Run a command in this process, as a person or a script would: words in, exit code, JSON and prose out."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest

from app.cli import run

Run = Callable[..., "Ran"]


@dataclass(frozen=True)
class Ran:
    """What a command gave."""

    code: int
    out: str
    said: str

    @property
    def values(self) -> Any:
        """The one JSON document on standard output; nothing stands before or behind it."""
        values, end = json.JSONDecoder().raw_decode(self.out)
        assert self.out[end:] == "\n", self.out
        return values


@contextmanager
def descriptor(secret: str) -> Iterator[str]:
    """Give the number of a descriptor that a secret can be read from."""
    reading, writing = os.pipe()
    os.write(writing, secret.encode() + b"\n")
    os.close(writing)
    try:
        yield str(reading)
    finally:
        os.close(reading)


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Run:
    """Give ``command("map", "show", "mr", profile=folder)``."""

    def act(*words: object, profile: object = None) -> Ran:
        more = ["--profile", str(profile)] if profile is not None else []
        capsys.readouterr()
        code = run([str(word) for word in words] + more)
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return act
