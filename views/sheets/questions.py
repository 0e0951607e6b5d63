"""Of a sheet that was chosen: what looks like a slip, and what somebody says is right."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import N_, _
from stories.outcomes.from_sheets import faults
from views.parts.plain import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stories.outcomes.from_sheets.model import Question

_FEW, _MOST = 3, 40  # questions from which on, and up to which, each has a box of its own
# What can be said to be right of many at once. Words that may be names are looked at one by one.
_AT_ONCE = (
    (re.compile(r"\d{4}-\d\d-\d\d|row \d+|ceiling"),
     N_("All days, rows and amounts that are asked about here are right ({n})")),
    (re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27} .+|\d{4}-\d\d (?:inside|outside)"),
     N_("Everything that the sheet says otherwise holds from now on ({n})")))


def show(questions: Sequence[Question]) -> set[str]:
    """What somebody ticked as right; of what is asked about in two ways both have to be."""
    if not questions:
        return set()
    st.warning(_("Is this right? Tick what is; otherwise mend the sheet and choose it again."))
    ticked: set[Question] = set()
    hidden: set[Question] = set()
    for pattern, told in _AT_ONCE:
        many = [one for one in questions if pattern.fullmatch(one.about)]
        if len(many) > _FEW and st.checkbox(_(told).format(n=len(many)), key=f"sheet sure of {told}"):
            ticked.update(many)
        elif len(many) > _MOST:
            hidden.update(many)
            _some(many)
    done = ticked | hidden
    ticked.update(one for at, one in enumerate(questions) if one not in done and st.checkbox(
        plain(one.sentence + _where(one)), key=f"sheet sure {at} {one.about}"))
    return {one.about for one in ticked} - {one.about for one in questions if one not in ticked}


def _some(many: Sequence[Question]) -> None:
    """The first of many; all of them would be more than anybody looks at."""
    for one in many[:_FEW]:
        st.caption(plain(one.sentence + _where(one)))
    st.caption(_("… and {n} more.").format(n=len(many) - _FEW))


def _where(one: Question) -> str:
    """Which rows ask it, where it does not say so itself."""
    return "" if one.about.startswith("row ") else faults.rows_of(one.rows)
