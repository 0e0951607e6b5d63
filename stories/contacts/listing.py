"""The contacts of families, in pages, and one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from pilot import access
from pilot.access import Right, Viewer
from pilot.clock import today
from pilot.door import use_case
from pilot.errors import NotFound
from pilot.paging import ALL, Order, Paged, Source, Wanted, fetch
from pilot.words import N_
from stories.contacts.noting import NOT_THERE

if TYPE_CHECKING:
    from sqlite_utils import Database

SILENT_DAYS = 31  # without a contact: it is asked whether there was none


class Contact(NamedTuple):
    """A contact as it was noted.

    Attributes:
        guid, family_guid, family, coach: guids and pseudonyms. on: ISO date.
        kind: of `kinds.KINDS`. minutes: how long. waited_min: minutes from question to answer, None without a question.
        who: with whom, of `kinds.WITH`. story: guid of the document of its story, '' for none or one out of reach.
        note: '' also while the family's consent to analysing does not hold. removed: it was taken away.
    """

    guid: str
    family_guid: str
    family: str
    coach: str
    on: str
    kind: str
    minutes: int
    waited_min: int | None
    note: str
    who: tuple[str, ...]
    story: str
    removed: bool


class Silent(NamedTuple):
    """A supported family without a contact of late; last_on: ISO or None."""

    guid: str
    pseudonym: str
    last_on: str | None


ORDERS = {"new": Order(N_("newest first"), "c.on_date DESC, c.contact_id DESC"),
          "old": Order(N_("oldest first"), "c.on_date, c.contact_id"),
          "long": Order(N_("longest first"), "c.minutes DESC, c.contact_id DESC")}
SILENT_ORDERS = {"long": Order(N_("longest silent first"), "coalesce(l.last_on, ''), l.pseudonym, l.guid"),
                 "name": Order(N_("by name"), "l.pseudonym COLLATE NOCASE, l.guid")}
_SOURCE = ("FROM (SELECT c.*, CASE WHEN {} THEN c.note ELSE '' END AS words FROM contact c JOIN family f"
           " USING (family_id)) c JOIN family f USING (family_id) JOIN person p ON p.person_id = c.by_person"
           " LEFT JOIN document d ON d.story_id = c.story_id")
_COLUMNS = ("c.guid, f.guid, f.pseudonym, p.pseudonym, c.on_date, c.kind, c.minutes, c.waited_min, c.words,"
            " coalesce((SELECT group_concat(who) FROM contact_with w WHERE w.contact_id = c.contact_id), ''),"
            " CASE WHEN {} THEN d.guid ELSE '' END, c.removed_at IS NOT NULL")


def _contact(row: tuple[Any, ...]) -> Contact:
    *told, note, who, story, removed = row
    guid, family_guid, family, coach, on, kind, minutes, waited = told
    return Contact(guid, family_guid, family, coach, on, kind, minutes, waited, note,
                   tuple(filter(None, who.split(","))), story or "", bool(removed))


@use_case(Right.KEEP_FILE, reads="contacts with families")
def listed(db: Database, viewer: Viewer, wanted: Wanted = ALL, family_guid: str = "") -> Paged[Contact]:
    """A page of the contacts with one family or ('') with all that are this viewer's."""
    where, params = access.families_where(viewer, right=Right.KEEP_FILE)
    known, more = access.documents_where(db, viewer)
    reached, of_words = access.reach.family_material_where(db, "analyse", "f")
    found = fetch(db, _COLUMNS.format(known), Source(
        f"{_SOURCE.format(reached)} WHERE {where} AND ? IN ('', f.guid) AND c.removed_at IS NULL",
        (*of_words, *params, family_guid),
        "f.pseudonym || ' ' || p.pseudonym || ' ' || c.on_date || ' ' || c.words"), wanted, ORDERS, more)
    return found.of(_contact(row) for row in found)


@use_case(Right.KEEP_FILE, reads="contacts with families")
def contact(db: Database, viewer: Viewer, guid: str) -> Contact:
    """One contact, also one that was taken away. Raises: NotFound."""
    where, params = access.families_where(viewer, right=Right.KEEP_FILE)
    known, more = access.documents_where(db, viewer)
    reached, of_words = access.reach.family_material_where(db, "analyse", "f")
    row = db.conn.execute(
        f"SELECT {_COLUMNS.format(known)} {_SOURCE.format(reached)} WHERE c.guid = ? AND {where}",
        (*more, *of_words, guid, *params)).fetchone()
    if row is None:
        raise NotFound(NOT_THERE)
    return _contact(row)


@use_case(Right.KEEP_FILE, reads="families")
def silent(db: Database, viewer: Viewer, wanted: Wanted = ALL, told_since: str = "") -> Paged[Silent]:
    """Supported families with which no contact was noted for a month, where the pilot notes contacts at all.

    A coach gets the families she supports now. Whoever began less than a month ago is not silent yet.

    Args:
        told_since: only families with a story since this ISO date, where another list has the others; '' for all.
    """
    told, of_told = access.reach.documents_where(db)
    where, params = access.families_where(viewer, right=Right.KEEP_FILE)
    day = today(db)
    own, own_params = "1", []
    if viewer.only_own(Right.KEEP_FILE):
        own = ("EXISTS (SELECT 1 FROM coaching c WHERE c.family_id = f.family_id AND c.coach_id = ? AND c.from_on <= ?"
               " AND (c.until_on IS NULL OR c.until_on >= ?))")
        own_params = [viewer.coach_id, day, day]
    long_ago = f"date(?, '-{SILENT_DAYS} days')"
    found = fetch(db, "l.guid, l.pseudonym, l.last_on", Source(
        "FROM (SELECT f.guid, f.pseudonym, (SELECT max(c.on_date) FROM contact c WHERE c.family_id = f.family_id"
        "  AND c.removed_at IS NULL) AS last_on"
        f" FROM family f WHERE {where} AND {own} AND EXISTS (SELECT 1 FROM contact)"
        "  AND EXISTS (SELECT 1 FROM support_period p WHERE p.family_id = f.family_id"
        f"  AND p.starts_on <= {long_ago} AND (p.ends_on IS NULL OR p.ends_on >= ?))) l"
        f" WHERE (l.last_on IS NULL OR l.last_on < {long_ago}) AND (? = '' OR EXISTS (SELECT 1 FROM document d"
        f" JOIN family f USING (family_id) WHERE f.guid = l.guid AND d.kind = 'story' AND d.told_on >= ? AND {told}))",
        (*params, *own_params, day, day, day, told_since, told_since, *of_told), "l.pseudonym"), wanted,
        SILENT_ORDERS)
    return found.of(Silent(*row) for row in found)
