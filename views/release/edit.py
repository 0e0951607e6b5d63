"""Of one release: a draft of one's own, with what the program found, her words, and the way to a second person."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import _
from themes.release import drafting, keeping
from themes.release.choice import MOST_TITLE, MOST_WORDS, PART_NAMES, PARTS, Chosen
from themes.release.content import AUDIENCE_NAMES, AUDIENCES
from views.parts import first
from views.parts.attempt import attempt
from views.parts.plain import plain
from views.release import changed, check, exact, theme

if TYPE_CHECKING:
    from pilot.visit import Visit
    from themes.release.choice import Choice
    from themes.release.drafting import Draft


def show(visit: Visit, draft: Draft) -> None:
    """The check, the form, and the buttons."""
    st.title(plain(draft.choice.title))
    check.show(draft)
    changed.show(visit)
    with st.container(key="draft"), st.form(f"draft {draft.guid} {draft.revision}", border=False):
        wanted = _fields(visit, draft)
        saved = st.form_submit_button(_("Save and count again"), type="primary")
        st.subheader(_("As it will be read"))
        check.as_read(draft.content)
        # In the form, so that words which she did not save yet come along and are not lost.
        proposed = st.form_submit_button(_("Let a second person sign it"), type="primary",
                                         disabled=bool(draft.waits) or draft.is_behind)
    if saved or (proposed and wanted != draft.choice):
        attempt(partial(drafting.save, visit.db, visit.viewer, draft.guid, wanted, draft.revision),
                _("Saved") if saved else _("What you had just changed is saved. Read it once more, and then let a"
                                           " second person sign it."))
    elif proposed:
        attempt(partial(drafting.propose, visit.db, visit.viewer, draft.guid, draft.revision),
                _("It waits for a signature now"))
    if first.asks(_("Throw this draft away"), _("What was written in it is gone for good."), f"away {draft.guid}"):
        attempt(partial(_away, visit, draft.guid), _("The draft is gone"))


def _fields(visit: Visit, draft: Draft) -> Choice:
    """What she chose and wrote, as it stands in the form now."""
    was, key = draft.choice, f"{draft.guid} {draft.revision}"
    with st.container(width=760):
        title = st.text_input(_("Title"), was.title, MOST_TITLE, key=f"title {key}", autocomplete="off")
        audience = st.radio(_("For whom"), AUDIENCES, AUDIENCES.index(was.audience), horizontal=True,
                            format_func=lambda one: _(AUDIENCE_NAMES[one]), key=f"audience {key}")
        about = st.text_area(_("What this pilot is, for who does not know it"), was.about, max_chars=MOST_WORDS,
                             key=f"about {key}", height=80)
        called = dict(draft.codes)
        keys = st.multiselect(
            _("Themes, in the order in which they are read"), list(called), [one.key for one in was.themes],
            format_func=lambda one: called.get(one, one), key=f"themes {key}",
            help=_("A theme that you add here gets its fields once you save."))
        parts = st.multiselect(_("Besides themes"), PARTS, [one for one in was.parts if one in PARTS],
                               format_func=lambda one: _(PART_NAMES[one]), key=f"parts {key}")
    written = {one.key: theme.fields(draft, one, key) for one in was.themes}
    granted = exact.fields(visit, draft, key) if draft.content.in_words else was.exact
    return replace(was, title=title, audience=audience, about=about, exact=granted, parts=tuple(parts),
                   themes=tuple(written.get(one, Chosen(one)) for one in keys))


def _away(visit: Visit, guid: str) -> None:
    keeping.throw_away(visit.db, visit.viewer, guid)
    st.query_params.clear()
