"""Which version of the codebook somebody has before her at a code: her own changes do not overtake her."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from coding.book import codebook
from pilot import words
from pilot.errors import Conflict
from pilot.words import _
from views.codebook import code_cards

if TYPE_CHECKING:
    from collections.abc import Callable

    from pilot.visit import Visit


def version(key: str, newest: int, *, anew: bool) -> int:
    """The number of the version that she has before her at the code; `anew`: she sees the newest from now."""
    if anew:
        st.session_state[_kept(key)] = newest
    return int(st.session_state.setdefault(_kept(key), newest))


def changed(visit: Visit, key: str, change: Callable[[], object]) -> None:
    """Make a change of the code, after which she has seen the newest version.

    Who was overtaken keeps what she wrote, sees what the code says now, and does it again or not.

    Raises: what the change raises.
    """
    try:
        change()
    except Conflict:
        _look(visit, key)
        st.caption(_("Now it says:"))
        newest = codebook.newest(visit.db)
        rows = codebook.codes(visit.db, newest.codebook_version_id, words.current()) if newest else []
        st.html(code_cards.html([row for row in rows if row.key == key], opened=True))
        raise
    _look(visit, key)


def _look(visit: Visit, key: str) -> None:
    newest = codebook.newest(visit.db)
    if newest:
        st.session_state[_kept(key)] = newest.number


def _kept(key: str) -> str:
    return f"seen {key}"
