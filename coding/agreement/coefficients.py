"""Coefficients of agreement of any number of coders, with values missing; what is undefined is None.

Sources, by the names the functions give:

- Cohen 1960, A coefficient of agreement for nominal scales.
- Brennan & Prediger 1981, Coefficient kappa: some uses, misuses, and alternatives.
- Fleiss 1971, Measuring nominal scale agreement among many raters; Gwet 2008, Computing inter-rater reliability and its
  variance in the presence of high agreement; both with missing values as Gwet 2014, Handbook of inter-rater
  reliability, 4th edition, chapter 2: observed agreement over units with two values or more, the share of a category
  as its mean share over all units with a value.
- Krippendorff 2011, Computing Krippendorff's alpha-reliability.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coding.agreement.ratings import Ratings

NOTHING = 1e-12  # what is nearer to nought than this is nought but for rounding
_CHUNK = 512


def percent(ratings: Ratings) -> float | None:
    """The share of pairs of coders that agree, mean over units with two values or more; None without such a unit."""
    paired = ratings.paired
    if not paired.total:
        return None
    same = np.zeros(len(paired.marks))
    for one, other in _pairs(paired.marks):
        same += (one >= 0) & (one == other)
    return float(np.average(same / (paired.given * (paired.given - 1) / 2), weights=paired.units))


def cohen_kappa(ratings: Ratings) -> float | None:
    """Cohen's kappa of two coders over the units that both gave a value; None for another number of coders."""
    paired = ratings.paired
    if ratings.coders != 2 or not paired.total:
        return None
    shares = [np.bincount(paired.marks[:, by], weights=paired.units, minlength=len(ratings.values)) / paired.total
              for by in (0, 1)]
    return corrected(percent(ratings), float(shares[0] @ shares[1]))


def fleiss_kappa(ratings: Ratings) -> float | None:
    """Fleiss' kappa, in Gwet's form for missing values."""
    return corrected(percent(ratings), float((_shares(ratings) ** 2).sum()))


def gwet_ac1(ratings: Ratings) -> float | None:
    """Gwet's AC1; None where only one value is present."""
    n, shares = len(ratings.values), _shares(ratings)
    return corrected(percent(ratings), float((shares * (1 - shares)).sum()) / (n - 1)) if n > 1 else None


def brennan_prediger(ratings: Ratings) -> float | None:
    """Brennan and Prediger's kappa, of as many categories as there are values present; None where that is one."""
    n = len(ratings.values)
    return corrected(percent(ratings), 1 / n) if n > 1 else None


def krippendorff_alpha(ratings: Ratings, level: str = "nominal") -> float | None:
    """Krippendorff's alpha over pairable values; None where they are all the same, or there are none.

    Args:
        level: one of LEVELS; all but nominal ask for numbers, ratio for numbers from nought up.
    """
    paired = ratings.paired
    counts = paired.counts
    if (counts > 0).sum() < 2:
        return None
    if level == "ratio":
        observed, expected = _by_pairs(paired)
    elif level == "nominal":
        observed, expected = _nominal(paired)
    else:
        # Krippendorff's ordinal difference is the squared distance of mid-ranks.
        observed, expected = _squared(paired, paired.numbers if level == "interval" else np.cumsum(counts) - counts / 2)
    return 1 - (float(counts.sum()) - 1) * observed / expected


def corrected(observed: float | None, expected: float) -> float | None:
    """Agreement beyond what was expected, as a share of what could be beyond it."""
    if observed is None or 1 - expected < NOTHING:
        return None
    return (observed - expected) / (1 - expected)


def _pairs(marks: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    for one, other in combinations(range(marks.shape[1]), 2):
        yield marks[:, one], marks[:, other]


def _shares(ratings: Ratings) -> np.ndarray:
    """Gwet's share of each category: its share of a unit's values, mean over the units with a value."""
    is_given = ratings.marks >= 0
    weights = np.repeat(ratings.units / np.maximum(ratings.given, 1), ratings.coders).reshape(is_given.shape)
    summed: np.ndarray = np.bincount(
        ratings.marks[is_given], weights=weights[is_given], minlength=len(ratings.values))
    return summed / max(int(ratings.units[ratings.given > 0].sum()), 1)


def _inside(paired: Ratings, differ: np.ndarray) -> float:
    """The sum of what differs in pairs of values of each unit, over its values less one; each pair both ways."""
    return float((2 * paired.units * differ / (paired.given - 1)).sum())


def _nominal(paired: Ratings) -> tuple[float, float]:
    """Sums over pairs of values of what differs: inside units (each over its values less one), and of all."""
    differ = np.zeros(len(paired.marks))
    for one, other in _pairs(paired.marks):
        differ += (one >= 0) & (other >= 0) & (one != other)
    return _inside(paired, differ), float(paired.counts.sum() ** 2 - (paired.counts ** 2).sum())


def _squared(paired: Ratings, scale: np.ndarray) -> tuple[float, float]:
    """As `_nominal`, of squared distances on a scale: n times the squares around a mean are those of all pairs."""
    # An alpha is the same in any measure: from 0 to 1 nothing overflows, and what lies close together stays apart.
    counts = paired.counts
    there = scale[counts > 0] / 2
    scale = np.where(counts > 0, (scale / 2 - there.min()) / (there.max() - there.min()), 0)
    is_given = paired.marks >= 0
    placed = np.where(is_given, scale[paired.marks], 0)
    around = np.where(is_given, placed - (placed.sum(axis=1) / paired.given)[:, None], 0)
    n = counts.sum()
    spread = counts @ (scale - counts @ scale / n) ** 2
    return _inside(paired, paired.given * (around ** 2).sum(axis=1)), float(2 * n * spread)


def _by_pairs(paired: Ratings) -> tuple[float, float]:
    """As `_nominal`, of Krippendorff's ratio difference: the distance of two values over their sum, squared."""
    values, counts = paired.numbers, paired.counts
    differ = np.zeros(len(paired.marks))
    for one, other in _pairs(paired.marks):
        both = (one >= 0) & (other >= 0)
        differ[both] += _ratio(values[one[both]], values[other[both]])
    expected = 0.0
    for at in range(0, len(values), _CHUNK):
        some = slice(at, at + _CHUNK)
        expected += float(counts[some] @ _ratio(values[some, None], values[None, :]) @ counts)
    return _inside(paired, differ), expected


def _ratio(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    total = one / 2 + other / 2
    found: np.ndarray = np.divide(one / 2 - other / 2, total, out=np.zeros(total.shape), where=total > 0) ** 2
    return found
