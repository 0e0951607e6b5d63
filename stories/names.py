"""What courses and life domains are called on pages."""

from __future__ import annotations

from pilot.words import N_

COURSE_NAMES = {"success": N_("Success"), "relapse": N_("Relapse"), "steady": N_("Steady")}
COURSE_SAYS = {
    "success": N_("something went better"), "relapse": N_("it went wrong again"), "steady": N_("it stayed as it was"),
}
# The shape stands for the course wherever it is drawn; no colour says good or bad.
COURSE_SHAPES = {"success": "▲", "relapse": "▼", "steady": "■"}
DOMAIN_NAMES = {
    "safety": N_("safety"), "housing": N_("housing"), "health": N_("health"), "work": N_("work"),
    "income": N_("income"), "debts": N_("debts"), "social_capital": N_("social capital"),
    "cultural_capital": N_("cultural capital"), "children": N_("children"),
}
VOICE_NAMES = {"family": N_("the family"), "coach": N_("the coach"), "other": N_("others around the family")}
