"""Whom the pilot reached, as figures of plain frames: the funnel, who was known before, length of support, caseload.

Groups are who referred: a name, NOT_SAID where nobody said, EVERYBODY for all. What is not known is counted as such and
never guessed.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from pilot.vocabulary import partners
from pilot.vocabulary.domains import DOMAINS
from stories.outcomes.reach.kinds import ACCEPTED, ASKED, KNOWN, REFUSED, WAITING, WHY, WRONG

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

EVERYBODY, NOT_SAID = "", "?"
FUNNEL, KNOWN_DOMAINS, BEFORE, HELP, CHILDREN, CLOSED = "funnel", "domains", "before", "help", "children", "closed"
REFERRALS, FAMILIES, PERIODS, CHILDREN_COUNTED = "referrals", "families", "periods", "children"
DAYS_A_MONTH = 365.25 / 12
SHORTEST = 30  # days: who was supported for less is left out of the figures, as in the report on Mechelen

# What stands in the funnel, in its order: (what, part of what, unit). The first of each unit is part of nothing.
STEPS = (
    ("referred", "referred", REFERRALS), ("waiting", "referred", REFERRALS), ("wrong", "referred", REFERRALS),
    ("asked", "referred", REFERRALS), ("no answer", "asked", REFERRALS), ("refused", "asked", REFERRALS),
    ("accepted", "asked", REFERRALS), ("not begun", "accepted", REFERRALS), ("supported", "supported", FAMILIES),
    ("short", "supported", FAMILIES), ("counted", "supported", FAMILIES), ("any domain", "counted", FAMILIES),
    ("all domains", "counted", FAMILIES), ("closed", "supported", FAMILIES), ("onward", "closed", FAMILIES),
    ("reopened", "supported", FAMILIES),
)
WHOLES = frozenset(what for what, of, _unit in STEPS if what == of)


class Count(NamedTuple):
    """So many (`n`) of how many (`of`), in `unit`, of a group; `what` of which `part` of the figures."""

    part: str
    what: str
    group: str
    n: int
    of: int
    unit: str


class Middle(NamedTuple):
    """Mean and median over `n` families of a group; None without any."""

    group: str
    n: int
    mean: float | None
    median: float | None


class OnDay(NamedTuple):
    """On a day (ISO): families in support, full-time workers, families for each (None where no hours are known)."""

    day: str
    families: int
    full_time: float
    caseload: float | None


class Load(NamedTuple):
    """Over all days of a group on which hours are known: days of families, days of full-time workers, the first over
    the second (None without such a day)."""

    group: str
    family_days: int
    full_time_days: float
    caseload: float | None


def groups(referrals: pd.DataFrame, families: pd.DataFrame) -> list[str]:
    """EVERYBODY first, then who referred, by name, then NOT_SAID where of some nobody said it; one group alone is
    EVERYBODY."""
    found = sorted({*referrals["referrer"], *families["referrer"]},
                   key=lambda name: (name == NOT_SAID, name.casefold()))
    return [EVERYBODY, *found] if len(found) > 1 else [EVERYBODY]


def of_group(frame: pd.DataFrame, group: str) -> pd.DataFrame:
    """The rows of a group; frame: with a column referrer."""
    return frame if group == EVERYBODY else frame[frame["referrer"] == group]


def counts(
    referrals: pd.DataFrame, helped: pd.DataFrame, families: pd.DataFrame, periods: pd.DataFrame, known: pd.DataFrame,
) -> list[Count]:
    """Every count, for every group.

    Args:
        referrals: a row each: referral_id, referrer, state, asked (bool), begun (bool), known ('' where nobody said),
            help_known (bool).
        helped: referral_id, kind. families: a row for each that was supported: family_id, referrer, days (of support),
            ended (bool), periods (how many), placed and children (NaN where nobody said).
        periods: a row for each that ended: family_id, referrer, why and onward ('' where nobody said), warm (bool or
            None). known: family_id, domain: what of the counted families is known at the start.
    """
    rows: list[tuple[Any, ...]] = []
    for group in groups(referrals, families):
        own, theirs, ended = (of_group(frame, group) for frame in (referrals, families, periods))
        kept = theirs[~is_short(theirs)]
        of_kept = known[known["family_id"].isin(kept["family_id"])]
        found = {**_referred(own), **_supported(theirs, ended, of_kept)}
        rows += [(FUNNEL, what, group, found[what], found[of], unit) for what, of, unit in STEPS]
        per_domain = of_kept.groupby("domain")["family_id"].nunique()
        rows += [(KNOWN_DOMAINS, domain, group, int(per_domain.get(domain, 0)), len(kept), FAMILIES)
                 for domain in DOMAINS]
        rows += [(part, what, group, n, of, unit) for part, what, n, of, unit in (
            *_before(own), *_help(own, helped), *_children(theirs), *_why(ended))]
    return [Count(*row) for row in rows]


def is_short(families: pd.DataFrame) -> pd.Series[bool]:
    """Which families' support ended before it lasted SHORTEST days."""
    return families["ended"].astype(bool) & (families["days"] < SHORTEST)


