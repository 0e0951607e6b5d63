"""What a score, or what is said of a service, rests on."""

from __future__ import annotations

from pilot.words import N_, translate

NAMES = {
    "interview": N_("a conversation"), "dossier": N_("the file"), "family": N_("what the family filled in itself"),
    "unstated": N_("not said"),
}


def name(source: str, language: str | None = None) -> str:
    """What something rests on, such as "een gesprek"."""
    return translate(NAMES[source], language)
