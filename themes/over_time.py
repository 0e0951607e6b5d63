"""Themes over time: families that said a code out of families with coded material, per half-year
of the calendar or of support.

Nothing is smoothed and nothing is carried over from one period to the next; a period without material is a gap.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from pilot.dates import half_year, months_since, time_of_pilot
from pilot.words import _
from themes.tally import Tally, tally

if TYPE_CHECKING:
    from collections.abc import Callable

    from coding.book.codebook import CodeRow
    from themes.frames import Material

CALENDAR, SUPPORT = "calendar", "support"
BIN_MONTHS = 6
BEFORE = -1  # everything told before support started is one period


@dataclass(frozen=True)
class Periods:
    """Documents in periods.

    Attributes:
        of_document: the period of each document of the material, a number; periods follow one another without holes.
        numbers: every period from the first to the last with material, gaps included.
        labels: how each is called in the current language.
        placeless: documents that have no period because the start of support is not known.
    """

    of_document: np.ndarray
    numbers: list[int]
    labels: list[str]
    placeless: int


def periods(material: Material, by: str) -> Periods:
    """Documents by calendar half-year (CALENDAR) or by six months since the first start of support (SUPPORT).

    What happened long before the pilot is one period, and so is what would happen after today: one slip in a year must
    not make a figure of a century.
    """
    each = material.documents["on_date"].tolist()
    if not each:
        return Periods(np.array([], dtype=np.int64), [], [], 0)
    starts = dict(zip(material.families["family_id"], material.families["starts_on"], strict=True))
    earliest, _ = time_of_pilot(
        material.started_on, [day for day in starts.values() if isinstance(day, str)], max(each))
    if by == CALENDAR:
        before, after = _half_year_number(earliest) - 1, _half_year_number(material.today) + 1
        of_day = {day: min(max(before, _half_year_number(day)), after) for day in set(each)}
        found: list[int | None] = [of_day[day] for day in each]
        label: Callable[[int], str] = partial(_half_year_label, before, after)
    else:
        starts = {family: day if isinstance(day, str) and day >= earliest else None for family, day in starts.items()}
        pairs = zip(material.documents["family_id"], material.documents["on_date"], strict=True)
        # What would happen after today is one period behind that of every family.
        running = (_support_number(start, material.today) for start in starts.values())
        after = max((number for number in running if number is not None), default=0) + 1
        found = [after if starts[family] and day > material.today else _support_number(starts[family], day)
                 for family, day in pairs]
        label = partial(_support_label, after)
    known = [number for number in found if number is not None]
    numbers = list(range(min(known), max(known) + 1)) if known else []
    nowhere = min(numbers, default=0) - 1
    of_document = np.array([nowhere if number is None else number for number in found], dtype=np.int64)
    return Periods(of_document, numbers, [label(number) for number in numbers], len(found) - len(known))


def _half_year_number(day: str) -> int:
    year, half = half_year(day).split("-")
    return int(year) * 2 + int(half) - 1


def _half_year_label(before: int, after: int, number: int) -> str:
    if number == before:
        return _("before {period}").format(period=_half_year_label(before, after, number + 1))
    if number == after:
        return _("after {period}").format(period=_half_year_label(before, after, number - 1))
    year, second = divmod(number, 2)
    return (_("Jul-Dec {year}") if second else _("Jan-Jun {year}")).format(year=year)


def _support_number(start: object, day: str) -> int | None:
    if not isinstance(start, str):
        return None
    return max(BEFORE, months_since(start, day) // BIN_MONTHS)


def _support_label(after: int, number: int) -> str:
    if number == after:
        return _("after today")
    if number == BEFORE:
        return _("before the start")
    return _("month {first}-{last}").format(first=number * BIN_MONTHS + 1, last=(number + 1) * BIN_MONTHS)


def groups(material: Material) -> dict[str, str]:
    """The groups of codes that a figure can show, by key, with their names; '' for codes outside any."""
    return {code.parent_key or "": material.groups[code.key] or _("Other codes") for code in material.codes}


def panels(material: Material, chosen: str = "") -> list[CodeRow]:
    """The codes that get a panel: of the group in scope, or of the one that is chosen, the first of `groups` else."""
    if material.scope.group:
        return material.codes
    known = groups(material)
    group = chosen if chosen in known else next(iter(known), "")
    return [code for code in material.codes if (code.parent_key or "") == group]


def over_time(material: Material, when: Periods, counted: Tally | None = None) -> pd.DataFrame:
    """Every code in every period, gaps included.

    Returns: code (key), period (number), label, families_said, families_coded (with material coded for the code in
        the period), said and coded (documents), passages.
    """
    counts, codes = counted or tally(material), [code.key for code in material.codes]
    columns = {"families_said": _families(material, when, counts.said),
               "families_coded": _families(material, when, counts.coded),
               "said": _summed(when, counts.said), "coded": _summed(when, counts.coded),
               "passages": _summed(when, counts.passages)}
    return pd.DataFrame({
        "code": np.tile(np.array(codes, dtype=object), len(when.numbers)),
        "period": np.repeat(np.array(when.numbers, dtype=np.int64), len(codes)),
        "label": np.repeat(np.array(when.labels, dtype=object), len(codes)),
        **{name: found.ravel() for name, found in columns.items()}})


def exposure(material: Material, when: Periods) -> pd.DataFrame:
    """What was told in each period, gaps included: period (number), label, stories (documents), families."""
    told = np.ones((len(material.documents), 1), dtype=bool)
    return pd.DataFrame({"period": when.numbers, "label": when.labels, "stories": _summed(when, told)[:, 0],
                         "families": _families(material, when, told)[:, 0]})


def _summed(when: Periods, counts: np.ndarray) -> np.ndarray:
    """Counts per document and code, summed per period and code."""
    return np.array([counts[when.of_document == number].sum(axis=0) for number in when.numbers],
                    dtype=np.int64).reshape(len(when.numbers), counts.shape[1])


def _families(material: Material, when: Periods, flags: np.ndarray) -> np.ndarray:
    """In how many families a document has the flag, per period and code."""
    numbers, family = np.unique(material.documents["family_id"].to_numpy(), return_inverse=True)
    found = np.zeros((len(when.numbers), flags.shape[1]), dtype=np.int64)
    for at, number in enumerate(when.numbers):
        inside = when.of_document == number
        document, code = np.nonzero(flags[inside])
        seen = np.zeros((len(numbers), flags.shape[1]), dtype=bool)
        seen[family[inside][document], code] = True
        found[at] = seen.sum(axis=0)
    return found
