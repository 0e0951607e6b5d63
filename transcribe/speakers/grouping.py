"""Which stretches are one voice: average linkage over cosine, with a guard against taking two voices for one.

Asked for two voices, plain clustering often answers with a cough and all the rest. So a voice must be heard for some
seconds, and two groups are two voices only when they are less alike than one voice is to itself. All pure functions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

# Likeness of two groups, 1 within one voice: measured up to .77 between two voices (.85 by telephone), from .87 in one.
ALIKE = 0.86
# Seconds of windows that make a voice, tried from the first on when a number of voices is asked.
LEAST_S = (8.0, 4.0, 2.0, 1.0)
# When the number is to be found: this share of all, between these seconds.
FOUND_SHARE, FOUND_LEAST_S, FOUND_MOST_S = 0.05, 6.0, 10.0
MOST_VOICES = 9
# Linkage takes time and memory with the square of this; what is beyond it joins the nearest voice.
MOST_WINDOWS = 3000
# How often groups are cut deeper in search of voices that are there for long enough.
_DEEPEST = 40
_ROUNDS = 4


@dataclass(frozen=True)
class Voices:
    """Voices that were told apart.

    Attributes:
        centres: a vector of length one for each, the one heard first in front: (voices, size).
        apart: how different the two most alike are, 0-1; 1 for a single voice. Under 0.14 they may be one.
    """

    centres: NDArray[np.float32]
    apart: float


def voices(vectors: NDArray[np.float32], windows: Sequence[tuple[int, int]], asked: int | None) -> Voices:
    """The voices in windows (steps of 10 ms, in order of time) with their vectors (windows, size).

    Args:
        asked: how many there are; None to find out.
    """
    times = np.asarray(windows, dtype=np.int64)
    some = _some(times)
    vectors, times = vectors[some], times[some]
    if len(vectors) < 2 or asked == 1:
        return Voices(_centres(vectors, [np.arange(len(vectors))]), 1.0)
    likeness = vectors @ vectors.T
    merges = linkage(likeness)
    if asked is None:
        groups = _found(likeness, times, merges)
    else:
        groups = _asked(likeness, times, merges, min(asked, len(vectors)))
    groups = sorted(_settled(vectors, groups), key=lambda group: int(times[group].min()))
    alike = _most_alike(likeness, times, groups)
    return Voices(_centres(vectors, groups), 1.0 - max(0.0, min(1.0, alike)) if len(groups) > 1 else 1.0)


def _some(times: NDArray[np.int64]) -> NDArray[np.int64]:
    """Which windows are grouped: of very many the longest, spread evenly over time."""
    if len(times) <= MOST_WINDOWS:
        return np.arange(len(times))
    whole = np.flatnonzero(times[:, 1] - times[:, 0] == (times[:, 1] - times[:, 0]).max())
    pool = whole if len(whole) >= MOST_WINDOWS else np.arange(len(times))
    return pool[np.linspace(0, len(pool) - 1, MOST_WINDOWS).round().astype(np.int64)]


def linkage(likeness: NDArray[np.float32]) -> list[tuple[int, int]]:
    """Average linkage of a symmetric matrix (n, n): which two groups are joined, most alike first.

    Groups are numbered 0 to n - 1, and n + i for what the i-th joining made.
    """
    near = likeness.astype(np.float64)
    count = len(near)
    np.fill_diagonal(near, -np.inf)
    size, name, merges = np.ones(count), np.arange(count), []
    best, value = near.argmax(axis=1), near.max(axis=1)
    for n in range(count - 1):
        one = int(value.argmax())
        two = int(best[one])
        merges.append((int(name[one]), int(name[two])))
        joined = (near[one] * size[one] + near[two] * size[two]) / (size[one] + size[two])
        joined[[one, two]] = -np.inf
        near[one], near[:, one] = joined, joined
        near[two], near[:, two], value[two] = -np.inf, -np.inf, -np.inf
        size[one], name[one] = size[one] + size[two], count + n
        stale = np.flatnonzero(((best == one) | (best == two)) & (value > -np.inf))
        for row in {one, *stale.tolist()}:
            best[row] = near[row].argmax()
            value[row] = near[row, best[row]]
        closer = near[:, one] > value
        best[closer], value[closer] = one, near[closer, one]
    return merges


def cut(merges: Sequence[tuple[int, int]], count: int) -> list[NDArray[np.int64]]:
    """The groups (indices) that are left when joining stops at `count` of them."""
    total = len(merges) + 1
    members = {n: [n] for n in range(total)}
    for n, (one, two) in enumerate(merges[: total - count]):
        members[total + n] = members.pop(one) + members.pop(two)
    return [np.asarray(group) for group in members.values()]


def alike(likeness: NDArray[np.float32], times: NDArray[np.int64], one: NDArray[np.int64],
          two: NDArray[np.int64]) -> float:
    """How much two groups are one voice: likeness between them over likeness within, windows that overlap left out."""
    within = _between(likeness, times, one, one) * _between(likeness, times, two, two)
    return _between(likeness, times, one, two) / np.sqrt(within) if within > 0 else 0.0


def _between(likeness: NDArray[np.float32], times: NDArray[np.int64], one: NDArray[np.int64],
             two: NDArray[np.int64]) -> float:
    start, end = times[:, 0], times[:, 1]
    apart = (end[one][:, None] <= start[two][None]) | (end[two][None] <= start[one][:, None])
    return float(likeness[np.ix_(one, two)][apart].mean()) if apart.any() else 0.0


def _seconds(times: NDArray[np.int64], group: NDArray[np.int64]) -> float:
    """Seconds of the windows of a group; what two of them share counts twice."""
    return float((times[group, 1] - times[group, 0]).sum()) / 100


def _large(times: NDArray[np.int64], merges: Sequence[tuple[int, int]], want: int,
           least_s: float) -> list[NDArray[np.int64]]:
    """The first cut with so many groups of so many seconds: those, the longest in front; [] when there is none."""
    for count in range(want, min(len(merges) + 1, want + _DEEPEST) + 1):
        groups = [group for group in cut(merges, count) if _seconds(times, group) >= least_s]
        if len(groups) >= want:
            return sorted(groups, key=lambda group: -_seconds(times, group))[:want]
    return []


def _most_alike(likeness: NDArray[np.float32], times: NDArray[np.int64], groups: Sequence[NDArray[np.int64]]) -> float:
    return max((alike(likeness, times, one, two) for n, one in enumerate(groups) for two in groups[:n]), default=0.0)


def _asked(likeness: NDArray[np.float32], times: NDArray[np.int64], merges: Sequence[tuple[int, int]],
           want: int) -> list[NDArray[np.int64]]:
    """So many voices: the first way to have them that tells them apart, else the one that does so best."""
    tried = []
    for least_s in LEAST_S:
        groups = _large(times, merges, want, least_s)
        if groups:
            worst = _most_alike(likeness, times, groups)
            if worst < ALIKE:
                return groups
            tried.append((worst, groups))
    return min(tried, key=lambda one: one[0])[1] if tried else cut(merges, want)


def _found(likeness: NDArray[np.float32], times: NDArray[np.int64],
           merges: Sequence[tuple[int, int]]) -> list[NDArray[np.int64]]:
    """As many voices as can be told apart, each heard for long enough."""
    everything = np.arange(len(times))
    least_s = min(FOUND_MOST_S, max(FOUND_LEAST_S, FOUND_SHARE * _seconds(times, everything)))
    best = [everything]
    for want in range(2, MOST_VOICES + 1):
        groups = _large(times, merges, want, least_s)
        if groups and _most_alike(likeness, times, groups) < ALIKE:
            best = groups
    return best


def _centres(vectors: NDArray[np.float32], groups: Sequence[NDArray[np.int64]]) -> NDArray[np.float32]:
    wide = np.stack([vectors[group].mean(axis=0) if len(group) else np.zeros(vectors.shape[1]) for group in groups])
    return np.asarray(wide / np.maximum(np.linalg.norm(wide, axis=1, keepdims=True), 1e-9), dtype=np.float32)


def _settled(vectors: NDArray[np.float32], groups: Sequence[NDArray[np.int64]]) -> list[NDArray[np.int64]]:
    """All windows with the nearest voice, a few rounds long; a voice that would lose all it has stays as it was."""
    now = list(groups)
    for _ in range(_ROUNDS):
        nearest = (vectors @ _centres(vectors, now).T).argmax(axis=1)
        then = [np.flatnonzero(nearest == n) for n in range(len(now))]
        if not all(len(group) for group in then):
            return now
        now = then
    return now
