"""Yes, no or not known of each service, kept as it is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.errors import AskFirst, RodeDraadError
from pilot.vocabulary import services, sources
from pilot.words import _
from stories.outcomes import uptake
from stories.outcomes.uptake import Use
from views.parts.attempt import again
from views.parts.day_field import day_field
from views.parts.plain import plain

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.outcomes.uptake import Said

_CHOSEN = "uptake chosen"  # (wave, service, state): what was chosen and is not kept yet


def form(visit: Visit, family: str, waves: list[str], found: dict[tuple[str, str], Said]) -> None:
    """The moment, the day, what it rests on, and a row of three for each service."""
    wave = str(st.segmented_control(_("Moment"), waves, default=waves[-1], required=True, key=f"uptake wave {family}",
                                    format_func=lambda one: plain(one), wrap=True))
    with st.container(width=640):
        left, right = st.columns(2)
        with left:
            on = day_field(visit, _("As it was on"), f"uptake on {family}", past=True)
        source = str(right.selectbox(_("Known from"), list(sources.NAMES), format_func=sources.name,
                                     key=f"uptake source {family}"))
    _keep(visit, family, on, source)
    known = sum((wave, service) in found for service in services.SERVICES)
    st.caption(plain(_("{n} of {of} filled in. What you choose is kept at once; choose it once more to take it"
                       " back.").format(n=known, of=len(services.SERVICES))))
    columns, half = st.columns(2, gap="large"), -(-len(services.SERVICES) // 2)
    for n, service in enumerate(services.SERVICES):
        was = found.get((wave, service))
        state = was.state if was else None
        # Another key for another state: what somebody else chose meanwhile is shown, and never undone.
        key = f"uptake {family} {wave} {service} {state}"
        with columns[n // half]:
            st.segmented_control(plain(_large(services.name(service))), list(services.STATES), default=state, key=key,
                                 format_func=lambda one: _(services.STATES[one]), width="stretch",
                                 on_change=_choose, args=(wave, service, key), wrap=True)


def _choose(wave: str, service: str, key: str) -> None:
    st.session_state[_CHOSEN] = (wave, service, st.session_state.get(key) or services.TAKEN_BACK)


def _keep(visit: Visit, family: str, on: str, source: str) -> None:
    """Keep what was chosen; an odd day is asked about first, and what was chosen waits for the answer."""
    if _CHOSEN not in st.session_state:
        return
    wave, service, state = st.session_state[_CHOSEN]
    tick = f"uptake sure {on}"
    sure = (on,) if st.session_state.get(tick) else ()
    try:
        uptake.say(visit.db, visit.viewer, Use(family, wave, service, state, on, source), sure=sure)
    except AskFirst as question:
        st.warning(plain(question.sentence()))
        st.checkbox(_("Yes, it is right"), key=tick)
    except RodeDraadError as fault:
        del st.session_state[_CHOSEN]
        st.error(plain(fault.sentence()))
    else:
        del st.session_state[_CHOSEN]
        again(_("Saved"))


def _large(name: str) -> str:
    return name[:1].upper() + name[1:]
