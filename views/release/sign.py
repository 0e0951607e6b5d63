"""Of one release: what waits for a signature, read whole and signed or sent back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import _
from themes.release import deciding
from themes.release.content import AUDIENCE_NAMES
from views.parts.attempt import attempt
from views.parts.plain import plain
from views.release import check

if TYPE_CHECKING:
    from pilot.visit import Visit
    from themes.release.deciding import Proposal


def show(visit: Visit, waits: Proposal) -> None:
    """All that it says, and the two ways on."""
    st.title(plain(waits.content.title))
    st.text(_("For {whom}. Read all of it: once you sign, nothing in it changes. It can still be withdrawn.").format(
        whom=_(AUDIENCE_NAMES[waits.audience])))
    if waits.needed > 1:
        st.info(plain(_("One line says more than the rules allow, so two people sign: {n} did.").format(
            n=waits.signed)))
    check.as_read(waits.content)
    with st.container(width=760):
        read = st.checkbox(_("I read all of it, and nobody can be recognised in it"))
        if st.button(_("Sign it"), type="primary", disabled=not read):
            attempt(partial(_sign, visit, waits), _("Signed"))
        with st.form("back"):
            reason = st.text_input(_("Why it goes back"), max_chars=deciding.MOST_WORDS, autocomplete="off")
            if st.form_submit_button(_("Send it back")):
                attempt(partial(_back, visit, waits.guid, reason), _("Sent back"))


def _sign(visit: Visit, waits: Proposal) -> None:
    deciding.sign(visit.db, visit.viewer, waits.guid, waits.sha256)


def _back(visit: Visit, guid: str, reason: str) -> None:
    deciding.send_back(visit.db, visit.viewer, guid, reason)
