"""Of People: one member, with roles, the right to prepare texts, a link for a password, and shutting out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.access import ROLE_NAMES, ROLES, Role
from pilot.accounts import members
from pilot.clock import local_day
from pilot.vocabulary import days
from pilot.words import _
from views.parts import first
from views.parts.attempt import attempt
from views.parts.plain import plain
from views.people import signing_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pilot.accounts.members import Member
    from pilot.visit import Visit


def show(visit: Visit, member: Member) -> None:
    """One member, folded: what she is, and what an administrator can change about that."""
    state = _("is shut out") if member.disabled else _("demo account") if member.is_demo else ""
    waits = _("invited until {day}").format(day=days.short(local_day(visit.db, member.invited_until))) if (
        member.invited_until) else ""
    head = " · ".join(filter(None, (
        member.name, _named(member.roles), member.label, _("prepares texts") if member.prepares else "",
        _("two steps") if member.two_steps else "", waits, state)))
    with st.expander(plain(head), key=f"member-{member.guid}"):
        if member.may_prepare:
            _prepares(visit, member)
        if member.me:
            st.caption(_("This is you."))
            return
        chosen = roles_field(f"role-{member.guid}-{_named(member.roles)}", member.roles)
        if st.button(_("Change roles"), key=f"set-{member.guid}", disabled=set(chosen) == set(member.roles)) if (
                chosen) else first.asks(_("End membership"), _(
                    "{name} sees nothing of this pilot any more, and has to be invited anew to come back.").format(
                        name=member.name), f"end-{member.guid}"):
            attempt(lambda: members.change_roles(visit.home, visit.db, visit.viewer, member.guid, chosen),
                    _("Roles changed"))
        signing_in.show(visit, member)


def _named(roles: Sequence[Role]) -> str:
    return ", ".join(_(ROLE_NAMES[role]) for role in roles)


def roles_field(key: str, held: Sequence[Role]) -> list[Role]:
    """Choose one or more roles."""
    return list(st.pills(_("Roles"), ROLES, selection_mode="multi", default=held, key=key,
                         format_func=lambda role: _(ROLE_NAMES[role]), wrap=True))


def _prepares(visit: Visit, member: Member) -> None:
    # The key changes with what is stored: a page that was open meanwhile must not set it back.
    chosen = st.toggle(
        _("Prepares texts"), value=member.prepares, key=f"prepare-{member.guid}-{member.prepares}",
        help=_("Reads texts in which real names may stand, hears recordings, and takes names out."))
    if chosen != member.prepares:
        attempt(lambda: members.let_prepare(visit.home, visit.db, visit.viewer, member.guid, chosen), _("Saved"))
