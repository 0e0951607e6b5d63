"""Of Rounds, beside a new one: how many documents it needs, and a coder who has no account."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from coding.double import coders, planning
from pilot.errors import RodeDraadError
from pilot.words import _, ngettext
from views.parts.attempt import attempt, fresh
from views.parts.plain import plain

if TYPE_CHECKING:
    from pilot.visit import Visit


def show(visit: Visit) -> None:
    """Both, each folded."""
    _plan()
    _guest(visit)


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
