"""Settings: who signs in in two steps, and when a sitting ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.access import ROLE_NAMES, ROLES
from pilot.accounts import rules
from pilot.words import _, ngettext
from views.parts.attempt import attempt

if TYPE_CHECKING:
    from pilot.visit import Visit


def _lasting(minutes: int) -> str:
    hours = minutes // 60
    return ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes) if minutes % 60 else ngettext(
        "{n} hour", "{n} hours", hours).format(n=hours)


def show(visit: Visit) -> None:
    """What this pilot asks of its members; changed together, with one press."""
    st.subheader(_("Signing in"))
    st.write(_("With the second step somebody needs her phone besides her password. Who has none yet sets it up at"
               " once. Somebody in several pilots has the strictest of their rules. Demo accounts have no second"
               " step."))
    now = rules.rules(visit.home, visit.viewer)
    with st.form("signing in", border=False):
        roles = st.pills(_("Who signs in in two steps"), ROLES, selection_mode="multi", default=now.roles,
                         format_func=lambda role: _(ROLE_NAMES[role]), wrap=True)
        left, right = st.columns(2)
        idle = left.selectbox(
            _("Signed out after doing nothing for"), rules.IDLE_CHOICES, rules.IDLE_CHOICES.index(now.idle_minutes),
            format_func=_lasting)
        hours = right.selectbox(
            _("Signed out in any case after"), rules.HOURS_CHOICES, rules.HOURS_CHOICES.index(now.hours),
            format_func=lambda n: ngettext("{n} hour", "{n} hours", n).format(n=n))
        if st.form_submit_button(_("Save")):
            attempt(lambda: rules.set_rules(visit.home, visit.db, visit.viewer, roles, idle, hours), _("Saved"))
