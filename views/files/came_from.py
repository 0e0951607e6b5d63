"""What a pilot was made of, when that was a project of another program; and how such a pilot is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from exchange import report
from pilot.clock import local_day
from pilot.vocabulary import days
from pilot.words import _
from views.files.made import counts

if TYPE_CHECKING:
    from pilot.visit import Visit


def show(visit: Visit) -> None:
    """The report of the import; where there was none, who can make a pilot of a project."""
    st.subheader(_("From another program"))
    found = report.came_from(visit.db, visit.viewer)
    if found is None:
        st.caption(_("A project of another program (.qdpx) becomes a pilot of its own. Whoever runs this machine makes"
                     " it, with cli.py refi-import, and says who may come in: no administrator of one pilot can."))
        return
    st.text(_("This pilot was made on {date} of a project of {program}.").format(
        date=days.long(local_day(visit.db, found.at)), program=found.origin or _("another program")))
    counts([(_("In it"), found.counts), (_("Left out"), found.left_out)])
    for kind, documents in sorted(found.left_out_of.items()):
        ((what, n),) = report.named({kind: found.left_out[kind]})
        st.text(_("{what} ({n}) are of: {documents}").format(what=what, n=n, documents=", ".join(documents)))
    if not found.left_out:
        st.text(_("Everything could be carried."))
