"""What plays in a player is heard whole: whatever changes midway, cancels out, starts late or is misstated."""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING

import numpy as np
import pytest

from pilot.errors import BadInput
from tests.media import RATE, encoded, ordinary, saved, tones
from tests.transcribe.test_audio import onsets
from texts.intake.media_kind import Media, check_media
from texts.sound.opening import layout
from transcribe import audio

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

TWICE = (1.0, 2.5, 5.0, 6.5)
THRICE = (*TWICE, 9.0, 10.5)
ONCE = (1.0, 2.5)


def heard(path: Path) -> tuple[NDArray[np.float32], audio.Damage, Media]:
    """The sound of a file, what is damaged in it, and what the intake takes it for."""
    damage = audio.Damage()
    with path.open("rb") as file:
        sound = np.concatenate(list(audio.blocks(file, damage)))
        return sound, damage, check_media(file, path.name)


def both(rate: int = RATE) -> NDArray[np.float32]:
    """The tones on two channels."""
    return np.stack([tones(rate=rate)] * 2)


def opposite(weight: float = 1.0) -> NDArray[np.float32]:
    """The tones on two channels that move against each other."""
    return np.stack([tones(), -weight * tones()])


def silence() -> NDArray[np.float32]:
    """As long as the tones."""
    return np.zeros_like(tones())


def chain(codec: str, container: str, rate: int, times: int = 2) -> bytes:
    """Recordings in one file, one in mono (where the codec can), one in stereo at another rate, and so on."""
    first = encoded(codec, container, both() if codec == "vorbis" else tones())
    second = encoded(codec, container, both(rate), rate=rate)
    return b"".join([first, second, first][:times])


def patched(data: bytes, mark: bytes, offset: int, value: bytes) -> bytes:
    """Other bytes at some distance behind the first `mark`."""
    at = data.index(mark) + offset
    return data[:at] + value + data[at + len(value):]


def wav_of(stated: int) -> bytes:
    """A wav whose header says that it holds so many bytes."""
    return patched(ordinary(".wav"), b"data", 4, struct.pack("<I", stated))


def aiff_of(stated: int) -> bytes:
    """An aiff whose header says that the file is empty, and that its sound has so many bytes."""
    data = patched(ordinary(".aiff"), b"SSND", 4, struct.pack(">I", stated))
    return patched(data, b"FORM", 4, bytes(4))


def flac_of(samples: int) -> bytes:
    """A FLAC whose header says that it holds so many samples."""
    data = ordinary(".flac")
    kept = int.from_bytes(data[21:26], "big") & ~0xF_FFFF_FFFF
    return data[:21] + (kept | samples).to_bytes(5, "big") + data[26:]


def webm_of(ms: float) -> bytes:
    """A WebM whose header says that it lasts so long."""
    return patched(ordinary(".webm"), b"\x44\x89\x88", 3, struct.pack(">d", ms))


