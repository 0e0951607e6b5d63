"""Writing files whole or not at all; several, all of them or none."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from pilot.errors import BadInput
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

_CANNOT = N_("{path} cannot be written. Choose another folder, or make room on the disk.")


def require_place(path: Path) -> None:
    """Ask before long work whether its outcome can be written there. Raises: BadInput when it cannot."""
    with _told(path):
        if path.is_dir():
            raise IsADirectoryError(path)
        _Made(path).clear()


def save(data: bytes, path: Path) -> None:
    """Write a file whole or not at all; an older file of that name is replaced in one step.

    A link stays a link; what is no file (a pipe, /dev/stdout) is written to and never replaced.

    Raises: BadInput when it cannot be written.
    """
    save_all({path: data})


def save_all(files: Mapping[Path, bytes]) -> None:
    """Write each file; where one of them cannot be written, all that was there stays as it was. Raises: BadInput."""
    made: list[_Made] = []
    try:
        for path, data in files.items():
            with _told(path):
                made.append(_Made(path))
                made[-1].write(data)
        for at, one in enumerate(made):
            try:
                with _told(one.path):
                    one.put()
            except BadInput:
                for earlier in made[:at]:
                    earlier.take_back()
                raise
    finally:
        for one in made:
            one.clear()


class _told:
    """Turns what the system says of a path into a sentence."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _where: object) -> None:
        if isinstance(error, OSError):
            raise BadInput(_CANNOT, path=self._path) from error


class _Made:
    """A new file beside its place, and by a second name what is there now; of a device or a pipe, what to write."""

    def __init__(self, path: Path) -> None:
        self.path = path.resolve() if path.is_symlink() else path
        self._new: Path | None = None
        self._data = b""
        self._before: Path | None = None
        if self.path.exists() and not self.path.is_file() and not self.path.is_dir():
            return
        with tempfile.NamedTemporaryFile("wb", dir=self.path.parent, prefix=".", delete=False) as file:
            self._new = Path(file.name)

    def write(self, data: bytes) -> None:
        if self._new is None:
            self._data = data
            return
        with self._new.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())

    def put(self) -> None:
        if self._new is None:
            with self.path.open("wb") as file:
                file.write(self._data)
            return
        before = self._new.with_suffix(".before")
        with suppress(FileNotFoundError):
            os.link(self.path, before)
            self._before = before
        os.replace(self._new, self.path)

    def take_back(self) -> None:
        if self._new is None:
            return
        with suppress(OSError):
            if self._before is not None:
                os.replace(self._before, self.path)
            else:
                self.path.unlink()

    def clear(self) -> None:
        for one in (self._new, self._before):
            if one is not None:
                with suppress(OSError):
                    one.unlink(missing_ok=True)
