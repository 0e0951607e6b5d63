"""Finding the stories that a round can hold."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from pilot import access
from pilot.access import Right, Viewer
from pilot.door import use_case
from stories.choose.rounds import STORIES, STORY, Asked, Candidate, candidate

if TYPE_CHECKING:
    from sqlite_utils import Database


class Period(NamedTuple):
    """From and until when the stories tell of (ISO); '' for no limit."""

    start: str = ""
    end: str = ""


# When it happened, where that was said, else when it was told; a story of a period counts in all of it.
_WHEN = ("(? = '' OR coalesce(d.event_until, d.event_from, d.told_on) >= ?)"
         " AND (? = '' OR coalesce(d.event_from, d.told_on) <= ?)")
_ASKED = (
    "(? = '' OR si.key = ?) AND (? = '' OR y.course = ?) AND (? = '' OR d.voice = ?)"
    " AND (? = '' OR EXISTS (SELECT 1 FROM story_domain o WHERE o.story_id = y.story_id AND o.domain = ?))"
    " AND (? = '[]' OR EXISTS (SELECT 1 FROM choice_story e JOIN choice_round er USING (round_id)"
    " WHERE e.document_id = d.document_id AND e.chosen AND er.state = 'chosen'"
    " AND er.guid IN (SELECT value FROM json_each(?))))")


@use_case(Right.LEAD_CHOOSING, reads="titles")
def found(db: Database, viewer: Viewer, period: Period, asked: Asked) -> list[Candidate]:
    """Stories free of names and in reach that tell of this period and are asked for, in order of when they happened."""
    del viewer
    where, params = access.choosing.offered_where(db)
    rounds = json.dumps(list(asked.rounds))
    of_period = [one for limit in period for one in (limit, limit)]
    given = [one for key in (asked.site, asked.course, asked.voice, asked.domain, rounds) for one in (key, key)]
    return [candidate(row) for row in db.conn.execute(
        f"SELECT {STORY} FROM {STORIES} WHERE {_WHEN} AND {_ASKED} AND {where}"
        " ORDER BY coalesce(d.event_from, d.told_on), d.document_id", (*of_period, *given, *params))]


@use_case(Right.LEAD_CHOOSING, reads="municipalities")
def sites(db: Database, viewer: Viewer) -> dict[str, str]:
    """Key and name of the municipalities that have families, by name."""
    del viewer
    return dict(db.conn.execute(
        "SELECT key, name FROM site s WHERE EXISTS (SELECT 1 FROM family f WHERE f.site_id = s.site_id)"
        " ORDER BY name").fetchall())
