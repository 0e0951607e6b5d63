"""A list in pages: what part of it somebody wants to see, and that part. Every list of the program is asked for so."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sqlite_utils import Database

PER_PAGE = 50
EVERYTHING = 1_000_000_000  # so many on a page: every row, for a file
LONGEST_SEARCH = 200  # characters of what is searched for that count

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True)
class Wanted:
    """What part of a list is asked for.

    Attributes:
        search: words that must all occur in a row, whatever their case and accents; '' for every row.
        order: a key of the list's orders; any other stands for the first of them.
        page: from 1; one past the end stands for the last.
        size: rows on a page.
    """

    search: str = ""
    order: str = ""
    page: int = 1
    size: int = PER_PAGE


ALL = Wanted()


class Paged(list[T]):
    """The rows of one page; `total` is how many there are in all, `page` which it is (from 1), `size` how long."""

    def __init__(self, rows: Iterable[T] = (), total: int = 0, page: int = 1, size: int = PER_PAGE) -> None:
        super().__init__(rows)
        self.total, self.page, self.size = total, page, size

    @property
    def pages(self) -> int:
        """How many pages there are; 1 for an empty list."""
        return max(1, -(-self.total // self.size))

    @property
    def first(self) -> int:
        """The number of the first row on this page, from 1."""
        return (self.page - 1) * self.size + 1

    def of(self, rows: Iterable[U]) -> Paged[U]:
        """The same page with other rows in the place of these."""
        return Paged(rows, self.total, self.page, self.size)


class Order(NamedTuple):
    """An order that somebody can choose: what it is called (msgid), and an ORDER BY in SQL."""

    name: str
    by: str


class Key(NamedTuple, Generic[T]):
    """The same for rows that are no table: what it is called (msgid), and what they are sorted by."""

    name: str
    by: Callable[[T], Any]


class Source(NamedTuple):
    """Where rows come from: `FROM ... WHERE ...`, the values of its question marks, and the text that is searched."""

    sql: str
    given: Sequence[object]
    searched: str


def folded(text: str) -> str:
    """`text` in one case and without accents: what is searched in and for."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c))


def sought(search: str) -> list[str]:
    """The words that must occur, folded."""
    return folded(search[:LONGEST_SEARCH]).split()


def fetch(
    db: Database, columns: str, source: Source, wanted: Wanted, orders: Mapping[str, Order],
    given: Sequence[object] = (),
) -> Paged[tuple[Any, ...]]:
    """A page of rows from a store.

    Args:
        columns: what is selected; `given`: the values of the question marks in it.
        orders: by key; each ends in something that no two rows share, so that no row stands on two pages.
    """
    words = sought(wanted.search)
    where = source.sql + f" AND instr(folded({source.searched}), ?) > 0" * len(words)
    values = (*source.given, *words)
    total = int(db.conn.execute(f"SELECT count(*) {where}", values).fetchone()[0])
    found = placed(total, wanted)
    order = (orders.get(wanted.order) or next(iter(orders.values()))).by
    rows = db.conn.execute(
        f"SELECT {columns} {where} ORDER BY {order} LIMIT ? OFFSET ?",
        (*given, *values, found.size, found.first - 1)).fetchall() if total else []
    return found.of(rows)


def of_rows(
    rows: Iterable[T], text: Callable[[T], str], wanted: Wanted, orders: Mapping[str, Key[T]] | None = None
) -> Paged[T]:
    """A page of rows that are at hand; `text`: what of a row is searched in. Without orders they stay as they are."""
    words = sought(wanted.search)
    kept = [row for row in rows if all(word in folded(text(row)) for word in words)] if words else list(rows)
    if orders:
        kept.sort(key=(orders.get(wanted.order) or next(iter(orders.values()))).by)
    found = placed(len(kept), wanted)
    return found.of(kept[found.first - 1:found.first - 1 + found.size])


def placed(total: int, wanted: Wanted) -> Paged[Any]:
    """The page that is meant where there are so many rows, without its rows."""
    size = max(1, wanted.size)
    page = min(max(1, wanted.page), max(1, -(-total // size)))
    return Paged([], total, page, size)
