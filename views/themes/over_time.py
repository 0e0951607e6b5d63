"""Themes over time: the figure and the same in numbers, for one group of codes at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import _, ngettext
from themes import exports, over_time
from themes.figures import charts, svg, tables
from views.parts import picture, take_out
from views.themes.look import html, is_dark

if TYPE_CHECKING:
    from coding.book.codebook import CodeRow
    from themes.frames import Material
    from themes.tally import Tally


ANCHOR = "over-time"


def show_over_time(material: Material, counted: Tally) -> dict[str, str]:
    """Show it; returns what of the choices should stand in the address."""
    st.subheader(_("Over time"), anchor=ANCHOR)
    left, right, _rest = st.columns([2, 2, 1])
    with left:
        by = _axis()
    with right:
        panels, codes = _panels(material)
    when = over_time.periods(material, by)
    times, shown = over_time.over_time(material, when, counted), over_time.exposure(material, when)
    notes = [_("An open bar is the families with coded stories, the filled part those who said it. All panels have"
               " one scale; nothing is smoothed, and a period without stories is a gap.")]
    if when.placeless:
        notes.append(ngettext("{n} story is left out: the start of support is not known.",
                              "{n} stories are left out: the start of support is not known.",
                              when.placeless).format(n=when.placeless))
    html(tables.note(" ".join(notes)))
    title = _(exports.TIME_UNIT)
    picture.show(svg.picture(charts.time_figure(times, shown, codes, is_dark()), title), title, "themes_over_time")
    with st.expander(_("The same in numbers")):
        html(tables.time_table(times, shown, codes))
    chosen = ({"by": by} if by != over_time.CALENDAR else {}) | ({"panels": panels} if panels else {})
    take_out.menu((exports.OVER_TIME,), {**material.scope.query(), **chosen})
    return chosen


def _axis() -> str:
    bins = {over_time.CALENDAR: _("Half-years"), over_time.SUPPORT: _("Months since the start of support")}
    asked = st.query_params.get("by", over_time.CALENDAR)
    st.session_state.setdefault("themes_by", asked if asked in bins else over_time.CALENDAR)
    return str(st.segmented_control(
        _("Time"), list(bins), format_func=lambda key: bins.get(key, key), key="themes_by", required=True, wrap=True))


def _panels(material: Material) -> tuple[str, list[CodeRow]]:
    """The codes that get a panel: of the group in scope, or of one chosen here ('' where there is no choice)."""
    if material.scope.group:
        return "", over_time.panels(material)
    groups = over_time.groups(material)
    asked, first = st.query_params.get("panels", ""), next(iter(groups), "")
    st.session_state.setdefault("themes_panels", asked if asked in groups else first)
    chosen = st.selectbox(_("Codes in the figure"), list(groups), format_func=lambda key: groups.get(key, key),
                          key="themes_panels")
    return "" if chosen == first else chosen, over_time.panels(material, chosen)
