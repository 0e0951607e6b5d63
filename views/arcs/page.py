"""Stories in moments: those that are written, and one of them to write."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import N_, _, ngettext
from themes.release.arcs import seeing, writing
from themes.release.arcs.stored import DRAFTED, READY
from themes.release.content import MUNICIPALITY, PUBLIC
from views.arcs import one
from views.parts import link_list, place
from views.parts.attempt import attempt, fresh
from views.parts.blocks import list_of
from views.parts.here import here

if TYPE_CHECKING:
    from pilot.visit import Visit
    from themes.release.arcs.seeing import Written

FORM = "arc"
WHOM = {MUNICIPALITY: N_("the municipality"), PUBLIC: N_("everybody")}
STATES = {DRAFTED: N_("being written"), READY: N_("ready for the next release")}


def page() -> None:
    """Show the stories, or the one that the address names."""
    with here() as visit:
        if statement := st.query_params.get("statement"):
            place.head("arcs", visit.viewer)
            list_of([(seeing.where(visit.db, visit.viewer, statement), _("Read the words it rests on"), "")])
        elif guid := st.query_params.get("arc"):
            one.show(visit, guid)
        else:
            place.head("arcs", visit.viewer)
            _stories(visit)


def _stories(visit: Visit) -> None:
    st.caption(_("How it went with one family: at the start, three months later, nine months later. A story leaves in a"
                 " release only, when its family consents and a second person has signed it."))
    rows = [_row(row) for row in seeing.arcs(visit.db, visit.viewer)]
    if not link_list.show("arcs", rows, search=_("Title or family")):
        st.caption(_("There is no story yet."))
    with st.expander(_("Begin a story")):
        _begin(visit)


def _row(row: Written) -> tuple[str, str, str]:
    moments = len({line.months for line, _words in row.lines})
    told = (row.one.pseudonym, ngettext("{n} moment", "{n} moments", moments).format(n=moments),
            _(STATES.get(row.one.state, row.one.state)), "" if row.may_leave else _("no consent to leave"))
    return f"/arcs?arc={row.one.guid}", row.one.title, " · ".join(part for part in told if part)


def _begin(visit: Visit) -> None:
    families = dict(seeing.families(visit.db, visit.viewer))
    if not families:
        st.info(_("No family consents to its words leaving the team today, so no story can be told."))
        return
    with st.form(fresh(FORM), border=False):
        family = st.selectbox(_("Family"), families, format_func=lambda guid: families[guid])
        audience = st.segmented_control(_("For whom"), WHOM, default=MUNICIPALITY, required=True,
                                        format_func=lambda key: _(WHOM[key]), wrap=True)
        title = st.text_input(_("Title"), max_chars=writing.LONGEST_TITLE)
        who = st.text_input(_("Whose story it is, without a name"), max_chars=writing.LONGEST_TITLE,
                            placeholder=_("mother, several children"))
        sure = st.checkbox(_("I looked: nobody can be recognised by these words"))
        if st.form_submit_button(_("Begin"), type="primary"):
            attempt(lambda: writing.begin(visit.db, visit.viewer, family, str(audience), title, who, sure=sure),
                    _("The story is begun. Open it to say what was told."), FORM)
