"""What is written down of whom the pilot reaches: referrals, why support ended, working hours, questions by month."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.access import Right
from pilot.families import directory
from pilot.words import _
from views.parts import titles
from views.parts.here import here
from views.referrals import closing, hours, listing, mending, questions

if TYPE_CHECKING:
    from collections.abc import Callable

    from pilot.families.people import Family
    from pilot.visit import Visit

REFERRALS = "referrals"


def page() -> None:
    """Show the referral that ?referral=GUID names, else what ?view= asks for, of the family of ?family= or of all."""
    with here() as visit:
        if one := st.query_params.get("referral", ""):
            mending.show(visit, one)
            return
        family = _family(visit, st.query_params.get("family", ""))
        titles.head_of("referrals", visit.viewer, _("Referral and end of support") if family else _("Referrals"),
                       family.guid if family else "", family.pseudonym if family else "")
        if family:
            listing.show(visit, family)
            closing.show(visit, family)
            return
        _chosen(visit)(visit)


def _family(visit: Visit, guid: str) -> Family | None:
    """The family of the address, for who may note its referral."""
    right = Right.MANAGE_FAMILIES if visit.viewer.may(Right.MANAGE_FAMILIES) else Right.KEEP_FILE
    return directory.family(visit.db, visit.viewer, guid, right) if guid else None


def _chosen(visit: Visit) -> Callable[[Visit], None]:
    """What is shown of all families; hours are for who sees figures or manages people."""
    views: dict[str, tuple[str, Callable[[Visit], None]]] = {
        REFERRALS: (_("Referrals"), listing.show), "closed": (_("Support that ended"), closing.show)}
    if visit.viewer.may(Right.SEE_THEMES) or visit.viewer.may(Right.MANAGE_FAMILIES):
        views["hours"] = (_("Working hours"), hours.show)
    views["questions"] = (_("Questions by month"), questions.show)
    asked = st.query_params.get("view", REFERRALS)
    st.session_state.setdefault("reach view", asked if asked in views else REFERRALS)
    view = str(st.segmented_control(_("What to write down"), list(views), key="reach view", required=True,
                                    format_func=lambda key: views[key][0], label_visibility="collapsed", wrap=True))
    if view != st.query_params.get("view", REFERRALS):
        st.query_params["view"] = view
    return views[view][1]
