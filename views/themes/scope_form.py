"""The filters of the themes: what counts is chosen here, and stands in the address so that a link keeps it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from pilot.dates import EARLIEST, LATEST
from pilot.errors import BadInput
from pilot.vocabulary import voices
from pilot.words import N_, _
from texts import axes
from themes.figures.signs import SIGN_NAMES
from themes.scope import ALL, ANY, CONSENSUS, Scope
from views.parts.plain import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from themes.scope import Names

SIGNS = {"": N_("Every direction"), **SIGN_NAMES}


def from_address(names: Names) -> Scope:
    """The scope in the address; the whole pilot, with a sentence, when the address asks for what is not there."""
    try:
        scope = Scope.from_query(st.query_params)
        scope.check(names)
    except BadInput as error:
        st.query_params.clear()
        st.error(plain(error.sentence()))
        return Scope()
    return scope


def choose(names: Names, scope: Scope, *, consensus: bool) -> Scope:
    """Show the filters with `scope` filled in; returns what is chosen now."""
    with st.expander(_("Choose what counts")):
        top, bottom = st.columns(4), st.columns(4)
        with top[0]:
            axis = _select("axis", _("Period counts"), axes.titles(), scope.axis)
        with top[1]:
            start = _day("from_on", _("From"), scope.from_on)
        with top[2]:
            end = _day("until_on", _("Until"), scope.until_on)
        with top[3]:
            together = {CONSENSUS: _("What coders came to together")} if consensus or scope.coder == CONSENSUS else {}
            coders = {ANY: _("Any coder"), ALL: _("All who are done with it"), **together, **names.coders}
            coder = _select("coder", _("Whose codings"), coders, scope.coder)
        with bottom[0]:
            group = _select("group", _("Codes"), {"": _("The whole codebook"), **names.groups}, scope.group)
        with bottom[1]:
            voice = _select("voice", _("Voice"), {"": _("Every voice"), **voices.titles()}, scope.voice)
        with bottom[2]:
            site = _select("site", _("Municipality"), {"": _("All municipalities"), **names.sites}, scope.site)
        with bottom[3]:
            coach = _select("coach", _("Coach"), {"": _("All coaches"), **names.coaches}, scope.coach)
        with st.columns(4)[0]:
            sign = _select("sign", _("Direction"), {k: _(v) for k, v in SIGNS.items()}, scope.sign)
    return Scope.from_query({"axis": axis, "from_on": start, "until_on": end, "coder": coder, "group": group,
                             "voice": voice, "site": site, "coach": coach, "sign": sign})


def _select(name: str, label: str, options: Mapping[str, str], value: str) -> str:
    key = f"scope_{name}"
    # Seeded once: a widget whose default follows the address would be a new widget after every choice, without focus.
    st.session_state.setdefault(key, value)
    return str(st.selectbox(label, list(options), format_func=lambda k: options.get(k, k), key=key))


def _day(name: str, label: str, value: str) -> str:
    key = f"scope_{name}"
    st.session_state.setdefault(key, date.fromisoformat(value) if value else None)
    day = st.date_input(label, format="DD-MM-YYYY", min_value=EARLIEST, max_value=LATEST, key=key)
    return day.isoformat() if isinstance(day, date) else ""
