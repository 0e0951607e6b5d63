"""A table as it leaves the program: what is in it, and what a reader must know to understand it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Table:
    """A table with its explanation.

    Attributes:
        title: one line, in the reader's language.
        frame: the rows; its columns are called as they are shown, its index is left out. Texts, numbers (int, float,
            None where there is none) and ISO dates as text.
        about: (what, how it is) in the order they are told: codebook version, coders, filters, date, program.
    """

    title: str
    frame: pd.DataFrame
    about: tuple[tuple[str, str], ...] = ()


# With these a spreadsheet takes a cell for a formula, also behind spaces or when saved again as csv.
_BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def harmless(value: object) -> object:
    """A cell that no spreadsheet runs: a text that begins as a formula gets an apostrophe before it.

    One character alone, such as the direction "+", is no formula; numbers stay numbers.
    """
    if not isinstance(value, str) or len(value) < 2:
        return value
    return f"'{value}" if value.lstrip(" \u00a0").startswith(_BEGINS_FORMULA) else value
