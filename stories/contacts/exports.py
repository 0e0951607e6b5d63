"""Contacts and what was undertaken, as files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.files.export import Export, list_of, tabular
from pilot.words import N_, _
from stories.contacts import kinds, listing, undertaken

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.files.table import Table
    from pilot.paging import Wanted

OPTIONS = ("family", "search", "order")


@use_case(Right.KEEP_FILE, event="exported contacts", reads="contacts with families")
def contact_table(db: Database, viewer: Viewer, wanted: Wanted, family_guid: str = "") -> Table:
    """A row for each contact that the list shows. Raises: NotFound when there is none."""
    rows = listing.listed(db, viewer, wanted, family_guid)
    return list_of(db, viewer, "contacts", _("Contacts"), {
        _("Family"): [one.family for one in rows], _("On"): [one.on for one in rows],
        _("What"): [kinds.name(one.kind) for one in rows], _("Minutes"): [one.minutes for one in rows],
        _("Coach"): [one.coach for one in rows], _("With whom"): [kinds.roles(one.who) for one in rows],
        _("Minutes until the answer"): [one.waited_min for one in rows], _("Note"): [one.note for one in rows]},
        (_("Family"), rows[0].family if family_guid and rows else ""), (_("Searched"), wanted.search), coded=None)


@use_case(Right.KEEP_FILE, event="exported undertakings", reads="what was undertaken with families")
def undertaking_table(db: Database, viewer: Viewer, wanted: Wanted, family_guid: str = "") -> Table:
    """A row for everything that was undertaken and that the list shows. Raises: NotFound when there is nothing."""
    rows = undertaken.listed(db, viewer, wanted, family_guid)
    return list_of(db, viewer, "undertakings", _("What was undertaken"), {
        _("Family"): [one.family for one in rows], _("What it is"): [_(kinds.UNDERTAKINGS[one.kind]) for one in rows],
        _("For whom"): [_(kinds.WITH[one.who]) for one in rows], _("What"): [one.what for one in rows],
        _("State"): [_(kinds.STATES[one.state]) for one in rows], _("From"): [one.started_on for one in rows],
        _("Until"): [one.ended_on or "" for one in rows],
        _("Euros a month"): [None if one.cents_a_month is None else one.cents_a_month / 100 for one in rows]},
        (_("Family"), rows[0].family if family_guid and rows else ""), (_("Searched"), wanted.search), coded=None)


@use_case(Right.KEEP_FILE, event="exported silent", reads="families")
def silent_table(db: Database, viewer: Viewer, wanted: Wanted) -> Table:
    """A row for each supported family without a contact for a month, with or without a story. Raises: NotFound."""
    rows = listing.silent(db, viewer, wanted)
    return list_of(db, viewer, "silent", _("Families without a contact"), {
        _("Family"): [one.pseudonym for one in rows], _("Last contact"): [one.last_on or "" for one in rows]},
        (_("Searched"), wanted.search), coded=None)


CONTACTS = Export("contacts", N_("Contacts"), OPTIONS, tabular(
    lambda asked: contact_table(asked.db, asked.viewer, asked.wanted(), asked.query.get("family", ""))))
UNDERTAKINGS = Export("undertakings", N_("What was undertaken"), OPTIONS, tabular(
    lambda asked: undertaking_table(asked.db, asked.viewer, asked.wanted(), asked.query.get("family", ""))))
SILENT = Export("silent", N_("Families without a contact"), ("search", "order"), tabular(
    lambda asked: silent_table(asked.db, asked.viewer, asked.wanted())))
EXPORTS = (CONTACTS, UNDERTAKINGS, SILENT)
