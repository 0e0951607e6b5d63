"""What each person of a family consented to, as a table of people by use, and where the signed forms lie."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pilot.families import consent
from pilot.vocabulary import days
from pilot.words import _
from views.parts.blocks import list_of
from views.parts.standing import said

if TYPE_CHECKING:
    from pilot.families.people import Family, Person
    from pilot.visit import Visit


def show(visit: Visit, family: Family, persons: list[Person]) -> None:
    """The table; on a phone each person is a card."""
    stands = consent.standings(visit.db, visit.viewer, family.guid)
    names = {use: escape(_(name)) for use, name in consent.USE_NAMES.items()}
    heads = "".join(f'<th scope="col">{name}</th>' for name in names.values())
    cells = {p.guid: "".join(f'<td data-head="{name}">{escape(said(stands[p.guid, use]))}</td>'
                             for use, name in names.items()) for p in persons}
    body = "".join(f'<tr><th scope="row">{escape(p.pseudonym)}</th>{cells[p.guid]}</tr>' for p in persons)
    st.html(f'<div class="rd-scroll" tabindex="0" role="region" aria-label="{escape(_("Consent"))}">'
            f'<table class="rd-table rd-cards"><thead><tr><td></td>{heads}</tr></thead>{body}</table></div>')


def forms(visit: Visit, family: Family) -> None:
    """Where the signed forms lie, the last first; nothing where nobody wrote that down."""
    found = consent.forms(visit.db, visit.viewer, family.guid)
    if found:
        with st.expander(_("Where the forms lie")):
            list_of([("", f"{one.person} · {days.short(one.given_on)}", one.evidence) for one in found], "")
