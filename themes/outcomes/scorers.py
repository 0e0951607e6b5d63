"""How far those who scored the same families blind agree, per life domain: of plain values, as for codes.

Sources: Cohen 1968, Weighted kappa (weights that grow with the square of the distance); Krippendorff 2011, Computing
Krippendorff's alpha-reliability (ordinal). An unknown is no value and agrees with nothing: it is counted apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from coding.agreement.coefficients import krippendorff_alpha
from coding.agreement.ratings import Ratings
from pilot.vocabulary.domains import DOMAINS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stories.outcomes.rounds import Pair

STEP = 2.5  # between two levels of the rubric
ENOUGH = 10  # families scored twice, under which no coefficient is given: one family more would move it far


@dataclass(frozen=True)
class Line:
    """How far scorers agree on a life domain ('' for all together).

    Attributes:
        families: scored by two people or more (of all domains together: family and domain).
        pairs: pairs of scorers who both gave a score. same, near: of these, how many gave the same, and how many the
            same or one level apart.
        one_unknown: pairs of whom one gave a score and the other says it is not known; both_unknown: both say so.
        alpha: Krippendorff's, ordinal; None under ENOUGH families, or where all scores are one value.
        apart: mean distance of the pairs on the scale from 0 to 10; None without a pair.
    """

    domain: str
    families: int
    pairs: int
    same: int
    near: int
    one_unknown: int
    both_unknown: int
    alpha: float | None
    apart: float | None


def agreement(given: Iterable[Pair]) -> list[Line]:
    """A line for each life domain that two people scored blind, in the order of DOMAINS, and last all together.

    Args:
        given: what each gave in rounds that are shown; a slot is a round, family, life domain and voice.
    """
    slots: dict[tuple[str, int, str, str], dict[str, float | None]] = {}
    for one in given:
        slots.setdefault((one.round, one.family_id, one.domain, one.voice), {})[one.scorer] = one.value
    twice = {slot: found for slot, found in slots.items() if len(found) > 1}
    lines = [_line(domain, [found for slot, found in twice.items() if slot[2] == domain]) for domain in DOMAINS]
    return [*(one for one in lines if one.families), _line("", list(twice.values()))] if twice else []


def _line(domain: str, slots: list[dict[str, float | None]]) -> Line:
    pairs = [pair for found in slots for pair in combinations(found.values(), 2)]
    both = [abs(one - other) for one, other in pairs if one is not None and other is not None]
    neither = sum(one is None and other is None for one, other in pairs)
    return Line(
        domain, len(slots), len(both), sum(far == 0 for far in both), sum(far <= STEP for far in both),
        len(pairs) - len(both) - neither, neither, krippendorff_alpha(_ratings(slots), "ordinal")
        if sum(sum(value is not None for value in found.values()) > 1 for found in slots) >= ENOUGH else None,
        float(np.mean(both)) if both else None)


def _ratings(slots: list[dict[str, float | None]]) -> Ratings:
    scorers = sorted({scorer for found in slots for scorer in found})
    values = sorted({value for found in slots for value in found.values() if value is not None})
    at = {value: place for place, value in enumerate(values)}
    marks = np.array([[at[value] if (value := found.get(scorer)) is not None else -1 for scorer in scorers]
                      for found in slots], dtype=np.int64).reshape(len(slots), len(scorers))
    return Ratings(marks, tuple(values), np.ones(len(slots), dtype=np.int64))
