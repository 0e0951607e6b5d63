"""Texts that come whole from elsewhere: as turns they are the same to the letter."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from texts import arriving
from texts.documents import layout


@given(st.text(st.sampled_from("ab \n🙂"), min_size=1).filter(str.strip))
def test_lines_make_the_text_again(text: str) -> None:
    """Empty lines too, at either end and between; no turn is without words."""
    turns = arriving.lines_as_turns(text, "other")
    assert layout(turns)[0] == text
    assert all(turn.text.strip() for turn in turns)


def test_a_table_of_many_lines_has_fewer_turns() -> None:
    """Several lines together, and the same text."""
    text = "\n".join(f"regel {n}" for n in range(5 * arriving.MOST_TURNS + 3))
    turns = arriving.lines_as_turns(text, "other")
    assert len(turns) <= arriving.MOST_TURNS
    assert layout(turns)[0] == text
