"""Diarisation error rate: the share of speech that is missed, invented or given to somebody else. Times: integer ms.

As NIST counts it: within a collar around every border of the reference nothing is counted, speech of several people at
once counts for each of them, and the names are matched in the way that suits best.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

STEP_MS = 10
COLLAR_MS = 250
Said = tuple[int, int, str]


@dataclass(frozen=True)
class Error:
    """Shares (0-1) of the speech that was counted; `speech_ms` is how much that was, overlap twice."""

    missed: float
    invented: float
    confused: float
    speech_ms: int

    @property
    def rate(self) -> float:
        """The diarisation error rate; above 1 when much was invented."""
        return self.missed + self.invented + self.confused


def read_rttm(path: Path) -> list[Said]:
    """(start_ms, end_ms, speaker) of each SPEAKER line."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        parts = line.split()
        if parts and parts[0] == "SPEAKER":
            start = round(float(parts[3]) * 1000)
            found.append((start, start + round(float(parts[4]) * 1000), parts[7]))
    return found


def error(reference: Sequence[Said], found: Sequence[Said], collar_ms: int = COLLAR_MS) -> Error:
    """How far `found` is from `reference`. Raises: ValueError when the reference holds nothing to count."""
    end = max(said[1] for said in [*reference, *found]) if reference else 0
    steps = end // STEP_MS + 1
    truth, guess = _grid(reference, steps), _grid(found, steps)
    counted = np.ones(steps, bool)
    for start, stop, _name in reference:
        for border in (start, stop):
            counted[max(0, (border - collar_ms) // STEP_MS): (border + collar_ms) // STEP_MS] = False
    truth, guess = truth[:, counted], guess[:, counted]
    there, said = truth.sum(axis=0), guess.sum(axis=0)
    speech = int(there.sum())
    if not speech:
        raise ValueError("nothing to count")
    right = _matched(truth.astype(np.int64) @ guess.T.astype(np.int64))
    return Error(int(np.maximum(there - said, 0).sum()) / speech, int(np.maximum(said - there, 0).sum()) / speech,
                 (int(np.minimum(there, said).sum()) - right) / speech, speech * STEP_MS)


def _grid(spans: Sequence[Said], steps: int) -> NDArray[np.bool_]:
    """Who speaks in each step: (speakers, steps)."""
    names = sorted({name for _start, _end, name in spans})
    grid = np.zeros((len(names), steps), bool)
    for start, end, name in spans:
        grid[names.index(name), start // STEP_MS: end // STEP_MS] = True
    return grid


def _matched(together: NDArray[np.int64]) -> int:
    """The most steps that one-to-one names can share, out of (reference, found) counts; for a handful of speakers."""
    if together.shape[0] > together.shape[1]:
        together = together.T
    few, many = together.shape
    rows = np.arange(few)
    return max((int(together[rows, list(order)].sum()) for order in permutations(range(many), few)), default=0)
