"""What is written in a cell of a sheet, read as its writer meant it: words, a day, a number."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from pilot import words
from pilot.errors import BadInput
from pilot.visible import visible_name
from pilot.words import N_, translate
from texts.intake.list_dates import date_cell

if TYPE_CHECKING:
    from texts.intake.workbook import Cell

_ERROR = N_("Excel has a fault in this cell ({said}). Mend it there, or make the cell empty.")
_NOT_WORKED_OUT = N_("This cell holds a formula that was not worked out. Fill in the outcome itself.")
_FORMULA = N_("A formula stood here; its outcome {said} is taken.")
_MADE_A_DAY = N_("Excel made a date of this number: {said}. Make the cell text, and fill it in again.")
_NO_NUMBER = N_("“{said}” is no number. Write it in digits, such as 5 or 2,5.")
_TWO_WAYS = N_("“{said}” can be read in two ways. Write {large} or {small}.")
_MOST = 10**12  # no number that somebody means is larger
_SHOWN = 60  # characters of what is said back
_SIGNS = re.compile(r"[\u2010-\u2015\u2212]")


def compared(text: str) -> str:
    """Words as they are compared: without accents, case, signs and spaces around them."""
    plain = unicodedata.normalize("NFD", visible_name(text).casefold())
    bare = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(re.sub(r"[_\-–—/]", " ", bare).strip(" .:;*?").split())


def typed(cell: Cell) -> tuple[str, str]:
    """What is written in a cell, on one line, and a remark where a formula gave it.

    Raises: BadInput where Excel has a fault in it, or a formula has no outcome.
    """
    said = visible_name(cell.text)
    if cell.kind == "error":
        raise BadInput(_ERROR, said=short(said))
    if cell.formula and not said:
        raise BadInput(_NOT_WORKED_OUT)
    return said, translate(_FORMULA).format(said=short(said)) if cell.formula else ""


def short(said: str) -> str:
    """What was written, cut where it is long."""
    return said if len(said) <= _SHOWN else f"{said[:_SHOWN - 1]}…"


def said_of(cell: Cell) -> str:
    """A cell as its writer sees it, for beside a fault: a day as a date and not as Excel's count."""
    text = visible_name(cell.text)
    if cell.kind == "day" and (day := date_cell(text.partition(".")[0])):
        return shown_day(day)
    return short(text or cell.formula)


def shown_day(day: str) -> str:
    """An ISO date as people write it in a sheet: 31-12-2021."""
    return f"{day[8:]}-{day[5:7]}-{day[:4]}"


def shown_number(value: Decimal | float) -> str:
    """A number with the sign of this language, and no more digits than it has."""
    text = f"{value:f}" if isinstance(value, Decimal) else f"{value:g}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", ",") if words.current() == "nl" else text


def number(cell: Cell) -> tuple[Decimal, str]:
    """The number in a cell, with a comma or a point before its parts, and a remark.

    Raises: BadInput for what is none, can be two, or was made a date by Excel.
    """
    said, remark = typed(cell)
    if cell.kind == "day":
        raise BadInput(_MADE_A_DAY, said=said_of(cell))
    if cell.kind == "number":
        return _decimal(said, said), remark
    bare = _SIGNS.sub("-", re.sub(r"^(?:€|eur(?:o)?)\s*|\s*(?:€|euro|eur|,-|,--|-)$", "", said.casefold())).strip()
    bare = bare.replace("'", "").replace("’", "")
    bare = re.sub(r"(?<=\d) (?=\d{3}(?!\d))", "", bare)
    point, comma = bare.rfind("."), bare.rfind(",")
    if point >= 0 and comma >= 0:
        large, small = (",", ".") if point > comma else (".", ",")
        whole, _sign, part = bare.rpartition(small)
        if not re.fullmatch(rf"[-+]?\d{{1,3}}(?:{re.escape(large)}\d{{3}})+", whole):
            raise BadInput(_NO_NUMBER, said=short(said))
        return _decimal(f"{whole.replace(large, '')}.{part}", said), remark
    if re.fullmatch(r"[-+]?[1-9]\d{0,2}[.,]\d{3}", bare):
        large_one, small_one = bare.replace(".", "").replace(",", ""), bare.replace(".", ",")[:-1]
        raise BadInput(_TWO_WAYS, said=short(said), large=large_one, small=small_one)
    if bare.count(".") > 1 or bare.count(",") > 1:
        if not re.fullmatch(r"[-+]?\d{1,3}(?:[.]\d{3}){2,}|[-+]?\d{1,3}(?:[,]\d{3}){2,}", bare):
            raise BadInput(_NO_NUMBER, said=short(said))
        return _decimal(bare.replace(".", "").replace(",", ""), said), remark
    return _decimal(bare.replace(",", "."), said), remark


def _decimal(text: str, said: str) -> Decimal:
    try:
        found = Decimal(text) if re.fullmatch(r"[-+]?\d*\.?\d*(?:[eE][-+]?\d{1,3})?", text) else Decimal("NaN")
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite() or abs(found) > _MOST:
        raise BadInput(_NO_NUMBER, said=short(said))
    # Excel stores what it works out with more digits than it shows.
    return found if found == found.to_integral_value() else round(found, 9).normalize()
