"""The filters of the list of texts and recordings; they stand in the address, so that a way back keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from coding.marks import listing
from coding.marks.listing import KIND_NAMES, STATE_NAMES, Asked
from pilot.families import people
from pilot.vocabulary import voices
from pilot.words import _
from views.parts.chosen import to_first

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pilot.visit import Visit

LIST = "documents"


def choose(visit: Visit, *, states: bool) -> Asked:
    """Show the filters; returns what is chosen."""
    counts = listing.counted(visit.db, visit.viewer)
    state = _states([key for key in STATE_NAMES if key in counts], counts) if states else []
    first, second, third = st.columns(3)
    with first:
        names = [one.pseudonym for one in people.families(visit.db, visit.viewer)]
        family = _several("family", _("Family"), dict(zip(names, names, strict=True)))
    with second:
        voice = _several("voice", _("Who tells"), {one: voices.name(one) for one in voices.VOICES})
    with third:
        kind = _several("kind", _("What it is"), {key: _(name) for key, name in KIND_NAMES.items()})
    _remember(state=state, family=family, voice=voice, kind=kind)
    return Asked(state, family, voice, kind)


def _states(present: list[str], counts: Mapping[str, int]) -> list[str]:
    key = "documents_state"
    chosen = st.session_state.setdefault(key, _asked("state", present))
    if set(chosen) - set(present):  # the last one in that state went on
        st.session_state[key] = [one for one in chosen if one in present]
    return list(st.pills(_("How far"), present, selection_mode="multi", key=key, on_change=to_first, args=(LIST,),
                         format_func=lambda one: f"{_(STATE_NAMES[one])} · {counts[one]}", wrap=True))


def _several(name: str, label: str, options: dict[str, str]) -> list[str]:
    key = f"documents_{name}"
    # Seeded once: a widget whose default follows the address would be a new widget after every choice, without focus.
    st.session_state.setdefault(key, _asked(name, options))
    return list(st.multiselect(label, list(options), format_func=lambda one: options.get(one, one), key=key,
                               placeholder=_("all"), on_change=to_first, args=(LIST,)))


def _asked(name: str, options: Iterable[str]) -> list[str]:
    wanted = st.query_params.get(name, "").split(",")
    return [one for one in options if one in wanted]


def _remember(**chosen: list[str]) -> None:
    now = st.query_params.to_dict()
    other = {name: value for name, value in now.items() if name not in chosen}
    query = {**other, **{name: ",".join(values) for name, values in chosen.items() if values}}
    if query != now:
        st.query_params.from_dict(query)
