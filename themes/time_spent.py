"""Time spent with families, counted from contacts, beside the time that is told about.

Counted: minutes and contacts noted, over the days on which a family was supported. Told: codings of time investment, by
voice and direction. The two are of different kinds, and stand beside each other; neither proves the other.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from coding.book import codebook
from coding.marks.packed import SIGN_NUMBERS
from pilot import access
from pilot.access import Right, Viewer
from pilot.dates import add_months, months_since
from pilot.door import use_case
from pilot.vocabulary.voices import VOICES
from themes import frames, heard
from themes.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlite_utils import Database

    from themes.frames import Material

CODE = "tijdsinvestering"
DAYS_A_MONTH = 365.25 / 12
DAYS_A_WEEK = 7
WITHIN_MIN = 24 * 60  # an answer within a day, as Mechelen's GO-team promised
QUARTER_MONTHS = 3
SIGNS = {number: sign for sign, number in SIGN_NUMBERS.items()} | {0: ""}
Period = tuple[str, str | None]  # from and until (ISO, inclusive), None while it goes on


class Contact(NamedTuple):
    """A contact as it counts: ISO date, kind, minutes, minutes from question to answer or None."""

    on: str
    kind: str
    minutes: int
    waited_min: int | None


@dataclass(frozen=True)
class Spent:
    """A family's row.

    Attributes:
        days: on which it was supported in the period. contacts, minutes: of these days. outside: contacts left out
            because they were on other days.
        hours_a_month, contacts_a_week: over the days of support; None without such a day.
        waits: how many contacts answered a question. median_wait_min: None without one. within_day: of them within 24
            hours.
        said: codings of time investment by (voice, direction), '' where none is stated.
    """

    guid: str
    family: str
    days: int
    contacts: int
    minutes: int
    outside: int
    hours_a_month: float | None
    contacts_a_week: float | None
    waits: int
    median_wait_min: float | None
    within_day: int
    said: dict[tuple[str, str], int]


@dataclass(frozen=True)
class TimeSpent:
    """All of it.

    Attributes:
        rows: families with support in the period, by pseudonym. kept_out: families that consent keeps out.
        first, last: the period (ISO). sentence: whose codings, and which codebook; '' where the code is not in it.
        scope: of the codings. visits: per family its visits a week by quarter of support (the first is 0), None for a
            quarter without a day of support in the period.
    """

    rows: list[Spent]
    kept_out: int
    first: str
    last: str
    sentence: str
    scope: Scope
    visits: dict[str, list[float | None]]


@use_case(Right.SEE_THEMES, reads="numbers by family")
def time_spent(db: Database, viewer: Viewer, scope: Scope | None = None) -> TimeSpent | None:
    """Time counted and time told, per family, from the first contact to the last that anybody noted; None before it.

    Args:
        scope: its period (on the axis of telling for what is told), and whose codings count.

    Raises: BadInput for a scope that cannot be, NotAllowed.
    """
    noted = db.conn.execute("SELECT min(on_date), max(on_date) FROM contact WHERE removed_at IS NULL").fetchone()
    if not noted[0]:
        return None
    scope = scope or Scope()
    reached, params = access.reach.family_material_where(db, "analyse", "f")
    families = db.conn.execute(
        f"SELECT f.family_id, f.guid, f.pseudonym, {reached} FROM family f WHERE EXISTS"
        " (SELECT 1 FROM support_period p WHERE p.family_id = f.family_id) ORDER BY f.pseudonym", params).fetchall()
    periods, contacts = _periods(db), _contacts(db)
    # A pilot that began to note late, or stopped, did not see nobody before and after: it did not say.
    first, last = max(scope.from_on, noted[0]), min(scope.until_on or noted[1], noted[1])
    material = _material(db, viewer, scope)
    said = told(db, material) if material else {}
    rows, visits = [], {}
    for family_id, guid, pseudonym, counts in families:
        own = clipped(periods[family_id], first, last)
        if counts and own:
            rows.append(spent(guid, pseudonym, own, contacts[family_id], said.get(family_id, {}), (first, last)))
            visits[guid] = by_quarter(periods[family_id], contacts[family_id], first, last)
    return TimeSpent(rows, sum(not one[3] for one in families), first, last, material.sentence() if material else "",
                     scope, visits)


def _material(db: Database, viewer: Viewer, scope: Scope) -> Material | None:
    """What was coded as time investment; None without a codebook that has it."""
    version = codebook.newest(db)
    if version is None:
        return None
    keys = {row[0] for row in db.conn.execute("SELECT key FROM code")}
    return frames.load(db, viewer, scope, CODE) if CODE in keys else None


def told(db: Database, material: Material) -> dict[int, dict[tuple[str, str], int]]:
    """Codings of time investment per family_id by voice and direction; one over two voices counts for each."""
    of_document = dict(zip(material.documents["document_id"], material.documents["family_id"], strict=True))
    found: dict[int, dict[tuple[str, str], int]] = defaultdict(lambda: defaultdict(int))
    for voice in VOICES if len(material.marks) else ():
        own = material.marks[heard.in_voice(db, material.marks, voice)]
        for document_id, sign in zip(own["document_id"], own["sign"], strict=True):
            found[int(of_document[document_id])][voice, SIGNS[int(sign)]] += 1
    return {family: dict(counts) for family, counts in found.items()}


def clipped(periods: Sequence[Period], first: str, last: str) -> list[tuple[str, str]]:
    """The parts of periods that lie between two ISO dates, both inclusive; in order, none over another."""
    parts = sorted((max(start, first), min(end or last, last)) for start, end in periods)
    made: list[tuple[str, str]] = []
    for start, end in parts:
        start = max(start, _next(made[-1][1])) if made else start
        if start <= end:
            made.append((start, end))
    return made


def days_in(periods: Iterable[tuple[str, str]]) -> int:
    """How many days, both ends included, lie in periods that do not overlap."""
    return sum(_day(end) - _day(start) + 1 for start, end in periods)


def spent(
    guid: str, family: str, support: Sequence[tuple[str, str]], contacts: Sequence[Contact],
    said: dict[tuple[str, str], int], period: tuple[str, str],
) -> Spent:
    """A family's row; support: as `clipped` gives it, period: first and last day (ISO), both inclusive."""
    seen = [one for one in contacts if period[0] <= one.on <= period[1]]
    own = [one for one in seen if any(start <= one.on <= end for start, end in support)]
    days, minutes = days_in(support), sum(one.minutes for one in own)
    waits = [one.waited_min for one in own if one.waited_min is not None]
    return Spent(
        guid, family, days, len(own), minutes, len(seen) - len(own),
        minutes / 60 / (days / DAYS_A_MONTH) if days else None, len(own) / (days / DAYS_A_WEEK) if days else None,
        len(waits), median(waits) if waits else None, sum(one <= WITHIN_MIN for one in waits), said)


