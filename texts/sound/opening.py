"""Opening a recording: its parts one after the other, and in each the tracks that can be heard."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pilot.store import large_files
from texts.sound import aiff, asf, films, flac, frames, joins, kinds, mp4, ogg, promised, wav, webm
from texts.sound.pieces import Part

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

_LOCKED_TAGS = frozenset({"drms", "enca", "drmi", "encv", "aavd"})


class NotPlayable(Exception):
    """ffmpeg can make nothing of the file."""


class Locked(Exception):
    """The sound is locked against copying."""


@dataclass(frozen=True)
class Layout:
    """How a recording lies in its file.

    Attributes:
        kind: None where the content says nothing; ffmpeg then finds out.
        parts: the pieces that are heard one after the other, most often the whole file.
        is_cut: the file itself shows that its end is missing.
        gaps_are_damage: a silence in the file's own times is sound that was lost, rather than a pause.
        is_mended: its header is wrong or was left open, and is read as it should be.
    """

    kind: kinds.Kind | None
    parts: tuple[Part, ...]
    is_cut: bool = False
    gaps_are_damage: bool = False
    is_mended: bool = False

    @property
    def has_times(self) -> bool:
        """Whether the file says when each piece of its sound is heard; else each follows the one before it."""
        return self.kind not in _WITHOUT_TIMES

    @property
    def has_start(self) -> bool:
        """Whether the file says when its first sound is heard."""
        return self.has_times or self.kind is kinds.AVI


# What was broadcast begins at any time of day, and goes round.
_WITHOUT_TIMES = (
    kinds.MP3, kinds.AAC, kinds.AMR, kinds.WAV, kinds.AIFF, kinds.CAF, kinds.TS, kinds.MPEG, kinds.AVI)
_TAIL_BYTES = 32 * 1024
# Kinds whose lengths say whether their end is there.
_SAY_IT = {
    kinds.WMA: asf.is_cut, kinds.AVI: films.avi_is_cut, kinds.TS: films.ts_is_cut, kinds.FLV: films.flv_is_cut,
    kinds.MPEG: films.mpeg_is_cut, kinds.WAV: promised.wav_is_cut, kinds.AIFF: promised.aiff_is_cut,
    kinds.CAF: promised.caf_is_cut, kinds.AU: promised.au_is_cut, kinds.AMR: frames.amr_is_cut,
}


def layout(file: BinaryIO) -> Layout:
    """Where in a file the sound is, without a last recording of several that breaks off before its sound begins.

    Raises: NotPlayable for one that claims more than it can hold.
    """
    found = _layout(file)
    if len(found.parts) < 2:
        return found
    try:
        with opened(found.parts[-1], found.kind):
            return found
    except NotPlayable:
        return replace(found, parts=found.parts[:-1], is_cut=True)


def _layout(file: BinaryIO) -> Layout:
    size = large_files.size(file)
    kind = kinds.kind_of(file)
    if kind is kinds.OGG:
        found = ogg.links(file, size)
        return Layout(kind, _parts(file, found.parts or ((0, size),)), found.is_cut, gaps_are_damage=True)
    if kind is kinds.WEBM:
        state = webm.state(file, size)
        return Layout(kind, _parts(file, joins.parts(file, size, b"\x1aE\xdf\xa3", joins.webm)),
                      state.is_cut, gaps_are_damage=state.is_broken)
    if kind is kinds.FLAC:
        return Layout(kind, _parts(file, joins.parts(file, size, b"fLaC", joins.flac)), flac.is_cut(file, size),
                      gaps_are_damage=True)
    if kind is kinds.MP4:
        return _mp4(file, size, kind)
    mended = {kinds.WAV: wav.mended, kinds.AIFF: aiff.mended}.get(kind) if kind else None
    instead = mended(file, size) if mended else {}
    return Layout(kind, (Part(file, 0, size, instead),), _is_torn(file, size, kind),
                  is_mended=bool(instead) or (kind is kinds.WAV and wav.is_open(file)))


def _mp4(file: BinaryIO, size: int, kind: kinds.Kind) -> Layout:
    """Each recording in the file up to where it can be read; what only the last of them lacks is the file's end."""
    found, is_cut = [], False
    for start, end in joins.parts(file, size, b"ftyp", joins.mp4, into=4):
        part = Part(file, start, end)
        if not mp4.is_credible(part, end - start):
            raise NotPlayable
        length, is_cut = mp4.end_of_fragments(part, end - start)
        found.append((start, start + length))
    return Layout(kind, _parts(file, found), is_cut)


def _parts(file: BinaryIO, bounds: Sequence[tuple[int, int]]) -> tuple[Part, ...]:
    return tuple(Part(file, start, end) for start, end in bounds)


def _is_torn(file: BinaryIO, size: int, kind: kinds.Kind | None) -> bool:
    by_header = _SAY_IT.get(kind) if kind else None
    if by_header:
        return by_header(file, size)
    read = {kinds.MP3: frames.mp3, kinds.AAC: frames.aac, kinds.AC3: frames.ac3}.get(kind) if kind else None
    if read is None:
        return False
    file.seek(max(0, size - _TAIL_BYTES))
    return frames.ends_torn(file.read(_TAIL_BYTES), read)


@contextmanager
def opened(part: Part, kind: kinds.Kind | None) -> Iterator[Any]:
    """A part as PyAV's container. Raises: NotPlayable, also while it is being read."""
    import av

    av.logging.set_level(None)
    part.seek(0)
    try:
        # No protocol is allowed: a file that is a list of other files or addresses must not have them opened.
        with av.open(part, format=kind.demuxer if kind else None, metadata_errors="ignore",
                     options={"protocol_whitelist": "none"}) as container:
            yield container
    except (av.FFmpegError, ValueError, EOFError, OSError) as fault:
        raise NotPlayable from fault


def tracks(container: Any) -> list[Any]:
    """The tracks that can be heard, in order; those that ffmpeg has no decoder for are passed over.

    Raises: Locked when there are none because they are locked.
    """
    found, locked = [], False
    for stream in container.streams.audio:
        tag = str(getattr(stream.codec_context, "codec_tag", "") or "")
        if tag in _LOCKED_TAGS:
            locked = True
        elif stream.codec_context is not None:
            found.append(stream)
    if locked and not found:
        raise Locked
    return found
