"""What the views of the explorer let choose; kept in the address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import _
from themes.explore.choice import MEANT, NAMES, VIEWS, view_of
from themes.over_time import CALENDAR, SUPPORT, groups, panels

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coding.book.codebook import CodeRow
    from themes.frames import Material


def view() -> str:
    """Which view; what it shows stands below the choice."""
    st.session_state.setdefault("explore_view", view_of(st.query_params))
    chosen = str(st.segmented_control(_("What you want to see"), VIEWS, format_func=lambda one: _(NAMES[one]),
                                      key="explore_view", required=True, wrap=True))
    st.caption(_(MEANT[chosen]))
    return chosen


def time() -> str:
    """Half-years, or months of support."""
    bins = {CALENDAR: _("Half-years"), SUPPORT: _("Months since the start of support")}
    asked = st.query_params.get("by", CALENDAR)
    st.session_state.setdefault("explore_by", asked if asked in bins else CALENDAR)
    return str(st.segmented_control(
        _("Time"), list(bins), format_func=lambda key: bins.get(key, key), key="explore_by", required=True, wrap=True))


def group_of(material: Material) -> tuple[str, list[CodeRow]]:
    """The codes of one group ('' for the first), as many as a figure has panels."""
    if material.scope.group:
        return "", panels(material)
    there = groups(material)
    chosen = select("panels", _("Codes in the figure"), there)
    return "" if chosen == next(iter(there)) else chosen, panels(material, chosen)


def select(name: str, label: str, options: Mapping[str, str]) -> str:
    """A choice that is seeded once from the address."""
    key = f"explore_{name}"
    asked = st.query_params.get(name, "")
    if st.session_state.get(key) not in options:
        st.session_state[key] = asked if asked in options else next(iter(options))
    return str(st.selectbox(label, list(options), format_func=lambda one: options.get(one, one), key=key))


def kept(**chosen: str) -> dict[str, str]:
    """What of these choices stands in the address: only what is not the usual one."""
    return {name: value for name, value in chosen.items() if value and (name, value) != ("by", CALENDAR)}
