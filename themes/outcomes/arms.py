"""Two groups of families in figures: who was counted, how alike they were at the start, and what became of them.

Every family counts in the group it was given, whatever happened after (intention to treat). Who is not known is
missing, counted, and never guessed. A family whose consent does not hold is a number in the groups and nothing else.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.vocabulary import domains, services, trial, voices
from stories.outcomes import allocation, departures, scores, uptake
from stories.outcomes.lots import CONTROL, SUPPORT
from themes.outcomes import comparing, frames
from themes.outcomes.comparing import Difference, Measured, Share

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.config import Pilot
    from stories.outcomes.allocation import Allotted, Plan
    from stories.outcomes.departures import Departure
    from stories.outcomes.scores import Wave

ARMS = (SUPPORT, CONTROL)
UPTAKE = ["family_id", "wave", "service", "state"]
SCORED = ["family_id", "wave", "domain", "voice", "value"]


@dataclass(frozen=True)
class Trial:
    """What a comparison is counted from.

    Attributes:
        waves: labels, in order, of the waves in which anything was measured of the families.
        uptake: family_id, wave, service, state (yes, no, unknown). scores: as `frames.scores` gives them.
        families: as `frames.families` gives them: those in reach. screened: looked at and in no group, by kind.
        ends: by wave and family_id the ISO date until which it was measured, where that is known.
    """

    plan: Plan
    allotted: list[Allotted]
    waves: list[str]
    uptake: pd.DataFrame
    scores: pd.DataFrame
    families: pd.DataFrame
    departures: list[Departure]
    screened: dict[str, int]
    ends: dict[str, dict[int, str]]

    def name(self, arm: str) -> str:
        """What a group is called."""
        return self.plan.support if arm == SUPPORT else self.plan.control

    def of(self, arm: str) -> list[Allotted]:
        """The families that were given a group."""
        return [one for one in self.allotted if one.arm == arm]

    @cached_property
    def arm_of(self) -> dict[int, str]:
        """The group of each family that may be counted today, by `family_id`."""
        return {one.family_id: one.arm for one in self.allotted if one.in_reach}

    @cached_property
    def answers(self) -> dict[tuple[str, str], dict[str, Counter[str]]]:
        """By (wave, service) and group how often which state was said."""
        found: dict[tuple[str, str], dict[str, Counter[str]]] = {}
        for family, wave, service, state in self.uptake[UPTAKE].itertuples(index=False):
            found.setdefault((wave, service), {arm: Counter() for arm in ARMS})[self.arm_of[family]][state] += 1
        return found

    @cached_property
    def used_waves(self) -> list[str]:
        """The waves in which anything is said of services, in order."""
        said = {wave for wave, _service in self.answers}
        return [one for one in self.waves if one in said]

    @cached_property
    def values(self) -> dict[tuple[str, str, str], dict[str, dict[int, float]]]:
        """By (voice, domain, wave) and group the score of each family, by `family_id`."""
        found: dict[tuple[str, str, str], dict[str, dict[int, float]]] = {}
        scored = self.scores.loc[self.scores["state"] == scores.SCORED, SCORED]
        for family, wave, domain, voice, value in scored.itertuples(index=False):
            found.setdefault((voice, domain, wave), {arm: {} for arm in ARMS})[self.arm_of[family]][family] = value
        return found

    @cached_property
    def voices(self) -> list[str]:
        """Whose scores there are, in the order of voices."""
        there = {voice for voice, _domain, _wave in self.values}
        return [one for one in voices.VOICES if one in there]


class Counts(NamedTuple):
    """Of the families that were given a group: how many answers of each kind; `out`: consent does not hold."""

    yes: int
    no: int
    unknown: int
    missing: int
    out: int

    @property
    def share(self) -> Share:
        """yes out of those that are known."""
        return Share(self.yes, self.yes + self.no)

    @property
    def given(self) -> int:
        """All families that were given the group."""
        return sum(self)


class TakeUp(NamedTuple):
    """A service at one wave; difference: with support minus without; extremes: what it could be if all were known.

    `p_of_all`: p after Holm over all services of this wave; None where there is none.
    """

    service: str
    wave: str
    support: Counts
    control: Counts
    difference: Difference | None
    extremes: tuple[float, float] | None
    p_of_all: float | None


class Line(NamedTuple):
    """A line of how alike the groups were at the start.

    Attributes:
        kind: "site", "referrer", "domain" or "service"; name: of the site or referrer, else a key.
        support, control: shares, or means of scores from 0 to 10. apart: difference in standard deviations, None where
            it cannot be worked out. voice: whose score it is, '' for what is no score.
    """

    kind: str
    name: str
    support: Share | Measured
    control: Share | Measured
    apart: float | None
    voice: str = ""


class Course(NamedTuple):
    """A life domain from the first wave to the last, in one group: of those known at both."""

    start: Measured
    end: Measured
    change: Measured


class Domain(NamedTuple):
    """A life domain in both groups; difference: change with support minus change without (lower is better)."""

    domain: str
    voice: str
    support: Course
    control: Course
    difference: Difference | None
    p_of_all: float | None


class Reached(NamedTuple):
    """One wave in the flow of a group: families measured, and those not, by why."""

    wave: str
    measured: int
    no_more: int
    lost: int
    out: int
    otherwise: int


class Flow(NamedTuple):
    """One group in the flow: how many were given it, what went otherwise, and how far they were measured."""

    arm: str
    name: str
    given: int
    not_begun: int
    other_arm: int
    stopped: int
    waves: tuple[Reached, ...]


@use_case(Right.SEE_THEMES, reads="numbers by family")
def load(pilot: Pilot, db: Database, viewer: Viewer) -> Trial | None:
    """What the comparison of this pilot is counted from; None while nobody said how families are divided."""
    plan = allocation.plan(db, viewer)
    if plan is None:
        return None
    allotted = allocation.allotted(db, viewer)
    members = {one.family_id for one in allotted if one.in_reach}
    used = pd.DataFrame(uptake.counted(db, viewer), columns=UPTAKE)
    scored = frames.scores(db, viewer)
    used, scored = used[used["family_id"].isin(members)], scored[scored["family_id"].isin(members)]
    seen = set(used["wave"]) | set(scored["wave"])
    waves = [one for one in scores.waves(db) if one.label in seen]
    return Trial(
        plan, allotted, [one.label for one in waves], used, scored, frames.families(db, viewer),
        departures.listed(pilot, db, viewer), departures.screened(db, viewer),
        {one.label: _ends(one, allotted) for one in waves})


def counts(found: Trial, arm: str, service: str, wave: str) -> Counts:
    """How the families of a group answer for a service at a wave."""
    said = found.answers.get((wave, service), {}).get(arm, Counter())
    yes, no, unknown = (said[state] for state in services.STATES)
    reach = sum(one == arm for one in found.arm_of.values())
    return Counts(yes, no, unknown, reach - yes - no - unknown, len(found.of(arm)) - reach)


def take_up(found: Trial, wave: str) -> list[TakeUp]:
    """Every service of which anything is known at a wave, in the order of services."""
    rows = []
    for service in (one for one in services.SERVICES if (wave, one) in found.answers):
        support, control = (counts(found, arm, service, wave) for arm in ARMS)
        bounds = comparing.extremes(support.share, support.given, control.share, control.given) if (
            support.given and control.given) else None
        rows.append(TakeUp(service, wave, support, control, comparing.of_shares(support.share, control.share),
                           bounds, None))
    return [row._replace(p_of_all=p) for row, p in zip(rows, _raised([row.difference for row in rows]), strict=True)]


def balance(found: Trial) -> list[Line]:
    """How alike the groups were at the start: site, referrer, scores by each voice and services at the first wave. No
    tests: chance alone made any difference that is there (CONSORT 2010, item 15)."""
    lines = [line for kind in ("site", "referrer") for line in _categories(found, kind)]
    if not found.waves:
        return lines
    first = found.waves[0]  # what is measured later only is no start
    for voice, domain in product(found.voices, domains.DOMAINS):
        one, other = (comparing.measured(list(_scores(found, arm, domain, first, voice).values())) for arm in ARMS)
        if one.n or other.n:
            lines.append(Line("domain", domain, one, other, comparing.standardised(one, other), voice))
    for used in take_up(found, first):
        shares = used.support.share, used.control.share
        lines.append(Line("service", used.service, *shares, comparing.standardised_shares(*shares)))
    return lines


def uneven(lines: list[Line]) -> list[Line]:
    """Those that lie so far apart that they are pointed at."""
    return [one for one in lines if one.apart is not None and abs(one.apart) >= comparing.UNEVEN]


def courses(found: Trial, voice: str) -> list[Domain]:
    """Every life domain that is known at the first wave and the last of some family, in the order of domains."""
    if len(found.waves) < 2:
        return []
    rows = []
    for domain in domains.DOMAINS:
        both = [_course(found, arm, domain, voice) for arm in ARMS]
        if any(len(change) for _course_of, change in both):
            (support, one), (control, other) = both
            rows.append(Domain(domain, voice, support, control, comparing.of_means(one, other), None))
    return [row._replace(p_of_all=p) for row, p in zip(rows, _raised([row.difference for row in rows]), strict=True)]


def flow(found: Trial) -> list[Flow]:
    """Both groups from being given to the last wave.

    That a family was lost or wants no more is why it is missing at the waves after that day; where it is not known
    until when a wave was measured, at each wave that it misses.
    """
    return [Flow(arm, found.name(arm), len(found.of(arm)), _otherwise(found, arm, trial.NOT_BEGUN),
                 _otherwise(found, arm, trial.OTHER_ARM), _otherwise(found, arm, trial.STOPPED),
                 tuple(_reached(found, arm, wave) for wave in found.waves))
            for arm in ARMS]


def _otherwise(found: Trial, arm: str, kind: str) -> int:
    """How many families of a group something went otherwise with."""
    own = {one.family_id for one in found.of(arm)}
    return len({one.family_id for one in found.departures if one.kind == kind} & own)


def _ends(wave: Wave, allotted: list[Allotted]) -> dict[int, str]:
    if wave.kind == "dates":
        return {one.family_id: wave.ends_on for one in allotted}
    if wave.months is None:
        return {}
    later = pd.DateOffset(months=wave.months)
    return {one.family_id: (pd.Timestamp(one.starts_on) + later).date().isoformat()
            for one in allotted if one.starts_on}


def _reached(found: Trial, arm: str, wave: str) -> Reached:
    known = set(found.uptake.loc[(found.uptake["wave"] == wave) & (found.uptake["state"] != services.UNKNOWN),
                                 "family_id"])
    known |= set(found.scores.loc[(found.scores["wave"] == wave) & (found.scores["state"] == scores.SCORED),
                                  "family_id"])
    ends = found.ends[wave]
    gone = {kind: {one.family_id for one in found.departures
                   if one.kind == kind and one.on <= ends.get(one.family_id, "9999")}
            for kind in (trial.NO_MORE, trial.LOST)}
    tally = dict.fromkeys(("measured", "no_more", "lost", "out", "otherwise"), 0)
    for one in found.of(arm):
        why = ("measured" if one.family_id in known and one.in_reach else
               "no_more" if one.family_id in gone[trial.NO_MORE] else "out" if not one.in_reach else
               "lost" if one.family_id in gone[trial.LOST] else "otherwise")
        tally[why] += 1
    return Reached(wave, **tally)


def _categories(found: Trial, kind: str) -> list[Line]:
    of_arm = [found.families.loc[found.families["family_id"].map(found.arm_of) == arm, kind] for arm in ARMS]
    known = [one[one != ""] for one in of_arm]
    lines = []
    for name in sorted(set(known[0]) | set(known[1])):
        shares = [Share(int((one == name).sum()), len(one)) for one in known]
        lines.append(Line(kind, name, shares[0], shares[1], comparing.standardised_shares(*shares)))
    return lines


def _scores(found: Trial, arm: str, domain: str, wave: str, voice: str) -> dict[int, float]:
    return found.values.get((voice, domain, wave), {}).get(arm, {})


def _course(found: Trial, arm: str, domain: str, voice: str) -> tuple[Course, list[float]]:
    """The course, and the change of each family."""
    first, last = (_scores(found, arm, domain, found.waves[at], voice) for at in (0, -1))
    both = [family for family in first if family in last]
    start, end = [first[family] for family in both], [last[family] for family in both]
    change = [after - before for before, after in zip(start, end, strict=True)]
    return Course(*(comparing.measured(one) for one in (start, end, change))), change


def _raised(found: list[Difference | None]) -> list[float | None]:
    """p of each after Holm over those that have one."""
    ps = [one.p for one in found if one and one.p is not None]
    raised = iter(comparing.holm(ps))
    return [next(raised) if one and one.p is not None else None for one in found]
