"""Of one family: what each person consented to, since when and until when; asked, withdrawn and decided here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.access import Right
from pilot.errors import BadInput
from pilot.families import consent, guardians, people
from pilot.words import N_, _
from views.families import consent_table, decisions, withdrawing
from views.parts.attempt import attempt, fresh, sure_of
from views.parts.day_field import day_field

if TYPE_CHECKING:
    from pilot.families.people import Family, Person
    from pilot.visit import Visit

ANSWERS = {"yes": N_("yes, consents"), "no": N_("no, refuses")}


def show(visit: Visit, family: Family) -> None:
    """The consents as a table of people by use, what is missing, what has to be decided, and the forms."""
    st.subheader(_("Consent"), anchor="consent")
    persons = people.persons(visit.db, visit.viewer, family.guid)
    if not persons:
        st.caption(_("Add the people of the family first; consent is given by a person."))
        return
    try:
        consent.require_tellable(visit.db, family.guid)
    except BadInput as error:
        st.warning(error.sentence())
    consent_table.show(visit, family, persons)
    decisions.show(visit, family)
    if visit.viewer.may(Right.RECORD_CONSENT):
        with st.expander(_("Record consent")):
            _answer(visit, family, persons)
        with st.expander(_("Withdraw consent")):
            withdrawing.show(visit, family, persons)


def _answer(visit: Visit, family: Family, persons: list[Person]) -> None:
    key = f"give-{family.guid}"
    who = st.selectbox(_("Who"), persons, None, format_func=lambda p: p.pseudonym, placeholder=_("Choose..."),
                       key=fresh(f"{key}-who"))
    with st.form(fresh(key), border=False):
        by = _guardian(visit, family, who) if who and who.kind == "child" else None
        answer = st.radio(_("Answer"), list(ANSWERS), format_func=lambda a: _(ANSWERS[a]), horizontal=True)
        uses = st.multiselect(_("For"), list(consent.USE_NAMES), placeholder=_("Choose..."),
                              format_func=lambda use: _(consent.USE_NAMES[use]))
        given = day_field(visit, _("Given on"), f"given-{family.guid}", past=True)
        ends = day_field(visit, _("Ends on (if agreed)"), f"ends-{family.guid}", empty=True)
        evidence = st.text_input(_("Where the form lies"), help=_("Such as a binder and a number; no names."))
        sure = sure_of(key)
        if not st.form_submit_button(_("Record consent"), type="primary"):
            return
    if who is None:
        st.error(_("Choose who gives consent."))
    elif answer == "no":
        attempt(lambda: consent.refuse(visit.db, visit.viewer, who.guid, uses, given, evidence, given_by=by,
                                       sure=sure), _("Refusal recorded"), key)
    else:
        attempt(lambda: consent.give(visit.db, visit.viewer, who.guid, uses, given, ends or None, evidence,
                                     given_by=by, sure=sure), _("Consent recorded"), key)


def _guardian(visit: Visit, family: Family, child: Person) -> str | None:
    """Who consents for a child; nobody is asked for one that was 16 already."""
    st.caption(_("For a child under 16 a parent or guardian consents. On the day it turns 16 that ends, and the child"
                 " is asked itself."))
    names: dict[str | None, str] = {None: _("nobody: {child} is 16 or older").format(child=child.pseudonym)}
    names |= {one.guid: one.pseudonym for one in guardians.guardians(visit.db, visit.viewer, family.guid)}
    return st.selectbox(_("Parent or guardian"), list(names), format_func=lambda guid: names.get(guid, str(guid)))
