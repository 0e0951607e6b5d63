"""Of People: the link by which somebody chooses her own password, shown to who made it until it was passed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.accounts import invitations
from pilot.words import _
from views.parts.attempt import attempt
from views.parts.here import server
from views.parts.plain import plain

if TYPE_CHECKING:
    from collections.abc import Callable

_MADE = "invitation"


def make(name: str, act: Callable[[], str], form: str = "") -> None:
    """Do `act`, which gives the secret of a link for `name`, and show the link on the page that is drawn then."""
    def done() -> str:
        st.session_state[_MADE] = (name, f"{server()}{invitations.PATH}/{act()}")
        return _("The link is made")

    made: list[str] = []
    attempt(lambda: made.append(done()), lambda: made[0], form)


def show() -> None:
    """The link that was made last, until somebody says that it was passed on."""
    if _MADE not in st.session_state:
        return
    name, link = st.session_state[_MADE]
    with st.container(border=True):
        st.markdown(plain(_("With this link {name} chooses a password. It works once, for {n} days.").format(
            name=name, n=invitations.DAYS)))
        st.code(link, language=None, wrap_lines=True)
        st.caption(_("Pass it on to this person alone: who has the link can use it. You see it here once."))
        if st.button(_("I have passed it on")):
            del st.session_state[_MADE]
            st.rerun()
