"""The files that somebody asked for: how far each is, stopping it, taking it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from exchange import report
from jobs import files, queue, shown
from pilot.files import outgoing
from pilot.words import _
from views.parts.again import draw_part_again
from views.parts.blocks import invite

if TYPE_CHECKING:
    from jobs.queue import Job
    from pilot.visit import Visit


def show(visit: Visit) -> int:
    """A card for each, those being made first; returns how many are being made."""
    st.subheader(_("Your files"))
    found = files.mine(visit.db, visit.viewer)
    if not found:
        invite(_("No file yet"), _("Files that take long to make wait here until you take them, for a day."))
    for one in found:
        with st.container(border=True):
            st.html(Markup("<strong>{} ({})</strong>").format(_(one.input["name"]), one.input["ending"]))
            _one(visit, one)
    return sum(one.alive for one in found)


def _one(visit: Visit, one: Job) -> None:
    if one.alive:
        st.progress(shown.share(one), text=shown.state(one))
        if not one.stopping and st.button(_("Stop"), key=f"stop-{one.guid}"):
            queue.cancel(visit.db, visit.viewer, one.guid)
            draw_part_again()
    elif one.state != "done":
        st.text(_("Stopped; nothing was made.") if one.state == "cancelled" else shown.state(one))
    elif outgoing.is_there(visit.pilot, one.guid, one.input["ending"]):
        st.html(Markup('<p class="rd-actions"><a class="rd-action" href="/export/made/{}" target="_self">{}</a></p>'
                       "<p>{}</p>").format(one.guid, _("Take the file"), _(
                           "It is ready. It can be taken once, within a day; then it is erased.")))
        counts([(_("In it"), one.output.get("counts", {})), (_("Left out"), one.output.get("left_out", {}))])
    else:
        st.text(_("Taken or erased."))


def counts(parts: list[tuple[str, dict[str, int]]]) -> None:
    """What came along and what did not, by kind."""
    for title, found in parts:
        named = report.named(found)
        if named:
            st.text(f"{title}: " + ", ".join(f"{name}: {n}" for name, n in named))
