"""The sound of windows, taken from a recording that is read once from its beginning to its end."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from transcribe import account, hearing
from transcribe.audio import milliseconds, samples
from transcribe.windows import VOICE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from transcribe.windows import Span, Window

MARGIN_MS = 1000
SHORT_PAUSE_MS = 160


class Excerpt(NamedTuple):
    """Sound (16 kHz mono) that begins at `start_ms` of the recording, or within a ms of it, as its window does."""

    start_ms: int
    sound: NDArray[np.float32]

    @property
    def end_ms(self) -> int:
        """Where it ends in the recording."""
        return self.start_ms + milliseconds(len(self.sound))

    def of(self, spans: Sequence[Span]) -> NDArray[np.float32]:
        """The sound of these spans (ms of the recording), one right after the other; what lies outside is left out."""
        return self._joined([(samples(start), samples(end)) for start, end in spans])

    def of_window(self, window: Window) -> NDArray[np.float32]:
        """The sound of its window's spans, to the sample."""
        fine = window.fine or ((0, 0),) * len(window.spans)
        by = fine[0][0]  # as the excerpt begins
        return self._joined([(samples(start) + a - by, samples(end) + b - by)
                             for (start, end), (a, b) in zip(window.spans, fine, strict=True)])

    def _joined(self, pieces: Sequence[Span]) -> NDArray[np.float32]:
        first = samples(self.start_ms)
        return np.concatenate([self.sound[max(0, start - first):max(0, end - first)] for start, end in pieces])

    def voices(self, spans: Sequence[Span]) -> list[Span]:
        """Where in these spans a voice is heard, without margins; pauses of up to a tenth of a second are in it."""
        heard = hearing.listen([self.sound])
        found: list[Span] = []
        for frame in np.flatnonzero(heard.voice >= VOICE):
            start, end = (self.start_ms + int(edge) for edge in heard.edges[frame:frame + 2])
            joins = bool(found) and start - found[-1][1] <= SHORT_PAUSE_MS
            first = found.pop()[0] if joins else start
            found.append((first, end))
        return [piece for span in spans for piece in account.within(found, span)]


def excerpts(blocks: Iterable[NDArray[np.float32]], windows: Sequence[Window]) -> Iterator[tuple[Window, Excerpt]]:
    """Each window, in order of time, with its sound and a second on both sides of it."""
    waiting = list(windows)
    held = np.zeros(0, np.float32)
    at = 0  # samples before `held`
    for block in blocks:
        held = np.concatenate([held, block])
        while waiting and at + len(held) >= samples(waiting[0].end_ms + MARGIN_MS):
            yield waiting[0], _excerpt(held, at, waiting.pop(0))
        if not waiting:
            return
        spare = min(len(held), samples(max(0, waiting[0].start_ms - MARGIN_MS - 1)) - at)
        if spare > 0:
            held, at = held[spare:], at + spare
    for window in waiting:
        yield window, _excerpt(held, at, window)


def _excerpt(held: NDArray[np.float32], at: int, window: Window) -> Excerpt:
    start_ms = max(0, window.start_ms - MARGIN_MS)
    by = window.fine[0][0] if window.fine else 0
    a, b = samples(start_ms) - at + by, samples(window.end_ms + MARGIN_MS) - at
    return Excerpt(start_ms, np.pad(held[max(0, a):b], (max(0, -a), 0)))
