"""Rounds: what is coded blind by several, how far each is, and making a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from coding.double import rounds
from pilot.access import Right
from pilot.clock import local_day
from pilot.errors import RodeDraadError
from pilot.vocabulary import days
from pilot.words import _, ngettext
from views.parts import link_list, place
from views.parts.blocks import back_to
from views.parts.here import here
from views.parts.plain import plain
from views.rounds import make, one

if TYPE_CHECKING:
    from coding.double.rounds import Round
    from pilot.visit import Visit


def page() -> None:
    """Show every round, the newest first, or the one that ?round= names."""
    with here() as visit:
        visit.viewer.require(Right.CODE)
        if guid := st.query_params.get("round", ""):
            _one(visit, guid)
            return
        place.head("rounds", visit.viewer)
        st.caption(_("Several coders code the same texts without seeing each other's work. Until a round is shown"
                     " everybody sees only her own codings in these texts, and they are in no figure, search or file."))
        found = [_row(visit, each) for each in rounds.rounds(visit.db, visit.viewer)]
        if not link_list.show("rounds", found, search=_("Name, or how far it is")):
            st.text(_("There are no rounds yet."))
        if visit.viewer.may(Right.LEAD_ROUNDS):
            make.show(visit)


def _one(visit: Visit, guid: str) -> None:
    try:
        found = rounds.one(visit.db, visit.viewer, guid)
    except RodeDraadError as fault:
        back_to("/rounds", _("Rounds"))
        st.error(plain(fault.sentence()))
        return
    back_to("/rounds", _("Rounds"))
    st.title(plain(found.name))
    one.show(visit, found)


def _row(visit: Visit, found: Round) -> tuple[str, str, str]:
    told = " · ".join(filter(None, (
        state(visit, found), "" if found.counts else _("practice"),
        days.short(local_day(visit.db, found.begun_at)))))
    return f"/rounds?round={found.guid}", found.name, told


def state(visit: Visit, found: Round) -> str:
    """How far a round is, in words."""
    if found.state == rounds.BLIND:
        n = rounds.waiting(visit.db, found.round_id)
        return ngettext("blind, {n} part to go", "blind, {n} parts to go", n).format(n=n) if n else _(
            "blind, all are done")
    return _("shown") if found.state == rounds.SHOWN else _("over")
