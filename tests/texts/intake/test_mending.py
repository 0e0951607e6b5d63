"""Turns set right in the preview: words come from the file alone, in its order, and keep the times that still hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot.errors import BadInput
from texts.importers import ParsedText, ParsedTurn
from texts.intake.mending import MendedTurn, Part, apply
from texts.timings import Timing

READ = ParsedText((
    ParsedTurn("A", "Hoe ging het? Goed hoor.", 1000, 4000), ParsedTurn("A", "Met de kinderen 👨‍👩‍👧 ook.", 4000, 6000),
    ParsedTurn("", "Transcribed by Robot", None, None)), "txt", ("A",))


def test_split_join_leave_out() -> None:
    """One turn becomes two, the second joins the next, and a line that is no speech goes."""
    made = apply(READ, [
        MendedTurn("I", (Part(0, 0, 13),)),
        MendedTurn("Moeder", (Part(0, 14, 24), Part(1, 0, len(READ.turns[1].text))))])
    assert made.turns == (
        ParsedTurn("I", "Hoe ging het?", 1000, None),
        ParsedTurn("Moeder", "Goed hoor. Met de kinderen 👨‍👩‍👧 ook.", None, 6000,
                   (Timing(11, 37, 4000, 6000, "cue"),)))
    assert made.speakers == ("I", "Moeder")


def test_words_keep_their_times() -> None:
    """A turn cut where a word is timed begins then; one cut elsewhere has no time, and words behind it keep theirs."""
    timings = (Timing(0, 4, 0, 400, "word"), Timing(5, 9, 400, 900, "word"), Timing(10, 14, 1000, 1500, "word"))
    read = ParsedText((ParsedTurn("A", "Hoi, alle maal", 0, 1500, timings),), "json", ("A",))
    cut = apply(read, [MendedTurn("A", (Part(0, 0, 5),)), MendedTurn("B", (Part(0, 5, 14),))])
    assert cut.turns == (
        ParsedTurn("A", "Hoi,", 0, 400, timings[:1]),
        ParsedTurn("B", "alle maal", 400, 1500, (Timing(0, 4, 400, 900, "word"), Timing(5, 9, 1000, 1500, "word"))))
    inside = apply(read, [MendedTurn("A", (Part(0, 7, 14),))])
    assert inside.turns == (ParsedTurn("A", "le maal", None, 1500, (Timing(3, 7, 1000, 1500, "word"),)),)
    again = apply(read, [MendedTurn("A", (Part(0, 0, 4), Part(0, 5, 14)))])
    assert again.turns == read.turns


@pytest.mark.parametrize("turns", [
    [MendedTurn("A", (Part(3, 0, 1),))], [MendedTurn("A", (Part(0, 0, 25),))], [MendedTurn("A", (Part(0, 3, 3),))],
    [MendedTurn("A", (Part(0, -1, 3),))], [MendedTurn("A", (Part(1, 0, 3), Part(0, 0, 3)))],
    [MendedTurn("A", (Part(0, 0, 3),)), MendedTurn("A", (Part(0, 2, 5),))], []])
def test_what_is_not_in_the_file_is_refused(turns: list[MendedTurn]) -> None:
    """Other words, words twice, another order, or nothing at all: a sentence, and nothing is made of it."""
    with pytest.raises(BadInput):
        apply(READ, turns)


@given(st.lists(st.integers(0, 60), max_size=8, unique=True), st.sets(st.integers(0, 8)))
def test_no_word_is_lost(cuts: list[int], joined: set[int]) -> None:
    """However turns are cut and joined, all words are there, once, in their order."""
    parts: list[Part] = []
    at = 0
    for n, turn in enumerate(READ.turns):
        inside = sorted({0, len(turn.text), *(cut - at for cut in cuts if 0 < cut - at < len(turn.text))})
        parts += [Part(n, a, b) for a, b in zip(inside, inside[1:], strict=False)]
        at += len(turn.text)
    turns: list[MendedTurn] = []
    for n, part in enumerate(parts):
        if n in joined and turns:
            turns[-1] = MendedTurn("A", (*turns[-1].parts, part))
        else:
            turns.append(MendedTurn("A", (part,)))
    made = apply(READ, turns)
    assert "".join("".join(turn.text.split()) for turn in made.turns) == "".join(
        "".join(turn.text.split()) for turn in READ.turns)
