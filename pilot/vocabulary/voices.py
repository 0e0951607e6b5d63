"""Voices: who tells. Kept apart in everything that is counted, and shown side by side."""

from __future__ import annotations

from pilot.words import N_, translate

FAMILY, COACH, PARTNER, COORDINATOR, OTHER = VOICES = ("family", "coach", "partner", "coordinator", "other")
NAMES = {
    FAMILY: N_("family"), COACH: N_("coach"), PARTNER: N_("partner organisation"), COORDINATOR: N_("coordinator"),
    OTHER: N_("somebody else"),
}
WORKING = frozenset({PARTNER, COORDINATOR})  # professionals of the pilot speak with these
# The shape stands for the voice wherever it is drawn.
SHAPES = {FAMILY: "○", COACH: "●", PARTNER: "◎", COORDINATOR: "◆", OTHER: "◇"}


def name(voice: str, language: str | None = None) -> str:
    """What a voice is called in the middle of a sentence, such as "gezin"; '' for what is no voice."""
    return translate(NAMES[voice], language) if voice in NAMES else ""


def title(voice: str, language: str | None = None) -> str:
    """What a voice is called at the beginning, such as "Gezin"."""
    called = name(voice, language)
    return called[:1].upper() + called[1:]


def titles(language: str | None = None) -> dict[str, str]:
    """What to choose from: every voice with its title."""
    return {voice: title(voice, language) for voice in VOICES}


def of_person(kind: str, role: str = "") -> str:
    """The voice that a person speaks with: by the kind of person, and for professionals by their role."""
    if kind == "coach":
        return COACH
    if kind != "professional":
        return FAMILY
    return COORDINATOR if "rdinator" in role.casefold() else PARTNER  # coördinator, co-ordinator
