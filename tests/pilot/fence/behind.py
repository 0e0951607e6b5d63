"""Functions that the tests of the fence call behind it."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

from pilot.errors import BadInput
from pilot.words import N_, current


def echo(value: Any) -> Any:
    """What was given."""
    return value


def read(path: str) -> str:
    """The text of a file, with a module that is not in memory yet."""
    from texts.importers import ass  # noqa: F401

    return Path(path).read_text(encoding="utf-8")


def language() -> str:
    """The language spoken behind the fence."""
    return current()


def spin() -> None:
    """Work without an end."""
    while True:
        pass


def hog(megabytes: int) -> int:
    """Take so much memory and touch it."""
    return len([bytearray(1 << 20) for _ in range(megabytes)])


def talk(characters: int) -> str:
    """An answer of so many characters."""
    return "x" * characters


def crash() -> None:
    """What a native library does with a bad pointer."""
    os.abort()


def stumble() -> None:
    """A fault in a parser, with content in its message."""
    raise KeyError("GEHEIM")


def write(path: str) -> None:
    """Write a file, which nobody may behind the fence."""
    Path(path).write_text("woord")


def refuse() -> None:
    """A sentence of ours with another one in it."""
    raise BadInput(N_("{name} is not what its name says: it is {looks}. Choose another file, or give it the right"
                      " name."), name="a.txt", looks=BadInput(N_("a zip file")))


def until(path: str) -> None:
    """Wait until there is something at this path."""
    while not Path(path).exists():
        time.sleep(0.02)
