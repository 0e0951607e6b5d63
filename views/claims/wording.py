"""The fields in which a claim is worded, and what an address fills in before anything is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.vocabulary import domains
from pilot.words import _
from themes.claims import naming, options
from themes.claims.writing import Worded
from views.parts.attempt import fresh

if TYPE_CHECKING:
    from pilot.visit import Visit


def asked() -> Worded:
    """What ?codes= and ?domains= fill in."""
    def of(name: str) -> tuple[str, ...]:
        return tuple(one for one in st.query_params.get(name, "").split(",") if one)

    return Worded("", "", "", of("codes"), of("domains"))


def fields(visit: Visit, form: str, now: Worded, *, state: bool = False) -> Worded:
    """The fields, filled in with `now`; `state`: also how it stands, and why."""
    codes = options.codes(visit.db, visit.viewer)
    typed = {part: st.text_area(f"{_(naming.PARTS[part])}: {_(naming.ASKED[part])}", before, max_chars=naming.LONGEST,
                                height=90, key=fresh(f"{part} {form}", form))
             for part, before in (("context", now.context), ("mechanism", now.mechanism), ("outcome", now.outcome))}
    st.caption(_("Write no real names: mother, son, the neighbour."))
    about = st.multiselect(_("Codes it is about"), list(codes), [one for one in now.codes if one in codes],
                           format_func=lambda one: codes[one], key=fresh(f"codes {form}", form),
                           placeholder=_("Choose..."))
    shown = st.multiselect(_("Life domains on which the result shows"), domains.DOMAINS,
                           [one for one in now.domains if one in domains.DOMAINS], format_func=domains.name,
                           key=fresh(f"domains {form}", form), placeholder=_("Choose..."))
    how, why = now.state, now.why
    if state:
        how = str(st.radio(_("How it stands"), list(naming.STATES), list(naming.STATES).index(now.state),
                           format_func=lambda one: _(naming.STATES[one]), key=fresh(f"state {form}", form)))
        why = st.text_area(_("Why it stands so"), now.why, max_chars=naming.LONGEST, height=80,
                           key=fresh(f"why {form}", form))
    return Worded(typed["context"], typed["mechanism"], typed["outcome"], tuple(about), tuple(shown), how, why)
