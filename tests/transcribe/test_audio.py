"""Sound in: every container, the original's clock, and files that hold no sound."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from pilot.errors import BadInput
from tests.recordings import sound, write_wav
from transcribe import audio

if TYPE_CHECKING:
    from pathlib import Path

CLICKS_S = (1.0, 2.5)
CODECS = {
    "wav": "pcm_s16le", "flac": "flac", "mp3": "libmp3lame", "m4a": "aac", "mp4": "aac", "ogg": "libopus",
    "webm": "libopus",
}


def clicks(length_s: float = 4.0) -> np.ndarray:
    """Silence with a short tone at each of CLICKS_S."""
    samples = np.zeros(int(length_s * audio.RATE), dtype=np.float32)
    tone = 0.8 * np.sin(np.arange(800) * 2 * np.pi * 1000 / audio.RATE).astype(np.float32)
    for at in CLICKS_S:
        samples[int(at * audio.RATE): int(at * audio.RATE) + 800] = tone
    return samples


def encode(path: Path, codec: str, samples: np.ndarray, skip_s: float = 0.0) -> Path:
    """Encode mono samples; the second half's times jump `skip_s` ahead, as after a pause in a browser's recorder."""
    import av

    rate = 48_000
    with av.open(str(path), "w") as container:
        stream: Any = container.add_stream(codec, rate=rate)
        stream.layout = "mono"
        up = np.repeat(samples, rate // audio.RATE)
        size = stream.codec_context.frame_size or 960
        for n, at in enumerate(range(0, len(up) - size, size)):
            plane = (up[at: at + size] * 32767).astype(np.int16).reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(plane, "s16", "mono")
            frame.sample_rate = rate
            frame.pts = at + (int(skip_s * rate) if n * size >= len(up) // 2 else 0)
            for packet in stream.encode(frame):
                container.mux(packet)
        for packet in stream.encode(None):
            container.mux(packet)
    return path


def onsets(samples: np.ndarray) -> list[float]:
    """Seconds at which tones begin."""
    loud = np.flatnonzero(np.abs(samples) > 0.25)
    starts = loud[np.flatnonzero(np.diff(loud, prepend=-audio.RATE) > audio.RATE // 2)]
    return [float(s) / audio.RATE for s in starts]


@pytest.mark.parametrize("ext", CODECS)
def test_every_container_keeps_time(tmp_path: Path, ext: str) -> None:
    """A tone is found where it was put, within 60 ms, whatever the container and its encoder's delay."""
    path = encode(tmp_path / f"a.{ext}", CODECS[ext], clicks())
    assert onsets(sound(path)) == pytest.approx(CLICKS_S, abs=0.06)
    assert audio.milliseconds(len(sound(path))) == pytest.approx(4000, abs=120)


def test_a_pause_in_the_files_own_times_is_kept(tmp_path: Path) -> None:
    """After a gap in the times, sound is where a player would play it, not where the samples pile up."""
    path = encode(tmp_path / "a.webm", "libopus", clicks(), skip_s=3.0)
    assert onsets(sound(path)) == pytest.approx((1.0, 5.5), abs=0.08)


def test_pieces_join_to_the_whole(tmp_path: Path) -> None:
    """Pieces are as long as asked, and together exactly the sound."""
    path = write_wav(tmp_path / "a.wav", clicks())
    with path.open("rb") as file:
        pieces = list(audio.pieces(file, 700))
    assert all(len(piece) == audio.samples(700) for piece in pieces[:-1])
    assert np.array_equal(np.concatenate(pieces), sound(path))


def test_a_file_cut_off_in_the_middle_gives_what_is_there(tmp_path: Path) -> None:
    """Half an upload is heard up to where it ends."""
    whole = encode(tmp_path / "a.mp3", "libmp3lame", clicks())
    half = tmp_path / "half.mp3"
    half.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    assert 1.5 < len(sound(half)) / audio.RATE < 2.5


def test_what_is_no_sound_is_one_sentence(tmp_path: Path) -> None:
    """Text, nothing, a picture and a list of other files are refused in a sentence."""
    secret = encode(tmp_path / "secret.mp3", "libmp3lame", clicks())
    for name, data in (("a.mp3", b"hello" * 100), ("b.wav", b""), ("c.png", b"\x89PNG\r\n\x1a\n" + bytes(100)),
                       ("d.mp3", f"#EXTM3U\n#EXTINF:4,\n{secret.as_uri()}\n#EXT-X-ENDLIST\n".encode())):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(BadInput, match="no sound"):
            sound(tmp_path / name)
