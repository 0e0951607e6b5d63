"""Goals of the pilot itself, each with the evidence for and against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot.words import _
from themes.aims import naming, reading, writing
from themes.aims.files import AIMS, counted
from views.aims import one
from views.outcomes import doors
from views.parts import place, take_out
from views.parts.attempt import attempt, fresh, sure_of
from views.parts.blocks import invite
from views.parts.here import here

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pilot.visit import Visit
    from themes.aims.reading import Aim

_FORM = "aim"


def page() -> None:
    """Show the goal that ?aim=GUID names, else all of them."""
    with here() as visit:
        if guid := st.query_params.get("aim", ""):
            one.show(visit, guid)
            return
        place.head("aims", visit.viewer)
        doors.show(visit, "aims")
        found = reading.aims(visit.pilot, visit.db, visit.viewer)
        if found:
            st.html(Markup().join(map(_card, found)))
            take_out.menu((AIMS,))
        else:
            invite(_("No goals yet"), _("Here stands what the pilot wants to reach, and what speaks for and against it:"
                                        " words of families and coaches, of partners, and figures."))
        if len(found) > 1:
            with st.expander(_("Another order")), st.container(width=820):
                _order(visit, found)
        with st.expander(_("Set a goal"), expanded=not found), st.container(width=820):
            _add(visit)


def _card(found: Aim) -> Markup:
    return Markup('<article class="rd-goal"><h2><a href="/aims?aim={}" target="_self">{}</a></h2><p>{}</p></article>'
                  ).format(found.guid, found.words, f"{_(naming.STATES[found.state])} · {counted(found)}")


def _order(visit: Visit, found: Sequence[Aim]) -> None:
    called = {one.guid: one.words for one in found[1:]}
    chosen = st.selectbox(_("Goal"), list(called), format_func=lambda one: called.get(one, ""))
    if st.button(_("Put this goal one place earlier")):
        attempt(lambda: writing.earlier(visit.db, visit.viewer, str(chosen)), _("Saved"))


def _add(visit: Visit) -> None:
    words = st.text_input(_("What does the pilot want to reach?"), max_chars=naming.LONGEST, key=fresh("words", _FORM))
    shown = st.text_area(_("What would show that it is reached? (may be left empty)"), height=90,
                         max_chars=naming.LONGEST_SHOWN, key=fresh("shown", _FORM))
    sure = sure_of(_FORM)
    if st.button(_("Set this goal"), type="primary"):
        attempt(lambda: writing.keep(visit.pilot, visit.db, visit.viewer, words, shown, sure=sure), _("Saved"), _FORM)
