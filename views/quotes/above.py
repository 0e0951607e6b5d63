"""The page that quotes were asked for on: its address, and what it is called."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pilot.words import _
from themes.explore.choice import way_back
from themes.figures import crossed_tables, tables
from themes.figures.explore_tables import explore_link
from themes.quote_files import cell_of
from themes.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Mapping


def above(query: Mapping[str, str]) -> tuple[str, str]:
    """For the query of an address: a view of the explorer, agreement, a table, or the themes."""
    if back := way_back(query.get("back", "")):
        return explore_link(Scope(), back), _("Explore")
    scope = Scope.from_query(query)
    if query.get("differ"):
        return "agreement", _("Agreement")
    if cell := cell_of(query):
        return crossed_tables.table_link(scope, replace(cell, column="")), _("Tables")
    return tables.themes_link(scope), _("Themes")
