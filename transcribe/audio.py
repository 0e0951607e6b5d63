"""Sound in: any recording PyAV can read becomes 16 kHz mono, in the clock of a player, piece by piece.

A recording is decoded from its beginning every time: seeking in an mp3 of variable bit rate lands on guessed times,
and decoding is a hundred times faster than listening.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pilot.errors import BadInput
from pilot.vocabulary.timecode import lasts, timecode
from pilot.words import N_, _
from texts.sound.opening import Layout, Locked, NotPlayable, layout, opened, tracks
from texts.sound.stated import Film, is_short, stated_ms

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    import numpy as np

    from texts.sound.pieces import Part
    from transcribe.channels import Ears
    from transcribe.tracks import Track

RATE = 16_000
# A track that says nothing for so long is silent: the others need not wait for it.
LONGEST_LEAD_S = 30
# What programs put between and behind frames of sound: to pass them over is no loss.
TAGS = (b"ID3", b"TAG", b"APETAGEX", b"LYRICS")
UNREADABLE = N_("This file has no sound that can be played. Choose the recording itself, or make a new copy of it.")
WHOLLY = N_("This recording is damaged or cut off, and nothing of it can be played. Copy it from the recorder again.")
DAMAGED = N_("The recording is damaged between {start} and {end}: sound is missing there.")
CUT = N_("The recording is damaged: it breaks off after {has}. It was read up to there.")
SHORT = N_("The recording is damaged: it should last {should} and was read up to {has}.")
MOST_TOLD = 5
# A decoder gives a little more behind the piece that a file breaks off in.
_LAST_MS = 500
LOCKED = N_("This recording is locked against copying (DRM), so it cannot be used. Choose one without a lock.")


def samples(ms: int) -> int:
    """Samples in so many integer ms."""
    return ms * RATE // 1000


def milliseconds(n: int) -> int:
    """Integer ms that n samples last, rounded."""
    return round(n * 1000 / RATE)


@dataclass
class Damage:
    """What could not be read of a recording, filled in while it is.

    Attributes:
        spans: (start_ms, end_ms) in which sound is missing; both alike where a player would hear no gap.
        cut_at_ms: where the file ends although it should go on; None where it does not.
        stated_ms: how long it should last, where the file says so.
    """

    spans: list[tuple[int, int]] = field(default_factory=list)
    cut_at_ms: int | None = None
    stated_ms: int | None = None

    @property
    def is_any(self) -> bool:
        """Whether anything is damaged."""
        return bool(self.spans) or self.cut_at_ms is not None

    @property
    def places(self) -> list[tuple[int, int]]:
        """Where to listen because of it: (start_ms, end_ms), the end that is missing among them."""
        return [*self.spans, *([] if self.cut_at_ms is None else [(self.cut_at_ms, self.cut_at_ms)])]

    def sentences(self) -> list[str]:
        """What is damaged and what was read, in the current language."""
        told = []
        for start, end in self.spans[:MOST_TOLD]:
            told.append(_(DAMAGED).format(start=timecode(start), end=timecode(max(end, start + 1000))))
        if len(self.spans) > MOST_TOLD:
            told.append(_("and {n} more places").format(n=len(self.spans) - MOST_TOLD))
        if self.cut_at_ms is not None and self.stated_ms and self.stated_ms > self.cut_at_ms:
            told.append(_(SHORT).format(should=lasts(self.stated_ms), has=lasts(self.cut_at_ms)))
        elif self.cut_at_ms is not None:
            told.append(_(CUT).format(has=lasts(self.cut_at_ms)))
        return told

    def add(self, start_ms: int, end_ms: int) -> None:
        """Sound is missing here; what follows at once is one stretch."""
        if self.spans and start_ms <= self.spans[-1][1] + 1000:
            start_ms, end_ms = self.spans[-1][0], max(end_ms, self.spans.pop()[1])
        self.spans.append((start_ms, end_ms))


def blocks(file: BinaryIO, damage: Damage | None = None, ears: Ears | None = None) -> Iterator[np.ndarray]:
    """The sound of a file from its beginning as float32 blocks (n,) between -1 and 1, 16 kHz mono.

    Silence is put where the file's own times leave a gap, so that sample n is heard at n / 16000 s in a player. All
    tracks and channels are heard at once; recordings in a row in one file one after the other.

    Args:
        damage: is told what could not be read.
        ears: how the channels of a file with one track are listened to; all at once when None.

    Raises: BadInput when the file cannot be read or holds no sound.
    """
    damage = Damage() if damage is None else damage
    try:
        found = layout(file)
    except NotPlayable as error:
        raise BadInput(WHOLLY) from error
    at = 0
    for part in found.parts:
        try:
            for block in _Reading(found, damage, at, ears).sound(part):
                at += len(block)
                yield block
        except NotPlayable as error:
            if not at:
                raise BadInput(WHOLLY if found.kind else UNREADABLE) from error
            damage.add(milliseconds(at), milliseconds(at))
        except Locked as error:
            raise BadInput(LOCKED) from error
    if not at:
        raise BadInput(UNREADABLE)
    _at_the_end(damage, milliseconds(at), is_cut=found.is_cut)


def _at_the_end(damage: Damage, end_ms: int, *, is_cut: bool) -> None:
    """What could not be decoded at the very end is an end that is missing."""
    if damage.spans and damage.spans[-1][1] >= end_ms - (_LAST_MS if is_cut else 0):
        is_cut = True
        damage.spans.pop()
    if is_cut:
        damage.cut_at_ms = end_ms


class _Reading:
    """One part being read; `before` samples were heard in the parts in front of it."""

    def __init__(self, found: Layout, damage: Damage, before: int, ears: Ears | None) -> None:
        self._found, self._damage, self._before, self._ears = found, damage, before, ears
        self._broken: set[int] = set()

    def sound(self, part: Part) -> Iterator[np.ndarray]:
        """All of its tracks at once, block by block."""
        import av

        from transcribe.mixing import Mixer
        from transcribe.tracks import Track

        with opened(part, self._found.kind) as container:
            streams = tracks(container)
            if not streams:
                return
            stated = stated_ms(part, self._found.kind, container)
            length_s = None
            if container.duration:
                length_s = (container.duration + max(0, container.start_time or 0)) / av.time_base
            ears = self._ears if self._ears and len(streams) == 1 else Mixer
            heard = {stream.index: Track(length_s, has_times=self._found.has_times, has_start=self._found.has_start,
                                         ears=ears) for stream in streams}
            mixer = Mixer(len(heard))
            film = Film(container)
            for index, frame in self._frames(container, [*streams, *film.streams], heard, film):
                self._take(index, heard[index], frame)
                yield from _together(list(heard.values()), mixer, last=False)
            for track in heard.values():
                track.flush()
            yield from _together(list(heard.values()), mixer, last=True)
        end = max(track.end for track in heard.values())
        if self._broken or is_short(stated, max(milliseconds(end), film.end_ms)):
            self._damage.add(self._before_ms(end), self._before_ms(end))
            self._damage.stated_ms = stated

    def _before_ms(self, at: int) -> int:
        return milliseconds(self._before + at)

    def _take(self, index: int, track: Track, frame: Any) -> None:
        start = round(track.clock.at * RATE)
        broken = index in self._broken
        gap = track.take(frame, after_damage=broken)
        self._broken.discard(index)
        if broken or (gap and start and self._found.gaps_are_damage):
            self._damage.add(self._before_ms(start), self._before_ms(start + gap))

    def _frames(
        self, container: Any, streams: list[Any], heard: dict[int, Track], film: Film
    ) -> Iterator[tuple[int, Any]]:
        """Decoded frames with their track; a damaged packet is skipped, as every player does, and its time is a gap."""
        import av

        packets = container.demux(streams)
        while True:
            try:
                packet = next(packets)
            except StopIteration:
                return
            except av.error.FFmpegError:
                # A file cut off in the middle: what came before it counts.
                self._broken.update(heard)
                return
            if film.passes(packet):
                continue
            try:
                for frame in packet.decode():
                    yield packet.stream.index, frame
            except (av.error.InvalidDataError, av.error.EOFError):
                if packet.size and not bytes(packet).startswith(TAGS):
                    self._broken.add(packet.stream.index)


def _together(heard: list[Track], mixer: Any, *, last: bool) -> Iterator[np.ndarray]:
    """What all tracks have come to; a track that lags far behind, or has ended, is silent."""
    import numpy as np

    if len(heard) == 1:
        found = heard[0].given()
        if len(found):
            yield found
        return
    ends = [track.end for track in heard]
    until = max(ends) if last else max(min(ends), max(ends) - LONGEST_LEAD_S * RATE)
    if not last and until - heard[0].taken < RATE:
        return
    for track in heard:
        if track.end < until:
            track.silence(until - track.end)
    sound = np.stack([track.given(until) for track in heard])
    for at in range(0, sound.shape[1], RATE // 4):
        yield mixer.mix(sound[:, at:at + RATE // 4])


def pieces(
    file: BinaryIO, length_ms: int, damage: Damage | None = None, ears: Ears | None = None,
) -> Iterator[np.ndarray]:
    """The sound of a file in float32 blocks of `length_ms` (the last one shorter); see `blocks`."""
    import numpy as np

    length = samples(length_ms)
    held: list[np.ndarray] = []
    have = 0
    for block in blocks(file, damage, ears):
        held.append(block)
        have += len(block)
        while have >= length:
            joined = np.concatenate(held)
            yield joined[:length]
            held, have = [joined[length:]], have - length
    if have:
        yield np.concatenate(held)
