"""When codes were said for the first time: steps, and the same in a table with the families and their quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import _
from themes.explore import files
from themes.explore.choice import FIRST
from themes.explore.first import first_mentions
from themes.explore.said import everywhere, gaps
from themes.figures import explore_tables, steps, svg, tables
from themes.over_time import exposure
from views.explore import choosing
from views.parts import picture, take_out
from views.themes.look import html, is_dark

if TYPE_CHECKING:
    from themes.frames import Material
    from themes.tally import Tally


def show(material: Material, counted: Tally) -> dict[str, str]:
    """Show it; returns what is chosen."""
    left, right = st.columns([3, 2])
    with left:
        by = choosing.time()
    with right:
        panels, codes = choosing.group_of(material)
    found = first_mentions(material, by, counted)
    shown = exposure(material, found.when)
    html(tables.note(" ".join(filter(None, (
        _("Over a step: families that have said it so far, and how many said it first of how many still could: they had"
          " not said it before and had coded stories in that period. The open step is all families with coded stories"
          " so far. Nothing is smoothed."), gaps(found.when.labels, shown["stories"].tolist()),
        explore_tables.startless(found.when), explore_tables.lasting(material.scope),
        everywhere(material, counted))))))
    title = _(files.FIRST_UNIT)
    picture.show(svg.picture(steps.first_figure(found.steps, shown, codes, is_dark()), title, steps.WORDS_PX), title,
                 "explore_first")
    chosen = choosing.kept(by=by, panels=panels)
    html(explore_tables.first(
        material, found, codes, {**material.scope.query(), "view": FIRST, **chosen}, is_dark()))
    take_out.menu((files.FIRST,), {**material.scope.query(), **chosen})
    return chosen
