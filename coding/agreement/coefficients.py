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
    if not len(paired):
        return None
    same = np.zeros(len(paired))
    for one, other in _pairs(paired):
        same += (one >= 0) & (one == other)
    given = (paired >= 0).sum(axis=1)
    return float((same / (given * (given - 1) / 2)).mean())


def cohen_kappa(ratings: Ratings) -> float | None:
    """Cohen's kappa of two coders over the units that both gave a value; None for another number of coders."""
    paired = ratings.paired
    if ratings.coders != 2 or not len(paired):
        return None
    n = len(ratings.values)
    shares = [np.bincount(paired[:, by], minlength=n) / len(paired) for by in (0, 1)]
    return corrected(float((paired[:, 0] == paired[:, 1]).mean()), float(shares[0] @ shares[1]))


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
    counts = np.bincount(paired[paired >= 0], minlength=len(ratings.values))
    if (counts > 0).sum() < 2:
        return None
    if level == "ratio":
        observed, expected = _by_pairs(paired, counts, ratings.numbers)
    elif level == "nominal":
        observed, expected = _nominal(paired, counts)
    else:
        # Krippendorff's ordinal difference is the squared distance of mid-ranks.
        scale = ratings.numbers if level == "interval" else np.cumsum(counts) - counts / 2
        observed, expected = _squared(paired, counts, scale)
    return 1 - (int(counts.sum()) - 1) * observed / expected


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
    units = int((ratings.given > 0).sum())
    if not units:
        return np.zeros(len(ratings.values))
    weights = np.repeat(1 / np.maximum(ratings.given, 1), ratings.coders).reshape(ratings.marks.shape)
    found: np.ndarray = np.bincount(
        ratings.marks[is_given], weights=weights[is_given], minlength=len(ratings.values)) / units
    return found


def _nominal(paired: np.ndarray, counts: np.ndarray) -> tuple[float, float]:
    """Sums over pairs of values of what differs: inside units (each over its values less one), and of all."""
    differ = np.zeros(len(paired))
    for one, other in _pairs(paired):
        differ += (one >= 0) & (other >= 0) & (one != other)
    given = (paired >= 0).sum(axis=1)
    n = float(counts.sum())
    return float((2 * differ / (given - 1)).sum()), n * n - float((counts.astype(np.float64) ** 2).sum())


def _squared(paired: np.ndarray, counts: np.ndarray, scale: np.ndarray) -> tuple[float, float]:
    """As `_nominal`, of squared distances on a scale: n times the squares around a mean are those of all pairs."""
    # An alpha is the same in any measure: from 0 to 1 nothing overflows, and what lies close together stays apart.
    there = scale[counts > 0] / 2
    scale = np.where(counts > 0, (scale / 2 - there.min()) / (there.max() - there.min()), 0)
    is_given = paired >= 0
    given = is_given.sum(axis=1)
    placed = np.where(is_given, scale[paired], 0)
    around = np.where(is_given, placed - (placed.sum(axis=1) / given)[:, None], 0)
    n = counts.sum()
    spread = counts @ (scale - counts @ scale / n) ** 2
    return float((2 * given * (around ** 2).sum(axis=1) / (given - 1)).sum()), float(2 * n * spread)


def _by_pairs(paired: np.ndarray, counts: np.ndarray, values: np.ndarray) -> tuple[float, float]:
    """As `_nominal`, of Krippendorff's ratio difference: the distance of two values over their sum, squared."""
    differ = np.zeros(len(paired))
    for one, other in _pairs(paired):
        both = (one >= 0) & (other >= 0)
        differ[both] += _ratio(values[one[both]], values[other[both]])
    given = (paired >= 0).sum(axis=1)
    expected = 0.0
    for at in range(0, len(values), _CHUNK):
        some = slice(at, at + _CHUNK)
        expected += float(counts[some] @ _ratio(values[some, None], values[None, :]) @ counts)
    return float((2 * differ / (given - 1)).sum()), expected


def _ratio(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    total = one / 2 + other / 2
    found: np.ndarray = np.divide(one / 2 - other / 2, total, out=np.zeros(total.shape), where=total > 0) ** 2
    return found
