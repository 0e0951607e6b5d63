"""The dossier of a family in sections, as it stood at the start and on later days."""

from __future__ import annotations

import streamlit as st

from pilot.clock import today
from pilot.vocabulary import dossier
from pilot.words import _
from stories.file import dossier as dossiers
from stories.file import known
from stories.file.dossier import State
from stories.file.exports import DOSSIER, state_name
from views.dossier import section
from views.families.of_family import opened
from views.parts import take_out
from views.parts.here import here


def page() -> None:
    """Choose a state; each section shows what was written beside what is known elsewhere."""
    with here() as visit:
        family = opened(visit, "dossier")
        if family is None:
            return
        states = dossiers.states(visit.pilot, visit.db, visit.viewer, family.guid)
        now = State(_day(states, today(visit.db), family.starts_on), {})
        if now.as_of not in {one.as_of for one in states}:
            states.append(now)
        names = {one.as_of: state_name(one.as_of, first=n == 0) for n, one in enumerate(states)}
        take_out.menu((DOSSIER,) if states[0].sections else (), {"family": family.guid})
        st.caption(_("No real names: mother, son, the school. Every version of a text is kept."))
        as_of = st.selectbox(_("As it was"), list(names), max(0, len(names) - 2), format_func=names.__getitem__,
                             key=f"as-of-{family.guid}")
        n = list(names).index(as_of)
        beside = known.beside(visit.pilot, visit.db, visit.viewer, family.guid, as_of)
        earlier = states[n - 1] if n else None
        st.html(section.contents())
        for key in dossier.SECTIONS:
            section.show(visit, family, states[n], earlier, key, beside.get(key, []))


def _day(states: list[State], now: str, begun: str | None) -> str:
    """The day of the next state: the start of support for the first one, today for a later one."""
    return now if states or not begun else begun
