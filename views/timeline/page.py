"""A family's timeline: the red thread of what was told and what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.access import Right
from pilot.families import people
from pilot.words import _, ngettext
from stories.exports import TIMELINE
from stories.timeline import choosing, listing
from stories.timeline.timeline import timeline
from views.documents import withdrawing
from views.parts import place, take_out
from views.parts.blocks import back_to, card, invite
from views.parts.here import here
from views.timeline import narrowing
from views.timeline.line import draw

if TYPE_CHECKING:
    from stories.timeline.item import Item
    from stories.timeline.timeline import Timeline


def page() -> None:
    """Show one family's line, chosen by the address or on the page."""
    with here() as visit:
        families = people.families(visit.db, visit.viewer, Right.SEE_TIMELINE)
        names = {family.guid: family.pseudonym for family in families}
        asked = st.query_params.get("family", "")
        if asked in names:
            back_to(f"/families?family={asked}", names[asked])
        else:
            place.above("timeline", visit.viewer)
        st.title(_("Timeline"))
        if not families:
            invite(_("No families yet"), _("Here you see what was told about a family, in order of time."))
            return
        guid = _chosen(names, asked)
        line = timeline(visit.db, visit.viewer, guid)
        told = sum(one.kind == "story" for one in line.items)
        talks = sum(one.kind == "interview" for one in line.items)
        st.text(" · ".join(filter(None, (
            line.site, ngettext("{n} story", "{n} stories", told).format(n=told),
            ngettext("{n} conversation", "{n} conversations", talks).format(n=talks)))))
        withdrawing.not_shown(visit, guid)
        choice = narrowing.chosen(line)
        shown = choosing.narrowed(line, choice)
        draw(shown, choice.period)
        if visit.viewer.may(Right.WRITE_STORY) and visit.viewer.coach_id is not None:
            card(_("Something to add?"), _("Write a story about this family."), f"/story?family={guid}", _("New story"))
        _list(line, choosing.within(shown, choice.period))
        take_out.menu((TIMELINE,), {"family": guid})


def _list(line: Timeline, items: tuple[Item, ...]) -> None:
    """The same in words; how much of it, when something was chosen."""
    if len(items) < len(line.items):
        st.caption(_("{n} of {total} entries").format(n=len(items), total=len(line.items)))
    st.html(listing.listing(items))


def _chosen(names: dict[str, str], asked: str) -> str:
    """The family of the address; choosing another one changes the address. An unknown one is told as such later."""
    guids = list(names)
    if asked and asked not in guids:
        return asked
    chosen = st.selectbox(
        _("Family"), guids, index=guids.index(asked) if asked else 0, format_func=lambda guid: names[guid])
    if chosen != asked:
        st.query_params["family"] = str(chosen)
        st.rerun()  # the way back above names the family
    return str(chosen)
