"""What is known of a family elsewhere in the pilot, by section of the dossier: shown beside what is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.access import Right, Viewer, blind
from pilot.door import use_case
from pilot.families import people, support
from pilot.vocabulary import days, domains, households, partners
from pilot.words import _, current, ngettext
from stories.file import goals, household, kin, organisations, reaching
from stories.outcomes.scores import IS_LAST

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database

    from pilot.config import Pilot
    from stories.file.household import Household

_OF_SECTION = {"housing": ("housing", "safety"), "health": ("health",), "finance": ("income", "debts"),
               "work": ("work",), "activation": ("social_capital", "cultural_capital"), "children": ("children",)}


@use_case(Right.KEEP_FILE, reads="what is known of a family")
def beside(pilot: Pilot, db: Database, viewer: Viewer, family_guid: str, on: str) -> dict[str, list[str]]:
    """By section a few lines on how it was on a day (ISO); sections of which nothing is known are left out.

    Raises: NotFound, OutOfReach.
    """
    family_id = reaching.require_words(db, viewer, family_guid)
    scores = _scores(db, viewer, family_id, on)
    found: dict[str, list[str]] = {section: [scores[one] for one in each if one in scores]
                                   for section, each in _OF_SECTION.items()}
    each: dict[str, Callable[[], list[str]]] = {
        "members": lambda: _members(pilot, db, viewer, family_guid, on),
        "referral": lambda: _referral(db, family_id),
        "history": lambda: _history(pilot, db, viewer, family_guid, on),
        "current": lambda: _current(pilot, db, viewer, family_guid, on)}
    for section, lines in each.items():
        found[section] = lines()
    return {section: lines for section, lines in found.items() if lines}


def decimal(value: float) -> str:
    """A score as it is written, such as 2,5 in Dutch."""
    from babel.numbers import format_decimal

    return str(format_decimal(value, "0.##", locale=current()))


def in_words(one: Household) -> str:
    """A household in a line, such as "alleenstaande moeder · 2 kinderen thuis"."""
    home, turns, placed = one.children
    parts = [households.name(one.kind)]
    if home is not None:
        parts.append(ngettext("{n} child at home", "{n} children at home", home).format(n=home))
    if turns:
        parts.append(ngettext("{n} in co-parenting", "{n} in co-parenting", turns).format(n=turns))
    if placed:
        parts.append(ngettext("{n} placed elsewhere", "{n} placed elsewhere", placed).format(n=placed))
    return " · ".join(parts)


def _members(pilot: Pilot, db: Database, viewer: Viewer, family_guid: str, on: str) -> list[str]:
    homes = [in_words(one) for one in household.over_time(db, viewer, family_guid) if one.holds_on(on)]
    years = {one.guid: one.birth_year for one in kin.generations(pilot, db, viewer, family_guid).members}
    roles = []
    for one in people.persons(db, viewer, family_guid):
        born = years.get(one.guid)
        role = one.role or _(people.KIND_NAMES[one.kind])
        roles.append(_("{role} ({year})").format(role=role, year=born) if born else role)
    return [*homes, *([", ".join(roles)] if roles else [])]


def _referral(db: Database, family_id: int) -> list[str]:
    row = db.conn.execute(
        "SELECT r.name FROM family f JOIN referrer r USING (referrer_id) WHERE f.family_id = ?",
        (family_id,)).fetchone()
    return [_("referred by: {who}").format(who=row[0])] if row else []


def _history(pilot: Pilot, db: Database, viewer: Viewer, family_guid: str, on: str) -> list[str]:
    lines = []
    for one in support.periods(db, viewer, family_guid):
        start = days.short(one.starts_on)
        lines.append(_("supported since {start}").format(start=start) if one.ends_on is None else _(
            "supported from {start} to {end}").format(start=start, end=days.short(one.ends_on)))
    before = [one for one in organisations.around(pilot, db, viewer, family_guid).all if (one.until_on or on) < on]
    return lines + [_("{what}, until {end}").format(what=one.called, end=days.short(one.until_on or on))
                    for one in before]


def _current(pilot: Pilot, db: Database, viewer: Viewer, family_guid: str, on: str) -> list[str]:
    there = organisations.around(pilot, db, viewer, family_guid).on(on)
    lines = []
    if there:
        count = ngettext("{n} organisation round the family", "{n} organisations round the family", len(there))
        lines.append(f"{count.format(n=len(there))}: {', '.join(partners.name(one.kind) for one in there)}")
    return lines + [_("goal: “{words}”").format(words=one.words)
                    for one in goals.goals(pilot, db, viewer, family_guid) if one.set_on <= on]


def _scores(db: Database, viewer: Viewer, family_id: int, on: str) -> dict[str, str]:
    """By life domain the last score up to a day, in a line; what several score blind only as this viewer gave it."""
    seen, params = blind.scores_seen_where(viewer)
    rows = db.conn.execute(
        "SELECT s.domain, s.value, w.label, max(s.observed_on) FROM score s JOIN wave w USING (wave_id)"
        f" WHERE {IS_LAST} AND s.state = 'scored' AND s.family_id = ? AND s.observed_on <= ? AND {seen}"
        " GROUP BY s.domain", (family_id, on, *params))
    return {key: _("{domain}: {score} of 10, where 10 is worst ({wave}, {date})").format(
        domain=domains.name(key), score=decimal(value), wave=wave, date=days.short(day))
        for key, value, wave, day in rows if key in domains.NAMES}
