"""Offsets between Python and the browser, and spans carried from one version of a text to the next."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from texts.anchors import Carrier, carry_over, find, points_of, quote, units_of

TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)
SOME = ("zij", "belde", "zelf", "🙂", "é", "שלום", "ja.", "toen", "\n")
WORDS = st.lists(st.sampled_from(SOME), min_size=1, max_size=40)
OLD = "Hoe ging het?\nZij belde zelf. Ze wist nog wat ik vorige keer had gezegd 🙂, dat scheelt.\nJa.\nEn toen?\nJa."


@given(TEXT, st.data())
def test_units_and_points_undo_each_other(text: str, data: st.DataObject) -> None:
    """Code points to UTF-16 units and back is where one began, whatever the characters."""
    at = data.draw(st.integers(0, len(text)))
    assert points_of(text, units_of(text, at)) == at


@given(TEXT, st.data())
def test_units_grow_by_two_only_outside_the_basic_plane(text: str, data: st.DataObject) -> None:
    """A character counts twice in a browser exactly when it lies beyond U+FFFF."""
    at = data.draw(st.integers(0, len(text)))
    assert units_of(text, at) == at + sum(ord(c) > 0xFFFF for c in text[:at])


def test_a_unit_inside_a_pair_belongs_to_the_pair() -> None:
    """Half an emoji is not a place of its own."""
    assert points_of("a🙂b", 2) == 1
    assert points_of("a🙂b", 3) == 2


@given(WORDS, st.data())
def test_the_same_text_carries_every_span_to_itself(words: list[str], data: st.DataObject) -> None:
    """Nothing moves between two equal texts."""
    text = " ".join(words)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert carry_over(text, text, start, end) == (start, end)


@given(WORDS, st.text("xyz\n ", max_size=30), st.text("xyz\n ", max_size=30), st.data())
def test_text_added_outside_a_passage_leaves_its_words(
    words: list[str], before: str, after: str, data: st.DataObject
) -> None:
    """A foreword and an afterword move a passage and change nothing in it."""
    text = " ".join(words)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    passage = text[start:end]
    if not passage.strip():
        return
    new = before + text + after
    carried = carry_over(text, new, start, end)
    if carried is not None:
        assert 0 <= carried[0] < carried[1] <= len(new)
    if len(passage) > 32:
        assert carried is not None
        assert new[slice(*carried)].strip() == passage.strip()


@given(WORDS, WORDS, st.data())
def test_a_carried_span_lies_in_the_new_text_and_is_not_empty(
    old_words: list[str], new_words: list[str], data: st.DataObject
) -> None:
    """Between any two texts a span goes to a real passage or nowhere."""
    old, new = " ".join(old_words), " ".join(new_words)
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    carried = carry_over(old, new, start, end)
    if carried is not None:
        assert 0 <= carried[0] < carried[1] <= len(new)


@pytest.mark.parametrize(
    ("passage", "new", "expected"),
    [
        ("belde zelf", OLD.replace("Hoe ging het?", "Hoe ging het toen met de school?"), "belde zelf"),
        ("belde zelf", OLD.replace("belde", "bélde"), "bélde zelf"),
        ("Zij belde zelf.", OLD.replace("Zij belde zelf.", "Zij belde me zelf."), "Zij belde me zelf."),
        ("gezegd 🙂, dat", OLD.replace("🙂", "🙃"), "gezegd 🙃, dat"),
        ("Ze wist nog wat ik vorige keer had gezegd", "Ja.\n" * 40 + OLD, "Ze wist nog wat ik vorige keer had gezegd"),
        ("En toen?", OLD.replace("En toen?\n", "").replace("Hoe", "En toen?\nHoe"), None),
        ("belde zelf", OLD.replace("Zij belde zelf.", "Dat weet ik niet meer."), None),
    ],
)
def test_corrections(passage: str, new: str, expected: str | None) -> None:
    """A passage follows spelling, added words and added turns; what was taken out is not put elsewhere."""
    start = OLD.index(passage)
    carried = carry_over(OLD, new, start, start + len(passage))
    assert (new[slice(*carried)] if carried else None) == expected


def test_a_short_answer_stays_where_it_was_said() -> None:
    """Of two equal short answers, deleting the coded one does not move its coding to the other."""
    start = OLD.index("Ja.")
    assert carry_over(OLD, OLD.replace("Ja.\nEn toen?", "En toen?"), start, start + 3) is None


def test_a_moved_turn_is_found_by_its_words() -> None:
    """A long passage that was moved to the front is found there."""
    turn = "Ze wist nog wat ik vorige keer had gezegd 🙂, dat scheelt."
    new = turn + "\n" + OLD.replace(" " + turn, "")
    start = OLD.index(turn)
    carried = Carrier(OLD, new).span(start, start + len(turn))
    assert carried is not None
    assert new[slice(*carried)] == turn


def test_find_prefers_the_same_surroundings() -> None:
    """Of two places with the same words, the one with the same words around it is meant."""
    text = "eerst: het ging goed, zei zij. later: het ging goed, zei hij."
    start = text.index("het ging goed", 20)
    assert find("Nieuw begin. " + text, quote(text, start, start + 13)) == (start + 13, start + 26)


def test_a_text_that_was_rewritten_is_searched_by_quote() -> None:
    """When every line differs and lines are gone, what still stands there word for word is found, the rest is not."""
    old = "\n".join(f"Regel {n}: zij belde zelf nog even op om te horen hoe het ging met dag {n}." for n in range(900))
    new = "\n".join(line.replace("Regel", "Beurt") for line in old.split("\n")[3:])
    start = old.index("te horen hoe het ging met dag 77.")
    carried = carry_over(old, new, start, start + 33)
    assert carried is not None
    assert new[slice(*carried)] == "te horen hoe het ging met dag 77."
    assert carry_over(old, new, 0, 9) is None