def _referred(own: pd.DataFrame) -> dict[str, int]:
    state = own["state"]
    accepted = state == ACCEPTED
    asked = accepted | state.isin([ASKED, REFUSED]) | own["asked"].astype(bool)
    return {"referred": len(own), "waiting": int((state == WAITING).sum()), "wrong": int((state == WRONG).sum()),
            "asked": int(asked.sum()), "no answer": int((state == ASKED).sum()),
            "refused": int((state == REFUSED).sum()), "accepted": int(accepted.sum()),
            "not begun": int((accepted & ~own["begun"].astype(bool)).sum())}


def _supported(theirs: pd.DataFrame, ended: pd.DataFrame, known: pd.DataFrame) -> dict[str, int]:
    domains = known.groupby("family_id")["domain"].nunique()
    short, closed = int(is_short(theirs).sum()), theirs[theirs["ended"].astype(bool)]
    onward = ended[(ended["onward"] != "") & ended["family_id"].isin(closed["family_id"])]
    return {"supported": len(theirs), "short": short, "counted": len(theirs) - short, "any domain": len(domains),
            "all domains": int((domains == len(DOMAINS)).sum()), "closed": len(closed),
            "onward": int(onward["family_id"].nunique()), "reopened": int((theirs["periods"] > 1).sum())}


def _before(own: pd.DataFrame) -> list[tuple[Any, ...]]:
    accepted = own[own["state"] == ACCEPTED]
    said = accepted[accepted["known"] != ""]
    return [*((BEFORE, what, int((said["known"] == what).sum()), len(said), REFERRALS) for what in KNOWN),
            (BEFORE, NOT_SAID, len(accepted) - len(said), len(accepted), REFERRALS)]


def _help(own: pd.DataFrame, helped: pd.DataFrame) -> list[tuple[Any, ...]]:
    accepted = own[own["state"] == ACCEPTED]
    said = accepted[accepted["help_known"].astype(bool)]
    theirs = helped[helped["referral_id"].isin(said["referral_id"])]
    none, of_kind = len(said) - int(theirs["referral_id"].nunique()), theirs.groupby("kind")["referral_id"].nunique()
    return [*((HELP, kind, int(of_kind.get(kind, 0)), len(said), REFERRALS) for kind in partners.KINDS),
            (HELP, "none", none, len(said), REFERRALS),
            (HELP, NOT_SAID, len(accepted) - len(said), len(accepted), REFERRALS)]


def _children(theirs: pd.DataFrame) -> list[tuple[Any, ...]]:
    said = theirs[theirs["placed"].notna()]
    return [(CHILDREN, "families", int((said["placed"] > 0).sum()), len(said), FAMILIES),
            (CHILDREN, "children", int(said["placed"].sum()), int(said["children"].sum()), CHILDREN_COUNTED),
            (CHILDREN, NOT_SAID, len(theirs) - len(said), len(theirs), FAMILIES)]


