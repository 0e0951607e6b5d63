"""Prepare: texts that still may hold names, to be declared free of them by who may read them."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pilot.vocabulary import days
from pilot.words import _, ngettext
from texts import preparing
from views.parts import place
from views.parts.attempt import attempt
from views.parts.blocks import invite
from views.parts.here import here

if TYPE_CHECKING:
    from pilot.visit import Visit
    from texts.preparing import Found, ToPrepare


_ABOUT = {"other": lambda: _("a name of another family"), "number": lambda: _("a number or address")}


def page() -> None:
    """Show the texts that wait, and of the chosen one (also with ?document=GUID) the names the register knows in it."""
    with here() as visit:
        place.head("prepare", visit.viewer)
        waiting = preparing.to_prepare(visit.db, visit.viewer)
        if not waiting:
            invite(_("Every text is free of names"), _(
                "Here stand texts that evaluators cannot read yet, because they may hold real names."))
            return
        st.caption(_("Evaluators cannot read these yet. Read the text first; where names stand in it, bring in a text"
                     " without them instead."))
        _one(visit, _chosen(waiting))


def _chosen(waiting: list[ToPrepare]) -> ToPrepare:
    by_guid = {one.guid: one for one in waiting}
    asked = st.query_params.get("document", "")
    guid = st.selectbox(
        ngettext("{n} text", "{n} texts", len(waiting)).format(n=len(waiting)), list(by_guid),
        index=list(by_guid).index(asked) if asked in by_guid else 0,
        format_func=lambda one: " · ".join((
            by_guid[one].family, by_guid[one].title, days.short(by_guid[one].told_on))))
    return by_guid[guid]


def _one(visit: Visit, one: ToPrepare) -> None:
    link = (f'<a href="/desk?document={one.guid}&amp;version={one.number}" target="_self">'
            f'{escape(_("Read the text"))}</a>')
    newer = _("Evaluators read an earlier version; this one was corrected since.") if one.is_newer else ""
    st.html(f"<p>{link}</p><p>{escape(newer)}</p>")
    found = preparing.names_in(visit.pilot, visit.db, visit.viewer, one.guid, one.number)
    if found:
        st.subheader(_("Words that can show who somebody is"))
        st.html('<ul class="rd-list">' + "".join(_word(each) for each in found) + "</ul>")
        said = _("I have read the text, and these show nothing here")
    else:
        st.text(_("No name of the register and no number of somebody is in it. Names that are not in the register are"
                  " not found by a program."))
        said = _("I have read the text, and there are no names in it")
    sure = st.checkbox(said, key=f"sure-{one.guid}-{one.number}")
    if st.button(_("Declare free of names"), type="primary", disabled=not sure):
        attempt(lambda: preparing.declare_free_of_names(
            visit.pilot, visit.db, visit.viewer, one.guid, one.number, no_names=bool(found)),
            _("Evaluators can read it from now on."))


def _word(found: Found) -> str:
    times = ngettext("{n} time", "{n} times", found.times).format(n=found.times)
    said = f"{_ABOUT[found.about]()} · {times}" if found.about in _ABOUT else times
    return (f"<li>{escape(found.before)}<mark>{escape(found.word)}</mark>{escape(found.after)}"
            f" <span>{escape(said)}</span></li>")
