"""Questions that were saved: each a link; and saving the one that is asked now."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from coding.find import saved
from pilot.words import _
from views.parts.attempt import attempt, fresh
from views.parts.blocks import list_html

if TYPE_CHECKING:
    from coding.find.question import Question
    from pilot.visit import Visit


def saved_ones(visit: Visit) -> None:
    """One's own and shared questions, out of sight until somebody wants them; nothing where there are none."""
    found = saved.saved(visit.db, visit.viewer)
    if not found:
        return
    with st.expander(_("Saved questions ({n})").format(n=len(found))):
        st.html(list_html([(f"/find?{urlencode(one.query)}", one.name, " · ".join((_by(one), *one.told)))
                           for one in found]))
        mine = {one.guid: one.name for one in found if not one.by}
        if mine:
            with st.container(horizontal=True, vertical_alignment="bottom"):
                guid = st.selectbox(_("One of yours"), list(mine), format_func=lambda key: mine.get(key, ""),
                                    key=fresh(form := "saved question"), width=320)
                if st.button(_("Remove this question")) and guid:
                    attempt(lambda: saved.remove(visit.db, visit.viewer, guid), _("Removed"), form)


def _by(one: saved.Saved) -> str:
    if one.by:
        return _("from {who}").format(who=one.by)
    return _("for everybody who codes") if one.shared else _("only for you")


def save(visit: Visit, question: Question) -> None:
    """A name for the question that is asked now."""
    with st.popover(_("Save this question")), st.form(fresh(form := "save question"), border=False):
        name = st.text_input(_("Name"), max_chars=saved.LONGEST_NAME)
        shared = st.checkbox(_("For everybody who codes in this pilot"))
        if st.form_submit_button(_("Save")):
            attempt(lambda: saved.save(visit.db, visit.viewer, name, question, shared=shared), _("Saved"),
                    form)
