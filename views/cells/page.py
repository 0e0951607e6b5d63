"""Summaries: what each family told about each theme in a period, written by a person and resting on quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import _, ngettext
from themes import filters
from themes.figures.framework_table import framework_table
from themes.framework import period as periods
from themes.framework.files import EXPORTS
from themes.framework.reading import framework
from views.cells import one
from views.parts import place, take_out
from views.parts.blocks import invite
from views.parts.here import here
from views.parts.plain import plain
from views.themes.look import html

if TYPE_CHECKING:
    from pilot.visit import Visit
    from themes.framework.reading import Framework
    from themes.scope import Names


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
    only_stale = _choose(made, names, asked or "all")
    query = {"period": made.period, "group": asked or "all"}
    old = {at for at, cell in made.cells.items() if cell.stale}
    families = [row for row in made.families if not only_stale or any(at[0] == row[0] for at in old)]
    codes = [code for code in made.codes if not only_stale or any(at[1] == code.key for at in old)]
    counted = " ".join(filter(None, (made.sentence, ngettext(
        "{n} cell is written.", "{n} cells are written.", len(made.cells)).format(n=len(made.cells)), ngettext(
            "{n} is stale: what it rests on changed.", "{n} are stale: what they rest on changed.", len(old)).format(
                n=len(old)) if old else "")))
    st.caption(counted)
    if families and codes:
        html(framework_table(made, codes, families, query))
    else:
        st.text(_("Nothing is stale.") if only_stale else _("There are no families here yet."))
    take_out.menu(EXPORTS, {"period": made.period, "group": group})


def _choose(made: Framework, names: Names, asked: str) -> bool:
    """Period and group, kept in the address; whether only what is stale is to be shown."""
    groups = {**names.groups, "all": _("all codes")}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        options = ["", *made.periods]
        chosen = st.selectbox(_("Period"), options, index=options.index(made.period) if made.period in options else 0,
                              format_func=periods.called, width=260)
        group = st.selectbox(_("Codes"), list(groups), index=list(groups).index(asked), width=320,
                             format_func=lambda key: plain(groups[key]))
        only_stale = st.checkbox(_("Only what is stale"))
    if (chosen, group) != (made.period, asked):
        st.query_params.from_dict({"period": chosen, "group": group})
        st.rerun()
    return only_stale
