"""Stories as lists show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot import access
from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.vocabulary.domains import DOMAINS

if TYPE_CHECKING:
    from sqlite_utils import Database


@use_case(Right.SEE_TIMELINE, reads="titles")
def stories(db: Database, viewer: Viewer) -> list[dict[str, object]]:
    """Stories this viewer may know of, last told first.

    A coach gets her own, about families of hers. Returns: keys guid (of the document), title, family, family_guid,
        told_on, event_from, event_until, course, domains (keys, in the order of `DOMAINS`), template, coach
        (pseudonym), readable, unasked (no consent of the family is recorded). How far they are coded:
        `coding.marks.progress`.
    """
    where, params = access.documents_where(db, viewer)
    readable, readable_params = access.versions_where(viewer)
    rows = db.conn.execute(
        "SELECT d.guid, d.title, f.pseudonym, f.guid, d.told_on, d.event_from, d.event_until, s.course, s.template,"
        " p.pseudonym,"
        f" EXISTS (SELECT 1 FROM document_version v WHERE v.document_id = d.document_id AND {readable}),"
        " coalesce((SELECT group_concat(domain) FROM story_domain WHERE story_domain.story_id = s.story_id), ''),"
        f" {access.reach.unasked()}"
        " FROM document d JOIN story s USING (story_id) JOIN family f ON f.family_id = d.family_id"
        f" JOIN person p ON p.person_id = s.coach_id WHERE {where} ORDER BY d.told_on DESC, d.document_id DESC",
        (*readable_params, *params))
    keys = ("guid", "title", "family", "family_guid", "told_on", "event_from", "event_until", "course", "template",
            "coach", "readable", "domains", "unasked")
    found = [dict(zip(keys, row, strict=True)) for row in rows]
    return [row | {"readable": bool(row["readable"]), "unasked": bool(row["unasked"]),
                   "domains": _in_order(str(row["domains"]))} for row in found]


def _in_order(joined: str) -> list[str]:
    chosen = set(joined.split(","))
    return [domain for domain in DOMAINS if domain in chosen]
