"""A signal noted in a minute: what stood in the way, who could take it away, and in which family that was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.access import Right
from pilot.families import people
from pilot.words import _
from stories.signals import levels, writing
from views.parts.attempt import attempt, fresh, sure_of

if TYPE_CHECKING:
    from pilot.visit import Visit

_FORM = "signal"


def form(visit: Visit) -> None:
    """The fields; the family of the address, and the story, go along."""
    st.subheader(_("Note a signal"))
    words = st.text_area(_("What stood in the way?"), max_chars=levels.LONGEST, key=fresh("words", _FORM),
                         help=_("Leave the family out: write about the service or the rule."))
    level = st.radio(_("Who could take it away?"), list(levels.LEVELS), 1, horizontal=True,
                     format_func=lambda one: _(levels.LEVELS[one]), key=fresh("level", _FORM))
    family = family_field(visit, fresh("family", _FORM))
    sure = sure_of(_FORM)
    story = st.query_params.get("story", "") if family == st.query_params.get("family") else ""
    if st.button(_("Note it"), type="primary", key="note signal"):
        attempt(lambda: writing.note(visit.pilot, visit.db, visit.viewer, words, level, family=family, story=story,
                                     sure=sure), _("Noted"), _FORM)


def family_field(visit: Visit, key: str) -> str:
    """Guid of a family of this viewer's, '' for none; who keeps no files is not asked."""
    if not visit.viewer.may(Right.KEEP_FILE):
        return ""
    names = {one.guid: one.pseudonym for one in people.families(visit.db, visit.viewer, Right.KEEP_FILE)}
    asked = list(names).index(found) + 1 if (found := st.query_params.get("family")) in names else 0
    return str(st.selectbox(
        _("In which family did you see it?"), ["", *names], asked, key=key,
        format_func=lambda guid: names.get(guid, _("in no family in particular")),
        help=_("Only you and the evaluators see which family it is.")))
