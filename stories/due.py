"""What waits for somebody: families about whom nothing was told lately, and drafts not yet kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pilot import access
from pilot.access import Right, Viewer
from pilot.clock import local_day, today
from pilot.dates import check_date
from pilot.door import use_case
from pilot.paging import ALL, Order, Paged, Source, Wanted, fetch
from pilot.words import N_
from stories.entry import drafts

if TYPE_CHECKING:
    from sqlite_utils import Database


class Quiet(NamedTuple):
    """A family about which nothing was told lately: `last_told` and `last_met` (the last contact) ISO or None,
    `tellable` False where consent for a story is missing."""

    guid: str
    pseudonym: str
    last_told: str | None
    tellable: bool
    last_met: str | None = None


class Draft(NamedTuple):
    """A draft in a list.

    Attributes:
        title: the first words when there is none yet. family: its pseudonym or ''.
        changed_at: UTC; `changed_on` is the pilot's date.
    """

    guid: str
    title: str
    family: str
    changed_at: str
    changed_on: str


ORDERS = {"long": Order(N_("longest silent first"), "coalesce(l.last_told, ''), l.pseudonym, l.guid"),
          "name": Order(N_("by name"), "l.pseudonym COLLATE NOCASE, l.guid")}


@use_case(Right.SEE_FAMILIES, reads="families")
def families_without_story(db: Database, viewer: Viewer, since: str, wanted: Wanted = ALL) -> Paged[Quiet]:
    """Families with running support about whom no story was told since the ISO date `since`, in pages.

    A coach gets the families she supports now; stories that are withdrawn or out of reach do not count.
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
    found = fetch(
        db, f"l.guid, l.pseudonym, l.last_told, (SELECT {tellable} FROM family f WHERE f.guid = l.guid),"
        " (SELECT max(c.on_date) FROM contact c JOIN family f USING (family_id) WHERE f.guid = l.guid"
        "  AND c.removed_at IS NULL)", Source(
            "FROM (SELECT f.guid, f.pseudonym, (SELECT max(d.told_on) FROM document d WHERE"
            f"  d.family_id = f.family_id AND d.kind = 'story' AND {told}) AS last_told"
            f" FROM family f WHERE {where} AND {own} AND EXISTS (SELECT 1 FROM support_period p"
            "  WHERE p.family_id = f.family_id AND p.starts_on <= ? AND (p.ends_on IS NULL OR p.ends_on >= ?))) l"
            " WHERE (l.last_told IS NULL OR l.last_told < ?)",
            (*of_told, *params, *own_params, day, day, check_date(since)), "l.pseudonym"), wanted, ORDERS, more)
    return found.of(Quiet(guid, pseudonym, told_on, bool(ok), met) for guid, pseudonym, told_on, ok, met in found)


@use_case(Right.WRITE_STORY, reads="one's own drafts")
def my_drafts(db: Database, viewer: Viewer) -> list[Draft]:
    """The viewer's open drafts, last changed first; what a family tells on her device is not hers to read."""
    where, params = access.families_where(viewer, right=Right.WRITE_STORY)
    names = dict(db.conn.execute(f"SELECT f.guid, f.pseudonym FROM family f WHERE {where}", params).fetchall())
    found = []
    for draft in drafts.open_drafts(db, viewer):
        entry = drafts.entry_of(db, draft.body)
        if entry.teller:
            continue
        found.append(Draft(
            draft.guid, entry.title or _first_words(entry.paragraphs), names.get(entry.family_guid, ""),
            draft.changed_at, local_day(db, draft.changed_at)))
    return found


def _first_words(paragraphs: tuple[str, ...], limit: int = 50) -> str:
    text = paragraphs[0] if paragraphs else ""
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + " …"
