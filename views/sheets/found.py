"""What is in a sheet that was chosen: faults, questions, remarks, its rows as they were understood, and storing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot.paging import of_rows
from pilot.words import _, ngettext
from stories.outcomes.from_sheets import faults, taking
from views.parts import pages
from views.parts.attempt import attempt
from views.parts.blocks import table
from views.parts.module import module
from views.parts.plain import plain
from views.sheets import chosen, lines, links, questions

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.outcomes.from_sheets.model import Fault, Looked
_save = module("rode_draad_save_file", "static/save_file.js")
_SHORT = 16  # characters that stand on one line


def show(visit: Visit, looked: Looked, name: str, data: bytes) -> None:
    """What was found; with no fault and every question answered it can be stored."""
    st.subheader(_("In this sheet"), anchor=False)
    st.write(plain(faults.counted(looked)))
    _faults(looked, name)
    sure = questions.show(looked.questions)
    for remark in looked.remarks:
        st.caption(plain(remark.sentence + faults.rows_of(remark.rows)))
    lines.show(looked)
    if st.button(plain(_store(looked)), type="primary", disabled=not _is_ready(looked, sure)):
        attempt(lambda: _keep(visit, looked, name, data, sure), _("The sheet was taken in."))


def _store(looked: Looked) -> str:
    return ngettext("Store {n} row", "Store {n} rows", looked.stored).format(n=looked.stored)


def _is_ready(looked: Looked, sure: set[str]) -> bool:
    return bool(looked.stored) and not looked.faults and all(one.about in sure for one in looked.questions)


def _keep(visit: Visit, looked: Looked, name: str, data: bytes, sure: set[str]) -> None:
    links.keep(taking.take_in(visit.pilot, visit.db, visit.viewer, looked.kind, data, name, sure=sure,
                              home=visit.home).links)
    chosen.forget()


def _faults(looked: Looked, name: str) -> None:
    if not looked.faults:
        return
    n, rows = len(looked.faults), len({one.row for one in looked.faults})
    told = ngettext("{n} fault, in {rows}.", "{n} faults, in {rows}.", n).format(
        n=n, rows=ngettext("{n} row", "{n} rows", rows).format(n=rows))
    st.error(plain(told) + " " + _("So nothing can be stored yet. Mend the sheet, save it, and choose it again."))
    _save(key="sheet faults", width="content",
          data={"label": _("All faults as an Excel sheet"), **chosen.faults_of(looked, name)})
    pages.listed("sheet_faults", lambda wanted: of_rows(looked.faults, lambda one: " ".join(map(str, one)), wanted),
                 _fault_table, search=_("Column or words"), alone=False)


def _fault_table(found: list[Fault]) -> None:
    table((_("Row"), _("Column"), _("It says"), _("What is wrong")), (
        (_tight(_("row {n}").format(n=one.row) if one.row else _("the sheet")), one.column, _tight(one.said),
         one.sentence) for one in found), "rd-stack")


def _tight(said: str) -> Markup:
    return Markup('<span class="{}">{}</span>').format("rd-tight" if len(said) < _SHORT else "", said)
