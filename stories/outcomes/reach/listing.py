"""Referrals as they stand in a list, and one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from pilot import access
from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.paging import ALL, Order, Paged, Source, Wanted, fetch
from pilot.words import N_
from stories.outcomes.reach import referring
from stories.outcomes.reach.referring import Referral

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlite_utils import Database


class Listed(NamedTuple):
    """A referral in a list; `family`: pseudonym, '' for none. What is known of a family out of reach is left out."""

    guid: str
    family: str
    what: Referral


ORDERS = {
    "new": Order(N_("newest first"), "r.referred_on DESC, r.referral_id DESC"),
    "waiting": Order(N_("longest waiting first"),
                     "r.state NOT IN ('waiting', 'asked'), r.referred_on, r.referral_id"),
    "referrer": Order(N_("by who referred"), "coalesce(e.name, '') COLLATE NOCASE, r.referred_on, r.referral_id"),
}
_COLUMNS = ("r.referral_id, r.guid, coalesce(f.pseudonym, ''), r.referred_on, r.state, coalesce(e.name, ''),"
            " coalesce(s.name, ''), r.asked_on, r.decided_on, coalesce(f.guid, ''),"
            " CASE WHEN {reached} THEN coalesce(r.known, '') ELSE '' END, CASE WHEN {reached} THEN r.help_known END")
_SOURCE = ("FROM referral r LEFT JOIN family f USING (family_id) LEFT JOIN referrer e ON e.referrer_id ="
           " coalesce(r.referrer_id, f.referrer_id) LEFT JOIN site s ON s.site_id = coalesce(f.site_id, r.site_id)"
           " WHERE r.removed_at IS NULL")


@use_case(Right.MANAGE_FAMILIES, Right.KEEP_FILE, reads="referrals")
def listed(
    db: Database, viewer: Viewer, wanted: Wanted = ALL, state: str = "", family_guid: str = "",
) -> Paged[Listed]:
    """A page of the referrals that are this viewer's: in one state or ('') all, of one family (guid) or ('') all."""
    theirs, params = referring.where(viewer)
    columns, more = _columns(db)
    found = fetch(db, columns, Source(
        f"{_SOURCE} AND {theirs} AND ? IN ('', r.state) AND ? IN ('', f.guid)", (*params, state, family_guid),
        "coalesce(f.pseudonym, '') || ' ' || coalesce(e.name, '') || ' ' || coalesce(s.name, '') || ' '"
        " || r.referred_on"), wanted, ORDERS, more)
    return found.of(_rows(db, found))


@use_case(Right.MANAGE_FAMILIES, Right.KEEP_FILE, reads="referrals")
def one(db: Database, viewer: Viewer, guid: str) -> Listed:
    """One of them. Raises: NotFound."""
    referring.own(db, viewer, guid)
    columns, more = _columns(db)
    return _rows(db, db.conn.execute(f"SELECT {columns} {_SOURCE} AND r.guid = ?", (*more, guid)).fetchall())[0]


def _columns(db: Database) -> tuple[str, list[object]]:
    reached, params = access.reach.family_material_where(db, "analyse", "f")
    return _COLUMNS.format(reached=f"(f.family_id IS NOT NULL AND {reached})"), [*params, *params]


def _rows(db: Database, rows: Iterable[tuple[Any, ...]]) -> list[Listed]:
    return [Listed(guid, family, Referral(
        referred_on, state, referrer, site, asked_on, decided_on, family_guid, known,
        _helped(db, referral_id) if help_known else None))
            for referral_id, guid, family, referred_on, state, referrer, site, asked_on, decided_on, family_guid, known,
            help_known in rows]


def _helped(db: Database, referral_id: int) -> tuple[str, ...]:
    return tuple(row[0] for row in db.conn.execute(
        "SELECT kind FROM referral_help WHERE referral_id = ? ORDER BY kind", (referral_id,)))
