"""One story: what its teller says it means, and its text under the questions it was told under."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot.files import links
from pilot.vocabulary import days
from pilot.words import _
from stories.meaning.reading import of_story
from views.parts import titles
from views.parts.blocks import actions, back_to
from views.parts.plain import plain

if TYPE_CHECKING:
    from pilot.visit import Visit


def show(visit: Visit, guid: str) -> None:
    """The answers first, then the words."""
    back_to("/meaning", _("Meaning"))
    with titles.titled(_("Meaning")):
        found = of_story(visit.db, visit.viewer, guid)
    st.title(plain(found.title))
    st.caption(plain(f"{found.family} · {days.long(found.told_on)}"))
    actions([(links.to_words(guid), _("Open at the coding desk"))])
    st.html(answers_html(found.answers))
    parts = Markup().join(Markup("<h3>{}</h3>{}").format(
        question or _("Told under no question"), Markup().join(Markup("<p>{}</p>").format(line) for line in lines))
        for question, lines in found.parts)
    st.html(Markup('<div class="rd-told-parts">{}</div>').format(parts))


def answers_html(answers: list[tuple[str, str]]) -> Markup:
    """What the teller answered, a line each."""
    if not answers:
        return Markup("<p>{}</p>").format(_("Its teller was not asked what it means, or left it open."))
    return Markup('<dl class="rd-meant">{}</dl>').format(Markup().join(
        Markup("<dt>{}</dt><dd>{}</dd>").format(question, answer) for question, answer in answers))
