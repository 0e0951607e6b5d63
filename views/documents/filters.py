"""The filters of the list of texts and recordings; they stand in the address, so that a way back keeps them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import streamlit as st

from pilot.vocabulary import voices
from pilot.words import _
from views.documents.row import KINDS, STATES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from views.documents.row import Row


def choose(found: list[Row], *, states: bool) -> list[Row]:
    """Show the filters over `found`; returns the rows that are chosen."""
    counts = Counter(row.state for row in found)
    state = _states([key for key in STATES if counts[key]], counts) if states else []
    first, second, third = st.columns(3)
    with first:
        family = _several("family", _("Family"), {row.family: row.family for row in sorted(found, key=_name)})
    with second:
        voice = _several("voice", _("Who tells"), {one: voices.name(one) for one in voices.VOICES})
    with third:
        kind = _several("kind", _("What it is"), {key: _(name) for key, name in KINDS.items()})
    _remember(state=state, family=family, voice=voice, kind=kind)
    return [row for row in found if _in(row.state, state) and _in(row.family, family) and _in(row.voice, voice)
            and _in(row.kind, kind)]


def _name(row: Row) -> str:
    return row.family.casefold()


def _in(value: str, chosen: Collection[str]) -> bool:
    return not chosen or value in chosen


def _states(present: list[str], counts: Counter[str]) -> list[str]:
    key = "documents_state"
    chosen = st.session_state.setdefault(key, _asked("state", present))
    if set(chosen) - set(present):  # the last one in that state went on
        st.session_state[key] = [one for one in chosen if one in present]
    return list(st.pills(_("How far"), present, selection_mode="multi", key=key,
                         format_func=lambda one: f"{_(STATES[one])} · {counts[one]}"))


def _several(name: str, label: str, options: dict[str, str]) -> list[str]:
    key = f"documents_{name}"
    # Seeded once: a widget whose default follows the address would be a new widget after every choice, without focus.
    st.session_state.setdefault(key, _asked(name, options))
    return list(st.multiselect(label, list(options), format_func=lambda one: options.get(one, one), key=key,
                               placeholder=_("all")))


def _asked(name: str, options: Iterable[str]) -> list[str]:
    wanted = st.query_params.get(name, "").split(",")
    return [one for one in options if one in wanted]


def _remember(**chosen: list[str]) -> None:
    now = st.query_params.to_dict()
    other = {name: value for name, value in now.items() if name not in chosen}
    query = {**other, **{name: ",".join(values) for name, values in chosen.items() if values}}
    if query != now:
        st.query_params.from_dict(query)
