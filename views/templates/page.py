"""What coaches and families are asked when they tell, worded by the pilot: kinds of story, and what they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import _
from stories.entry import wording
from stories.entry.templates import COACH, FAMILY
from views.parts import place
from views.parts.here import here
from views.parts.plain import plain
from views.templates import adding, of_meaning, of_story

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.entry.templates import Forms

STORIES, MEANING = "stories", "meaning"


def page() -> None:
    """Choose whose questions; then one kind of story, or one question about the meaning, to word."""
    with here() as visit:
        place.head("templates", visit.viewer)
        forms = wording.edited(visit.db, visit.viewer)
        st.write(_("Questions stand beside a story, never in it. Who is telling already goes on with the questions of"
                   " then; a change counts for what is begun from now on."))
        names = {COACH: _("A coach tells"), FAMILY: _("A family tells"), MEANING: _("What a story means")}
        part = st.segmented_control(_("What to word"), list(names), default=COACH, key="part",
                                    format_func=lambda one: plain(names[one]), wrap=True) or COACH
        if part == MEANING:
            _meaning(visit, forms)
        else:
            _stories(visit, forms, part)


def _stories(visit: Visit, forms: Forms, teller: str) -> None:
    own = {one.key: one for one in forms.templates if one.teller == teller}
    chosen = st.selectbox(_("Kind of story"), list(own), key=f"kind-{teller}", format_func=lambda key: (
        own[key].name.to() if own[key].on else f"{own[key].name.to()} ({_('off')})"))
    left, right = st.columns([3, 2])
    with left:
        of_story.form(visit, forms, own[chosen])
        adding.story(visit, forms, teller)
    with right:
        of_story.preview(forms, own[chosen])


def _meaning(visit: Visit, forms: Forms) -> None:
    if forms.signifiers:
        known = {one.key: one for one in forms.signifiers}
        chosen = st.selectbox(
            _("Question about the meaning"), list(known), key="signifier", format_func=lambda key: (
                known[key].question(COACH) if known[key].on else f"{known[key].question(COACH)} ({_('off')})"))
        of_meaning.form(visit, forms, known[chosen])
    adding.signifier(visit, forms)
