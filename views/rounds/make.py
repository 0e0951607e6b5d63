"""Of Rounds: a new one, with what a plan says of how many documents it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from coding.double import coders, leading
from coding.double.leading import Wanted
from pilot.words import N_, _, ngettext
from views.parts.attempt import attempt, fresh
from views.parts.day_field import day_field
from views.rounds import planning

if TYPE_CHECKING:
    from pilot.visit import Visit

STRATA = {"": N_("from all alike"), "voice": N_("by voice"), "family": N_("by family")}
_FORM = "round"
_SEED = 2022


def show(visit: Visit) -> None:
    """The form; beside it planning, and a coder without an account."""
    st.subheader(_("A new round"))
    form, beside = st.columns([2, 1], gap="large")
    with beside:
        planning.show(visit)
    with form:
        _form(visit)


def _form(visit: Visit) -> None:
    """Who codes comes first: of that follows how many texts there are to draw from."""
    there = {one.guid: one for one in coders.coders(visit.db, visit.viewer)}
    if len(there) < 2:
        st.caption(_("A round needs two coders. Ask an administrator for another account, or add one without."))
        return
    who = st.multiselect(_("Coders"), list(there), format_func=lambda guid: there[guid].label, key=fresh("who", _FORM))
    practice = st.checkbox(_("Practice: counts nowhere"), key=fresh("practice", _FORM))
    most = leading.how_many(visit.db, visit.viewer, tuple(who or there), counts=not practice)
    st.caption(ngettext(
        "{n} text can be drawn: free of names, in no round, and not coded by these coders yet.",
        "{n} texts can be drawn: free of names, in no round, and not coded by these coders yet.", most).format(n=most)
        if most else _("There is no text to draw: each has names, is in a round, or was coded by one of these coders."))
    if not most:
        return
    with st.form(fresh(_FORM)):
        name = st.text_input(_("Name of the round"), max_chars=leading.LONGEST_NAME, autocomplete="off")
        with st.container(horizontal=True):
            n = st.number_input(_("Documents"), 1, 10_000, min(10, most))
            each = st.number_input(_("Coders for each document"), 2, 9, 2)
            seed = st.number_input(_("Seed"), 0, leading.MOST_SEED, _SEED,
                                   help=_("The same number draws the same documents again."))
        by = st.selectbox(_("Drawn"), list(STRATA), format_func=lambda one: _(STRATA[one]))
        due = day_field(visit, _("Done by"), "round-due", _FORM, empty=True)
        if st.form_submit_button(_("Draw and begin"), type="primary"):
            wanted = Wanted(name, int(n), tuple(who), int(seed), int(each), by, due or None, not practice)
            attempt(lambda: leading.begin(visit.db, visit.viewer, wanted), _("The round has begun"), _FORM)
