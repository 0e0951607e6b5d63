"""How recordings lie in their files: kinds, parts, ends that are missing; quick whatever a file holds."""

from __future__ import annotations

import io
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.media import ORDINARY, encoded, ordinary
from texts.intake.media_kind import check_media
from texts.sound import joins, kinds
from texts.sound.clock import Clock
from texts.sound.opening import NotPlayable, layout
from texts.sound.pieces import Part

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

pytestmark = pytest.mark.slow  # sound is encoded for each

DEMUXERS = {"mp3": "mp3", "ipod": "mov", "mp4": "mov", "mov": "mov", "3gp": "mov", "3g2": "mov", "adts": "aac",
            "asf": "asf", "webm": "matroska"}


@pytest.mark.parametrize("extension", sorted(ORDINARY))
def test_each_kind_is_known_by_its_content(extension: str) -> None:
    """Also behind a tag; every extension that is taken is tried."""
    assert set(ORDINARY) == kinds.EXTENSIONS
    data = ordinary(extension)
    kind = kinds.kind_of(io.BytesIO(data))
    assert kind is not None
    container = ORDINARY[extension][1]
    assert kind.demuxer == DEMUXERS.get(container, container)
    assert kinds.kind_of(io.BytesIO(b"ID3\x04\0\0\0\0\0\x0a" + bytes(10) + data)) == kind


@given(st.binary(max_size=300))
def test_any_bytes_have_a_layout(data: bytes) -> None:
    """Whatever stands behind the mark of a kind: parts that lie in the file one behind the other, or a refusal."""
    for mark in (b"", b"OggS\0\2", b"fLaC\0\0\0\x22", b"\x1aE\xdf\xa3webm", b"RIFF0000WAVE", b"FORM0000AIFF",
                 b"\0\0\0\x10ftyp", b"0&\xb2u\x8ef\xcf\x11", b"\xff\xfb\x90\x64", b"ID3\x03\0\0\0\0\0\0",
                 b"RIFF0000AVI ", b"FLV\x01", (b"G" + bytes(187)) * 5, b"\0\0\x01\xba"):
        whole = mark + data
        try:
            found = layout(io.BytesIO(whole))
        except NotPlayable:
            continue
        assert len(b"".join(part.again().read() for part in found.parts)) <= len(whole)


@pytest.mark.parametrize("data", [
    b"fLaC\0\0\0\x22" * 200_000, b"\x1aE\xdf\xa3webm" * 200_000, (b"OggS\0\2" + bytes(22)) * 60_000,
    b"\xff\xfb\x90\x64" * 300_000, b"\xec\x80" * 800_000, b"OggS" * 400_000, b"\0\0\0\x08free" * 200_000,
    b"\0\0\0\x10ftypisom\0\0\0\0\0\0\0\x08free" * 80_000,
], ids=["flac", "webm", "ogg pages", "mp3", "void", "ogg", "boxes", "mp4"])
def test_hostile_files_are_looked_through_quickly(data: bytes) -> None:
    """Millions of beginnings of something take a second or two of the processor, and few parts come out."""
    began = time.process_time()
    found = layout(io.BytesIO(data))
    assert time.process_time() - began < 3
    assert len(found.parts) <= 1000


def test_the_next_of_several_recordings_breaks_off_at_once(jfk: Path) -> None:
    """What stands whole before it is read, and that it breaks off is told."""
    whole = jfk.read_bytes()
    length = check_media(io.BytesIO(whole), "a.ogg").duration_ms
    found = check_media(io.BytesIO(whole + whole[:200]), "a.ogg")
    assert (found.duration_ms, len(found.warnings)) == (length, 1)


def test_a_part_reads_like_a_file() -> None:
    """It begins and ends where it should, and other bytes stand where they were put, across any two reads."""
    whole: BinaryIO = io.BytesIO(bytes(range(100)))
    part = Part(whole, 10, 50, {18: b"abcd"})
    expected = bytes(range(10, 18)) + b"abcd" + bytes(range(22, 50))
    assert part.read() == expected
    for size in (1, 3, 7):
        part.seek(0)
        assert b"".join(iter(lambda size=size: part.read(size), b"")) == expected  # type: ignore[misc]
    part.seek(10**18)
    assert part.read(5) == b""


def test_the_clock_of_a_player() -> None:
    """Silence where times leave one, also at the start; broken times and times that begin anew move nothing."""
    clock = Clock(100.0)
    assert clock.gap(5.0) == 5.0
    clock.heard(6.0)
    assert [clock.gap(t) for t in (6.05, None, 9.0)] == [0.0, 0.0, pytest.approx(3.0)]
    assert clock.gap(5000.0) == 0.0
    assert clock.gap(6.0) == 0.0
    clock.heard(1.0)
    assert clock.gap(0.0) == 0.0
    clock.heard(1.0)
    assert clock.gap(3.0) == pytest.approx(2.0)
    assert Clock().gap(90_000.0) == 0.0


@given(st.binary(max_size=80), st.integers(0, 40))
def test_a_second_film_is_found_wherever_it_begins(between: bytes, short: int) -> None:
    """Behind whatever an mp4 ends with, and across the blocks in which a file is read."""
    begins = b"\0\0\0\x10ftypisom\0\0\0\0"
    first = begins + (1 << 20).to_bytes(4, "big") + b"mdat" + bytes((1 << 20) - 60 - short) + between
    second = begins + b"\0\0\0\x08free"
    found = joins.parts(io.BytesIO(first + second), len(first + second), b"ftyp", joins.mp4, into=4)
    assert found == [(0, len(first)), (len(first), len(first + second))]


def test_a_chain_of_three_is_three_parts() -> None:
    """Each part is a whole file of its own."""
    one = encoded("libopus", "ogg")
    found = layout(io.BytesIO(one * 3))
    assert [part.again().read() for part in found.parts] == [one] * 3
    assert not found.is_cut
    assert layout(io.BytesIO(one[:-10])).is_cut
