"""A goal in other words: what a family says it wants may become clearer on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.vocabulary import domains
from pilot.words import _
from stories.file import goals
from views.parts.attempt import attempt, fresh, sure_of

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.file.goals import Goal


def form(visit: Visit, goal: Goal) -> None:
    """The goal in other words, or in another life domain."""
    with st.form(fresh(key := f"worded-{goal.guid}"), border=False):
        words = st.text_area(_("In the family's own words"), goal.words, max_chars=goals.LONGEST, height=100,
                             key=fresh(f"{key}-words", key))
        domain = st.selectbox(_("Life domain"), domains.DOMAINS, domains.DOMAINS.index(goal.domain),
                              format_func=domains.name, key=fresh(f"{key}-domain", key))
        sure = sure_of(key)
        if st.form_submit_button(_("Keep these words")):
            attempt(lambda: goals.word(visit.pilot, visit.db, visit.viewer, goal.guid, words, domain, was=goal.words,
                                       sure=sure), _("Kept"), key)
