"""Scores of life domains counted: per domain and wave, what changed, and over the domains of a family.

All of it is of values as they are in hand (a `Cube`), with no pilot behind it, so that the command line, the pages and
a release count alike. A score is 0 (no problem) to 10 (worst); what is not known is NaN, never 0. Nothing is rounded.

Source: the way of reporting of the GO-team's book (Mechelen, 2019).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from themes.shares import PERCENTAGE_FROM

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    import pandas as pd

BEST, WORST = 0.0, 10.0


@dataclass(frozen=True)
class Cube:
    """Scores by family, wave and domain.

    Attributes:
        families, waves, domains: what the three axes of `values` are of, each in its order, each once.
        values: float64 of shape (families, waves, domains), 0-10, NaN where the score is not known.
    """

    families: Sequence[Hashable]
    waves: Sequence[str]
    domains: Sequence[str]
    values: np.ndarray

    def of(self, rows: np.ndarray) -> Cube:
        """The same of some families. Args: rows: booleans, or places in `families`."""
        places = np.arange(len(self.families))[rows]
        return Cube([self.families[at] for at in places], self.waves, self.domains, self.values[places])

    def at(self, wave: str, domain: str) -> np.ndarray:
        """The score of every family in one domain at one wave."""
        found: np.ndarray = self.values[:, self.waves.index(wave), self.domains.index(domain)]
        return found

    def complete(self, wave: str) -> np.ndarray:
        """Of every family whether all domains are known at a wave."""
        found: np.ndarray = ~np.isnan(self.values[:, self.waves.index(wave)]).any(axis=1)
        return found


@dataclass(frozen=True)
class AtWave:
    """One domain at one wave.

    Attributes:
        n: families whose score is known; missing: those whose score is not. Together all families.
        mean: 0-10, None where nobody is known.
        counts: score to families that have it, the worst first; no score that nobody has.
    """

    n: int
    missing: int
    mean: float | None
    counts: dict[float, int]

    @property
    def percent(self) -> dict[float, float] | None:
        """Score to its share of `n` in percent; None while so few are known that a percentage would mislead."""
        if self.n < PERCENTAGE_FROM:
            return None
        return {score: 100 * families / self.n for score, families in self.counts.items()}


@dataclass(frozen=True)
class Change:
    """Of the families known at both waves (`n`) how many have a lower, the same and a higher score at the last."""

    improved: int
    stable: int
    worsened: int

    @property
    def n(self) -> int:
        """Families known at both waves."""
        return self.improved + self.stable + self.worsened


@dataclass(frozen=True)
class Domains:
    """A number of domains per family.

    Attributes:
        n: families all of whose domains are known (for a change: at both waves).
        mean: of that number, None where `n` is 0.
        distribution: families by number of domains, from none to all, also numbers that no family has.
    """

    n: int
    mean: float | None
    distribution: dict[int, int]


@dataclass(frozen=True)
class Total:
    """The sum of a family's scores: `n` families all of whose domains are known, and the mean (None where n is 0)."""

    n: int
    mean: float | None


@dataclass(frozen=True)
class Fall:
    """How far the total fell, of families all of whose domains are known at both waves.

    Attributes:
        n: those families.
        first, last: mean total at the two waves, None where n is 0.
        halved: of the `falling` families that began above 0 those whose total fell by half or more.
    """

    n: int
    first: float | None
    last: float | None
    halved: int
    falling: int

    @property
    def relative(self) -> float | None:
        """(first - last) / first as a fraction; None where nothing was there to fall, or nobody is known."""
        if not self.first or self.last is None:
            return None
        return (self.first - self.last) / self.first


def cube(scores: pd.DataFrame, families: Sequence[Hashable], waves: Sequence[str], domains: Sequence[str]) -> Cube:
    """Scores laid out by family, wave and domain.

    Args:
        scores: one row per score: family, wave, domain, value (0-10, or NaN where it is not known). Rows of a family,
            a wave or a domain that is not asked for are left out.

    Raises: ValueError for two scores of one family, wave and domain, and for a value that is no score.
    """
    flat = places(scores, families, waves, domains)
    inside = flat >= 0
    flat, given = flat[inside], scores["value"].to_numpy(dtype=np.float64)[inside]
    if len(np.unique(flat)) < len(flat):
        raise ValueError("two scores of one family in one domain at one wave")
    if ((given < BEST) | (given > WORST)).any():
        raise ValueError("a score that is not from 0 to 10")
    values = np.full((len(families), len(waves), len(domains)), np.nan)
    values.ravel()[flat] = given
    return Cube(families, waves, domains, values)


def places(
    scores: pd.DataFrame, families: Sequence[Hashable], waves: Sequence[str], domains: Sequence[str]
) -> np.ndarray:
    """Where each row of scores stands in a cube laid flat; -1 where it stands nowhere."""
    family, wave, domain = (scores[name].map({one: at for at, one in enumerate(of)}).fillna(-1).to_numpy(dtype=np.int64)
                            for name, of in (("family", families), ("wave", waves), ("domain", domains)))
    flat = (family * len(waves) + wave) * len(domains) + domain
    return np.where((family < 0) | (wave < 0) | (domain < 0), -1, flat)


def at_wave(values: np.ndarray) -> AtWave:
    """One domain at one wave. Args: values: the score of every family, NaN where it is not known."""
    known = values[~np.isnan(values)]
    scores, families = np.unique(known, return_counts=True)
    counts = {float(score): int(n) for score, n in zip(scores[::-1], families[::-1], strict=True)}
    return AtWave(len(known), len(values) - len(known), _mean(known), counts)


def change(first: np.ndarray, last: np.ndarray) -> Change:
    """What became of the same families' scores from one wave to another; lower is better."""
    return Change(int((last < first).sum()), int((last == first).sum()), int((last > first).sum()))


def problem_domains(of: Cube, wave: str) -> Domains:
    """On how many domains families have a problem (a score above 0) at a wave."""
    own = of.values[of.complete(wave), of.waves.index(wave)]
    return _domains((own > BEST).sum(axis=1), len(of.domains))


def moved_domains(of: Cube, first: str, last: str, *, improved: bool) -> Domains:
    """On how many domains families improved (or worsened) from one wave to another."""
    known = of.values[of.complete(first) & of.complete(last)]
    before, after = known[:, of.waves.index(first)], known[:, of.waves.index(last)]
    moved = after < before if improved else after > before
    return _domains(moved.sum(axis=1), len(of.domains))


def total(of: Cube, wave: str) -> Total:
    """The total score of families at a wave."""
    own = of.values[of.complete(wave), of.waves.index(wave)].sum(axis=1)
    return Total(len(own), _mean(own))


def fall(of: Cube, first: str, last: str) -> Fall:
    """How far the total score fell from one wave to another."""
    known = of.values[of.complete(first) & of.complete(last)].sum(axis=2)
    before, after = known[:, of.waves.index(first)], known[:, of.waves.index(last)]
    began = before > BEST
    return Fall(len(known), _mean(before), _mean(after), int((after <= before / 2)[began].sum()), int(began.sum()))


def _domains(numbers: np.ndarray, of: int) -> Domains:
    families = np.bincount(numbers, minlength=of + 1)
    return Domains(len(numbers), _mean(numbers), {number: int(n) for number, n in enumerate(families)})


def _mean(values: np.ndarray) -> float | None:
    return float(values.sum() / len(values)) if len(values) else None
