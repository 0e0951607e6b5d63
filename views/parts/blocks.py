"""Small pieces that pages share: a card with one next step, a list of links."""

from __future__ import annotations

from html import escape

import streamlit as st

from pilot.words import _

SHOWN = 8


def card(title: str, text: str, href: str, action: str) -> None:
    """One next step: a title, a line of text and a link that looks like a button."""
    st.html(
        f'<section class="rd-card"><h2>{escape(title)}</h2><p>{escape(text)}</p>'
        f'<a class="rd-action" href="{escape(href)}" target="_self">{escape(action)}</a></section>')


def actions(ways: list[tuple[str, str]]) -> None:
    """Links (address, text) that look like buttons, the first as the one most wanted."""
    links = (f'<a class="rd-action" href="{escape(href)}" target="_self">{escape(text)}</a>' for href, text in ways)
    st.html(f'<p class="rd-actions">{"".join(links)}</p>')


def list_of(rows: list[tuple[str, str, str]], empty: str, more: str = "") -> None:
    """Links (address, title, remark) below each other; `empty` when there are none, the first few when many."""
    if rows:
        st.html(list_html(rows, more))
    elif empty:
        st.caption(empty)


def list_html(rows: list[tuple[str, str, str]], more: str = "") -> str:
    """Links (address, title, remark) below each other as HTML; with an address `more` the first few of many.

    Without an address a title is words only.
    """
    shown = rows[:SHOWN] if more else rows
    items = "".join(
        "<li>" + (f'<a href="{escape(href)}" target="_self">{escape(title)}</a>' if href else escape(title))
        + f" <span>{escape(remark)}</span></li>" for href, title, remark in shown)
    left = len(rows) - len(shown)
    if left:
        text = _("and {n} more").format(n=left)
        items += f'<li><a href="{escape(more)}" target="_self">{escape(text)}</a></li>'
    return f'<ul class="rd-list">{items}</ul>'


def invite(title: str, text: str, href: str = "", action: str = "") -> None:
    """What an empty page will show, and the one next step."""
    if href:
        card(title, text, href, action)
    else:
        st.html(f'<section class="rd-card"><h2>{escape(title)}</h2><p>{escape(text)}</p></section>')


def back_to(href: str, text: str = "") -> None:
    """A link to the page above this one."""
    st.html(f'<p class="rd-back"><a href="{escape(href)}" target="_self">← {escape(text or _("Back"))}</a></p>')
