"""Times inside a turn: of the cues it was joined from, of words, of stamps between them; each on its own words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from texts.importers import read_text
from texts.importers.normalise import normalise
from texts.importers.word_times import timed_words, timings_in
from texts.timings import Timing

if TYPE_CHECKING:
    from pathlib import Path

VTT = """WEBVTT

00:00:01.000 --> 00:00:02.000
<v Moeder>Goed zo.</v>

00:00:02.500 --> 00:00:04.000
<v Moeder>En nu\u200b verder.</v>

00:00:05.000 --> 00:00:06.000
<v Coach>Ja.</v>
"""
ROLLED = """WEBVTT

00:00:01.000 --> 00:00:02.000
Moeder: Dag<00:00:01.400><c> jij</c><00:00:01.700><c> daar</c>
"""
STAMPED = "[00:00:01] Moeder: Goed zo. [00:00:04] En nu [0:09] verder.\nCoach: Ja.\n"
F4 = "Moeder: Goed zo. #00:00:04-0# En nu verder. #00:00:09-0#\nCoach: Ja. #00:00:12-0#\n"
WORDS = {"segments": [
    {"start": 1.0, "end": 2.0, "text": " Goed zo.", "words": [
        {"word": " Goed", "start": 1.0, "end": 1.4}, {"word": " zo.", "start": 1.5, "end": 2.0}]},
    {"start": 2.0, "end": 3.0, "text": " Cafe\u0301 nu", "words": [
        {"word": " Cafe\u0301", "start": 2.1, "end": 2.4}, {"word": " nu", "start": "NaN", "end": 3.0}]}]}
BY_WORD = [{"word": word, "start": at, "end": at + 0.5, "speaker": "A"}
           for at, word in enumerate(["Goed", "zo.", "Ja"])]
ANCHORS = ('<html><body><p>praatje</p><p>Transcribed with noScribe vers. 0.7</p>'
           '<p><a name="ts_1000_3000_S00">S00: Goed zo.</a><a name="ts_3000_4000_S00"> En nu.</a></p>'
           '<p><a name="ts_4500_6000_S01">S01: Ja.</a></p></body></html>')


@pytest.mark.parametrize(("name", "text", "expected"), [
    ("a.vtt", VTT, [("Moeder", 1000, [("Goed zo.", 1000, 2000, "cue"), ("En nu verder.", 2500, 4000, "cue")]),
                    ("Coach", 5000, [])]),
    ("a.vtt", ROLLED, [("Moeder", 1000, [("Dag", 1000, 1400, "word"), ("jij", 1400, 1700, "word"),
                                       ("daar", 1700, None, "word")])]),
    ("a.txt", STAMPED, [("Moeder", 1000, [("Goed zo.", 1000, 4000, "cue"), ("En nu", 4000, 9000, "cue"),
                                        ("verder.", 9000, None, "cue")]), ("Coach", None, [])]),
    ("a.txt", F4, [("Moeder", 0, [("Goed zo.", 0, 4000, "cue"), ("En nu verder.", 4000, None, "cue")]),
                   ("Coach", 9000, [])]),
    ("a.json", json.dumps(WORDS), [("", 1000, [("Goed", 1000, 1400, "word"), ("zo.", 1500, 2000, "word")]),
                                   ("", 2000, [("Café", 2100, 2400, "word")])]),
    ("a.json", json.dumps(BY_WORD), [("A", 0, [("Goed", 0, 500, "word"), ("zo.", 1000, 1500, "word"),
                                               ("Ja", 2000, 2500, "word")])]),
    ("a.html", ANCHORS, [("S00", 1000, [("Goed zo.", 1000, 3000, "cue"), ("En nu.", 3000, None, "cue")]),
                         ("S01", 4500, [])]),
])
def test_words_keep_their_times(
    tmp_path: Path, name: str, text: str, expected: list[tuple[str, int | None, list[object]]]
) -> None:
    """Whatever writes them, each time stands on the words that were said then; times are no words."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    read = read_text(path, name)
    assert [(turn.speaker, turn.start_ms, [(turn.text[a:b], *rest) for a, b, *rest in turn.timings])
            for turn in read.turns] == expected
    assert not any("praatje" in turn.text or "[" in turn.text for turn in read.turns)


def test_what_was_written_in_is_not_reported(tmp_path: Path) -> None:
    """The anchors of noScribe are times; what is left out of the page is only what it shows."""
    path = tmp_path / "a.html"
    path.write_text(ANCHORS, encoding="utf-8")
    assert read_text(path, "a.html").left_out == ("praatje", "Transcribed with noScribe vers. 0.7")


def test_a_word_that_is_not_there_costs_only_its_own() -> None:
    """Words behind one that the text has otherwise keep their times."""
    found = timed_words("een vier drie", [("een", 0, 1), ("twee", 1, 2), ("drie", 2, 3)])
    assert found == (Timing(0, 3, 0, 1, "word"), Timing(9, 13, 2, 3, "word"))


@given(st.lists(st.tuples(st.text("ab\u0301\u200b 👋", max_size=6), st.integers(0, 9)), max_size=8))
def test_offsets_follow_the_text(parts: list[tuple[str, int]]) -> None:
    """When a text is made normal its times stay within it, in order, and on words."""
    raw = "".join(text for text, _ms in parts)
    marked, at = [], 0
    for text, ms in parts:
        marked.append(Timing(at, at + len(text), ms, None, "cue"))
        at += len(text)
    text = normalise(raw).strip()
    found = timings_in(raw, text, [one for one in marked if one.start < one.end])
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert [one.start for one in found] == sorted(one.start for one in found)
