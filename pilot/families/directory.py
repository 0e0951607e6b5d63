"""Families and the people in and around them, for lists and choices that hold all of a pilot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot import access
from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.families.people import FAMILY, PERSON, Family, Person
from pilot.paging import ALL, Order, Paged, Source, Wanted, fetch
from pilot.words import N_

if TYPE_CHECKING:
    from sqlite_utils import Database

ORDERS = {
    "name": Order(N_("by name"), "f.pseudonym COLLATE NOCASE, f.family_id"),
    "site": Order(N_("by site"), "coalesce(s.name, '') COLLATE NOCASE, f.pseudonym COLLATE NOCASE, f.family_id"),
    "new": Order(N_("last begun first"), "(SELECT min(starts_on) FROM support_period p WHERE p.family_id = f.family_id)"
                 " DESC, f.family_id"),
}


@use_case(Right.SEE_FAMILIES, reads="families")
def listed(db: Database, viewer: Viewer, wanted: Wanted = ALL) -> Paged[Family]:
    """A page of the families that this viewer may see."""
    where, params = access.families_where(viewer)
    found = fetch(db, FAMILY, Source(f"FROM family f LEFT JOIN site s USING (site_id) WHERE {where}", params,
                                      "f.pseudonym || ' ' || coalesce(s.name, '')"), wanted, ORDERS)
    return found.of(Family(*row) for row in found)


@use_case(Right.SEE_FAMILIES, reads="families")
def family(db: Database, viewer: Viewer, guid: str, right: Right = Right.SEE_FAMILIES) -> Family | None:
    """One family for which this viewer has `right`; None for any other."""
    where, params = access.families_where(viewer, right=right)
    row = db.conn.execute(
        f"SELECT {FAMILY} FROM family f LEFT JOIN site s USING (site_id) WHERE f.guid = ? AND {where}",
        (guid, *params)).fetchone()
    return Family(*row) if row else None


@use_case(Right.SEE_FAMILIES, reads="people by pseudonym")
def everybody(db: Database, viewer: Viewer) -> list[Person]:
    """The people of all families the viewer may know of, and the coaches and professionals, by pseudonym."""
    where, params = access.families_where(viewer, "person")
    rows = db.conn.execute(f"{PERSON} WHERE family_id IS NULL OR {where} ORDER BY pseudonym", params)
    return [Person(*row) for row in rows]
