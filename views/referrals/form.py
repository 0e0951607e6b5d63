"""The fields of a referral: what is asked follows from how it stands, so that of one refused nothing else is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.access import Right
from pilot.families import people, support
from pilot.vocabulary import partners
from pilot.words import _
from stories.outcomes.reach import kinds
from stories.outcomes.reach.referring import LONGEST_NAME, Referral
from views.parts.attempt import fresh
from views.parts.day_field import day_field

if TYPE_CHECKING:
    from pilot.visit import Visit


def fields(visit: Visit, form: str, was: Referral) -> Referral:
    """What is filled in, for something new or (`was`) as it was noted; form: its key."""
    left, right = st.columns(2)
    with left:
        referred = day_field(visit, _("Referred on"), f"referred {form}", form, past=True, day=was.referred_on or None)
        referrer = _name(_("Referred by"), support.referrers(visit.db, visit.viewer), was.referrer, f"by {form}", form)
    with right:
        site = _name(_("Site"), support.sites(visit.db, visit.viewer), was.site, f"site {form}", form)
        state = str(st.selectbox(_("How does it stand?"), list(kinds.STATES), list(kinds.STATES).index(was.state),
                                 format_func=lambda one: _(kinds.STATES[one]), key=fresh(f"state {form}", form)))
    asked = decided = None
    with left:
        if state != kinds.WAITING:
            asked = day_field(visit, _("Asked on (may be left empty)") if state != kinds.ASKED else _("Asked on"),
                              f"asked on {form}", form, past=True, empty=True, day=was.asked_on) or None
    with right:
        if state in kinds.DECIDED:
            decided = day_field(visit, _("Decided on"), f"decided on {form}", form, past=True, day=was.decided_on)
    if state != kinds.ACCEPTED:
        return Referral(referred, state, referrer, site, asked, decided)
    with left:
        family = _family(visit, was.family, form)
        known = str(st.selectbox(_("Known to the social service before?"), ["", *kinds.KNOWN],
                                 ["", *kinds.KNOWN].index(was.known), key=fresh(f"known {form}", form),
                                 format_func=lambda one: _(kinds.KNOWN[one]) if one else _("not said")))
    with right:
        return Referral(referred, state, referrer, site, asked, decided, family, known, _helped(was, form))


def _helped(was: Referral, form: str) -> tuple[str, ...] | None:
    """Kinds of earlier help; None while nobody said whether there was any."""
    before = "unsaid" if was.helped is None else "some" if was.helped else "none"
    names = {"unsaid": _("not said"), "none": _("no"), "some": _("yes")}
    said = st.radio(_("Was there help before?"), list(names), list(names).index(before), horizontal=True,
                    format_func=lambda one: names[one], key=fresh(f"helped {form}", form))
    if said != "some":
        return None if said == "unsaid" else ()
    return tuple(st.multiselect(_("Kinds of earlier help"), list(partners.KINDS), was.helped or (),
                                format_func=partners.name, placeholder=_("Choose..."),
                                key=fresh(f"help {form}", form))) or None


def _name(label: str, names: list[str], was: str, key: str, form: str) -> str:
    """One of the names there are, or a new one that is typed; '' for none."""
    known = names if not was or was in names else [*names, was]
    found = st.selectbox(label, known, known.index(was) if was else None, accept_new_options=True,
                         placeholder=_("Choose, or type a new one"), key=fresh(key, form), format_func=str)
    return str(found or "")[:LONGEST_NAME]


def _family(visit: Visit, was: str, form: str) -> str:
    right = Right.MANAGE_FAMILIES if visit.viewer.may(Right.MANAGE_FAMILIES) else Right.KEEP_FILE
    names = {one.guid: one.pseudonym for one in people.families(visit.db, visit.viewer, right)}
    options = [*([] if visit.viewer.only_own(right) else [""]), *names]
    return str(st.selectbox(_("Family of this pilot"), options, options.index(was) if was in options else 0,
                            format_func=lambda guid: names.get(guid, _("no family yet")),
                            key=fresh(f"family {form}", form)) or "")
