"""Of a sheet of accounts: the links of the invitations, shown to who took it in until they were passed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot.accounts import invitations
from pilot.words import _
from views.parts.blocks import table
from views.parts.here import server
from views.parts.plain import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

_MADE = "invitations of a sheet"


def keep(made: Sequence[tuple[str, str]]) -> None:
    """Names, each with the secret of her link: in the memory of this sitting, and nowhere else."""
    if made:
        st.session_state[_MADE] = [(name, f"{server()}{invitations.PATH}/{token}") for name, token in made]


def show() -> None:
    """The links, until somebody says that they were passed on."""
    if _MADE not in st.session_state:
        return
    with st.container(border=True):
        st.markdown(plain(_("With these links people choose a password. Each works once, for {n} days.").format(
            n=invitations.DAYS)))
        table((_("Name to sign in with"), _("Link")), (
            (name, Markup("<code>{}</code>").format(link)) for name, link in st.session_state[_MADE]), "rd-stack")
        st.caption(_("Pass each on to its own person alone: who has a link can use it. You see them here once."))
        if st.button(_("I have passed them on")):
            del st.session_state[_MADE]
            st.rerun()
