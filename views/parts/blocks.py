"""Small pieces that pages share: a card with one next step, a list of links, a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import streamlit as st
from markupsafe import Markup

from pilot.words import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

T = TypeVar("T")
_NOTHING = Markup()


def card(title: str, text: str, href: str = "", action: str = "") -> None:
    """One next step: a title, a line of text and, with an address, a link that looks like a button."""
    way = Markup('<a class="rd-action" href="{}" target="_self">{}</a>').format(href, action) if href else _NOTHING
    st.html(Markup('<section class="rd-card"><h2>{}</h2><p>{}</p>{}</section>').format(title, text, way))


invite = card  # what an empty page will show, and the one next step


def actions(ways: list[tuple[str, str]]) -> None:
    """Links (address, text) that look like buttons, the first as the one most wanted."""
    links = _NOTHING.join(
        Markup('<a class="rd-action" href="{}" target="_self">{}</a>').format(href, text) for href, text in ways)
    st.html(Markup('<p class="rd-actions">{}</p>').format(links))


def link(href: str, text: str) -> Markup:
    """A link within the program; without an address the words only."""
    return Markup('<a href="{}" target="_self">{}</a>').format(href, text) if href else Markup.escape(text)


def list_of(rows: Sequence[tuple[str, str, str]], empty: str = "", more: str = "", total: int = 0) -> None:
    """Links (address, title, remark) of so many in all; `empty` when there are none, `more`: where the others are."""
    if rows:
        st.html(list_html(rows, more, total))
    elif empty:
        st.caption(empty)


def list_html(rows: Sequence[tuple[str, str, str]], more: str = "", total: int = 0) -> Markup:
    """The same as HTML. Without an address a title is words only."""
    items = _NOTHING.join(
        Markup("<li>{} <span>{}</span></li>").format(link(href, title), remark) for href, title, remark in rows)
    left = total - len(rows)
    if more and left > 0:
        items += Markup("<li>{}</li>").format(link(more, ngettext("and {n} more", "and {n} more", left).format(n=left)))
    return Markup('<ul class="rd-list">{}</ul>').format(items)


def table(heads: Iterable[str], rows: Iterable[Iterable[str]], kind: str = "") -> None:
    """A table; cells that are Markup are HTML already. `kind`: more classes, such as "rd-stack" for a phone."""
    head = _NOTHING.join(Markup('<th scope="col">{}</th>').format(one) for one in heads)
    cells = (_NOTHING.join(Markup("<td>{}</td>").format(cell) for cell in row) for row in rows)
    st.html(Markup('<table class="rd-table {}"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>').format(
        kind, head, _NOTHING.join(Markup("<tr>{}</tr>").format(row) for row in cells)))


def each(show: Callable[[T], None]) -> Callable[[list[T]], None]:
    """What draws rows one below the other, each by itself."""

    def all_of_them(rows: list[T]) -> None:
        for row in rows:
            show(row)

    return all_of_them


def back_to(href: str, text: str = "") -> None:
    """A link to the page above this one."""
    st.html(Markup('<p class="rd-back"><a href="{}" target="_self">← {}</a></p>').format(href, text or _("Back")))
