"""A list in pages of fifty with a search field and a choice of order; what is chosen stands in the address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import streamlit as st

from pilot.paging import PER_PAGE
from pilot.words import _
from views.parts import chosen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pilot.paging import Key, Order, Paged, Wanted

T = TypeVar("T")
# A shorter list is seen at a glance: fields above it would be in the way.
FEW = 8
# Beside its order where there is room for both, above it where there is not.
SEARCH_PX = 360


def listed(
    name: str, load: Callable[[Wanted], Paged[T]], show: Callable[[list[T]], None], *, search: str,
    orders: Mapping[str, Order] | Mapping[str, Key[Any]] | None = None, said: Callable[[int], str] | None = None,
    alone: bool = True, size: int = PER_PAGE,
) -> bool:
    """Show the page of a list that the address or a click asks for; False when there is nothing in the list at all.

    Args:
        name: of the list, which no other list of the program has.
        load: gives a page of it. show: draws its rows.
        search: what the search field looks in, such as "Title or family".
        orders: the orders to choose from, by key.
        said: how many there are, in words; without it only the page says so.
        alone: the only list of its page: the address has ?search=, ?order= and ?page=. Else the name stands before
            these, and a low line. size: rows on a page.
    """
    place = "" if alone else f"{name}_"
    wanted = chosen.wanted(name, place, size)
    found = load(wanted)
    if not found.total and not wanted.search:
        return False
    if found.total > FEW or wanted.search or wanted.order:
        _fields(name, search, {key: _(one.name) for key, one in (orders or {}).items()})
    if said:
        st.caption(said(found.total))
    if found.total:
        show(found)
    else:
        st.text(_("Nothing here has this. Try another word, or part of one."))
    turn(name, found)
    chosen.remember(place, wanted, found.page)
    return True


def _fields(name: str, search: str, orders: dict[str, str]) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(_("Search"), key=chosen.key(name, "search"), max_chars=200, placeholder=search,
                      width=SEARCH_PX, on_change=chosen.to_first, args=(name,))
        if len(orders) > 1:
            order = chosen.key(name, "order")
            if st.session_state[order] not in orders:
                st.session_state[order] = next(iter(orders))
            st.selectbox(_("Order"), list(orders), key=order, format_func=lambda one: orders.get(one, ""), width=260,
                         on_change=chosen.to_first, args=(name,))


def turn(name: str, found: Paged[T]) -> None:
    """Which rows these are of how many, and the other pages; nothing where all are shown."""
    if found.pages == 1:
        return
    if st.session_state[chosen.key(name, "page")] != found.page:
        st.session_state[chosen.key(name, "page")] = found.page
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(_("{first} to {last} of {n}").format(
            first=found.first, last=found.first + len(found) - 1, n=found.total), width="content")
        st.pagination(found.pages, key=chosen.key(name, "page"))
