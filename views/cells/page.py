"""Summaries: what each family told about each theme in a period, written by a person and resting on quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.paging import PER_PAGE, of_rows
from pilot.words import _, ngettext
from themes import filters
from themes.figures.framework_table import framework_table
from themes.framework.files import EXPORTS
from themes.framework.reading import framework
from views.cells import one
from views.cells.choosing import choose
from views.parts import pages, place, take_out
from views.parts.blocks import invite
from views.parts.here import here
from views.parts.plain import plain
from views.themes.look import html

if TYPE_CHECKING:
    from pilot.visit import Visit
    from themes.scope import Names

MOST_CELLS = 1_000  # on a page: of all codes fewer families are shown than of one group


def page() -> None:
    """Show the matrix, or the cell that the address names."""
    with here() as visit:
        names = filters.choices(visit.db, visit.viewer)
        if names is not None and st.query_params.get("family") and st.query_params.get("code"):
            one.show(visit)
            return
        place.head("cells", visit.viewer)
        if names is None:
            invite(_("No codebook yet"), _("Themes are counted by the codes of a codebook. Load one first."),
                   "codebook", _("Go to the codebook"))
            return
        _matrix(visit, names)


def _matrix(visit: Visit, names: Names) -> None:
    asked = st.query_params.get("group", next(iter(names.groups), ""))
    asked = asked if asked in names.groups or asked == "all" else ""
    group = "" if asked == "all" else asked
    made = framework(visit.db, visit.viewer, st.query_params.get("period", ""), group)
    if made is None:
        return
    only_stale = choose(made, names, asked or "all")
    query = {"period": made.period, "group": asked or "all"}
    old = {at for at, cell in made.cells.items() if cell.stale}
    stale_of, stale_in = {at[0] for at in old}, {at[1] for at in old}
    families = [row for row in made.families if not only_stale or row[0] in stale_of]
    codes = [code for code in made.codes if not only_stale or code.key in stale_in]
    counted = " ".join(filter(None, (made.sentence, ngettext(
        "{n} cell is written.", "{n} cells are written.", len(made.cells)).format(n=len(made.cells)), ngettext(
            "{n} is stale: what it rests on changed.", "{n} are stale: what they rest on changed.", len(old)).format(
                n=len(old)) if old else "")))
    st.caption(plain(counted))
    if not (families and codes and pages.listed(
            "framework", lambda wanted: of_rows(families, lambda row: row[1], wanted),
            lambda rows: html(framework_table(made, codes, rows, query)), search=_("Family"),
            size=max(1, min(PER_PAGE, MOST_CELLS // len(codes))))):
        st.text(_("Nothing is stale.") if only_stale else _("There are no families here yet."))
    take_out.menu(EXPORTS, {"period": made.period, "group": group})
