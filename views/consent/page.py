"""Ask for consent: of one person of a family, on the screen or on paper; under it the forms that were signed."""

from __future__ import annotations

import streamlit as st

from pilot.access import Right
from pilot.families import directory, people
from pilot.families.papers import facts
from pilot.families.papers.address import back_to
from pilot.words import _
from views.consent import choosing, ways
from views.consent import kept as forms
from views.parts import place
from views.parts.blocks import back_to as way_back
from views.parts.blocks import card
from views.parts.here import here
from views.parts.plain import plain


def page() -> None:
    """Show the page for the family that ?family=GUID names, and the person that ?person=GUID names."""
    with here() as visit:
        visit.viewer.require(Right.RECORD_CONSENT)
        asked = st.query_params.get("family", "")
        family = directory.family(visit.db, visit.viewer, asked, Right.RECORD_CONSENT) if asked else None
        if family is None:
            place.head("consent", visit.viewer)
            card(_("Choose a family first"), _("Consent is asked of one person. Open the family, then choose who is"
                                               " asked."), "/families", _("To the families"))
            return
        way_back(f"/families?family={family.guid}#consent", family.pseudonym)
        st.title(_("Ask for consent"))
        back = back_to(st.query_params.get("back", ""), family.guid)
        if back:
            st.html(f'<p class="rd-back"><a href="{back}" target="_self">{_("Back to where you came from")}</a></p>')
        persons = people.persons(visit.db, visit.viewer, family.guid)
        if not persons:
            st.caption(_("Add the people of the family first; consent is given by a person."))
            return
        if facts.facts(visit.pilot, visit.db, visit.viewer).missing:
            st.info(plain(_("The letter does not say yet whom to call about stopping or about data: it sends people to"
                            " their coach. An administrator fills that in under Settings.")))
        choice = choosing.show(visit, family, persons)
        left, right = st.columns([3, 2], gap="large")
        with left:
            if choice is not None:
                ways.show(visit, family, choice, back)
        with right:
            forms.show(visit, family)
