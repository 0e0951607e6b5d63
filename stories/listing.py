"""Stories as lists show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot import access
from pilot.access import Right, Viewer
from pilot.vocabulary.domains import DOMAINS

if TYPE_CHECKING:
    from sqlite_utils import Database


def stories(db: Database, viewer: Viewer) -> list[dict[str, object]]:
    """Stories this viewer may know of, last told first.

    A coach gets her own, about families of hers. Returns: keys guid (of the document), title, family, family_guid,
        told_on, event_from, event_until, course, domains (keys, in the order of `DOMAINS`), template, coach
        (pseudonym), readable, done and coders (coders who are done with it, and who coded anything in it), mine
        ('done', 'open' or ''), unasked (no consent of the family is recorded).
    """
    viewer.require(Right.SEE_TIMELINE)
    where, params = access.documents_where(db, viewer)
    readable, readable_params = access.versions_where(viewer)
    rows = db.conn.execute(
        "SELECT d.guid, d.title, f.pseudonym, f.guid, d.told_on, d.event_from, d.event_until, s.course, s.template,"
        " p.pseudonym,"
        f" EXISTS (SELECT 1 FROM document_version v WHERE v.document_id = d.document_id AND {readable}),"
        " (SELECT count(DISTINCT t.user_id) FROM coding_status t WHERE t.document_id = d.document_id"
        "  AND t.state = 'done'),"
        " (SELECT count(DISTINCT c.coder_id) FROM coding c WHERE c.document_id = d.document_id"
        "  AND c.retracted_at IS NULL AND c.layer = 'coder'),"
        " coalesce((SELECT group_concat(domain) FROM story_domain WHERE story_domain.story_id = s.story_id), ''),"
        " coalesce((SELECT t.state FROM coding_status t WHERE t.document_id = d.document_id AND t.user_id = ?"
        f"  ORDER BY t.codebook_version_id DESC LIMIT 1), ''), {access.reach.unasked()}"
        " FROM document d JOIN story s USING (story_id) JOIN family f ON f.family_id = d.family_id"
        f" JOIN person p ON p.person_id = s.coach_id WHERE {where} ORDER BY d.told_on DESC, d.document_id DESC",
        (*readable_params, viewer.user_id, *params))
    keys = ("guid", "title", "family", "family_guid", "told_on", "event_from", "event_until", "course", "template",
            "coach", "readable", "done", "coders", "domains", "mine", "unasked")
    found = [dict(zip(keys, row, strict=True)) for row in rows]
    return [row | {"readable": bool(row["readable"]), "unasked": bool(row["unasked"]),
                   "domains": _in_order(str(row["domains"]))} for row in found]


def _in_order(joined: str) -> list[str]:
    chosen = set(joined.split(","))
    return [domain for domain in DOMAINS if domain in chosen]
