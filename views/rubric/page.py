"""The rubrics: one life domain at a time to word, and how a scorer reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.vocabulary import days, domains
from pilot.words import _, ngettext
from stories.outcomes import rubrics
from stories.outcomes.exports import RUBRIC
from views.outcomes import doors
from views.parts import place, take_out
from views.parts.blocks import table
from views.parts.here import here
from views.rubric import ladder

if TYPE_CHECKING:
    from stories.outcomes.rubrics import Version


def page() -> None:
    """Choose a life domain, word it left, and see it right as it was saved last."""
    with here() as visit:
        place.head("rubric", visit.viewer)
        doors.show(visit, "rubric")
        found = rubrics.rubric(visit.db, visit.viewer)
        st.write(_("A scorer reads these words and chooses a level. A change counts for scores given from now on; a"
                   " score keeps the version it was given with."))
        domain = str(st.selectbox(_("Life domain"), list(found.ladders), key="domain", width=360,
                                  format_func=lambda key: domains.name(key)))
        left, right = st.columns([3, 2], gap="large")
        with left:
            ladder.form(visit, found, domain)
        with right:
            st.subheader(_("This is how it is read"))
            st.html(ladder.drawn(found.ladders[domain]))
        st.subheader(_("Versions"))
        table((_("Version"), _("By"), _("On"), _("Changed"), _("Scores given with it")),
              (_row(one) for one in rubrics.versions(visit.db, visit.viewer)), "rd-stack")
        take_out.menu((RUBRIC,))


def _row(one: Version) -> tuple[str, ...]:
    return (str(one.number), one.by or _("came with the program"), days.short(one.at[:10]) if one.at else "–",
            ", ".join(domains.name(key) for key in one.changed) or "–",
            ngettext("{n} score", "{n} scores", one.scores).format(n=one.scores))
