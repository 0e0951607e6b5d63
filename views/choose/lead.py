"""Of choosing: what who leads a round can do: who has picked, showing it, recording the choice, ending it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import _
from stories.choose import leading, rounds
from stories.choose.leading import Choice
from stories.choose.rounds import CHOSEN, PICKING, SHOWN
from views.parts import first
from views.parts.attempt import attempt, fresh, sure_of
from views.parts.blocks import table
from views.parts.day_field import day_field

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.choose.rounds import Candidate, Round

_FORM = "choice"


def show(visit: Visit, found: Round, stories: list[Candidate]) -> None:
    """As far as the round has come."""
    st.subheader(_("Leading this round"))
    if found.state == PICKING:
        _panel(visit, found)
    elif found.state == SHOWN:
        _choose(visit, found, stories)
    if found.state == CHOSEN:
        with st.expander(_("Put right what was recorded")):
            _choose(visit, found, stories)
    elif first.asks(_("Break this round off"), _(
            "Nobody reads its stories by it any more. What was picked is kept, and shown to nobody."), "end"):
        attempt(partial(leading.end, visit.db, visit.viewer, found.guid), _("The round is over"))


def _panel(visit: Visit, found: Round) -> None:
    there = rounds.members(visit.db, visit.viewer, found)
    table((_("On the panel"), _("How far")), ((one.label, _told(one)) for one in there))
    waits = [one for one in there if not one.has_picked and not one.let_out_at]
    with st.container(horizontal=True):
        if first.asks(_("Show what each picked"), _(
                "The whole panel sees who picked what, and nobody changes a pick any more. That cannot be undone."),
                f"show {found.guid}", type="primary",
                disabled=bool(waits) or not any(one.has_picked for one in there)):
            attempt(partial(leading.show, visit.db, visit.viewer, found.guid), _("The round is shown"))
        for one in waits:
            if first.asks(_("Ask no more of {who}").format(who=one.label), _(
                    "Nobody waits for this pick any more, and it cannot be asked again in this round."),
                    f"out-{found.guid}-{one.guid}"):
                attempt(partial(leading.let_out, visit.db, visit.viewer, found.guid, one.guid), _("Saved"))


def _told(one: rounds.Member) -> str:
    if one.has_picked:
        return _("has picked")
    return _("takes no part any more") if one.let_out_at else _("has not picked yet")


def _choose(visit: Visit, found: Round, stories: list[Candidate]) -> None:
    """What the panel chose together, with reasons, disagreement and who was there."""
    titles = {one.guid: one.title for one in stories if not one.gone}
    with st.form(fresh(_FORM), border=False):
        chosen = st.multiselect(_("What the panel chose together"), list(titles),
                                [one.guid for one in stories if one.chosen and not one.gone],
                                format_func=lambda guid: titles[guid], placeholder=_("Choose a story"))
        reasons = st.text_area(_("Why"), found.reasons, max_chars=leading.LONGEST_WORDS)
        apart = st.text_area(_("Who saw it otherwise, and why"), found.disagreement, max_chars=leading.LONGEST_WORDS)
        present = st.text_input(_("Who was there, by role"), found.present, max_chars=leading.LONGEST_QUESTION,
                                placeholder=_("two coaches, an evaluator"), autocomplete="off")
        held = day_field(visit, _("Chosen on"), "held", _FORM, past=True, day=found.held_on)
        sure = sure_of(_FORM)
        if st.form_submit_button(_("Record the choice"), type="primary"):
            choice = Choice(tuple(chosen), held, present, reasons, apart)
            attempt(lambda: leading.choose(visit.db, visit.viewer, found.guid, choice, sure=sure),
                    _("The choice is recorded"), _FORM)
