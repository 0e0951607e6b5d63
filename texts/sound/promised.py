"""Sound as it was measured, whose header promises so many bytes: whether they are there.

A recorder that streams writes 0, or the highest number there is, for it cannot know; that is no promise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from texts.sound import wav

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

# Programs are wrong by the length of a header or of what stands behind the sound; that is less than a moment.
_A_LITTLE = 4096
_CHUNKS_LOOKED_AT = 64
# From here on a length of 32 bits was left open.
_OPEN_FROM = 0x7FFF_0000
_OPEN_LONG = 1 << 62


def wav_is_cut(file: BinaryIO, size: int) -> bool:
    """Whether a wav of `size` bytes promises more sound than it holds."""
    found = wav.header(file)
    return found is not None and found.data_bytes is not None and _misses(found.data_at + found.data_bytes, size)


def aiff_is_cut(file: BinaryIO, size: int) -> bool:
    """The same of an aiff."""
    return any(name == b"SSND" and 0 < length < _OPEN_FROM and _misses(at + length, size)
               for name, at, length in _chunks(file, size, 12, 4))


def caf_is_cut(file: BinaryIO, size: int) -> bool:
    """The same of a caf."""
    return any(name == b"data" and 0 < length < _OPEN_LONG and _misses(at + length, size)
               for name, at, length in _chunks(file, size, 8, 8))


def au_is_cut(file: BinaryIO, size: int) -> bool:
    """The same of an au."""
    file.seek(4)
    head = file.read(8)
    begins, length = int.from_bytes(head[:4], "big"), int.from_bytes(head[4:], "big")
    return 0 < length < _OPEN_FROM and _misses(begins + length, size)


def _misses(end: int, size: int) -> bool:
    return end - size > _A_LITTLE


def _chunks(file: BinaryIO, size: int, at: int, width: int) -> Iterator[tuple[bytes, int, int]]:
    """(name, where it begins, stated length) of the first chunks, the length written in `width` bytes."""
    for _chunk in range(_CHUNKS_LOOKED_AT):
        if at + 4 + width > size:
            return
        file.seek(at)
        head = file.read(4 + width)
        length = int.from_bytes(head[4:], "big")
        begins = at + 4 + width
        yield head[:4], begins, length
        # Chunks of an aiff begin at even places.
        at = begins + length + (length % 2 if width == 4 else 0)
