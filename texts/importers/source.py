"""What an importer reads: a file at a path, or one that is in memory because it may not lie on a disk as it is."""

from __future__ import annotations

import io
import os
from typing import BinaryIO, Literal, Protocol


class Source(Protocol):
    """As a path has it."""

    def open(self, mode: Literal["rb"], /) -> BinaryIO:
        """To read and to seek in, from its beginning; close it when done."""

    def read_bytes(self) -> bytes:
        """All of it."""


class InMemory:
    """A file whose bytes are here."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def open(self, _mode: Literal["rb"], /) -> BinaryIO:
        """To read and to seek in, from its beginning."""
        return io.BytesIO(self._data)

    def read_bytes(self) -> bytes:
        """All of it."""
        return self._data


def size_of(source: Source) -> int:
    """How many bytes it has."""
    with source.open("rb") as file:
        return file.seek(0, os.SEEK_END)
