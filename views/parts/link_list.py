"""A list of links that are at hand, in pages: those of a pilot of years are hundreds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.paging import Key, folded, of_rows
from pilot.words import N_
from views.parts import pages
from views.parts.blocks import list_of

if TYPE_CHECKING:
    from collections.abc import Sequence

Row = tuple[str, str, str]


def _as_it_comes(_row: Row) -> int:
    return 0


def _title(row: Row) -> str:
    return folded(row[1])


ORDERS = {"there": Key(N_("as it comes"), _as_it_comes), "title": Key(N_("by title"), _title)}


def show(name: str, rows: Sequence[Row], *, search: str, alone: bool = True) -> bool:
    """Rows of address, title and remark, as `pages.listed`; searched in what stands in a row. False where none is."""
    return pages.listed(name, lambda wanted: of_rows(rows, _words, wanted, ORDERS), list_of, search=search,
                        orders=ORDERS, alone=alone)


def _words(row: Row) -> str:
    return f"{row[1]} {row[2]}"
