"""Of one family: the forms that were signed on the screen or photographed, and taking a wrong picture away."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from pilot.access import Right
from pilot.families import consent
from pilot.families.papers import kept, pictures
from pilot.vocabulary import days
from pilot.words import _
from views.parts.attempt import attempt, fresh

if TYPE_CHECKING:
    from pilot.families.papers.kept import Paper
    from pilot.families.people import Family
    from pilot.visit import Visit

_NOTHING = Markup()


def show(visit: Visit, family: Family) -> None:
    """A row for each form, the last first."""
    st.subheader(_("Signed forms of this family"))
    found = kept.papers(visit.db, visit.viewer, family.guid)
    if not found:
        st.caption(_("Nothing has been signed on the screen or photographed yet. What was recorded otherwise stands in"
                     " the family file."))
        return
    sees = visit.viewer.may(Right.SEE_REGISTER)
    st.html(Markup('<ul class="rd-list">{}</ul>').format(_NOTHING.join(_row(one, sees=sees) for one in found)))
    if not sees:
        st.caption(_("A signature is a name: pictures are for administrators and the coach of the family."))
    if visit.viewer.may(Right.MANAGE_REGISTER):
        _removing(visit, family, found)


def _row(one: Paper, *, sees: bool) -> Markup:
    yes = ", ".join(_(consent.USE_NAMES[use]) for use, answer in one.answers.items() if answer)
    no = ", ".join(_(consent.USE_NAMES[use]) for use, answer in one.answers.items() if not answer)
    told = [*([_("yes to {uses}").format(uses=yes)] if yes else []),
            *([_("no to {uses}").format(uses=no)] if no else []),
            *([_("answered by {person}").format(person=one.given_by)] if one.given_by else []),
            *([_("said “I agree” before a witness")] if one.marked else [])]
    ways = [_letter(one)] if one.letter else []
    ways += [Markup('<a href="/api/consent/pictures/{}" target="_blank">{}</a>').format(
        drawn.guid, _(kept.PICTURE_NAMES[drawn.kind])) for drawn in one.pictures if sees and not drawn.removed]
    ways += [Markup.escape(_("{picture} taken away: {reason}").format(
        picture=_(kept.PICTURE_NAMES[drawn.kind]), reason=drawn.removed)) for drawn in one.pictures if drawn.removed]
    return Markup("<li>{} <span>{}</span> <span>{}</span> <span>{}</span></li>").format(
        one.person, f"{days.short(one.on)} · {_(kept.MANNERS[one.manner])}", " · ".join(told),
        Markup(" · ").join(ways))


def _letter(one: Paper) -> Markup:
    asked = urlencode({"letter": one.letter, "uses": ",".join(one.answers)})
    return Markup('<a href="/export/consent-form.pdf?{}" target="_self">{}</a>').format(
        asked, _("letter {number}").format(number=one.letter))


def _removing(visit: Visit, family: Family, found: list[Paper]) -> None:
    there = {drawn.guid: f"{one.person} · {days.short(one.on)} · {_(kept.PICTURE_NAMES[drawn.kind])}"
             for one in found for drawn in one.pictures if not drawn.removed}
    if not there:
        return
    with st.expander(_("Take a wrong picture away")), st.form(fresh(key := f"removing-{family.guid}"), border=False):
        st.caption(_("It is gone for good; the answers stay, and so does why it went."))
        guid = st.selectbox(_("Picture"), list(there), None, format_func=lambda one: there.get(one, str(one)),
                            placeholder=_("Choose..."))
        reason = st.text_input(_("Why"), max_chars=pictures.MOST_CHARS, help=_("It is kept with the form. No names."))
        if st.form_submit_button(_("Take away")):
            attempt(lambda: pictures.remove(visit.pilot, visit.db, visit.viewer, guid or "", reason),
                    _("Picture taken away"), key)
