"""What of one family has a page of its own: the row of links under its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import streamlit as st
from markupsafe import Markup

from pilot.access import Right
from pilot.families import directory
from pilot.words import N_, _

if TYPE_CHECKING:
    from pilot.visit import Visit


class Door(NamedTuple):
    """A page about one family.

    Attributes:
        right: who may open it.
        path: its address, to which the guid of the family is added.
        name: what it is called, an English sentence.
    """

    right: Right
    path: str
    name: str


DOORS = (
    Door(Right.KEEP_FILE, "/household?family=", N_("Household and generations")),
    Door(Right.KEEP_FILE, "/goals?family=", N_("Goals")),
    Door(Right.KEEP_FILE, "/organisations?family=", N_("Organisations")),
    Door(Right.KEEP_FILE, "/dossier?family=", N_("Dossier")),
    Door(Right.KEEP_FILE, "/scores?family=", N_("Scores of life domains")),
    Door(Right.SEE_TIMELINE, "/timeline?family=", N_("Everything in order of time")),
    Door(Right.WRITE_STORY, "/handover?family=", N_("Handover to another coach")),
    Door(Right.KEEP_FILE, "/referrals?family=", N_("Referral and end of support")),
    Door(Right.KEEP_FILE, "/contacts?family=", N_("Contacts")),
    Door(Right.KEEP_FILE, "/undertaken?family=", N_("What was undertaken")),
    Door(Right.KEEP_FILE, "/spent?family=", N_("Money spent")),
    Door(Right.KEEP_FILE, "/uptake?family=", N_("Use of services")),
    Door(Right.KEEP_FILE, "/events?family=", N_("One event, several voices")),
    Door(Right.KEEP_FILE, "/back?family=", N_("Back to the family")),
    Door(Right.SEE_THEMES, "/explore?view=course&family=", N_("Themes of this family in time")),
    Door(Right.RECORD_CONSENT, "/consent?family=", N_("Ask for consent")),
    Door(Right.ERASE, "/erase?kind=family&guid=", N_("Erase this family")),
)


def show(visit: Visit, family_guid: str) -> None:
    """Links to what this viewer may open; nothing where there is none."""
    links = Markup().join(
        Markup('<a href="{}{}" target="_self">{}</a>').format(one.path, family_guid, _(one.name))
        for one in DOORS
        if visit.viewer.may(one.right) and directory.family(visit.db, visit.viewer, family_guid, one.right))
    if links:
        st.html(Markup('<nav class="rd-beside rd-doors" aria-label="{}">{}</nav>').format(
            _("More about this family"), links))
