"""Two groups of families, compared: differences with their intervals. Pure: numbers in, numbers out.

Sources: interval of a share, Wilson (1927); of a difference between two shares, method 10 of Newcombe, Statistics in
Medicine 17 (1998), 873-890; of a difference between two means, Welch (1947); standardised differences, Austin,
Statistics in Medicine 28 (2009), 3083-3107; many tests at once, Holm (1979).
"""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAST = 20  # families that are known in each group: with fewer no percentage, no interval and no test
LEVEL = 0.95
UNEVEN = 0.25  # standard deviations from which a difference at the start is pointed at
_SURE = 1e-12


class Share(NamedTuple):
    """Of `n` families of which it is known `yes` have something."""

    yes: int
    n: int

    @property
    def part(self) -> float:
        """yes / n, from 0 to 1; nan where nobody is known."""
        return self.yes / self.n if self.n else float("nan")


class Difference(NamedTuple):
    """A difference, first group minus second, with its 95 % interval, and p (two-sided) of no difference at all.

    Of shares these are parts from -1 to 1; of means points. None where a group has fewer than LEAST.
    """

    value: float
    low: float | None
    high: float | None
    p: float | None


class Measured(NamedTuple):
    """A mean of `n` values with their standard deviation (n - 1), nan with fewer than two."""

    n: int
    mean: float
    sd: float


def wilson(share: Share) -> tuple[float, float]:
    """The 95 % interval of a share. Raises: ValueError where nobody is known."""
    from scipy.stats import norm

    if not share.n:
        raise ValueError("a share of nobody has no interval")
    z = float(norm.ppf((1 + LEVEL) / 2))
    part, n = share.part, share.n
    middle = (part + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * sqrt(part * (1 - part) / n + z * z / (4 * n * n))
    # At 0 and 1 the exact limits are 0 and 1; a computer misses them by a hair.
    return (0.0 if share.yes == 0 else middle - half), (1.0 if share.yes == n else middle + half)


def of_shares(first: Share, second: Share) -> Difference | None:
    """First share minus second, with Newcombe's interval and Fisher's exact p; None where a group has nobody known."""
    if not first.n or not second.n:
        return None
    value = first.part - second.part
    if min(first.n, second.n) < LEAST:
        return Difference(value, None, None, None)
    from scipy.stats import fisher_exact

    (low1, high1), (low2, high2) = wilson(first), wilson(second)
    low = value - sqrt((first.part - low1) ** 2 + (high2 - second.part) ** 2)
    high = value + sqrt((high1 - first.part) ** 2 + (second.part - low2) ** 2)
    p = fisher_exact([[first.yes, first.n - first.yes], [second.yes, second.n - second.yes]]).pvalue
    return Difference(value, low, high, float(p))


def measured(values: Sequence[float]) -> Measured:
    """n, mean and standard deviation of what is known; nan is left out."""
    known = np.asarray(values, dtype=float)
    known = known[~np.isnan(known)]
    return Measured(len(known), float(known.mean()) if len(known) else float("nan"),
                    float(known.std(ddof=1)) if len(known) > 1 else float("nan"))


def of_means(
    first: Sequence[float], second: Sequence[float]
) -> Difference | None:
    """Mean of the first minus mean of the second, with Welch's interval and p; None where a group has nobody known."""
    one, other = measured(first), measured(second)
    if not one.n or not other.n:
        return None
    value = one.mean - other.mean
    if min(one.n, other.n) < LEAST:
        return Difference(value, None, None, None)
    from scipy.stats import t

    parts = one.sd ** 2 / one.n, other.sd ** 2 / other.n
    error = sqrt(sum(parts))
    if error < _SURE:  # nobody differs from anybody in the own group: there is no error to measure by
        return Difference(value, None, None, None)
    free = sum(parts) ** 2 / sum(part ** 2 / (n - 1) for part, n in zip(parts, (one.n, other.n), strict=True))
    wide = float(t.ppf((1 + LEVEL) / 2, free)) * error
    return Difference(value, value - wide, value + wide, float(2 * t.sf(abs(value) / error, free)))


def standardised(first: Measured, second: Measured) -> float | None:
    """Difference of two means in standard deviations; None where it cannot be worked out."""
    pooled = sqrt((first.sd ** 2 + second.sd ** 2) / 2) if min(first.n, second.n) > 1 else 0.0
    return (first.mean - second.mean) / pooled if pooled > _SURE else None


def standardised_shares(first: Share, second: Share) -> float | None:
    """Difference of two shares in standard deviations; None where it cannot be worked out."""
    if not first.n or not second.n:
        return None
    pooled = sqrt((first.part * (1 - first.part) + second.part * (1 - second.part)) / 2)
    return (first.part - second.part) / pooled if pooled > _SURE else None


def extremes(first: Share, of_first: int, second: Share, of_second: int) -> tuple[float, float]:
    """What the difference of shares could be at least and at most if all were known.

    Args:
        of_first, of_second: families that were given the group; who is not known of these counts as no in one group and
            as yes in the other, and the other way about.

    Returns: (lowest, highest), from -1 to 1. Raises: ValueError where a group is smaller than who is known of it, or
        empty.
    """
    if not first.n <= of_first or not second.n <= of_second or not of_first or not of_second:
        raise ValueError("more families are known than are in the group")
    low = first.yes / of_first - (second.yes + of_second - second.n) / of_second
    high = (first.yes + of_first - first.n) / of_first - second.yes / of_second
    return low, high


def holm(ps: Sequence[float]) -> list[float]:
    """The same p values, raised so that together they are wrong no more often than one would be; in the order given."""
    order = sorted(range(len(ps)), key=ps.__getitem__)
    raised, most = [0.0] * len(ps), 0.0
    for rank, at in enumerate(order):
        most = max(most, min(1.0, ps[at] * (len(ps) - rank)))
        raised[at] = most
    return raised
