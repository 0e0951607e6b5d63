"""Story entry for a coach: our own form, mounted here; it saves by itself through /api/drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.access import Right
from pilot.clock import today, zone
from pilot.errors import NotFound
from pilot.families import consent, people
from pilot.store.files import new_guid
from pilot.vocabulary import courses, domains
from pilot.words import _, ngettext
from stories import due
from stories.entry import drafts, templates
from views.parts import place
from views.parts.blocks import invite
from views.parts.here import here
from views.parts.module import module
from views.stories import draft_list
from views.story import spoken

if TYPE_CHECKING:
    from pilot.visit import Visit

_entry = module("rode_draad_story_entry", "entry/entry.js")


def page() -> None:
    """Show the form with the draft of the address, or with a new one."""
    with here() as visit:
        place.head("story", visit.viewer)
        if not (families := people.families(visit.db, visit.viewer, Right.WRITE_STORY)):
            return invite(_("No families yet"), _("Here you write stories about the families you support. An"
                                                  " administrator has to link you to a family first."))
        guid, draft = _draft(visit)
        _others(visit, guid)
        _entry(key=f"entry-{guid}", data=_data(visit, guid, draft, families))
        spoken.show(visit, guid)


def _others(visit: Visit, guid: str) -> None:
    """The way to drafts other than the open one."""
    others = [one for one in due.my_drafts(visit.db, visit.viewer) if one.guid != guid]
    if others:
        with st.expander(ngettext("{n} other draft", "{n} other drafts", len(others)).format(n=len(others))):
            draft_list.links(others)


def _draft(visit: Visit) -> tuple[str, drafts.Draft | None]:
    """The draft named in the address when it can be gone on with; else a new name, put into the address."""
    guid = st.query_params.get("draft", "")
    if drafts.is_guid(guid):
        try:
            found = drafts.draft(visit.db, visit.viewer, guid)
        except NotFound:
            return guid, None
        if not found.finished:
            return guid, found
    guid = new_guid()
    st.query_params["draft"] = guid
    return guid, None


def _data(visit: Visit, guid: str, draft: drafts.Draft | None, families: list[people.Family]) -> dict[str, object]:
    """What the form needs to know; see stories/entry/entry.js."""
    shut = consent.untellable(visit.db, visit.viewer)
    return {
        "guid": guid, "owner": drafts.owner(visit.viewer),
        "today": today(visit.db), "zone": zone(visit.db),
        "draft": draft and {"versions": draft.versions, "body": draft.body, "changed_at": draft.changed_at},
        "family": st.query_params.get("family", ""),
        "families": [{"guid": one.guid, "name": one.pseudonym, "tellable": one.guid not in shut} for one in families],
        "templates": templates.shown(),
        "domains": [{"key": key, "name": domains.name(key)} for key in domains.DOMAINS],
        "courses": [{"key": key, "name": courses.name(key), "about": courses.says(key), "shape": courses.SHAPES[key]}
                    for key in courses.COURSES],
    }
