"""Large files as they lie in an encrypted home: in sealed chunks, so that one can seek in them and write on at the end.

`Reader` and `Writer` are files like others; `pilot.store.chunks` says what lies on the disk, and what is recognised of
who changes it. A chunk that holds what was saved is never overwritten alone: it is written to the spare first. So
whoever is killed, or whatever power is cut, between two moments of `flush`: the file is as it was at the first of them,
at least. The first 512 bytes of a file are taken to be written by the disk as one.

Nothing here knows of folders or homes; `pilot.store.large_files` opens what lies in one.
"""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING

from pilot.store.chunks import (
    CHUNK_BYTES,
    HEAD_BYTES,
    Damaged,
    Frame,
    Raw,
    is_sealed,
    own_key,
    read_of,
    sealed_size,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

    from _typeshed import ReadableBuffer, WriteableBuffer

__all__ = ["CHUNK_BYTES", "Damaged", "Reader", "Writer", "is_sealed", "own_key", "sealed_size"]


class _File(io.RawIOBase):
    """Reading and seeking, the same for who reads and who writes."""

    _size = 0
    _at = 0
    _raw: Raw

    def _chunk(self, index: int) -> bytes | bytearray:
        raise NotImplementedError

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Yes."""
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to a place (bytes); it may lie behind the end."""
        self._require_open()
        at = offset + {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._size}[whence]
        if at < 0:
            raise ValueError(f"negative seek position {at}")
        self._at = at
        return at

    def readinto(self, into: WriteableBuffer) -> int:
        """All that there is, as far as it has room: less only at the end of the file. Raises: Damaged."""
        self._require_open()
        room = memoryview(into).cast("B")
        done = 0
        while done < len(room) and self._at < self._size:
            index, start = divmod(self._at, CHUNK_BYTES)
            end = min(CHUNK_BYTES, self._size - index * CHUNK_BYTES, start + len(room) - done)
            room[done:done + end - start] = memoryview(self._chunk(index))[start:end]
            done += end - start
            self._at += end - start
        return done

    def readall(self) -> bytes:
        """All from here to the end. Raises: Damaged."""
        into = bytearray(max(0, self._size - self._at))
        self.readinto(into)
        return bytes(into)

    def close(self) -> None:
        """Let go of the file that it lies in, too."""
        if not self.closed:
            try:
                super().close()
            finally:
                self._raw.close()

    def _require_open(self) -> None:
        if self.closed:
            raise ValueError("I/O operation on closed file")

    def _expected(self, index: int) -> int:
        return max(0, min(CHUNK_BYTES, self._size - index * CHUNK_BYTES))


class _Reading(_File):
    """A sealed file to read, one chunk of it in memory. It has no number of the system's: what that reads is sealed."""

    def __init__(self, raw: Raw, frame: Frame) -> None:
        self._raw, self._frame = raw, frame
        self._size = frame.size()
        self._held: tuple[int, bytes] | None = None

    def _chunk(self, index: int) -> bytes:
        if self._held is None or self._held[0] != index:
            self._held = index, self._frame.chunk(index, self._expected(index))
        return self._held[1]


class Reader(io.BufferedReader):
    """What a sealed file holds, to read and to seek in, as it was when it was opened.

    Args:
        raw: the file, which this closes; only read.
        key: the key of all large files (32 bytes); with `is_own` that of this file alone (`own_key`).

    Raises: Damaged, also while reading: what comes out is never other than what was put in.
    """

    def __init__(self, raw: Raw, key: bytes, *, is_own: bool = False) -> None:
        frame = Frame(raw, key) if is_own else Frame.found(raw, key)
        super().__init__(_Reading(raw, frame), CHUNK_BYTES)


def _nothing() -> None:
    """For a place that knows no power cuts."""


if TYPE_CHECKING:
    class _Binary(_File, BinaryIO):
        """What a type checker knows a file by; where programs run it would give every file a name that is none."""
else:
    _Binary = _File


class Writer(_Binary):
    """A sealed file to write, to go on in, to read. What was written is there for others after `flush` or `close`.

    Args:
        raw: the file, opened to read and to write, which this closes. One that holds nothing becomes a sealed file.
        key: the key of all large files (32 bytes).
        sync: makes sure that what `raw` was given survives a power cut. After `flush` a caller who wants that for the
            last of it, too, calls it once more.

    Raises: Damaged, and whatever `raw` raises (a full disk). Then it is as it was at the last `flush`, at least.
    """

    def __init__(self, raw: Raw, key: bytes, sync: Callable[[], None] = _nothing) -> None:
        self._raw, self._sync = raw, sync
        raw.seek(0)
        # Nothing was ever said to be saved in a file that has no whole head.
        is_new = len(read_of(raw, HEAD_BYTES)) < HEAD_BYTES
        self._frame = (Frame.begun if is_new else Frame.found)(raw, key)
        self._size = self._saved = 0 if is_new else self._frame.size()
        self._index, self._held, self._is_changed = -1, bytearray(), False
        # Whether the spare may be all there is of its chunk, if the power is cut now.
        self._needs_spare = False
        # Whether something could not be put down, as on a full disk, and who wrote was told so.
        self._is_told = False
        if not is_new:
            self._heal()

    def _heal(self) -> None:
        """Bring a chunk that was being overwritten when somebody was killed to its own place."""
        index, data = self._frame.spare() or (-1, b"")
        if not 0 <= index * CHUNK_BYTES < self._size:
            return
        least, whole = self._expected(index), self._frame.in_place(index)
        if whole is None or len(whole) < least <= len(data):
            self._frame.put(index, data)
            self._needs_spare = True

    def close(self) -> None:
        """Let go of it. Who was told that there is no room is not told once more, in place of what she makes of it."""
        told = self._is_told
        try:
            super().close()
        except OSError:
            if not told:
                raise

    def writable(self) -> bool:
        """Yes."""
        return True

    def fileno(self) -> int:
        """The system's number of the file that it lies in, to lock it or to sync it: what that reads is sealed."""
        return self._raw.fileno()

    def write(self, data: ReadableBuffer) -> int:
        """Write all of it where one is; what lies between there and the end, behind which one may be, becomes zeros."""
        self._require_open()
        given = memoryview(data).cast("B")
        if given and self._at > self._size:
            self._fill(self._at)
        done = 0
        while done < len(given):
            index, start = divmod(self._at, CHUNK_BYTES)
            piece = given[done:done + CHUNK_BYTES - start]
            self._hold(index)
            self._held[start:start + len(piece)] = piece
            self._is_changed = True
            done += len(piece)
            self._at += len(piece)
            self._size = max(self._size, self._at)
        return done

    def truncate(self, size: int | None = None) -> int:
        """Cut it off, or fill it with zeros, where one is or at `size` (bytes); one stays where one is."""
        self._require_open()
        at, size = self._at, self._at if size is None else size
        if size < 0:
            raise ValueError(f"negative size value {size}")
        if size > self._size:
            self._fill(size)
        elif size < self._size:
            self.flush()
            self._cut(size)
        self._at = at
        return size

    def flush(self) -> None:
        """Let what was written be there for others, and after a crash: all of it, or nothing of how much it grew."""
        self._require_open()
        if not self._is_changed and self._size == self._saved:
            return
        self._store()
        if self._size != self._saved:
            # What it says of itself is true at every moment: first what there is more, then that it is longer.
            self._is_told = True
            self._synced()
            self._frame.put_size(self._size)
            self._saved, self._is_told = self._size, False

    def _chunk(self, index: int) -> bytearray:
        self._hold(index)
        return self._held

    def _hold(self, index: int) -> None:
        if index == self._index:
            return
        self._store()
        expected = self._expected(index)
        held = bytearray(self._frame.chunk(index, expected)[:expected]) if expected else bytearray()
        self._index, self._held = index, held

    def _store(self) -> None:
        if self._is_changed:
            self._is_told = True
            if self._index * CHUNK_BYTES < self._saved:
                self._spare(self._index, self._held)
            self._frame.put(self._index, self._held)
            self._is_changed = self._is_told = False

    def _spare(self, index: int, data: bytes | bytearray) -> None:
        if self._needs_spare:
            self._synced()
        self._frame.put_spare(index, data)
        self._sync()
        self._needs_spare = True

    def _synced(self) -> None:
        self._sync()
        self._needs_spare = False

    def _fill(self, size: int) -> None:
        self._at = self._size
        while self._at < size:
            self.write(bytes(min(CHUNK_BYTES, size - self._at)))

    def _cut(self, size: int) -> None:
        index, rest = divmod(size, CHUNK_BYTES)
        tail = self._frame.chunk(index, rest)[:rest] if rest else b""
        # Of a chunk that will be written anew as if it had never been, the spare must not know an older form.
        self._spare(index, tail)
        self._frame.put_size(size)
        self._sync()
        self._size = self._saved = size
        self._index, self._held = -1, bytearray()
        self._frame.end_after(index, rest)
        if rest:
            self._frame.put(index, tail)
