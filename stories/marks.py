"""Stories that stand out by when and how they came: told long before they were kept, kept faster than anybody types,
or saying what another story says.

For an administrator, and no judgement: each mark has ordinary reasons. Nothing is counted by coach, no time of working
is kept, and that somebody looked stands in the record of events. What was brought in from the command line has no
moment of telling of its own.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from pilot import events
from pilot.access import Right, Viewer, reach
from pilot.clock import local_days, seconds_between
from pilot.door import use_case
from pilot.makers import OPERATOR_GUID, maker
from pilot.paging import Key, folded
from pilot.words import N_
from texts import copied

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlite_utils import Database

BACK_DATED_DAYS = 31
FASTEST = 10.0  # characters a second; who types fast does seven
LEAST_CHARS = 200
BACK_DATED, QUICK, COPIED = "back-dated", "quick", "copied"
SAID = {
    BACK_DATED: N_("Kept {n} days after the day it was told."),
    QUICK: N_("Kept {n} seconds after another story of the same account, faster than anybody types."),
    COPIED: N_("{n} percent of it stands in “{other}”, too."),
}


class Marked(NamedTuple):
    """A story that stands out.

    Attributes:
        guid, title, family, who: of the document, its family's pseudonym, the label of who kept it.
        kept_on: ISO date. kind: key of SAID. n: its number. other: title of the story that says the same.
    """

    guid: str
    title: str
    family: str
    who: str
    kept_on: str
    kind: str
    n: int
    other: str = ""


ORDERS: dict[str, Key[Marked]] = {
    "new": Key(N_("newest first"), lambda one: tuple(-ord(char) for char in one.kept_on)),
    "family": Key(N_("by family"), lambda one: (folded(one.family), one.kept_on)),
}


class _Story(NamedTuple):
    guid: str
    title: str
    family: str
    who_guid: str
    who: str
    told_on: str
    kept_at: str
    text: str
    kept_on: str = ""


@use_case(Right.SEE_EVENTS, event="read marks", reads="titles")
def marked(db: Database, viewer: Viewer) -> list[Marked]:
    """Every mark on stories that are in reach, the newest first; a story may have several."""
    where, params = reach.documents_where(db)
    told = [_Story(*row) for row in db.conn.execute(
        "SELECT d.guid, d.title, f.pseudonym, coalesce(u.guid, ''), coalesce(u.label, ''), d.told_on, d.created_at,"
        " v.text FROM document d JOIN family f USING (family_id) JOIN document_version v USING (document_id)"
        f" LEFT JOIN user u ON u.user_id = d.created_by WHERE d.kind = 'story' AND v.number = 1 AND {where}"
        " ORDER BY d.created_at, d.document_id", params)]
    days = local_days(db, (one.kept_at for one in told))
    told = [one._replace(kept_on=day) for one, day in zip(told, days, strict=True)]
    found = [*_back_dated(told), *_quick(told), *_copied(told)]
    events.read(db, viewer, "read", "marks", viewer.pilot_slug)
    return sorted(found, key=lambda one: one.kept_on, reverse=True)


def _mark(one: _Story, kind: str, n: int, other: str = "") -> Marked:
    return Marked(one.guid, one.title, one.family, maker(one.who_guid, one.who), one.kept_on, kind, n, other)


def _back_dated(told: Iterable[_Story]) -> list[Marked]:
    found = []
    for one in told:
        days = (date.fromisoformat(one.kept_on) - date.fromisoformat(one.told_on)).days
        if one.who_guid != OPERATOR_GUID and days > BACK_DATED_DAYS:
            found.append(_mark(one, BACK_DATED, days))
    return found


def _quick(told: Iterable[_Story]) -> list[Marked]:
    """Stories whose letters are more than could be typed since the same account kept one before."""
    before: dict[str, str] = {}
    found = []
    for one in told:
        last = before.get(one.who_guid)
        before[one.who_guid] = one.kept_at
        if last is None or one.who_guid in {OPERATOR_GUID, ""} or len(one.text) < LEAST_CHARS:
            continue
        took = seconds_between(last, one.kept_at)
        if len(one.text) > took * FASTEST:
            found.append(_mark(one, QUICK, round(took)))
    return found


def _copied(told: Sequence[_Story]) -> list[Marked]:
    """Stories most of whose runs of words stand in one that was kept before."""
    return [_mark(told[one.text], COPIED, one.percent, told[one.other].title)
            for one in copied.copies([one.text for one in told])]
