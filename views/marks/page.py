"""Stories that stand out by when and how they came, with what that may mean."""

from __future__ import annotations

import streamlit as st

from pilot.paging import of_rows
from pilot.vocabulary import days
from pilot.words import _, ngettext
from stories import marks
from views.parts import pages, place
from views.parts.blocks import table
from views.parts.here import here


def page() -> None:
    """Show the marks, fifty at a time."""
    with here() as visit:
        place.head("marks", visit.viewer)
        st.caption(_("Told long before it was kept, kept faster than anybody types, or much like another story. None of"
                     " these is a fault: a coach may have had no connection, copied from her own notes, or told of one"
                     " day twice. Ask her before you think anything of it. Nothing here is counted by coach, and that"
                     " you looked stands in the log."))
        found = marks.marked(visit.db, visit.viewer)
        if not pages.listed(
                "marks", lambda wanted: of_rows(found, lambda one: f"{one.title} {one.family} {one.who}", wanted,
                                                marks.ORDERS),
                lambda rows: table((_("Kept on"), _("Story"), _("Who"), _("What stands out")), map(_row, rows),
                                   "rd-stack"),
                orders=marks.ORDERS, search=_("Title, family or label"),
                said=lambda n: ngettext("{n} mark", "{n} marks", n).format(n=n)):
            st.text(_("No story stands out."))


def _row(one: marks.Marked) -> tuple[str, str, str, str]:
    said = _(marks.SAID[one.kind]).format(n=one.n, other=one.other)
    return days.short(one.kept_on), f"{one.title} · {one.family}", one.who or _("unknown"), said
