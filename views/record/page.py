"""Record a conversation in the browser; our own recorder is mounted here, with what was spoken and is not done yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot import words
from pilot.access import Right
from pilot.errors import BadInput
from pilot.families import consent, people
from pilot.words import _
from stories.entry import drafts
from stories.spoken import taking
from transcribe import adding
from views.parts import place
from views.parts.blocks import invite
from views.parts.here import here
from views.parts.module import module

if TYPE_CHECKING:
    from pilot.families.people import Family, Person
    from pilot.visit import Visit

_record = module("rode_draad_record", "spoken/page.js")
# Of more families than this only the people of the one in the address are told; choosing another opens the page for it.
_MANY = 50


def page() -> None:
    """Show the recorder for the family of the address, or to choose one."""
    with here() as visit:
        visit.viewer.require(Right.WRITE_STORY, Right.ADD_MATERIAL)
        place.head("record", visit.viewer)
        families = people.families(visit.db, visit.viewer, taking.right_of(visit.viewer))
        if not families:
            return invite(_("No families yet"), _("Here you record conversations with the families you support. An"
                                                  " administrator has to link you to a family first."))
        st.caption(_("Consent is looked up before anything is recorded. What is said is kept on this device, locked,"
                     " and sent every few seconds; without a connection it waits until there is one."))
        _record(key="record", data=_data(visit, families))


def _data(visit: Visit, families: list[Family]) -> dict[str, object]:
    """What the recorder needs to know; see stories/spoken/page.js."""
    chosen = st.query_params.get("family", "")
    told = families if len(families) <= _MANY else [one for one in families if one.guid == chosen]
    heard = {one.guid: _people(visit, one) for one in told}
    return {
        "owner": drafts.owner(visit.viewer),
        "families": [{"guid": one.guid, "name": one.pseudonym, "people": heard.get(one.guid)} for one in families],
        "languages": _languages(visit), "family": chosen, "consent": "/consent?back=record&family=",
    }


def _languages(visit: Visit) -> list[tuple[str, str]]:
    """What can be spoken, the language of the pilot first."""
    first = visit.db.conn.execute("SELECT language FROM pilot").fetchone()[0]
    return sorted(adding.choices(visit.home, visit.db)["languages"], key=lambda one: one[0] != first)


def _people(visit: Visit, family: Family) -> list[dict[str, object]]:
    """Who can be heard: those of the family, then its coaches, each with what consent is missing."""
    asked = (visit.db, visit.viewer, family.guid)
    return [{"guid": one.guid, "name": _called(one), "why": _why(visit, one), "itself": one.person_id ==
             visit.viewer.coach_id} for one in (*people.persons(*asked), *people.coaches_of(*asked))]


def _called(one: Person) -> str:
    role = one.role or words.translate(one.kind)
    return one.pseudonym if role in one.pseudonym else f"{one.pseudonym} · {role}"


def _why(visit: Visit, one: Person) -> str:
    try:
        consent.require(visit.db, [one], taking.USES)
    except BadInput as error:
        return error.sentence()
    return ""
