"""People: who can sign in to this pilot, and as what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.access import ROLES, Role
from pilot.accounts import members
from pilot.words import N_, _
from views.parts.attempt import attempt, fresh
from views.parts.here import here

if TYPE_CHECKING:
    from pilot.visit import Visit

ROLE_NAMES = {
    Role.COACH: N_("coach"), Role.EVALUATOR: N_("evaluator"), Role.STEERING: N_("steering group"),
    Role.ADMIN: N_("administrator"),
}


def page() -> None:
    """List the members; add one, change a role, set a password, shut out."""
    with here() as visit:
        st.title(_("People"))
        st.caption(_("Names stand only here and at sign-in. In the pilot everybody is called by a label."))
        for member in members.members(visit.home, visit.db, visit.viewer):
            _member(visit, member)
        _new(visit)


def _member(visit: Visit, member: dict[str, object]) -> None:
    guid, role = str(member["guid"]), Role(str(member["role"]))
    state = _("shut out") if member["disabled"] else _("demo account") if member["is_demo"] else ""
    title = " · ".join(filter(None, (str(member["name"]), _(ROLE_NAMES[role]), str(member["label"]), state)))
    with st.expander(title):
        if member["me"]:
            st.caption(_("This is you."))
            return
        choice = st.selectbox(
            _("Role"), [*ROLES, None], index=ROLES.index(role), key=f"role-{guid}",
            format_func=lambda r: _(ROLE_NAMES[r]) if r else _("no longer a member"))
        if st.button(_("Change role"), key=f"set-{guid}", disabled=choice is role):
            attempt(lambda: members.change_role(visit.home, visit.db, visit.viewer, guid, choice), _("Role changed"))
        with st.form(fresh(f"password-{guid}"), border=False):
            password = st.text_input(_("New password"), type="password", autocomplete="new-password")
            if st.form_submit_button(_("Set password and sign out everywhere")):
                attempt(lambda: members.reset_password(visit.home, visit.db, visit.viewer, guid, password),
                       _("Password set"))
        label, done = ((_("Let in again"), _("{name} can sign in again")) if member["disabled"] else
                       (_("Shut out at once"), _("{name} is shut out")))
        if st.button(label, key=f"shut-{guid}"):
            attempt(lambda: members.shut_out(visit.home, visit.db, visit.viewer, guid, not member["disabled"]),
                    done.format(name=member["name"]))


def _new(visit: Visit) -> None:
    st.subheader(_("Add somebody"))
    with st.form(fresh("new"), clear_on_submit=False):
        name = st.text_input(_("Name to sign in with"), autocomplete="off")
        password = st.text_input(_("Password"), type="password", autocomplete="new-password",
                                 help=_("At least ten characters. Hand it over in person."))
        role = st.selectbox(_("Role"), ROLES, format_func=lambda r: _(ROLE_NAMES[r]))
        if st.form_submit_button(_("Add"), type="primary"):
            attempt(lambda: members.add_member(visit.home, visit.db, visit.viewer, name, password, role),
                    _("Added to the pilot"))
