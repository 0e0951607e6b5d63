"""Of one release: making it, of the scope in the address and the themes she chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import _
from themes import filters, frames
from themes.figures import tables
from themes.release import drafting
from themes.release.choice import MOST_TITLE, PART_NAMES, PARTS, Choice, Chosen
from themes.release.content import AUDIENCE_NAMES, AUDIENCES, MUNICIPALITY
from themes.scope import Scope
from views.parts.attempt import attempt
from views.parts.blocks import invite
from views.themes.look import html

if TYPE_CHECKING:
    from pilot.visit import Visit

_FORM = "release"


def show(visit: Visit) -> None:
    """What it would be counted of, and the form."""
    st.title(_("Make a release"))
    scope = Scope.from_query(st.query_params)
    material = frames.load(visit.db, visit.viewer, scope) if filters.choices(visit.db, visit.viewer) else None
    if material is None or material.families.empty:
        invite(_("Nothing to release"), _("A release is made of what was told and coded. In what you chose there is"
               " nothing yet."), "/themes", _("Choose at the themes"))
        return
    html(tables.scope_line(material.sentence()))
    st.caption(_("Another period, site or voice? Choose it at the themes, and make a release of that from there."))
    called = {code.key: code.name for code in material.codes}
    with st.form(_FORM, width=760):
        title = st.text_input(_("Title"), max_chars=MOST_TITLE, autocomplete="off")
        audience = st.radio(_("For whom"), AUDIENCES, AUDIENCES.index(MUNICIPALITY), horizontal=True,
                            format_func=lambda one: _(AUDIENCE_NAMES[one]))
        keys = st.multiselect(_("Themes, in the order in which they are read"), list(called),
                              format_func=lambda key: called[key])
        parts = st.multiselect(_("Besides themes"), PARTS, format_func=lambda one: _(PART_NAMES[one]))
        if st.form_submit_button(_("Draft it"), type="primary"):
            chosen = Choice(audience, title, scope.query(), tuple(Chosen(key) for key in keys),
                            parts=tuple(parts))
            attempt(lambda: _begin(visit, chosen), _("The release is drafted"))


def _begin(visit: Visit, chosen: Choice) -> None:
    guid = drafting.begin(visit.db, visit.viewer, chosen)
    st.query_params.clear()
    st.query_params["release"] = guid
