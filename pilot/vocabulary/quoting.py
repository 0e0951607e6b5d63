"""How a family is asked about its words: how it went, who may read them, how far it is said whose they are."""

from __future__ import annotations

from pilot.words import N_, translate

TOGETHER, HEARD, PAPER, PHONE = MANNERS = ("together", "heard", "paper", "phone")
MANNER_NAMES = {
    TOGETHER: N_("read together"), HEARD: N_("heard"), PAPER: N_("on paper"), PHONE: N_("by phone"),
}
# Each may read what those after it may, too.
TEAM, MUNICIPALITY, PUBLIC = AUDIENCES = ("team", "municipality", "public")
AUDIENCE_NAMES = {TEAM: N_("the team"), MUNICIPALITY: N_("the municipality"), PUBLIC: N_("everybody")}
HOUSEHOLD, ROLE, FUNCTION, NAME = HOWS = ("household", "role", "function", "name")
HOW_NAMES = {
    HOUSEHOLD: N_("by household, such as “mother, two children”"), ROLE: N_("by role only, such as “mother”"),
    FUNCTION: N_("by function, such as “volunteer at the school”"), NAME: N_("by name"),
}
# What says no more of somebody than what was agreed to.
WITHIN: dict[str, frozenset[str]] = {
    HOUSEHOLD: frozenset({HOUSEHOLD, ROLE}), ROLE: frozenset({ROLE}), FUNCTION: frozenset({FUNCTION}),
    NAME: frozenset(HOWS), "": frozenset(),
}


def manner(key: str, language: str | None = None) -> str:
    """How it was gone through, such as "samen gelezen"; '' for what is no manner."""
    return translate(MANNER_NAMES[key], language) if key in MANNER_NAMES else ""
