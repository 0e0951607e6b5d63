"""Of one release: what the program found of a draft, and how it will be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import _, ngettext
from themes.figures import release_whole
from views.parts import released
from views.parts.plain import plain

if TYPE_CHECKING:
    from themes.release.content import Content
    from themes.release.drafting import Draft


def show(draft: Draft) -> None:
    """Why it has to wait, whether it changed, what is held back and what is new."""
    if draft.waits:
        st.warning(plain(_(draft.waits)))
    if draft.is_behind:
        st.warning(_("What it is counted of has changed since you saw it. Save, and look once more."))
    said = [_("{held} of {n} figures about families are held back.").format(held=draft.held, n=draft.figures)]
    if draft.content.in_words:
        said.append(_("The pilot is small, so words stand in place of counts."))
    if draft.held == draft.figures:
        said.append(_("No figure is left to show: choose themes that more families told of, or wait."))
    news = [one.news.here for one in draft.content.themes if one.news.here]
    said.append(ngettext("New since the release before: {n} theme.", "New since the release before: {n} themes.",
                         len(news)).format(n=len(news)) if news else _(
        "Nothing is new since a release before."))
    st.info(plain(" ".join(said)))


def as_read(content: Content) -> None:
    """All that it says, with how it was counted."""
    released.show(release_whole.whole(content))
