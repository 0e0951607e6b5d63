"""Words by which somebody may be recognised although nobody is named."""

from __future__ import annotations

import pytest

from themes.release.quotes_out.details import (
    CHILDREN,
    EVENT,
    FAITH,
    HEALTH,
    LAW,
    ORIGIN,
    WHEN,
    WORK,
    details,
)


@pytest.mark.parametrize(("text", "sort", "found"), [
    ("Ik ben verpleegkundige geweest.", WORK, "verpleegkundige"), ("He is a plumber.", WORK, "plumber"),
    ("Mijn zoon heeft epilepsie.", HEALTH, "epilepsie"), ("Zij kreeg Borstkanker.", HEALTH, "Borstkanker"),
    ("My autistic brother.", HEALTH, "autistic"), ("Wij zijn Syriërs.", ORIGIN, "Syriërs"),
    ("a Polish family", ORIGIN, "Polish"), ("In de moskee is het stil.", FAITH, "moskee"),
    ("met mijn drie kinderen", CHILDREN, "drie kinderen"), ("our two little girls", CHILDREN, "two little girls"),
    ("de jongste dochter huilde", CHILDREN, "jongste dochter"), ("Hij zat in de gevangenis.", LAW, "gevangenis"),
    ("de tweeling sliep", EVENT, "tweeling"), ("het stond in de krant", EVENT, "krant"),
    ("dat was in april", WHEN, "april"), ("sinds 2019 al", WHEN, "2019"),
])
def test_what_is_found(text: str, sort: str, found: str) -> None:
    """One word or a few, in either language, whatever their capitals and accents, and where they stand."""
    assert [(one.sort, text[one.start:one.end]) for one in details(text)] == [(sort, found)]


@pytest.mark.parametrize("text", [
    "Zij belde zelf en wist nog wat ik had gezegd.", "Een kind is een kind.", "We spreken elkaar twee keer per week.",
    "She still knew what I said.", "",
])
def test_what_everybody_says(text: str) -> None:
    """Words that say nothing of anybody in particular are left alone."""
    assert details(text) == []
