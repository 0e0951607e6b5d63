"""Loading a codebook: paste it, see its faults or what would change, say yes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from coding.book import codebook, comparing
from pilot import words
from pilot.errors import BadInput
from pilot.words import _, ngettext
from views.parts.attempt import again
from views.parts.plain import plain

if TYPE_CHECKING:
    from coding.book.codebook import Codebook
    from coding.book.comparing import Difference
    from pilot.visit import Visit


def form(visit: Visit) -> None:
    """A place to paste a codebook file; nothing is loaded before the viewer has seen what it changes."""
    st.write(_("Change the text of the codebook, or paste a whole file (YAML). First you see what would change."))
    newest = codebook.newest(visit.db)
    text = st.text_area(_("Text of the file"), codebook.text(visit.db, newest) if newest else "", height=300)
    label = st.text_input(_("What to call this version"), max_chars=60,
                          help=_("Left empty, the name in the file is used."))
    checked = st.button(_("Check"))
    if not text.strip():
        if checked:
            st.error(_("There is no text. Paste the whole file; nothing was changed."))
        return
    try:
        book = codebook.load(text)
        found = comparing.compare(visit.db, visit.viewer, book)
    except BadInput as error:
        head, *faults = error.sentence().split("\n")
        st.error(plain(head))
        st.text("\n".join(faults))
        return
    if found.same_as:
        st.info(_("These are the codes of version {n}, which is there already.").format(n=found.same_as.number))
    elif _confirmed(found, _names(visit, book)):
        codebook.adopt(visit.db, visit.viewer, text, label)
        again(_("The new version is in use."))


def _names(visit: Visit, book: Codebook) -> dict[str, str]:
    """What each code is called, in the file or else in the version in use."""
    newest = codebook.newest(visit.db)
    old = codebook.codes(visit.db, newest.codebook_version_id, words.current()) if newest else []
    new = {code.key: code.name[words.current()] for code, _parent, _depth in book.walk()}
    return {row.key: row.name for row in old} | new


def _confirmed(found: Difference, names: dict[str, str]) -> bool:
    """Show what would change; whether the viewer says yes to it."""
    for head, keys in ((_("Added"), found.added), (_("Changed"), found.changed), (_("Gone"), found.gone)):
        named = (": " if keys else "") + ", ".join(names[key] for key in keys)
        st.html(Markup("<p><b>{}</b> · {}{}</p>").format(head, len(keys), named))
    kept = sum(found.codings.values())
    if kept:
        st.warning(ngettext("{n} coding has a code that goes. It is kept, under the older version.",
                            "{n} codings have a code that goes. They are kept, under the older version.",
                            kept).format(n=kept))
    return st.button(_("Use this version from now on"), type="primary")
