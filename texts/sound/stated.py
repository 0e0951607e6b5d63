"""How long a recording says it is, where it says so itself rather than leaving a guess to be made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from texts.sound import films, frames, kinds, wav
from texts.sound.clock import LONGEST_GAP_S

if TYPE_CHECKING:
    from texts.sound.pieces import Part

_HEAD_BYTES = 1 << 17
# A container may state some frames more than it holds; a file that was cut off misses more than this share and time.
_MISSING_SHARE = 0.005
_MISSING_MS = 2000
# What a counting frame is known by, and where behind that the number of frames stands; bytes.
_COUNTERS = ((b"Xing", 8), (b"Info", 8), (b"VBRI", 14))
_MARK_WITHIN = 42


def stated_ms(part: Part, kind: kinds.Kind | None, container: Any) -> int | None:
    """Integer ms by the file's own header; None where there is none, or where ffmpeg only guesses from the bit rate.

    Args:
        container: the part as PyAV has it open.
    """
    # ffmpeg is reading the part; its place must stay where it is.
    part = part.again()
    if kind is kinds.WAV:
        found = wav.header(part)
        return found.stated_ms if found else None
    if kind in (kinds.OGG, kinds.AAC, kinds.AMR):
        return None
    if kind is kinds.AVI and not container.streams.video:
        # It counts the empty pieces before a late start as well, and its bytes do not.
        counted, held = _lengths_ms(container), films.avi_sound_ms(part, _bit_rate(container))
        return round(min(*counted, held)) if counted and held else None
    if kind is kinds.MP3:
        # Of a file that is longer than its header says, as of joined ones, ffmpeg guesses again.
        return _frames_ms(part)
    if kind is kinds.FLAC and not _flac_samples(part):
        return None
    if lengths := _lengths_ms(container):
        return round(max(lengths))
    if not container.duration:
        return None
    late_ms = int(container.start_time or 0) / 1000
    return round(int(container.duration) / 1000 - (late_ms if late_ms > LONGEST_GAP_S * 1000 else 0))


def _lengths_ms(container: Any) -> list[float]:
    """How long each track of sound is said to be."""
    return [float(s.duration * s.time_base) * 1000 for s in container.streams.audio if s.duration and s.time_base]


def _bit_rate(container: Any) -> int:
    """Of the first track of sound; 0 where it is not known."""
    return next((int(one.codec_context.bit_rate or 0) for one in container.streams.audio), 0)


class Film:
    """The pictures of a film, beside which its sound may begin later and end sooner without anything being lost.

    Attributes:
        streams: its pictures; a cover is none.
        end_ms: up to where they were seen, counted from the start of the file; 0 where there are none.
    """

    def __init__(self, container: Any) -> None:
        self.streams = [one for one in container.streams.video if not one.disposition & one.disposition.attached_pic]
        self.end_ms = 0
        self._start_s = int(container.start_time or 0) / 1_000_000

    def passes(self, packet: Any) -> bool:
        """Whether a packet is of a picture, which then has been seen."""
        if packet.stream.type != "video":
            return False
        time = packet.dts if packet.pts is None else packet.pts
        if time is not None and packet.time_base:
            end_s = float((time + (packet.duration or 0)) * packet.time_base) - self._start_s
            self.end_ms = max(self.end_ms, round(end_s * 1000))
        return True


def is_short(stated: int | None, heard_ms: int) -> bool:
    """Whether so much is missing that the file must have been cut off."""
    missing = (stated or 0) - heard_ms
    return missing > _MISSING_MS and missing > _MISSING_SHARE * (stated or 0)


def _frames_ms(file: Part) -> int | None:
    """How long an mp3 lasts that begins with a frame that counts them, as encoders of variable bit rate write."""
    file.seek(0)
    head = file.read(_HEAD_BYTES)
    for mark, counts_at in _COUNTERS:
        at = head.find(mark)
        # The frame that the mark lies in begins at most so far before it: its own head, side information, a checksum.
        first = next((one for start in range(max(0, at - _MARK_WITHIN), at) if (one := frames.mp3(head[start:]))), None)
        if at >= 0 and first and (mark == b"VBRI" or head[at + 7:at + 8] and head[at + 7] & 1):
            counted = int.from_bytes(head[at + counts_at:at + counts_at + 4], "big")
            return round(counted * first.seconds * 1000)
    return None


def _flac_samples(file: Part) -> int:
    """The number of samples in a FLAC's first block; 0 where a recorder left it open."""
    file.seek(0)
    head = file.read(_HEAD_BYTES)
    at = head.find(b"fLaC")
    if at < 0:
        return 0
    # 36 bits, the first four of them in the byte that begins with the size of a sample.
    return int.from_bytes(head[at + 21:at + 26], "big") & 0xF_FFFF_FFFF
