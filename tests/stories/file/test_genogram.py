"""The drawing of a family's generations: everybody once, nobody over somebody else, and no loops."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.file.genogram import SIZE, WIDE, Layout, Loop, Tie, layout, rows

KEYS = tuple("abcdefghijkl")
PAIRS = list(combinations(range(len(KEYS)), 2))


@st.composite
def families(draw: st.DrawFn) -> tuple[dict[str, int], list[Tie]]:
    """Up to twelve people; whoever is a parent comes before the child, so that there are no loops but by partners."""
    keys = KEYS[: draw(st.integers(1, len(KEYS)))]
    begin = {key: draw(st.integers(0, 2)) for key in keys}
    ties = [Tie(draw(st.sampled_from(("partner", "separated", "parent", "guardian"))), KEYS[one], KEYS[other])
            for one, other in draw(st.lists(st.sampled_from(PAIRS), unique=True, max_size=10))
            if one < len(keys) and other < len(keys)]
    return begin, ties


def drawn(begin: dict[str, int], ties: list[Tie]) -> Layout | None:
    """The layout, None for a loop."""
    try:
        return layout(begin, ties)
    except Loop:
        return None


@given(families())
@pytest.mark.slow
def test_everybody_is_drawn_once_and_nobody_over_another(family: tuple[dict[str, int], list[Tie]]) -> None:
    """Whatever the lines: each has a place inside the drawing, two on a row stand apart."""
    begin, ties = family
    found = drawn(begin, ties)
    if found is None:
        return
    assert list(found.at) == list(begin)
    for one in found.at.values():
        assert SIZE / 2 <= one.x <= found.width - SIZE / 2
        assert SIZE / 2 <= one.y <= found.height - SIZE / 2
    for one, other in combinations(found.at.values(), 2):
        assert one.row != other.row or abs(one.x - other.x) > WIDE - 0.01
    assert len(found.strokes) >= len({tuple(sorted(tie[1:])) for tie in ties if tie.kind in ("partner", "separated")})


@given(families())
def test_generations_are_in_order(family: tuple[dict[str, int], list[Tie]]) -> None:
    """A parent or guardian stands above, partners beside each other; no row between is empty."""
    begin, ties = family
    try:
        found = rows(begin, ties)
    except Loop:
        return
    for tie in ties:
        if tie.kind in ("parent", "guardian"):
            assert found[tie.one] < found[tie.other]
        else:
            assert found[tie.one] == found[tie.other]
    assert set(found.values()) == set(range(max(found.values()) + 1))


@pytest.mark.parametrize("ties", [
    [Tie("parent", "a", "b"), Tie("parent", "b", "a")],
    [Tie("parent", "a", "b"), Tie("parent", "b", "c"), Tie("guardian", "c", "a")],
    [Tie("parent", "a", "b"), Tie("partner", "b", "a")],
    [Tie("parent", "a", "b"), Tie("parent", "b", "c"), Tie("separated", "c", "a")],
])
def test_loops_are_refused(ties: list[Tie]) -> None:
    """Nobody is her own ancestor, or that of a partner."""
    with pytest.raises(Loop):
        layout(dict.fromkeys("abc", 1), ties)


def test_three_generations() -> None:
    """Grandparents above the mother, the children under the middle of her and their father, from whom she is parted."""
    begin = {"m": 1, "son": 2, "daughter": 2, "gm": 0, "gf": 0, "f": 0}
    ties = [Tie("separated", "m", "f"), Tie("partner", "gm", "gf"), Tie("parent", "gm", "m"), Tie("parent", "gf", "m"),
            *(Tie("parent", parent, child) for parent in "mf" for child in ("son", "daughter"))]
    found = layout(begin, ties)
    assert {key: at.row for key, at in found.at.items()} == {
        "m": 1, "f": 1, "son": 2, "daughter": 2, "gm": 0, "gf": 0}
    middle = (found.at["m"].x + found.at["f"].x) / 2
    assert all(stroke.points[0][0] == middle for stroke in found.strokes if stroke.kind == "parent"
               and stroke.points[-1][1] > found.at["m"].y)
    assert [stroke.kind for stroke in found.strokes].count("parent") == 3  # a couple leads to a child by one line
