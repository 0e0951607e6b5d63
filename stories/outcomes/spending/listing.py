"""What was spent for families, in pages, and one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from pilot import access
from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.errors import NotFound
from pilot.paging import ALL, Order, Paged, Source, Wanted, fetch
from pilot.words import N_
from stories.outcomes.spending import kinds
from stories.outcomes.spending.noting import NOT_THERE

if TYPE_CHECKING:
    from sqlite_utils import Database


class Spent(NamedTuple):
    """An expense as it was noted.

    Attributes:
        guid, family_guid, family: guids and the pseudonym. on, asked_on: ISO dates, asked_on None where nobody knows.
        cents, instrument, kind, decided_by: as `noting.Expense` has them.
        note: '' also while the family's consent to analysing does not hold.
        story: guid of the document of its story, '' for none or one out of reach.
        removed: it was taken away.
    """

    guid: str
    family_guid: str
    family: str
    on: str
    cents: int
    instrument: str
    kind: str
    decided_by: str
    asked_on: str | None
    note: str
    story: str
    removed: bool


ORDERS = {"new": Order(N_("newest first"), "x.spent_on DESC, x.expense_id DESC"),
          "old": Order(N_("oldest first"), "x.spent_on, x.expense_id"),
          "most": Order(N_("largest amount first"), "x.cents DESC, x.expense_id DESC"),
          "family": Order(N_("by family"), "f.pseudonym COLLATE NOCASE, x.spent_on, x.expense_id")}
_SOURCE = "FROM expense x JOIN family f USING (family_id) LEFT JOIN document d ON d.story_id = x.story_id"
_COLUMNS = ("x.guid, f.guid, f.pseudonym, x.spent_on, x.cents, x.instrument, x.kind, x.decided_by, x.asked_on,"
            " CASE WHEN {} THEN x.note ELSE '' END, CASE WHEN {} THEN coalesce(d.guid, '') ELSE '' END,"
            " x.removed_at IS NOT NULL")


@use_case(Right.KEEP_FILE, reads="numbers by family")
def listed(db: Database, viewer: Viewer, wanted: Wanted = ALL, family_guid: str = "") -> Paged[Spent]:
    """A page of what was spent for one family or ('') for all that are this viewer's."""
    where, params = access.families_where(viewer, right=Right.KEEP_FILE)
    columns, more = _columns(db, viewer)
    found = fetch(db, columns, Source(
        f"{_SOURCE} WHERE {where} AND ? IN ('', f.guid) AND x.removed_at IS NULL", (*params, family_guid),
        f"f.pseudonym || ' ' || x.spent_on || ' ' || {_called()}"), wanted, ORDERS, more)
    return found.of(_spent(row) for row in found)


@use_case(Right.KEEP_FILE, reads="numbers by family")
def expense(db: Database, viewer: Viewer, guid: str) -> Spent:
    """One expense, also one that was taken away. Raises: NotFound."""
    where, params = access.families_where(viewer, right=Right.KEEP_FILE)
    columns, more = _columns(db, viewer)
    row = db.conn.execute(
        f"SELECT {columns} {_SOURCE} WHERE x.guid = ? AND {where}", (*more, guid, *params)).fetchone()
    if row is None:
        raise NotFound(NOT_THERE)
    return _spent(row)


@use_case(Right.KEEP_FILE, reads="settings")
def often(db: Database, viewer: Viewer, instrument: str) -> list[str]:
    """The kinds that were noted for an instrument, in this pilot, the one noted most often first."""
    return [row[0] for row in db.conn.execute(
        "SELECT kind FROM expense WHERE instrument = ? AND removed_at IS NULL GROUP BY kind"
        " ORDER BY count(*) DESC, kind", (instrument,)) if row[0] in kinds.of_instrument(instrument)]


def _called() -> str:
    """SQL for what the kind is called in the language of the page, for a search; the words are the catalogue's."""
    names = " ".join(f"WHEN '{key}' THEN '{kinds.name(key).replace(chr(39), chr(39) * 2)}'" for key in kinds.KINDS)
    return f"CASE x.kind {names} ELSE x.kind END"


def _columns(db: Database, viewer: Viewer) -> tuple[str, list[object]]:
    reached, of_family = access.reach.family_material_where(db, "analyse", "f")
    known, of_story = access.documents_where(db, viewer)
    return _COLUMNS.format(reached, known), [*of_family, *of_story]


def _spent(row: tuple[Any, ...]) -> Spent:
    return Spent._make((*row[:-1], bool(row[-1])))
