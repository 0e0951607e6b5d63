"""What is chosen of a list in pages: kept for the session, and in the address, so that a reload and a link keep it."""

from __future__ import annotations

import streamlit as st

from pilot.paging import PER_PAGE, Wanted

FIELDS = ("search", "order", "page")


def key(name: str, field: str) -> str:
    """The key of a widget of list `name`; `field` is one of FIELDS."""
    return f"pages {name} {field}"


def wanted(name: str, place: str = "", size: int = PER_PAGE) -> Wanted:
    """What was filled in for a list; before that what the address says, where `place` stands before each name."""
    for field in FIELDS:
        if key(name, field) not in st.session_state:
            given = st.query_params.get(place + field, "")
            st.session_state[key(name, field)] = _number(given) if field == "page" else given
    search, order, page = (st.session_state[key(name, field)] for field in FIELDS)
    return Wanted(str(search or ""), str(order or ""), int(page or 1), size)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 7 and int(text) else 1


def to_first(name: str) -> None:
    """Back to the first page of a list: called when what is searched, its order or a filter of its own changes."""
    st.session_state[key(name, "page")] = 1


def remember(place: str, asked: Wanted, page: int) -> None:
    """Put it into the address."""
    said = dict(zip(FIELDS, (asked.search, asked.order, str(page) if page > 1 else ""), strict=True))
    chosen = {place + field: value for field, value in said.items()}
    now = st.query_params.to_dict()
    query = {name: value for name, value in (now | chosen).items() if value or name not in chosen}
    if query != now:
        st.query_params.from_dict(query)
