"""Asking again on a page: a small dialog in which somebody shows once more that it is she."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import streamlit as st

from pilot.accounts import again
from pilot.errors import RodeDraadError
from pilot.store.files import open_server
from pilot.words import _
from views.parts.here import here
from views.parts.plain import plain

if TYPE_CHECKING:
    from pilot.visit import Visit

_WANTED, _SAID = "confirm", "said"


def want() -> None:
    """Ask once this page is drawn again: what was filled in stays, and is sent once more by whoever filled it in."""
    st.session_state[_WANTED] = True
    st.rerun()


def ask_if_wanted() -> None:
    """Open the dialog when something asked for it; called once for every page, at its end."""
    if st.session_state.pop(_WANTED, False):
        st.dialog(_("Is it you?"))(_ask)()


def _ask() -> None:
    with here() as visit, st.form("confirm", border=False):
        if visit.sitting.two_steps:
            st.markdown(_("What comes now cannot be undone, or holds names. So give a code from your app."))
            given = st.text_input(_("Code from your app"), autocomplete="one-time-code",
                                  help=_("Lost your phone? A recovery code goes here too."))
        else:
            st.markdown(_("What comes now cannot be undone, or holds names. So give your password once more."))
            given = st.text_input(_("Your password"), type="password", autocomplete="current-password")
        if not st.form_submit_button(_("Go on"), type="primary"):
            return
        try:
            confirmed(visit, given)
        except RodeDraadError as error:
            st.error(plain(error.sentence()))
            return
        st.session_state[_SAID] = _("Thank you. Do it once more now.")
        st.rerun()


def confirmed(visit: Visit, given: str) -> None:
    """Note that it is she. Raises: BadInput, SlowDown."""
    with closing(open_server(visit.home.server_path)) as db:
        again.confirm(db, visit.sitting, given)
