"""Sound as the speaker model wants it: 80 log mel energies every 10 ms, as Kaldi counts them. Pure numpy."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

RATE = 16_000
BANDS = 80
FRAME, STEP, FFT = 400, 160, 512  # 25 ms, 10 ms, the next power of two
LOWEST_HZ = 20.0
PREEMPHASIS = 0.97
FLOOR = float(np.finfo(np.float32).eps)


def _mel(hz: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(1127.0 * np.log1p(hz / 700.0), dtype=np.float64)


@cache
def _bands() -> NDArray[np.float64]:
    """Triangles (FFT / 2, BANDS), evenly spaced in mel."""
    low, high = _mel(np.array([LOWEST_HZ, RATE / 2]))
    edges = np.linspace(low, high, BANDS + 2)
    at = _mel(np.arange(FFT // 2) * RATE / FFT)[:, None]
    rising = (at - edges[:-2]) / (edges[1:-1] - edges[:-2])
    falling = (edges[2:] - at) / (edges[2:] - edges[1:-1])
    return np.asarray(np.maximum(0.0, np.minimum(rising, falling)), dtype=np.float64)


@cache
def _window() -> NDArray[np.float64]:
    """Kaldi's own window: a Hann to the power 0.85."""
    return np.asarray((0.5 - 0.5 * np.cos(2 * np.pi * np.arange(FRAME) / (FRAME - 1))) ** 0.85, dtype=np.float64)


def energies(sound: NDArray[np.float32]) -> NDArray[np.float32]:
    """Log mel energies (frames, 80) of sound (n,) between -1 and 1 at 16 kHz, the mean of each band taken off.

    Nothing comes of less than 25 ms: (0, 80).
    """
    if len(sound) < FRAME:
        return np.zeros((0, BANDS), np.float32)
    frames = np.lib.stride_tricks.sliding_window_view(sound, FRAME)[::STEP].astype(np.float64)
    frames = frames - frames.mean(axis=1, keepdims=True)
    before = np.concatenate([frames[:, :1], frames[:, :-1]], axis=1)
    spectrum = np.fft.rfft((frames - PREEMPHASIS * before) * _window(), FFT)
    power = np.square(spectrum.real) + np.square(spectrum.imag)
    logs = np.log(np.maximum(power[:, : FFT // 2] @ _bands(), FLOOR))
    return np.asarray(logs - logs.mean(axis=0), dtype=np.float32)
