"""What else could explain the result of a claim: written down, weighed, and what lies beside it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import _
from themes.claims import naming, writing
from themes.figures import claim_cards
from views.events import names
from views.parts import first
from views.parts.attempt import attempt, fresh
from views.themes.look import html

if TYPE_CHECKING:
    from pilot.visit import Visit
    from themes.claims.reading import Claim, Rival


def show(visit: Visit, found: Claim, *, may: bool) -> None:
    """All of them, and for who may write the forms."""
    st.subheader(_("What else could explain it"))
    if not found.rivals:
        st.caption(_("Nothing yet. Think of time, of other help, of who takes part, and of what would have happened"
                     " anyway."))
    for one in found.rivals:
        html(claim_cards.rival(one))
        if may:
            _weigh(visit, one)
    if not may:
        return
    form = f"rival {found.guid}"
    with st.form(fresh(form), border=True):
        words = st.text_area(_("Another explanation"), max_chars=naming.LONGEST, height=80,
                             key=fresh(f"words {form}", form))
        anyway = names.ask(form)
        if st.form_submit_button(_("Add")):
            attempt(lambda: names.keep(form, lambda: writing.explain(
                visit.pilot, visit.db, visit.viewer, found.guid, words, anyway=anyway)), lambda: names.told(form), form)


def _weigh(visit: Visit, one: Rival) -> None:
    form = f"weigh {one.guid}"
    with st.expander(_("Weigh this explanation")):
        with st.form(fresh(form), border=False):
            verdict = str(st.radio(_("What you think of it"), list(naming.VERDICTS),
                                   list(naming.VERDICTS).index(one.verdict), horizontal=True,
                                   format_func=lambda key: _(naming.VERDICTS[key]), key=fresh(f"verdict {form}", form)))
            why = st.text_area(_("Why"), max_chars=naming.LONGEST, height=80, key=fresh(f"why {form}", form))
            anyway = names.ask(form)
            if st.form_submit_button(_("Save"), type="primary"):
                attempt(lambda: names.keep(form, lambda: writing.weigh(
                    visit.pilot, visit.db, visit.viewer, one.guid, verdict, why, anyway=anyway)),
                    lambda: names.told(form), form)
        if first.asks(_("Take this explanation out"), _(
                "It is shown no more, with what was laid beside it. The texts stay."), f"out {one.guid}"):
            attempt(partial(writing.take_explanation_out, visit.db, visit.viewer, one.guid), _("Taken out."))
