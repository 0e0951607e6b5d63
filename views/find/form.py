"""The question as sentences to fill in; what is chosen stands in the address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from coding.find.passages import choosable_codes
from coding.find.question import CODES, HOWS, MOST_STEPS, MOST_TURNS, NAMES, THEN, UNSTATED
from coding.find.telling import HOW_NAMES, SIGN_NAMES
from coding.marks.asked import SIGNS
from pilot.words import _
from views.find import followed, narrowing
from views.parts import seeded

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from coding.book.codebook import CodeRow
    from pilot.visit import Visit

LIST = "find"


def choose(visit: Visit) -> dict[str, str]:
    """Show the form, filled in as the address says; returns what is chosen now, as an address has it."""
    followed.show(visit, CODES, LIST)
    codes = {row.key: _called(row) for row in choosable_codes(visit.db)}
    code, sign, _rest = st.columns([2, 1, 1])
    query = _code("", _("Passages with"), codes, code, sign)
    for n in range(1, MOST_STEPS + 1):
        if not query.get("code") or (n > 1 and not query.get(f"code{n - 1}")):
            break
        query |= _step(n, codes)
    query |= narrowing.choose(visit)
    kept = {name: value for name, value in query.items() if value}
    now = st.query_params.to_dict()
    if {name: value for name, value in now.items() if name in NAMES} != kept:
        st.query_params.from_dict({name: value for name, value in now.items() if name not in NAMES} | kept)
    return kept


def _called(row: CodeRow) -> str:
    return row.name if row.is_codable else _("{group} (all of it)").format(group=row.name)


def _code(n: str, label: str, codes: dict[str, str], left: DeltaGenerator, right: DeltaGenerator) -> dict[str, str]:
    """A code and its direction side by side."""
    with left:
        code = select(f"code{n}", label, {"": _("Choose a code"), **codes})
    signs = {"": _("any direction"), **{sign: _(SIGN_NAMES[sign]) for sign in (*SIGNS, UNSTATED)}}
    with right:
        sign = select(f"sign{n}", _("Direction"), signs)
    return {f"code{n}": code, f"sign{n}": sign if code else ""}


def _step(n: int, codes: dict[str, str]) -> dict[str, str]:
    how, code, sign, near = st.columns(4)
    with how:
        names = {"": _("nothing more"), **{key: _(HOW_NAMES[key]) for key in HOWS}}
        key = select(f"how{n}", _("And"), names)
    if not key:
        return {}
    found = {f"how{n}": key} | _code(str(n), _("Code"), codes, code, sign)
    if key != THEN:
        return found
    with near:
        return found | {f"turns{n}": select(f"turns{n}", _("Within how many turns"), {
            str(k): str(k) if k else _("in the same turn") for k in (1, 0, 2, 3, 5, 10, 20, MOST_TURNS)})}


def select(name: str, label: str, options: dict[str, str]) -> str:
    """A choice of this form."""
    return seeded.select(LIST, name, label, options)
