"""Of a sheet that was chosen: its rows as they were understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.paging import of_rows
from pilot.words import _
from views.parts import pages
from views.parts.blocks import table

if TYPE_CHECKING:
    from stories.outcomes.from_sheets.model import Line, Looked


def show(looked: Looked) -> None:
    """The rows without a fault in a cell, as they would be stored."""
    if not looked.lines:
        return

    def shown(lines: list[Line]) -> None:
        table((_("Row"), *looked.heads), ((str(one.row), *one.cells) for one in lines), "rd-understood")

    with st.expander(_("How the rows were understood"), expanded=not looked.faults):
        pages.listed("sheet_lines", lambda wanted: of_rows(looked.lines, lambda one: " ".join(one.cells), wanted),
                     shown, search=_("Words in a row"), alone=False)
