"""Recordings: what they are, whether they can be played, and how long they last, before one is taken in."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pilot.errors import BadInput
from pilot.store import large_files
from pilot.vocabulary.timecode import lasts
from pilot.words import N_, _
from texts import accepted
from texts.importers import AUDIO_LIMIT_BYTES, TEXT_EXTENSIONS, check_size, extension_of, read_as, sniff, wrong_name
from texts.importers.faults import shown_name
from texts.sound import frames, kinds
from texts.sound.clock import Clock
from texts.sound.opening import Layout, Locked, NotPlayable, layout, opened, tracks
from texts.sound.played import Played
from texts.sound.stated import Film, is_short, stated_ms

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from texts.sound.pieces import Part

_NOT_MEDIA = N_("{name} is not a recording that can be used here. Choose one of these kinds: {kinds}.")
_NO_SOUND = N_("There is no sound in {name}. Choose another file.")
_DAMAGED = N_(
    "{name} cannot be played: it is damaged or cut off. Copy it from the recorder again and choose the new file."
)
_LOCKED = N_("{name} is locked against copying (DRM), so it cannot be used. Choose a recording without a lock.")
_BREAKS_OFF = N_(
    "This recording is damaged: it breaks off after {has}. What is there can be used; if the recorder still has it, "
    "copy it again."
)
_SHORTER = N_(
    "This recording is damaged: it should last {should} and {has} of it can be read. What is there can be used; if the "
    "recorder still has it, copy it again."
)


@dataclass(frozen=True)
class Media:
    """A recording that can be played.

    Args:
        ext: what its name ends in where that is a recording's, else what its kind is called; lower case, with the dot.
        duration_ms: integer ms to the end of the sound, in a player's clock.
        codec, container: ffmpeg's names, such as opus and matroska,webm.
        media_type: what it is by its content, for a browser.
        warnings: sentences in the current language: what is damaged.
        plays: browsers play it as it is, in the same clock; else a copy is made for them.
    """

    ext: str
    duration_ms: int
    codec: str
    container: str
    media_type: str
    warnings: tuple[str, ...] = ()
    plays: bool = True


@dataclass
class _Found:
    """What was seen while all packets were read; times in seconds."""

    played: Played

    length_s: float = 0.0
    stated_ms: int | None = None
    codec: str = ""
    container: str = ""
    has_picture: bool = False
    breaks_off: bool = False


def check_media(file: BinaryIO, name: str) -> Media:
    """What a recording is; all its packets are read, its first second of sound is decoded.

    Args:
        file: to read and to seek in; what it holds says what it is.
        name: the name the user gave the file.

    Raises:
        BadInput: empty, above AUDIO_LIMIT_BYTES, no recording, without sound, locked, or nothing of it can be read.
    """
    extension = extension_of(name)
    check_size(large_files.size(file), name, AUDIO_LIMIT_BYTES)
    if kinds.kind_of(file) is None:
        if extension not in kinds.EXTENSIONS:
            raise BadInput(_NOT_MEDIA, name=shown_name(name), kinds=accepted.recordings())
        kind = sniff.kind_of(file)
        raise wrong_name(name, "zip" if kind == "broken zip" else kind)
    with _said(name):
        where = layout(file)
        for part in where.parts[:1]:
            _check_decodes(part, where, name)
        found = _Found(Played(where), breaks_off=where.is_cut)
        for part in where.parts:
            _measure(part, where, found)
    assert where.kind is not None
    length_ms = round(found.length_s * 1000)
    if length_ms <= 0:
        raise BadInput(_NO_SOUND, name=shown_name(name))
    named = [read_as(name, sniff.recording_kind(file))] if extension in TEXT_EXTENSIONS else []
    ext = extension if extension in kinds.EXTENSIONS else f".{where.kind.name}"
    return Media(ext, length_ms, found.codec, found.container, _media_type(where.kind, found),
                 (*named, *_warnings(where, found, length_ms)), found.played.as_it_is)


@contextmanager
def _said(name: str) -> Iterator[None]:
    try:
        yield
    except NotPlayable as fault:
        raise BadInput(_DAMAGED, name=shown_name(name)) from fault
    except Locked as fault:
        raise BadInput(_LOCKED, name=shown_name(name)) from fault


def _media_type(kind: kinds.Kind, found: _Found) -> str:
    return kind.media_type.replace("audio/", "video/") if found.has_picture and kind.plays else kind.media_type


def _warnings(where: Layout, found: _Found, length_ms: int) -> Iterator[str]:
    if found.stated_ms and len(where.parts) == 1:
        yield _(_SHORTER).format(should=lasts(found.stated_ms), has=lasts(length_ms))
    elif found.breaks_off:
        yield _(_BREAKS_OFF).format(has=lasts(length_ms))


def _check_decodes(part: Part, where: Layout, name: str) -> None:
    """Decode up to a second, so that a file with a good header and noise behind it is refused."""
    heard = 0.0
    with opened(part, where.kind) as container:
        streams = tracks(container)
        for frame in container.decode(streams) if streams else ():
            heard += frame.samples / (frame.sample_rate or 1)
            if heard >= 1:
                return
    if heard == 0:
        raise BadInput(_NO_SOUND, name=shown_name(name))


def _measure(part: Part, where: Layout, found: _Found) -> None:
    """Add how long a part lasts, by the times of all packets of all its tracks."""
    import av

    with opened(part, where.kind) as container:
        streams = tracks(container)
        if not streams:
            return
        found.codec, found.container = streams[0].codec_context.name, container.format.name
        found.played.see_part(streams)
        film = Film(container)
        found.has_picture = bool(film.streams)
        stated = stated_ms(part, where.kind, container)
        length_s = None
        if container.duration:
            length_s = (container.duration + max(0, container.start_time or 0)) / av.time_base
        clocks = {stream.index: Clock(length_s) for stream in streams}
        try:
            for packet in container.demux([*streams, *film.streams]):
                if not film.passes(packet):
                    _pass(clocks[packet.stream.index], packet, where, found.played)
        except av.FFmpegError:
            found.breaks_off = True
        part_s = max(clock.at for clock in clocks.values())
        found.played.see_length(length_s, part_s)
        if is_short(stated, max(round(part_s * 1000), film.end_ms)):
            found.breaks_off, found.stated_ms = True, stated
        found.length_s += part_s


def _pass(clock: Clock, packet: Any, where: Layout, played: Played) -> None:
    """One packet goes by."""
    if not where.has_times:
        if where.has_start and clock.at == 0 and packet.pts is not None:
            clock.heard(clock.gap(float(packet.pts * packet.time_base)))
        clock.heard(_seconds(packet, where, played))
        return
    time = None if packet.pts is None else float(packet.pts * packet.time_base)
    if time is not None and time < 0 and clock.at == 0:
        # What lies before 0 is there for the decoder; nobody hears it.
        clock.heard(max(time, -1.0))
    clock.heard(clock.gap(time))
    clock.heard(_seconds(packet, where, played))


def _seconds(packet: Any, where: Layout, played: Played) -> float:
    """How long a packet lasts: by its own frame where ffmpeg counts all of them by the rate of the first."""
    if where.kind in (kinds.MP3, kinds.AAC) and packet.size:
        head = bytes(packet)[:10]
        frame = (frames.mp3 if where.kind is kinds.MP3 else frames.aac)(head)
        if frame:
            played.see_frame(frame)
            return frame.seconds
    return float((packet.duration or 0) * packet.time_base) if packet.time_base else 0.0
