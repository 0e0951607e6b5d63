"""The scores of a pilot laid out by family, wave and domain, as a choice asks: what all figures of outcomes count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pilot.door import inner
from pilot.errors import BadInput
from pilot.vocabulary.domains import DOMAINS
from pilot.words import N_
from stories.outcomes.scores import SCORED, UNKNOWN, waves
from themes.outcomes import frames
from themes.outcomes.counting import Cube, cube, places
from themes.outcomes.groups import groups_of

if TYPE_CHECKING:
    import pandas as pd
    from sqlite_utils import Database

    from pilot.access import Viewer
    from stories.outcomes.scores import Wave
    from themes.outcomes.choice import Choice


@dataclass(frozen=True)
class Laid:
    """What is counted.

    Attributes:
        families: those that count, a row each in the order of `cube`, as `frames.families` has them.
        cube: their scores by the chosen voice; waves are those in which anybody was scored.
        others: the same by every other voice that is heard.
        unknown, unsettled: booleans like `cube.values`: looked for and not found; scored, and not settled yet.
        due: booleans of family and wave: whether the family is that far (months since its start, its end).
        first, last: the waves that are laid beside each other; the same one where there is one.
        groups: name to the places of its families, by what was chosen; {} for none. alone: families without a group.
        short: families left out for less support than asked. startless: families whose start is not known, who count.
    """

    choice: Choice
    families: pd.DataFrame
    cube: Cube
    others: dict[str, Cube]
    unknown: np.ndarray
    unsettled: np.ndarray
    due: np.ndarray
    first: str
    last: str
    groups: dict[str, np.ndarray]
    alone: int
    short: int
    startless: int

    @property
    def moves(self) -> bool:
        """Whether there are two waves to lay beside each other."""
        return self.first != self.last


@inner("reads through the use cases of scores and families")
def load(db: Database, viewer: Viewer, choice: Choice) -> Laid | None:
    """The scores that count for a choice; None while nobody was scored. Raises: BadInput, NotAllowed."""
    scores, families = frames.scores(db, viewer), frames.families(db, viewer)
    if scores.empty:
        return None
    there = set(scores["wave"])
    known = [one for one in waves(db) if one.label in there]
    labels = [one.label for one in known]
    first, last = choice.first or labels[0], choice.last or labels[-1]
    if first not in labels or last not in labels or labels.index(first) > labels.index(last):
        raise BadInput(N_("Choose two rounds of measuring that have scores, the earlier one first."))
    short = families["months"] < choice.months
    families = families[~short].reset_index(drop=True)
    ids = families["family_id"].tolist()
    scores = scores.rename(columns={"family_id": "family"})
    by_voice = {str(voice): own for voice, own in scores.groupby("voice", sort=False)}
    own = by_voice.pop(choice.voice, scores.iloc[:0])
    laid = cube(own, ids, labels, DOMAINS)
    groups = groups_of(db, families, choice.by)
    inside = np.zeros(len(ids), dtype=bool)
    for at in groups.values():
        inside[at] = True
    return Laid(
        choice, families, laid, {voice: cube(one, ids, labels, DOMAINS) for voice, one in by_voice.items()},
        _where(own[own["state"] == UNKNOWN], laid), _where(own[~own["state"].isin((SCORED, UNKNOWN))], laid),
        _due(families, known), first, last, groups, int((~inside).sum()) if choice.by else 0, int(short.sum()),
        int(families["months"].isna().sum()))


def _where(scores: pd.DataFrame, laid: Cube) -> np.ndarray:
    flat = places(scores, laid.families, laid.waves, laid.domains)
    found = np.zeros(laid.values.shape, dtype=bool)
    found.ravel()[flat[flat >= 0]] = True
    return found


def _due(families: pd.DataFrame, known: list[Wave]) -> np.ndarray:
    """A family that is not that far is not missing. One whose start is not known may be."""
    due = np.ones((len(families), len(known)), dtype=bool)
    for at, wave in enumerate(known):
        if wave.kind == "months":
            due[:, at] = ~(families["months"] < (wave.months or 0))
        elif wave.kind == "end":
            due[:, at] = families["ends_on"].notna()
    return due
