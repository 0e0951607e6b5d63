"""Search: every place in all texts where words stand, each with what is around it; each opens at the desk."""

from __future__ import annotations

import streamlit as st

from coding.find.exports import PLACES
from coding.find.inside import found_words
from coding.find.together import SENTENCE as WHOLE_SENTENCE
from pilot.errors import RodeDraadError
from pilot.paging import EVERYTHING, Wanted
from pilot.words import _
from views.documents import withdrawing
from views.parts import chosen, in_one_go, pages, place, take_out, together
from views.parts.here import here
from views.parts.plain import plain
from views.search import form, lines, told

LIST = "search"


def page() -> None:
    """Show the form, and what was found."""
    with here() as visit:
        place.head("search", visit.viewer)
        in_one_go.show(visit)
        wanted = chosen.wanted(LIST, "")
        query, inside = form.choose(visit)
        if not query.text.strip():
            st.text(_("Look for a word in all conversations and stories. A star stands for any ending: school*."))
            return
        try:
            found = found_words(visit.db, visit.viewer, query, inside, wanted)
        except RodeDraadError as error:
            st.warning(plain(error.sentence()))
            return
        told.told(found, query)
        withdrawing.not_shown(visit, query.family or None)
        if found.hits:
            if st.toggle(_("Look through and code"), key="ticking search"):
                together.review(
                    visit, LIST, [lines.ticked(hit) for hit in found.hits],
                    lambda: [lines.ticked(hit)[0] for hit in found_words(
                        visit.db, visit.viewer, query, inside, Wanted(size=EVERYTHING)).hits],
                    found.hits.total, WHOLE_SENTENCE)
            else:
                lines.show(found.hits)
            pages.turn(LIST, found.hits)
            take_out.of_list([PLACES], LIST, form.kept(query, inside))
        chosen.remember("", wanted, found.hits.page)
