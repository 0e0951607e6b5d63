"""Laying something beside a claim: whose it is, what it speaks to, and then words, scores or a summary."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import _
from themes.claims import grounding, naming, options
from views.claims import choosing
from views.parts.attempt import attempt
from views.parts.plain import plain

if TYPE_CHECKING:
    from pilot.visit import Visit
    from themes.claims.reading import Claim


def show(visit: Visit, found: Claim) -> None:
    """The choices, and the button for each kind of thing; and what lies there, to take out."""
    with st.expander(_("Lay something beside it")):
        called = options.families(visit.db, visit.viewer)
        rivals = {"": _("this claim"), **{one.guid: one.words for one in found.rivals}}
        with st.container(horizontal=True, vertical_alignment="bottom"):
            family = st.selectbox(_("Family"), list(called), None, format_func=lambda one: called[one],
                                  width=200, placeholder=_("Choose..."), key="lay family")
            side = str(st.segmented_control(_("It speaks"), naming.SIDES, key="lay side", required=True,
                                            format_func=lambda one: _("for it") if one == naming.FOR else _(
                                                "against it"), default=naming.FOR, wrap=True))
            about = str(st.selectbox(_("Of which part"), list(naming.ABOUT)[::-1], width=200, key="lay about",
                                     format_func=lambda one: _(naming.ABOUT[one])))
            rival = str(st.selectbox(_("Beside"), list(rivals), width=320, key=f"lay rival {found.guid}",
                                     format_func=lambda one: rivals[one][:60])) if found.rivals else ""
        kind = str(st.segmented_control(_("What"), naming.KINDS, key="lay kind", required=True, default=naming.QUOTE,
                                        format_func=lambda one: _(naming.KIND_NAMES[one]), wrap=True))
        if family:
            choosing.SHOWN[kind](visit, found, grounding.Beside(found.guid, family, side, about, rival))
    _take_out(visit, found)


def _take_out(visit: Visit, found: Claim) -> None:
    laid = [*found.grounds, *(one for rival in found.rivals for one in rival.grounds)]
    if not laid:
        return
    with st.expander(_("Take something out")):
        for one in laid:
            if st.button(_("Take out: {words}").format(words=plain(f"{one.family}: {one.said[:60] or one.source}")),
                         key=f"take {one.guid}"):
                attempt(partial(grounding.take_out, visit.db, visit.viewer, one.guid), _("Taken out."))
