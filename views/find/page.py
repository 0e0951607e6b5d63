"""Passages by their codes: a question in sentences to fill in, saved with a name, its passages opened or coded."""

from __future__ import annotations

import streamlit as st

from coding.find import exports, passages, question
from coding.find.telling import in_words
from coding.find.together import WORDS
from pilot.access import Right
from pilot.errors import RodeDraadError
from pilot.paging import EVERYTHING, Wanted
from pilot.words import _
from views.documents import withdrawing
from views.find import form, results, saving
from views.parts import chosen, in_one_go, pages, place, take_out, together
from views.parts.blocks import invite
from views.parts.here import here
from views.parts.plain import plain


def page() -> None:
    """Show the form, what is saved, and what was found."""
    with here() as visit:
        visit.viewer.require(Right.CODE)
        place.head("find", visit.viewer)
        if not passages.known_codes(visit.db):
            invite(_("There is no codebook yet"), _("Once there is one, you find passages by their codes here."),
                   "/codebook", _("Codebook"))
            return
        in_one_go.show(visit)
        saving.saved_ones(visit)
        wanted = chosen.wanted(form.LIST)
        query = form.choose(visit)
        if not query.get("code"):
            st.text(_("Choose a code: all passages that have it appear here. Then say what must stand beside them."))
            return
        try:
            asked = question.from_query(query)
            found = passages.passages(visit.db, visit.viewer, asked, wanted)
        except RodeDraadError as error:
            st.warning(plain(error.sentence()))
            return
        results.told(found, in_words(visit.db, asked))
        withdrawing.not_shown(visit, query.get("family") or None)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            ticking = results.choose_how(form.LIST)
            saving.save(visit, asked)
        if found.passages:
            if ticking:
                together.review(
                    visit, form.LIST, [results.ticked(one) for one in found.passages],
                    lambda: [results.ticked(one)[0] for one in passages.passages(
                        visit.db, visit.viewer, asked, Wanted(size=EVERYTHING)).passages],
                    found.passages.total, WORDS)
            else:
                results.show(found.passages)
            pages.turn(form.LIST, found.passages)
            take_out.of_list([exports.PASSAGES], form.LIST, query)
        chosen.remember("", wanted, found.passages.page)
