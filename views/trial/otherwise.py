"""What went otherwise than was given, and how many families came into no group: said, listed, taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.vocabulary import days, trial
from pilot.words import _
from stories.outcomes import departures
from views.parts.attempt import attempt, fresh, sure_of
from views.parts.blocks import link, table
from views.parts.day_field import day_field

if TYPE_CHECKING:
    from pilot.visit import Visit
    from themes.outcomes.arms import Trial

_FORM, _LOOKED = "departure", "screened"


def show(visit: Visit, found: Trial) -> None:
    """Forms, and everything that was said."""
    if found.allotted:
        with st.expander(_("Say what went otherwise")):
            _say(visit, found)
        if found.departures:
            with st.expander(_("What went otherwise ({n})").format(n=len(found.departures)), key="departures"):
                _list(visit, found)
    with st.expander(_("Families that came into no group")):
        _looked_at(visit, found)


def _say(visit: Visit, found: Trial) -> None:
    names = {one.guid: one.pseudonym for one in sorted(found.allotted, key=lambda one: one.pseudonym.lower())}
    family = st.selectbox(_("Family"), list(names), None, format_func=names.__getitem__, placeholder=_("Choose..."),
                          key=fresh("departure family", _FORM))
    kind = st.radio(_("What went otherwise?"), list(trial.DEPARTURES), format_func=trial.departure,
                    key=fresh("departure kind", _FORM))
    on = day_field(visit, _("Day"), "departure on", _FORM, past=True)
    why = st.text_input(_("Why, in a few words, without names"), max_chars=departures.LONGEST, autocomplete="off",
                        key=fresh("departure why", _FORM))
    sure = sure_of(_FORM)
    st.caption(_("The family still counts in the group it was given."))
    if st.button(_("Note it"), type="primary", key="departure note", disabled=family is None):
        attempt(lambda: departures.say(visit.pilot, visit.db, visit.viewer, str(family), str(kind), on, why, sure=sure),
                _("Noted"), _FORM)


def _list(visit: Visit, found: Trial) -> None:
    table((_("Day"), _("Family"), _("What"), _("Why")), (
        (days.short(one.on), link(f"/families?family={one.family_guid}", one.pseudonym), trial.departure(one.kind),
         one.reason or "–") for one in found.departures), "rd-stack")
    names = {one.guid: f"{days.short(one.on)} · {one.pseudonym} · {trial.departure(one.kind)}"
             for one in found.departures}
    wrong = st.selectbox(_("Said by mistake"), list(names), None, format_func=names.__getitem__,
                         placeholder=_("Choose..."), key=fresh("departure wrong", "wrong"))
    if st.button(_("Take it away"), disabled=wrong is None):
        attempt(lambda: departures.take_away(visit.db, visit.viewer, str(wrong)), _("Taken away"), "wrong")


def _looked_at(visit: Visit, found: Trial) -> None:
    st.caption(_("Families that were looked at for the comparison and are in no group. They need no file of their own:"
                 " a number is enough."))
    given = {kind: st.number_input(_(name), 0, departures.MOST_FAMILIES, found.screened.get(kind),
                                   key=fresh(f"screened {kind}", _LOOKED)) for kind, name in trial.SCREENED.items()}
    if st.button(_("Save these numbers")):
        attempt(lambda: departures.set_screened(
            visit.db, visit.viewer, {kind: int(n) for kind, n in given.items() if n is not None}), _("Saved"), _LOOKED)
