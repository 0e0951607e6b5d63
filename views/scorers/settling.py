"""Where those who scored differ, and the score they come to together."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from pilot.clock import today
from pilot.paging import Key, folded, of_rows
from pilot.vocabulary import domains, voices
from pilot.words import N_, _, ngettext
from stories.file.known import decimal
from stories.outcomes import rounds, rubrics
from stories.outcomes.scores import Entry
from views.parts import pages
from views.parts.attempt import attempt, fresh, sure_of
from views.parts.blocks import each, list_of
from views.parts.plain import plain

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.outcomes.rounds import Differs

_UNKNOWN = "unknown"
_CHOICES = [*map(str, rubrics.LEVELS), _UNKNOWN]


def show(visit: Visit) -> None:
    """The first differences, each with a form; settled ones go."""
    st.subheader(_("Where they differ"))
    found = rounds.differing(visit.db, visit.viewer)
    if not found:
        st.caption(_("Nobody differs, or all of it is settled. A score on which people differ counts in no mean."))
        return
    st.caption(ngettext("{n} score waits until it is settled; until then it counts in no mean.",
                        "{n} scores wait until they are settled; until then they count in no mean.",
                        len(found)).format(n=len(found)))
    pages.listed("differing", lambda wanted: of_rows(found, _title, wanted, _ORDERS), each(partial(_one, visit)),
                 search=_("Family, round or domain"), orders=_ORDERS, alone=False)


def _one(visit: Visit, one: Differs) -> None:
    form = f"settle {one.family_guid} {one.wave_guid} {one.domain} {one.voice}"
    said = " · ".join(f"{label or _('entered before')}: {_shown(value)}" for label, _state, value in one.given)
    with st.expander(plain(f"{_title(one)} · {said}")):
        list_of([(f"/scores?family={one.family_guid}&wave={one.wave_guid}", _("The sheet with what it rests on"), "")])
        rubric = rubrics.newest(visit.db)
        ladder = rubric.ladders[one.domain]
        with st.form(fresh(form)):
            chosen = st.radio(_("The score you came to together"), _CHOICES, None, key=fresh(f"level {form}", form),
                              format_func=lambda value: plain(_("not known") if value == _UNKNOWN else (
                                  f"{decimal(float(value))} · {ladder.level(float(value)).to()}")))
            why = st.text_input(_("Why, in a few words and without names"), max_chars=rounds.LONGEST,
                                autocomplete="off", key=fresh(f"why {form}", form))
            sure = sure_of(form)
            if st.form_submit_button(_("Settle")) and chosen is not None:
                entry = Entry(one.family_guid, one.wave, one.domain, None if chosen == _UNKNOWN else float(chosen),
                              today(visit.db), one.voice, reason=why, rubric=rubric.number)
                attempt(lambda: rounds.settle(visit.pilot, visit.db, visit.viewer, entry, sure=sure), _("Settled."),
                        form)


def _title(one: Differs) -> str:
    return f"{one.family} · {one.wave} · {domains.name(one.domain)} ({voices.name(one.voice)})"


_ORDERS: dict[str, Key[Differs]] = {"family": Key(N_("by family"), lambda one: (folded(one.family), one.wave)),
           "domain": Key(N_("by domain"), lambda one: (domains.name(one.domain), folded(one.family)))}


def _shown(value: float | None) -> str:
    return _("not known") if value is None else decimal(value)
