"""One code in every family, period by period: what is known of it, and the days behind each cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from themes.explore.states import COUNTS, Counts, grouped, seen
from themes.finished import positions
from themes.over_time import Periods, periods
from themes.tally import Tally, tally

if TYPE_CHECKING:
    from coding.book.codebook import CodeRow
    from themes.frames import Material

CELLS = ("family", "period", "label", "state", *COUNTS, "from_on", "until_on")


@dataclass(frozen=True)
class InTime:
    """A code by family and period.

    Attributes:
        cells: a row per family (guid) and period, gaps included: CELLS. from_on and until_on are the first and the last
            date of its documents on the scope's axis, by which its quotes are found; '' where nothing was told.
        ends: of each period, over all families: period, label, said and coded (families).
    """

    code: CodeRow
    when: Periods
    cells: pd.DataFrame
    ends: pd.DataFrame


def in_time(material: Material, key: str, by: str, counted: Tally | None = None) -> InTime:
    """What is known of a code (its key; the first code for one that is not there) in each family and period.

    Args:
        by: as `over_time.periods` has it.
    """
    at = next((n for n, code in enumerate(material.codes) if code.key == key), 0)
    when = periods(material, by)
    counts = _of_code(counted or tally(material), at)
    families, width = material.families, len(when.numbers)
    group = _cell_of(material, when)
    numbers = grouped(counts, group, len(families) * width)[:, 0]
    first, last = _days(material, group, len(families) * width)
    cells = pd.DataFrame({
        "family": np.repeat(families["guid"].to_numpy(dtype=object), width),
        "period": np.tile(np.array(when.numbers, dtype=np.int64), len(families)),
        "label": np.tile(np.array(when.labels, dtype=object), len(families)),
        "state": [seen(Counts(*row)).value for row in numbers.tolist()],
        **{name: numbers[:, n] for n, name in enumerate(COUNTS)}, "from_on": first, "until_on": last},
        columns=list(CELLS))
    known = numbers.reshape(len(families), width, len(COUNTS)) > 0
    return InTime(material.codes[at], when, cells, pd.DataFrame({
        "period": when.numbers, "label": when.labels,
        **{name: known[:, :, COUNTS.index(name)].sum(axis=0) for name in ("said", "coded")}}))


def _of_code(counted: Tally, at: int) -> Tally:
    """Of a tally one code."""
    return Tally(counted.said[:, [at]], counted.coded[:, [at]], counted.passages[:, [at]], counted.signs[:, :, [at]])


def _cell_of(material: Material, when: Periods) -> np.ndarray:
    """Of each document the number of its cell, family by family; -1 where it has no period."""
    family = positions(material.documents["family_id"].to_numpy(), material.families["family_id"].to_numpy())
    start = min(when.numbers, default=0)
    inside = (when.of_document >= start) & bool(when.numbers)
    found: np.ndarray = np.where(inside, family * len(when.numbers) + when.of_document - start, -1)
    return found


def _days(material: Material, group: np.ndarray, groups: int) -> tuple[list[str], list[str]]:
    """The first and the last date of the documents of each group."""
    first, last = [""] * groups, [""] * groups
    for at, day in zip(group.tolist(), material.documents["on_date"].tolist(), strict=True):
        if at >= 0:
            first[at] = min(first[at] or day, day)
            last[at] = max(last[at], day)
    return first, last
