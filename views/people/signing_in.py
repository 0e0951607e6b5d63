"""Of a member on People: a link for a password, the second step of who lost her phone, and shutting out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.accounts import members
from pilot.words import _
from views.parts import confirm, first
from views.parts.attempt import attempt
from views.people import link

if TYPE_CHECKING:
    from pilot.accounts.members import Member
    from pilot.visit import Visit


def show(visit: Visit, member: Member) -> None:
    """A link for another password, the second step of who lost her phone, and shutting out."""
    if st.button(_("Make a link to choose a password"), key=f"link-{member.guid}"):
        link.make(member.name, lambda: members.invite_again(visit.home, visit.db, visit.viewer, member.guid))
    key = f"second-{member.guid}"
    if member.two_steps and (st.button(_("Lost the phone: take the second step off"), key=key) or confirm.goes_on(key)):
        attempt(lambda: members.forget_second(visit.home, visit.db, visit.viewer, member.guid),
                _("{name} signs in with the password alone").format(name=member.name), asked_by=key)
    if member.disabled:
        if st.button(_("Let in again"), key=f"shut-{member.guid}"):
            _shut(visit, member, _("{name} can sign in again"))
    elif first.asks(_("Shut out at once"), _(
            "{name} is signed out everywhere at once, also where she is working now, and cannot sign in until you let"
            " her in again.").format(name=member.name), f"shut-{member.guid}"):
        _shut(visit, member, _("{name} is shut out"))


def _shut(visit: Visit, member: Member, done: str) -> None:
    attempt(lambda: members.shut_out(visit.home, visit.db, visit.viewer, member.guid, not member.disabled),
            done.format(name=member.name))
