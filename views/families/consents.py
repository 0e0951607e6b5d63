"""Of one family: what each person consented to, since when and until when; asked, withdrawn and decided here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.access import Right
from pilot.errors import BadInput
from pilot.families import consent, people
from pilot.words import _
from views.families import answering, consent_table, decisions, kept_words, withdrawing
from views.parts.plain import plain

if TYPE_CHECKING:
    from pilot.families.people import Family
    from pilot.visit import Visit

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
        st.warning(plain(error.sentence()))
    consent_table.show(visit, family, persons)
    consent_table.forms(visit, family)
    decisions.show(visit, family)
    kept_words.show(visit, family)
    if visit.viewer.may(Right.RECORD_CONSENT):
        with st.expander(_("Record consent")):
            answering.show(visit, family, persons)
        with st.expander(_("Withdraw consent")):
            withdrawing.show(visit, family, persons)
