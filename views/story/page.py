"""Story entry for a coach: our own form, mounted here; it saves by itself through /api/drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot.access import Right
from pilot.errors import NotFound
from pilot.families import people
from pilot.store.files import new_guid
from pilot.words import _, ngettext
from stories import due
from stories.entry import drafts
from views.parts import place
from views.parts.blocks import invite
from views.parts.here import here
from views.parts.module import module
from views.stories import draft_list
from views.story import spoken
from views.story.data import data_of

if TYPE_CHECKING:
    from pilot.visit import Visit

_IN_SIGHT = 3  # drafts: more of them would push the form off a phone
_entry = module("rode_draad_story_entry", "entry/entry.js")


def page() -> None:
    """Show the form with the draft of the address, or with a new one."""
    with here() as visit:
        place.head("story", visit.viewer)
        if not (families := people.families(visit.db, visit.viewer, Right.WRITE_STORY)):
            return invite(_("No families yet"), _("Here you write stories about the families you support. An"
                                                  " administrator has to link you to a family first."))
        guid, draft = _draft(visit)
        st.html(Markup('<p><a href="/hand_over" target="_self">{}</a></p>').format(
            _("Let somebody of the family tell it herself")))
        _others(visit, guid, is_begun=draft is not None)
        _entry(key=f"entry-{guid}", data=data_of(visit, guid, draft, families))
        spoken.show(visit, guid)


def _others(visit: Visit, guid: str, *, is_begun: bool) -> None:
    """The way to drafts other than the open one; in sight beside an empty form, for who was broken off comes back to
    one, while they are few.
    """
    others = [one for one in due.my_drafts(visit.db, visit.viewer) if one.guid != guid]
    if others:
        with st.expander(ngettext("{n} other draft", "{n} other drafts", len(others)).format(n=len(others)),
                         expanded=not is_begun and len(others) <= _IN_SIGHT):
            draft_list.links(others)


def _draft(visit: Visit) -> tuple[str, drafts.Draft | None]:
    """The draft named in the address when it can be gone on with; else a new name, put into the address."""
    guid = st.query_params.get("draft", "")
    if drafts.is_guid(guid):
        try:
            found = drafts.draft(visit.db, visit.viewer, guid)
        except NotFound:
            return guid, None
        if not found.finished and not found.body.get("teller"):  # a family's own words: see views/hand_over
            return guid, found
    guid = new_guid()
    st.query_params["draft"] = guid
    return guid, None
