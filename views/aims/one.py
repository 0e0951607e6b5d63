"""One goal of the pilot: how far it is reached, and what speaks for and against it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import _
from themes.aims import naming, reading, writing
from themes.aims.files import AIM_REPORT, AIMS, GROUP_NAMES, shown
from views.aims import adding, judging, listed
from views.parts import first, take_out, titles
from views.parts.attempt import attempt, fresh
from views.parts.blocks import back_to
from views.parts.plain import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pilot.visit import Visit
    from themes.aims.reading import Evidence


def show(visit: Visit, guid: str) -> None:
    """All of it. Raises: NotFound."""
    with titles.titled(_("Goals of the pilot")):
        found = reading.one(visit.pilot, visit.db, visit.viewer, guid)
    back_to("/aims", _("Goals of the pilot"))
    st.title(plain(found.words))
    left, right = st.columns([3, 2], gap="large")
    with left:
        if found.shown_by:
            st.text(_("What would show it: {words}").format(words=found.shown_by))
        by_group = reading.evidence(visit.pilot, visit.db, visit.viewer, guid)
        for group, ones in by_group.items():
            if ones:
                st.subheader(_(GROUP_NAMES[group]))
                listed.paged(group, ones)
        if not any(by_group.values()):
            st.caption(_("No evidence stands here yet. Add words of a text, a figure, or what a partner said."))
    with right:
        listed.judged(found)
        judging.show(visit, found)
        adding.show(visit, found)
        _before(visit, guid)
        _away(visit, guid, by_group)
    take_out.menu((AIM_REPORT, AIMS), {"aim": guid})


def _before(visit: Visit, guid: str) -> None:
    if said := reading.before(visit.pilot, visit.db, visit.viewer, guid):
        with st.expander(_("What was said before")):
            st.html(listed.before(said))


def _away(visit: Visit, guid: str, by_group: Mapping[str, Sequence[Evidence]]) -> None:
    called = {one.guid: f"{naming.SIGNS[one.says]} {shown(one)[:60]}" for ones in by_group.values() for one in ones}
    with st.expander(_("Take something away")):
        chosen = st.selectbox(_("Evidence"), list(called), None, format_func=lambda one: called.get(one, ""),
                              placeholder=_("Choose..."), key=fresh("evidence", "away"))
        if st.button(_("Take this evidence away"), disabled=not chosen):
            attempt(partial(writing.take_evidence_away, visit.db, visit.viewer, guid, str(chosen)), _("Taken away"),
                    "away")
        if first.asks(_("Take the whole goal away"), _(
                "It stands nowhere any more, with all evidence and every judgement."), f"away {guid}"):
            attempt(partial(_whole_away, visit, guid), _("Taken away"))


def _whole_away(visit: Visit, guid: str) -> None:
    writing.take_away(visit.db, visit.viewer, guid)
    st.query_params.pop("aim", None)
