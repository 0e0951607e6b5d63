"""Figures by two things at once: counted by hand, and what may be told of them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from themes.disclosure.attacker import attacked
from themes.disclosure.protect import drafted
from themes.release import crossed
from themes.release.content import MUNICIPALITY
from themes.release.measured import Measured


def theme(key: str, said: set[str], asked: set[str]) -> Any:
    """A code that these families spoke of."""
    rows = (SimpleNamespace(name=key), SimpleNamespace(name=key))
    return SimpleNamespace(key=key, rows=rows, families=SimpleNamespace(said=frozenset(said), asked=frozenset(asked)))


def test_a_theme_beside_what_changed_is_counted_by_family() -> None:
    """More domains improved than worsened: a on two of three, b on one of two, c is known at one wave."""
    first = {"debts": {"a": 10.0, "b": 5.0, "c": 5.0}, "work": {"a": 10.0, "b": 5.0}, "income": {"a": 2.5}}
    last = {"debts": {"a": 5.0, "b": 2.5}, "work": {"a": 5.0, "b": 7.5}, "income": {"a": 5.0}}
    found = Measured(frozenset("abc"), ("T0", "T1"), {
        ("coach", wave, domain): values for wave, of in (("T0", first), ("T1", last)) for domain, values in of.items()},
        0)
    (one,) = crossed.joint([theme("click", {"a", "c"}, {"a", "b", "c"})], found)
    (line,) = one.lines
    assert line.yes == (frozenset("a"), frozenset())
    assert line.asked == (frozenset("a"), frozenset("b"))
    two = crossed.improved(found, {"x": frozenset("ac"), "y": frozenset("b")}, {"x": "Met", "y": "Zonder"})
    assert [name() for _key, name in two.columns] == ["Met", "Zonder"]
    (line,) = two.lines
    assert (line.yes, line.asked) == ((frozenset("a"), frozenset()), (frozenset("a"), frozenset("b")))
    assert two.families == frozenset("ab")
    assert not crossed.improved(Measured(frozenset("ab"), (), {}, 0), {"x": frozenset("a")}, {"x": "Met"}).families


@pytest.mark.slow
def test_no_cell_that_is_held_back_follows_from_the_others() -> None:
    """Thirty families in three columns, few in some cells: the attacker of the rules finds nobody."""
    groups = tuple(frozenset(f"{name}{n}" for n in range(size)) for name, size in (("a", 14), ("b", 9), ("c", 7)))
    lines = tuple(crossed.Line(key, lambda: "x", tuple(frozenset(sorted(one)[:n]) for one, n in zip(
        groups, some, strict=True)), groups) for key, some in (("won", (7, 5, 1)), ("lost", (6, 2, 5))))
    one = crossed.Crossed("reach/x", lambda: "x", lambda: "x", lambda: "", tuple(
        (key, lambda: "x") for key in "abc"), lines)
    found = drafted(tuple(crossed.tables((one,), in_words=False)), audience=MUNICIPALITY)
    assert found.shown[0].cells[2][0] is None
    assert not attacked([found])
