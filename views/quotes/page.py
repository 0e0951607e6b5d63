"""The quotes behind a cell of the themes; each leads to its passage on the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from coding.find import telling
from pilot.words import _, ngettext
from themes.figures import quote_cards, quotes_out, tables
from themes.quote_files import CHOICE, DIFFERING, EXPORTS, cell_of
from themes.quotes import ORDERS, UNCODED_ORDERS, quotes
from themes.release.quotes_out import seeing
from themes.said import DIFFER
from themes.scope import Scope
from views.parts import chosen, pages, take_out, titles
from views.parts.blocks import back_to, invite
from views.parts.here import here
from views.parts.plain import plain
from views.quotes.above import above
from views.themes.look import html, is_dark

if TYPE_CHECKING:
    from themes.quotes import Quote
    from themes.said import Waiting


def page() -> None:
    """Show the quotes of the code, and the family, that the address names."""
    query = st.query_params
    scope = Scope.from_query(query)
    key, family, differ = query.get("code", ""), query.get("family", ""), query.get("differ", "")
    differ = differ if differ in DIFFER else ""
    back_to(*above(query))
    if not key:
        st.title(_("Quotes"))
        invite(_("No code chosen"), _("Quotes are those behind a figure. Click on a number at the themes."), "themes",
               _("Go to the themes"))
        return
    with here() as visit, titles.titled(_("Quotes")):
        found = quotes(visit.db, visit.viewer, scope, key, family, chosen.wanted("quotes"),
                       uncoded=chosen.wanted("uncoded", "uncoded_"), differ=differ, beside=cell_of(query))
        told = telling.followed(visit.db, [key])
        marks = seeing.beside(visit.db, visit.viewer, {one.document for one in found.quotes}, key) if found else []
    if found is None:
        st.title(_("Quotes"))
        invite(_("No codebook yet"), _("Quotes are found by the codes of a codebook. Load one first."), "codebook",
               _("Go to the codebook"))
        return
    st.title(plain(f"{found.code.name} · {found.family or _('all families')}"))
    if key in told:
        st.info(plain(told[key]))
    elif found.is_retired:
        st.caption(_("This code is no longer in the codebook."))
    html(tables.scope_line(f"{found.sentence} {_(DIFFERING) if differ else ''}") + quote_cards.heading(found))
    if found.withheld:
        hidden = ngettext("{n} quote from a raw text is not shown here.",
                          "{n} quotes from raw texts are not shown here.", found.withheld)
        st.info(hidden.format(n=found.withheld))

    def show(_rows: list[Quote]) -> None:
        html(quote_cards.quote_list(found, is_dark(), lambda one: quotes_out.door(key, one, marks)))

    if not pages.listed("quotes", lambda _wanted: found.quotes, show, orders=ORDERS,
                        search=_("Words, title or family")):
        st.write(_("There are no quotes here."))
    if found.total:
        take_out.menu(EXPORTS, {**{name: query[name] for name in CHOICE if query.get(name)},
                                "search": chosen.wanted("quotes").search})
    if differ or query.get("column"):
        return
    if found.waiting.total:
        st.subheader(_("Not yet coded for this code"))
    pages.listed("uncoded", lambda _wanted: found.waiting, _waiting, orders=UNCODED_ORDERS,
                 search=_("Title or family"), alone=False)


def _waiting(rows: list[Waiting]) -> None:
    html(quote_cards.waiting_list(rows))
