"""A family's timeline: the red thread of what was told and what happened."""

from __future__ import annotations

import streamlit as st

from pilot.access import Right
from pilot.config import ROOT
from pilot.families import people
from pilot.words import _, ngettext
from stories.timeline import drawing
from stories.timeline.timeline import timeline
from views import menu
from views.parts.blocks import back_to, card, invite
from views.parts.here import here

STYLE = ROOT / "stories" / "entry" / "timeline.css"


def page() -> None:
    """Show one family's line, chosen by the address or on the page."""
    with here() as visit:
        back_to("/families", _(menu.title_of(menu.at("families"), visit.viewer)))
        st.title(_("Timeline"))
        families = people.families(visit.db, visit.viewer, Right.SEE_TIMELINE)
        if not families:
            invite(_("No families yet"), _("Here you see what was told about a family, in order of time."))
            return
        guid = _chosen(families)
        line = timeline(visit.db, visit.viewer, guid)
        st.html(STYLE)
        told = sum(one.kind == "story" for one in line.items)
        talks = sum(one.kind == "interview" for one in line.items)
        st.text(" · ".join(filter(None, (
            line.site, ngettext("{n} story", "{n} stories", told).format(n=told),
            ngettext("{n} conversation", "{n} conversations", talks).format(n=talks)))))
        st.html(drawing.drawing(line) + drawing.legend(line))
        if visit.viewer.may(Right.WRITE_STORY) and visit.viewer.coach_id is not None:
            card(_("Something to add?"), _("Write a story about this family."), f"/story?family={guid}", _("New story"))
        st.html(drawing.listing(line))


def _chosen(families: list[people.Family]) -> str:
    """The family of the address; choosing another one changes the address. An unknown one is told as such later."""
    guids = [family.guid for family in families]
    asked = st.query_params.get("family", "")
    if asked and asked not in guids:
        return asked
    names = {family.guid: family.pseudonym for family in families}
    chosen = st.selectbox(
        _("Family"), guids, index=guids.index(asked) if asked else 0, format_func=lambda guid: names[guid])
    if chosen != asked:
        st.query_params["family"] = chosen
    return str(chosen)
