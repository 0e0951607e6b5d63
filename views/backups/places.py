"""Backups: where they lie, and the way back when a file is damaged."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import _, ngettext
from views.parts.plain import plain

if TYPE_CHECKING:
    from pilot.safety.standing import Standing
    from pilot.visit import Visit

_CLI = ".venv/bin/python cli.py"


def show(visit: Visit, now: Standing) -> None:
    """Both places with how many lie there, and the commands that are typed on the machine itself."""
    home = quote(str(visit.home.folder))
    st.subheader(_("Where they lie"))
    st.write(plain(_("{n} here: {folder}").format(n=_count(len(now.here)), folder=now.folder)))
    if elsewhere := now.plan.elsewhere():
        st.write(plain(_("{n} in the second place: {folder}").format(n=_count(len(now.there)), folder=elsewhere)))
    else:
        st.warning(_("There is no second place. If this disk breaks, the backups go with it."))
    st.caption(_("A backup holds everything, real names too. Who looks after the machine chooses where they lie:"))
    st.code(f"{_CLI} backups set --home {home} --second FOLDER", language=None, wrap_lines=True)
    st.subheader(_("When a file is damaged"))
    st.caption(_("One command on the machine brings back what is damaged, from the last whole backup. The damaged files"
                 " are put aside. Stop the program first."))
    st.code(f"{_CLI} recover --home {home}", language=None, wrap_lines=True)


def _count(n: int) -> str:
    return ngettext("{n} backup", "{n} backups", n).format(n=n)
