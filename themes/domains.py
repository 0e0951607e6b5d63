"""Life domains by rubric: five ordered levels, from 10 (worst) over 7.5, 5 and 2.5 to 0 (no problem).

The rubric and the way of reporting are those of the GO-team's book (Mechelen, 2019): per domain N, missing, mean.
A mean here is a result, not an effect, and every page that shows it says so.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence

LEVELS = (10.0, 7.5, 5.0, 2.5, 0.0)


def domain_means(scores: pd.DataFrame, families: Sequence[object]) -> pd.DataFrame:
    """Per domain how many families are known, how many are missing, and their mean score.

    Args:
        scores: one row per family and domain: domain, family, score (one of LEVELS, or NaN where it is not known).
        families: every family that should have scores; those without stay missing, never 0.

    Returns: domain (in order of first appearance), n, missing, mean (0-10, NaN where nobody is known).
    Raises: ValueError for a score outside the rubric, a family that is not in `families`, or two scores for one.
    """
    if scores.duplicated(["domain", "family"]).any():
        raise ValueError("two scores for one family in one domain")
    if not set(scores["family"]) <= set(families):
        raise ValueError("a score of a family that is not among the families")
    known = scores.dropna(subset=["score"])
    if not set(known["score"]) <= set(LEVELS):
        raise ValueError("a score outside the rubric")
    rows = []
    for domain in dict.fromkeys(scores["domain"]):
        own = known.loc[known["domain"] == domain, "score"]
        rows.append((domain, len(own), len(families) - len(own), float(own.mean()) if len(own) else float("nan")))
    return pd.DataFrame(rows, columns=["domain", "n", "missing", "mean"])


def one_decimal(mean: float) -> str:
    """A mean with one decimal, halves upwards as the book rounds, such as '3.6'."""
    return str(Decimal(repr(round(mean, 9))).quantize(Decimal("0.1"), ROUND_HALF_UP))
