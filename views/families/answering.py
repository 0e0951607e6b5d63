"""Of one family: recording what somebody answered when asked for consent; a no says beforehand what it touches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.access import Right
from pilot.clock import today
from pilot.families import consent, guardians
from pilot.words import N_, _
from views.families import withdrawing
from views.parts.attempt import attempt, fresh, sure_of
from views.parts.day_field import day_field
from views.parts.plain import plain

if TYPE_CHECKING:
    from pilot.families.people import Family, Person
    from pilot.visit import Visit

ANSWERS = {"yes": N_("yes, consents"), "no": N_("no, refuses")}


def show(visit: Visit, family: Family, persons: list[Person]) -> None:
    """Who, what the answer is and for what; of a no what it touches; then the day and the form, and recording it."""
    key = f"give-{family.guid}"
    who = st.selectbox(_("Who"), persons, None, format_func=lambda p: p.pseudonym, placeholder=_("Choose..."),
                       key=fresh(f"{key}-who", key))
    refuses = st.radio(_("Answer"), list(ANSWERS), format_func=lambda a: _(ANSWERS[a]), horizontal=True,
                       key=fresh(f"{key}-answer", key)) == "no"
    uses = st.multiselect(_("For"), list(consent.USE_NAMES), placeholder=_("Choose..."), key=fresh(f"{key}-uses", key),
                          format_func=lambda use: _(consent.USE_NAMES[use]))
    if who and refuses:
        for use in uses:
            withdrawing.touches(visit, family, who, use)
    with st.form(fresh(f"{key}-no" if refuses else key, key), border=False):
        by = _guardian(visit, family, who) if who and guardians.is_under_16(who, today(visit.db)) else None
        given = day_field(visit, _("Refused on") if refuses else _("Given on"), f"given-{family.guid}", key, past=True)
        ends = "" if refuses else day_field(visit, _("Ends on (if agreed)"), f"ends-{family.guid}", key, empty=True)
        evidence = st.text_input(_("Where the form lies"), help=_("Such as a binder and a number; no names."))
        sure = sure_of(key)
        certain = st.checkbox(_("I am sure")) if refuses else True
        if not st.form_submit_button(_("Record refusal") if refuses else _("Record consent"), type="primary"):
            return
    if who is None:
        st.error(_("Choose who gives consent."))
    elif not certain:
        st.error(_("Nothing was changed. Tick that you are sure."))
    elif refuses:
        attempt(lambda: consent.refuse(visit.db, visit.viewer, who.guid, uses, given, evidence, given_by=by,
                                       sure=sure), _("Refusal recorded"), key)
    else:
        attempt(lambda: consent.give(visit.db, visit.viewer, who.guid, uses, given, ends or None, evidence,
                                     given_by=by, sure=sure), _("Consent recorded"), key)


def _guardian(visit: Visit, family: Family, child: Person) -> str | None:
    """Who answers for a child that is not 16, as far as is known."""
    st.caption(_("For a child under 16 a parent or guardian consents. On the day it turns 16 that ends, and the child"
                 " is asked itself."))
    if child.turns_16_on is None and visit.viewer.may(Right.MANAGE_FAMILIES):
        st.caption(_("Is {child} 16 or older? Fill in the day first, under “When a child turns 16” above.").format(
            child=plain(child.pseudonym)))
    names = {one.guid: one.pseudonym for one in guardians.guardians(visit.db, visit.viewer, family.guid)}
    return st.selectbox(_("Parent or guardian"), list(names), None, placeholder=_("Choose..."),
                        format_func=lambda guid: names.get(guid, str(guid)))
