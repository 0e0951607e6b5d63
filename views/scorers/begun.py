"""Rounds in which several score the same families blind: how far they are, and a new one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from pilot.access import Right
from pilot.clock import local_day
from pilot.paging import of_rows
from pilot.vocabulary import days
from pilot.words import _, ngettext
from stories.outcomes import rounds, waves
from views.parts import first, pages
from views.parts.attempt import attempt, fresh
from views.parts.blocks import each

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.outcomes.rounds import Round


def show(visit: Visit) -> None:
    """Each round in a line with what its leader can do, and the form for a new one."""
    st.subheader(_("Scored blind"))
    leads = visit.viewer.may(Right.LEAD_ROUNDS)
    found = rounds.rounds(visit.db, visit.viewer)
    if not found:
        st.caption(_("Two people score the same families, and neither sees what the other gives until you show it. So"
                     " you learn whether the rubrics mean one thing."))
    pages.listed("score_rounds", lambda wanted: of_rows(found, _called, wanted),
                 each(partial(_row, visit, leads=leads)), search=_("Round, or who scores"), alone=False)
    if leads:
        _new(visit)


def _row(visit: Visit, one: Round, *, leads: bool) -> None:
    count = ngettext("{n} family", "{n} families", one.families).format(n=one.families)
    who = ", ".join(_("{who}: {n} of {all} done").format(who=label, n=done, all=one.families)
                    for label, done in one.scorers)
    state = _("blind") if one.is_blind else _("broken off") if one.closed_at else _("shown on {day}").format(
        day=days.short(local_day(visit.db, one.shown_at)))
    with st.container(horizontal=True, vertical_alignment="center", key=f"round {one.guid}"):
        st.text(f"{one.wave} · {count} · {who} · {state}")
        if one.is_blind and leads:
            sure = one.is_done or st.checkbox(_("Show it though somebody is not done"), key=f"sure {one.guid}")
            if first.asks(_("Show to all"), _(
                    "All see what each gave, and nobody scores blind in this round any more. That cannot be undone."),
                    f"show {one.guid}", disabled=not sure):
                attempt(partial(rounds.show, visit.db, visit.viewer, one.guid), _("Shown."))
            if first.asks(_("Break off"), _(
                    "The round ends. The scores that were given stay, and count in no agreement."), f"off {one.guid}"):
                attempt(partial(rounds.break_off, visit.db, visit.viewer, one.guid), _("Broken off."))


def _called(one: Round) -> str:
    return " ".join((one.wave, *(label for label, _done in one.scorers)))


def _new(visit: Visit) -> None:
    known = {one.guid: one.label for one in waves.known(visit.db, visit.viewer)}
    if not known:
        return
    who = {one.guid: one.label for one in rounds.scorers(visit.db, visit.viewer)}
    form = "new score round"
    with st.expander(_("Let two people score the same families blind")), st.form(fresh(form)):
        wave = str(st.selectbox(_("Round of measuring"), list(known), format_func=lambda one: known[one]))
        chosen = st.multiselect(_("Who score"), list(who), format_func=lambda one: who[one],
                                placeholder=_("Choose..."))
        own = st.checkbox(_("The coach of each family scores it, too"))
        families = int(st.number_input(_("How many families, drawn by lot"), 1, rounds.MOST, 10))
        st.caption(_("Until you show it, the scores of these families in this round of measuring count in no figure."))
        if st.form_submit_button(_("Begin"), type="primary"):
            attempt(lambda: rounds.begin(visit.db, visit.viewer, wave, chosen, families, own_coach=own),
                    _("Begun. Who scores finds it under Today."), form)
