"""The filters of the list of memos; they stand in the address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from coding.memos.exports import WHOSE_NAMES, asked_of
from coding.memos.things import KINDS
from pilot.families import people
from pilot.words import _
from views.parts.chosen import to_first

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.delta_generator import DeltaGenerator

    from coding.memos.reading import Asked
    from pilot.visit import Visit

LIST = "memos"


def choose(visit: Visit) -> tuple[Asked, dict[str, str]]:
    """Show the filters; returns what is chosen, and the same as an address has it."""
    names = [one.pseudonym for one in people.families(visit.db, visit.viewer)]
    kind, whose, family = st.columns([5, 4, 3], gap="medium")
    query = {
        "kind": ",".join(_pills(kind, "kind", _("About"), list(KINDS), lambda one: _(KINDS[one]))),
        "whose": ",".join(_pills(whose, "whose", _("Which"), list(WHOSE_NAMES), lambda one: _(WHOSE_NAMES[one]))),
        "family": ",".join(family.multiselect(
            _("Family"), names, key=_kept("family", names), placeholder=_("all"), on_change=to_first, args=(LIST,)))}
    now = st.query_params.to_dict()
    wanted = {name: value for name, value in (now | query).items() if value or name not in query}
    if wanted != now:
        st.query_params.from_dict(wanted)
    return asked_of(query), query


def _pills(where: DeltaGenerator, name: str, label: str, options: list[str], said: Callable[[str], str]) -> list[str]:
    return list(where.pills(label, options, selection_mode="multi", key=_kept(name, options), format_func=said,
                         on_change=to_first, args=(LIST,), wrap=True))


def _kept(name: str, options: list[str]) -> str:
    """The key of a choice; before anything was chosen it has what the address says."""
    key = f"memos_{name}"
    asked = st.query_params.get(name, "").split(",")
    st.session_state.setdefault(key, [one for one in options if one in asked])
    return key
