"""What is there and not shown: documents and recordings that were withdrawn, or that consent puts out of reach."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from pilot import access
from pilot.access import Right, reach
from pilot.access.reach import Stand, Standing
from pilot.clock import local_day
from pilot.door import use_case

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import Viewer

_HEAD = "d.guid, d.title, d.kind, f.pseudonym, f.guid, d.told_on"
_SOUND = "r.guid, coalesce(d.title, ''), 'recording', f.pseudonym, f.guid, r.recorded_on"
_KEYS = ("guid", "title", "kind", "family", "family_guid", "told_on")


@use_case(Right.BRING_BACK, reads="titles")
def withdrawn(db: Database, viewer: Viewer) -> list[dict[str, Any]]:
    """Documents and recordings that were withdrawn, last withdrawn first.

    Returns: keys guid, title ('' of a recording without a text), kind ('interview', 'story', 'recording'), family
        (pseudonym), family_guid, told_on, withdrawn_on (the pilot's date), reason, by (label of who withdrew it; ''
        when it is not known).
    """
    rows = db.conn.execute(
        f"SELECT {_HEAD}, d.withdrawn_at, d.withdrawn_reason, coalesce(u.label, '') FROM document d"
        " JOIN family f USING (family_id) LEFT JOIN user u ON u.user_id = d.withdrawn_by"
        f" WHERE d.withdrawn_at IS NOT NULL UNION ALL SELECT {_SOUND}, r.withdrawn_at, r.withdrawn_reason,"
        " coalesce(u.label, '') FROM recording r JOIN family f USING (family_id) LEFT JOIN document d"
        " USING (recording_id) LEFT JOIN user u ON u.user_id = r.withdrawn_by WHERE r.withdrawn_at IS NOT NULL"
        " ORDER BY 7 DESC, 1").fetchall()
    keys = (*_KEYS, "withdrawn_at", "reason", "by")
    found = [dict(zip(keys, row, strict=True)) for row in rows]
    return [row | {"withdrawn_on": local_day(db, row.pop("withdrawn_at"))} for row in found]


@use_case(Right.BRING_BACK, reads="titles")
def out_of_reach(db: Database, viewer: Viewer) -> list[dict[str, Any]]:
    """Documents that may not be read or counted, and recordings that may not be played, for want of consent; by family.

    Returns: keys guid, title, kind, family, family_guid, told_on as in `withdrawn`; why: (pseudonym, `Stand`) of
        everybody whose consent is missing: to recording where a recording lets them be heard, else to analysing.
    """
    outside = json.dumps(sorted(reach.outside(db)))
    rows = db.conn.execute(
        f"SELECT {_HEAD}, d.document_id, d.family_id FROM document d JOIN family f USING (family_id)"
        f" WHERE d.withdrawn_at IS NULL AND d.document_id IN (SELECT value FROM json_each(?))"
        " ORDER BY f.pseudonym, d.told_on", (outside,))

    @cache
    def standing(person_id: int, use: str) -> Stand:
        return reach.standing(db, person_id, use)

    found = []
    asked = [(head, _asked(db, document_id, family_id)) for *head, document_id, family_id in rows.fetchall()]
    for head, who in sorted([*asked, *_sounds(db)], key=lambda one: (one[0][3], one[0][5])):
        stands = [(name, standing(person_id, use)) for person_id, name, use in who]
        said_no = [one for one in stands if one[1].how in (Standing.WITHDRAWN, Standing.REFUSED)]
        missing = [one for one in stands if one[1].how not in (Standing.LIVE, Standing.NO_RECORD)]
        found.append(dict(zip(_KEYS, head, strict=True)) | {"why": said_no or missing})
    return found


@use_case(Right.READ_DOCUMENTS, reads="numbers")
def counted(db: Database, viewer: Viewer) -> dict[str, int]:
    """How many documents that this viewer could otherwise read are 'withdrawn' or 'out of reach'."""
    theirs, params = access.knowable_where(viewer)
    outside, more = reach.documents_where(db)
    rows = db.conn.execute(
        f"SELECT d.withdrawn_at IS NOT NULL, count(*) FROM document d WHERE {theirs} AND NOT ({outside}) GROUP BY 1",
        (*params, *more))
    names = {0: "out of reach", 1: "withdrawn"}
    return {"out of reach": 0, "withdrawn": 0} | {names[gone]: n for gone, n in rows}


Asked = list[tuple[int, str, str]]  # number and pseudonym of a person, and the use that is asked of it


def _asked(db: Database, document_id: int, family_id: int) -> Asked:
    """Who is heard in a document, and of one that tells about a family its members too."""
    return list(db.conn.execute(
        "SELECT DISTINCT p.person_id, p.pseudonym, 'analyse' FROM document d JOIN person p ON p.person_id IN"
        " (SELECT person_id FROM document_person h WHERE h.document_id = d.document_id)"
        f" OR (p.family_id = ? AND {reach.about('d')}) WHERE d.document_id = ? ORDER BY p.person_id",
        (family_id, document_id)))


def _sounds(db: Database) -> list[tuple[list[Any], Asked]]:
    """Recordings out of reach, each with whom consent is asked of: who is heard, or the family it only tells about."""
    reached, params = reach.recordings_where(db)
    heard = reach.HEARD_IN_RECORDING.format(r="r")
    rows = db.conn.execute(
        f"SELECT {_SOUND}, r.recording_id FROM recording r JOIN family f USING (family_id) LEFT JOIN document d"
        f" USING (recording_id) WHERE {reach.NOT_WITHDRAWN.format(r='r')} AND NOT ({reached})", params).fetchall()
    return [(head, list(db.conn.execute(
        f"SELECT p.person_id, p.pseudonym, CASE WHEN p.person_id IN {heard} THEN 'record' ELSE 'analyse' END"
        f" FROM recording r JOIN person p ON p.person_id IN {heard} OR (p.family_id = r.family_id AND NOT EXISTS"
        f" (SELECT 1 FROM person q WHERE q.family_id IS NOT NULL AND q.person_id IN {heard}))"
        " WHERE r.recording_id = ? ORDER BY p.person_id", (recording_id,)))) for *head, recording_id in rows]


@use_case(Right.WITHDRAW, reads="consents")
def unasked(db: Database, viewer: Viewer) -> list[dict[str, Any]]:
    """Of whom consent is needed for what is there, and nothing is on record; it is read, and never leaves the team.

    Returns: keys family, family_guid, person (pseudonym; '' where material tells about a family of which nobody has
        any record), documents (how many), by family.
    """
    families, params = access.families_where(viewer, right=Right.WITHDRAW)
    rows = db.conn.execute(
        f"SELECT f.pseudonym, f.guid, u.pseudonym, count(DISTINCT u.document_id) FROM ({reach.UNASKED}) u"
        " JOIN document d USING (document_id) JOIN family f ON f.family_id = u.family_id"
        f" WHERE d.withdrawn_at IS NULL AND {families} GROUP BY f.family_id, u.pseudonym"
        " ORDER BY f.pseudonym, u.pseudonym", params)
    return [dict(zip(("family", "family_guid", "person", "documents"), row, strict=True)) for row in rows]
