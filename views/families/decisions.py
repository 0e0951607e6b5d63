"""Of one family: consent was withdrawn; what becomes of what hung on it is decided here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.families import consent, decisions
from pilot.vocabulary import days
from pilot.words import _, ngettext
from texts import touched
from views.families import to_decide
from views.parts.attempt import attempt, fresh

if TYPE_CHECKING:
    from pilot.families.decisions import Decision
    from pilot.families.people import Family
    from pilot.visit import Visit
    from texts.touched import Hanging


def said(which: Decision) -> str:
    """What there is to decide about, in a line."""
    told = _("{person} refused consent for {use} on {date}") if which.refused else _(
        "{person} withdrew consent for {use} on {date}")
    return told.format(
        person=which.person, use=_(consent.USE_NAMES[which.use]), date=days.short(which.withdrawn_on))


def show(visit: Visit, family: Family) -> None:
    """Every open decision of the family, with the ways it can be taken."""
    to_decide.listed(visit, lambda: decisions.open_decisions(visit.db, visit.viewer, family.guid), said, _ways)


def _ways(visit: Visit, which: Decision) -> None:
    hanging = {one.guid: one for one in touched.to_decide(visit.db, visit.viewer, which.guid)}
    st.caption(_("What hangs on it is out of reach for this use. It comes back when consent is given again; then this"
                 " is closed by itself."))
    with st.form(fresh(key := f"decide-{which.guid}"), border=False):
        chosen = st.multiselect(
            _("Conversations, stories and recordings to withdraw"), list(hanging),
            list(hanging) if which.use == "analyse" else [], placeholder=_("none"),
            format_func=lambda g: _called(hanging[g]),
        ) if hanging else []
        reason = st.text_input(_("Why"), max_chars=500, help=_("It is kept with the decision. No names."))
        sure = st.checkbox(_("I am sure")) if hanging else True
        left, right = st.columns(2)
        leaves = left.form_submit_button(_("Leave it out of reach"))
        withdraws = right.form_submit_button(_("Withdraw what is chosen"), disabled=not hanging)
    if leaves:
        attempt(lambda: decisions.leave(visit.db, visit.viewer, which.guid, reason), _("Left out of reach"), key)
    elif withdraws and not sure:
        st.error(_("Nothing was changed. Tick that you are sure."))
    elif withdraws:
        attempt(lambda: touched.decide_to_withdraw(visit.db, visit.viewer, which.guid, reason, chosen),
                ngettext("{n} withdrawn, with the reason", "{n} withdrawn, with the reason", len(chosen)).format(
                    n=len(chosen)), key)


def _called(one: Hanging) -> str:
    sound = [_("Recording")] if one.kind == "recording" else []
    return " · ".join(filter(None, (*sound, one.title, days.short(one.told_on))))
