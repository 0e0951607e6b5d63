"""What is said of a comparison of two groups: how families were divided, and what went otherwise."""

from __future__ import annotations

from pilot.words import N_, translate

DRAWN, OUTSIDE, CHOSEN = "drawn", "outside", "chosen"
METHODS = {
    DRAWN: N_("by lot, drawn by this program"), OUTSIDE: N_("by lot, drawn elsewhere"),
    CHOSEN: N_("not by lot"),
}
BY_LOT = frozenset({DRAWN, OUTSIDE})  # only then may a difference be called an effect

DEPARTURES = {
    "not_begun": N_("did not begin with what its group gets"), "other_arm": N_("got what the other group gets"),
    "stopped": N_("stopped before the end"), "lost": N_("could not be reached any more"),
    "no_more": N_("does not want to take part any more"),
}
NOT_BEGUN, OTHER_ARM, STOPPED, LOST, NO_MORE = DEPARTURES
SCREENED = {
    "not_fitting": N_("did not fit the group"), "declined": N_("did not want to take part"),
    "other": N_("another reason"),
}


def departure(kind: str, language: str | None = None) -> str:
    """What went otherwise, such as "was niet meer te bereiken"."""
    return translate(DEPARTURES[kind], language)


def method(key: str, language: str | None = None) -> str:
    """How families were divided, such as "door loting met dit programma"."""
    return translate(METHODS[key], language)
