"""What waits for somebody: families about whom nothing was told lately, and drafts not yet kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot import access
from pilot.access import Right, Viewer
from pilot.clock import local_day, today
from pilot.dates import check_date
from pilot.door import use_case
from stories.entry import drafts, form

if TYPE_CHECKING:
    from sqlite_utils import Database


@use_case(Right.SEE_FAMILIES, reads="families")
def families_without_story(db: Database, viewer: Viewer, since: str) -> list[dict[str, object]]:
    """Families with running support about whom no story was told since the ISO date `since`, longest silent first.

    A coach gets the families she supports now; stories that are withdrawn or out of reach do not count.
    Returns: keys guid, pseudonym, last_told (ISO date or None), tellable (False where consent for a story is missing).
    """
    where, params = access.families_where(viewer)
    tellable, more = access.reach.tellable_where(db)
    told, of_told = access.reach.documents_where(db)
    day = today(db)
    own, own_params = "1", []
    if viewer.only_own(Right.SEE_FAMILIES):
        own = ("EXISTS (SELECT 1 FROM coaching c WHERE c.family_id = f.family_id AND c.coach_id = ? AND c.from_on <= ?"
               " AND (c.until_on IS NULL OR c.until_on >= ?))")
        own_params = [viewer.coach_id, day, day]
    rows = db.conn.execute(
        "SELECT f.guid, f.pseudonym, (SELECT max(d.told_on) FROM document d WHERE d.family_id = f.family_id"
        f"  AND d.kind = 'story' AND {told}) AS last_told, "
        f"{tellable}"
        f" FROM family f WHERE {where} AND {own} AND EXISTS (SELECT 1 FROM support_period p"
        "  WHERE p.family_id = f.family_id AND p.starts_on <= ? AND (p.ends_on IS NULL OR p.ends_on >= ?))"
        " AND (last_told IS NULL OR last_told < ?) ORDER BY coalesce(last_told, ''), f.pseudonym",
        (*of_told, *more, *params, *own_params, day, day, check_date(since)),
    )
    return [{"guid": guid, "pseudonym": pseudonym, "last_told": last_told, "tellable": bool(ok)}
            for guid, pseudonym, last_told, ok in rows]


@use_case(Right.WRITE_STORY, reads="one's own drafts")
def my_drafts(db: Database, viewer: Viewer) -> list[dict[str, object]]:
    """The viewer's open drafts, last changed first.

    Returns: keys guid, title (the first words when there is none yet), family (pseudonym or ''), changed_at (UTC),
        changed_on (the pilot's date).
    """
    where, params = access.families_where(viewer, right=Right.WRITE_STORY)
    names = dict(db.conn.execute(f"SELECT f.guid, f.pseudonym FROM family f WHERE {where}", params).fetchall())
    found: list[dict[str, object]] = []
    for draft in drafts.open_drafts(db, viewer):
        entry = form.read(draft.body)
        found.append({
            "guid": draft.guid, "title": entry.title or _first_words(entry.paragraphs),
            "family": names.get(entry.family_guid, ""), "changed_at": draft.changed_at,
            "changed_on": local_day(db, draft.changed_at)})
    return found


def _first_words(paragraphs: tuple[str, ...], limit: int = 50) -> str:
    text = paragraphs[0] if paragraphs else ""
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + " …"
