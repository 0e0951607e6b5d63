"""Tests of what changed and of differences between groups, each with how many families, an effect and its interval.

Ranks rather than means, for a rubric's levels are an order: the signed ranks of Wilcoxon for one group at two waves, of
Mann and Whitney for two groups, of Kruskal and Wallis for more, Fisher's exact test for shares, Spearman for what goes
together. Of under `LEAST` families (in each group) nothing is tested: then chance explains nearly everything, and a
single family moves every number. A test says how easily chance alone would give such a difference; never why.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import atanh, sqrt, tanh
from typing import TYPE_CHECKING

import numpy as np

from themes.outcomes.comparing import Share, wilson

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAST = 10  # families, in each group that is compared
LEAST_MOVED = 6  # of five that all moved one way, Wilcoxon's p can't be under .06
Z = 1.959963984540054  # of a normal distribution, for 95 percent
DRAWS = 1000
WILCOXON, MANN_WHITNEY, KRUSKAL_WALLIS = "wilcoxon", "mann_whitney", "kruskal_wallis"
FISHER, SPEARMAN = "fisher", "spearman"


@dataclass(frozen=True)
class Tested:
    """What a test says.

    Attributes:
        test: WILCOXON, MANN_WHITNEY, KRUSKAL_WALLIS, FISHER or SPEARMAN.
        ns: families it is of, by group; one number where there are no groups.
        moved: of Wilcoxon those whose score changed, which alone count in it; else the sum of `ns`.
        effect: -1 to 1, 0 for no difference (of Kruskal and Wallis 0 to 1), see each test.
        low, high: bounds of the effect at 95 percent.
        p: two-sided.
    """

    test: str
    ns: tuple[int, ...]
    moved: int
    effect: float
    low: float
    high: float
    p: float


@dataclass(frozen=True)
class TooFew:
    """Nothing is tested.

    Attributes:
        ns: families it could be of, by group. moved: those of them whose score changed, where that is what is tested.
        still: there are enough families, but too few of them changed, or all have the same.
    """

    test: str
    ns: tuple[int, ...]
    moved: int = 0
    still: bool = False


def moved(first: np.ndarray, last: np.ndarray) -> Tested | TooFew:
    """Wilcoxon's signed ranks of the same families at two waves (NaN where not known).

    The effect is the matched rank-biserial correlation: the ranks of those who fell less the ranks of those who rose,
    as a share of all ranks; above 0 is improvement, for lower is better. Families that stayed the same are left out.

    Source: Kerby 2014, doi:10.2466/11.IT.3.1; the interval by Fisher's z with the standard error of signed ranks, as
    the R package effectsize has it. p: normal, corrected for ties and for continuity.
    """
    from scipy.stats import rankdata, wilcoxon

    fell = (first - last)[~(np.isnan(first) | np.isnan(last))]
    n, own = len(fell), fell[fell != 0]
    if n < LEAST or len(own) < LEAST_MOVED:
        return TooFew(WILCOXON, (n,), len(own), still=n >= LEAST)
    ranks, k = rankdata(abs(own)), len(own)
    every = k * (k + 1) / 2
    effect = float((ranks[own > 0].sum() - ranks[own < 0].sum()) / every)
    low, high = _by_z(effect, sqrt((2 * k**3 + 3 * k**2 + k) / 6) / every, 2 / every)
    p = float(wilcoxon(own, method="asymptotic", correction=True).pvalue)
    return Tested(WILCOXON, (n,), k, effect, low, high, p)


def two_groups(one: np.ndarray, other: np.ndarray) -> Tested | TooFew:
    """Mann and Whitney's test of two groups (NaN where not known).

    The effect is the rank-biserial correlation, Cliff's delta: the share of pairs, one family of each group, in which
    the one of the first group has more, less the share in which it has less.

    Source: Cliff 1993, doi:10.1037/0033-2909.114.3.494; the interval by Fisher's z, as the R package effectsize has it.
    """
    from scipy.stats import mannwhitneyu

    one, other = one[~np.isnan(one)], other[~np.isnan(other)]
    n, m = len(one), len(other)
    if min(n, m) < LEAST:
        return TooFew(MANN_WHITNEY, (n, m))
    found = mannwhitneyu(one, other, method="asymptotic")
    effect = float(2 * found.statistic / (n * m) - 1)
    low, high = _by_z(effect, sqrt((n + m + 1) / (3 * n * m)), 2 / (n * m))
    return Tested(MANN_WHITNEY, (n, m), n + m, effect, low, high, _p(found.pvalue))


def many_groups(groups: Sequence[np.ndarray]) -> Tested | TooFew:
    """Kruskal and Wallis's test of three groups or more (NaN where not known).

    The effect is epsilon squared, H / (n - 1): 0 where groups are alike, 1 where they explain all ranks. Its interval
    is that of a thousand samples drawn anew from each group, always the same ones.

    Source: Kelley 1935, doi:10.1073/pnas.21.9.554, as Tomczak and Tomczak 2014 write it for ranks.
    """
    from scipy.stats import kruskal

    known = [one[~np.isnan(one)] for one in groups]
    ns = tuple(len(one) for one in known)
    if len(ns) < 2 or min(ns) < LEAST:
        return TooFew(KRUSKAL_WALLIS, ns)
    total, levels = sum(ns), np.unique(np.concatenate(known))
    if len(levels) == 1:
        return Tested(KRUSKAL_WALLIS, ns, total, 0.0, 0.0, 0.0, 1.0)
    chance = np.random.default_rng(1)
    drawn = np.stack([chance.multinomial(len(one), [np.mean(one == level) for level in levels], size=DRAWS)
                      for one in known], axis=1)
    low, high = np.quantile(_h(drawn) / (total - 1), [.025, .975])
    found = kruskal(*known)
    return Tested(KRUSKAL_WALLIS, ns, total, float(found.statistic) / (total - 1), float(low), float(high),
                  _p(found.pvalue))


def shares(with_it: int, of: int, others_with_it: int, others: int) -> Tested | TooFew:
    """Fisher's exact test of two shares, such as the families of two groups that improved.

    The effect is the difference of the shares, the first less the second.

    Source: the interval is Newcombe's of 1998 (method 10), doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>
    3.0.CO;2-I.
    """
    from scipy.stats import fisher_exact

    if min(of, others) < LEAST:
        return TooFew(FISHER, (of, others))
    one, other = with_it / of, others_with_it / others
    (low_1, high_1), (low_2, high_2) = (wilson(Share(*part)) for part in ((with_it, of), (others_with_it, others)))
    effect = one - other
    found = fisher_exact([[with_it, of - with_it], [others_with_it, others - others_with_it]])
    return Tested(FISHER, (of, others), of + others, effect,
                  effect - sqrt((one - low_1) ** 2 + (high_2 - other) ** 2),
                  effect + sqrt((high_1 - one) ** 2 + (other - low_2) ** 2), _p(found.pvalue))


def together(one: np.ndarray, other: np.ndarray) -> Tested | TooFew:
    """Spearman's rank correlation of two scores of the same families (NaN where not known).

    Source: the interval is that of Bonett and Wright 2000, doi:10.1007/BF02294183.
    """
    from scipy.stats import spearmanr

    known = ~(np.isnan(one) | np.isnan(other))
    one, other, n = one[known], other[known], int(known.sum())
    if n < LEAST:
        return TooFew(SPEARMAN, (n,))
    if (one == one[0]).all() or (other == other[0]).all():
        return TooFew(SPEARMAN, (n,), still=True)
    found = spearmanr(one, other)
    effect = float(found.statistic)
    low, high = _by_z(effect, sqrt((1 + effect**2 / 2) / (n - 3)), 1 / n)
    return Tested(SPEARMAN, (n,), n, effect, low, high, _p(found.pvalue))


def _by_z(effect: float, error: float, step: float) -> tuple[float, float]:
    """Bounds of an effect by Fisher's z. One of 1 has no z: it is taken a step back, to the nearest below it that these
    families could have had, and what holds of that still holds of 1."""
    inner = max(-1 + step, min(1 - step, effect))
    low, high = tanh(atanh(inner) - Z * error), tanh(atanh(inner) + Z * error)
    return min(low, effect), max(high, effect)


def _h(counts: np.ndarray) -> np.ndarray:
    """Kruskal and Wallis's H, corrected for ties, of tables of (draw, group, level)."""
    level, group = counts.sum(axis=1), counts.sum(axis=2)
    n = level.sum(axis=1)
    rank = level.cumsum(axis=1) - (level - 1) / 2
    sums = (counts * rank[:, None, :]).sum(axis=2)
    ties = 1 - (level.astype(np.float64) ** 3 - level).sum(axis=1) / (n.astype(np.float64) ** 3 - n)
    plain = 12 / (n * (n + 1.0)) * (sums**2 / group).sum(axis=1) - 3 * (n + 1)
    found: np.ndarray = np.divide(plain, ties, out=np.zeros_like(plain), where=ties > 0)
    return found


def _p(value: float) -> float:
    """A p that is no number, for nothing varies, is that of no difference at all."""
    return 1.0 if np.isnan(value) else float(value)
