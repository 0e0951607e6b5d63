"""Which recordings a browser plays as they are, and of which a copy is made for it."""

from __future__ import annotations

import io

import numpy as np
import pytest

from tests.media import encoded, ordinary, tones
from texts.intake.media_kind import check_media

pytestmark = pytest.mark.slow  # sound is encoded for each

def played(data: bytes, name: str = "a.mp3") -> bool:
    """Whether the file is played as it is."""
    return check_media(io.BytesIO(data), name).plays


def uneven(seconds: float = 8.0) -> np.ndarray:
    """Silence that becomes noise: the first frames of an encoder that is free say little of the others."""
    sound = tones(seconds)
    sound[len(sound) // 2:] = np.random.default_rng(7).normal(0, 0.3, len(sound) - len(sound) // 2)
    return sound


def free_bit_rate(*, header: bool) -> bytes:
    """An mp3 whose bit rate varies, with or without the frame in front that says how long it is."""
    return encoded("libmp3lame", "mp3", uneven(), codec_options={"b": "0", "global_quality": "472", "flags": "+qscale"},
                   options={} if header else {"write_xing": "0"})


@pytest.mark.parametrize("extension", [".mp3", ".m4a", ".wav", ".ogg", ".opus", ".webm", ".flac", ".mov", ".oga"])
def test_what_browsers_play_stays_as_it_is(extension: str) -> None:
    """An ordinary file of a kind that every browser knows needs no copy."""
    assert played(ordinary(extension), f"a{extension}")


@pytest.mark.parametrize("extension", [".aiff", ".caf", ".wma", ".amr", ".aac", ".mkv"])
def test_kinds_that_not_every_browser_plays(extension: str) -> None:
    """These get a copy, whatever is in them; aac without a table has no place to go to."""
    assert not played(ordinary(extension), f"a{extension}")


def test_a_codec_that_browsers_do_not_know() -> None:
    """The kind of file says nothing of what is in it."""
    assert not played(encoded("libopencore_amrnb", "3gp"), "a.3gp")
    assert not played(encoded("alac", "ipod"), "a.m4a")


def test_a_bit_rate_that_varies() -> None:
    """Without a header the length is guessed; with one a place is. At one bit rate both are right."""
    assert not played(free_bit_rate(header=False))
    assert not played(free_bit_rate(header=True))
    assert played(encoded("libmp3lame", "mp3", uneven(), options={"write_xing": "0"}))


def test_sound_that_changes_midway() -> None:
    """Players stop where an mp3 becomes mono or takes another rate."""
    plain = {"write_xing": "0"}
    mono = encoded("libmp3lame", "mp3", options=plain)
    assert not played(mono + encoded("libmp3lame", "mp3", np.stack([tones(), tones()]), options=plain))
    assert not played(mono + encoded("libmp3lame", "mp3", rate=44_100, options=plain))


@pytest.mark.parametrize("extension", [".ogg", ".webm", ".flac"])
def test_recordings_in_a_row(extension: str) -> None:
    """Of several recordings in one file a player knows the first."""
    assert not played(ordinary(extension) * 2, f"a{extension}")


def test_two_tracks_and_a_header_that_is_wrong() -> None:
    """A player hears one track, and believes a wav that says less than it holds, or nothing."""
    assert not played(encoded("aac", "mp4", tones(), tones(at_s=(0.5,))), "a.mp4")
    for stated in (0, 96_001, 0xFFFF_FFFF):
        wav = bytearray(ordinary(".wav"))
        at = wav.index(b"data")
        wav[at + 4:at + 8] = stated.to_bytes(4, "little")
        assert not played(bytes(wav), "a.wav")


def test_webm_that_does_not_say_how_long_it_is() -> None:
    """As browsers record it: a player cannot go to a place before it has heard all of it."""
    data = ordinary(".webm")
    at = data.index(b"\x44\x89\x88")
    assert not played(data[:at] + b"\xec\x89" + bytes(9) + data[at + 11:], "a.webm")
