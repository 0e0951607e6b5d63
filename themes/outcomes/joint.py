"""The joint display: family by family the course of its life domains beside the mechanisms that were told, by voice.

It shows what goes together in a family, not that the one brought about the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.paging import folded
from pilot.vocabulary.voices import COACH, FAMILY, PARTNER
from pilot.words import N_
from stories.outcomes.scores import SCORED, waves
from themes import filters
from themes import frames as themes_frames
from themes.explore.states import Counts, Seen, seen
from themes.matrix import CELLS, matrix
from themes.outcomes import frames
from themes.outcomes.beside import BETTER, CHANGES, NOTHING, Change, changes
from themes.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    import pandas as pd
    from sqlite_utils import Database

    from coding.book.codebook import CodeRow
    from themes.frames import Material
    from themes.outcomes.joint_choice import Asked

MEANS = N_("It shows what goes together in a family. It does not show that the one brought about the other: it is a"
           " measurement of results, not of effect.")
VOICES = (FAMILY, COACH, PARTNER)


class Row(NamedTuple):
    """A family: guid, pseudonym, name of its site, and how it did between the two moments."""

    family_id: int
    guid: str
    pseudonym: str
    site: str
    change: Change


class Together(NamedTuple):
    """Of the families that did so (of CHANGES): in how many a code was said to be there and to help (also where it was
    said both ways), in how many to be missing or to fail (also), in how many it was said at all, and how many have
    material coded for it."""

    change: str
    helped: int
    failed: int
    said: int
    coded: int


@dataclass(frozen=True)
class Joint:
    """The display.

    Attributes:
        whole: the material, of the chosen group of codes; by_voice: the same of one voice each, of VOICES with any.
        rows: the families, in the order that is asked for. first, last: the two moments ('' without rounds).
        waves: labels of all rounds, in order. course: by (family_id, domain, voice) value by wave, where it is scored.
        cells: by (voice, code key, family guid); '' for all voices together.
    """

    asked: Asked
    whole: Material
    by_voice: dict[str, Material]
    rows: list[Row]
    first: str
    last: str
    waves: list[str]
    course: dict[tuple[int, str, str], dict[str, float]]
    cells: dict[tuple[str, str, str], Counts]

    @property
    def codes(self) -> list[CodeRow]:
        """The codes across."""
        return self.whole.codes

    def seen(self, voice: str, code: str, family: str) -> Seen:
        """What one voice ('' for all together) told of a code in a family (guid)."""
        return seen(self.cells.get((voice, code, family), _NOTHING_TOLD))

    def by_change(self) -> dict[str, int]:
        """How many families did so, for each of CHANGES."""
        return {one: sum(row.change.how == one for row in self.rows) for one in CHANGES}


_NOTHING_TOLD = Counts(0, 0, 0, 0, 0, 0, 0)
_HELPED, _FAILED = {Seen.PLUS, Seen.BOTH}, {Seen.MINUS, Seen.BOTH}


@use_case(Right.SEE_THEMES, reads="scores and numbers by family")
def joint(db: Database, viewer: Viewer, asked: Asked) -> Joint | None:
    """The display; None while no codebook has been loaded. Raises: NotAllowed; BadInput for what is not there."""
    material = _material(db, viewer, asked)
    if material is None:
        return None
    scores, families = frames.scores(db, viewer), frames.families(db, viewer)
    labels = [wave.label for wave in waves(db)]
    first, last = asked.between(labels)
    done = changes(scores, first, last, asked.voice, asked.domains) if first != last else {}
    rows = [Row(family, guid, name, site, done.get(family, NOTHING)) for family, guid, name, site in
            families[["family_id", "guid", "pseudonym", "site"]].itertuples(index=False)]
    by_voice = {voice: one for voice in VOICES if (one := _of_voice(db, viewer, material, voice)) is not None}
    cells = cells_in("", matrix(material))
    for voice, one in by_voice.items():
        cells |= cells_in(voice, matrix(one))
    return Joint(asked, material, by_voice, ordered(rows, asked.order), first, last, labels, _course(scores), cells)


def _material(db: Database, viewer: Viewer, asked: Asked) -> Material | None:
    names = filters.choices(db, viewer)
    group = asked.group or next(iter(names.groups), "") if names else ""
    return themes_frames.load(db, viewer, Scope(group=group))


def _of_voice(db: Database, viewer: Viewer, whole: Material, voice: str) -> Material | None:
    """What one voice told of the same codes; None where it told nothing."""
    found = themes_frames.load(db, viewer, Scope(group=whole.scope.group, voice=voice))
    return found if found is not None and len(found.documents) else None


def cells_in(voice: str, counted: pd.DataFrame) -> dict[tuple[str, str, str], Counts]:
    """By (voice, code key, family guid) what is counted where something was told; `counted`: as `matrix` gives it."""
    told = _rows(counted[counted["told"] > 0], CELLS)
    return {(voice, code, family): Counts(*map(int, counts)) for code, family, _state, *counts in told}


def _rows(frame: pd.DataFrame, names: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """Rows as plain values, a column at a time: one by one out of pandas' strings takes five times as long."""
    return zip(*(frame[name].to_numpy(dtype=object).tolist() for name in names), strict=True)


