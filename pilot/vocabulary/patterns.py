"""Patterns that return from one generation to the next; those that the codebook has are called by its keys."""

from __future__ import annotations

from pilot.words import N_, translate

CODED = {
    "school_werk_onder_kunnen": N_("school or work below ability"), "ongezond_leven": N_("unhealthy living"),
    "scheidingen": N_("many separations"), "laag_zelfbeeld": N_("low self-image"),
    "geen_geloof_in_eigen_kunnen": N_("no belief in one's own ability"),
}
NAMES = CODED | {
    "schulden": N_("debts"), "geweld": N_("violence at home"), "verslaving": N_("addiction"),
    "jong_ouder": N_("a parent at a young age"), "uithuisplaatsing": N_("placed out of the home"),
}
PATTERNS = tuple(NAMES)


def name(pattern: str, language: str | None = None) -> str:
    """What a pattern is called, such as "laag zelfbeeld"; its key for one that is not known any more."""
    return translate(NAMES[pattern], language) if pattern in NAMES else pattern


def number(pattern: str) -> int:
    """The number by which it is marked in a drawing, from 1; 0 for one that is not known any more."""
    return PATTERNS.index(pattern) + 1 if pattern in NAMES else 0
