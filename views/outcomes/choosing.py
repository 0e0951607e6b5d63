"""What the page of outcomes lets choose; kept in the address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.vocabulary import voices
from pilot.words import _, ngettext
from stories.outcomes.scores import usual_voice, waves
from themes.outcomes.choice import BY, MONTHS, OPTIONS, Choice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database

LEAST_MONTHS = (0, 1, 3, 6, 12, 24)


def choose(db: Database) -> Choice:
    """The fields, in a row where there is room."""
    labels = [one.label for one in waves(db)]
    who, first, last, by, months = st.columns((3, 2, 2, 3, 3))
    with who:
        voice = _select("voice", _("As judged by"), {key: voices.title(key) for key in ("coach", "family")},
                        usual_voice(db))
    with first:
        start = _select("first", _("From"), dict(zip(labels, labels, strict=True)), labels[0])
    later = labels[labels.index(start):]
    with last:
        end = _select("last", _("To"), dict(zip(later, later, strict=True)), labels[-1])
    with by:
        group = _select("by", _("Beside each other"), {key: _(name) for key, name in BY.items()}, "")
    with months:
        least = _select("months", _("Families with support of"), {str(n): _lasting(n) for n in LEAST_MONTHS},
                        str(MONTHS))
    return Choice(voice, "" if start == labels[0] else start, "" if end == labels[-1] else end, int(least), group)


def _lasting(months: int) -> str:
    if not months:
        return _("any length")
    return ngettext("{n} month or more", "{n} months or more", months).format(n=months)


def _select(name: str, label: str, options: Mapping[str, str], usual: str) -> str:
    key = f"outcomes_{name}"
    asked = st.query_params.get(name, "")
    if st.session_state.get(key) not in options:
        st.session_state[key] = asked if asked in options else usual
    return str(st.selectbox(label, list(options), format_func=lambda one: options.get(one, one), key=key))


def remember(choice: Choice) -> None:
    """Put what was chosen into the address."""
    now = st.query_params.to_dict()
    new = {**{name: value for name, value in now.items() if name not in OPTIONS}, **choice.query()}
    if new != now:
        st.query_params.from_dict(new)
