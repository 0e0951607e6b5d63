"""Words in place of counts, for pilots with fewer than twice as many families as the threshold.

Every number of families, none and all among them, falls under one of three words: whoever knows the answer of one
family, her own, still cannot tell that of another. None and all have no word of their own, since "in no family" would
tell the answer of each. "About half" leaves one number of six, eight or ten families, but not whose it is.
"""

from __future__ import annotations

from typing import NamedTuple

from pilot.words import N_
from themes.disclosure.amounts import held_back, said
from themes.release.content import NOTHING, WORD, Amount

FEWEST = 5  # families out of which a word is said: with four, one of the three words would leave one number


class Rule(NamedTuple):
    """A word with what it stands for.

    Attributes:
        key: as `Amount.word` has it.
        told: how it is said; meaning: the rule behind it. Both are English msgids.
    """

    key: str
    told: str
    meaning: str


FEW, HALF, MOST = "few", "half", "most"
RULES = (
    Rule(FEW, N_("in a few families or none"), N_("at most two in five families, or none")),
    Rule(HALF, N_("in about half of the families"), N_("more than two and fewer than three in five families")),
    Rule(MOST, N_("in most families"), N_("at least three in five families, or all")),
)
NOBODY = N_("nobody was asked yet")


def word(n: int, of: int) -> str:
    """The key of the word for `n` of `of` families."""
    return FEW if 5 * n <= 2 * of else MOST if 5 * n >= 3 * of else HALF


def meant(key: str, of: int) -> range:
    """Every number of `of` families that the word can stand for."""
    numbers = [n for n in range(of + 1) if word(n, of) == key]
    return range(numbers[0], numbers[-1] + 1) if numbers else range(0)


def amount(n: int, of: int, threshold: int) -> Amount:
    """`n` of `of` families as a word; held back under the threshold of families, and under FEWEST."""
    if not of:
        return Amount(NOTHING, said(NOBODY))
    if of < max(threshold, FEWEST):
        return held_back()
    rule = next(rule for rule in RULES if rule.key == word(n, of))
    return Amount(WORD, said(rule.told), word=rule.key)
