"""Listening through a recording once: where voices are, and how loud it is, about 32 ms at a time.

The voice detector (silero, in faster-whisper's wheel) is fed piece by piece with its memory carried along, so that
memory does not grow with the length of a recording and no piece begins deaf. Frames begin anew at each sample that is
the loudest of two seconds: so the same sound falls into the same frames wherever in a recording it lies, for what
Whisper makes of a window hangs on where to a few milliseconds it begins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from transcribe.audio import RATE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

FRAME = 512
FRAME_MS = FRAME * 1000 // RATE
_CONTEXT = 64
_SILENCE_DB = -100.0
# A few seconds at once: a call for every packet costs more than it hears.
_AT_ONCE = 10 * RATE
# A peak is the loudest sample within so many on either side; looked for in blocks, which only say where to look.
_NEAR, _BLOCK = RATE, RATE // 20


class Heard(NamedTuple):
    """What is heard in each frame, of 32 ms or, before a peak, less.

    Attributes:
        voice: probability 0-1 that somebody speaks. level: loudness, dB of full scale, at least -100.
        samples: where frames begin and the last one ends, so one more than there are frames. edges: that in integer ms.
        length_ms: of the whole recording, integer.
    """

    voice: NDArray[np.float32]
    level: NDArray[np.float32]
    samples: NDArray[np.int64]
    edges: NDArray[np.int64]
    length_ms: int


def listen(blocks: Iterable[NDArray[np.float32]]) -> Heard:
    """Listen through sound (16 kHz mono float32 blocks, one after the other)."""
    detector, frames = _Detector(), _Frames()
    voice, level = [np.zeros(0, np.float32)], [np.zeros(0, np.float32)]
    ends = [np.zeros(1, np.int64)]

    def hear(last: bool = False) -> None:
        some = frames.take(last)
        if len(some):
            voice.append(detector.hear(sounds := frames.sounds(some)))
            level.append(_level(sounds[:, _CONTEXT:]))
            ends.append(some)

    for block in blocks:
        frames.add(block)
        if frames.waiting >= _AT_ONCE + _NEAR:
            hear()
    hear(last=True)
    samples = np.concatenate(ends)
    edges = np.rint(samples * 1000 / RATE).astype(np.int64)
    return Heard(np.concatenate(voice), np.concatenate(level), samples, edges, round(frames.length * 1000 / RATE))


def _level(sounds: NDArray[np.float32]) -> NDArray[np.float32]:
    power = np.square(sounds).mean(axis=1)
    quiet = 10.0 ** (_SILENCE_DB / 10)
    found: NDArray[np.float32] = (10 * np.log10(np.maximum(power, quiet))).astype(np.float32)
    return found


class _Frames:
    """Sound as it comes in, cut into frames; samples count from 0 at the beginning of the recording."""

    def __init__(self) -> None:
        self.length = 0
        self._done = 0  # where the last frame that was taken ends
        self._first = -(_NEAR + FRAME + _CONTEXT)  # of `_held`: silence before the recording
        self._held = np.zeros(-self._first, np.float32)
        self._new: list[NDArray[np.float32]] = []

    @property
    def waiting(self) -> int:
        """Samples that are in no frame yet."""
        return self.length - self._done

    def add(self, block: NDArray[np.float32]) -> None:
        """More sound."""
        self._new.append(block)
        self.length += len(block)

    def take(self, last: bool) -> NDArray[np.int64]:
        """Where the next frames end: all of the `last`, else those before which all peaks are known."""
        keep = self._done - _NEAR - FRAME - _CONTEXT - self._first
        after = np.zeros(FRAME if last else 0, np.float32)  # the last frame is filled up
        self._held = np.concatenate([self._held[max(0, keep):], *self._new, after])
        self._first += max(0, keep)
        self._new = []
        until = self.length if last else self.length - _NEAR
        ends: list[NDArray[np.int64]] = [np.zeros(0, np.int64)]
        start = self._done
        for peak in self._peaks(start, until):
            whole = np.arange(start + FRAME, peak, FRAME)
            ends.append(np.append(whole, peak))
            start = peak
        stop = until + (FRAME if last and (until - start) % FRAME else 1)
        ends.append(np.arange(start + FRAME, stop, FRAME))
        found = np.concatenate(ends)
        self._done = int(found[-1]) if len(found) else self._done
        return found

    def sounds(self, ends: NDArray[np.int64]) -> NDArray[np.float32]:
        """The samples of frames that were just taken, each with those right before it."""
        length = FRAME + _CONTEXT
        found: NDArray[np.float32] = self._held[(ends - self._first - length)[:, None] + np.arange(length)]
        return found

    def _peaks(self, start: int, end: int) -> list[int]:
        """The peaks after `start` and before `end`, in order."""
        loud = np.abs(self._held)
        blocks = np.pad(loud, (0, -len(loud) % _BLOCK)).reshape(-1, _BLOCK)
        most = blocks.max(axis=1)
        side = _NEAR // _BLOCK - 1
        around = np.lib.stride_tricks.sliding_window_view(np.pad(most, side), 2 * side + 1).max(axis=1)
        found = []
        for block in np.flatnonzero((most > 0) & (most >= around)):
            at = int(block) * _BLOCK + int(blocks[block].argmax())
            if (start < at + self._first < end and loud[at] > loud[max(0, at - _NEAR):at].max(initial=0)
                    and loud[at] >= loud[at + 1:at + 1 + _NEAR].max(initial=0)):
                found.append(at + self._first)
        return found


class _Detector:
    """Silero's voice detector, with its memory kept from call to call."""

    def __init__(self) -> None:
        from faster_whisper.vad import get_vad_model

        self._session = get_vad_model().session
        self._h = np.zeros((1, 1, 128), np.float32)
        self._c = np.zeros((1, 1, 128), np.float32)

    def hear(self, sounds: NDArray[np.float32]) -> NDArray[np.float32]:
        """The probability of a voice in each frame, given with the samples before it."""
        found, self._h, self._c = self._session.run(None, {"input": sounds, "h": self._h, "c": self._c})
        heard: NDArray[np.float32] = np.asarray(found, np.float32).reshape(-1)
        return heard
