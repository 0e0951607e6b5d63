"""Voices, municipalities, coders, periods or versions side by side; of two sides what differs, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.errors import BadInput
from pilot.words import _
from themes.explore import beside as comparing
from themes.explore import files, sides
from themes.explore.choice import BESIDE
from themes.explore.sides import Sides
from themes.figures import explore_tables, tables
from views.explore import choosing
from views.parts import take_out
from views.parts.blocks import invite
from views.parts.plain import plain
from views.themes.look import html, is_dark

if TYPE_CHECKING:
    from pilot.visit import Visit
    from themes.scope import Scope


def show(visit: Visit, scope: Scope) -> dict[str, str]:
    """Show it; returns what is chosen."""
    left, right = st.columns([1, 2])
    with left:
        kind = choosing.select("beside", _("Beside each other"), {key: _(name) for key, name in sides.KINDS.items()})
    there = comparing.choices(visit.db, visit.viewer, scope, kind)
    with right:
        keys = _which(kind, there)
    chosen = Sides(kind, keys)
    if not keys:
        invite(_("Nothing to lay side by side"), _("There is nothing of this kind in what you chose. Choose two or more"
               " above."), "documents", _("Go to the conversations"))
        return chosen.query()
    try:
        found = comparing.beside(visit.db, visit.viewer, scope, chosen)
    except BadInput as error:
        st.warning(plain(error.sentence()))
        return chosen.query()
    if found is None:
        return {}
    if not any(documents for _families, documents in found.told.values()):
        invite(_("No stories in this choice"), _("Nothing was told in this period or choice. Choose another one above,"
               " or add stories and conversations."), "documents", _("Go to the conversations"))
        return chosen.query()
    html(explore_tables.sides_said(found))
    html(explore_tables.beside(found, {**scope.query(), "view": BESIDE, **chosen.query()}, is_dark(),
                               comparing.differences(found)))
    html(tables.note(_(comparing.MEANS)))
    take_out.menu((files.BESIDE,), {**scope.query(), **chosen.query()})
    return chosen.query()


def _which(kind: str, there: dict[str, str]) -> tuple[str, ...]:
    key = f"explore_which_{kind}"
    asked = [one for one in st.query_params.get("which", "").split(",") if one in there]
    st.session_state.setdefault(key, asked or [one for one in sides.usual(kind, there) if one in there])
    st.session_state[key] = [one for one in st.session_state[key] if one in there]
    return tuple(st.multiselect(
        _("Which; with two of them the difference is told"), list(there), key=key, max_selections=sides.MOST,
        format_func=lambda one: there.get(one, one), placeholder=_("Choose two or more")))
