"""Recordings of every kind for tests: short tones at known moments, encoded as a recorder or a film program would."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

RATE = 48_000
AT_S = (1.0, 2.5)
LAYOUTS = {1: "mono", 2: "stereo", 4: "quad", 6: "5.1"}
# Extension -> codec and container of an ordinary file of that name.
ORDINARY = {
    ".mp3": ("libmp3lame", "mp3"), ".m4a": ("aac", "ipod"), ".mp4": ("aac", "mp4"), ".wav": ("pcm_s16le", "wav"),
    ".ogg": ("libopus", "ogg"), ".webm": ("libopus", "webm"), ".flac": ("flac", "flac"), ".opus": ("libopus", "ogg"),
    ".mov": ("aac", "mov"), ".aac": ("aac", "adts"), ".aiff": ("pcm_s16be", "aiff"), ".wma": ("wmav2", "asf"),
    ".3gp": ("aac", "3gp"), ".amr": ("libopencore_amrnb", "amr"), ".m4b": ("aac", "ipod"), ".mkv": ("aac", "matroska"),
    ".oga": ("flac", "ogg"), ".aif": ("pcm_s16be", "aiff"), ".aifc": ("pcm_s16be", "aiff"), ".mka": ("aac", "matroska"),
    ".m4v": ("aac", "mp4"), ".3g2": ("aac", "3g2"), ".caf": ("pcm_s16be", "caf"),
    ".ac3": ("ac3", "ac3"), ".au": ("pcm_s16be", "au"), ".snd": ("pcm_s16be", "au"),
    ".avi": ("libmp3lame", "avi"), ".flv": ("libmp3lame", "flv"), ".ts": ("aac", "mpegts"), ".mts": ("ac3", "mpegts"),
    ".m2ts": ("aac", "mpegts"), ".mpg": ("mp2", "mpeg"), ".mpeg": ("mp2", "mpeg"),
}
_OPTIONS = {"wmav2": {"b": "64000"}, "libopencore_amrnb": {"b": "12200"}, "vorbis": {"strict": "experimental"}}
_RATES = {"libopencore_amrnb": 8000, "wmav2": 44_100}


def tones(length_s: float = 4.0, at_s: Sequence[float] = AT_S, rate: int = RATE) -> NDArray[np.float32]:
    """Silence (n,) with a tenth of a second of tone at each moment."""
    sound = np.zeros(round(length_s * rate), dtype=np.float32)
    tone = 0.8 * np.sin(np.arange(rate // 10) * 2 * np.pi * 1000 / rate)
    for at in at_s:
        sound[round(at * rate):round(at * rate) + len(tone)] = tone
    return sound


def encoded(
    codec: str, container: str, *tracks: NDArray[np.float32], rate: int = 0, start_s: float = 0.0,
    options: dict[str, str] | None = None, codec_options: dict[str, str] | None = None,
) -> bytes:
    """A file of these tracks, each (n,) or (channels, n); without any: `tones` in mono.

    Args:
        start_s: when all of it begins, by the file's own times.
        options: of the container; codec_options: of the codec.
    """
    import av

    rate = rate or _RATES.get(codec, RATE)
    wide = [np.atleast_2d(track) for track in tracks] or [np.atleast_2d(tones(rate=rate))]
    out = io.BytesIO()
    with av.open(out, "w", format=container, options=options or {}) as file:
        streams: list[Any] = []
        for track in wide:
            stream: Any = file.add_stream(codec, rate=rate, options=codec_options or _OPTIONS.get(codec, {}))
            stream.layout = LAYOUTS[len(track)]
            stream.codec_context.open(strict=False)
            streams.append(stream)
        pieces = [
            (at, stream, track[:, at:at + (stream.codec_context.frame_size or 960)])
            for stream, track in zip(streams, wide, strict=True)
            for at in range(0, track.shape[1], stream.codec_context.frame_size or 960)]
        for at, stream, piece in sorted(pieces, key=lambda one: one[0]):
            for packet in stream.encode(_frame(stream, piece, rate, at + round(start_s * rate))):
                file.mux(packet)
        for stream in streams:
            for packet in stream.encode(None):
                file.mux(packet)
    return out.getvalue()


def _frame(stream: Any, piece: NDArray[np.float32], rate: int, pts: int) -> Any:
    import av

    size = stream.codec_context.frame_size
    if size and piece.shape[1] < size:
        piece = np.pad(piece, ((0, 0), (0, size - piece.shape[1])))
    frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(piece), "fltp", stream.layout.name)
    frame.sample_rate = rate
    form: Any = av.AudioResampler(format=stream.format.name, layout=stream.layout.name, rate=rate).resample(frame)[0]
    form.pts = pts
    return form


def ordinary(extension: str, *tracks: NDArray[np.float32], **how: Any) -> bytes:
    """An ordinary file of this extension."""
    return encoded(*ORDINARY[extension], *tracks, **how)


def saved(path: Path, data: bytes) -> Path:
    """A file with these bytes."""
    path.write_bytes(data)
    return path
