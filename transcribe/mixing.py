"""Several channels or tracks become one, so that nobody is lost in it.

Plain averaging loses two kinds of recording: channels in opposite phase cancel out, and a voice on one of many channels
becomes too soft to be found. So channels that move against the others are turned round, and silent ones do not count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

RATE = 16_000
# How fast what was heard before is forgotten: half of it in so many samples.
_HALF_LIFE = RATE // 2
# A channel is turned round from this correlation on, and back from the other one: in between it stays as it is.
_AGAINST, _ALONG = -0.4, -0.1
# Below this share of the loudest one's energy a channel is silent: 30 dB.
_SILENT = 1e-3
_RAMP = 160


class Mixer:
    """Mixes blocks of the same number of channels, one after the other."""

    def __init__(self, channels: int) -> None:
        self._signs = np.ones(channels)
        self._weights = np.full(channels, 1.0 / channels)
        self._energy = np.zeros((channels, channels))

    def mix(self, block: NDArray[np.float32]) -> NDArray[np.float32]:
        """One channel (n,) out of (channels, n); about a quarter of a second at a time."""
        count = block.shape[1]
        if not count or len(block) == 1:
            alone: NDArray[np.float32] = block[0]
            return alone
        wide = block.astype(np.float64)
        self._energy = self._energy * 0.5 ** (count / _HALF_LIFE) + wide @ wide.T
        before = self._weights
        self._weights = self._wanted()
        if np.array_equal(before, self._weights):
            same: NDArray[np.float32] = (self._weights @ wide).astype(np.float32)
            return same
        # Over a hundredth of a second, so that a change is not heard as a click.
        ramp = np.minimum(np.arange(1, count + 1) / _RAMP, 1.0)
        mixed: NDArray[np.float32] = (before @ wide * (1 - ramp) + self._weights @ wide * ramp).astype(np.float32)
        return mixed

    def _wanted(self) -> NDArray[np.float64]:
        power = np.diag(self._energy)
        loudest = float(power.max())
        if loudest <= 0:
            return self._weights
        heard = power > loudest * _SILENT
        self._signs = self._turned(power, heard)
        weights: NDArray[np.float64] = np.where(heard, self._signs, 0.0) / heard.sum()
        return weights

    def _turned(self, power: NDArray[np.float64], heard: NDArray[np.bool_]) -> NDArray[np.float64]:
        """Which channels are turned round (-1), against the loudest one."""
        first = int(power.argmax())
        signs = self._signs * self._signs[first]
        scale = np.sqrt(np.where(heard, power, 1.0) * power[first])
        alike = self._energy[first] / scale
        signs = np.where(alike < _AGAINST, -1.0, np.where(alike > _ALONG, 1.0, signs))
        signs = np.where(heard, signs, self._signs)
        # All of them round is the same sound; changing over to it would be a click.
        return -signs if (signs * self._signs)[heard].sum() < 0 else signs
