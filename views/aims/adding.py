"""Of a goal of the pilot: adding words of a text, a figure, or what somebody said elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import _
from themes.aims import figures, naming, reading, writing
from views.aims import which_text
from views.parts.attempt import attempt, fresh, sure_of
from views.parts.day_field import day_field
from views.parts.sentences import choose

if TYPE_CHECKING:
    from pilot.visit import Visit
    from themes.aims.reading import Aim


def show(visit: Visit, found: Aim) -> None:
    """A form for each kind of evidence, behind a click each."""
    with st.expander(_("Add words of a story or conversation")):
        _passages(visit, found.guid)
    with st.expander(_("Add a figure")):
        _figure(visit, found.guid)
    with st.expander(_("Add what a partner said, or others counted")):
        _words(visit, found.guid)


def _says(form: str) -> str:
    return str(st.radio(_("What does it say about the goal?"), list(naming.SAYS), horizontal=True,
                        format_func=lambda one: _(naming.SAYS[one]), key=fresh(f"says {form}", form)))


def _passages(visit: Visit, guid: str) -> None:
    form = f"passages {guid}"
    called = which_text.offered(visit, form)
    document = st.selectbox(_("Which text"), list(called), None, format_func=lambda one: called.get(one, ""),
                            placeholder=_("Choose, or type a part of its title"), key=fresh(f"text {guid}", form))
    if not document:
        return
    text = reading.whole(visit.db, visit.viewer, document)
    st.caption(_("Press the sentences that say something about the goal."))
    spans = choose(fresh(f"sentences {document}", form), text.turns)
    says = _says(form)
    if st.button(_("Put these words with the goal"), type="primary", disabled=not spans):
        attempt(lambda: writing.add_passages(visit.db, visit.viewer, guid, document, text.version, spans, says),
                _("Added"), form)


def _figure(visit: Visit, guid: str) -> None:
    form = f"figure {guid}"
    key = st.selectbox(_("Figure"), list(figures.FIGURES), None, format_func=figures.name, placeholder=_("Choose..."),
                       key=fresh(f"which {guid}", form))
    st.caption(_("It is counted anew whenever somebody reads it."))
    says = _says(form)
    if st.button(_("Put this figure with the goal"), disabled=not key):
        attempt(lambda: writing.add_figure(visit.db, visit.viewer, guid, str(key), says), _("Added"), form)


def _words(visit: Visit, guid: str) -> None:
    form = f"said {guid}"
    words = st.text_area(_("What was said or counted"), max_chars=naming.LONGEST_WORDS, key=fresh(f"w {guid}", form),
                         help=_("In a few sentences, without names. Of a number say what it counts, out of how many."))
    who = st.text_input(_("By whom: a function, no name"), max_chars=naming.LONGEST_WHO, key=fresh(f"who {guid}", form))
    on = day_field(visit, _("On (may be left empty)"), f"said on {guid}", form, empty=True, past=True)
    says = _says(form)
    sure = sure_of(form)
    if st.button(_("Put these words with it")):
        attempt(lambda: writing.add_words(visit.pilot, visit.db, visit.viewer, guid, words, who, on, says, sure=sure),
                _("Added"), form)
