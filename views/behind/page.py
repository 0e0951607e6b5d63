"""Behind a number of outcomes: its families, their scores, and the way to what these rest on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from pilot.errors import RodeDraadError
from pilot.paging import Key, folded, of_rows
from pilot.vocabulary import domains
from pilot.words import N_, _, ngettext
from themes.figures import outcome_tables as drawn
from themes.figures import outcome_words as words
from themes.figures.tables import scope_line, table_of
from themes.outcomes.behind import asked_of, behind
from themes.outcomes.choice import of_query
from views.parts import pages, place
from views.parts.blocks import back_to
from views.parts.here import here
from views.parts.plain import plain
from views.themes.look import html

if TYPE_CHECKING:
    from pilot.paging import Paged, Wanted
    from themes.outcomes.behind import Behind, Row

ORDERS = {
    "score": Key[tuple[int, "Row"]](N_("the worst first"), lambda one: one[0]),
    "name": Key[tuple[int, "Row"]](N_("by name"), lambda one: folded(one[1].pseudonym)),
}


def page() -> None:
    """Show them."""
    with here() as visit:
        query = st.query_params.to_dict()
        try:
            choice, asked = of_query(query), asked_of(query)
            found = behind(visit.db, visit.viewer, choice, asked)
        except RodeDraadError:
            place.head("behind", visit.viewer)
            raise
        back_to("/outcomes?" + urlencode(choice.query()), _("Outcomes"))
        st.title(plain(_("{domain}: {what}").format(
            domain=domains.name(asked.domain).capitalize(),
            what=_(drawn.MOVED[asked.moved]) if asked.moved else asked.wave)))
        html(scope_line(_said(found)))
        pages.listed("behind", partial(_paged, found), partial(_table, found), search=_("Family"), orders=ORDERS)


def _said(found: Behind) -> str:
    n = len(found.rows)
    known = ngettext("{n} family of whom this score is known.", "{n} families of whom this score is known.", n)
    if found.asked.moved:
        known = ngettext("{n} family, of those known both at {first} and at {last}.",
                         "{n} families, of those known both at {first} and at {last}.", n)
    return " ".join((known.format(n=n, first=found.laid.first, last=found.laid.last), words.scope(found.laid)))


def _paged(found: Behind, wanted: Wanted) -> Paged[tuple[int, Row]]:
    return of_rows(list(enumerate(found.rows)), lambda one: one[1].pseudonym, wanted, ORDERS)


def _table(found: Behind, rows: list[tuple[int, Row]]) -> None:
    waves = list(dict.fromkeys((found.laid.first, found.laid.last)))
    html(drawn.style() + table_of(_("Families"), [_("Family"), *waves, _("Look at")], [
        _row(one, len(waves)) for _at, one in rows]))


def _row(one: Row, waves: int) -> Markup:
    scores = Markup().join(Markup('<td class="rd-end">{}</td>').format("–" if score is None else words.score(score))
                           for score in (one.first, one.last)[:waves])
    return Markup('<tr><th scope="row"><a href="/families?family={}" target="_self">{}</a></th>{}<td class="rd-end">'
                  '<a class="rd-to" href="/scores?family={}" target="_self">{}</a> · '
                  '<a class="rd-to" href="/timeline?family={}" target="_self">{}</a></td></tr>').format(
        one.guid, one.pseudonym, scores, one.guid, _("Scores, and what they rest on"), one.guid, _("Timeline"))
