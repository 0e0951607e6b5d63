"""One list of Today: a few rows beside the others, and all of them, in pages, at /?list=NAME."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

import streamlit as st

from pilot.paging import Paged, Wanted
from pilot.words import _
from views.parts import pages, take_out
from views.parts.blocks import back_to, list_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pilot.files.export import Export
    from pilot.paging import Key, Order

T = TypeVar("T")


@dataclass(frozen=True)
class Section(Generic[T]):
    """A list of what waits for somebody.

    Attributes:
        name: of the list, in the address.
        title: what stands above it, for so many rows.
        load: gives a page of it. row: address, title and remark of one row.
        search: what the search field of the whole list looks in.
        about: a sentence under the title. empty: what is said of an empty list; '' where it is then not shown at all.
        more: where all rows are, when that is another page.
        export: the same as a file.
    """

    name: str
    title: Callable[[int], str]
    load: Callable[[Wanted], Paged[T]]
    row: Callable[[T], tuple[str, str, str]]
    search: str
    orders: Mapping[str, Order] | Mapping[str, Key[T]] = field(default_factory=dict)
    about: str = ""
    empty: str = ""
    more: str = ""
    export: Export | None = None

    def show(self) -> bool:
        """The first few rows; whether there are any."""
        found = self.load(Wanted(size=pages.FEW))
        if not found and not self.empty:
            return False
        self._head(found.total)
        list_of(self._rows(found), self.empty, self.more or f"/?list={self.name}", found.total)
        return bool(found)

    def show_all(self) -> None:
        """Every row, in pages, on a page of its own."""
        back_to("/", _("Today"))
        self._head(self.load(Wanted(size=1)).total)
        if not pages.listed(self.name, self.load, lambda rows: list_of(self._rows(rows)), search=self.search,
                            orders=self.orders):
            st.caption(self.empty or _("Nothing waits here any more."))
        elif self.export:
            take_out.of_list((self.export,), self.name)

    def _head(self, total: int) -> None:
        st.subheader(self.title(total))
        if self.about:
            st.caption(self.about)

    def _rows(self, found: list[T]) -> list[tuple[str, str, str]]:
        return [self.row(one) for one in found]
