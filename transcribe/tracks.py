"""One track of a recording as 16 kHz mono, whatever its frames change to on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from texts.sound.clock import GAP_S, Clock
from transcribe.mixing import RATE, Mixer

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from transcribe.channels import Ears, Mixes

# Channels are compared over a quarter of a second.
_COMPARED = RATE // 4
# Where a frame was damaged a short gap is no rounding.
DAMAGED_GAP_S = 0.01


class Track:
    """Takes decoded frames in the order of the file and gives sound in the clock of a player.

    Args:
        length_s: how long the recording says it is, None where it does not.
        has_times: False for files whose frames only follow each other.
        has_start: whether at least the first frame says when it is heard.
        ears: how its channels are listened to.

    Attributes:
        clock: where the next sound belongs.
        end: samples heard so far, from the beginning of the part.
        taken: samples that `given` has given out.
    """

    def __init__(
        self, length_s: float | None, *, has_times: bool, has_start: bool = False, ears: Ears = Mixer
    ) -> None:
        self.clock = Clock(length_s)
        self._has_times = has_times
        self._has_start = has_start
        self.end = 0
        self.taken = 0
        self._held: list[NDArray[np.float32]] = []
        self._form: tuple[object, ...] = ()
        self._resampler: Any = None
        self._ears = ears
        self._mixer: Mixes = Mixer(1)
        self._wide: list[NDArray[np.float32]] = []

    def take(self, frame: Any, *, after_damage: bool) -> int:
        """Hear one frame. Returns: samples of silence that were put in front of it."""
        form = (frame.format.name, frame.layout.name, frame.layout.nb_channels, frame.sample_rate)
        if form != self._form:
            self._change(form, frame)
        time_s = frame.time if self._has_times or self._has_start else None
        self._has_start = False
        gap = round(self.clock.gap(time_s, DAMAGED_GAP_S if after_damage else GAP_S) * RATE)
        if gap:
            self._mix_held(0)
            self.silence(gap)
        # Times have been looked at; the resampler must not stumble over broken ones.
        frame.pts = None
        self._resampled(frame)
        return gap

    def _change(self, form: tuple[object, ...], frame: Any) -> None:
        """Rate, channels and kind of sample may change midway: each stretch is resampled by itself."""
        import av

        self.flush()
        self._form = form
        channels = frame.layout.nb_channels
        named = {1: "mono", 2: "stereo"}.get(channels, frame.layout.name)
        self._resampler = av.audio.resampler.AudioResampler(format="fltp", layout=named, rate=RATE)
        self._mixer = self._ears(channels)

    def _resampled(self, frame: Any) -> None:
        for out in self._resampler.resample(frame):
            wide = out.to_ndarray()
            self._wide.append(wide)
            self.clock.heard(wide.shape[1] / RATE)
        self._mix_held(_COMPARED)

    def _mix_held(self, least: int) -> None:
        if sum(wide.shape[1] for wide in self._wide) > least:
            self._give(self._mixer.mix(np.concatenate(self._wide, axis=1)))
            self._wide = []

    def _give(self, sound: NDArray[np.float32]) -> None:
        self._held.append(sound)
        self.end += len(sound)

    def silence(self, count: int) -> None:
        """So many samples in which nothing is heard."""
        self.clock.heard(count / RATE)
        self._give(np.zeros(count, dtype=np.float32))

    def flush(self) -> None:
        """Give out what the resampler still holds."""
        if self._resampler is not None:
            self._resampled(None)
        self._mix_held(0)

    def given(self, until: int | None = None) -> NDArray[np.float32]:
        """What was heard since the last call, up to sample `until`; the rest is kept for the next one."""
        found = self._held[0] if len(self._held) == 1 else np.concatenate([np.zeros(0, np.float32), *self._held])
        count = len(found) if until is None else until - self.taken
        self._held = [found[count:]] if count < len(found) else []
        self.taken += count
        return found[:count]
