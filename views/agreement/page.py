"""Agreement: how far coders give the same codes to the same units, and where they do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.paging import Key, of_rows
from pilot.words import N_, _
from themes import filters
from themes.agreeing import meaning
from themes.agreeing.figures import agreement
from themes.agreeing.files import EXPORTS
from themes.agreeing.over_time import over_rounds, with_oneself
from themes.figures import agreement_tables, tables
from views.agreement import in_time
from views.agreement.choosing import choose
from views.parts import pages, place, take_out
from views.parts.blocks import invite
from views.parts.here import here
from views.themes.look import html, is_dark

if TYPE_CHECKING:
    from pilot.paging import Paged, Wanted
    from themes.agreeing.figures import Agreement, OfDocument

ORDERS: dict[str, Key[OfDocument]] = {
    "least": Key(N_("least agreement first"), lambda one: 2 if (alpha := one.numbers["alpha"]) is None else alpha),
    "family": Key(N_("by family"), lambda one: (one.family, one.title))}


def page() -> None:
    """Show agreement by code, pair and document."""
    with here() as visit:
        place.head("agreement", visit.viewer)
        names = filters.choices(visit.db, visit.viewer)
        if names is None:
            invite(_("No codebook yet"), _("Agreement is about the codes of a codebook. Load one first."), "codebook",
                   _("Go to the codebook"))
            return
        choice = choose(names)
        found = agreement(visit.db, visit.viewer, choice)
        by_round = over_rounds(visit.db, visit.viewer, choice)
        oneself = with_oneself(visit.db, visit.viewer, choice)
    if found is None or found.all is None:
        invite(_("No document has two coders yet"), _("Here you will see how far coders agree, as soon as two of them"
               " are done with the same story or conversation."), "documents", _("Choose a conversation to code"))
        in_time.show(by_round, oneself)
        return
    html(tables.scope_line(meaning.frame(found)))
    html(agreement_tables.codes(found, is_dark()))
    with st.expander(_("What these columns are")):
        html(agreement_tables.what_columns_are(found.documents))
    if len(found.pairs) > 1:
        st.subheader(_("By pair of coders"))
        html(agreement_tables.pairs(found))
    st.subheader(_("By document"))
    pages.listed("agreed", lambda wanted: _documents(found, wanted),
                 lambda rows: html(agreement_tables.documents(rows)), orders=ORDERS, search=_("Title or family"),
                 alone=False)
    take_out.menu(EXPORTS, choice.query())
    in_time.show(by_round, oneself)


def _documents(found: Agreement, wanted: Wanted) -> Paged[OfDocument]:
    return of_rows(list(found.by_document), lambda one: f"{one.title} {one.family}", wanted, ORDERS)
