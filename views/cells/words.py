"""The words of one summary: typed, saved with the quotes that are ticked, and never lost to somebody else's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.access import Right
from pilot.errors import Conflict
from pilot.words import _
from themes.figures.framework_table import history
from themes.framework.writing import LONGEST, At, write_cell
from views.parts.attempt import again, attempt
from views.parts.plain import plain
from views.themes.look import html

if TYPE_CHECKING:
    from pilot.visit import Visit
    from themes.framework.reading import Summary


def show(visit: Visit, at: At, cell: Summary | None, rests: list[str]) -> None:
    """The words, and the button; what is typed stays here whatever somebody else saved meanwhile."""
    stands = cell.newest.guid if cell else ""
    seen = st.session_state.setdefault(f"seen {at}", stands)
    if not visit.viewer.may(Right.CODE):
        st.text(cell.newest.text if cell else "")
        return
    text = st.text_area(_("What this family tells about it"), cell.newest.text if cell else "", max_chars=LONGEST,
                        height=260, key=f"words {at}", help=_("Write no real names: mother, son, the neighbour."))
    names = st.session_state.get(f"names {at}", ())
    if names:
        st.warning(_("These words can show who somebody is: {words}. Nothing has been changed yet.").format(
            words=plain(", ".join(names))))
    anyway = bool(names) and st.checkbox(_("Keep them as they are"), key=f"anyway {at}")
    if st.button(_("Save"), type="primary"):
        attempt(lambda: _save(visit, at, text, rests, seen, stands, anyway=anyway), _("Saved"))
    if cell:
        with st.expander(_("What stood here before"), expanded=seen != stands):
            html(history(cell))


def _save(visit: Visit, at: At, text: str, rests: list[str], seen: str, stands: str, *, anyway: bool) -> None:
    try:
        found = write_cell(visit.pilot, visit.db, visit.viewer, at, text, rests, seen=seen, anyway=anyway)
    except Conflict:
        st.session_state[f"seen {at}"] = stands  # what is now read below; the next save is over that
        raise
    st.session_state[f"names {at}"] = found
    if found:
        again(_("Not kept yet: look at the names"))
    st.session_state.pop(f"seen {at}")
