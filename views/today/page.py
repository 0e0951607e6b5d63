"""Today: what is waiting for this viewer, by role; what there is to do comes before what there is to know."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.access import Right, Role
from pilot.clock import today
from pilot.families import people
from pilot.vocabulary import days
from pilot.words import _
from views.parts import place
from views.parts.blocks import card, invite
from views.parts.here import here
from views.today import families, texts

if TYPE_CHECKING:
    from pilot.visit import Visit


def page() -> None:
    """Show the lists that this viewer can do something about."""
    with here() as visit:
        viewer = visit.viewer
        place.head("", viewer)
        st.caption(days.full(today(visit.db)))
        if Role.STEERING in viewer.roles and not viewer.may(Right.SEE_THEMES):
            _steering()
        if viewer.may(Right.CODE):
            texts.to_code(visit)
            texts.to_decide(visit)
        if viewer.may(Right.TRANSCRIBE):
            texts.to_transcribe(visit)
        if viewer.may(Right.WRITE_STORY):
            texts.to_write(visit)
        if viewer.may(Right.SEE_FAMILIES):
            _families(visit)


def _families(visit: Visit) -> None:
    if not people.families(visit.db, visit.viewer):
        _no_families(visit)
        return
    if visit.viewer.may(Right.SEE_TIMELINE):
        families.without_story(visit)
    if visit.viewer.may(Right.MANAGE_FAMILIES):
        families.without_coach(visit)
    families.ending(visit)


def _steering() -> None:
    card(_("What the stories say"), _("One line per theme: how many families spoke of it."), "/themes",
         _("Look at the themes"))
    card(_("What these numbers tell, and what not"), _("They count what was told. They do not measure an effect."),
         "/guide", _("Read the guide"))


def _no_families(visit: Visit) -> None:
    if visit.viewer.may(Right.MANAGE_FAMILIES):
        invite(_("No families yet"), _("Add the families first. Then coaches and evaluators can begin."), "/families",
               _("Add a family"))
    else:
        invite(_("No families yet"), _("An administrator adds families and their people. You see yours here."))
