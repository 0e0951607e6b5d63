"""Adding a coach to the pilot, and giving one who is in it her account."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.accounts import members
from pilot.families import people, support
from pilot.words import _
from views.parts.attempt import attempt, fresh, sure_of

if TYPE_CHECKING:
    from pilot.visit import Visit


def forms(visit: Visit) -> None:
    """One form for each."""
    rows = members.members(visit.home, visit.db, visit.viewer)
    names = {row.guid: f"{row.name} ({row.label})" for row in rows}
    free = [guid for guid, _label in support.unlinked_coaches(visit.db, visit.viewer, rows)]
    _add(visit, free, names)
    _link(visit, free, names)


def _add(visit: Visit, free: list[str], names: dict[str, str]) -> None:
    with st.form(fresh("new coach"), border=False):
        st.caption(_("A coach who is not in the list yet; the account is made under People."))
        name = st.text_input(_("Pseudonym of the coach"))
        account = st.selectbox(_("Account"), [None, *free], format_func=lambda guid: names.get(guid, _("no account")))
        sure = sure_of("new coach")
        if st.form_submit_button(_("Add coach")):
            attempt(lambda: people.add_person(
                visit.db, visit.viewer, kind="coach", role="coach", pseudonym=name, account_guid=account,
                pilot=visit.pilot, sure=sure), _("Coach added"), "new coach")


def _link(visit: Visit, free: list[str], names: dict[str, str]) -> None:
    waiting = support.coaches_without_account(visit.db, visit.viewer)
    if not waiting or not free:
        return
    with st.form(fresh("link coach"), border=False):
        st.caption(_("A coach who was added without an account, and has one now."))
        who = st.selectbox(_("Coach"), waiting, format_func=lambda p: p.pseudonym)
        account = st.selectbox(_("Account"), free, format_func=lambda guid: names[guid])
        if st.form_submit_button(_("Link account")):
            attempt(lambda: people.link_account(visit.db, visit.viewer, who.guid, account), _("Account linked"),
                    "link coach")
