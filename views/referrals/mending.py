"""One referral: changed as it is decided about, or taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.vocabulary import days
from pilot.words import _
from stories.outcomes.reach import listing, referring
from views.parts import first, titles
from views.parts.attempt import attempt, sure_of
from views.parts.blocks import back_to
from views.parts.plain import plain
from views.referrals import form

if TYPE_CHECKING:
    from pilot.visit import Visit


def show(visit: Visit, guid: str) -> None:
    """The fields as they were noted. Raises: NotFound."""
    with titles.titled(_("Referrals")):
        found = listing.one(visit.db, visit.viewer, guid)
    back_to("/referrals", _("Referrals"))
    st.title(plain(_("Referral of {day}").format(day=days.long(found.what.referred_on))))
    with st.container(width=820):
        new = form.fields(visit, key := f"referral {guid}", found.what)
        sure = sure_of(key)
        if st.button(_("Save"), type="primary"):
            attempt(lambda: referring.keep(visit.pilot, visit.db, visit.viewer, new, guid, sure=sure), _("Saved"), key)
    if first.asks(_("Take it away"), _("It counts nowhere any more, and does not come back."), f"away {guid}"):
        attempt(lambda: _take_away(visit, guid), _("Taken away"))


def _take_away(visit: Visit, guid: str) -> None:
    referring.take_away(visit.db, visit.viewer, guid)
    st.query_params.pop("referral", None)
