"""The quotes behind a cell of the themes; each leads to its passage on the desk."""

from __future__ import annotations

import streamlit as st

from coding.exports import QUOTES, SEGMENTS
from pilot.words import _, ngettext
from themes.figures import quote_cards, tables
from themes.quotes import PER_PAGE, quotes
from themes.scope import Scope
from views.parts import take_out
from views.parts.blocks import back_to, invite
from views.parts.here import here
from views.themes.look import html, is_dark


def page() -> None:
    """Show the quotes of the code, and the family, that the address names."""
    query = st.query_params
    scope = Scope.from_query(query)
    key, family, skip = query.get("code", ""), query.get("family", ""), _number(query.get("skip", ""))
    back_to(tables.themes_link(scope), _("Themes"))
    with here() as visit:
        found = quotes(visit.db, visit.viewer, scope, key, family, skip)
    if found is None:
        invite(_("No codebook yet"), _("Quotes are found by the codes of a codebook. Load one first."), "codebook",
               _("Go to the codebook"))
        return
    whose = found.family or _("all families")
    st.title(f"{found.code.name} · {whose}")
    if found.is_retired:
        st.caption(_("This code is no longer in the codebook."))
    html(tables.scope_line(found.sentence) + quote_cards.heading(found))
    if found.withheld:
        hidden = ngettext("{n} quote from a raw text is not shown here.",
                          "{n} quotes from raw texts are not shown here.", found.withheld)
        st.info(hidden.format(n=found.withheld))
    html(quote_cards.quote_list(found, is_dark()))
    if not found.total:
        st.write(_("There are no quotes here."))
    if found.total > skip + len(found.quotes):
        more = {**scope.query(), "code": key, "family": family, "skip": str(skip + PER_PAGE)}
        place = _("Quotes {first} to {last} of {total}.").format(
            first=skip + 1, last=skip + len(found.quotes), total=found.total)
        html(tables.note(place) + tables.link("quotes", more, _("More quotes")))
    if found.total:
        take_out.menu((SEGMENTS, QUOTES), {"code": key, "family": family})
    if found.waiting:
        st.subheader(_("Not yet coded for this code"))
        html(quote_cards.waiting_list(found.waiting))


def _number(text: str) -> int:
    """Where the page begins; 0 for anything that is no count."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
