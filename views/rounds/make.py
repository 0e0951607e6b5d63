"""Of Rounds: a new one, with what a plan says of how many documents it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from coding.double import coders, leading, planning
from coding.double.leading import Wanted
from pilot.errors import RodeDraadError
from pilot.words import N_, _, ngettext
from views.parts.attempt import attempt, fresh
from views.parts.day_field import day_field
from views.parts.plain import plain

if TYPE_CHECKING:
    from pilot.visit import Visit

STRATA = {"": N_("from all alike"), "voice": N_("by voice"), "family": N_("by family")}
_FORM = "round"
_SEED = 2022


def show(visit: Visit) -> None:
    """Planning, a coder without an account, and the form."""
    st.subheader(_("A new round"))
    _plan()
    _guest(visit)
    there = {one.guid: one for one in coders.coders(visit.db, visit.viewer)}
    if len(there) < 2:
        st.caption(_("A round needs two coders. Ask an administrator for another account, or add one without."))
        return
    with st.form(fresh(_FORM), width=640):
        name = st.text_input(_("Name of the round"), max_chars=leading.LONGEST_NAME, autocomplete="off")
        who = st.multiselect(_("Coders"), list(there), format_func=lambda guid: there[guid].label)
        with st.container(horizontal=True):
            n = st.number_input(_("Documents"), 1, 10_000, 10)
            each = st.number_input(_("Coders for each document"), 2, 9, 2)
            seed = st.number_input(_("Seed"), 0, leading.MOST_SEED, _SEED,
                                   help=_("The same number draws the same documents again."))
        by = st.selectbox(_("Drawn"), list(STRATA), format_func=lambda one: _(STRATA[one]))
        due = day_field(visit, _("Done by"), "round-due", _FORM, empty=True)
        practice = st.checkbox(_("Practice: counts nowhere"))
        if st.form_submit_button(_("Draw and begin"), type="primary"):
            wanted = Wanted(name, int(n), tuple(who), int(seed), int(each), by, due or None, not practice)
            attempt(lambda: leading.begin(visit.db, visit.viewer, wanted), _("The round has begun"), _FORM)


def _guest(visit: Visit) -> None:
    with st.expander(_("A coder without an account")), st.form(fresh("guest"), border=False):
        label = st.text_input(_("What she is called here, without her name"), max_chars=coders.LONGEST_LABEL,
                              autocomplete="off")
        if st.form_submit_button(_("Add")):
            attempt(lambda: coders.add_guest(visit.db, visit.viewer, label), _("Added"), "guest")


def _plan() -> None:
    with st.expander(_("How many documents?")):
        with st.container(horizontal=True):
            width = st.number_input(_("Width of the interval"), 0.02, 0.98, 0.2, 0.02)
            kappa = st.number_input(_("Expected kappa"), 0.0, 0.98, 0.7, 0.05)
            share = st.number_input(_("Share of sentences with the code"), 0.01, 0.99, 0.1, 0.01)
            per = st.number_input(_("Sentences in a document"), 1, 5_000, 60)
        try:
            found = planning.plan(float(width), kappa=float(kappa), share=float(share), per_document=float(per))
        except RodeDraadError as fault:
            st.error(plain(fault.sentence()))
            return
        st.text(ngettext(
            "{n} document, {units} sentences: then the interval of kappa is about {width} wide (95%, two coders).",
            "{n} documents, {units} sentences: then the interval of kappa is about {width} wide (95%, two coders).",
            found.documents).format(n=found.documents, units=found.units, width=width))
        st.caption(_("By Donner and Eliasziw (1992); sentences of one conversation are alike, counted with {n}.")
                   .format(n=planning.ALIKE))
