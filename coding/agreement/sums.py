"""Agreement on codes from sums per document, so that documents can be drawn again a thousand times.

A code on a unit is a judgement of two values: marked, or not. All that the coefficients of such judgements need are six
sums, and sums of documents are sums. With r coders of a document and k of them who marked a unit:

- units: 1; differ: the share of pairs of coders that differ, 2k(r-k) / r(r-1); share: k / r (Gwet 2014, as in
  `coefficients`);
- apart: 2k(r-k) / (r-1), Krippendorff's observed disagreement; marks: k; values: r.

Positive and negative agreement are those of Cicchetti & Feinstein 1990 (two coders) and Spitzer & Fleiss 1974 (more):
the mean share of the other coders who say so too, of those who marked a unit, and of those who did not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from coding.agreement.coefficients import NOTHING

if TYPE_CHECKING:
    from coding.agreement.patterns import Patterns

UNITS, DIFFER, SHARE, APART, MARKS, VALUES = range(6)
NAMES = ("percent", "kappa", "alpha", "ac1", "brennan_prediger", "fleiss", "f1", "positive", "negative")
DRAWS = 1_000
LOTS = 1_000  # documents, or lots of them, that are drawn from
_DEFINED = 0.9  # of the draws: fewer say something of the draws that happen to have the code


@dataclass(frozen=True)
class Coded:
    """What there is to agree on.

    Attributes:
        patterns: who marked how many units.
        units: how many each document has in the frame, shape (documents).
        raters: bool, shape (coders, documents, codes): who judged the document by the code, used or not.
    """

    patterns: Patterns
    units: np.ndarray
    raters: np.ndarray


@dataclass(frozen=True)
class Sums:
    """Sums of documents.

    Attributes:
        of: float, shape (documents, codes, 6): as above.
        pairs: float, shape (pairs, documents, codes, 4): units that both coders judged; that the one, the other, both
            marked.
        coders: the two of each pair, positions.
    """

    of: np.ndarray
    pairs: np.ndarray
    coders: list[tuple[int, int]]


def sums(coded: Coded) -> Sums:
    """The sums of each document and code that two coders judged; nought where fewer did."""
    found, raters = coded.patterns, coded.raters
    n_coders, documents, codes = raters.shape
    cell = found.document * codes + found.code
    size = documents * codes

    def summed(weights: np.ndarray) -> np.ndarray:
        counted: np.ndarray = np.bincount(cell, weights=weights, minlength=size).reshape(documents, codes)
        return counted

    r = raters.sum(axis=0)
    is_judged = r >= 2
    bits = np.array([1 << coder for coder in range(n_coders)], dtype=np.int64)
    judges = np.tensordot(bits, raters.astype(np.int64), axes=1) * is_judged
    mask = found.mask & judges[found.document, found.code]
    k = np.bitwise_count(mask).astype(np.float64)
    of_row = np.maximum(r, 2)[found.document, found.code]
    apart = found.n * 2 * k * (of_row - k) / (of_row - 1)
    units = coded.units[:, None] * is_judged
    of = np.stack([units, summed(apart / of_row), summed(found.n * k / of_row), summed(apart), summed(found.n * k),
                   units * r], axis=-1)
    coders = [(i, j) for i in range(n_coders) for j in range(i + 1, n_coders) if (raters[i] & raters[j]).any()]
    pairs = np.zeros((len(coders), documents, codes, 4))
    for at, (i, j) in enumerate(coders):
        both = raters[i] & raters[j]
        one, other = mask >> i & 1, mask >> j & 1
        parts = (summed(found.n * one), summed(found.n * other), summed(found.n * (one & other)))
        pairs[at] = np.stack([coded.units[:, None] * np.ones(codes), *parts], axis=-1) * both[..., None]
    return Sums(of, pairs, coders)


def coefficients(of: np.ndarray, pairs: np.ndarray) -> dict[str, np.ndarray]:
    """Each of NAMES for sums of some documents; NaN where it is undefined, and where only one value is there.

    Args:
        of: shape (..., 6); pairs: shape (pairs, ..., 4).

    Kappa and F1 are those of two coders, and of more the mean over their pairs (Light 1971).
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        observed = np.where(of[..., UNITS] > 0, 1 - of[..., DIFFER] / of[..., UNITS], np.nan)
        p = of[..., SHARE] / of[..., UNITS]
        none, marks = of[..., VALUES] - of[..., MARKS], of[..., MARKS]
        has_both = (marks > 0) & (none > 0)
        alpha = 1 - (of[..., VALUES] - 1) * of[..., APART] / (2 * marks * none)
        found = {
            "percent": observed, "kappa": _mean(_kappas(pairs)), "alpha": np.where(has_both, alpha, np.nan),
            "ac1": _beyond(observed, 2 * p * (1 - p), has_both), "brennan_prediger": _beyond(observed, 0.5, has_both),
            "fleiss": _beyond(observed, p ** 2 + (1 - p) ** 2, has_both), "f1": _mean(_f1s(pairs)),
            "positive": np.where(marks > 0, 1 - of[..., APART] / (2 * marks), np.nan),
            "negative": np.where(none > 0, 1 - of[..., APART] / (2 * none), np.nan)}
    return found


