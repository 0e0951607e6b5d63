"""Passages worth asking a family about: proposed to be quoted, or long and coded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot.access import Right
from pilot.words import _
from stories.back import preparing
from themes.to_ask import to_ask
from views.parts.attempt import attempt

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.back.reading import One


def show(visit: Visit, one: One) -> None:
    """Each with a button that takes it; nothing where there is none, or for who does not know of them."""
    if not visit.viewer.may(Right.DRAFT_RELEASES):
        return
    chosen = {(asked.document, asked.stands.start) for asked in one.passages if asked.stands}
    found = [each for each in to_ask(visit.db, visit.viewer, one.kept.family)
             if (each.document, each.start) not in chosen]
    if not found:
        return
    with st.expander(_("Worth asking about"), expanded=not one.passages):
        st.caption(_("Proposed to be quoted, or long passages that were coded. The coach of this family reads what you"
                     " choose."))
        for each in found:
            st.html(Markup('<article class="rd-quote"><blockquote>{}</blockquote><p>{}</p></article>').format(
                each.words, " · ".join((each.title, _("proposed to be quoted") if each.quoted else _("coded")))))
            if st.button(_("Ask about it"), key=f"add {each.document} {each.start}"):
                attempt(lambda each=each: preparing.choose(  # type: ignore[misc]
                    visit.db, visit.viewer, one.kept.guid, each.document, [(each.start, each.end)]), _("Chosen."))
