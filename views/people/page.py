"""People: who can sign in to this pilot, and as what."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from pilot.accounts import members
from pilot.accounts.exports import PEOPLE
from pilot.paging import Key, folded, of_rows
from pilot.words import N_, _
from views.parts import pages, take_out
from views.parts.attempt import fresh
from views.parts.blocks import each, list_of
from views.parts.here import here
from views.people import link, member, rounds

if TYPE_CHECKING:
    from pilot.accounts.members import Member
    from pilot.visit import Visit


MEMBERS = 40  # on a page: each comes with a form, folded away
ORDERS: dict[str, Key[Member]] = {
    "name": Key(N_("by name"), lambda one: folded(one.name)),
    "role": Key(N_("by role"), lambda one: (one.roles, folded(one.name))),
}


def page() -> None:
    """List the members, each with what can be changed; add one."""
    with here() as visit:
        st.title(_("People"))
        st.caption(_("Names stand only here and at sign-in. In the pilot everybody is called by a label."))
        link.show()
        found = members.members(visit.home, visit.db, visit.viewer)
        pages.listed("people", lambda wanted: of_rows(found, lambda one: f"{one.name} {one.label}", wanted, ORDERS),
                     each(partial(member.show, visit)), orders=ORDERS, search=_("Name or label"), size=MEMBERS)
        take_out.of_list((PEOPLE,), "people")
        _new(visit)
        rounds.show(visit)


def _new(visit: Visit) -> None:
    st.subheader(_("Add somebody"))
    st.caption(_("You get a link to pass on, by which this person chooses a password."))
    list_of([("/sheets", _("Invite several people at once, from a sheet"), "")])
    with st.form(fresh(form := "new"), clear_on_submit=False):
        name = st.text_input(_("Name to sign in with"), autocomplete="off")
        roles = member.roles_field(fresh("new-roles", form), [])
        if st.form_submit_button(_("Invite"), type="primary"):
            link.make(name, lambda: members.invite(visit.home, visit.db, visit.viewer, name, roles), form)
