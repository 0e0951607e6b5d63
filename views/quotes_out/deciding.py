"""One quote: as it may be read, what is found in it, and what a second person makes of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import _
from themes.figures import quotes_out
from themes.release.quotes_out import deciding, seeing
from themes.release.quotes_out.stored import APPROVED, PROPOSED
from views.parts import titles
from views.parts.attempt import attempt
from views.parts.blocks import back_to
from views.quotes_out.found import looked_at
from views.themes.look import html

if TYPE_CHECKING:
    from pilot.visit import Visit
    from themes.release.quotes_out.seeing import One


def show(visit: Visit, guid: str) -> None:
    """The quote, and the buttons of who may decide about it."""
    back_to("/quotes_out", _("Quotes to let out"))
    with titles.titled(_("A quote to let out")):
        one = seeing.quote(visit.db, visit.viewer, guid)
    st.title(_("A quote to let out"))
    html(quotes_out.card(one.seen, leads=False) + (quotes_out.differs(one.pieces) if one.pieces else ""))
    if one.seen.state == PROPOSED:
        _waiting(visit, one)
    if one.seen.state in (PROPOSED, APPROVED):
        _taking_back(visit, guid)


def _waiting(visit: Visit, one: One) -> None:
    guid = one.seen.out.guid
    if not one.seen.may_decide:
        st.info(_("You proposed these words yourself. Somebody else looks at them before they leave."))
        return
    looked = looked_at(one.findings, in_team=one.in_team, before=one.looked_at)
    if st.button(_("Let it out"), type="primary"):
        attempt(partial(deciding.approve, visit.db, visit.viewer, guid, looked), partial(_done, _("It may leave now.")))
    with st.form("back", border=True):
        reason = st.text_input(_("Why it goes back"), max_chars=deciding.LONGEST_REASON)
        if st.form_submit_button(_("Send back")):
            attempt(partial(deciding.send_back, visit.db, visit.viewer, guid, reason), partial(_done, _("Sent back.")))


def _taking_back(visit: Visit, guid: str) -> None:
    with st.form("withdraw", border=True):
        st.caption(_("Taken back, it disappears at once from every page, also from releases."))
        reason = st.text_input(_("Why it is taken back"), max_chars=deciding.LONGEST_REASON)
        if st.form_submit_button(_("Take the quote back")):
            attempt(partial(deciding.withdraw, visit.db, visit.viewer, guid, reason),
                    partial(_done, _("The quote is taken back.")))


def _done(said: str) -> str:
    st.query_params.clear()
    return said