def by_quarter(periods: Sequence[Period], contacts: Sequence[Contact], first: str, last: str) -> list[float | None]:
    """Visits a week in each three months since support first began; None where no day of a quarter counts."""
    begun = min(start for start, _end in periods)
    support = clipped(periods, first, last)
    days: dict[int, int] = defaultdict(int)
    visits: dict[int, int] = defaultdict(int)
    for start, end in support:
        for at in range(*(months_since(begun, day) // QUARTER_MONTHS for day in (start, end))):
            following = _reached(begun, (at + 1) * QUARTER_MONTHS)
            days[at] += _day(following) - _day(start)
            start = following
        days[months_since(begun, end) // QUARTER_MONTHS] += _day(end) - _day(start) + 1
    for one in contacts:
        if one.kind == "visit" and any(start <= one.on <= end for start, end in support):
            visits[months_since(begun, one.on) // QUARTER_MONTHS] += 1
    return [visits[at] / (days[at] / DAYS_A_WEEK) if days[at] else None for at in range(max(days, default=-1) + 1)]


def _reached(begun: str, months: int) -> str:
    """The first day (ISO) that is so many whole months after another, as `months_since` counts."""
    day = add_months(begun, months)
    return day if day[8:] == begun[8:] else _next(day)


def _periods(db: Database) -> dict[int, list[Period]]:
    found: dict[int, list[Period]] = defaultdict(list)
    for family_id, start, end in db.conn.execute("SELECT family_id, starts_on, ends_on FROM support_period"):
        found[family_id].append((start, end))
    return found


def _contacts(db: Database) -> dict[int, list[Contact]]:
    found: dict[int, list[Contact]] = defaultdict(list)
    for family_id, *rest in db.conn.execute(
            "SELECT family_id, on_date, kind, minutes, waited_min FROM contact WHERE removed_at IS NULL"
            " ORDER BY on_date"):
        found[family_id].append(Contact(*rest))
    return found


def _day(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _next(day: str) -> str:
    return date.fromordinal(_day(day) + 1).isoformat()
