"""The field in which a date is given: the same on every page, and "today" is the pilot's."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from pilot import dates
from pilot.clock import today
from views.parts.attempt import fresh

if TYPE_CHECKING:
    from pilot.visit import Visit


def day_field(
    visit: Visit, label: str, key: str, form: str = "", *, empty: bool = False, past: bool = False,
    day: str | None = None,
) -> str:
    """A date (ISO) that is today until another one is chosen; '' while there is none.

    Args:
        key: of the field; it keeps what was typed past midnight.
        form: the form it is of; after what that asks was done, the field begins anew.
        empty: begin without a date. past: no date after today can be chosen. day: the date (ISO) to begin with.
    """
    now = date.fromisoformat(today(visit.db))
    begin = date.fromisoformat(day) if day else None if empty else now
    chosen = st.date_input(
        label, value=begin, min_value=dates.EARLIEST, max_value=now if past else dates.LATEST,
        format="DD-MM-YYYY", key=fresh(key, form))
    return chosen.isoformat() if isinstance(chosen, date) else ""
