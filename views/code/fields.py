"""The fields of a code, as they are filled in; and why."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from coding.book import changing, naming
from pilot.words import LANGUAGES, _
from views.parts.attempt import fresh

if TYPE_CHECKING:
    from coding.book.model import Code

_TEXTS = ("definition", "use_when", "not_when")


def reason(form: str) -> str:
    """Why a change is made; `form`: the form it is asked in."""
    return st.text_input(_("Why (for the list of versions)"), max_chars=changing.LONGEST_REASON,
                         key=fresh("why", form))


def only_wording(key: str) -> bool:
    """Whether what codes mean stays the same in other words; `key`: of the field."""
    return st.checkbox(_("Only the wording changes: nobody has to look at passages again."), key=key)


def of(code: Code, key: str, form: str) -> Code:
    """The fields of a code as they are filled in."""
    told: dict[str, dict[str, str]] = {name: {} for name in ("name", *_TEXTS)}
    for column, language in zip(st.columns(len(LANGUAGES)), LANGUAGES, strict=True):
        with column:
            st.subheader(_(naming.LANGUAGES[language]), anchor=False)
            told["name"][language] = st.text_input(
                _("Name"), code.name[language], key=fresh(f"{key} name {language}", form))
            for name in _TEXTS:
                told[name][language] = st.text_area(
                    _(naming.FIELDS[name]), getattr(code, name)[language],
                    key=fresh(f"{key} {name} {language}", form))
    with st.container(key="code-more"):
        example = st.text_area(_("Example"), code.example, height=70, key=fresh(f"{key} example", form))
        signals = st.text_area(_("Words that point to it, one on a line"), "\n".join(code.signals), height=110,
                               key=fresh(f"{key} signals", form),
                               help=_("... a gap, + in any order, a/b either, budget* begins so; behind a phrase ! "
                                      "sure, ? weak; - before it: against. The guide says more."))
        sign = st.checkbox(_("Say whether it was there and helped, was missing or failed, or both."), code.sign,
                           key=fresh(f"{key} sign", form))
        codable = st.checkbox(_("Passages get this code; without this it is a group of codes."), code.codable,
                              key=fresh(f"{key} codable", form))
        color = code.color and st.color_picker(_("Colour"), code.color, key=fresh(f"{key} color", form))
    dark = code.color_dark if color.upper() == code.color else ""
    return replace(code, name=told["name"], definition=told["definition"], use_when=told["use_when"],
                   not_when=told["not_when"], example=example, signals=tuple(signals.split("\n")), sign=sign,
                   codable=codable, color=color, color_dark=dark)


def begin(code: Code, form: str) -> bool:
    """Whether the fields begin anew in this run: after a save, or for who comes back to the page."""
    return fresh(f"{code.key} example", form) not in st.session_state
