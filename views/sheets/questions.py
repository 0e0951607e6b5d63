"""Of a sheet that was chosen: what looks like a slip, and what somebody says is right."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import _, ngettext
from views.parts.plain import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stories.outcomes.from_sheets.model import Question

_FEW = 3
# What can be said to be right of many at once: dates and rows. Words that may be names are looked at one by one.
_AT_ONCE = re.compile(r"\d{4}-\d\d-\d\d|row \d+|ceiling")


def show(questions: Sequence[Question]) -> set[str]:
    """What somebody ticked as right; of what is asked about in two ways both have to be."""
    if not questions:
        return set()
    st.warning(_("Is this right? Tick what is; otherwise mend the sheet and choose it again."))
    many = [one for one in questions if _AT_ONCE.fullmatch(one.about)]
    all_of = len(many) > _FEW and st.checkbox(
        _("All days, rows and amounts that are asked about here are right ({n})").format(n=len(many)),
        key="sheet sure of all")
    ticked = [one for at, one in enumerate(questions) if (all_of and one in many) or st.checkbox(
        plain(one.sentence + _where(one)), key=f"sheet sure {at} {one.about}")]
    open_ones = {one.about for one in questions if one not in ticked}
    return {one.about for one in ticked} - open_ones


def _where(one: Question) -> str:
    """Which rows ask it, where it does not say so itself."""
    return "" if one.about.startswith("row ") else rows_of(one.rows)


def rows_of(rows: Sequence[int], most: int = 12) -> str:
    """' (rows 3, 5)', '' where there are none."""
    if not rows:
        return ""
    shown = ", ".join(map(str, rows[:most])) + (" …" if len(rows) > most else "")
    return " (" + ngettext("row {rows}", "rows {rows}", len(rows)).format(rows=shown) + ")"
