"""Marking patterns on people of a family's generations, each with where it is known from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.vocabulary import patterns, voices
from pilot.words import _
from stories.file import marking
from stories.file.marking import Source
from views.families.material import told
from views.parts.attempt import attempt, fresh

if TYPE_CHECKING:
    from pilot.families.people import Family
    from pilot.visit import Visit
    from stories.file.kin import Generations


def forms(visit: Visit, family: Family, found: Generations) -> None:
    """Marking a pattern, and taking a mark away; nothing while what is said about the family is out of reach."""
    if found.hidden or not found.members:
        return
    names = {one.guid: one.name for one in found.members}
    texts = told(visit, family)
    with st.expander(_("Mark a pattern")), st.form(fresh(key := f"mark-{family.guid}"), border=False):
        who = st.selectbox(_("Who"), list(names), None, format_func=names.__getitem__, placeholder=_("Choose..."))
        pattern = st.selectbox(_("Pattern"), patterns.PATTERNS, None, format_func=patterns.name,
                               placeholder=_("Choose..."))
        by = st.selectbox(_("Said by"), voices.VOICES, format_func=voices.title)
        text = st.selectbox(_("In which story or conversation (if any)"), list(texts), None,
                            format_func=texts.__getitem__, placeholder=_("none"))
        words = st.text_area(_("The words it rests on (if any)"), height=80,
                             help=_("Copy them from the text as they stand there."))
        if st.form_submit_button(_("Mark this pattern")):
            attempt(lambda: marking.mark(visit.db, visit.viewer, family.guid, who or "", pattern or "",
                                         Source(by, text or "", words)), _("Pattern marked"), key)
    marked = {mark.guid: f"{one.name}: {patterns.name(mark.key)}" for one in found.members for mark in one.patterns}
    if marked:
        with st.expander(_("Take a pattern away")), st.form(fresh(key := f"unmark-{family.guid}"), border=False):
            which = st.selectbox(_("Which one"), list(marked), format_func=marked.__getitem__)
            if st.form_submit_button(_("Take away")) and which:
                attempt(lambda: marking.unmark(visit.db, visit.viewer, family.guid, which), _("Taken away"), key)
