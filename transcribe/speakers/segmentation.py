"""Where somebody speaks, where the voice changes, and where two speak at once, as pyannote's model hears it.

The model takes ten seconds and tells up to three voices apart in them; whose they are in the whole recording it does
not know. It is asked every two and a half seconds, and what it says of one moment is averaged. Steps are 10 ms.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

RATE = 16_000
STEP = 160
WINDOW, HOP = 160_000, 40_000
# One frame of the model sees 991 samples, the next one begins 270 later.
FIELD, SHIFT = 991, 270
# Nobody, each of three, each two of them: the classes of the model.
CLASSES = np.array([[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 0], [1, 0, 1], [0, 1, 1]], np.float32)
BATCH = 8
# A voice that is heard for less is no change.
SHORTEST = 20
# Two voices with a longer pause between them: the pause is the border, no change.
LONGEST_GAP = 50
# How far around a change windows may put it.
_SPREAD = 15


@dataclass(frozen=True)
class Segmented:
    """What was heard in a block of sound, per step of 10 ms; all arrays (steps,).

    Attributes:
        speech: how surely somebody speaks, 0-1.
        several: how many speak, on average.
        change: share of the windows (0-1) that hear one voice give way to another about here.
    """

    speech: NDArray[np.float32]
    several: NDArray[np.float32]
    change: NDArray[np.float32]


def segmented(session: Any, sound: NDArray[np.float32]) -> Segmented:
    """What the model (an onnxruntime session) hears in sound (n,) at 16 kHz."""
    steps = -(-len(sound) // STEP)
    speech, several, change, seen = (np.zeros(steps + WINDOW // STEP, np.float32) for _ in range(4))
    starts = range(0, max(1, len(sound) - WINDOW + HOP), HOP)
    frame = _frame_of_step()
    for start, classes in zip(starts, _classes(session, sound, starts), strict=True):
        at = slice(start // STEP, start // STEP + len(frame))
        speech[at] += (1.0 - classes[:, 0])[frame]
        several[at] += (classes @ CLASSES.sum(axis=1))[frame]
        for moment in _changes(CLASSES[classes.argmax(axis=1)][frame]):
            change[max(0, at.start + moment - _SPREAD): at.start + moment + _SPREAD + 1] += 1
        seen[at] += 1
    seen = np.maximum(seen, 1)
    return Segmented((speech / seen)[:steps], (several / seen)[:steps], (change / seen)[:steps])


def _frame_of_step() -> NDArray[np.int64]:
    """The model's frame that is heard at each step of a window."""
    middle = np.arange(WINDOW // STEP) * STEP + STEP // 2
    count = (WINDOW - FIELD) // SHIFT + 1
    return np.clip(np.round((middle - FIELD / 2) / SHIFT), 0, count - 1).astype(np.int64)


def _classes(session: Any, sound: NDArray[np.float32], starts: range) -> NDArray[np.float32]:
    """Probabilities (windows, frames, 7)."""
    found = []
    for first in range(0, len(starts), BATCH):
        batch = np.zeros((len(starts[first: first + BATCH]), 1, WINDOW), np.float32)
        for row, start in zip(batch, starts[first: first + BATCH], strict=True):
            piece = sound[start: start + WINDOW]
            row[0, : len(piece)] = piece
        found.append(np.exp(session.run(None, {"x": batch})[0]))
    return np.concatenate(found)


def _changes(active: NDArray[np.float32]) -> list[int]:
    """Steps at which one voice gives way to another, of who is heard (steps, 3)."""
    alone = np.where(active.sum(axis=1) == 1, active.argmax(axis=1), -1)
    borders = np.flatnonzero(np.diff(alone)) + 1
    found, before = [], None
    for start, end in zip([0, *borders], [*borders, len(alone)], strict=True):
        who = int(alone[start])
        if who < 0 or end - start < SHORTEST:
            continue
        if before is not None and before[0] != who and start - before[1] <= LONGEST_GAP:
            found.append((before[1] + int(start)) // 2)
        before = (who, int(end))
    return found
