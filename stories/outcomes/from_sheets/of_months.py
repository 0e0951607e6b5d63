"""A sheet of questions to the team: how many there were in a month, and how many of these went on warm."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pilot.errors import AskFirst, BadInput
from pilot.vocabulary import days
from pilot.words import N_, _
from stories.outcomes.from_sheets.cells import NumberCell, WordCell
from stories.outcomes.from_sheets.model import Asked, Column, Kind, Read
from stories.outcomes.from_sheets.written import short, typed
from stories.outcomes.reach import kinds, months
from texts.intake.list_dates import date_cell

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from texts.intake.workbook import Cell

_NO_MONTH = N_("“{said}” is no month. Write it as 2021-03.")
_OTHER = N_("{month} has {was} questions, of which {was_warm} went on warm, and the sheet says {now} and {now_warm}."
            " Does the sheet hold from now on?")
_MORE = {"binnen": kinds.INSIDE, "intern": kinds.INSIDE, "buiten": kinds.OUTSIDE, "extern": kinds.OUTSIDE}


@dataclass(frozen=True)
class MonthCell:
    """A month, as YYYY-MM: also a day of it, as Excel makes of a month that somebody types."""

    @property
    def picks(self) -> bool:
        return False

    def read(self, cell: Cell, asked: Asked) -> Read:
        said, remark = typed(cell)
        found = month(said)
        if found is None:
            raise BadInput(_NO_MONTH, said=short(said))
        return Read(found, days.month(found), remark)

    def allowed(self, asked: Asked) -> tuple[str, ...]:
        return ()

    def hint(self, asked: Asked) -> str:
        return _("The month, such as 2021-03.")


def month(said: str) -> str | None:
    """2021-03 for 2021-3, 3-2021, mrt 2021 and any day in it; None for what is no month."""
    plain = re.sub(r"\s*[-/. ]\s*", "-", said.strip().casefold())
    if turned := re.fullmatch(r"(\d{1,2})-((?:19|20)\d\d)", plain):
        plain = f"{turned[2]}-{turned[1]}"
    day = date_cell(f"{plain}-1") if re.fullmatch(r"(?:19|20)\d\d-\d{1,2}", plain) else (
        date_cell(f"1 {said.strip()}") if re.fullmatch(r"[a-z]{3,9}-(?:19|20)\d\d", plain) else
        date_cell(said.partition(".")[0] if re.fullmatch(r"\d{5}\.\d+", said) else said))
    return day[:7] if day else None


def _held(asked: Asked, given: Mapping[str, Any]) -> tuple[int, int] | None:
    row = asked.db.conn.execute("SELECT questions, warm FROM month_count WHERE month = ? AND place = ?",
                                _same(given)).fetchone()
    return (row[0], row[1]) if row else None


def _store(asked: Asked, given: Mapping[str, Any], sure: Container[str]) -> tuple[str, ...]:
    held, about = _held(asked, given), " ".join(_same(given))
    if held and about not in sure:
        raise AskFirst(_OTHER, about, month=days.month(given["month"]), was=held[0], was_warm=held[1],
                       now=given["questions"], now_warm=given["warm"])
    months.count_within(asked.db, asked.viewer, given["month"], given["place"], given["questions"], given["warm"])
    return ()


def _same(given: Mapping[str, Any]) -> tuple[str, str]:
    return given["month"], given["place"]


KIND = Kind(
    "questions", N_("Questions to the team"), N_("the questions of a month"), (
        Column("month", N_("Month"), MonthCell(), called=("maand", "month", "periode")),
        Column("place", N_("For whom"), WordCell(kinds.PLACES, _MORE), called=("plaats", "voor wie", "place", "waar")),
        Column("questions", N_("Questions"), NumberCell(0, months.MOST), called=("aantal", "vragen", "questions"),
               fill="number"),
        Column("warm", N_("Of which went on warm"), NumberCell(0, months.MOST), called=(
            "warm", "warme overdracht", "waarvan warm"), fill="number")),
    _store, _same, lambda asked, given: int(_held(asked, given) == (given["questions"], given["warm"])))
