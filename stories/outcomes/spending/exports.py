"""What was spent for families, as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.files.export import Export, list_of, tabular
from pilot.words import N_, _
from stories.outcomes.spending import kinds, listing

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.files.table import Table
    from pilot.paging import Wanted


@use_case(Right.KEEP_FILE, event="exported expenses", reads="numbers by family")
def expense_table(db: Database, viewer: Viewer, wanted: Wanted, family_guid: str = "") -> Table:
    """A row for each expense that the list shows, in euros. Raises: NotFound when there is none."""
    rows = listing.listed(db, viewer, wanted, family_guid)
    return list_of(db, viewer, "expenses", _("Expenses"), {
        _("Family"): [one.family for one in rows], _("On"): [one.on for one in rows],
        _("Amount (euro)"): [one.cents / 100 for one in rows],
        _("Out of"): [_(kinds.INSTRUMENTS[one.instrument]) for one in rows],
        _("For"): [kinds.name(one.kind) for one in rows],
        _("Who decided"): [_(kinds.DECIDED_BY[one.decided_by]) for one in rows],
        _("Asked on"): [one.asked_on or "" for one in rows], _("Note"): [one.note for one in rows]},
        (_("Family"), rows[0].family if family_guid and rows else ""), (_("Searched"), wanted.search), coded=None)


EXPENSES = Export("expenses", N_("Expenses"), ("family", "search", "order"), tabular(
    lambda asked: expense_table(asked.db, asked.viewer, asked.wanted(), asked.query.get("family", ""))))
EXPORTS = (EXPENSES,)
