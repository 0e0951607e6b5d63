"""Asking again on a page: a small dialog in which somebody shows once more that it is she."""

from __future__ import annotations

from contextlib import closing

import streamlit as st

from pilot.accounts import again
from pilot.errors import RodeDraadError
from pilot.store.files import open_server
from pilot.words import _
from views.parts.here import here
from views.parts.plain import plain

_WANTED, _GOES_ON, _SAID = "confirm", "goes on", "said"


def want(key: str = "") -> None:
    """Ask once this page is drawn again: what was filled in stays. `key`: what goes on then (`goes_on`); without one it
    is sent once more by whoever filled it in."""
    st.session_state[_WANTED] = key
    st.rerun()


def goes_on(key: str) -> bool:
    """Whether somebody who pressed this button has shown since that it is she: as if she pressed it now, once. The key
    holds what it is done to, so that nothing else is done."""
    if st.session_state.get(_GOES_ON) != key:
        return False
    del st.session_state[_GOES_ON]
    return True


def let_go_on(key: str) -> None:
    """Once the page is drawn again, `goes_on` is true of this key."""
    st.session_state[_GOES_ON] = key


def ask_if_wanted() -> None:
    """Open the dialog when something asked for it; called once for every page, at its end (`first`)."""
    st.session_state.pop(_GOES_ON, None)  # of a button that is not there any more
    if (key := st.session_state.pop(_WANTED, None)) is not None:
        st.dialog(_("Is it you?"))(_ask)(key)


def in_place() -> None:
    """Ask on the page itself, where what it holds is for somebody who just showed that it is she."""
    with st.container(border=True):
        _ask("in place")


def _ask(key: str) -> None:
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
            with closing(open_server(visit.home.server_path)) as db:
                again.confirm(db, visit.sitting, given)
        except RodeDraadError as error:
            st.error(plain(error.sentence()))
            return
        if key:
            let_go_on(key)
        else:
            st.session_state[_SAID] = _("Thank you. Do it once more now.")
        st.rerun()
