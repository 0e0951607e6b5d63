"""The pages about families beside the list of them; views/entries.py gives them a place."""

from __future__ import annotations

from pilot.access import Right
from pilot.words import N_
from views.parts.entry import Entry

FAMILY = (
    Entry("contacts", N_("Contacts"), Right.KEEP_FILE, (), ("families",), True),
    Entry("undertaken", N_("What was undertaken"), Right.KEEP_FILE, (), ("families",), True),
    Entry("spent", N_("Money spent"), Right.KEEP_FILE, (), ("families",), True),
    Entry("sheets", N_("Take in a sheet"), Right.SEE_FAMILIES, (), ("families",), True),
    Entry("scores", N_("Scores of life domains"), Right.KEEP_FILE, (), ("families",), True),
    Entry("signals", N_("Signals"), Right.SEE_SIGNALS, (), ("families",), True),
    Entry("referrals", N_("Referrals"), Right.SEE_FAMILIES, (), ("families",), True),
    Entry("household", N_("Household and generations"), Right.KEEP_FILE, (), ("families",)),
    Entry("uptake", N_("Use of services"), Right.KEEP_FILE, (), ("families",)),
    Entry("goals", N_("Goals"), Right.KEEP_FILE, (), ("families",)),
    Entry("organisations", N_("Organisations"), Right.KEEP_FILE, (), ("families",)),
    Entry("dossier", N_("Dossier"), Right.KEEP_FILE, (), ("families",)),
    Entry("events", N_("One event, several voices"), Right.KEEP_FILE, (), ("families",)),
    Entry("back", N_("Back to the family"), Right.KEEP_FILE, (), ("families",)),
)
