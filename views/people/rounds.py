"""Of People: rounds of blind coding that go on, for an administrator to end where who leads one is gone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from coding.double import rounds
from pilot.access import Right
from pilot.clock import local_day
from pilot.paging import of_rows
from pilot.vocabulary import days
from pilot.words import _
from views.parts import pages
from views.parts.blocks import each
from views.rounds import lead

if TYPE_CHECKING:
    from coding.double.rounds import Round
    from pilot.visit import Visit


def show(visit: Visit) -> None:
    """Each with who leads it, those without a leader first; nothing where there are none."""
    found = rounds.to_end(visit.db, visit.viewer) if visit.viewer.may(Right.MANAGE_SETTINGS) else []
    if not found:
        return
    st.subheader(_("Rounds of coding"))
    st.caption(_("In a round several code the same texts blind. Who leads it ends it; you can when she is gone."))
    pages.listed("people_rounds", lambda wanted: of_rows(found, lambda one: f"{one.name} {one.leader}", wanted),
                 each(partial(_one, visit)), search=_("Round, or who leads it"), alone=False)


def _one(visit: Visit, one: Round) -> None:
    led = _("{leader} led it and codes no more") if one.has_no_leader else _("led by {leader}")
    st.text(" · ".join((one.name, led.format(leader=one.leader), days.short(local_day(visit.db, one.begun_at)))))
    lead.end(visit, one)
