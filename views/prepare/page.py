"""Prepare: texts that still may hold names, to be declared free of them by who may read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot.paging import Wanted
from pilot.vocabulary import days
from pilot.words import _, ngettext
from texts import preparing
from texts.exports import WAITING
from views.parts import pages, place, take_out
from views.parts.attempt import attempt
from views.parts.blocks import actions, invite, link, list_of
from views.parts.here import here
from views.parts.plain import plain
from views.prepare import progress
from views.prepare.found import word

if TYPE_CHECKING:
    from pilot.visit import Visit
    from texts.preparing import ToPrepare

def page() -> None:
    """Show the text that ?document=GUID names, or the first that waits, with the names in it; then all that wait."""
    with here() as visit:
        place.head("prepare", visit.viewer)
        asked = st.query_params.get("document", "")
        chosen = preparing.waiting_one(visit.db, visit.viewer, asked) if asked else None
        for one in [chosen] if chosen else preparing.to_prepare(visit.db, visit.viewer, Wanted(size=1)):
            _one(visit, one)
            _waiting(visit)
            progress.show(visit)
            return
        invite(_("Every text is free of names"), _(
            "Here stand texts that evaluators cannot read yet, because they may hold real names."))
        progress.show(visit)


def _waiting(visit: Visit) -> None:
    st.subheader(_("Texts that wait"))
    st.caption(_("Evaluators cannot read these yet."))
    pages.listed(
        "prepare", lambda wanted: preparing.to_prepare(visit.db, visit.viewer, wanted),
        lambda found: list_of([(f"/prepare?document={one.guid}", one.title, f"{one.family} · {days.short(one.told_on)}")
                               for one in found]),
        orders=preparing.ORDERS, search=_("Title or family"),
        said=lambda n: ngettext("{n} text", "{n} texts", n).format(n=n))
    take_out.of_list((WAITING,), "prepare")


def _one(visit: Visit, one: ToPrepare) -> None:
    st.subheader(plain(" · ".join((one.family, one.title, days.short(one.told_on)))))
    newer = _("Evaluators read an earlier version; this one was corrected since.") if one.is_newer else ""
    ways = {f"/desk?document={one.guid}&version={one.number}": _("Read the text"),
            f"/edit?document={one.guid}": _("Mend the words"), f"/speakers?document={one.guid}": _("Say who speaks")}
    st.html(Markup("<p>{}</p><p>{}</p>").format(Markup(" · ").join(link(*way) for way in ways.items()), newer))
    actions([(f"/names?document={one.guid}", _("Take the names out")), ("/names", _("In all texts that wait"))])
    found = preparing.names_in(visit.pilot, visit.db, visit.viewer, one.guid, one.number)
    if found:
        st.subheader(_("Words that can show who somebody is"))
        st.html(Markup('<ul class="rd-list">{}</ul>').format(Markup().join(word(each) for each in found)))
        said = _("I have read the text, and these show nothing here")
    else:
        st.text(_("No name of the register and no number of somebody is in it. Of other names a program misses one in"
                  " fifty, and more where the register knows little: read the text."))
        said = _("I have read the text, and there are no names in it")
    sure = st.checkbox(said, key=f"sure-{one.guid}-{one.number}")
    if st.button(_("Declare free of names"), type="primary", disabled=not sure):
        attempt(lambda: preparing.declare_free_of_names(
            visit.pilot, visit.db, visit.viewer, one.guid, one.number, no_names=bool(found)),
            _("Evaluators can read it from now on."))
