"""One claim: its statement, what speaks for and against it, other explanations, and the families laid beside it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from pilot.access import Right, three_states
from pilot.vocabulary import domains
from pilot.words import _
from themes.claims import fitting, options, reading, writing
from themes.claims.writing import Worded
from themes.figures import claim_cards, tables
from views.claims import laying, rivals, wording
from views.events import names
from views.parts import first, titles
from views.parts.attempt import attempt, fresh
from views.parts.blocks import back_to
from views.parts.plain import plain
from views.themes.look import html

if TYPE_CHECKING:
    from pilot.visit import Visit
    from themes.claims.reading import Claim


def show(visit: Visit, guid: str) -> None:
    """The claim of an address. Raises: NotFound."""
    back_to("/claims", _("What works, for whom"))
    with titles.titled(_("What works, for whom")):
        found = reading.claim(visit.db, visit.viewer, guid)
    may = visit.viewer.may(Right.CODE)
    st.title(plain(found.now.mechanism))
    html(claim_cards.parts(found.now) + claim_cards.stands(
        found.now, options.codes(visit.db, visit.viewer), {one: domains.name(one) for one in domains.DOMAINS}))
    if may:
        _change(visit, found)
    html(claim_cards.sides(found.on_side))
    for line in three_states.more(found.hidden):
        st.caption(plain(line))
    if may:
        laying.show(visit, found)
    _families(visit, found)
    rivals.show(visit, found, may=may)
    if len(found.versions) > 1:
        with st.expander(_("How it was worded before")):
            html(claim_cards.history(found.versions[1:]))
    if may and first.asks(_("Put this claim away"), _(
            "It is shown no more, with what was laid beside it. The texts stay."), f"away {guid}"):
        attempt(partial(writing.put_away, visit.db, visit.viewer, guid), _gone)


def _change(visit: Visit, found: Claim) -> None:
    form, now = f"claim {found.guid}", found.now
    with st.expander(_("Change the words, or say how it stands")), st.form(fresh(form), border=False):
        worded = wording.fields(visit, form, Worded(*now[1:8]), state=True)
        anyway = names.ask(form)
        if st.form_submit_button(_("Save"), type="primary"):
            attempt(lambda: names.keep(form, lambda: writing.change(
                visit.pilot, visit.db, visit.viewer, found.guid, worded, seen=now.number, anyway=anyway)),
                lambda: names.told(form), form)


def _families(visit: Visit, found: Claim) -> None:
    st.subheader(_("Families laid beside it"))
    laid = fitting.families(visit.db, visit.viewer, found.now)
    if laid is None:
        st.caption(_("Choose codes above: then you see in which families it was told, and how they did."))
        return
    html(tables.note(laid.sentence) + claim_cards.fitting(laid.cells))


def _gone() -> str:
    st.query_params.clear()
    return _("Put away. It is kept, and shown no more.")