def avi_of(start_s: int) -> bytes:
    """An avi whose header says that its sound begins so late; its pieces only follow each other."""
    data = ordinary(".avi")
    scale, rate = struct.unpack("<II", data[(at := data.index(b"auds")) + 20:at + 28])
    return patched(data, b"auds", 28, struct.pack("<I", start_s * rate // scale))


WHOLE: dict[str, tuple[str, Callable[[], bytes], tuple[float, ...], float]] = {
    "mp3 of another rate behind it": ("a.mp3", lambda: chain("libmp3lame", "mp3", 24_000), TWICE, 8),
    "aac of another rate behind it": ("a.aac", lambda: chain("aac", "adts", 24_000, 3), THRICE, 12),
    "mp3 of two other rates behind it": (
        "a.mp3", lambda: chain("libmp3lame", "mp3", 44_100) + encoded(
            "libmp3lame", "mp3", tones(rate=22_050), rate=22_050), THRICE, 12.1),
    "chained opus": ("a.ogg", lambda: chain("libopus", "ogg", 24_000, 3), THRICE, 12),
    "chained vorbis": ("a.ogg", lambda: chain("vorbis", "ogg", 24_000), TWICE, 8),
    "joined flac": ("a.flac", lambda: chain("flac", "flac", 44_100, 3), THRICE, 12),
    "joined webm": ("a.webm", lambda: chain("libopus", "webm", 24_000, 3), THRICE, 12),
    "opposite phase": ("a.flac", lambda: ordinary(".flac", opposite()), ONCE, 4),
    "opposite phase in a lossy kind": ("a.m4a", lambda: ordinary(".m4a", opposite()), ONCE, 4),
    "opposite phase, one softer": ("a.wav", lambda: ordinary(".wav", opposite(0.6)), ONCE, 4),
    "opposite phase from halfway on": (
        "a.wav", lambda: ordinary(".wav", np.concatenate([both(), opposite()], axis=1)), TWICE, 8),
    "four channels, two of them silent": (
        "a.wav", lambda: ordinary(".wav", np.concatenate([opposite(), np.stack([silence()] * 2)])), ONCE, 4),
    "six channels in opposite phase": ("a.flac", lambda: ordinary(".flac", np.concatenate([opposite()] * 3)), ONCE, 4),
    "only the right channel": ("a.wav", lambda: ordinary(".wav", np.stack([silence(), tones()])), ONCE, 4),
    "a silent first track": ("a.mkv", lambda: ordinary(".mkv", silence(), tones()), ONCE, 4),
    "a track each": ("a.mp4", lambda: ordinary(".mp4", tones(at_s=[1.0]), tones(at_s=[2.5])), ONCE, 4),
    "tracks in opposite phase": ("a.mov", lambda: ordinary(".mov", tones(), -tones()), ONCE, 4),
    "a second track that ends early": ("a.mp4", lambda: ordinary(".mp4", tones(), silence()[:9600]), ONCE, 4),
    "an edit list that begins late": ("a.m4a", lambda: ordinary(".m4a", start_s=5.0), (6.0, 7.5), 9),
    "a webm that begins late": ("a.webm", lambda: ordinary(".webm", start_s=5.0), (6.0, 7.5), 9),
    "an ogg that begins late": ("a.ogg", lambda: ordinary(".ogg", start_s=5.0), (6.0, 7.5), 9),
    "an avi that begins late": ("a.avi", lambda: avi_of(5), (6.0, 7.5), 9),
    "a clock that begins after hours": ("a.webm", lambda: ordinary(".webm", start_s=90_000.0), ONCE, 4),
    "mp3 without a header": ("a.mp3", lambda: ordinary(".mp3", options={"write_xing": "0"}), ONCE, 4),
    "mp3 behind noise": ("a.mp3", lambda: bytes(700) + ordinary(".mp3"), ONCE, 4),
    "aac behind a tag": ("a.aac", lambda: b"ID3\x04\0\0\0\0\x02\0" + bytes(256) + ordinary(".aac"), ONCE, 4),
    "mp3 with a tag behind it": ("a.mp3", lambda: ordinary(".mp3") + b"TAG" + bytes(125), ONCE, 4),
    "wav that says nothing": ("a.wav", lambda: wav_of(0), ONCE, 4),
    "wav left open": ("a.wav", lambda: wav_of(0xFFFF_FFFF), ONCE, 4),
    "wav of half the signed range": ("a.wav", lambda: wav_of(0x7FFF_FFFF), ONCE, 4),
    "wav that says less, and odd": ("a.wav", lambda: wav_of(96_001), ONCE, 4),
    "aiff that says nothing": ("a.aiff", lambda: aiff_of(0), ONCE, 4),
    "aiff that says less": ("a.aiff", lambda: aiff_of(1000), ONCE, 4),
    "flac that says nothing": ("a.flac", lambda: flac_of(0), ONCE, 4),
    "flac that says less": ("a.flac", lambda: flac_of(1000), ONCE, 4),
    "webm that says less": ("a.webm", lambda: webm_of(100.0), ONCE, 4),
    "webm that says nothing": ("a.webm", lambda: webm_of(0.0), ONCE, 4),
}


@pytest.mark.parametrize("case", WHOLE)
@pytest.mark.slow
def test_it_is_heard_whole(case: str, tmp_path: Path) -> None:
    """Every tone is where a player plays it, none is soft, nothing is called damaged; the intake measures as long."""
    name, make, at_s, length_s = WHOLE[case]
    sound, damage, media = heard(saved(tmp_path / name, make()))
    assert onsets(sound) == pytest.approx(at_s, abs=0.12)
    assert len(sound) / audio.RATE == pytest.approx(length_s, abs=0.2)
    assert np.abs(sound).max() > 0.5
    assert not damage.is_any
    assert media.duration_ms == pytest.approx(len(sound) / 16, abs=150)
    assert [warning for warning in media.warnings if "damaged" in warning] == []


def cut(extension: str, **how: object) -> bytes:
    """Six tenths of twenty seconds."""
    data = ordinary(extension, np.tile(tones(rate=int(str(how.get("rate", RATE)))), 5), **how)
    return data[:int(len(data) * 0.6)]


@pytest.mark.parametrize("extension", [".wav", ".aiff", ".au", ".caf"])
def test_a_length_left_open_or_a_little_wrong_is_no_damage(extension: str) -> None:
    """What streams cannot know its length, and programs count the header in; two thousand bytes are no promise."""
    data = ordinary(extension)
    mark, at, width, order = {
        ".wav": (b"data", 4, 4, "little"), ".aiff": (b"SSND", 4, 4, "big"), ".au": (b".snd", 8, 4, "big"),
        ".caf": (b"data", 4, 8, "big")}[extension]
    most = 2 ** (8 * width) - 1
    for stated in (0, most, most >> 1, len(data) + 2000):
        file = io.BytesIO(patched(data, mark, at, stated.to_bytes(width, order)))  # type: ignore[arg-type]
        assert not layout(file).is_cut, stated
    assert layout(io.BytesIO(patched(data, mark, at, (2 * len(data)).to_bytes(width, order)))).is_cut  # type: ignore[arg-type]


def torn_fragment() -> bytes:
    """An mp4 in fragments that ends within the table of one."""
    data = encoded("aac", "mp4", np.tile(tones(), 5),
                   options={"movflags": "frag_keyframe+empty_moov", "frag_duration": "1000000"})
    tables = [at for at in range(len(data)) if data.startswith(b"moof", at)]
    return data[:tables[len(tables) // 2] + 60]


def half_empty() -> bytes:
    """An avi of 20 s that is as long as it says, with nothing in its second half: a card that could not be read."""
    data = ordinary(".avi", np.tile(tones(), 5))
    return data[:len(data) // 2] + bytes(len(data) - len(data) // 2)


CUT: dict[str, tuple[str, Callable[[], bytes], float]] = {
    "ogg": ("a.ogg", lambda: cut(".ogg"), 12), "flac in ogg": ("a.oga", lambda: cut(".oga"), 12),
    "mp3": ("a.mp3", lambda: cut(".mp3"), 12), "mp3 without a header": (
        "a.mp3", lambda: cut(".mp3", options={"write_xing": "0"}), 12),
    "wav": ("a.wav", lambda: cut(".wav"), 12), "flac": ("a.flac", lambda: cut(".flac"), 9.5),
    "webm": ("a.webm", lambda: cut(".webm"), 12), "webm of a browser": (
        "a.webm", lambda: cut(".webm", options={"live": "1"}), 12),
    "mkv": ("a.mkv", lambda: cut(".mkv"), 12), "aiff": ("a.aiff", lambda: cut(".aiff"), 12),
    "au": ("a.au", lambda: cut(".au"), 12), "caf": ("a.caf", lambda: cut(".caf"), 12),
    "mpg": ("a.mpg", lambda: cut(".mpg"), 12), "ac3": ("a.ac3", lambda: cut(".ac3")[:-100], 12),
    "amr": ("a.amr", lambda: cut(".amr", rate=8000), 12),
    "a second of a wav": ("a.wav", lambda: ordinary(".wav", np.tile(tones(), 5))[:-RATE * 2], 19),
    "mp4 in fragments": ("a.mp4", torn_fragment, 10), "an avi whose other half is empty": ("a.avi", half_empty, 10.5),
}


@pytest.mark.parametrize("case", CUT)
@pytest.mark.slow
def test_an_end_that_is_missing_is_told_with_what_was_read(case: str, tmp_path: Path) -> None:
    """What is there is heard; both the intake and the transcript say up to where."""
    name, make, length_s = CUT[case]
    sound, damage, media = heard(saved(tmp_path / name, make()))
    end_ms = audio.milliseconds(len(sound))
    assert end_ms == pytest.approx(length_s * 1000, abs=700)
    assert onsets(sound)[:4] == pytest.approx(TWICE, abs=0.12)
    assert damage.spans == []
    assert damage.cut_at_ms == pytest.approx(end_ms, abs=1)
    assert "damaged" in damage.sentences()[0]
    assert "damaged" in media.warnings[0]
    assert media.duration_ms == pytest.approx(end_ms, abs=150)


def test_where_nothing_can_be_read_it_is_said_to_be_damaged(tmp_path: Path) -> None:
    """A phone's recording that was cut off before its table was written is no file "without sound"."""
    with saved(tmp_path / "a.m4a", cut(".m4a")).open("rb") as file, pytest.raises(BadInput, match="damaged or cut off"):
        list(audio.blocks(file))


@pytest.mark.parametrize("extension", [".ogg", ".webm", ".flac"])
@pytest.mark.slow
def test_a_hole_in_the_middle_is_told_and_keeps_its_time(extension: str, tmp_path: Path) -> None:
    """A twentieth of the file is zeros: what comes after stands where it stood, and the place is named."""
    data = bytearray(ordinary(extension, np.tile(tones(), 5)))
    data[len(data) // 2:len(data) * 11 // 20] = bytes(len(data) * 11 // 20 - len(data) // 2)
    sound, damage, _ = heard(saved(tmp_path / f"a{extension}", bytes(data)))
    assert len(sound) / audio.RATE == pytest.approx(20, abs=0.2)
    assert onsets(sound)[-2:] == pytest.approx((17.0, 18.5), abs=0.12)
    ((start, end),) = damage.spans
    assert 6000 < start < end < 15_100
    assert damage.cut_at_ms is None
    assert damage.sentences()[0].startswith("The recording is damaged between 00:00:")


def test_a_chain_that_is_cut_off_keeps_what_came_before(tmp_path: Path) -> None:
    """Of three recordings in one file the last one is torn: the first two are whole."""
    data = chain("libopus", "ogg", 24_000, 3)
    sound, damage, _ = heard(saved(tmp_path / "a.ogg", data[:-len(data) // 6]))
    assert onsets(sound)[:4] == pytest.approx(TWICE, abs=0.12)
    assert damage.cut_at_ms == pytest.approx(audio.milliseconds(len(sound)), abs=1)
