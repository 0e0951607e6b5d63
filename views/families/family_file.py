"""The file of one family: its line in time and what was told, its people and support, and what they consented to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from coding.list_files import DOCUMENTS
from pilot.access import Right
from pilot.families import directory, support
from pilot.families.exports import CONSENTS
from pilot.words import _
from stories.exports import MILESTONES, TIMELINE
from stories.file.exports import GENERATIONS, GOALS, ORGANISATIONS
from stories.outcomes.exports import SCORES
from stories.outcomes.spending.exports import EXPENSES
from views.families import brief, consents, doors, members, periods, told
from views.parts import memo, place, take_out
from views.parts.plain import plain
from views.timeline import line

if TYPE_CHECKING:
    from pilot.families.people import Family
    from pilot.files.export import Export
    from pilot.visit import Visit


def show(visit: Visit, family: Family) -> None:
    """All that this viewer may know of a family and, by role, the forms to change it."""
    supported = support.periods(visit.db, visit.viewer, family.guid)
    hears = directory.family(visit.db, visit.viewer, family.guid, Right.SEE_TIMELINE) is not None
    place.above("families", visit.viewer)
    st.title(plain(family.pseudonym))
    if visit.viewer.may(Right.CODE):
        st.html(memo.way("family", family.guid, family.pseudonym))
    doors.show(visit, family.guid)
    periods.show(family, supported)
    keeps = visit.viewer.may(Right.KEEP_FILE)
    st.html(_contents(hears=hears, keeps=keeps))
    if hears:
        line.show(visit, family.guid)
    left, right = st.columns([3, 2], gap="large")
    with left:
        if hears:
            told.show(visit, family)
        else:
            members.show(visit, family)
    with right:
        if keeps:
            brief.show(visit, family)
        if hears:
            members.show(visit, family)
        if visit.viewer.may(Right.MANAGE_FAMILIES):
            periods.forms(visit, family, supported)
    consents.show(visit, family)
    take_out.menu(_files(visit, hears=hears), {"family": family.guid, "families": family.pseudonym})


def _contents(*, hears: bool, keeps: bool) -> Markup:
    """On a phone, where all stands in one column, links to what is below."""
    parts = [(hears, "told", _("Told")), (keeps, "brief", _("In brief")), (True, "people", _("People")),
             (True, "consent", _("Consent"))]
    return Markup('<nav class="rd-contents rd-on-phone" aria-label="{}">{}</nav>').format(
        _("On this page"), Markup().join(Markup('<a href="#{}">{}</a>').format(anchor, name)
                                         for is_there, anchor, name in parts if is_there))


def _files(visit: Visit, *, hears: bool) -> list[Export]:
    """What of this family can be taken out, as far as this viewer sees it here."""
    seen = [(hears, TIMELINE), (visit.viewer.may(Right.READ_DOCUMENTS), DOCUMENTS), (True, CONSENTS),
            *((visit.viewer.may(Right.KEEP_FILE), one) for one in (GENERATIONS, ORGANISATIONS, GOALS)),
            *((visit.viewer.may(Right.SEE_THEMES), one) for one in (MILESTONES, SCORES, EXPENSES))]
    return [one for is_seen, one in seen if is_seen]
