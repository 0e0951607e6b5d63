"""One code, family by family and period by period."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import _
from themes.explore import files
from themes.explore.choice import TIME
from themes.explore.in_time import in_time
from themes.explore.said import everywhere, gaps
from themes.figures import explore_tables, tables
from themes.over_time import exposure
from views.explore import choosing
from views.parts import pages, take_out
from views.themes.look import html, is_dark

if TYPE_CHECKING:
    from themes.frames import Material
    from themes.tally import Tally


def show(material: Material, counted: Tally) -> dict[str, str]:
    """Show it; returns what is chosen."""
    left, right = st.columns([2, 3])
    with left:
        code = choosing.select("code", _("Theme"), {one.key: one.name for one in material.codes})
    with right:
        by = choosing.time()
    chosen = choosing.kept(by=by, code=code)
    found = in_time(material, code, by, counted)
    empty = gaps(found.when.labels, exposure(material, found.when)["stories"].tolist())
    html(tables.legend(numbers=False) + tables.note(" ".join(filter(None, (
        _("In a cell: passages, and in how many of the coded stories and conversations."), empty,
        explore_tables.startless(found.when), explore_tables.lasting(material.scope),
        everywhere(material, counted, code))))))
    back = {**material.scope.query(), "view": TIME, **chosen}
    pages.listed(
        "seen", partial(tables.across, material),
        lambda shown: html(explore_tables.in_time(material, found, back, is_dark(), {one.at for one in shown})),
        orders=tables.ACROSS_ORDERS, search=_("Family or site"), alone=False)
    take_out.menu((files.IN_TIME,), {**material.scope.query(), **chosen})
    return chosen
