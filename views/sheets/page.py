"""Taking in a sheet: choose what is in it and the file, see every fault by its row, store all of it or nothing."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import streamlit as st

from pilot.access import Right
from pilot.errors import BadInput
from pilot.words import _
from stories.outcomes.from_sheets import taking
from stories.outcomes.from_sheets.exports import TEMPLATE
from views.parts import place, take_out
from views.parts.blocks import invite
from views.parts.here import here
from views.parts.module import module
from views.parts.plain import plain
from views.sheets import before, chosen, columns, found, links
from views.sheets.chosen import PICKED

if TYPE_CHECKING:
    from pilot.visit import Visit

_KIND = "sheet kind"
_WITHOUT = (Right.MANAGE_FAMILIES, Right.MANAGE_PEOPLE)  # what is taken in by these comes before there are families
_file = module("rode_draad_facts", "static/text_file.js")


def page() -> None:
    """Show the kinds and the field for a file; below it what is in it, else what the columns are; then what was taken
    in before."""
    with here() as visit:
        place.head("sheets", visit.viewer)
        asked, kinds = taking.offered(visit.pilot, visit.db, visit.viewer, st.session_state.get(_KIND) or "")
        links.show()
        if not asked.families and not any(one.right in _WITHOUT for one in kinds):
            invite(_("No families yet"), _("Here you take in what you keep about families in a sheet."))
            return
        st.write(_("Take in many rows at once, from Excel (xlsx) or csv. First you see what is in the sheet, and what"
                   " is wrong with it row by row. Nothing is stored before you say so; of the file nothing is kept."))
        names = {one.key: _(one.name) for one in kinds}
        key = st.radio(_("What is in the sheet?"), list(names), format_func=lambda one: plain(names.get(one, "")),
                       horizontal=True, key=_KIND)
        kind = next(one for one in kinds if one.key == key)
        with st.container(horizontal=True, vertical_alignment="center", gap="large"):
            picked = _file(key="sheet file", width="content", on_picked_change=lambda: None, data={
                "accept": ".xlsx,.csv,.txt", "binary": True, "label": _("Choose a sheet")}).picked
            st.html(columns.templates(TEMPLATE, take_out.links(TEMPLATE, {"kind": key})))
        if picked:
            st.session_state[PICKED] = (str(picked["name"]), str(picked["text"]))
        if PICKED in st.session_state:
            _found(visit, key)
        columns.show(asked, kind, is_open=PICKED not in st.session_state)
        before.show(visit, names)


def _found(visit: Visit, kind: str) -> None:
    name, packed = st.session_state[PICKED]
    data = base64.b64decode(packed)
    try:
        looked = chosen.looked(visit, kind, name, data)
    except BadInput as error:
        st.error(plain(error.sentence()))
        return
    found.show(visit, looked, name, data)
