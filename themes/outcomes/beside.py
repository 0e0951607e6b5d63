"""How families did between two rounds of measuring, of plain values: what mechanisms are laid beside."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pilot.words import N_
from stories.outcomes.scores import SCORED

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

BETTER, SAME, WORSE, UNKNOWN = CHANGES = ("better", "same", "worse", "unknown")
NAMES = {BETTER: N_("Improved"), SAME: N_("Stable"), WORSE: N_("Worsened"), UNKNOWN: N_("Not known at both moments")}
# Up is better wherever a change is drawn, though a lower score is.
SHAPES = {BETTER: "▲", SAME: "■", WORSE: "▼", UNKNOWN: "·"}
_ALIKE = 1e-9  # scores are quarters of ten; means of them differ by more, or not at all


class Change(NamedTuple):
    """How a family did, over the domains that are known at both moments.

    Attributes:
        known: on how many domains; better, same, worse: on how many of these.
        first, last: mean score over these, 10 (worst) to 0 (no problem); None where none is known at both.
    """

    known: int
    better: int
    same: int
    worse: int
    first: float | None
    last: float | None

    @property
    def points(self) -> float | None:
        """By how much the mean fell (better) or rose, in points of the rubric; below 0 is better."""
        return None if self.first is None or self.last is None else self.last - self.first

    @property
    def how(self) -> str:
        """One of CHANGES."""
        points = self.points
        return UNKNOWN if points is None else SAME if abs(points) < _ALIKE else BETTER if points < 0 else WORSE


NOTHING = Change(0, 0, 0, 0, None, None)


def changes(
    scores: pd.DataFrame, first: str, last: str, voice: str, domains: Iterable[str],
) -> dict[int, Change]:
    """By family_id how it did from one wave to another, in the eyes of one voice; only families known at both.

    Args:
        scores: family_id, wave, domain, voice, state, value, at most one row for each of the first four.
    """
    known = scores[(scores["state"] == SCORED) & (scores["voice"] == voice) & scores["domain"].isin(list(domains))]
    at = {wave: known.loc[known["wave"] == wave, ["family_id", "domain", "value"]] for wave in {first, last}}
    both = at[first].merge(at[last], on=["family_id", "domain"], suffixes=("_first", "_last"))
    fell = both["value_last"] - both["value_first"]
    both = both.assign(better=fell < -_ALIKE, worse=fell > _ALIKE)
    found = both.groupby("family_id").agg(
        known=("domain", "size"), better=("better", "sum"), worse=("worse", "sum"), first=("value_first", "mean"),
        last=("value_last", "mean"))
    return {int(family): Change(int(n), int(better), int(n - better - worse), int(worse), float(one), float(other))
            for family, n, better, worse, one, other in found.itertuples()}
