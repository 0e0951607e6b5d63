"""The texts that go back: a story to read, a conversation by its title."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot.access.three_states import A_TEXT, OTHERWISE
from pilot.vocabulary import days
from pilot.words import _
from views.back import said
from views.parts.blocks import link

if TYPE_CHECKING:
    from stories.back.reading import One, ToRead


def show(one: One) -> None:
    """The texts in it: a story to read, a conversation by its title."""
    if one.texts:
        st.html(Markup().join(_text(text) for text in one.texts))


def _text(text: ToRead) -> Markup:
    if not text.title:
        return Markup('<p class="rd-soft">{}</p>').format(_(A_TEXT[text.gone or OTHERWISE]))
    head = Markup("<strong>{}</strong> · {}").format(text.title, days.long(text.told_on))
    way = link(f"/retell?document={text.guid}", _("Correct the story")) if text.own else ""
    parts = Markup().join(Markup("<p>{}</p>").format(part) for part in text.paragraphs)
    whole = Markup("<details><summary>{}</summary>{}</details>").format(_("Read the story"), parts) if parts else ""
    told = _("The whole text: {answer}").format(answer=said.answer(text.answer)) if text.answer else ""
    return Markup("<section><p>{} {}</p>{}{}<p>{}</p></section>").format(head, way, _heard(text), whole, told)


def _heard(text: ToRead) -> Markup:
    """A player for each sound of a story, to hear it together; nothing else of it can be reached here."""
    return Markup().join(
        Markup('<p><audio class="rd-heard" controls preload="none" controlslist="nodownload" src="/recordings/{}"'
               ' aria-label="{}"></audio></p>').format(
                   sound, _("Hear the story: {title}").format(title=text.title)) for sound in text.sounds)
