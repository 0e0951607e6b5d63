"""What she said herself that her story means; it stays as it is when the words are corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot.words import _
from stories.meaning.keeping import of_document

if TYPE_CHECKING:
    from pilot.visit import Visit


def show(visit: Visit, guid: str) -> None:
    """A line for each answer; nothing where there is none. That the story is hers was asked before."""
    answers = of_document(visit.db, guid)
    if not answers:
        return
    st.subheader(_("What you said it means"))
    st.html(Markup('<dl class="rd-meant">{}</dl>').format(Markup().join(
        Markup("<dt>{}</dt><dd>{}</dd>").format(question, answer) for question, answer in answers)))
