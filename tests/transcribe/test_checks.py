"""Where to listen in a whole transcript: what was marked, and where that is little the words that are least sure."""

from __future__ import annotations

from transcribe.checks import Listen, less_sure, places
from transcribe.segments import Word
from transcribe.windows import Window
from transcribe.writing import Written

WORDS = (Word(" dat", 0, 300, 0.54), Word(" was", 400, 700, 0.5), Word(" een", 800, 1100, 0.56),
         Word(" fijne", 1200, 1500, 0.3), Word(" tijd", 1600, 1900, 0.52), Word(" hoor", 2000, 2300, -1.0))


def test_the_least_sure_words_while_little_is_marked() -> None:
    """Of ten seconds of voice 450 ms are marked at most: what was, and then the unsurest word; none of 0.55 or more."""
    marked = Written(Window(0, 0, ((0, 10_000),)), WORDS, marks=((1200, 1350, "unsure"),))
    assert places([marked], []) == [Listen(400, 700, "unsure"), Listen(1200, 1350, "unsure")]
    roomy = Written(Window(0, 0, ((0, 100_000),)), WORDS)
    assert [one[:2] for one in less_sure([roomy], [])] == [(1200, 1500), (400, 700), (1600, 1900), (0, 300)]
    assert less_sure([marked], [(0, 5000, "voice without text")]) == []
