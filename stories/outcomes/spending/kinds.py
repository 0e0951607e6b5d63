"""What money spent for a family is called: by which instrument, for what, and who decided."""

from __future__ import annotations

from typing import NamedTuple

from pilot.words import N_, translate

BUDGET, DECISION = "budget", "decision"
INSTRUMENTS = {BUDGET: N_("Budget of the family"), DECISION: N_("Delegated decision")}
OTHER = "other"
MORE = "more"  # no kind: the ones that are not at hand
UNKNOWN = "unknown"


class Kind(NamedTuple):
    """What money can be spent on.

    Attributes:
        name: an English sentence (msgid).
        instruments: by which it can be paid.
    """

    name: str
    instruments: tuple[str, ...] = (BUDGET,)


_BOTH = (BUDGET, DECISION)
# In the order of the list that is chosen from: the home, who lives in it, getting on.
KINDS = {
    "cleaning": Kind(N_("Cleaning")), "container": Kind(N_("Container for rubbish")),
    "furniture": Kind(N_("Furniture")), "appliances": Kind(N_("Household appliances")),
    "repairs": Kind(N_("Repairs at home")), "moving": Kind(N_("Moving house")),
    "rent": Kind(N_("Rent and deposit"), _BOTH), "energy": Kind(N_("Energy and water"), _BOTH),
    "living": Kind(N_("Food and daily needs"), _BOTH), "clothes": Kind(N_("Clothes and shoes")),
    "health": Kind(N_("Health, glasses, dentist"), _BOTH), "counselling": Kind(N_("Talks with a counsellor")),
    "baby": Kind(N_("Things for a baby")), "child_care": Kind(N_("Child care")),
    "school": Kind(N_("School costs")), "leisure": Kind(N_("Sports and free time")),
    "outing": Kind(N_("A day out together")), "schooling": Kind(N_("Schooling of a parent")),
    "licence": Kind(N_("Driving licence")), "language": Kind(N_("Language lessons")),
    "work": Kind(N_("Costs of starting work")), "transport": Kind(N_("Transport")),
    "phone": Kind(N_("Phone and internet")), "papers": Kind(N_("Identity papers and certificates")),
    "debts": Kind(N_("Debts"), _BOTH), OTHER: Kind(N_("Something else"), _BOTH),
}
DECIDED_BY = {
    "together": N_("family and coach together"), "family": N_("the family"), "coach": N_("the coach"),
    "coordinator": N_("the coordinator"), "head": N_("the head of department"), "board": N_("a committee or board"),
    UNKNOWN: N_("not known"),
}
COSTS = {
    "staff": N_("Wages of coaches"), "coordination": N_("Coordination"), "training": N_("Training and supervision"),
    "office": N_("Administration"), "premises": N_("Building and equipment"), "travel": N_("Travel of coaches"),
    "research": N_("Evaluation"), "other": N_("Other costs"),
}
MOST_CENTS = 100_000_000  # of one expense
MOST_COST_CENTS = 100_000_000_000  # of a kind of cost in a year
LONGEST_NOTE = 200


def of_instrument(instrument: str) -> list[str]:
    """What can be paid by an instrument, in the order of the list."""
    return [key for key, kind in KINDS.items() if instrument in kind.instruments]


def name(kind: str, language: str | None = None) -> str:
    """What a kind is called, such as "Kleding en schoenen"."""
    return translate(KINDS[kind].name, language) if kind in KINDS else kind
