"""What every best comparison of two short stretches agrees on.

The best comparison pairs as much as can be paired in order (a longest common subsequence). Often there are several
that are equally good: which of two equal words was taken out cannot be told. A pair is certain only when it is in
all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Settled(NamedTuple):
    """The pairs of two stretches, by their numbers in each."""

    chosen: list[int]  # per old one its partner in one best comparison, the earliest; -1 for none
    certain: list[bool]  # per old one: that partner, in every best comparison
    kept: list[bool]  # per old one: a partner, in every best comparison
    possible: list[int]  # per old one a partner in a comparison as good but for what tips the scales, or -1
    wanted: list[bool]  # per new one: a partner in such a comparison
    rivals: list[bool]  # per old one: another old one has its partner in such a comparison
    elsewhere: list[bool]  # per old one: it has another partner in such a comparison


def settle(weights: NDArray[np.signedinteger], tips: int = 0) -> Settled:
    """Compare two stretches.

    Args:
        weights: [i, j] is what pairing old i with new j is worth, 0 when they differ. Needs time and memory for every
            cell: the caller sees to it that there are not too many.
        tips: worth up to which a difference only tips the scales.
    """
    import numpy as np

    before = _best(weights)
    after = _best(weights[::-1, ::-1])[::-1, ::-1]
    total = before[-1, -1]
    worth = np.where(weights > 0, before[:-1, :-1] + weights + after[1:, 1:], -1)
    best, good = worth == total, worth >= total - tips
    kept = (before[:-1] + after[1:]).max(axis=1) < total
    chosen: list[int] = []
    at = gained = 0
    for row, has_partner in enumerate(best.any(axis=1).tolist()):
        chosen.append(-1)
        if has_partner:
            open_to = best[row, at:] & (before[row, at:-1] == gained)
            if open_to.any():
                chosen[-1] = at + int(open_to.argmax())
                gained += int(weights[row, chosen[-1]])
                at = chosen[-1] + 1
    claims = good.sum(axis=0).tolist()
    return Settled(
        chosen, ((best.sum(axis=1) == 1) & kept).tolist(), kept.tolist(),
        np.where(good.any(axis=1), good.argmax(axis=1), -1).tolist(), good.any(axis=0).tolist(),
        [now >= 0 and claims[now] > 1 for now in chosen], (good.sum(axis=1) > 1).tolist())


def _best(weights: NDArray[np.signedinteger]) -> NDArray[np.signedinteger]:
    """The worth of the best comparison of every beginning of one with every beginning of the other."""
    import numpy as np

    rows, columns = weights.shape
    best = np.zeros((rows + 1, columns + 1), weights.dtype)
    for row in range(rows):
        np.maximum(best[row, 1:], best[row, :-1] + weights[row], out=best[row + 1, 1:])
        np.maximum.accumulate(best[row + 1], out=best[row + 1])
    return best
