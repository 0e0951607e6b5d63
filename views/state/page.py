"""What is wrong with this installation and this pilot, in words, and what there is to do on its first day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from coding.book import codebook
from jobs import state as of_jobs
from pilot.paging import of_rows
from pilot.running import first_day, state
from pilot.running.first_day import Step
from pilot.words import N_, _
from views.parts import pages, place
from views.parts.blocks import each, link
from views.parts.here import here

if TYPE_CHECKING:
    from pilot.running.state import Finding
    from pilot.visit import Visit


def page() -> None:
    """Show what is wrong, the worst first, and the list of the first day."""
    with here() as visit:
        place.head("state", visit.viewer)
        wrong, first = st.columns(2, gap="large")
        with wrong:
            _wrong(visit)
        with first:
            _first(visit)


def _wrong(visit: Visit) -> None:
    st.subheader(_("Now"))
    found = [*state.found(visit.home, visit.pilot, visit.db, visit.viewer),
             *of_jobs.found(visit.home, visit.db, visit.viewer)]
    found.sort(key=lambda one: one.soon)
    if not pages.listed("wrong", lambda wanted: of_rows(found, _searched, wanted), each(_told),
                        search=_("A word of what is wrong")):
        st.text(_("Nothing is wrong, as far as the program can see."))
    st.caption(_("Looked at: room on the disk, the clock, encryption, real names, backups, tasks, and who is in the"
                 " pilot. Whether every file is whole is told by cli.py check, at the machine itself."))


def _searched(one: Finding) -> str:
    return f"{_(one.said)} {_(one.todo)}".format(**one.values)


def _told(one: Finding) -> None:
    said, todo = _(one.said).format(**one.values), _(one.todo).format(**one.values)
    kind = _("Soon") if one.soon else _("Now")
    way = Markup("<br>{}").format(link(one.address, _("To the page"))) if one.address else ""
    with st.container(border=True):
        st.html(Markup("<small>{}</small><br><strong>{}</strong><br>{}{}").format(kind, said, todo, way))


def _first(visit: Visit) -> None:
    st.subheader(_("The first day"))
    steps = first_day.steps(visit.home, visit.pilot, visit.db, visit.viewer)
    book = Step(N_("Load the codebook"), "/codebook", codebook.newest(visit.db) is not None)
    steps.insert(6, book)
    st.caption(_("Done: {n} of {total}.").format(n=sum(one.done for one in steps), total=len(steps)))
    rows = Markup().join(
        Markup("<li>{} {} <small>{}</small></li>").format(
            "☑" if one.done else "☐", link(one.address, _(one.said)), _("done") if one.done else _("still to do"))
        for one in steps)
    st.html(Markup('<ol class="rd-plain">{}</ol>').format(rows))
