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
    """The columns, with what to fill in; those that ask the same, such as one for each life domain, in one row."""
    alike: dict[tuple[str, str, str], list[str]] = {}
    for one in kind.columns:
        alike.setdefault(_asks(asked, one), []).append(_(one.name))
    with st.expander(_("Which columns there are"), expanded=is_open):
        st.caption(_("The heads stand in one row, in any order; others are passed over. A title may stand above them."))
        table((_("Column"), _("Needed"), _("What to fill in"), _("Words")),
              ((" · ".join(names), *asks) for asks, names in alike.items()), "rd-stack")


def _asks(asked: Asked, column: Column) -> tuple[str, str, str]:
    words = column.reader.allowed(asked)
    told = ", ".join(words[:_MOST]) + (" …" if len(words) > _MOST else "")
    return _("needed") if column.needed else _("may be left out"), column.reader.hint(asked), told
