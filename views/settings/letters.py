"""Settings: what letters about consent tell of the pilot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot.families.papers import facts
from pilot.families.papers.letter import AUDIENCES
from pilot.families.papers.letters import AUDIENCE_NAMES
from pilot.words import _
from views.parts.attempt import attempt
from views.parts.blocks import link

if TYPE_CHECKING:
    from pilot.visit import Visit


def show(visit: Visit) -> None:
    """A form with what is filled in now, and the letters as they are with it."""
    st.subheader(_("Letters about consent"))
    st.write(_("Families read this before they say yes or no. What is filled in here counts for letters from now on;"
               " what somebody signed stays as it was."))
    now = facts.facts(visit.pilot, visit.db, visit.viewer)
    with st.form("letters", border=False):
        left, right = st.columns(2, gap="large")
        with left:
            organisation = st.text_input(_("Organisation that does this"), now.organisation)
            contact = st.text_input(_("Whom to call or mail about stopping"), now.contact,
                                    help=_("Such as the number and mail address of the office."))
            protection = st.text_input(_("Contact about data protection"), now.protection)
        with right:
            kept_nl = st.text_input(_("How long things are kept, in Dutch"), now.kept_nl)
            kept_en = st.text_input(_("How long things are kept, in English"), now.kept_en)
            extra_nl = st.text_area(_("A paragraph of your own, in Dutch"), now.extra_nl)
            extra_en = st.text_area(_("A paragraph of your own, in English"), now.extra_en)
        if st.form_submit_button(_("Keep for the letters")):
            said = facts.Facts(organisation, contact, protection, kept_nl, kept_en, extra_nl, extra_en)
            attempt(lambda: facts.set_facts(visit.pilot, visit.db, visit.viewer, said), _("Saved"))
    st.html(Markup("<p>{}: {}</p>").format(_("Look at a letter"), Markup(" · ").join(
        link(f"/export/consent-form.pdf?audience={one}", _(AUDIENCE_NAMES[one])) for one in AUDIENCES)))
