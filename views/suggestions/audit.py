"""Of suggestions: the sheet on which a person judges them, taken out and read back, and what it says."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import streamlit as st

from coding.suggest import auditing, audits
from pilot.access import Right
from pilot.clock import local_day
from pilot.errors import RodeDraadError
from pilot.vocabulary import days
from pilot.words import _
from views.parts import take_out
from views.parts.blocks import table
from views.parts.module import module
from views.parts.plain import plain
from views.suggestions import figures

if TYPE_CHECKING:
    from coding.suggest.audits import Found
    from coding.suggest.judging import Share
    from pilot.visit import Visit

_file = module("rode_draad_audit", "static/text_file.js")


def show(visit: Visit) -> None:
    """What became of proposals as a file; for who leads rounds, once the machine looked at a text, a sheet for a code
    and the field to read it back."""
    take_out.menu((auditing.METHODS,))
    keys = auditing.codes(visit.db)
    if not keys or not visit.viewer.may(Right.LEAD_ROUNDS):
        return
    names = figures.names(visit.db)
    st.subheader(_("Audit"), anchor=False)
    st.caption(_("A sheet with sentences drawn by chance, more of those that the machine marked; which those are"
                 " it does not say. A person writes yes or no; read back, it says of all sentences how often the"
                 " machine is right and how much it finds. The answers are kept; the last sheet of a code counts."))
    code = st.selectbox(_("Code"), keys, format_func=lambda key: names.get(key) or key, key="audit code")
    take_out.menu((auditing.AUDIT,), {"code": code})
    picked = _file(key="audit sheet", data={"accept": ".xlsx", "binary": True, "label": _("Read the sheet back")},
                   on_picked_change=lambda: None).picked
    if picked:
        told(visit, base64.b64decode(str(picked["text"])), str(picked["name"]))
    _kept(visit)


def _kept(visit: Visit) -> None:
    """What the last sheet of each code said, of the texts there are today."""
    for one in audits.audits(visit.db, visit.viewer):
        st.text(f"{days.long(local_day(visit.db, one.read_at))} · {one.sentence}")


def told(visit: Visit, data: bytes, name: str) -> None:
    """What a sheet says, or what is wrong with it."""
    try:
        found = auditing.read(visit.db, visit.viewer, data, name)
    except RodeDraadError as fault:
        st.error(plain(fault.sentence()))
        return
    table(("", _("Share"), _("Judged by a person")), [
        (_("Right, of what it marks"), *_row(found.figures.precision)),
        (_("Found, of what has the code"), *_row(found.figures.recall))], "rd-stack")
    _left_out(found)


def _row(one: Share) -> tuple[str, str]:
    return audits.percent(one), _("{k} of {n}").format(k=one.k, n=one.n)


def _left_out(found: Found) -> None:
    if found.left_out:
        st.caption(_("{n} rows are of a text that cannot be read as it was any more; they count on neither side.")
                   .format(n=found.left_out))
