"""The outside of a backup: of an encrypted home it is sealed, of a plain one it is the zip itself.

A sealed backup begins with its mark and the locked key of the home (`keys.json`: of no use without the secret), so that
on another machine the secret alone opens it; behind that lies the zip, sealed (`pilot.store.sealed`) with the key for
backups. After the secret of a home was changed, a backup of before opens with the secret of before.
"""

from __future__ import annotations

import os
import zipfile
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, cast

from pilot.errors import BadInput
from pilot.store import keys, sealed
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from _typeshed import ReadableBuffer

MARK = b"RDBACKUP1\n"
_LENGTH_BYTES = 4
_MOST_BYTES = 10_000  # of a keys.json
NOT_WHOLE = N_("{path} is not a whole backup of Rode Draad. Choose another file.")


@contextmanager
def written(part: Path, home: Path) -> Iterator[zipfile.ZipFile]:
    """A zip to write to the new file `part`, sealed where the folder `home` has keys; on disk once the block ended."""
    ring, locked = keys.opened_with(home), keys.kept(home)
    with os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "r+b") as file:
        if ring is None or locked is None:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
                yield archive
        else:
            file.write(MARK + len(locked).to_bytes(_LENGTH_BYTES, "big") + locked)
            file.flush()
            with _sealing(file, ring.backups) as archive:
                yield archive
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _sealing(file: BinaryIO, key: bytes) -> Iterator[zipfile.ZipFile]:
    into = sealed.Writer(_Behind(file, file.tell()), key)
    forward = cast("BinaryIO", _Forward(into))
    with zipfile.ZipFile(forward, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
        yield archive
    into.flush()


class _Forward:
    """What a zip writes to that never goes back: of what is sealed, each change costs a piece written twice."""

    def __init__(self, into: sealed.Writer) -> None:
        self._into = into

    def write(self, data: ReadableBuffer) -> int:
        """Write all of it."""
        return self._into.write(data)

    def flush(self) -> None:
        """Once at the end is enough: before that the file has no name."""


class _Behind:
    """A file from some place on, as if it began there."""

    def __init__(self, file: BinaryIO, start: int) -> None:
        self._file, self._start = file, start

    def read(self, size: int = -1, /) -> bytes:
        """Bytes from where one is."""
        return self._file.read(size)

    def write(self, data: ReadableBuffer, /) -> int:
        """Write where one is."""
        return self._file.write(data)

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go somewhere."""
        return self._file.seek(offset + (self._start if whence == os.SEEK_SET else 0), whence) - self._start

    def truncate(self, size: int | None = None, /) -> int:
        """Cut it off."""
        return self._file.truncate(size if size is None else size + self._start)

    def flush(self) -> None:
        """Hand on what is buffered."""
        self._file.flush()

    def fileno(self) -> int:
        """The system's number of it."""
        return self._file.fileno()

    def close(self) -> None:
        """Nothing: who opened the file closes it."""


def _locked(file: BinaryIO) -> bytes | None:
    """The locked key that a sealed backup begins with, the file then being where the sealed part begins; None for one
    that is not sealed. Raises: ValueError for half of one."""
    if file.read(len(MARK)) != MARK:
        file.seek(0)
        return None
    length = int.from_bytes(file.read(_LENGTH_BYTES), "big")
    locked = file.read(min(length, _MOST_BYTES))
    if len(locked) != length:
        raise ValueError("half of a locked key")
    return locked


def is_sealed(backup: Path) -> bool:
    """Whether nobody reads this backup without a secret."""
    with backup.open("rb") as file:
        return file.read(len(MARK)) == MARK


def key_of(backup: Path) -> bytes | None:
    """What a backup is opened with, by the secret of this process; None for one that is not sealed.

    Raises: keys.Locked: no secret, or not the one of then; BadInput for a file that is no whole backup of ours.
    """
    try:
        with backup.open("rb") as file:
            locked = _locked(file)
    except (OSError, ValueError) as error:
        raise BadInput(NOT_WHOLE, path=backup) from error
    return None if locked is None else keys.unlocked(locked, backup).backups


@contextmanager
def opened(backup: Path, key: bytes | None) -> Iterator[zipfile.ZipFile]:
    """The zip in a backup, to read. Raises: OSError, ValueError, sealed.Damaged, BadZipFile; also while reading."""
    with backup.open("rb") as file:
        if _locked(file) is None or key is None:
            file.seek(0)
            with zipfile.ZipFile(file) as archive:
                yield archive
        else:
            with zipfile.ZipFile(sealed.Reader(_Behind(file, file.tell()), key)) as archive:
                yield archive
