"""Two channels of a recording that hold a voice each: noticed, and listened to one by one, or in turn.

Somebody with a microphone of her own is much louder on one channel, and the other person on the other one. The same
sound on both channels, as it is or in opposite phase, is one recording, and so are two microphones in one room.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import numpy as np

from transcribe.mixing import RATE, Mixer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

CHANNELS = (0, 1)
# Both of them, each without what it hears of the other's voice: for who speaks in turn.
IN_TURN = 2
STEP = RATE // 10
# A moment counts when it is at most so much softer than the loudest ones.
_HEARD_DB = 35.0
# Somebody's own microphone: so much louder than on the other channel.
_OWN_DB = 10.0
# The other's voice heard in it: softer than there, and alike at some delay of at most so many samples.
_OTHER_DB, _ALIKE, _DELAY = 6.0, 0.4, 320
# In so much of what is heard one channel is the louder one by far, and each is for so long and so much of it.
_MOSTLY, _EACH_S, _EACH = 0.6, 3.0, 0.05
# Beyond this the channels are one sound, turned round or not.
_SAME = 0.9
_RAMP = 160


class Mixes(Protocol):
    """Makes one channel of blocks with the same number of channels, one after the other."""

    def mix(self, block: NDArray[np.float32]) -> NDArray[np.float32]:
        """One channel (n,) out of (channels, n)."""


class Ears(Protocol):
    """How channels are listened to."""

    def __call__(self, channels: int) -> Mixes:
        """For a stretch with so many of them."""


@dataclass
class Compared:
    """Listens to all channels together, as usual, and compares them on the way."""

    _first: list[float] = field(default_factory=list)
    _second: list[float] = field(default_factory=list)
    _cross: list[float] = field(default_factory=list)
    _others: bool = False

    def __call__(self, channels: int) -> Mixes:
        """For a stretch; one that has not two channels says that this is no such recording."""
        self._others = self._others or channels != len(CHANNELS)
        return _Watching(self, Mixer(channels))

    def add(self, block: NDArray[np.float32]) -> None:
        """Hear a block (2, n)."""
        if len(block) != len(CHANNELS):
            return
        for at in range(0, block.shape[1], STEP):
            one, two = block[:, at:at + STEP].astype(np.float64)
            self._first.append(float(one @ one) / len(one))
            self._second.append(float(two @ two) / len(two))
            self._cross.append(float(one @ two) / len(one))

    @property
    def are_apart(self) -> bool:
        """Whether each channel holds a voice of its own."""
        if self._others or not self._first:
            return False
        first, second = np.array(self._first), np.array(self._second)
        whole = float(np.sqrt(first.sum() * second.sum()))
        if whole <= 0 or abs(sum(self._cross)) / whole > _SAME:
            return False
        loud = np.maximum(first, second)
        heard = loud > float(np.percentile(loud, 95)) * 10 ** (-_HEARD_DB / 10)
        ratio = 10 * np.log10((first[heard] + 1e-12) / (second[heard] + 1e-12))
        own = [int((ratio > _OWN_DB).sum()), int((ratio < -_OWN_DB).sum())]
        least = max(_EACH_S * RATE / STEP, _EACH * len(ratio))
        return min(own) >= least and sum(own) >= _MOSTLY * len(ratio)


@dataclass
class _Watching:
    compared: Compared
    mixer: Mixer

    def mix(self, block: NDArray[np.float32]) -> NDArray[np.float32]:
        """Compare, and mix as usual."""
        self.compared.add(block)
        return self.mixer.mix(block)


@dataclass
class Only:
    """Listens to one channel (0 or 1), and not to what of the other's voice is heard in it.

    A stretch with another number of channels is all on the first one.
    """

    channel: int

    def __call__(self, channels: int) -> Mixes:
        """For a stretch."""
        if channels == len(CHANNELS):
            return _One(self.channel)
        return Mixer(channels) if self.channel == CHANNELS[0] else _Nobody()


class InTurn:
    """Listens to both channels at once, each without what of the other's voice is heard in it."""

    def __call__(self, channels: int) -> Mixes:
        """For a stretch."""
        return _Sum([_One(channel) for channel in CHANNELS]) if channels == len(CHANNELS) else Mixer(channels)


class Balance:
    """Gives no sound, but how much louder the first channel is than the second one: power, sample by sample."""

    def __call__(self, channels: int) -> Mixes:
        """For a stretch."""
        return _Difference(Only(CHANNELS[0])(channels), Only(CHANNELS[1])(channels))


def ears_of(channel: int | None) -> Ears | None:
    """How a window is listened to: one of CHANNELS, IN_TURN, or as usual."""
    if channel is None:
        return None
    return InTurn() if channel == IN_TURN else Only(channel)


@dataclass
class _Sum:
    parts: Sequence[Mixes]

    def mix(self, block: NDArray[np.float32]) -> NDArray[np.float32]:
        """Both together, as loud as each is."""
        return np.asarray(sum(part.mix(block) for part in self.parts), dtype=np.float32)


@dataclass
class _Difference:
    first: Mixes
    second: Mixes

    def mix(self, block: NDArray[np.float32]) -> NDArray[np.float32]:
        """Above 0 where the first one is louder."""
        return np.square(self.first.mix(block)) - np.square(self.second.mix(block))


class _Nobody:
    def mix(self, block: NDArray[np.float32]) -> NDArray[np.float32]:
        """Silence."""
        return np.zeros(block.shape[1], np.float32)


class _One:
    def __init__(self, channel: int) -> None:
        self._channel = channel
        self._gain = 1.0

    def mix(self, block: NDArray[np.float32]) -> NDArray[np.float32]:
        """The channel, silent while it holds no more than the other one, softly."""
        own, other = block[self._channel].astype(np.float64), block[1 - self._channel].astype(np.float64)
        before, self._gain = self._gain, 0.0 if _is_the_others(own, other) else 1.0
        # Over a hundredth of a second, so that nobody hears a click.
        ramp = np.minimum(np.arange(1, len(own) + 1) / _RAMP, 1.0)
        return np.asarray(own * (before + (self._gain - before) * ramp), dtype=np.float32)


def _is_the_others(own: NDArray[np.float64], other: NDArray[np.float64]) -> bool:
    """Whether what is heard on a channel is the other one's sound, softer and perhaps a little later."""
    power, loud = float(own @ own), float(other @ other)
    if not power or power > loud * 10 ** (-_OTHER_DB / 10):
        return False
    size = 2 * len(own)
    likeness = np.fft.irfft(np.fft.rfft(own, size) * np.conj(np.fft.rfft(other, size)), size)
    near = np.abs(np.concatenate([likeness[:_DELAY], likeness[-_DELAY:]])).max()
    return bool(near > _ALIKE * np.sqrt(power * loud))
