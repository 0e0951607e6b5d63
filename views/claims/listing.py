"""The claims, and the form for a new one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from pilot.access import Right
from pilot.words import _
from themes.claims import reading, writing
from themes.claims.files import EXPORTS
from themes.claims.reading import ORDERS
from themes.figures import claim_cards
from views.claims import wording
from views.events import names
from views.outcomes import doors
from views.parts import pages, place, take_out
from views.parts.attempt import attempt, fresh
from views.themes.look import html

if TYPE_CHECKING:
    from pilot.visit import Visit

_FORM = "new claim"


def show(visit: Visit) -> None:
    """The list, what it is for, and the form."""
    place.head("claims", visit.viewer)
    doors.show(visit, "claims")
    st.caption(_("Write down what you think works, and for whom. Lay words, scores and summaries beside it that speak"
                 " for it and against it, and say what else could explain the result."))
    left, right = st.columns([3, 2], gap="large")
    with left:
        if not pages.listed("claims", partial(reading.listed, visit.db, visit.viewer),
                            lambda rows: html(claim_cards.claims_list(rows)), search=_("Words"), orders=ORDERS):
            st.text(_("Nothing is written down yet."))
        take_out.of_list(EXPORTS, "claims")
    if visit.viewer.may(Right.CODE):
        with right, st.form(fresh(_FORM), border=True):
            st.subheader(_("Write down what you think works"))
            worded = wording.fields(visit, _FORM, wording.asked())
            anyway = names.ask(_FORM)
            if st.form_submit_button(_("Keep"), type="primary"):
                attempt(lambda: names.keep(_FORM, lambda: _made(visit, worded, anyway=anyway)),
                        lambda: names.told(_FORM), _FORM)


def _made(visit: Visit, worded: writing.Worded, *, anyway: bool) -> tuple[str, ...]:
    guid, found = writing.make(visit.pilot, visit.db, visit.viewer, worded, anyway=anyway)
    if guid:
        st.query_params.from_dict({"claim": guid})
    return found
