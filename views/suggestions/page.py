"""Suggestions of the machine: how good they are for each code, where they are on, and what people made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from coding.suggest import made_of_it, switching
from jobs import worker
from pilot.access import Right
from pilot.clock import local_day
from pilot.vocabulary import days
from pilot.words import _, ngettext
from views.parts import place
from views.parts.attempt import attempt
from views.parts.here import here
from views.suggestions import audit, figures

if TYPE_CHECKING:
    from coding.suggest.switching import Known
    from pilot.visit import Visit


def page() -> None:
    """Show what the machine learnt and what it may propose; every switch is off until somebody turns it."""
    with here() as visit:
        visit.viewer.require(Right.CODE)
        place.head("suggestions", visit.viewer)
        known = switching.known(visit.db, visit.viewer)
        st.write(_("A machine on this computer can propose codes in texts, as one more coder who is never counted. It"
                   " goes by the signal phrases of the codebook and by what coders of this pilot are done with, and by"
                   " nothing else. What it proposes is no coding: you accept, change or reject it at the coding desk."))
        _mine(visit, known)
        _learning(visit, known)
        figures.show(visit.db, known)
        _switches(visit, known)
        st.subheader(_("What people made of them"), anchor=False)
        st.write(made_of_it.sentence(visit.db, made_of_it.made(visit.db, visit.viewer)))
        audit.show(visit)


def _mine(visit: Visit, known: Known) -> None:
    if not known.is_on:
        st.info(_("Suggestions are off for this pilot. Who manages its settings can switch them on."))
        return
    wanted = st.toggle(_("Show me suggestions at the coding desk"), known.asked)
    if wanted != known.asked:
        attempt(lambda: switching.ask(visit.db, visit.viewer, wanted), _("Saved"))


def _learning(visit: Visit, known: Known) -> None:
    if known.job:
        st.caption(_("The machine is learning. Come back in a few minutes."))
        return
    if known.learnt_at:
        st.caption(_("Learnt on {date}. It forgets everything at once when a text or a consent is withdrawn.").format(
            date=days.long(local_day(visit.db, known.learnt_at))))
    if st.button(_("Let the machine learn anew") if known.learnt_at else _("Let the machine learn")):
        attempt(lambda: _learn(visit), _("The machine is learning now."))


def _learn(visit: Visit) -> None:
    switching.learn(visit.db, visit.viewer)
    worker.ensure_running(visit.home)


def _switches(visit: Visit, known: Known) -> None:
    names = figures.names(visit.db)
    good = [one.code for one in known.figures if one.threshold is not None or one.code in known.codes]
    if not good or not visit.viewer.may(Right.LEAD_ROUNDS):
        return
    on = [code for code in good if code in known.codes]
    chosen = st.multiselect(_("Codes that the machine may propose"), good, on, placeholder=_("None"),
                            format_func=lambda key: names.get(key) or key)
    changed = set(chosen) ^ set(on)
    if changed:
        attempt(lambda: [switching.switch_code(visit.db, visit.viewer, key, key in chosen) for key in sorted(changed)],
                ngettext("{n} code is on", "{n} codes are on", len(chosen)).format(n=len(chosen)))
