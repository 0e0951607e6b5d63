"""The form of a sealed file, and its records: what `pilot.store.sealed` reads and writes one by one.

    magic (8) | salt (16) | how long it is, sealed | ... | the spare at 512 | chunk 0 | chunk 1 | ...

Each file has a key of its own, made of the key of all large files and its salt. A chunk holds CHUNK_BYTES of the file
(the last one fewer) and lies at a fixed place. What is sealed (AES-256-GCM) is a *record*: four bytes say how long its
content is, then come a nonce, the content and a tag. Each time a record is written it gets a new random nonce. The tag
covers which chunk it is, so that a changed byte, chunks that changed places, and a tail that is gone are recognised.
What is not: a file, or a chunk of it, being put back as it was before. Who needs that keeps a SHA-256 elsewhere.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from pilot.errors import BadInput
from pilot.words import N_

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

MAGIC = b"RDSEAL1\n"
CHUNK_BYTES = 64 * 1024
KEY_BYTES = 32
_SALT_BYTES, _NONCE_BYTES, _TAG_BYTES, _NUMBER_BYTES = 16, 12, 16, 8
_LENGTH_BYTES = 4
_SIZE_AT = len(MAGIC) + _SALT_BYTES
_SPARE_AT = 512
_CHUNKS_AT = 65 * 1024
_AROUND_BYTES = _LENGTH_BYTES + _NONCE_BYTES + _TAG_BYTES
_PLACE_BYTES = CHUNK_BYTES + _AROUND_BYTES
HEAD_BYTES = _SIZE_AT + _AROUND_BYTES + _NUMBER_BYTES


class Damaged(BadInput):
    """A sealed file of which something was changed or is missing, or whose key is another one."""

    def __init__(self) -> None:
        super().__init__(N_(
            "A file is damaged, or it was encrypted with another key. Ask an administrator to restore a backup."))


class Raw(Protocol):
    """What a sealed file lies in: a file opened in binary, buffered or not, or bytes in memory."""

    def read(self, size: int = -1, /) -> bytes | None:
        """Bytes from where one is."""

    def write(self, data: ReadableBuffer, /) -> int | None:
        """Write where one is; returns how many bytes were."""

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go somewhere."""

    def truncate(self, size: int | None = None, /) -> int:
        """Cut it off."""

    def flush(self) -> None:
        """Hand on what is buffered."""

    def fileno(self) -> int:
        """The system's number of it."""

    def close(self) -> None:
        """Let go of it."""


def is_sealed(raw: Raw, key: bytes) -> bool:
    """Whether a file is sealed; it is at its beginning afterwards.

    Raises: Damaged for one that is, but does not begin as one.
    """
    raw.seek(0)
    head = read_of(raw, HEAD_BYTES)
    if not head.startswith(MAGIC) and len(head) == HEAD_BYTES:
        frame = Frame(raw, _derived(key, head[len(MAGIC):_SIZE_AT]))
        if frame.says_size() is not None:
            raise Damaged
    raw.seek(0)
    return head.startswith(MAGIC)


def sealed_size(size: int) -> int:
    """How many bytes a file of `size` bytes takes once it is sealed (at most: a disk may leave the spare out)."""
    whole, rest = divmod(size, CHUNK_BYTES)
    return (_CHUNKS_AT + whole * _PLACE_BYTES + (rest + _AROUND_BYTES if rest else 0)) if size else HEAD_BYTES


def read_of(raw: Raw, size: int) -> bytes:
    """So many bytes from where one is; fewer only at the end."""
    pieces, left = [], size
    while left and (piece := raw.read(left)):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces) if len(pieces) != 1 else pieces[0]


def own_key(raw: Raw, key: bytes) -> bytes:
    """The key of this file alone, for who is to read no other; `key`: that of all. Raises: Damaged."""
    raw.seek(0)
    head = read_of(raw, _SIZE_AT)
    if len(head) < _SIZE_AT or not head.startswith(MAGIC):
        raise Damaged
    return _derived(key, head[len(MAGIC):])


def _derived(key: bytes, salt: bytes) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt, b"rode draad sealed file").derive(key)


