"""Of how many what is said of somebody holds, and what is proposed so that it holds for enough."""

from __future__ import annotations

import pytest

from themes.release.quotes_out.attribution import FUNCTION, HOUSEHOLD, ROLE, Household, Known, Member, coarser, sharing
from themes.release.quotes_out.attribution import proposed as proposal


def home(number: int, site: str, *members: str) -> Household:
    """A family of so many: 'parent moeder', 'child dochter'."""
    return Household(number, site, tuple(Member(*one.split(" ", 1)) for one in members))


MOTHER = Member("parent", "moeder")
KNOWN = Known((
    home(1, "Emmen", "parent moeder", "child zoon", "child dochter", "child zoon", "child zoon"),
    home(2, "Emmen", "parent moeder", "parent vader", "child oudste dochter", "child jongste zoon"),
    home(3, "Hardenberg", "parent moeder", "parent stiefvader", "child dochter", "child zoon"),
    home(4, "Hardenberg", "parent vader", "relative tante", "child dochter"),
), (frozenset({"Emmen"}), frozenset({"Emmen", "Hardenberg"}), frozenset()), ("leerkracht", "leerkracht", "wethouder"))


@pytest.mark.parametrize(("how", "said_by", "count"), [
    (HOUSEHOLD, "moeder, vier kinderen", 1), (HOUSEHOLD, "mother, four children", 1),
    (HOUSEHOLD, "Moeder, 4 kinderen", 1), (HOUSEHOLD, "moeder, twee kinderen", 2),
    (HOUSEHOLD, "moeder, meer kinderen", 3),
    (HOUSEHOLD, "alleenstaande moeder", 1), (HOUSEHOLD, "single mother, several children", 1),
    (HOUSEHOLD, "moeder uit Emmen", 2), (HOUSEHOLD, "vader", 2), (HOUSEHOLD, "stiefvader", 1), (HOUSEHOLD, "ouder", 4),
    (HOUSEHOLD, "stel, twee kinderen", 2), (HOUSEHOLD, "gezinslid", 4), (HOUSEHOLD, "oma", 0),
    (HOUSEHOLD, "vader, een kind", 1),
    (ROLE, "gezinscoach", 3), (ROLE, "gezinscoach in Hardenberg", 1), (ROLE, "family coach", 3),
    (FUNCTION, "leerkracht", 2), (FUNCTION, "wethouder", 1),
])
def test_of_how_many_it_holds(how: str, said_by: str, count: int) -> None:
    """Role, number of children, who is alone and the municipality narrow it down, in either language."""
    found = sharing(how, said_by, KNOWN)
    assert (found.count, found.unknown) == (count, "")


@pytest.mark.parametrize(("how", "said_by", "unknown"), [
    (HOUSEHOLD, "moeder met een kraam op de markt", "kraam op markt"), (FUNCTION, "wijkagent", "wijkagent"),
    (ROLE, "gezinscoach met rood haar", "rood haar"),
])
def test_what_cannot_be_told(how: str, said_by: str, unknown: str) -> None:
    """Words of which nobody knows whom they fit are named, for a person to judge."""
    assert sharing(how, said_by, KNOWN) == type(sharing(how, said_by, KNOWN))(None, unknown)


def test_the_only_one_is_said_more_broadly() -> None:
    """The one mother with four children is a mother of several; for everybody three families must fit."""
    one = KNOWN.households[0]
    assert proposal(MOTHER, one, KNOWN, "municipality", "nl") == "moeder, meer kinderen"
    assert proposal(MOTHER, KNOWN.households[1], KNOWN, "municipality", "en") == "moeder, two children"
    assert proposal(MOTHER, KNOWN.households[1], KNOWN, "public", "nl") == "moeder, meer kinderen"
    assert proposal(Member("relative", "tante"), KNOWN.households[3], KNOWN, "municipality", "nl") == "gezinslid"
    assert coarser(HOUSEHOLD, "moeder, vier kinderen", KNOWN, "municipality") == "moeder"
    assert coarser(HOUSEHOLD, "stiefvader", KNOWN, "municipality") == ""


def test_a_pilot_of_one_family() -> None:
    """Nothing fits enough: the broadest words are proposed, and held back by the check."""
    alone = Known(KNOWN.households[:1], (), ())
    assert proposal(MOTHER, alone.households[0], alone, "municipality", "nl") == "gezinslid"
    assert sharing(HOUSEHOLD, "gezinslid", alone).count == 1
