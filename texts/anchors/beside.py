"""What stands right beside a passage and turns what it says: "niet" before "bang", "nooit" after "ik kan het"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from texts.anchors.meanings import TURNING
from texts.anchors.slips import SLIPS
from texts.anchors.spelling import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

NEAR = 3  # words between a passage and a word that turns it, itself too
FAR = 2 * NEAR  # so far such a word may have gone, by words put in between
REACH = 40  # code points a word; longer ones are no words
_ENDS = re.compile(r"[.!?…][\"'”’»)\]]*$")
_EDGES = re.compile(r"^\W+|\W+$")


def is_turned(old: str, span: tuple[int, int], new: str, now: tuple[int, int]) -> bool:
    """Whether a word that turns a passage was put in or taken out beside it, in its sentence.

    Args:
        old: the text before; new: the text now.
        span: the passage in the old text, code points, 0-based, end-exclusive; now: the same in the new one.
    """
    was, here = _beside(old, *span), _beside(new, *now)
    return _has_more(was[0], here[0]) or _has_more(was[1], here[1]) or (
        _has_more(here[0], was[0]) or _has_more(here[1], was[1]))


def _has_more(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether a turning word is near in the one, and not as often in the other, near or a little further."""
    return any(one[:FAR].count(word) > other[:FAR].count(word) for word in set(one[:NEAR]) & TURNING) or any(
        word.endswith("n't") and word not in other for word in one[:NEAR])


def _beside(text: str, start: int, end: int) -> tuple[list[str], list[str]]:
    """The words of its sentence before a passage and after it, the nearest first."""
    before = text[max(0, start - FAR * REACH) : start].rsplit("\n", 1)[-1].split()
    after = text[end : end + FAR * REACH].split("\n", 1)[0]
    found: tuple[list[str], list[str]] = ([], [])
    for token in reversed(before):
        if _ENDS.search(token):
            break
        found[0].append(_word(token))
    ends = _ENDS.search(text[max(0, end - 4) : end]) or _ENDS.match(after.split(" ", 1)[0])
    for token in () if ends else after.split():
        found[1].append(_word(token))
        if _ENDS.search(token):
            break
    return [word for word in found[0] if word], [word for word in found[1] if word]


def _word(token: str) -> str:
    """Without capitals, accents, which give it weight ("níét"), and slips of the pen ("nie")."""
    word = _EDGES.sub("", plain(token))
    return SLIPS.get(word, word)
