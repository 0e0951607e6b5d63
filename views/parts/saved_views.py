"""Views of themes that were saved: each a link with its note; and saving what one looks at now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.vocabulary import days
from pilot.words import _
from themes.explore import saved
from views.parts import saved as kept
from views.parts.attempt import attempt, fresh

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pilot.visit import Visit


def listed(visit: Visit) -> None:
    """One's own and shared views, out of sight until somebody wants them; nothing where there are none."""
    found = saved.saved_views(visit.db, visit.viewer)
    kept.listed(_("Saved views ({n})").format(n=len(found)),
                [(one, one.address, " · ".join(filter(None, (one.note, kept.whose(one), days.long(one.on)))))
                 for one in found],
                lambda guid: saved.remove_view(visit.db, visit.viewer, guid), _("Remove this view"), "saved view")


def save(visit: Visit, page: str, query: Mapping[str, str]) -> None:
    """A name and a note for what is shown now."""
    with st.popover(_("Save this view")), st.form(fresh(form := "save view"), border=False):
        name = st.text_input(_("Name"), max_chars=saved.LONGEST_NAME)
        note = st.text_area(_("Note (may be left empty)"), max_chars=saved.LONGEST_NOTE, height=90)
        shared = st.checkbox(_("For everybody who codes in this pilot"))
        if st.form_submit_button(_("Save")):
            attempt(lambda: saved.save_view(visit.db, visit.viewer, name, note, page, query, shared=shared), _("Saved"),
                    form)
