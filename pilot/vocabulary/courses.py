"""Courses: how things went for a family in a story."""

from __future__ import annotations

from pilot.words import N_, translate

NAMES = {"success": N_("Success"), "relapse": N_("Relapse"), "steady": N_("Steady")}
SAYS = {"success": N_("something went better"), "relapse": N_("it went wrong again"),
        "steady": N_("it stayed as it was")}
# The shape stands for the course wherever it is drawn; no colour says good or bad.
SHAPES = {"success": "▲", "relapse": "▼", "steady": "■"}
COURSES = tuple(NAMES)


def name(course: str, language: str | None = None) -> str:
    """What a course is called, such as "Terugval"."""
    return translate(NAMES[course], language)


def says(course: str, language: str | None = None) -> str:
    """What choosing a course says, such as "het ging weer mis"."""
    return translate(SAYS[course], language)
