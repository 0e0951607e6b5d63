"""The head of a page that works on one conversation, ?document=GUID, and what stands there when there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import streamlit as st
from markupsafe import Markup

from pilot.errors import Withdrawn
from pilot.words import _
from views.parts import place
from views.parts.blocks import invite, link
from views.parts.here import here

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database

    from pilot.access import Viewer


class Chosen(NamedTuple):
    """A conversation (guid), and whose work on it a browser keeps."""

    document: str
    owner: str


def chosen(
    page: str, about: str, title_of: Callable[[Database, Viewer, str], str], *ways: tuple[str, str]
) -> Chosen | None:
    """Show the title, and the ways from here; None where there is nothing to work on, which is told.

    Args:
        about: what one does here, in a sentence.
        title_of: the use case that gives the title to who may work on it.
        ways: other pages about the same conversation, each with its words.
    """
    with here() as visit:
        place.head(page, visit.viewer)
        guid = st.query_params.get("document", "")
        if not guid:
            invite(_("No conversation chosen"), about, "/documents", _("Choose a conversation"))
            return None
        try:
            title = title_of(visit.db, visit.viewer, guid)
        except Withdrawn as error:
            invite(_("Withdrawn"), error.sentence(), "/documents", _("Choose a conversation"))
            return None
    links = (link(f"/{way}?document={guid}", words) for way, words in (("desk", _("Read the text")), *ways))
    st.html(Markup("<p><strong>{}</strong> · {}</p>").format(title, Markup(" · ").join(links)))
    return Chosen(guid, f"{visit.viewer.account_guid}|{visit.pilot.slug}")
