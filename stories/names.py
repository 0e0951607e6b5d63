"""What courses and life domains are called on pages."""

from __future__ import annotations

from pilot.words import N_

COURSE_NAMES = {"success": N_("Success"), "relapse": N_("Relapse"), "steady": N_("Steady")}
COURSE_SAYS = {
    "success": N_("something went better"), "relapse": N_("it went wrong again"), "steady": N_("it stayed as it was"),
}
# The shape stands for the course wherever it is drawn; no colour says good or bad.
COURSE_SHAPES = {"success": "▲", "relapse": "▼", "steady": "■"}
# Called as in the codebook, so that a coach's choice and a theme bear one name.
DOMAIN_NAMES = {
    "safety": N_("safety"), "housing": N_("housing"), "health": N_("health"), "work": N_("work"),
    "income": N_("income"), "debts": N_("debts"), "social_capital": N_("social network"),
    "cultural_capital": N_("language, learning and taking part"), "children": N_("situation of the children"),
}
VOICE_NAMES = {"family": N_("the family"), "coach": N_("the coach"), "other": N_("others around the family")}
