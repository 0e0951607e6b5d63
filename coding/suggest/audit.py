"""An audit of the machine: a sample that draws more from what it marked, weighted back to all units.

Who looks at what was marked only, and adds what she happens to find, finds nearly all of it: of a code that the machine
misses half the time such a share can be 97 %. Each unit that was drawn stands here for as many as there were for each
drawn of its kind (Horvitz and Thompson 1952), so that what was not marked counts for what it is: most of the text.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from coding.suggest.judging import Share

if TYPE_CHECKING:
    from collections.abc import Sequence

_AGAIN, _LOW, _HIGH = 1_000, 0.025, 0.975


class Unit(NamedTuple):
    """A unit (a sentence) of an audit: whether the machine marked it, and whether a person gives it the code."""

    marked: bool
    has: bool


class Audited(NamedTuple):
    """What an audit says of all units: shares with an interval; `k` and `n` count the units that were drawn."""

    precision: Share
    recall: Share


def draw(marked: Sequence[bool], of_marked: int, of_others: int, seed: int) -> list[int]:
    """Which units to look at: places in `marked`, ascending; that many of either kind, or all there are."""
    chance = random.Random(seed)
    kinds = [[at for at, one in enumerate(marked) if one is kind] for kind in (True, False)]
    return sorted(at for places, most in zip(kinds, (of_marked, of_others), strict=True)
                  for at in chance.sample(places, min(most, len(places))))


def audited(drawn: Sequence[Unit], marked: int, others: int, seed: int = 0) -> Audited:
    """Precision and recall of the machine for all units, from those that were drawn and looked at.

    Args:
        marked, others: how many units there are of either kind, drawn or not.

    Returns: shares with a 95 % interval of what is likely within each kind after what was drawn; None where nothing of
        what it is a share of was found.
    """
    kinds = [[unit.has for unit in drawn if unit.marked is kind] for kind in (True, False)]
    sizes, yes = [len(kind) for kind in kinds], [sum(kind) for kind in kinds]
    chance = np.random.default_rng(seed)
    # How many of the code there could be, seen these (Jeffreys 1946): two of two do not make it sure that all are.
    anew = [(n * chance.beta(k + 0.5, n - k + 0.5, _AGAIN)).tolist() if n else [0.0] * _AGAIN
            for k, n in zip(yes, sizes, strict=True)]
    again = [_shares(both, sizes, marked, others) for both in zip(*anew, strict=True)]
    precision, recall = _shares(yes, sizes, marked, others)
    return Audited(
        _interval(yes[0], sizes[0], precision, [one[0] for one in again]),
        _interval(yes[0], sum(yes), recall, [one[1] for one in again]))


def _shares(yes: Sequence[float], sizes: Sequence[int], marked: int, others: int) -> tuple[float | None, float | None]:
    found, missed = (of * k / n if n else 0.0 for k, n, of in zip(yes, sizes, (marked, others), strict=True))
    return (found / marked if sizes[0] else None), (found / (found + missed) if found + missed else None)


def _interval(k: int, n: int, value: float | None, again: list[float | None]) -> Share:
    known = sorted(one for one in again if one is not None)
    if value is None or not known:
        return Share(k, n, value, None, None)
    low, high = known[int(_LOW * len(known))], known[min(len(known) - 1, int(_HIGH * len(known)))]
    return Share(k, n, value, min(low, value), max(high, value))
