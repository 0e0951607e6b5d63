"""Two words say nothing sure of a family that joined or left between two releases, or the amount is held back."""

from __future__ import annotations

from itertools import product

import pytest

from themes.disclosure.words import word
from themes.release.protecting import pins

SIX = frozenset("abcdef")


@pytest.mark.parametrize(("was", "now", "asked", "told"), [
    (3, 2, SIX - {"a"}, True),  # about half of six, a few of five: who left had said it
    (4, 4, SIX - {"a"}, False),  # most, and still most
    (1, 1, SIX | {"g"}, False),
    (3, 2, SIX, False),  # nobody joined or left
])
def test_what_two_words_tell(was: int, now: int, asked: frozenset[str], told: bool) -> None:
    """As can be worked out by hand."""
    assert pins(was, SIX, now, asked) is told


def test_nothing_is_told_of_who_left() -> None:
    """For every number that said it then, whenever the words are shown both answers of who left are possible."""
    for stayed, left in product(range(6), (0, 1)):
        was, now = stayed + left, stayed
        if now > 5 or pins(was, SIX, now, SIX - {"a"}):
            continue
        words = (word(was, 6), word(now, 5))
        ways = {gone for same, gone in product(range(6), (0, 1)) if (word(same + gone, 6), word(same, 5)) == words}
        assert ways == {0, 1}
