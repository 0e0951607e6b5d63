"""Listening through a recording once: where voices are, and how loud it is, 32 ms at a time.

The voice detector (silero, in faster-whisper's wheel) is fed piece by piece with its memory carried along, so that
memory does not grow with the length of a recording and no piece begins deaf.
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


class Heard(NamedTuple):
    """What is heard in each frame of 32 ms.

    Attributes:
        voice: probability 0-1 that somebody speaks. level: loudness, dB of full scale, at least -100.
        length_ms: of the whole recording, integer.
    """

    voice: NDArray[np.float32]
    level: NDArray[np.float32]
    length_ms: int


def listen(blocks: Iterable[NDArray[np.float32]]) -> Heard:
    """Listen through sound (16 kHz mono float32 blocks, one after the other)."""
    detector = _Detector()
    voice, level = [np.zeros(0, np.float32)], [np.zeros(0, np.float32)]
    rest = np.zeros(0, np.float32)
    length = 0
    for block in blocks:
        length += len(block)
        rest = np.concatenate([rest, block])
        whole = len(rest) // FRAME * FRAME
        # A few seconds at once: a call for every packet costs more than it hears.
        if whole >= 10 * RATE:
            voice.append(detector.hear(rest[:whole]))
            level.append(_level(rest[:whole]))
            rest = rest[whole:]
    if len(rest):
        rest = np.pad(rest, (0, -len(rest) % FRAME))
        voice.append(detector.hear(rest))
        level.append(_level(rest))
    return Heard(np.concatenate(voice), np.concatenate(level), round(length * 1000 / RATE))


def _level(sound: NDArray[np.float32]) -> NDArray[np.float32]:
    power = np.square(sound.reshape(-1, FRAME)).mean(axis=1)
    quiet = 10.0 ** (_SILENCE_DB / 10)
    found: NDArray[np.float32] = (10 * np.log10(np.maximum(power, quiet))).astype(np.float32)
    return found


class _Detector:
    """Silero's voice detector, with its memory kept from call to call."""

    def __init__(self) -> None:
        from faster_whisper.vad import get_vad_model

        self._session = get_vad_model().session
        self._h = np.zeros((1, 1, 128), np.float32)
        self._c = np.zeros((1, 1, 128), np.float32)
        self._before = np.zeros(_CONTEXT, np.float32)

    def hear(self, sound: NDArray[np.float32]) -> NDArray[np.float32]:
        """The probability of a voice in each frame; `sound` holds whole frames."""
        frames = sound.reshape(-1, FRAME)
        before = np.concatenate([self._before[None], frames[:-1, -_CONTEXT:]])
        self._before = frames[-1, -_CONTEXT:]
        found, self._h, self._c = self._session.run(
            None, {"input": np.concatenate([before, frames], axis=1), "h": self._h, "c": self._c})
        heard: NDArray[np.float32] = np.asarray(found, np.float32).reshape(-1)
        return heard
