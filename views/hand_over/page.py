"""A coach hands her device over, so that somebody of a family tells on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import _, ngettext
from stories.entry import telling, wording
from stories.entry.templates import FAMILY
from views.parts import place
from views.parts.blocks import invite
from views.parts.here import here
from views.parts.module import module

if TYPE_CHECKING:
    from pilot.visit import Visit

_hand_over = module("rode_draad_hand_over", "entry/hand_over.js")


def page() -> None:
    """What happens, who can tell, and the way to begin."""
    with here() as visit:
        place.head("hand_over", visit.viewer)
        st.write(_("Somebody of the family tells in her own words what happened and what it means. She sees one"
                   " question at a time and nothing else: no names, no families, no texts. You get your device back"
                   " with your password. You do not get to read what she tells; evaluators do, without names."))
        people = telling.tellers(visit.db, visit.viewer)
        may = [one for one in people if one.may]
        if not may:
            invite(_("Nobody can tell yet"),
                   _("Here somebody of a family tells. Record her consent to analysing first."), "/families",
                   _("To the families"))
            return
        _hand_over(key="hand-over", data=_data(visit, may))
        if len(people) > len(may):
            st.caption(ngettext(
                "{n} person is not in this list: consent to analysing is missing, of her or of her family.",
                "{n} people are not in this list: consent to analysing is missing, of them or of their family.",
                len(people) - len(may)).format(n=len(people) - len(may)))


def _data(visit: Visit, may: list[telling.Teller]) -> dict[str, object]:
    """What the page needs to know; see stories/entry/hand_over.js."""
    forms = wording.newest(visit.db)
    return {
        "people": [{"key": one.guid, "name": f"{one.name} ({one.family})"} for one in may],
        "templates": [{"key": one.key, "name": one.name.to(), "about": one.about.to()}
                      for one in forms.offered(FAMILY)],
        "begun": [{"draft": draft.guid, "name": name} for draft, name in telling.begun(visit.db, visit.viewer)],
    }