def of_pairs(pairs: np.ndarray) -> dict[str, np.ndarray]:
    """Percent, kappa and F1 of each pair of coders, for sums as in `coefficients`; NaN where undefined."""
    with np.errstate(divide="ignore", invalid="ignore"):
        n, one, other, both = np.moveaxis(pairs, -1, 0)
        percent = np.where(n > 0, (n - one - other + 2 * both) / n, np.nan)
        return {"percent": percent, "kappa": _kappas(pairs), "f1": _f1s(pairs)}


def drawn(found: Sums, draws: int = DRAWS, seed: int = 1) -> dict[str, np.ndarray]:
    """2.5 and 97.5 percent points of each coefficient by code, over documents drawn with putting back.

    Of more than LOTS documents as many lots of them are drawn, put together by chance: sums of lots of documents that
    have nothing to do with one another vary as those of the documents do, and the time no longer grows with them.

    Returns: by name an array of shape (2, codes), NaN where fewer than _DEFINED of the draws have the coefficient.
    """
    there = np.flatnonzero((found.of[..., UNITS] > 0).any(axis=1))
    chance = np.random.default_rng(seed)
    each, apart_ = found.of[there], found.pairs[:, there]
    if len(there) > LOTS:
        mixed = chance.permutation(len(there))
        begin = np.linspace(0, len(there), LOTS, endpoint=False).astype(np.int64)
        each = np.add.reduceat(each[mixed], begin, axis=0)
        apart_ = np.add.reduceat(apart_[:, mixed], begin, axis=1)
    n = max(len(each), 1)
    weights = chance.multinomial(n, np.full(n, 1 / n), size=draws)[:, :len(each)].astype(np.float64)
    of = np.tensordot(weights, each, axes=1)
    pairs = np.stack([np.tensordot(weights, one, axes=1) for one in apart_]) if len(apart_) else (
        np.zeros((0, draws, *found.pairs.shape[2:])))
    return {name: _points(values) for name, values in coefficients(of, pairs).items()}


def _points(values: np.ndarray) -> np.ndarray:
    """Points of each column of draws; of what is NaN in some of them those of the others."""
    ordered = np.sort(values, axis=0)  # NaN comes last
    n = (~np.isnan(values)).sum(axis=0)
    points = []
    for share in (0.025, 0.975):
        at = share * np.maximum(n - 1, 0)
        low = np.floor(at).astype(np.int64)
        below, above = (np.take_along_axis(ordered, np.minimum(one, np.maximum(n - 1, 0))[None], axis=0)[0]
                        for one in (low, low + 1))
        points.append(np.where(n >= _DEFINED * len(values), below + (above - below) * (at - low), np.nan))
    return np.stack(points)


def _beyond(observed: np.ndarray, expected: np.ndarray | float, has_both: np.ndarray) -> np.ndarray:
    left = 1 - expected
    found: np.ndarray = np.where(has_both & (left > NOTHING), (observed - expected) / left, np.nan)
    return found


def _kappas(pairs: np.ndarray) -> np.ndarray:
    n, one, other, both = np.moveaxis(pairs, -1, 0)
    observed = (n - one - other + 2 * both) / n
    expected = (one * other + (n - one) * (n - other)) / n ** 2
    return _beyond(observed, expected, n > 0)


def _f1s(pairs: np.ndarray) -> np.ndarray:
    _n, one, other, both = np.moveaxis(pairs, -1, 0)
    found: np.ndarray = np.where(one + other > 0, 2 * both / (one + other), np.nan)
    return found


def _mean(of_pair: np.ndarray) -> np.ndarray:
    """The mean over pairs that have the number; NaN where none has."""
    is_there = ~np.isnan(of_pair)
    total = np.where(is_there, of_pair, 0).sum(axis=0)
    found: np.ndarray = np.where(is_there.any(axis=0), total / np.maximum(is_there.sum(axis=0), 1), np.nan)
    return found
