"""What can become of a goal of a family, with the shape that stands for it."""

from __future__ import annotations

from pilot.words import N_, translate

OPEN, REACHED, LET_GO = STATES = ("open", "reached", "let go")
NAMES = {OPEN: N_("working on it"), REACHED: N_("reached"), LET_GO: N_("let go")}
SHAPES = {OPEN: "○", REACHED: "●", LET_GO: "◌"}


def name(state: str, language: str | None = None) -> str:
    """What a state is called, such as "gehaald"."""
    return translate(NAMES[state], language)
