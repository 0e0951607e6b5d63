"""What each person of a family consented to, as a table of people by use, and where the signed forms lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot.families import consent
from pilot.families.papers import kept
from pilot.families.standing import said
from pilot.vocabulary import days
from pilot.words import _
from views.parts.blocks import list_of

if TYPE_CHECKING:
    from pilot.families.people import Family, Person
    from pilot.visit import Visit


def show(visit: Visit, family: Family, persons: list[Person]) -> None:
    """The table; on a phone each person is a card."""
    stands = consent.standings(visit.db, visit.viewer, family.guid)
    names = {use: _(name) for use, name in consent.USE_NAMES.items()}
    nothing = Markup()
    heads = nothing.join(Markup('<th scope="col">{}</th>').format(name) for name in names.values())
    body = nothing.join(
        Markup('<tr><th scope="row">{}</th>{}</tr>').format(p.pseudonym, nothing.join(
            Markup('<td data-head="{}">{}</td>').format(name, said(stands[p.guid, use]))
            for use, name in names.items())) for p in persons)
    st.html(Markup('<div class="rd-scroll" tabindex="0" role="region" aria-label="{}"><table class="rd-table rd-cards">'
                   "<thead><tr><td></td>{}</tr></thead>{}</table></div>").format(_("Consent"), heads, body))


def forms(visit: Visit, family: Family) -> None:
    """How each was asked and where the forms lie, the last first; nothing where nobody wrote that down."""
    found = kept.forms(visit.db, visit.viewer, family.guid)
    if found:
        with st.expander(_("How it was asked, and where the forms lie")):
            list_of([("", f"{one.person} · {days.short(one.given_on)}",
                      " · ".join(filter(None, (kept.said(one), one.evidence)))) for one in found], "")
