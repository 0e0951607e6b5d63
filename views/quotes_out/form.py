"""Proposing a passage: its words, for whom, whose they are said to be; what the program finds stands below at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from pilot.errors import BadInput, RodeDraadError
from pilot.words import N_, _
from themes.figures import quotes_out
from themes.release.content import AUDIENCE_NAMES
from themes.release.quotes_out import proposing
from themes.release.quotes_out.attribution import HOW_NAMES, HOWS, NAME
from themes.release.quotes_out.passages import Passage
from themes.release.quotes_out.proposing import LONGEST, Words
from views.parts import place
from views.parts.attempt import attempt
from views.parts.plain import plain
from views.quotes_out.found import looked_at
from views.themes.look import html

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pilot.visit import Visit
    from themes.release.quotes_out.proposing import Offer


def passage_of(query: Mapping[str, str]) -> Passage:
    """The passage an address names. Raises: BadInput for one that names none."""
    try:
        start, end = int(query.get("start", "")), int(query.get("end", ""))
    except ValueError:
        raise BadInput(N_("Choose a passage at the quotes of a theme.")) from None
    return Passage(query["document"], query.get("version", ""), start, end, query.get("code", ""))


def show(visit: Visit, passage: Passage) -> None:
    """The form, filled in with what the program proposes."""
    place.above("quotes_out", visit.viewer)
    st.title(_("Propose a quote"))
    offer = proposing.offer(visit.db, visit.viewer, passage)
    if offer.answer:
        st.info(plain(offer.answer))
    wanted = _fields(offer)
    try:
        found = proposing.look(visit.db, visit.viewer, passage, wanted)
    except RodeDraadError as error:
        st.warning(plain(error.sentence()))
        return
    html(quotes_out.differs(found.pieces))
    looked = looked_at(found.findings, in_team=True)
    if st.button(_("Propose"), type="primary"):
        attempt(partial(proposing.propose, visit.db, visit.viewer, passage, wanted, looked), _done)


def _fields(offer: Offer) -> Words:
    text = st.text_area(
        _("Words"), offer.words, height=150, key="words", width=760,
        help=_("Leave words out with [...], and put words of your own between [ and ]. At most {n} characters.").format(
            n=LONGEST))
    audience = st.radio(_("For whom"), offer.audiences, horizontal=True, key="audience",
                        format_func=lambda one: _(AUDIENCE_NAMES[one]))
    hows = [one for one in HOWS if one != NAME or offer.may_name[audience]]
    at = hows.index(offer.how) if offer.how in hows else 0
    how = st.selectbox(_("Whose words they are is said"), hows, at, key="how", width=420,
                       format_func=lambda one: _(HOW_NAMES[one]))
    if how == NAME:
        st.text(offer.may_name[audience])
        return Words(text, audience, how)
    # Another audience may need other words: each has its own field, with what fits enough families.
    said_by = st.text_input(_("Whose words they are"), offer.said_by[audience], key=f"said by {audience}", width=420)
    return Words(text, audience, how, said_by)


def _done() -> str:
    st.query_params.clear()
    return _("Proposed. Somebody else looks at it now.")
