"""The timeline of one family: what was told and what happened, as one list in order of time.

A coach sees that a conversation took place and whose voice it was, never more of it unless she told it herself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from pilot import access, dates
from pilot.access import Right, Viewer
from pilot.clock import today
from pilot.door import use_case

if TYPE_CHECKING:
    from sqlite_utils import Database

KINDS = ("support_start", "support_end", "coach_start", "coach_end", "milestone", "story", "interview")


@dataclass(frozen=True)
class Item:
    """One thing on the line; dates ISO.

    Attributes:
        kind: one of `KINDS`.
        on: where it stands: when it happened or began; a conversation stands where it took place, `told_on`.
        since, until: the period it is about or lasted; None for one day or when it goes on.
        told_on: when a story or conversation was told, '' for the rest.
        voice: whose voice, '' where nobody tells.
        title: '' for what this viewer may not read.
        course: of a story this viewer may read, else ''.
        domains: life domains of such a story.
        who: pseudonym of the coach it is about.
        document: guid to open, '' when there is nothing this viewer may open.
        doubtful: a date of it lies far outside the time of the pilot, and off the line.
    """

    kind: str
    on: str
    since: str | None = None
    until: str | None = None
    told_on: str = ""
    voice: str = ""
    title: str = ""
    course: str = ""
    domains: tuple[str, ...] = ()
    who: str = ""
    document: str = ""
    doubtful: bool = False

    @property
    def dates(self) -> tuple[str, ...]:
        """Every date it has."""
        return tuple(day for day in (self.on, self.since, self.until, self.told_on) if day)


@dataclass(frozen=True)
class Timeline:
    """A family's line: `first` and `last` are the ISO dates between which it runs, `items` in order of time.

    What is doubtful can lie outside: one slip in a year must not make a line of a century.
    """

    family_guid: str
    pseudonym: str
    site: str
    first: str
    last: str
    items: tuple[Item, ...]


@use_case(Right.SEE_TIMELINE, reads="what happened in a family, and titles")
def timeline(db: Database, viewer: Viewer, family_guid: str) -> Timeline:
    """The line of a family this viewer may know of. Raises: NotFound, NotAllowed."""
    family_id = access.require_family(db, viewer, family_guid, Right.SEE_TIMELINE)
    name, site = db.conn.execute(
        "SELECT f.pseudonym, coalesce(s.name, '') FROM family f LEFT JOIN site s USING (site_id) WHERE family_id = ?",
        (family_id,)).fetchone()
    happened = [*_support(db, family_id), *_coaching(db, family_id), *_milestones(db, family_id)]
    (started_on,) = db.conn.execute("SELECT started_on FROM pilot").fetchone() or (None,)
    items, first, last = drawn(in_order([*happened, *_told(db, viewer, family_id)]), started_on, today(db))
    return Timeline(family_guid, name, site, first, last, items)


def in_order(items: list[Item]) -> tuple[Item, ...]:
    """By date; on one day support and coaches begin first and end last."""
    rank = {"support_start": 0, "coach_start": 1, "coach_end": 8, "support_end": 9}
    return tuple(sorted(items, key=lambda one: (one.on, rank.get(one.kind, 5), one.told_on, one.title)))


def drawn(items: tuple[Item, ...], started_on: str | None, today: str) -> tuple[tuple[Item, ...], str, str]:
    """The items, doubtful ones marked, and the first and last ISO date of the line.

    Args:
        started_on: when the pilot began, None where nobody said so.
        today: where the line ends when there is nothing on it.
    """
    starts = [one.on for one in items if one.kind == "support_start"]
    earliest, latest = dates.time_of_pilot(started_on, starts, today)
    days = [day for one in items for day in one.dates if earliest <= day <= latest]
    marked = tuple(
        replace(one, doubtful=not (earliest <= min(one.dates) and max(one.dates) <= latest)) for one in items)
    return marked, min(days, default=today), max(days, default=today)


def share(first: str, last: str, day: str) -> float:
    """Where `day` lies between two ISO dates, 0 at the first and 1 at the last (0 when they are the same)."""
    start, end, at = (date.fromisoformat(one).toordinal() for one in (first, last, day))
    return min(1.0, max(0.0, (at - start) / (end - start))) if end > start else 0.0


def _support(db: Database, family_id: int) -> list[Item]:
    rows = db.conn.execute(
        "SELECT starts_on, ends_on, end_reason FROM support_period WHERE family_id = ?", (family_id,)).fetchall()
    begun = [Item("support_start", start, start, end) for start, end, _ in rows]
    return begun + [Item("support_end", end, title=reason) for _, end, reason in rows if end]


def _coaching(db: Database, family_id: int) -> list[Item]:
    rows = db.conn.execute(
        "SELECT p.pseudonym, c.from_on, c.until_on FROM coaching c JOIN person p ON p.person_id = c.coach_id"
        " WHERE c.family_id = ?", (family_id,)).fetchall()
    begun = [Item("coach_start", start, start, end, who=who) for who, start, end in rows]
    return begun + [Item("coach_end", end, who=who) for who, _, end in rows if end]


def _milestones(db: Database, family_id: int) -> list[Item]:
    rows = db.conn.execute("SELECT on_date, label FROM milestone WHERE family_id = ?", (family_id,))
    return [Item("milestone", day, title=label) for day, label in rows]


def _told(db: Database, viewer: Viewer, family_id: int) -> list[Item]:
    """Stories and conversations; of what this viewer may not open only the kind, the voice and when it was told."""
    where, params = access.documents_where(db, viewer)
    reached, more = access.reach.documents_where(db)
    readable, readable_params = access.versions_where(viewer)
    rows = db.conn.execute(
        f"SELECT d.guid, d.kind, d.voice, d.title, d.told_on, d.event_from, d.event_until, s.course, ({where}),"
        f" EXISTS (SELECT 1 FROM document_version v WHERE v.document_id = d.document_id AND {readable}),"
        " coalesce((SELECT group_concat(domain) FROM story_domain o WHERE o.story_id = d.story_id), '')"
        f" FROM document d LEFT JOIN story s USING (story_id) WHERE d.family_id = ? AND {reached}",
        (*params, *readable_params, family_id, *more))
    return [_told_item(row) for row in rows]


def _told_item(row: tuple[Any, ...]) -> Item:
    guid, kind, voice, title, told_on, start, end, course, is_theirs, readable, domains = row
    closed = Item(kind, told_on, told_on=told_on, voice=voice)
    if not is_theirs:
        return closed
    return replace(
        closed, on=(start if kind == "story" else None) or told_on, since=start, until=end, title=title,
        course=course or "",
        domains=tuple(filter(None, domains.split(","))), document=guid if readable else "")
