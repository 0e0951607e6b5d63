"""What is known of a code somewhere, with the direction of what was said: seven states, each with its shape."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from pilot.words import N_

if TYPE_CHECKING:
    from themes.tally import Tally


class Seen(StrEnum):
    """What is known of a code in some documents; the first four say how it was said."""

    PLUS = "plus"
    MINUS = "minus"
    BOTH = "both"  # with both directions, in one passage or in several
    UNSTATED = "unstated"  # said, and no passage states a direction
    NOT_SAID = "coded_not_said"  # all that was told is coded for this code, and it was not used
    NOT_CODED = "told_not_coded"  # something told is not yet coded for this code
    NO_STORY = "no_story"


SHAPES = {Seen.PLUS: "▲", Seen.MINUS: "▼", Seen.BOTH: "◆", Seen.UNSTATED: "●", Seen.NOT_SAID: "○",
          Seen.NOT_CODED: "□", Seen.NO_STORY: "·"}
MEANINGS = {
    Seen.PLUS: N_("said: was there and helped (+)"),
    Seen.MINUS: N_("said: was missing or failed (−)"),
    Seen.BOTH: N_("said both ways (±, or + and −)"),
    Seen.UNSTATED: N_("said, without a direction"),
    Seen.NOT_SAID: N_("coded, and not said"),
    Seen.NOT_CODED: N_("told, not yet all coded for this code"),
    Seen.NO_STORY: N_("no story"),
}
SAID = (Seen.PLUS, Seen.MINUS, Seen.BOTH, Seen.UNSTATED)
COUNTS = ("passages", "plus", "minus", "both", "said", "coded", "told")


class Counts(NamedTuple):
    """What a state follows from: passages, of these with each direction, and documents said, coded for the code, told.
    """

    passages: int
    plus: int
    minus: int
    both: int
    said: int
    coded: int
    told: int


def seen(one: Counts) -> Seen:
    """The state of these counts. Passages that state no direction do not take away what others state."""
    if not one.told:
        return Seen.NO_STORY
    if not one.said:
        return Seen.NOT_SAID if one.coded == one.told else Seen.NOT_CODED
    if one.both or (one.plus and one.minus):
        return Seen.BOTH
    return Seen.PLUS if one.plus else Seen.MINUS if one.minus else Seen.UNSTATED


def grouped(counted: Tally, group: np.ndarray, groups: int) -> np.ndarray:
    """Counts of documents in groups.

    Args:
        group: of each document the number of its group, -1 for none; groups: how many there are.

    Returns: int, shape (groups, codes, len(COUNTS)).
    """
    inside = group >= 0
    told = np.ones_like(counted.passages)
    parts = (counted.passages, *counted.signs, counted.said, counted.coded, told)
    found = np.zeros((groups, counted.said.shape[1], len(COUNTS)), dtype=np.int64)
    for at, part in enumerate(parts):
        np.add.at(found[:, :, at], group[inside], part[inside].astype(np.int64))
    return found
