"""Whom this pilot reached: what the figures of reach are computed from, read once, and the figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from pilot import access
from pilot.access import Right, Viewer
from pilot.clock import today
from pilot.door import use_case
from pilot.vocabulary.voices import COACH
from stories.outcomes import scores
from stories.outcomes.reach.kinds import ACCEPTED
from themes.outcomes import frames, reach
from themes.outcomes.reach import NOT_SAID, Count, Load, Middle, OnDay

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True)
class Reached:
    """All figures of reach.

    Attributes:
        groups: as `reach.groups`.
        months: month, place, questions, warm; in order.
        day: today (ISO). wave: the first round of measuring, '' where there is none.
        unlisted: families without a referral, counted as referred, asked and accepted. kept_out: families left out for
            want of consent, with their referrals. waiting_since: when (ISO) the one that waits longest was referred,
            None where none waits.
    """

    counts: list[Count]
    groups: list[str]
    lengths: list[Middle]
    waits: list[Middle]
    over_time: list[OnDay]
    caseloads: list[Load]
    months: pd.DataFrame
    day: str
    wave: str
    unlisted: int
    kept_out: int
    waiting_since: str | None

    @property
    def is_empty(self) -> bool:
        """Whether nobody was referred or supported yet, and no question counted."""
        return not any(one.n for one in self.counts) and self.months.empty


@use_case(Right.SEE_THEMES, reads="numbers by family")
def reached(db: Database, viewer: Viewer) -> Reached:
    """Whom the pilot reached, up to today. A family whose consent to analysing is refused, withdrawn or over does not
    count, nor does its referral."""
    day = today(db)
    supports, kept_out = _supports(db)
    referrals, helped = _referrals(db)
    families = _families(db, supports, referrals, day)
    listed = set(referrals["family_id"].dropna().astype(int))
    unlisted = families[~families["family_id"].isin(listed)]
    everybody = pd.concat([referrals, _as_referrals(unlisted)], ignore_index=True) if len(unlisted) else referrals
    names = reach.groups(everybody, families)
    known, wave = _known(db, viewer)
    hours = _hours(db)
    first = min([*supports["starts_on"], *hours["from_on"]], default=day)
    open_ones = referrals[referrals["state"].isin(["waiting", "asked"])]
    return Reached(
        reach.counts(everybody, helped, families, _closed(supports, day), known), names,
        reach.lengths(families, names), reach.waits(families, names),
        reach.over_time(supports, hours, reach.quarter_days(first, day)),
        reach.caseloads(supports, hours, names, day), _months(db), day, wave, len(unlisted), kept_out,
        str(open_ones["referred_on"].min()) if len(open_ones) else None)


def _supports(db: Database) -> tuple[pd.DataFrame, int]:
    """A row for each period of support that began, of families in reach; and how many families are not in reach."""
    reached_, params = access.reach.family_material_where(db, "analyse", "f")
    rows = db.conn.execute(
        "SELECT f.family_id, coalesce(e.name, ?), p.starts_on, p.ends_on, coalesce(c.why, ''), coalesce(c.onward, ''),"
        f" c.warm, {reached_} FROM support_period p JOIN family f USING (family_id) LEFT JOIN referrer e USING"
        " (referrer_id) LEFT JOIN closing c ON c.family_id = p.family_id AND c.starts_on = p.starts_on"
        " WHERE p.starts_on <= ? ORDER BY p.starts_on, f.family_id", (NOT_SAID, *params, today(db))).fetchall()
    found = pd.DataFrame(rows, columns=["family_id", "referrer", "starts_on", "ends_on", "why", "onward", "warm",
                                        "in_reach"]).astype({"ends_on": object, "warm": object})
    inside = found["in_reach"].astype(bool)
    return found[inside], int(found[~inside]["family_id"].nunique())


def _referrals(db: Database) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A row for each referral of no family or of one in reach; and its kinds of earlier help."""
    reached_, params = access.reach.family_material_where(db, "analyse", "f")
    rows = db.conn.execute(
        "SELECT r.referral_id, r.family_id, coalesce(e.name, ?), r.referred_on, r.state, r.asked_on IS NOT NULL,"
        " EXISTS (SELECT 1 FROM support_period p WHERE p.family_id = r.family_id AND p.starts_on <= ?),"
        " coalesce(r.known, ''), r.help_known FROM referral r LEFT JOIN family f USING (family_id) LEFT JOIN referrer e"
        " ON e.referrer_id = coalesce(r.referrer_id, f.referrer_id) WHERE r.removed_at IS NULL AND"
        f" (r.family_id IS NULL OR {reached_}) ORDER BY r.referred_on, r.referral_id",
        (NOT_SAID, today(db), *params)).fetchall()
    found = pd.DataFrame(rows, columns=[
        "referral_id", "family_id", "referrer", "referred_on", "state", "asked", "begun", "known", "help_known",
    ]).astype({"family_id": "Int64"})
    helped = pd.DataFrame(db.conn.execute("SELECT referral_id, kind FROM referral_help").fetchall(),
                          columns=["referral_id", "kind"])
    return found, helped


