"""Releases: what waits for a signature, drafts, what was signed, sent back or withdrawn, and making one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.access import Right
from pilot.clock import local_day
from pilot.vocabulary import days
from pilot.words import N_, _, ngettext
from themes.release import deciding, keeping, store
from themes.release.content import AUDIENCE_NAMES
from views.parts import link_list, place
from views.parts.blocks import actions, list_of
from views.parts.here import here

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pilot.visit import Visit
    from themes.release.deciding import Proposal
    from themes.release.keeping import Kept

STATES = {
    store.DRAFTED: N_("draft"), store.PROPOSED: N_("waits for a signature"), store.SIGNED: N_("released"),
    store.SENT_BACK: N_("sent back"), store.TAKEN_BACK: N_("taken back"), store.WITHDRAWN: N_("withdrawn"),
}
_PARTS = ((N_("Not released yet"), (store.DRAFTED, store.PROPOSED)), (N_("Released"), (store.SIGNED,)),
          (N_("Sent back, taken back or withdrawn"), (store.SENT_BACK, store.TAKEN_BACK, store.WITHDRAWN)))


def page() -> None:
    """Show what waits for a signature, and to who drafts releases all of them."""
    with here() as visit:
        place.head("releases", visit.viewer)
        waiting = deciding.to_sign(visit.db, visit.viewer)
        st.caption(_("What leaves the team is frozen, checked against earlier releases, and signed by a second person."
                     " Steering groups and coaches read nothing else."))
        if visit.viewer.may(Right.DRAFT_RELEASES):
            actions([("/release", _("Make a release"))])
        if waiting:
            st.subheader(_("For you to sign"))
            list_of([to_sign(visit, one) for one in waiting])
        if visit.viewer.may(Right.DRAFT_RELEASES):
            _all(visit, keeping.kept(visit.db, visit.viewer), keeping.behind(visit.db, visit.viewer))
        elif not waiting:
            st.text(_("Nothing waits for your signature."))


def to_sign(visit: Visit, one: Proposal) -> tuple[str, str, str]:
    """Address, title and remark of what waits for a signature."""
    return f"/release?release={one.guid}", one.content.title, " · ".join((
        _("for {whom}").format(whom=_(AUDIENCE_NAMES[one.audience])), _day(visit, one.proposed_at)))


def _all(visit: Visit, found: list[Kept], behind: Mapping[str, int]) -> None:
    if not found:
        st.text(_("There is no release yet. Make the first one here, or from the themes with what you chose there."))
    for n, (title, states) in enumerate(_PARTS):
        if some := [one for one in found if one.state in states]:
            st.subheader(_(title))
            rows = [_row(visit, one, behind.get(one.guid, 0)) for one in some]
            link_list.show(f"releases{n}", rows, search=_("Title, or for whom"), alone=False)


def _row(visit: Visit, one: Kept, changed: int) -> tuple[str, str, str]:
    whose = _("yours") if one.is_mine else one.by
    told = (_("release {n}").format(n=one.number) if one.number else "",
            _("for {whom}").format(whom=_(AUDIENCE_NAMES[one.audience])), _(STATES[one.state]),
            whose if one.state in (store.DRAFTED, store.PROPOSED) else "", _day(visit, one.changed_at),
            ngettext("the ground changed: {n} family", "the ground changed: {n} families", changed).format(n=changed)
            if changed else "")
    return f"/release?release={one.guid}", one.content.title, " · ".join(filter(None, told))


def _day(visit: Visit, at: str) -> str:
    return days.short(local_day(visit.db, at))
