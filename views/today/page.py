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
from views.today import consents, families, names, texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from pilot.visit import Visit

    Show = Callable[[Visit], None]

SECTION = 560  # pixels: two beside each other on a laptop, three on a large screen


def page() -> None:
    """Show the lists that this viewer can do something about."""
    with here() as visit:
        viewer = visit.viewer
        place.head("", viewer)
        st.caption(days.full(today(visit.db)))
        with st.container(horizontal=True, gap="medium"):
            for show in _sections(visit):
                with st.container(width=SECTION):
                    show(visit)


def _sections(visit: Visit) -> list[Show]:
    """What this viewer finds, in order; beside each other where there is room."""
    viewer = visit.viewer
    steers = Role.STEERING in viewer.roles and not viewer.may(Right.SEE_THEMES)
    found: list[Show] = [_numbers, _meaning] if steers else []
    found += _allowed(visit, (Right.WITHDRAW, consents.to_decide), (Right.CODE, texts.to_code),
                      (Right.CODE, texts.to_decide), (Right.PREPARE, names.to_prepare),
                      (Right.TRANSCRIBE, texts.to_transcribe), (Right.WRITE_STORY, texts.to_write))
    if not viewer.may(Right.SEE_FAMILIES):
        return found
    if not people.families(visit.db, viewer):
        return [*found, _no_families]
    return found + _allowed(visit, (Right.SEE_TIMELINE, families.without_story),
                            (Right.MANAGE_FAMILIES, families.without_coach), (Right.WITHDRAW, consents.unasked),
                            (Right.MANAGE_FAMILIES, consents.of_unknown_age),
                            (Right.SEE_FAMILIES, consents.ending))


def _allowed(visit: Visit, *each: tuple[Right, Show]) -> list[Show]:
    return [show for right, show in each if visit.viewer.may(right)]


def _numbers(_visit: Visit) -> None:
    card(_("What the stories say"), _("One line per theme: how many families spoke of it."), "/themes",
         _("Look at the themes"))


def _meaning(_visit: Visit) -> None:
    card(_("What these numbers tell, and what not"), _("They count what was told. They do not measure an effect."),
         "/guide", _("Read the guide"))


def _no_families(visit: Visit) -> None:
    if visit.viewer.may(Right.MANAGE_FAMILIES):
        invite(_("No families yet"), _("Add the families first. Then coaches and evaluators can begin."), "/families",
               _("Add a family"))
    else:
        invite(_("No families yet"), _("An administrator adds families and their people. You see yours here."))
