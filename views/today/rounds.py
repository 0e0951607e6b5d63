"""Of Today: what somebody codes in rounds, what is due first on top, and the way to the rounds."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from coding.double import tasks
from coding.marks.codings import set_status
from pilot.vocabulary import days
from pilot.words import _, ngettext
from views.parts.attempt import attempt
from views.parts.blocks import list_of

if TYPE_CHECKING:
    from coding.double.tasks import Due
    from pilot.visit import Visit

FEW = 8


def waits(visit: Visit) -> bool:
    """Whether there is anything to code in a round: that has a date, or others wait for it, so it comes first."""
    return bool(tasks.due(visit.db, visit.viewer))


def due(visit: Visit) -> None:
    """The documents with a button that says done; without any, the way to the rounds only."""
    found = tasks.due(visit.db, visit.viewer)
    if not found:
        st.subheader(_("Rounds of coding"))
        list_of([("/rounds", _("Rounds"), _("several code the same texts blind"))])
        return
    st.subheader(ngettext("{n} text to code in a round", "{n} texts to code in a round", len(found)).format(
        n=len(found)))
    for one in found[:FEW]:
        _row(visit, one)
    list_of([("/rounds", _("Rounds"), ngettext("and {n} more", "and {n} more", len(found) - FEW).format(
        n=len(found) - FEW) if len(found) > FEW else "")])


def _row(visit: Visit, one: Due) -> None:
    by = _("due {day}").format(day=days.short(one.due_on)) if one.due_on else ""
    with st.container(horizontal=True, vertical_alignment="center", key=f"due-{one.document}"):
        list_of([(f"/desk?document={one.document}", one.title, " · ".join(filter(None, (
            one.family, one.round, by, _("practice") if one.is_practice else ""))))])
        if st.button(_("Done"), key=f"done-{one.document}",
                     help=_("After this you change nothing in it until the round is shown.")):
            attempt(partial(set_status, visit.db, visit.viewer, one.document, "done"), _("Done: {title}").format(
                title=one.title))
