"""What a teller says of the meaning: read without trusting it, whole numbers that add up, and words for them."""

from __future__ import annotations

from math import hypot, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot import words
from stories.entry.starting import starting
from stories.entry.templates import Signifier
from stories.meaning.values import Value, point, read, said


def signifier(key: str) -> Signifier:
    """One of those that come with the program."""
    found = starting().signifier(key)
    assert found
    return found


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_a_point_is_as_near_to_each_corner_as_its_parts_say(first: int, second: int) -> None:
    """Three parts of 1000 are one place in the triangle, and from that place the same three parts come out again."""
    if first + second > 1000:
        first, second = 1000 - first, 1000 - second
    parts = (first, second, 1000 - first - second)
    value = read(signifier("helped"), {"at": list(parts)})
    assert value == Value(parts=parts)
    x, y = point(parts)
    assert 0 <= x <= 1
    assert 0 <= y <= sqrt(3) / 2 + 1e-9
    top = 1 - y / (sqrt(3) / 2)
    assert [round(1000 * share) for share in (top, 1 - top - (x - top / 2), x - top / 2)] == list(parts)


def test_the_corners_are_where_they_should_be() -> None:
    """The first on top, the second left below, the third right below, all three as far from the middle."""
    assert point((1000, 0, 0)) == (0.5, 0.0)
    assert point((0, 1000, 0)) == (0.0, sqrt(3) / 2)
    assert point((0, 0, 1000)) == (1.0, sqrt(3) / 2)
    middle = point((334, 333, 333))
    far = [hypot(middle[0] - x, middle[1] - y) for x, y in map(point, ((1000, 0, 0), (0, 1000, 0), (0, 0, 1000)))]
    assert max(far) - min(far) < 0.002


@given(st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
        st.sampled_from(["at", "place", "chosen", "na"]), inner),
    max_leaves=6))
def test_anything_else_is_no_answer(sent: object) -> None:
    """Whatever a page sends is an answer that can be stored, or none."""
    for one in starting().signifiers:
        value = read(one, sent)
        if value is None:
            continue
        if value.parts is not None:
            assert (one.kind, sum(value.parts), min(value.parts) >= 0) == ("triad", 1000, True)
        if value.place is not None:
            assert (one.kind, 0 <= value.place <= 100) == ("scale", True)
        if value.chosen:
            assert (one.kind, set(value.chosen) <= {label.key for label in one.labels}) == ("choice", True)
        assert said(one, value)


@pytest.mark.parametrize(("sent", "told"), [
    ({"at": [900, 50, 50]}, "bijna alleen wat het gezin zelf deed"),
    ({"at": [300, 600, 100]}, "vooral wat de coach deed, ook wat het gezin zelf deed"),
    ({"at": [450, 450, 100]}, "wat het gezin zelf deed en wat de coach deed ongeveer evenveel"),
    ({"na": True, "at": [1000, 0, 0]}, "past niet bij dit verhaal"),
])
def test_a_point_is_said_in_words(sent: dict[str, object], told: str) -> None:
    """Nobody reads permilles: what it is nearest to comes first."""
    value = read(signifier("helped"), sent)
    assert value is not None
    with words.speaking("nl"):
        assert said(signifier("helped"), value) == told


def test_of_a_choice_for_one_two_is_no_answer() -> None:
    """Several may be chosen only where the pilot says so."""
    assert read(signifier("seldom"), {"chosen": ["first", "often"]}) is None
    assert read(signifier("feels"), {"chosen": ["sad", "proud", "x"]}) == Value(chosen=("proud", "sad"))
