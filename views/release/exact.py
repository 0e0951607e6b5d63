"""Of a draft of a small pilot: a line that says more than the rules allow, with the agreement of every family."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import _
from themes.release.choice import MOST_WORDS, Exact
from views.parts.day_field import day_field
from views.parts.plain import plain

if TYPE_CHECKING:
    from pilot.visit import Visit
    from themes.release.drafting import Draft


def fields(visit: Visit, draft: Draft, key: str) -> Exact:
    """The line, the reason, and of each family whether and when it agreed, as they stand now."""
    was, days = draft.choice.exact, dict(draft.choice.exact.agreed)
    with st.expander(_("A line that says exactly how it went"), expanded=bool(was.line)):
        st.caption(_("Such as: one went very well, one stopped early, four by turns. Only with a reason, the agreement"
                     " of every family, and two people who sign."))
        line = st.text_input(_("The line"), was.line, MOST_WORDS, key=f"line {key}", autocomplete="off")
        reason = st.text_input(_("Why it says more than the rules allow"), was.reason, MOST_WORDS, key=f"reason {key}",
                               autocomplete="off")
        agreed = []
        with st.container(horizontal=True):
            for guid, name in draft.families:
                with st.container(width=240):
                    said = st.checkbox(plain(_("{family} agreed").format(family=name)), guid in days,
                                       key=f"agreed {guid} {key}")
                    on = day_field(visit, plain(_("{family}: on").format(family=name)), f"on {guid} {key}", past=True,
                                   day=days.get(guid))
                if said and on:
                    agreed.append((guid, on))
    return Exact(line, reason, tuple(agreed))
