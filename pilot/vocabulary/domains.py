"""Life domains: the nine areas of life that a story can be about, called as in the codebook."""

from __future__ import annotations

from pilot.words import N_, translate

NAMES = {
    "safety": N_("safety"), "housing": N_("housing"), "health": N_("health"), "work": N_("work"),
    "income": N_("income"), "debts": N_("debts"), "social_capital": N_("social network"),
    "cultural_capital": N_("language, learning and taking part"), "children": N_("situation of the children"),
}
DOMAINS = tuple(NAMES)


def name(domain: str, language: str | None = None) -> str:
    """What a life domain is called, such as "huisvesting"."""
    return translate(NAMES[domain], language)
