"""Mechanisms beside outcomes: per family how it went, what was told of each mechanism, and in which words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from pilot.access import Right
from pilot.paging import of_rows
from pilot.words import _
from themes import filters
from themes.figures import joint_table, tables
from themes.outcomes.joint import MEANS, joint
from themes.outcomes.joint_files import EXPORTS
from themes.outcomes.joint_quotes import in_words
from views.joint import choosing, saying
from views.outcomes import doors
from views.parts import pages, place, take_out
from views.parts.blocks import actions, invite
from views.parts.here import here
from views.themes.look import html, is_dark

if TYPE_CHECKING:
    from pilot.paging import Paged, Wanted
    from pilot.visit import Visit
    from themes.outcomes.joint import Joint, Row

AT_ONCE = 20  # families on a page, each with its words


def page() -> None:
    """Show the display that is chosen, or what it will show."""
    with here() as visit:
        place.head("joint", visit.viewer)
        doors.show(visit, "joint")
        names = filters.choices(visit.db, visit.viewer)
        if names is None:
            invite(_("No codebook yet"), _("Mechanisms are codes of a codebook. Load one first."), "codebook",
                   _("Go to the codebook"))
            return
        asked = choosing.choose(visit, names)
        found = joint(visit.db, visit.viewer, asked)
        if found is None or not found.rows:
            invite(_("No families yet"), _("Here you see family by family how it went, and what was told of what"
                   " works. An administrator adds families and their people."))
            return
        _display(visit, found)


def _display(visit: Visit, found: Joint) -> None:
    html(tables.scope_line(f"{_(MEANS)} {saying.said(found)} {found.whole.sentence()}"))
    html(saying.legend())

    def load(wanted: Wanted) -> Paged[Row]:
        return of_rows(found.rows, lambda row: f"{row.pseudonym} {row.site}", wanted)

    pages.listed("joint", load, partial(_bands, visit, found), search=_("Family or site"), size=AT_ONCE)
    st.subheader(_("What goes together"))
    html(tables.note(_("Each number is out of the families above it that have stories coded for the code. A family in"
                       " which it was said both ways counts on both sides.")))
    html(joint_table.together_table(found, is_dark()))
    take_out.menu(EXPORTS, found.asked.query())
    if visit.viewer.may(Right.CODE):
        about = {"codes": ",".join(code.key for code in found.codes), "domains": found.asked.domain}
        actions([(f"/claims?{urlencode({k: v for k, v in about.items() if v})}", _("Write down what you think works"))])


def _bands(visit: Visit, found: Joint, rows: list[Row]) -> None:
    words = in_words(visit.db, visit.viewer, found, rows, choosing.quoted(found))
    html(joint_table.joint_table(found, rows, words, is_dark()))
