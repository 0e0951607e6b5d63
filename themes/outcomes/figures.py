"""The figures of outcomes: by domain, over domains, by group, and what goes together. Nothing is drawn here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from themes.outcomes import comparing, counting, testing
from themes.outcomes.testing import Tested

if TYPE_CHECKING:
    from themes.outcomes.counting import AtWave, Change, Domains, Fall, Total
    from themes.outcomes.laid import Laid
    from themes.outcomes.testing import TooFew

AT_FIRST, AT_LAST, CHANGE, OWN_CHANGE = "first", "last", "change", "own"


class Absent(NamedTuple):
    """Families whose score is not known, by why: looked for and not found, scored and not settled, nobody looked, and
    not that far yet. Together they are the missing."""

    unknown: int
    unsettled: int
    nobody: int
    not_yet: int


@dataclass(frozen=True)
class Domain:
    """One domain at the two waves."""

    key: str
    first: AtWave
    last: AtWave
    absent_first: Absent
    absent_last: Absent
    change: Change


class OfChange(NamedTuple):
    """Whether what changed in a domain is more than chance; `holm` is p corrected for the domains tested beside it."""

    key: str
    tested: Tested | TooFew
    holm: float | None


@dataclass(frozen=True)
class Over:
    """Over the domains: problem domains and totals at each wave, domains improved and worsened, how far totals fell."""

    problems: dict[str, Domains]
    totals: dict[str, Total]
    improved: Domains
    worsened: Domains
    fall: Fall


@dataclass(frozen=True)
class OfGroup:
    """A group in one domain: at both waves, and what changed."""

    first: AtWave
    last: AtWave
    change: Change


@dataclass(frozen=True)
class Beside:
    """One domain by group; whether the groups differ at the start, and in their change (the fall of their scores).

    `in_share`: whether two groups differ in the share of families that improved; None unless there are two.
    """

    key: str
    groups: dict[str, OfGroup]
    at_start: Tested | TooFew
    in_change: Tested | TooFew
    in_share: Tested | TooFew | None


class Voices(NamedTuple):
    """Two voices on the same families in one domain at one wave.

    Attributes:
        other: mean of the other's scores of these families, as `own` is of the chosen voice's; None of nobody.
        change: improved: the other sees less of a problem; stable: the same; worsened: more.
    """

    key: str
    own: float | None
    other: float | None
    change: Change


def domains(of: Laid) -> list[Domain]:
    """Every domain at the two waves."""
    return [Domain(key, counting.at_wave(first), counting.at_wave(last), absent(of, of.first, key),
                   absent(of, of.last, key), counting.change(*_moving(of, key)))
            for key in of.cube.domains
            for first, last in [(of.cube.at(of.first, key), of.cube.at(of.last, key))]]


def changes(of: Laid) -> list[OfChange]:
    """Of every domain whether what changed is more than chance."""
    found = [(key, testing.moved(*_moving(of, key))) for key in of.cube.domains]
    corrected = iter(comparing.holm([one.p for _key, one in found if isinstance(one, Tested)]))
    return [OfChange(key, one, next(corrected) if isinstance(one, Tested) else None) for key, one in found]


def _moving(of: Laid, key: str) -> tuple[np.ndarray, np.ndarray]:
    """The scores of a domain at the first and the last wave; nobody has two while there is one wave."""
    first, last = of.cube.at(of.first, key), of.cube.at(of.last, key)
    return first, last if of.moves else np.full(len(first), np.nan)


def absent(of: Laid, wave: str, domain: str) -> Absent:
    """Why families have no score of a domain at a wave."""
    at, place = of.cube.waves.index(wave), of.cube.domains.index(domain)
    unknown, unsettled = of.unknown[:, at, place], of.unsettled[:, at, place]
    nobody = np.isnan(of.cube.values[:, at, place]) & ~unknown & ~unsettled
    due = of.due[:, at]
    return Absent(int(unknown.sum()), int(unsettled.sum()), int((nobody & due).sum()), int((nobody & ~due).sum()))


def over(of: Laid) -> Over:
    """The figures over the domains of a family."""
    waves = dict.fromkeys((of.first, of.last))
    moving = of.cube if of.moves else of.cube.of(np.zeros(len(of.cube.families), dtype=bool))
    return Over({wave: counting.problem_domains(of.cube, wave) for wave in waves},
                {wave: counting.total(of.cube, wave) for wave in waves},
                counting.moved_domains(moving, of.first, of.last, improved=True),
                counting.moved_domains(moving, of.first, of.last, improved=False),
                counting.fall(moving, of.first, of.last))


def beside(of: Laid) -> list[Beside]:
    """Every domain by group."""
    return [_beside(of, key) for key in of.cube.domains]


def _beside(of: Laid, key: str) -> Beside:
    first, last = of.cube.at(of.first, key), of.cube.at(of.last, key)
    fell = np.subtract(*_moving(of, key))
    groups = {name: OfGroup(counting.at_wave(first[at]), counting.at_wave(last[at]),
                            counting.change(np.zeros(len(at)), -fell[at])) for name, at in of.groups.items()}
    changes = [one.change for one in groups.values()]
    shares = [number for one in changes for number in (one.improved, one.n)]
    return Beside(key, groups, _differ([first[at] for at in of.groups.values()]),
                  _differ([fell[at] for at in of.groups.values()]),
                  testing.shares(*shares) if len(changes) == 2 else None)


def _differ(groups: list[np.ndarray]) -> Tested | TooFew:
    if len(groups) == 2:
        return testing.two_groups(*groups)
    return testing.many_groups(groups)


def correlations(of: Laid, what: str) -> list[list[Tested | TooFew]]:
    """How domains go together: Spearman's rho of each with each before it, at one of the waves or of the change.

    Args:
        what: AT_FIRST, AT_LAST or CHANGE (the fall of the score).
    """
    first, last = (of.cube.values[:, of.cube.waves.index(wave)] for wave in (of.first, of.last))
    values = {AT_FIRST: first, AT_LAST: last, CHANGE: first - last}[what]
    return [[testing.together(values[:, row], values[:, column]) for column in range(row)]
            for row in range(values.shape[1])]


def own_change(of: Laid) -> list[Tested | TooFew]:
    """Of each domain how the score at the start goes with its own fall. The two are coupled by arithmetic: who begins
    at 0 cannot fall, and what is measured too high once falls by itself. It is no finding."""
    first, last = (of.cube.values[:, of.cube.waves.index(wave)] for wave in (of.first, of.last))
    return [testing.together(first[:, at], (first - last)[:, at]) for at in range(first.shape[1])]


def voices(of: Laid, other: str, wave: str) -> list[Voices]:
    """The chosen voice and another on the same families, never averaged."""
    found = []
    for key in of.cube.domains:
        one, two = of.cube.at(wave, key), of.others[other].at(wave, key)
        both = ~(np.isnan(one) | np.isnan(two))
        found.append(Voices(key, counting.at_wave(one[both]).mean, counting.at_wave(two[both]).mean,
                            counting.change(one, two)))
    return found
