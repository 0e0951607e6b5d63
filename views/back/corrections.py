"""What families want to stand otherwise, for who can change the text."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot.access import Right
from pilot.vocabulary import days
from pilot.words import _
from stories import retelling
from stories.back import listing
from views.parts import pages
from views.parts.attempt import attempt
from views.parts.blocks import each, link

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.back.listing import Correction


def show(visit: Visit, family: str) -> None:
    """Those that wait for this viewer, of one family (guid) or of all (''); nothing where none does."""
    if not (visit.viewer.may(Right.PREPARE) or visit.viewer.may(Right.WRITE_STORY)):
        return
    load = partial(listing.corrections, visit.db, visit.viewer, family_guid=family)
    if load():
        st.subheader(_("What families want to stand otherwise"))
        pages.listed("corrections", load, each(partial(_one, visit)), search=_("Words or title"), alone=False,
                     orders=listing.CORRECTION_ORDERS)


def _one(visit: Visit, one: Correction) -> None:
    mine = retelling.is_mine(visit.db, visit.viewer, one.document)
    way = (f"/retell?document={one.document}", _("Correct the story")) if mine else (
        f"/edit?document={one.document}", _("Mend the words"))
    with st.container(border=True):
        st.html(Markup('<article class="rd-quote"><blockquote>{}</blockquote><p>{}</p><p>{}</p><p>{}</p></article>'
                       ).format(one.passage, _("The family says: {words}").format(words=one.words),
                                f"{one.title} · {one.family} · {days.short(one.on)}", link(*way)))
        if st.button(_("Dealt with"), key=f"settle {one.guid}"):
            attempt(lambda: listing.settle(visit.db, visit.viewer, one.guid), _("Noted as dealt with."))
