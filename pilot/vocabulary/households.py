"""Kinds of household: how the grown-ups of a family live together, as families, coaches and reports call it."""

from __future__ import annotations

from pilot.words import N_, translate

NAMES = {
    "single_mother": N_("single mother"), "single_father": N_("single father"), "couple": N_("couple"),
    "blended": N_("blended family"), "co_parenting": N_("co-parenting"), "grandparents": N_("grandparents bring up"),
    "other_relatives": N_("other relatives bring up"), "foster": N_("foster family"), "other": N_("other household"),
}
KINDS = tuple(NAMES)
# How many grown-ups bring the children up in one home; what is not here says nothing about it.
PARENTS = {"single_mother": 1, "single_father": 1, "couple": 2, "blended": 2}


def name(kind: str, language: str | None = None) -> str:
    """What a kind of household is called, such as "alleenstaande moeder"."""
    return translate(NAMES[kind], language)
