"""Quotes to let out: those that were proposed, one of them to decide about, or a passage to propose."""

from __future__ import annotations

from functools import partial

import streamlit as st

from pilot.access import Right
from pilot.words import _, ngettext
from themes.figures import quotes_out
from themes.release.quotes_out import seeing
from themes.release.quotes_out.stored import STATE_NAMES
from views.parts import chosen, pages, place, titles
from views.parts.blocks import invite
from views.parts.here import here
from views.quotes_out import deciding, form
from views.themes.look import html


def page() -> None:
    """Show what the address names: a quote, a passage to propose, or the list."""
    query = st.query_params
    with here() as visit:
        if query.get("quote"):
            deciding.show(visit, query["quote"])
        elif query.get("document"):
            with titles.titled(_("Propose a quote")):
                passage = form.passage_of(query)
            form.show(visit, passage)
        else:
            place.head("quotes_out", visit.viewer)
            st.caption(_("Words leave the team one by one: somebody proposes them, the program looks for what gives"
                         " people away, and somebody else lets them out. When consent ends they are gone."))
            state = _state()
            if not pages.listed(
                    "quotes_out", partial(seeing.listed, visit.db, visit.viewer, state=state),
                    lambda rows: html(quotes_out.cards(rows)), search=_("Words, code or whose they are"),
                    orders=seeing.ORDERS, said=_counted):
                _nothing(visit.viewer.may(Right.DRAFT_RELEASES), state)


def _state() -> str:
    names = {"": _("all of them"), **{key: _(name) for key, name in STATE_NAMES.items()}}
    return str(st.selectbox(_("How they stand"), list(names), format_func=lambda one: names[one], width=320,
                            key="quotes_out state", on_change=chosen.to_first, args=("quotes_out",)))


def _counted(n: int) -> str:
    return ngettext("{n} quote", "{n} quotes", n).format(n=n)


def _nothing(may_propose: bool, state: str) -> None:
    if state:
        st.text(_("No quote stands like this."))
    elif may_propose:
        invite(_("No quotes were proposed yet"), _("Open the quotes of a theme and choose “Propose to let it out” at"
                                                   " one of them."), "/themes", _("Go to the themes"))
    else:
        st.text(_("No quotes were proposed yet"))
