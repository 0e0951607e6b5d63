"""Organisations round a family, by what they are for it."""

from __future__ import annotations

from pilot.words import N_, translate

NAMES = {
    "school": N_("school"), "childcare": N_("child care"), "youth_care": N_("youth care"),
    "child_protection": N_("child protection"), "health": N_("doctor or health care"),
    "mental_health": N_("mental health care"), "debt_help": N_("debt help"), "income": N_("benefits and income"),
    "work": N_("help to find work"), "housing": N_("housing association"), "police": N_("police"),
    "probation": N_("probation service"), "social_team": N_("social team"), "refugees": N_("help for newcomers"),
    "volunteers": N_("volunteers"), "other": N_("another organisation"),
}
KINDS = tuple(NAMES)


def name(kind: str, language: str | None = None) -> str:
    """What an organisation is for a family, such as "schuldhulp"."""
    return translate(NAMES[kind], language)
