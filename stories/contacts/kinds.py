"""What contacts and undertakings are called."""

from __future__ import annotations

from pilot.words import N_, translate

KINDS = {
    "visit": N_("Visit"), "phone": N_("Phone call"), "message": N_("Message"),
    "along": N_("Together to an organisation"), "partners": N_("Meeting with partners"),
    "intervention": N_("Practical help"),
}
# With whom: roles in and around the family; the last ones work for others.
WITH = {
    "parent": N_("parent"), "child": N_("child"), "household": N_("whole household"), "relative": N_("relative"),
    "school": N_("school"), "municipality": N_("municipality"), "housing": N_("housing association"),
    "health": N_("health care"), "income": N_("work and income"), "other": N_("somebody else"),
}
MINUTES = (5, 15, 30, 45, 60, 90, 120, 180)  # offered as buttons
LONGEST_MIN = 24 * 60
# How long a family waited for its answer: minutes in one of each.
UNITS = {"minutes": 1, "hours": 60, "days": 24 * 60}
UNIT_NAMES = {"minutes": N_("minutes"), "hours": N_("hours"), "days": N_("days")}
LONGEST_WAIT_MIN = 366 * 24 * 60
LONGEST_NOTE = 300

UNDERTAKINGS = {
    "schooling": N_("Schooling"), "licence": N_("Driving licence"), "language": N_("Language lessons"),
    "study_place": N_("A place to study"), "work": N_("Work"), "housing": N_("Housing"), "right": N_("A right"),
    "other": N_("Another lasting solution"),
}
FOR_WHOM = ("parent", "child", "household", "relative")
STATES = {
    "started": N_("started"), "finished": N_("finished"), "stopped": N_("stopped"),
    "asked": N_("asked for"), "granted": N_("granted"), "refused": N_("refused"),
}
RIGHT = "right"
OF_RIGHTS = ("asked", "granted", "refused")
OF_OTHERS = ("started", "finished", "stopped")
GOING_ON = frozenset({"started", "asked"})


def in_units(minutes: int) -> tuple[int, str]:
    """A wait as somebody would say it: so many of the largest of UNITS that it is a whole number of."""
    unit = next((one for one in reversed(UNITS) if minutes and minutes % UNITS[one] == 0), "minutes")
    return minutes // UNITS[unit], unit


def states_of(kind: str) -> tuple[str, ...]:
    """In which states something of this kind can be."""
    return OF_RIGHTS if kind == RIGHT else OF_OTHERS


def name(kind: str, language: str | None = None) -> str:
    """What a kind of contact is called, such as "Huisbezoek"."""
    return translate(KINDS[kind], language)


def roles(who: tuple[str, ...], language: str | None = None) -> str:
    """With whom it was, such as "ouder, school"."""
    return ", ".join(translate(WITH[one], language) for one in who)
