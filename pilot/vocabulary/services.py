"""Services and rights of which a family makes use or not, in the order in which pages show them."""

from __future__ import annotations

from pilot.words import N_, translate

NAMES = {
    "living_wage": N_("social assistance"), "extra_support": N_("additional financial support"),
    "allowances": N_("other allowances and reductions"), "health_costs": N_("lower health costs"),
    "debt_help": N_("debt help or help with the budget"), "training": N_("training or a programme to find work"),
    "regular_work": N_("a regular job"), "child_care": N_("child care"), "social_housing": N_("a social rented home"),
    "social_service": N_("contact with the social service"), "job_service": N_("contact with the employment service"),
    "family_help": N_("other help to the family"),
}
SERVICES = tuple(NAMES)
YES, NO, UNKNOWN, TAKEN_BACK = "yes", "no", "unknown", "taken_back"
STATES = {YES: N_("yes"), NO: N_("no"), UNKNOWN: N_("not known")}


def name(service: str, language: str | None = None) -> str:
    """What a service is called, such as "schuldhulp of hulp met het budget"."""
    return translate(NAMES[service], language)
