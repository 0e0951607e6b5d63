"""Sealed files: what comes out is what was put in, or it is said that it is not."""

from __future__ import annotations

import errno
import io
import os
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given, settings
from hypothesis import strategies as st

from pilot.store import chunks, sealed
from pilot.store.sealed import CHUNK_BYTES, Damaged, Reader, Writer

if TYPE_CHECKING:
    from collections.abc import Callable

KEY = bytes(range(32))
# Around the edges of chunks, and of the file.
PLACES = st.one_of(
    st.integers(0, 300), st.integers(-3, 3).map(lambda near: CHUNK_BYTES + near),
    st.integers(-3, 3).map(lambda near: 2 * CHUNK_BYTES + near), st.integers(0, 3 * CHUNK_BYTES))
LENGTHS = st.one_of(st.integers(0, 40), st.just(CHUNK_BYTES), st.integers(0, 2 * CHUNK_BYTES + 5))
ACTS = st.lists(st.one_of(
    st.tuples(st.just("write"), st.integers(0, 255), LENGTHS), st.tuples(st.just("seek"), PLACES),
    st.tuples(st.just("append"), st.integers(0, 255), LENGTHS), st.tuples(st.just("truncate"), PLACES),
    st.tuples(st.just("read"), LENGTHS), st.tuples(st.just("flush")), st.tuples(st.just("again"))), max_size=12)


class Disk(io.BytesIO):
    """Bytes that outlive the file that is closed in them."""

    def close(self) -> None:
        """Stay."""


class Stopped(Exception):
    """The program was killed here."""


class Stopping(Disk):
    """A disk on which the program is killed in the middle of a write, after so many bytes.

    What lies within the first 512 of a file is written as a whole or not at all, as a page of memory or a sector is.
    """

    left = 1 << 60

    def write(self, data: object) -> int:
        """As much of it as there is time for."""
        given = bytes(data)  # type: ignore[call-overload]
        if len(given) > self.left:
            if self.tell() + len(given) > 512:
                super().write(given[:self.left])
            self.left = 0
            raise Stopped
        self.left -= len(given)
        return super().write(given)


