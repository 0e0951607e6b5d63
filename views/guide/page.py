"""Guide: what this viewer's roles do, step by step, and a conversation to practise on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import streamlit as st

from coding.desk import practice
from pilot import words
from pilot.access import ROLE_NAMES, ROLES, Right, Role
from pilot.config import ROOT
from pilot.words import _, translate
from views import menu
from views.parts import first
from views.parts.blocks import card
from views.parts.here import here

if TYPE_CHECKING:
    from pilot.visit import Visit

GUIDES = ROOT / "docs" / "guide"
SECTION = re.compile(r"^(?=## )", re.MULTILINE)
LABEL = re.compile(r"\*\*\{([^{}]+)\}\*\*")


def page() -> None:
    """Show the guide of the viewer's role, or of the one chosen of several, in the viewer's language."""
    with here() as visit:
        role = _role(visit)
        # A section beside the next where there is room, see page.css.
        with st.container(key="guide"):
            for section in SECTION.split(text(role, words.current())):
                with st.container():
                    st.markdown(section)
            if menu.place_of(menu.at("codebook"), visit.viewer) is None:
                card(_("The codes"), _("What evaluators look for in what you and your families tell."), "/codebook",
                     _("Read the codebook"))
            if visit.viewer.may(Right.CODE):
                _practise(visit)


def _role(visit: Visit) -> Role:
    roles = [role for role in ROLES if role in visit.viewer.roles]
    if len(roles) == 1:
        return roles[0]
    chosen = st.segmented_control(
        _("Guide for"), roles, default=roles[0], required=True, format_func=lambda role: _(ROLE_NAMES[role]), wrap=True)
    return Role(chosen)


def text(role: Role, language: str) -> str:
    """The guide of a role in Markdown; what stands there as **{Add}** is said as the pages themselves say it."""
    told = (GUIDES / language / f"{role.value}.md").read_text(encoding="utf-8")
    return LABEL.sub(lambda match: f"**{translate(match[1], language)}**", told)


def _practise(visit: Visit) -> None:
    card(
        _("Practise coding"),
        _("A made-up conversation on the real desk. Try this: find three passages in which the mother tells what"
          " helped, give each a code, and take one away again. Only you see what you do there, and it counts nowhere."),
        f"/desk?document={practice.DOCUMENT}", _("Open the practice conversation"))
    if practice.file_of(visit.pilot, visit.viewer).exists() and first.asks(
            _("Start practising afresh"), _("Your practice codings are gone for good."), "afresh"):
        practice.start_afresh(visit.pilot, visit.viewer)
        st.rerun()
