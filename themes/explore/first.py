"""When a code was said for the first time in each family, counted out of the families that could still say it first.

A family is at risk in a period while it has not said the code in an earlier one, and has documents of this period that
are coded for it. Nothing is smoothed: a period without coded stories of such families is a gap in which nobody can say
it first. A family whose first mention has no place in time is not among them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from themes.over_time import Periods, periods
from themes.tally import tally

if TYPE_CHECKING:
    from themes.frames import Material
    from themes.tally import Tally

STEPS = ("code", "period", "label", "first", "at_risk", "so_far", "of", "who")


class Who(NamedTuple):
    """A family (guid) that said a code first in a period, and the first and last date on the scope's axis of its
    documents there in which it did."""

    family: str
    from_on: str
    until_on: str


@dataclass(frozen=True)
class First:
    """First mentions.

    Attributes:
        steps: a row per code and period, gaps included: code (key), period (number), label, first (families that said
            it first in this period), at_risk (families that could), so_far (families that have said it by the end of
            the period), of (families that have had coded material by then), who (a tuple with a Who for each of
            `first`).
    """

    when: Periods
    steps: pd.DataFrame


def first_mentions(material: Material, by: str, counted: Tally | None = None) -> First:
    """First mentions of every code. Args: by: as `over_time.periods` has it."""
    counts = counted or tally(material)
    when = periods(material, by)
    rows: list[tuple[object, ...]] = []
    said, coded = _in_periods(material, when, counts.said), _in_periods(material, when, counts.coded)
    guids = material.families["guid"].tolist()
    for at, code in enumerate(material.codes):
        before = np.zeros(len(guids), dtype=bool)
        ever = np.zeros(len(guids), dtype=bool)
        for n, (number, label) in enumerate(zip(when.numbers, when.labels, strict=True)):
            risk = coded[n, :, at] & ~before
            new = said[n, :, at] & ~before
            ever |= coded[n, :, at]
            before |= new
            inside = (when.of_document == number) & counts.said[:, at]
            rows.append((code.key, number, label, int(new.sum()), int(risk.sum()), int(before.sum()), int(ever.sum()),
                         tuple(_who(material, guids[one], inside) for one in np.flatnonzero(new).tolist())))
    return First(when, pd.DataFrame(rows, columns=list(STEPS)))


def _in_periods(material: Material, when: Periods, flags: np.ndarray) -> np.ndarray:
    """Whether any document has the flag: bool, shape (periods, families, codes)."""
    place = {number: at for at, number in enumerate(material.families["family_id"].tolist())}
    family = np.array([place[one] for one in material.documents["family_id"].tolist()], dtype=np.int64)
    found = np.zeros((len(when.numbers), len(place), flags.shape[1]), dtype=bool)
    for n, number in enumerate(when.numbers):
        inside = when.of_document == number
        document, code = np.nonzero(flags[inside])
        found[n, family[inside][document], code] = True
    return found


def _who(material: Material, family: str, inside: np.ndarray) -> Who:
    """A family with the dates of its documents among these."""
    number = material.families.loc[material.families["guid"] == family, "family_id"].iloc[0]
    days = material.documents.loc[inside & (material.documents["family_id"] == number).to_numpy(), "on_date"]
    return Who(family, str(days.min()), str(days.max()))
