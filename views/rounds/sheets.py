"""Of a round: the sheets of coders without an account, taken out and read back."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import streamlit as st

from coding.double import reading_back
from coding.double.sheets import SHEET
from pilot.words import _, ngettext
from views.parts import take_out
from views.parts.attempt import attempt
from views.parts.module import module
from views.parts.plain import plain

if TYPE_CHECKING:
    from coding.double.reading_back import Read
    from coding.double.rounds import Round, Task
    from pilot.visit import Visit

_file = module("rode_draad_sheet", "static/text_file.js")


def show(visit: Visit, found: Round, parts: list[Task]) -> None:
    """A sheet for each coder without an account who is not done, and the field that takes one back."""
    guests = dict.fromkeys((one.coder, one.label) for one in parts if one.is_guest and not one.done_at)
    for coder, label in guests:
        st.caption(_("{coder} has no account and codes on a sheet. Let somebody who does not code in this round take it"
                     " out and read it back.").format(coder=plain(label)))
        take_out.menu((SHEET,), {"round": found.guid, "coder": coder})
    if not guests:
        return
    picked = _file(key="coded sheet", data={"accept": ".xlsx", "binary": True, "label": _("Read a coded sheet back")},
                   on_picked_change=lambda: None).picked
    if picked:
        _read(visit, found, str(picked["name"]), str(picked["text"]))


def _read(visit: Visit, found: Round, name: str, packed: str) -> None:
    read: list[Read] = []
    attempt(lambda: read.append(reading_back.read(
        visit.db, visit.viewer, found.guid, base64.b64decode(packed), name)), lambda: _told(read[0]))


def _told(read: Read) -> str:
    said = ngettext("Read: {n} document, {rows} rows.", "Read: {n} documents, {rows} rows.", read.documents).format(
        n=read.documents, rows=read.rows)
    left = ngettext("{n} document is out of reach now and was left out.",
                    "{n} documents are out of reach now and were left out.", read.left_out).format(n=read.left_out)
    return f"{said} {left}" if read.left_out else said
