"""Recordings: what they are, whether they can be played, and how long they last, before one is taken in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO

from pilot.errors import BadInput
from pilot.store import large_files
from pilot.vocabulary.timecode import timecode
from pilot.words import N_
from texts.importers import AUDIO_EXTENSIONS, AUDIO_LIMIT_BYTES, check_size, extension_of, sniff, wrong_name
from texts.importers.faults import shown_name

_NOT_MEDIA = N_(
    "{name} is not a recording that can be used here. Choose an mp3, m4a, mp4, wav, ogg, webm or flac file."
)
_NO_SOUND = N_("There is no sound in {name}. Choose another file.")
_DAMAGED = N_(
    "{name} cannot be played: it is damaged or cut off. Copy it from the recorder again and choose the new file."
)
_SHORTER = N_(
    "{name} is cut off: it should last {should} and only {has} is there. Copy it from the recorder again and "
    "choose the new file."
)
_LOCKED = N_("{name} is locked against copying (DRM), so it cannot be used. Choose a recording without a lock.")

# Extension -> kind by content, and the one ffmpeg demuxer for it. Naming the demuxer keeps ffmpeg from taking
# a file for a playlist that opens other files or addresses.
_KIND = {
    ".mp3": "mp3",
    ".m4a": "mp4",
    ".mp4": "mp4",
    ".wav": "wav",
    ".ogg": "ogg",
    ".webm": "webm",
    ".flac": "flac",
}
_DEMUXER = {"mp3": "mp3", "mp4": "mov", "wav": "wav", "ogg": "ogg", "webm": "matroska", "flac": "flac"}
_LOCKED_TAGS = frozenset({"drms", "enca", "drmi", "encv", "aavd"})
# A container may promise some frames more than it holds; a cut-off file misses more than this share and time.
_MISSING_SHARE = 0.05
_MISSING_MS = 2000


@dataclass(frozen=True)
class Media:
    """A recording that can be played.

    Args:
        ext: its extension in lower case with the dot.
        duration_ms: integer ms of sound.
        codec, container: ffmpeg's names, such as opus and matroska,webm.
    """

    ext: str
    duration_ms: int
    codec: str
    container: str


def check_media(file: BinaryIO, name: str) -> Media:
    """What a recording is; all its packets are read, its first second of sound is decoded.

    Args:
        file: to read and to seek in.
        name: the name the user gave the file; its content must agree with its ending.

    Raises:
        BadInput: empty, above AUDIO_LIMIT_BYTES, of another kind, without sound, locked, damaged or cut off.
    """
    extension = extension_of(name)
    if extension not in AUDIO_EXTENSIONS:
        raise BadInput(_NOT_MEDIA, name=shown_name(name))
    check_size(large_files.size(file), name, AUDIO_LIMIT_BYTES)
    kind = sniff.kind_of(file)
    if kind != _KIND[extension]:
        raise wrong_name(name, "zip" if kind == "broken zip" else kind)
    with _container(file, kind, name) as container:
        stream = _sound(container, name)
        _check_decodes(container, stream, name)
        promised = _wav_ms(file) if kind == "wav" else _promised_ms(container, stream)
        # Decoding moved the reading point; a second opening is surer than seeking in a broken file.
    with _container(file, kind, name) as container:
        stream = _sound(container, name)
        measured = _measured_ms(container, stream)
        codec, form = stream.codec_context.name, container.format.name
    _check_whole(promised, measured, name)
    return Media(extension, measured, codec, form)


@contextmanager
def _container(file: BinaryIO, kind: str, name: str) -> Iterator[Any]:
    import av

    av.logging.set_level(None)
    file.seek(0)
    try:
        with av.open(file, format=_DEMUXER[kind], options={"protocol_whitelist": "none"}) as container:
            yield container
    except (av.FFmpegError, ValueError, EOFError) as fault:
        raise BadInput(_DAMAGED, name=shown_name(name)) from fault


def _sound(container: Any, name: str) -> Any:
    if not container.streams.audio:
        raise BadInput(_NO_SOUND, name=shown_name(name))
    stream = container.streams.audio[0]
    tag = str(getattr(stream.codec_context, "codec_tag", "") or "")
    if stream.codec_context is None or tag in _LOCKED_TAGS:
        raise BadInput(_LOCKED, name=shown_name(name))
    return stream


def _check_decodes(container: Any, stream: Any, name: str) -> None:
    """Decode up to a second, so that a file with a good header and noise behind it is refused."""
    heard = 0.0
    for frame in container.decode(stream):
        heard += frame.samples / (frame.sample_rate or 1)
        if heard >= 1:
            return
    if heard == 0:
        raise BadInput(_NO_SOUND, name=shown_name(name))


def _promised_ms(container: Any, stream: Any) -> int | None:
    """The duration that the file's header states, None where a browser or recorder wrote none."""
    if stream.duration and stream.time_base:
        return round(float(stream.duration * stream.time_base) * 1000)
    return round(container.duration / 1000) if container.duration else None


def _wav_ms(file: BinaryIO) -> int | None:
    """The duration by a wav's own header, which ffmpeg corrects to what is there; None where it was left open."""
    file.seek(0)
    head = file.read(64 * 1024)
    at, bytes_a_second = 12, 0
    while head[:4] == b"RIFF" and at + 8 <= len(head):
        size = int.from_bytes(head[at + 4 : at + 8], "little")
        if head[at : at + 4] == b"fmt ":
            bytes_a_second = int.from_bytes(head[at + 16 : at + 20], "little")
        if head[at : at + 4] == b"data":
            # A recorder that streams leaves the size open: zero, or as large as it can be.
            known = bytes_a_second and 0 < size < 0xFFFF_0000
            return size * 1000 // bytes_a_second if known else None
        at += 8 + size + size % 2
    return None


def _measured_ms(container: Any, stream: Any) -> int:
    """The duration by the times of all packets; where they have none, by their lengths."""
    first, last, summed = None, 0, 0
    for packet in container.demux(stream):
        length = packet.duration or 0
        summed += length
        if packet.pts is not None:
            first = packet.pts if first is None else min(first, packet.pts)
            last = max(last, packet.pts + length)
    ticks = last - first if first is not None and last > first else summed
    return round(float(ticks * stream.time_base) * 1000)


def _check_whole(promised_ms: int | None, measured_ms: int, name: str) -> None:
    if measured_ms <= 0:
        raise BadInput(_NO_SOUND, name=shown_name(name))
    missing = (promised_ms or 0) - measured_ms
    if promised_ms and missing > _MISSING_MS and missing > _MISSING_SHARE * promised_ms:
        raise BadInput(_SHORTER, name=shown_name(name), should=timecode(promised_ms), has=timecode(measured_ms))