def pattern(seed: int, length: int) -> bytes:
    """Bytes that are not the same in any two chunks."""
    return bytes((seed + n * 7 + n // 251) % 256 for n in range(min(length, 997))) * (length // 997 + 1)


def sealed_of(data: bytes) -> Disk:
    """`data`, sealed."""
    disk = Disk()
    with Writer(disk, KEY) as file:
        file.write(data)
    return disk


def of(disk: io.BytesIO) -> bytes:
    """All that a sealed file holds."""
    with Reader(Disk(disk.getvalue()), KEY) as file:
        return file.read()


@given(acts=ACTS)
@settings(max_examples=60, deadline=None)
@pytest.mark.slow
def test_it_does_what_a_file_does(acts: list[tuple[str, int, int]]) -> None:
    """Any sequence of writing, seeking, cutting off, reading and opening anew ends as in a file of plain bytes."""
    plain, disk = io.BytesIO(), Disk()
    file = Writer(disk, KEY)
    for name, *numbers in acts:
        if name in ("write", "append"):
            if name == "append":
                assert file.seek(0, os.SEEK_END) == plain.seek(0, os.SEEK_END)
            data = pattern(numbers[0], numbers[1])[:numbers[1]]
            assert file.write(data) == plain.write(data)
        elif name == "seek":
            assert file.seek(numbers[0]) == plain.seek(numbers[0])
        elif name == "truncate":
            file.truncate(numbers[0])
            plain.truncate(numbers[0])
            if len(plain.getvalue()) < numbers[0]:  # where a file grows, bytes in memory do not
                at = plain.tell()
                plain.seek(0, os.SEEK_END)
                plain.write(bytes(numbers[0] - plain.tell()))
                plain.seek(at)
        elif name == "read":
            assert file.read(numbers[0]) == plain.read(numbers[0])
        elif name == "flush":
            file.flush()
            assert of(disk) == plain.getvalue()
        else:
            file.close()
            file = Writer(disk, KEY)
            file.seek(plain.tell())
        assert file.tell() == plain.tell()
    file.close()
    assert of(disk) == plain.getvalue()


@given(places=st.lists(st.tuples(PLACES, LENGTHS), max_size=8))
@settings(max_examples=30, deadline=None)
def test_reading_from_anywhere(places: list[tuple[int, int]]) -> None:
    """Any piece of it is the piece that was put in there, in any order."""
    data = pattern(3, 2 * CHUNK_BYTES + 77)[:2 * CHUNK_BYTES + 77]
    with Reader(sealed_of(data), KEY) as file:
        assert file.seek(0, os.SEEK_END) == len(data)
        for at, length in places:
            file.seek(at)
            assert file.read(length) == data[at:at + length]
            into = bytearray(length)
            file.seek(at)
            assert bytes(into[:file.readinto(into)]) == data[at:at + length]


LONG = pattern(9, CHUNK_BYTES * 2 + 500)[:CHUNK_BYTES * 2 + 500]
WHOLE = sealed_of(LONG).getvalue()


@given(at=st.integers(0, len(WHOLE) - 1), flip=st.integers(1, 255))
@settings(max_examples=80, deadline=None)
def test_a_changed_byte(at: int, flip: int) -> None:
    """No byte of the file can be changed so that something else is read; where it holds content, it is said."""
    changed = bytearray(WHOLE)
    changed[at] ^= flip
    if at < 64 or at >= 65 * 1024:
        with pytest.raises(Damaged, match="damaged"):
            of(Disk(bytes(changed)))
    else:  # between the head and the first chunk lies nothing of the file
        assert of(Disk(bytes(changed))) == LONG


@given(length=st.integers(0, len(WHOLE) - 1))
@settings(max_examples=60, deadline=None)
def test_a_tail_that_is_gone(length: int) -> None:
    """A file that was cut off anywhere is told from a shorter one, at the edge of a chunk too."""
    with pytest.raises(Damaged):
        of(Disk(WHOLE[:length]))


@pytest.mark.parametrize("count", [1, 2])
def test_cut_off_between_two_chunks(count: int) -> None:
    """The chunks that are there are whole, and yet it is said that others are missing."""
    with pytest.raises(Damaged):
        of(Disk(WHOLE[:sealed.sealed_size(count * CHUNK_BYTES)]))


def test_chunks_that_changed_places() -> None:
    """Each is whole, but stands where another belongs."""
    place = (len(WHOLE) - 65 * 1024 - 500 - 32) // 2
    one, two = (WHOLE[65 * 1024 + n * place:65 * 1024 + (n + 1) * place] for n in (0, 1))
    swapped = WHOLE[:65 * 1024] + two + one + WHOLE[65 * 1024 + 2 * place:]
    assert len(swapped) == len(WHOLE)
    with pytest.raises(Damaged):
        of(Disk(swapped))


def test_a_chunk_of_another_file() -> None:
    """Two files with the same words have nothing in common, and a chunk of one is none of the other."""
    other = sealed_of(LONG).getvalue()
    place = CHUNK_BYTES + 32
    assert not {WHOLE[at:at + 16] for at in range(66560, len(WHOLE) - 16, 16)} & {
        other[at:at + 16] for at in range(66560, len(other) - 16, 16)}
    with pytest.raises(Damaged):
        of(Disk(WHOLE[:66560] + other[66560:66560 + place] + WHOLE[66560 + place:]))


@pytest.mark.parametrize("what", [b"", b"R", b"RDSEAL1\n", b"plain words, but not sealed", bytes(70_000)])
def test_what_is_no_sealed_file(what: bytes) -> None:
    """Something else is refused, whatever it is; nothing of it is changed by trying."""
    with pytest.raises(Damaged):
        Reader(Disk(what), KEY)
    if len(what) >= 64:
        disk = Disk(what)
        with pytest.raises(Damaged):
            Writer(disk, KEY)
        assert disk.getvalue() == what


def test_another_key() -> None:
    """With another key nothing is read and nothing is touched."""
    disk = Disk(WHOLE)
    for kind in (Reader, Writer):
        with pytest.raises(Damaged):
            kind(disk, bytes(32))
    assert disk.getvalue() == WHOLE


def test_no_nonce_comes_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is written, and written again in the same place, is sealed with a nonce of its own."""
    used: list[tuple[bytes, bytes]] = []

    class Watched:
        """The cipher, and what it was given."""

        def __init__(self, key: bytes) -> None:
            self.key, self.real = key, AESGCM(key)
            self.decrypt = self.real.decrypt

        def encrypt(self, nonce: bytes, data: bytes, what: bytes) -> bytes:
            """As it does, but remembered."""
            used.append((self.key, nonce))
            return self.real.encrypt(nonce, data, what)

    monkeypatch.setattr(chunks, "AESGCM", Watched)
    disk = Disk()
    for _ in range(20):
        with Writer(disk, KEY) as file:
            file.write(b"the same words in the same place")
            file.seek(CHUNK_BYTES)
            file.write(b"and in the next chunk")
    assert len(used) > 60
    assert len(set(used)) == len(used)


def grown(disk: io.BytesIO) -> None:
    """A piece is added that fills the last chunk, and another one begins."""
    with Writer(disk, KEY) as file:
        file.seek(0, os.SEEK_END)
        file.write(bytes(CHUNK_BYTES))
        file.flush()


def rewritten(disk: io.BytesIO) -> None:
    """Something at the end is said anew."""
    with Writer(disk, KEY) as file:
        file.seek(len(LONG) - 200)
        file.write(LONG[-200:])


def cut(disk: io.BytesIO) -> None:
    """What comes after is cut off, which is nothing."""
    with Writer(disk, KEY) as file:
        file.truncate(len(LONG))


@given(after=st.integers(0, 3 * CHUNK_BYTES), act=st.sampled_from([grown, rewritten, cut]))
@settings(max_examples=80, deadline=None)
def test_killed_while_writing(after: int, act: Callable[[io.BytesIO], None]) -> None:
    """Killed after any byte that is written: what was saved is there, for who reads and for who goes on."""
    disk = Stopping(sealed_of(LONG + bytes(3)).getvalue())
    disk.left = after
    try:
        act(disk)
    except Stopped:
        disk.left = 1 << 60
    else:
        disk.left = 1 << 60
    found = of(disk)
    assert found[:len(LONG)] == LONG
    assert len(found) in (len(LONG), len(LONG) + 3, len(LONG) + 3 + CHUNK_BYTES)
    with Writer(disk, KEY) as file:
        file.truncate(len(LONG))
        file.seek(0, os.SEEK_END)
        file.write(b"and on")
    assert of(disk) == LONG + b"and on"


def test_cut_power_leaves_what_was_synced() -> None:
    """At each moment a disk is asked to keep what it has, the file as it stands there holds all that was saved."""
    disk = sealed_of(LONG)
    seen = []
    with Writer(disk, KEY, lambda: seen.append(disk.getvalue())) as file:
        for piece in range(4):
            file.seek(0, os.SEEK_END)
            file.write(pattern(piece, 40_000)[:40_000])
            file.flush()
        file.truncate(70_000)
    assert len(seen) > 8
    assert all(of(Disk(state))[:70_000] == LONG[:70_000] for state in seen)


def test_it_is_known_by_its_beginning() -> None:
    """Sealed files tell themselves from others, and how large they become is known before."""
    assert sealed.is_sealed(Disk(WHOLE), KEY)
    assert not sealed.is_sealed(Disk(b"RIFF" * 40), KEY)
    with pytest.raises(Damaged):
        sealed.is_sealed(Disk(b"S" + WHOLE[1:]), KEY)
    for size in (0, 1, CHUNK_BYTES, CHUNK_BYTES + 1, len(LONG)):
        assert len(sealed_of(LONG[:size]).getvalue()) == sealed.sealed_size(size)


@pytest.mark.parametrize("told", [True, False])
def test_who_was_told_that_the_disk_is_full_is_not_told_again(told: bool) -> None:
    """What she makes of it, a sentence, is not lost by letting go of the file; who was not told yet is told then."""
    def full() -> None:
        raise OSError(errno.ENOSPC, "full")

    disk = sealed_of(b"said before")
    file = sealed.Writer(disk, KEY, full)
    file.write(b"said now")
    if told:
        with pytest.raises(OSError, match="full"):
            file.flush()
        file.close()
    else:
        with pytest.raises(OSError, match="full"):
            file.close()
    assert file.closed
