"""Who speaks when, from the voices that were told apart: turns with how sure it is. Pure functions; steps of 10 ms."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from transcribe.speakers.segmentation import Segmented

STEP_MS = 10
# How much more alike a voice must be to be three times as probable; two voices lie .2 apart on average.
SHARPNESS = 0.06
# What a change of voice costs in the middle of speech, and where the segmentation hears it, in seconds of certainty.
CHANGE, HEARD_CHANGE = 1.2, 0.15
_PER_STEP = 0.01
# From how many voices on average two speak at once, and for how long (steps) they must.
BOTH, SHORTEST_BOTH = 1.5, 20
# Two who speak at once, for so long, are listened to again: a shorter “hm” covers no word. Less is asked than to say
# who the other one is: of clean talk in turns nothing comes near it.
MAYBE_BOTH, LOST_IN_MS = 1.3, 500


class Said(NamedTuple):
    """One voice speaks; times integer ms, `voice` from 0 in order of who is heard first, `sure` 0-1."""

    start_ms: int
    end_ms: int
    voice: int
    sure: float


def chances(steps: int, windows: Sequence[tuple[int, int]], vectors: NDArray[np.float32],
            centres: NDArray[np.float32]) -> NDArray[np.float32]:
    """How probable each voice is at each step, by the windows around it: (steps, voices); rows add up to 1."""
    logits = (vectors @ centres.T) / SHARPNESS
    logits -= logits.max(axis=1, keepdims=True)
    of_window = np.exp(logits)
    of_window /= of_window.sum(axis=1, keepdims=True)
    total, weight = np.zeros((steps, len(centres)), np.float64), np.zeros(steps)
    for (start, end), row in zip(windows, of_window, strict=True):
        # The middle of a window tells most.
        near = np.minimum(np.arange(1, end - start + 1), np.arange(end - start, 0, -1)).astype(np.float64)
        total[start:end] += near[:, None] * row
        weight[start:end] += near
    known = weight > 0
    total[known] /= weight[known][:, None]
    total[~known] = 1 / len(centres)
    return np.asarray(total, dtype=np.float32)


def path(chance: NDArray[np.float32], change: NDArray[np.float32]) -> NDArray[np.int64]:
    """The most probable voice at each step of one stretch of speech, changes costing less where one was heard."""
    score = np.log(np.maximum(chance, 1e-4)) * _PER_STEP
    price = np.where(change >= 0.5, HEARD_CHANGE, CHANGE) * 1.0
    came = np.zeros(score.shape, np.int64)
    best = score[0].copy()
    for step in range(1, len(score)):
        top = int(best.argmax())
        stay = best >= best[top] - price[step]
        came[step] = np.where(stay, np.arange(len(best)), top)
        best = np.where(stay, best, best[top] - price[step]) + score[step]
    found = np.zeros(len(score), np.int64)
    found[-1] = int(best.argmax())
    for step in range(len(score) - 1, 0, -1):
        found[step - 1] = came[step, found[step]]
    return found


def said(speech: Sequence[tuple[int, int]], heard: Segmented, chance: NDArray[np.float32]) -> list[Said]:
    """Who speaks in each stretch of speech (steps), and who else where two speak at once, in order of time."""
    who = np.full(len(chance), -1, np.int64)
    for start, end in speech:
        who[start:end] = path(chance[start:end], heard.change[start:end])
    found = [_one(start, end, int(who[start]), chance) for start, end in runs(who) if who[start] >= 0]
    if chance.shape[1] > 1:
        for start, end in runs(np.where((heard.several >= BOTH) & (who >= 0), 0, -1)):
            if heard.several[start] >= BOTH and who[start] >= 0 and end - start >= SHORTEST_BOTH:
                found.extend(_second(who, chance, start, end))
    return sorted(found)


def both(heard: Segmented) -> list[tuple[int, int]]:
    """Where two speak at once for so long that words are lost in it (start_ms, end_ms), in order of time."""
    at_once = (heard.several >= MAYBE_BOTH).astype(np.int64)
    return [(start * STEP_MS, end * STEP_MS) for start, end in runs(at_once)
            if at_once[start] and (end - start) * STEP_MS >= LOST_IN_MS]


def _one(start: int, end: int, voice: int, chance: NDArray[np.float32]) -> Said:
    return Said(start * STEP_MS, end * STEP_MS, voice, round(float(chance[start:end, voice].mean()), 3))


def _second(who: NDArray[np.int64], chance: NDArray[np.float32], start: int, end: int) -> list[Said]:
    """The other voice where two speak at once: the nearest other one before or after."""
    found = []
    for first, last in runs(who[start:end]):
        voice = int(who[start + first])
        others = np.flatnonzero((who >= 0) & (who != voice))
        if len(others):
            near = int(others[np.abs(others - (start + (first + last) // 2)).argmin()])
            found.append(_one(start + first, start + last, int(who[near]), chance))
    return found


def runs(values: NDArray[np.int64]) -> list[tuple[int, int]]:
    """(start, end) of each stretch of equal values."""
    borders = [0, *(np.flatnonzero(np.diff(values)) + 1).tolist(), len(values)]
    return [(start, end) for start, end in zip(borders, borders[1:], strict=False) if end > start]