def _course(scores: pd.DataFrame) -> dict[tuple[int, str, str], dict[str, float]]:
    known = scores[scores["state"] == SCORED]
    found: dict[tuple[int, str, str], dict[str, float]] = {}
    for family, wave, domain, voice, value in _rows(known, ("family_id", "wave", "domain", "voice", "value")):
        found.setdefault((family, domain, voice), {})[wave] = value
    return found


def ordered(rows: Sequence[Row], order: str) -> list[Row]:
    """Families in an order of `joint_choice.ORDERS`; those whose change is not known come last in the first two."""
    if order == "name":
        return sorted(rows, key=lambda row: folded(row.pseudonym))
    if order == "site":
        return sorted(rows, key=lambda row: (folded(row.site), folded(row.pseudonym)))
    back = -1 if order == "worst" else 1

    def by_change(row: Row) -> tuple[bool, float, str]:
        points = row.change.points
        return points is None, back * (points or 0.0), folded(row.pseudonym)

    return sorted(rows, key=by_change)


def together(found: Joint, code: str, voice: str = "") -> list[Together]:
    """What was told of a code in the families that did better, the same and worse, and in the others; `voice`: '' for
    all together. Each is counted out of its own families with material coded for the code."""
    lines = []
    for change in CHANGES:
        families = [row.guid for row in found.rows if row.change.how == change]
        told = [found.cells.get((voice, code, guid), _NOTHING_TOLD) for guid in families]
        how = [seen(one) for one in told]
        lines.append(Together(
            change, sum(one in _HELPED for one in how), sum(one in _FAILED for one in how),
            sum(one.said > 0 for one in told), sum(one.coded > 0 for one in told)))
    return lines


def fits(
    rows: Sequence[Row], told: Mapping[tuple[str, str, str], Counts], codes: Sequence[str],
) -> dict[tuple[bool, str], list[Row]]:
    """The families by whether any of these codes was said to be there and to help (in any voice), and by whether they
    improved ("better"), did not ("other"), or that is not known ("unknown"). Those for which nothing is coded for the
    codes stand nowhere.

    Args:
        told: as `cells_in` for all voices together.
    """
    cells: dict[tuple[bool, str], list[Row]] = {
        (there, how): [] for there in (True, False) for how in ("better", "other", "unknown")}
    for row in rows:
        counts = [told.get(("", code, row.guid), _NOTHING_TOLD) for code in codes]
        if not any(one.coded for one in counts):
            continue
        how = row.change.how
        column = "unknown" if row.change.points is None else "better" if how == BETTER else "other"
        cells[any(seen(one) in _HELPED for one in counts), column].append(row)
    return cells
