"""Voices made of numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def voice(seed: int, count: int, alike: float = 0.63) -> NDArray[np.float32]:
    """Vectors of length one around a direction of their own, two of them about so much alike: (count, 192)."""
    chance = np.random.default_rng(seed)
    middle = chance.normal(size=192)
    around = chance.normal(size=(count, 192)) / np.sqrt(192)
    found = np.sqrt(alike) * middle / np.linalg.norm(middle) + np.sqrt(1 - alike) * around
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), np.float32)


def row(count: int, length: int = 150) -> list[tuple[int, int]]:
    """So many windows of 1.5 s, one after the other."""
    return [(n * length, (n + 1) * length) for n in range(count)]
