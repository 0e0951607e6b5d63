"""Questions that were saved: each a link; and saving the one that is asked now."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from coding.find import saved
from pilot.words import _
from views.parts import saved as kept
from views.parts.attempt import attempt, fresh

if TYPE_CHECKING:
    from coding.find.question import Question
    from pilot.visit import Visit


def saved_ones(visit: Visit) -> None:
    """One's own and shared questions, out of sight until somebody wants them; nothing where there are none."""
    found = saved.saved(visit.db, visit.viewer)
    kept.listed(_("Saved questions ({n})").format(n=len(found)),
                [(one, f"/find?{urlencode(one.query)}", " · ".join((kept.whose(one), *one.told))) for one in found],
                lambda guid: saved.remove(visit.db, visit.viewer, guid), _("Remove this question"), "saved question")


def save(visit: Visit, question: Question) -> None:
    """A name for the question that is asked now."""
    with st.popover(_("Save this question")), st.form(fresh(form := "save question"), border=False):
        name = st.text_input(_("Name"), max_chars=saved.LONGEST_NAME)
        shared = st.checkbox(_("For everybody who codes in this pilot"))
        if st.form_submit_button(_("Save")):
            attempt(lambda: saved.save(visit.db, visit.viewer, name, question, shared=shared), _("Saved"),
                    form)
