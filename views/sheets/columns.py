"""Which columns a kind of sheet has, and the sheet to fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot.words import _
from views.parts.blocks import table

if TYPE_CHECKING:
    from pilot.files.export import Export
    from stories.outcomes.from_sheets.model import Asked, Column, Kind

_MOST = 12  # words shown of a list; the sheet to fill in has all of them


def templates(export: Export, links: Markup) -> Markup:
    """Where the sheet to fill in is."""
    return Markup('<p class="rd-files">{}: {}</p>').format(_(export.name), links)


def show(asked: Asked, kind: Kind, *, is_open: bool) -> None:
    """The columns, with what to fill in."""
    with st.expander(_("Which columns there are"), expanded=is_open):
        st.caption(_("The heads stand in one row, in any order; others are passed over. A title may stand above them."))
        table((_("Column"), _("Needed"), _("What to fill in"), _("Words")),
              (_row(asked, one) for one in kind.columns), "rd-stack")


def _row(asked: Asked, column: Column) -> tuple[str, str, str, str]:
    words = column.reader.allowed(asked)
    told = ", ".join(words[:_MOST]) + (" …" if len(words) > _MOST else "")
    return _(column.name), _("needed") if column.needed else _("may be left out"), column.reader.hint(asked), told
