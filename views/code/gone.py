"""A code that is not in the codebook in use: what it said last, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from coding.book import changing, codebook, comparing, naming
from coding.marks import merging
from pilot import words
from pilot.words import _
from views.codebook import code_cards
from views.parts import place, titles
from views.parts.attempt import attempt, fresh
from views.parts.plain import plain

if TYPE_CHECKING:
    from coding.book.comparing import Step
    from pilot.visit import Visit


def show(visit: Visit, key: str) -> None:
    """The code as the last version had it. Raises: NotFound."""
    with titles.titled(_("Change a code")):
        last = comparing.history(visit.db, visit.viewer, key)[0]
    row = next((one for one in codebook.retired(visit.db, words.current()) if one.key == key), None)
    place.head("code", visit.viewer, plain(row.name) if row else key)
    if last.turned == "merged into":
        _merged(visit, last)
        return
    st.info(_("This code is not in use any more."))
    if row:
        st.html(code_cards.html([row], opened=True))
    with st.form(fresh(form := f"back-{key}"), border=False):
        reason = st.text_input(_("Why"), max_chars=changing.LONGEST_REASON)
        if st.form_submit_button(_("Take into use again")):
            attempt(lambda: changing.bring_back(visit.db, visit.viewer, key, reason=reason),
                    _("The code is in use again"), form)


def _merged(visit: Visit, last: Step) -> None:
    st.info(plain(_("This code went up in “{other}”: {version}.").format(
        other=", ".join(last.others), version=naming.did(visit.db, last.version))))
    if st.button(_("Undo this")):
        attempt(lambda: merging.undo(visit.db, visit.viewer, last.version.number),
                _("Undone: every coding has the code it had"))
