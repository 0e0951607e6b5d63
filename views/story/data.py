"""What the entry form needs to know; see stories/entry/entry.js."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.clock import today
from pilot.families import consent
from pilot.vocabulary import courses, domains
from stories.entry import drafts, form, templates, wording

if TYPE_CHECKING:
    from pilot.families import people
    from pilot.visit import Visit


def data_of(visit: Visit, guid: str, draft: drafts.Draft | None, families: list[people.Family]) -> dict[str, object]:
    """The draft, the families it can be about, and the forms of the version it was begun with."""
    shut = consent.untellable(visit.db, visit.viewer)
    forms = wording.forms_of(visit.db, form.form_of(draft.body)) if draft else wording.newest(visit.db)
    chosen = str(draft.body.get("template", "")) if draft else ""
    return {
        "guid": guid, "owner": drafts.owner(visit.viewer),
        "today": today(visit.db),
        "draft": draft and {"versions": draft.versions, "body": draft.body, "changed_at": draft.changed_at},
        "family": st.query_params.get("family", ""),
        "families": [{"guid": one.guid, "name": one.pseudonym, "tellable": one.guid not in shut} for one in families],
        "form": forms.number, "templates": templates.shown(forms, key=chosen),
        "signifiers": templates.shown_signifiers(forms),
        "domains": [{"key": key, "name": domains.name(key)} for key in domains.DOMAINS],
        "courses": [{"key": key, "name": courses.name(key), "about": courses.says(key), "shape": courses.SHAPES[key]}
                    for key in courses.COURSES],
    }
