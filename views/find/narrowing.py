"""Of whom and when passages are looked for: people, places and a period, out of sight until somebody wants them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from coding.find.choices import choices
from pilot.access import Right
from pilot.dates import EARLIEST, LATEST
from pilot.vocabulary import voices
from pilot.words import _
from texts import axes
from views.find import form
from views.parts import chosen

if TYPE_CHECKING:
    from pilot.visit import Visit

NAMES = ("coder", "voice", "speaker", "family", "site", "coach", "referrer", "axis", "from_on", "until_on")


def choose(visit: Visit) -> dict[str, str]:
    """What is chosen, as an address has it."""
    offered = choices(visit.db, visit.viewer)
    is_open = any(st.query_params.get(name) for name in NAMES)
    with st.expander(_("Only of some people, places or a time"), expanded=is_open):
        first, second, third = st.columns(3), st.columns(3), st.columns(3)
        found: dict[str, str] = {}
        if visit.viewer.may(Right.SEE_OTHER_CODERS):
            with first[0]:
                found["coder"] = form.select("coder", _("Whose codings"), {"": _("everybody's"), **offered.coders})
        with first[1]:
            found["voice"] = form.select("voice", _("Voice"), {"": _("every voice"), **voices.titles()})
        with first[2]:
            found["speaker"] = _text("speaker", _("Who speaks, as the text says"))
        with second[0]:
            found["family"] = form.select("family", _("Family"), {"": _("all families"), **offered.families})
        with second[1]:
            found["site"] = form.select("site", _("Municipality"), {"": _("all municipalities"), **offered.sites})
        with second[2]:
            found["coach"] = form.select("coach", _("Coach"), {"": _("all coaches"), **offered.coaches})
        with third[0]:
            found["referrer"] = form.select("referrer", _("Referred by"), {"": _("everybody"), **offered.referrers})
        with third[1]:
            found["from_on"] = _day("from_on", _("From"))
        with third[2]:
            found["until_on"] = _day("until_on", _("Until"))
        axis = form.select("axis", _("Period counts"), axes.titles())
    return found | {"axis": axis if axis != axes.TELLING else ""}


def _text(name: str, label: str) -> str:
    key = f"find {name}"
    st.session_state.setdefault(key, st.query_params.get(name, ""))
    return str(st.text_input(label, key=key, max_chars=60, on_change=chosen.to_first, args=(form.LIST,)) or "").strip()


def _day(name: str, label: str) -> str:
    key = f"find {name}"
    if key not in st.session_state:
        given = st.query_params.get(name, "")
        try:
            st.session_state[key] = date.fromisoformat(given) if given else None
        except ValueError:
            st.session_state[key] = None
    day = st.date_input(label, format="DD-MM-YYYY", min_value=EARLIEST, max_value=LATEST, key=key,
                        on_change=chosen.to_first, args=(form.LIST,))
    return day.isoformat() if isinstance(day, date) else ""
