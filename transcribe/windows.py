"""Which stretches of a recording are written out together. Pure; times integer ms.

Where a window begins and ends depends on the sound around it only, never on how far into a recording it lies: so the
same sound gives the same windows elsewhere, to the sample. A pause that is long, or the longest far and wide, always
parts two windows; between two of those the windows are filled as well as they can be.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from transcribe.audio import samples
from transcribe.hearing import FRAME_MS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transcribe.hearing import Heard

Span = tuple[int, int]

MIN_SILENCE_MS, PAD_MS = 500, 200
VOICE, STILL_VOICE = 0.5, 0.35
# What the model hears at once, less a little for rounding.
LONGEST_MS = 29_600
# One voice that goes on for longer is cut where it is quietest, not before so much of a window is full.
EARLIEST_CUT_MS = 15_000
QUIET_MS = 256
# A pause parts windows when it is so long, or when none is longer within so much talk on either side.
LONG_PAUSE_MS = 3000
# Sound outside the detected voice may be one where it is so little softer (dB) than the voice, and so much louder than
# the quietest tenth of the recording, for so long; shorter gaps are in it.
SOFTER_DB, LOUDER_DB, LOUD_MS, LOUD_GAP_MS = 14.0, 15.0, 450, 500
AROUND_MS = 45_000
BATCH = 4


@dataclass(frozen=True)
class Window:
    """A stretch that is written out in one go.

    Attributes:
        seq: counts from 0 through a recording. batch: the windows with this number are decoded together.
        spans: where a voice is heard, (start_ms, end_ms) in order; only they are decoded, 30 s at most together.
        channel: the only channel that is listened to, from 0, or `channels.IN_TURN`; None for all together.
        fine: of each span by how many samples it begins and ends later than its ms say; empty for none. Half a
            millisecond is enough to make Whisper write other words.
    """

    seq: int
    batch: int
    spans: tuple[Span, ...]
    channel: int | None = None
    fine: tuple[Span, ...] = ()

    @property
    def start_ms(self) -> int:
        """Where its first voice begins."""
        return self.spans[0][0]

    @property
    def end_ms(self) -> int:
        """Where its last voice ends."""
        return self.spans[-1][1]

    @property
    def voice_ms(self) -> int:
        """How much of it is voice."""
        return sum(end - start for start, end in self.spans)


def voices(heard: Heard, threshold: float = VOICE) -> list[Span]:
    """Where somebody speaks: pauses of half a second part spans, and each gets a fifth of a second on both sides."""
    found = _bare(heard, threshold, threshold - (VOICE - STILL_VOICE))
    spans: list[Span] = []
    for start, end in found:
        if spans and start - found[len(spans) - 1][1] < 2 * PAD_MS:
            middle = (found[len(spans) - 1][1] + start) // 2
            spans[-1] = (spans[-1][0], middle)
            spans.append((middle, end + PAD_MS))
        else:
            spans.append((max(0, start - PAD_MS), end + PAD_MS))
    return [(start, min(end, heard.length_ms)) for start, end in spans if start < heard.length_ms]


def _bare(heard: Heard, on: float, off: float) -> list[Span]:
    """Spans without margins: begun by a frame over `on`, ended by half a second under `off`."""
    found: list[Span] = []
    edges = heard.edges.tolist()
    start = last = -1
    for frame in np.flatnonzero(heard.voice >= off).tolist():
        if start >= 0 and edges[frame] - edges[last + 1] >= MIN_SILENCE_MS:
            found.append((edges[start], edges[last + 1]))
            start = -1
        if start < 0 and heard.voice[frame] < on:
            continue
        start = frame if start < 0 else start
        last = frame
    if start >= 0:
        found.append((edges[start], edges[last + 1]))
    return found


def loud(heard: Heard, spans: Sequence[Span]) -> list[Span]:
    """Where it is as loud as a voice although none was detected; nowhere in a recording without any voice."""
    inside = np.zeros(len(heard.level), bool)
    for start, end in spans:
        inside[frame_at(heard, start):frame_at(heard, end - 1) + 1] = True
    spoken = heard.level[inside & (heard.voice >= VOICE)]
    if not len(spoken):
        return []
    least = max(float(np.median(spoken)) - SOFTER_DB, float(np.percentile(heard.level, 10)) + LOUDER_DB)
    found: list[list[int]] = []
    for frame in np.flatnonzero((heard.level > least) & ~inside):
        start, end = int(heard.edges[frame]), int(heard.edges[frame + 1])
        if found and start - found[-1][1] <= LOUD_GAP_MS:
            found[-1][1:] = [end, found[-1][2] + end - start]
        else:
            found.append([start, end, end - start])
    return [(max(0, start - PAD_MS), min(end + PAD_MS, heard.length_ms)) for start, end, long in found
            if long >= LOUD_MS]


def cut(heard: Heard, channel: int | None = None, first: Window | None = None) -> list[Window]:
    """The windows of a recording, or of one of its channels, in order of time.

    Sound that is as loud as a voice has windows of its own, so that what it does to the model stays in them.

    Args:
        first: the last window of the channel before this one, on which numbers go on.
    """
    found = voices(heard)
    spans = [piece for span in found for piece in short(span, heard)]
    seq, batch = (first.seq + 1, first.batch + 1) if first else (0, 0)
    packed = [window for group in _groups(spans) for window in _packed(group, LONGEST_MS)]
    packed += [[piece] for span in loud(heard, found) for piece in short(span, heard)]
    packed.sort(key=lambda window: window[0])
    return [Window(seq + n, batch + n // BATCH, tuple(window), channel, tuple(_fine(heard, span) for span in window))
            for n, window in enumerate(packed)]


def _fine(heard: Heard, span: Span) -> Span:
    """By how many samples a span begins and ends later than its ms say: both were counted from an edge of a frame."""
    def of(ms: int, by_ms: tuple[int, ...]) -> int:
        for by in by_ms:
            edge = int(np.searchsorted(heard.edges, ms + by))
            if edge < len(heard.edges) and heard.edges[edge] == ms + by:
                return int(heard.samples[edge]) - samples(ms + by)
        return 0

    return of(span[0], (PAD_MS, -(QUIET_MS // 2))), of(span[1], (-PAD_MS, -(QUIET_MS // 2)))


def short(span: Span, heard: Heard) -> list[Span]:
    """A span as pieces that fit into a window, cut where it is quietest for a quarter of a second."""
    start, end = span
    pieces = []
    while end - start > LONGEST_MS:
        a, b = frame_at(heard, start + EARLIEST_CUT_MS), frame_at(heard, start + LONGEST_MS)
        width = QUIET_MS // FRAME_MS
        power = np.convolve(10.0 ** (heard.level[a:b] / 10), np.ones(width), "valid")
        middle = int(heard.edges[a + int(power.argmin())]) + QUIET_MS // 2
        pieces.append((start, middle))
        start = middle
    return [*pieces, (start, end)]


def frame_at(heard: Heard, ms: int) -> int:
    """The frame that is heard at a time, the last one after the end."""
    return min(int(np.searchsorted(heard.edges, ms, side="right")), len(heard.voice)) - 1


def shorter(spans: Sequence[Span], longest_ms: int) -> list[Sequence[Span]]:
    """The spans of a window in as few pieces of so much voice (or one span) as can be, parted at long pauses."""
    return _packed(spans, longest_ms)


def _groups(spans: Sequence[Span]) -> list[Sequence[Span]]:
    """Spans between pauses that always part windows."""
    if not spans:
        return []
    pauses = [b[0] - a[1] for a, b in zip(spans, spans[1:], strict=False)]
    talked = np.cumsum([end - start for start, end in spans])
    cuts = [0]
    for n, pause in enumerate(pauses):
        near = np.flatnonzero(np.abs(talked[:-1] - talked[n]) <= AROUND_MS)
        longest = max(pauses[k] for k in near)
        # Of pauses alike the first one counts.
        if pause >= LONG_PAUSE_MS or (pause == longest and all(pauses[k] < pause for k in near if k < n)):
            cuts.append(n + 1)
    return [spans[a:b] for a, b in zip(cuts, [*cuts[1:], len(spans)], strict=True)]


def _packed(spans: Sequence[Span], longest_ms: int) -> list[Sequence[Span]]:
    """As few windows as hold these spans, parted at the longest pauses that allow it; a span too long stands alone."""
    best: list[tuple[int, int, int]] = [(0, 0, 0)]  # windows, minus the pauses between them, where the last one begins
    for end in range(1, len(spans) + 1):
        options = []
        voice = 0
        for start in range(end - 1, -1, -1):
            voice += spans[start][1] - spans[start][0]
            if voice > longest_ms and start < end - 1:
                break
            pause = spans[start][0] - spans[start - 1][1] if start else 0
            options.append((best[start][0] + 1, best[start][1] - pause, start))
        best.append(min(options))
    found: list[Sequence[Span]] = []
    end = len(spans)
    while end:
        start = best[end][2]
        found.append(spans[start:end])
        end = start
    return found[::-1]
