"""What the matrix of summaries shows: a period, a group of codes, and only what is stale."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import _
from themes.framework import period as periods

if TYPE_CHECKING:
    from themes.framework.reading import Framework
    from themes.scope import Names


def choose(made: Framework, names: Names, asked: str) -> bool:
    """Period and group, kept in the address; whether only what is stale is to be shown."""
    groups = {**names.groups, "all": _("all codes")}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        options = ["", *made.periods]
        chosen = st.selectbox(_("Period"), options, index=options.index(made.period) if made.period in options else 0,
                              format_func=periods.called, width=260)
        group = st.selectbox(_("Codes"), list(groups), index=list(groups).index(asked), width=320,
                             format_func=lambda key: groups[key])
        only_stale = st.checkbox(_("Only what is stale"))
    if (chosen, group) != (made.period, asked):
        st.query_params.from_dict({"period": chosen, "group": group})
        st.rerun()
    return only_stale
