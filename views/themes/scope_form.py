"""The filters of the themes: what counts is chosen here, and stands in the address so that a link keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.errors import BadInput
from pilot.vocabulary import voices
from pilot.words import N_, _
from texts import axes
from themes.figures.signs import SIGN_NAMES
from themes.scope import ALL, ANY, CONSENSUS, Scope
from views.parts.plain import plain
from views.themes.scope_fields import day, month, select

if TYPE_CHECKING:
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
            axis = select("axis", _("Period counts"), axes.titles(), scope.axis)
        with top[1]:
            start = day("from_on", _("From"), scope.from_on)
        with top[2]:
            end = day("until_on", _("Until"), scope.until_on)
        with top[3]:
            together = {CONSENSUS: _("What coders came to together")} if consensus or scope.coder == CONSENSUS else {}
            coders = {ANY: _("Any coder"), ALL: _("All who are done with it"), **together, **names.coders}
            coder = select("coder", _("Whose codings"), coders, scope.coder)
        with bottom[0]:
            group = select("group", _("Codes"), {"": _("The whole codebook"), **names.groups}, scope.group)
        with bottom[1]:
            voice = select("voice", _("Voice"), {"": _("Every voice"), **voices.titles()}, scope.voice)
        with bottom[2]:
            site = select("site", _("Municipality"), {"": _("All municipalities"), **names.sites}, scope.site)
        with bottom[3]:
            coach = select("coach", _("Coach"), {"": _("All coaches"), **names.coaches}, scope.coach)
        last = st.columns(4)
        with last[0]:
            sign = select("sign", _("Direction"), {k: _(v) for k, v in SIGNS.items()}, scope.sign)
        with last[1]:
            first_month = month("from_month", _("From month of support"), scope.from_month)
        with last[2]:
            last_month = month("until_month", _("Until month of support"), scope.until_month)
        with last[3]:
            versions = {str(n): _("version {n}").format(n=n) for n in range(1, names.codebook + 1)}
            version = select("version", _("Coded under"), {"": _("Every version"), **versions}, scope.version)
    return Scope.from_query({"axis": axis, "from_on": start, "until_on": end, "coder": coder, "group": group,
                             "voice": voice, "site": site, "coach": coach, "sign": sign, "version": version,
                             "from_month": first_month, "until_month": last_month})
