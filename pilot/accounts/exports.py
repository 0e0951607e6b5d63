"""Who is in the pilot, as a file: by label and role. The names that people sign in with stay on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.access import ROLE_NAMES, Right, Viewer
from pilot.accounts import members
from pilot.door import use_case
from pilot.files.export import Export, list_of, tabular
from pilot.paging import folded, sought
from pilot.words import N_, _

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.config import Home
    from pilot.files.table import Table


@use_case(Right.MANAGE_PEOPLE, event="exported members", reads="accounts by label")
def member_table(home: Home, db: Database, viewer: Viewer, search: str = "") -> Table:
    """A row for each account of the pilot that `search` finds by name or label. Raises: NotFound when there is none."""
    words = sought(search)
    found = [one for one in members.members(home, db, viewer)
             if all(word in folded(f"{one.name} {one.label}") for word in words)]
    return list_of(db, viewer, "members", _("People"), {
        _("Label"): [one.label for one in found],
        _("Role"): [", ".join(_(ROLE_NAMES[role]) for role in one.roles) for one in found],
        _("Prepares texts"): [_("yes") if one.prepares else "" for one in found],
        _("Shut out"): [_("yes") if one.disabled else "" for one in found]},
        (_("Searched"), search), coded=None, facts=((_("Left out"), _("the names that people sign in with")),))


PEOPLE = Export("people", N_("People by label and role"), ("search",), tabular(
    lambda asked: member_table(asked.home, asked.db, asked.viewer, asked.query.get("search", ""))))
EXPORTS = (PEOPLE,)
