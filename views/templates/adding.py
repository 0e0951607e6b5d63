"""A new kind of story, or a new question about the meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import _
from stories.entry import editing, wording
from stories.entry.templates import KINDS, Said
from stories.meaning.exports import kind_name
from views.parts.attempt import attempt, fresh
from views.parts.plain import plain
from views.templates.of_meaning import label_name
from views.templates.of_story import both

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.entry.templates import Forms

_WORDS = {"triad": 3, "scale": 2, "choice": 6}


def story(visit: Visit, forms: Forms, teller: str) -> None:
    """A name and a first question; the rest is filled in afterwards."""
    with st.expander(_("A new kind of story")), st.form(at := fresh("new-story")):
        name = both(_("Name"), Said(), f"{at}-name")
        question = both(_("First question"), Said(), f"{at}-question")
        if st.form_submit_button(_("Add")):
            attempt(lambda: wording.publish(visit.db, visit.viewer, editing.with_template(
                forms, editing.new_template(forms, teller, name, question))), _("Added."), "new-story")


def signifier(visit: Visit, forms: Forms) -> None:
    """Its kind first, for that says how many words it takes."""
    with st.expander(_("A new question about the meaning")):
        kind = st.radio(_("Kind"), KINDS, key="new-kind", horizontal=True,
                        format_func=lambda one: plain(kind_name(one)))
        with st.form(at := fresh(f"new-{kind}")):
            coach = both(_("How a coach is asked"), Said(), f"{at}-coach")
            family = both(_("How a family is asked"), Said(), f"{at}-family")
            names = [both(label_name(kind, i), Said(), f"{at}-{i}") for i in range(_WORDS[kind])]
            if st.form_submit_button(_("Add")):
                attempt(lambda: wording.publish(visit.db, visit.viewer, editing.with_signifier(
                    forms, editing.new_signifier(forms, kind, coach, family, names))),
                    _("Added. Choose it at a kind of story, so that it is asked there."), f"new-{kind}")
