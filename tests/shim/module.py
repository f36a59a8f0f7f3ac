"""The shim module for tests: built once a run from its C source, told what to do by a file."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pkcs11

from signing.keys import token as token_module

SOURCE = Path(__file__).with_name("shim.c")
_RUNS = count()


def build_shim(folder: Path, module: str) -> Shim:
    """Compile the shim into a folder, over a copy of a PKCS#11 module.

    A copy is another library to the loader: what the shim initialises and ends is no other test's.
    """
    compiler = shutil.which("cc") or shutil.which("gcc")
    assert compiler, "a C compiler is needed: 'make setup' names the package"
    built, copy = folder / "shim.so", folder / "module.so"
    command = [compiler, "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-o", str(built), str(SOURCE), "-ldl"]
    subprocess.run(command, check=True, capture_output=True, text=True)
    shutil.copy(module, copy)
    return Shim(built, copy, folder / "control")


@dataclass(frozen=True)
class Shim:
    """A module that misbehaves on request.

    Attributes:
        path: of the module, for a key URI.
        module: the module behind it.
        control: file with what it should do (see shim.c).
    """

    path: Path
    module: Path
    control: Path

    @property
    def environment(self) -> dict[str, str]:
        """What a process needs to use it."""
        return {"SHIM_CONTROL": str(self.control), "SHIM_MODULE": str(self.module)}

    def do(self, *orders: str) -> None:
        """Order what it does from now on; what was ordered before is forgotten, and calls are counted anew."""
        self.go()
        self.control.write_text("\n".join([f"run {os.getpid()}-{next(_RUNS)}", *orders, ""]))
        for suffix in (".log", ".go"):
            Path(f"{self.control}{suffix}").unlink(missing_ok=True)

    def also(self, *orders: str) -> None:
        """Order something more, in mid-batch."""
        with self.control.open("a") as file:
            file.write("\n".join([*orders, ""]))

    def go(self) -> None:
        """Let what hangs go on."""
        Path(f"{self.control}.go").touch()
        self._wait(lambda: self.called("went-on") == self.called("hanging"))

    @property
    def log(self) -> list[str]:
        """What was called since the last orders, each as name and a number (of C_Login: who logs in)."""
        path = Path(f"{self.control}.log")
        return path.read_text().splitlines() if path.exists() else []

    def called(self, name: str) -> int:
        """How often a function was called since the last orders."""
        return sum(line.split()[0] == name for line in self.log)

    @contextmanager
    def hanging(self) -> Iterator[None]:
        """Let go, at the end of a block, of whatever hangs."""
        try:
            yield
        finally:
            self.go()

    def wait_until_it_hangs(self) -> None:
        """Wait for another process to reach the call that hangs."""
        self._wait(lambda: self.called("hanging") > 0)

    @staticmethod
    def _wait(until: Callable[[], bool], *, tries: int = 6000) -> None:
        for _ in range(tries):
            if until():
                return
            time.sleep(0.01)
        raise AssertionError("it never came to that call, or never came out of it")


@contextmanager
def fresh_library(module: str) -> Iterator[None]:
    """Load a module anew for the length of a block: it reads its settings at C_Initialize."""
    token_module._library.cache_clear()
    library = pkcs11.lib(module)
    library.reinitialize()
    try:
        yield
    finally:
        library.finalize()
        token_module._library.cache_clear()
