"""Sheets that were taken in before, and taking one back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.vocabulary import days
from pilot.words import _, ngettext
from stories.outcomes.from_sheets import taking
from views.parts import first, pages
from views.parts.attempt import attempt

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pilot.visit import Visit
    from stories.outcomes.from_sheets.taking import Taken


def show(visit: Visit, names: Mapping[str, str]) -> None:
    """Each with who took it in and when; nothing where there are none."""
    st.subheader(_("Taken in before"), anchor=False)

    def shown(rows: list[Taken]) -> None:
        for one in rows:
            _one(visit, one, names)

    if not pages.listed("sheets", lambda wanted: taking.taken(visit.db, visit.viewer, wanted), shown,
                        search=_("Who or when"), orders=taking.ORDERS, size=20):
        st.caption(_("No sheet was taken in yet."))


def _one(visit: Visit, one: Taken, names: Mapping[str, str]) -> None:
    rows = ngettext("{n} row", "{n} rows", one.rows).format(n=one.rows)
    said = " · ".join((days.short(one.on), names.get(one.kind, one.kind), rows, one.by))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(f"{said} · {_('taken back')}" if one.back else said, width="content")
        if one.may_back and not one.back and first.asks(
                _("Take back"), _("All that came of this sheet is taken away again."), f"sheet back {one.guid}"):
            attempt(lambda: taking.take_back(visit.pilot, visit.db, visit.viewer, one.guid),
                    _("What came of this sheet was taken away."))
