"""What of a line somebody looks at: a year or half of it, a kind of thing, a voice, a life domain; in the address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.vocabulary import domains, voices
from pilot.words import _
from stories.timeline import choosing, scale
from stories.timeline.choosing import Choice

if TYPE_CHECKING:
    from collections.abc import Callable

    from stories.timeline.timeline import Timeline

_FIELDS = ("period", "lane", "voice", "domain")


def chosen(line: Timeline) -> Choice:
    """Fields to choose with, and what is chosen."""
    now = choosing.asked(st.query_params.to_dict(), line)
    period = _period(line, now.period)
    held = choosing.of(line)
    with st.container(horizontal=True):
        found = Choice(
            period, _one("lane", _("What"), held["lane"], now.lane, _),
            _one("voice", _("Told by"), held["voice"], now.voice, voices.title),
            _one("domain", _("Life domain"), held["domain"], now.domain, domains.name))
    for name in _FIELDS:
        value = getattr(found, name)
        if value:
            st.query_params[name] = value
        elif name in st.query_params:
            del st.query_params[name]
    return found


def _period(line: Timeline, now: str) -> str:
    """A year, and half of it; nothing to choose on a line that lies in one half-year."""
    years = scale.periods(line.first, line.last)
    year = st.segmented_control(_("Period"), ["", *years], default=now[:4], required=True,
                                format_func=lambda one: one or _("Everything"),
                                key=f"line_year_{line.family_guid}", wrap=True)
    if not year:
        return ""
    halves = {year: _("whole year"), f"{year}-1": _("January to June"), f"{year}-2": _("July to December")}
    half = st.segmented_control(_("Part of the year"), list(halves), required=True,
                                default=now if now in halves else year, format_func=halves.__getitem__,
                                key=f"line_half_{line.family_guid}_{year}", wrap=True)
    return str(half)


def _one(name: str, label: str, options: list[str], now: str, said: Callable[[str], str]) -> str:
    """One of these or all; no field where there is nothing to choose."""
    if len(options) <= 1:
        return ""
    return str(st.selectbox(label, ["", *options], index=options.index(now) + 1 if now else 0, width=220,
                            format_func=lambda one: said(one) if one else _("all"), key=f"line_{name}"))
