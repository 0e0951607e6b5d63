"""Fields of what counts; each is filled in once from the address, and holds what was chosen since."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from pilot.dates import EARLIEST, LATEST
from pilot.words import _

if TYPE_CHECKING:
    from collections.abc import Mapping


def select(name: str, label: str, options: Mapping[str, str], value: str) -> str:
    """One of some keys, each called as `options` has it."""
    key = f"scope_{name}"
    # Seeded once: a widget whose default follows the address would be a new widget after every choice, without focus.
    st.session_state.setdefault(key, value)
    return str(st.selectbox(label, list(options), format_func=lambda k: options.get(k, k), key=key))


def month(name: str, label: str, value: str) -> str:
    """A month of support, the first one being 1; nought is all before the start."""
    key = f"scope_{name}"
    st.session_state.setdefault(key, int(value) if value else None)
    chosen = st.number_input(label, min_value=0, max_value=999, step=1, key=key, placeholder=_("every month"))
    return "" if chosen is None else str(int(chosen))


def day(name: str, label: str, value: str) -> str:
    """An ISO date, '' for none."""
    key = f"scope_{name}"
    st.session_state.setdefault(key, date.fromisoformat(value) if value else None)
    chosen = st.date_input(label, format="DD-MM-YYYY", min_value=EARLIEST, max_value=LATEST, key=key)
    return chosen.isoformat() if isinstance(chosen, date) else ""
