"""Sections of the dossier of a family, in their order."""

from __future__ import annotations

from pilot.words import N_, translate

NAMES = {
    "members": N_("Members of the family"), "referral": N_("Reason of referral"),
    "history": N_("History of support"), "current": N_("Current situation"),
    "children": N_("Needs of the children"), "housing": N_("Housing"), "health": N_("Health"),
    "finance": N_("Finance"), "work": N_("Work"), "activation": N_("Taking part in society"),
}
SECTIONS = tuple(NAMES)


def name(section: str, language: str | None = None) -> str:
    """What a section is called, such as "Huisvesting"."""
    return translate(NAMES[section], language)
