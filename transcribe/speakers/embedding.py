"""What a voice sounds like, as CAM++ hears it: a vector of length one for each second and a half of speech.

Such vectors would be biometric data: they live in the memory of the job's process and nowhere else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from transcribe.speakers.features import energies

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

STEP = 160
# In steps of 10 ms: how long a window is, how far apart, and what is too short to know a voice by.
LENGTH, HOP, SHORTEST = 150, 75, 40
BATCH = 16
Window = tuple[int, int]


def windows(spans: Sequence[Window]) -> list[Window]:
    """Windows of 1.5 s, about every 0.75 s, that fill each span (steps) to its end; a shorter span is one itself."""
    found = []
    for start, end in spans:
        length = end - start
        if length < SHORTEST:
            continue
        count = max(0, -(-(length - LENGTH) // HOP))
        for n in range(count + 1):
            at = start + (round(n * (length - LENGTH) / count) if count else 0)
            found.append((at, min(end, at + LENGTH)))
    return found


def vectors(session: Any, sound: NDArray[np.float32], found: Sequence[Window]) -> NDArray[np.float32]:
    """A vector of length one for each window: (windows, size)."""
    by_length: dict[int, list[int]] = {}
    for n, (start, end) in enumerate(found):
        by_length.setdefault(end - start, []).append(n)
    rows: dict[int, NDArray[np.float32]] = {}
    for alike in by_length.values():
        for first in range(0, len(alike), BATCH):
            some = alike[first: first + BATCH]
            pieces = [_piece(sound, found[n]) for n in some]
            rows.update(zip(some, session.run(None, {"x": np.stack([energies(p) for p in pieces])})[0], strict=True))
    if not rows:
        return np.zeros((0, 1), np.float32)
    wide = np.stack([rows[n] for n in range(len(found))])
    return np.asarray(wide / np.maximum(np.linalg.norm(wide, axis=1, keepdims=True), 1e-9), dtype=np.float32)


def _piece(sound: NDArray[np.float32], window: Window) -> NDArray[np.float32]:
    """The sound of a window, made whole with silence where the last step is cut off."""
    piece = sound[window[0] * STEP: window[1] * STEP]
    return np.pad(piece, (0, (window[1] - window[0]) * STEP - len(piece)))
