"""Which table: what stands across, what is counted, and for codes by which unit; kept in the address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import N_, _
from themes.crossing import ACROSS, COUNTS, Crossing
from themes.saturation import KINDS
from themes.sharing import UNITS

if TYPE_CHECKING:
    from collections.abc import Mapping

NEW = "new"
_TABLES = {**ACROSS, NEW: N_("new codes, in the order of telling")}
_KEPT = "beside_"  # which columns are shown is kept by the list of them


def choose() -> Crossing | str:
    """The table that is chosen: codes by something else, or the kind of document in which new codes are looked for."""
    left, right = st.columns(2)
    with left:
        across = _select("across", _("Codes by"), _TABLES)
    with right:
        if across == NEW:
            return _select("kind", _("Of"), KINDS)
        if across == "code":
            return Crossing(across, unit=_select("unit", _("Together in"), UNITS))
        return Crossing(across, _select("count", _("Counted"), COUNTS))


def remember(query: Mapping[str, str]) -> None:
    """Put what was chosen into the address, so that a reload and a link keep it."""
    now = st.query_params.to_dict()
    new = {**query, **{name: value for name, value in now.items() if name.startswith(_KEPT)}}
    if new != now:
        st.query_params.from_dict(new)


def _select(name: str, label: str, options: Mapping[str, str]) -> str:
    key = f"tables_{name}"
    asked = st.query_params.get(name, "")
    st.session_state.setdefault(key, asked if asked in options else next(iter(options)))
    return str(st.selectbox(label, list(options), format_func=lambda one: _(options[one]), key=key))
