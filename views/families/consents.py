"""Of one family: what each person consented to, since when and until when; given and withdrawn here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.access import Right
from pilot.families import consent, people
from pilot.words import _
from views.families import consent_table
from views.parts.attempt import attempt, fresh, sure_of
from views.parts.day_field import day_field

if TYPE_CHECKING:
    from pilot.families.people import Family, Person
    from pilot.visit import Visit


def show(visit: Visit, family: Family) -> None:
    """The consents as a table of people by use, and the forms."""
    st.subheader(_("Consent"))
    persons = people.persons(visit.db, visit.viewer, family.guid)
    if not persons:
        st.caption(_("Add the people of the family first; consent is given by a person."))
        return
    consent_table.show(visit, family, persons)
    if visit.viewer.may(Right.RECORD_CONSENT):
        with st.expander(_("Record consent")):
            _give(visit, family, persons)
        with st.expander(_("Withdraw consent")):
            _withdraw(visit, family, persons)


def _give(visit: Visit, family: Family, persons: list[Person]) -> None:
    with st.form(fresh(f"give-{family.guid}"), border=False):
        who = st.selectbox(_("Who"), persons, None, format_func=lambda p: p.pseudonym, placeholder=_("Choose..."))
        uses = st.multiselect(_("Consents to"), list(consent.USE_NAMES), placeholder=_("Choose..."),
                              format_func=lambda use: _(consent.USE_NAMES[use]))
        given = day_field(visit, _("Given on"), f"given-{family.guid}", past=True)
        ends = day_field(visit, _("Ends on (if agreed)"), f"ends-{family.guid}", empty=True)
        evidence = st.text_input(_("Where the form lies"), help=_("Such as a binder and a number; no names."))
        sure = sure_of(f"give-{family.guid}")
        if not st.form_submit_button(_("Record consent"), type="primary"):
            return
    if who is None:
        st.error(_("Choose who gives consent."))
    else:
        attempt(lambda: consent.give(visit.db, visit.viewer, who.guid, uses, given, ends or None, evidence, sure=sure),
                _("Consent recorded"), f"give-{family.guid}")


def _withdraw(visit: Visit, family: Family, persons: list[Person]) -> None:
    with st.form(fresh(f"withdraw-{family.guid}"), border=False):
        who = st.selectbox(_("Who"), persons, index=None, placeholder=_("Choose..."), format_func=lambda p: p.pseudonym)
        use = st.selectbox(_("For"), list(consent.USE_NAMES), index=None, placeholder=_("Choose..."),
                           format_func=lambda u: _(consent.USE_NAMES[u]))
        day = day_field(visit, _("Withdrawn on"), f"withdrawn-{family.guid}", past=True)
        sure = st.checkbox(_("I am sure"))
        if not st.form_submit_button(_("Withdraw")):
            return
    if who is None or use is None:
        st.error(_("Choose who withdraws consent, and for what."))
    elif not sure:
        st.error(_("Nothing was changed. Tick that you are sure."))
    else:
        attempt(lambda: consent.withdraw(visit.db, visit.viewer, who.guid, use, day),
                _("The consent of {person} for {use} has been withdrawn.").format(
                    person=who.pseudonym, use=_(consent.USE_NAMES[use])))