def _as_referrals(families: pd.DataFrame) -> pd.DataFrame:
    """Families of which no referral was noted, as if each had one: accepted, and nothing known of it."""
    return pd.DataFrame({
        "referral_id": -families["family_id"], "family_id": families["family_id"].astype("Int64"),
        "referrer": families["referrer"], "referred_on": families["starts_on"], "state": ACCEPTED, "asked": 1,
        "begun": 1, "known": "", "help_known": 0})


def _families(db: Database, supports: pd.DataFrame, referrals: pd.DataFrame, day: str) -> pd.DataFrame:
    """A row for each family that was supported, as `reach.counts` and `reach.waits` take it."""
    own = supports.assign(
        days=[_days(start, min(end or day, day)) + 1 for start, end in zip(
            supports["starts_on"], supports["ends_on"].where(supports["ends_on"].notna(), None), strict=True)],
        goes_on=supports["ends_on"].isna() | (supports["ends_on"].fillna("") > day))
    found = own.groupby("family_id", as_index=False).agg(
        referrer=("referrer", "first"), starts_on=("starts_on", "min"), days=("days", "sum"),
        periods=("starts_on", "count"), goes_on=("goes_on", "any"))
    found["ended"] = ~found.pop("goes_on").astype(bool)
    first = referrals[referrals["family_id"].notna()].groupby("family_id")["referred_on"].min()
    referred = found["family_id"].map(first)
    found["waited"] = [_days(on, start) if isinstance(on, str) and on <= start else None
                       for on, start in zip(referred, found["starts_on"], strict=True)]
    homes = pd.DataFrame(db.conn.execute(
        "SELECT family_id, max(placed), max(coalesce(at_home, 0) + coalesce(in_turns, 0) + coalesce(placed, 0))"
        " FROM household GROUP BY family_id").fetchall(), columns=["family_id", "placed", "children"])
    return found.merge(homes, "left", "family_id").astype({"waited": "float64", "placed": "float64",
                                                          "children": "float64"})


def _closed(supports: pd.DataFrame, day: str) -> pd.DataFrame:
    return supports[supports["ends_on"].fillna("9999") <= day]


def _known(db: Database, viewer: Viewer) -> tuple[pd.DataFrame, str]:
    """Which domains of which family are known at the start, as professionals scored them; and what that wave is called.

    A score on which scorers differ is known, too: somebody looked and found something.
    """
    waves = scores.waves(db)
    if not waves:
        return pd.DataFrame({"family_id": [], "domain": []}), ""
    found = frames.scores(db, viewer)
    first = waves[0].label
    there = (found["wave"] == first) & (found["voice"] == COACH) & (found["state"] != scores.UNKNOWN)
    return found.loc[there, ["family_id", "domain"]], first


def _hours(db: Database) -> pd.DataFrame:
    return pd.DataFrame(db.conn.execute(
        "SELECT w.from_on, w.until_on, w.hours / w.full_week, coalesce(r.name, '') FROM working_time w LEFT JOIN"
        " referrer r USING (referrer_id) WHERE w.removed_at IS NULL ORDER BY w.from_on").fetchall(),
        columns=["from_on", "until_on", "full_time", "referrer"]).astype({"until_on": object})


def _months(db: Database) -> pd.DataFrame:
    return pd.DataFrame(db.conn.execute(
        "SELECT month, place, questions, warm FROM month_count ORDER BY month, place").fetchall(),
        columns=["month", "place", "questions", "warm"])


def _days(start: str, end: str) -> int:
    return (date.fromisoformat(end) - date.fromisoformat(start)).days