class Frame:
    """The records of one sealed file, and where each lies."""

    def __init__(self, raw: Raw, own: bytes) -> None:
        """`own`: the key of this file alone."""
        self.raw = raw
        self._cipher = AESGCM(own)

    @classmethod
    def found(cls, raw: Raw, key: bytes) -> Frame:
        """Of a file that is there, with the key of all. Raises: Damaged."""
        return cls(raw, own_key(raw, key))

    @classmethod
    def begun(cls, raw: Raw, key: bytes) -> Frame:
        """Of a new file, empty as yet."""
        salt = os.urandom(_SALT_BYTES)
        frame = cls(raw, _derived(key, salt))
        frame._write(0, MAGIC + salt + frame._record(bytes(_NUMBER_BYTES), b"size"))
        return frame

    def size(self) -> int:
        """How long the file is (bytes). Raises: Damaged."""
        found = self.says_size()
        if found is None:
            raise Damaged
        return found

    def says_size(self) -> int | None:
        """How long the file is (bytes); None where that is damaged, or not there."""
        found = self._content(_SIZE_AT, _NUMBER_BYTES, b"size")
        return None if found is None else int.from_bytes(found, "big")

    def put_size(self, size: int) -> None:
        """Say how long it is."""
        self._write(_SIZE_AT, self._record(size.to_bytes(_NUMBER_BYTES, "big"), b"size"))

    def chunk(self, index: int, least: int) -> bytes:
        """A chunk, of at least so many bytes. Raises: Damaged."""
        found = self.in_place(index)
        if found is None or len(found) < least:
            number, found = self.spare() or (-1, b"")
            if number != index or len(found) < least:
                raise Damaged
        return found

    def in_place(self, index: int) -> bytes | None:
        """A chunk from its own place; None where that is damaged or not there."""
        return self._content(_CHUNKS_AT + index * _PLACE_BYTES, CHUNK_BYTES, _of_chunk(index))

    def put(self, index: int, data: bytes | bytearray) -> None:
        """Write a chunk in its own place."""
        self._write(_CHUNKS_AT + index * _PLACE_BYTES, self._record(data, _of_chunk(index)))

    def spare(self) -> tuple[int, bytes] | None:
        """The chunk that was last written to the spare, and which one it is; None where there is none that is whole."""
        found = self._content(_SPARE_AT, _NUMBER_BYTES + CHUNK_BYTES, b"spare")
        return (int.from_bytes(found[:_NUMBER_BYTES], "big"), found[_NUMBER_BYTES:]) if found else None

    def put_spare(self, index: int, data: bytes | bytearray) -> None:
        """Write a chunk to the spare."""
        self._write(_SPARE_AT, self._record(index.to_bytes(_NUMBER_BYTES, "big") + data, b"spare"))

    def end_after(self, index: int, length: int) -> None:
        """Leave nothing behind a chunk of `length` bytes; with 0 nothing of that chunk either."""
        self.raw.flush()
        self.raw.truncate(_CHUNKS_AT + index * _PLACE_BYTES + (length + _AROUND_BYTES if length else 0))

    def _record(self, data: bytes | bytearray, what: bytes) -> bytes:
        length = len(data).to_bytes(_LENGTH_BYTES, "big")
        nonce = os.urandom(_NONCE_BYTES)
        return length + nonce + self._cipher.encrypt(nonce, data, what)

    def _content(self, at: int, longest: int, what: bytes) -> bytes | None:
        self.raw.seek(at)
        found = read_of(self.raw, longest + _AROUND_BYTES)
        length = int.from_bytes(found[:_LENGTH_BYTES], "big")
        end = length + _AROUND_BYTES
        if length > longest or len(found) < end:
            return None
        whole = memoryview(found)
        content_at = _LENGTH_BYTES + _NONCE_BYTES
        try:
            return self._cipher.decrypt(whole[_LENGTH_BYTES:content_at], whole[content_at:end], what)
        except InvalidTag:
            return None

    def _write(self, at: int, data: bytes) -> None:
        self.raw.seek(at)
        left = memoryview(data)
        while left:
            left = left[self.raw.write(left) or 0:]
        # The next one may read where this one wrote, and whoever syncs has to find it with the system.
        self.raw.flush()


def _of_chunk(index: int) -> bytes:
    return b"chunk" + index.to_bytes(_NUMBER_BYTES, "big")
