"""What agreement is counted on: unit, frame and material, kept in the address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.errors import BadInput
from pilot.words import _
from themes.agreeing.choice import FRAMES, OPTIONS, UNITS, Choice
from views.parts.plain import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from themes.scope import Names


def choose(names: Names) -> Choice:
    """Show the choices with those of the address filled in; returns what is chosen now."""
    asked = _asked(names)
    first, second, third = st.columns(3)
    with first:
        unit = _select("unit", _("Unit"), {key: _(name) for key, name in UNITS.items()}, asked.unit)
    with second:
        frame = _select("frame", _("Counted out of"), {key: _(name) for key, name in FRAMES.items()}, asked.frame)
    with third:
        group = _select("group", _("Codes"), {"": _("The whole codebook"), **names.groups}, asked.scope.group)
    choice = Choice.from_query({**asked.query(), "unit": unit, "frame": frame, "group": group})
    others = {name: value for name, value in st.query_params.to_dict().items() if name not in OPTIONS}
    if (now := {**others, **choice.query()}) != st.query_params.to_dict():
        st.query_params.from_dict(now)
    return choice


def _asked(names: Names) -> Choice:
    """What the address asks for; everything by sentences, with a sentence, when that is not there."""
    try:
        choice = Choice.from_query(st.query_params)
        choice.scope.check(names)
    except BadInput as error:
        st.query_params.clear()
        st.error(plain(error.sentence()))
        return Choice()
    return choice


def _select(name: str, label: str, options: Mapping[str, str], value: str) -> str:
    key = f"agreement_{name}"
    st.session_state.setdefault(key, value)
    return str(st.selectbox(label, list(options), format_func=lambda one: options.get(one, one), key=key))