def _why(ended: pd.DataFrame) -> list[tuple[Any, ...]]:
    said, onward = ended[ended["why"] != ""], ended[ended["onward"] != ""]
    warm = onward[onward["warm"].notna()]
    return [*((CLOSED, what, int((said["why"] == what).sum()), len(said), PERIODS) for what in WHY),
            (CLOSED, NOT_SAID, len(ended) - len(said), len(ended), PERIODS),
            (CLOSED, "warm", int(warm["warm"].astype(bool).sum()), len(warm), PERIODS)]


def lengths(families: pd.DataFrame, names: Sequence[str]) -> list[Middle]:
    """Length of support that ended, in months of 30.4 days; families: as `counts` takes them."""
    finished = families[families["ended"].astype(bool)]
    return [_middle(name, of_group(finished, name)["days"] / DAYS_A_MONTH) for name in names]


def waits(families: pd.DataFrame, names: Sequence[str]) -> list[Middle]:
    """Days from the referral to the start of support.

    Args:
        families: as `counts` takes them, with waited (NaN where it is not known).
    """
    return [_middle(name, of_group(families, name)["waited"].dropna()) for name in names]


def _middle(name: str, own: pd.Series[float]) -> Middle:
    return Middle(name, len(own), float(own.mean()), float(own.median())) if len(own) else Middle(name, 0, None, None)


def quarter_days(first: str, last: str) -> list[str]:
    """The first days (ISO) of the quarters from the one after `first` (or at it) up to `last`."""
    year, month = int(first[:4]), (int(first[5:7]) - 1) // 3 * 3 + 1
    found: list[str] = []
    while (day := f"{year}-{month:02d}-01") <= last:
        if day >= first:
            found.append(day)
        year, month = (year + 1, 1) if month > 9 else (year, month + 3)
    return found


def over_time(supports: pd.DataFrame, hours: pd.DataFrame, days: Iterable[str]) -> list[OnDay]:
    """Caseload on some days.

    Args:
        supports: starts_on, ends_on (ISO, None while it goes on), referrer. hours: from_on, until_on, full_time (part
            of a full week), referrer (EVERYBODY for all families).
    """
    found = []
    for day in days:
        families = int(_holds(supports, "starts_on", "ends_on", day).sum())
        full_time = float(hours["full_time"][_holds(hours, "from_on", "until_on", day)].sum())
        found.append(OnDay(day, families, full_time, families / full_time if full_time else None))
    return found


def _holds(frame: pd.DataFrame, start: str, end: str, day: str) -> pd.Series[bool]:
    return (frame[start] <= day) & (frame[end].isna() | (frame[end].fillna("") >= day))


def caseloads(supports: pd.DataFrame, hours: pd.DataFrame, names: Sequence[str], until: str) -> list[Load]:
    """Caseload over all days up to `until` (ISO) on which hours are known; of a referrer only hours count that are for
    its families. Frames as `over_time` takes them."""
    found = []
    for name in names:
        own = hours if name == EVERYBODY else hours[hours["referrer"] == name]
        worked = [(first, last, full) for (first, last), full in zip(
            _days_of(own, "from_on", "until_on", until), own["full_time"], strict=True) if last >= first]
        full_days = float(sum((last - first + 1) * full for first, last, full in worked))
        covered = _joined((first, last) for first, last, _full in worked)
        supported = _days_of(of_group(supports, name), "starts_on", "ends_on", until)
        family_days = sum(max(0, min(last, end) - max(first, start) + 1)
                          for start, end in supported for first, last in covered)
        found.append(Load(name, family_days, full_days, family_days / full_days if full_days else None))
    return found


def _days_of(frame: pd.DataFrame, start: str, end: str, until: str) -> list[tuple[int, int]]:
    """First and last day of each row as numbers, up to `until`, which also stands for an end that is not there yet."""
    ends = frame[end].where(frame[end].notna(), until)
    return [(_day(first), min(_day(last), _day(until))) for first, last in zip(frame[start], ends, strict=True)]


def _joined(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches of days, both ends inclusive, with those that touch made into one."""
    made: list[tuple[int, int]] = []
    for first, last in sorted(stretches):
        if made and first <= made[-1][1] + 1:
            made[-1] = (made[-1][0], max(made[-1][1], last))
        else:
            made.append((first, last))
    return made


def _day(day: str) -> int:
    return date.fromisoformat(day).toordinal()
