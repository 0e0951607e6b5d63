"""One story: its moments side by side, and what can be said at another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot.files import links
from pilot.vocabulary import days, domains
from pilot.words import _
from themes.release.arcs import leaving, seeing, writing
from themes.release.arcs.stored import DRAFTED
from themes.release.arcs.writing import Saying
from views.arcs import deciding
from views.parts import titles
from views.parts.attempt import attempt, fresh
from views.parts.blocks import back_to
from views.parts.plain import plain

if TYPE_CHECKING:
    from pilot.visit import Visit
    from themes.release.arcs.seeing import Choice, Written

FORM = "saying"


def show(visit: Visit, guid: str) -> None:
    """The story, and while it is written the form to say more."""
    back_to("/arcs", _("Stories in moments"))
    with titles.titled(_("Stories in moments")):
        found = seeing.arc(visit.db, visit.viewer, guid)
    st.title(plain(found.one.title))
    st.caption(plain(f"{found.one.pseudonym} · {found.one.who}"))
    if not found.may_leave:
        st.warning(_("Its family does not consent to this story leaving, or not in all texts it rests on, or does not"
                     " want words quoted that it rests on. It is in no release while that is so."))
    _moments(found)
    if found.one.state == DRAFTED:
        _say(visit, found)
    deciding.show(visit, found)


def _moments(found: Written) -> None:
    parts = []
    for months in sorted({line.months for line, _words in found.lines}):
        said = Markup().join(Markup('<li>{}<p>{}</p><a href="{}" target="_self">{}</a></li>').format(
            Markup("<span>{}</span>").format(domains.name(line.domain)) if line.domain else Markup(), line.text,
            links.to_words(line.document, line.start), _shortened(words))
            for line, words in found.lines if line.months == months)
        parts.append(Markup("<section><h2>{}</h2><ul>{}</ul></section>").format(leaving.told(months), said))
    st.html(Markup('<div class="rd-arc">{}</div>').format(Markup().join(parts)))


def _shortened(words: str) -> str:
    words = " ".join(words.split())
    return f"“{words}”" if len(words) <= 90 else f"“{words[:88].rstrip()} …”"


def _say(visit: Visit, found: Written) -> None:
    st.subheader(_("Say something at a moment"))
    months = int(st.number_input(_("Months since the support began"), 0, writing.MOST_MONTHS, 0, 1))
    choices = seeing.choices(visit.db, visit.viewer, found.one.guid, months)
    if not choices:
        st.info(_("No coded passage of about that time may leave. Choose another moment, or code one first."))
        return
    with st.form(fresh(FORM)):
        chosen = st.selectbox(_("The passage it rests on"), choices, format_func=_told)
        domain = st.selectbox(_("Life domain"), ("", *domains.DOMAINS),
                              format_func=lambda key: domains.name(key) if key else _("none"))
        text = st.text_area(_("What happened, in one short sentence"), max_chars=writing.LONGEST_TEXT, height=80)
        sure = st.checkbox(_("I looked: nobody can be recognised by these words"))
        if st.form_submit_button(_("Add"), type="primary"):
            attempt(lambda: writing.say(visit.db, visit.viewer, found.one.guid, Saying(
                months, domain, text, chosen.passage), sure=sure), _("Added."), FORM)


def _told(one: Choice) -> str:
    return f"{days.short(one.on_date)} · {one.code} · {_shortened(one.words)}"
