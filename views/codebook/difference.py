"""What a codebook file would change, and whether it may."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from coding.book import codebook
from pilot import words
from pilot.words import _, ngettext
from views.code import fields
from views.parts.plain import plain

if TYPE_CHECKING:
    from coding.book.codebook import Codebook
    from coding.book.comparing import Difference
    from pilot.visit import Visit


WORDING = "load only wording"


def confirmed(visit: Visit, found: Difference, book: Codebook) -> bool:
    """Show what would change; whether the viewer says yes to it."""
    names = _names(visit, book)
    for head, keys in ((_("Added"), found.added), (_("Changed"), found.changed), (_("Gone"), found.gone)):
        named = (": " if keys else "") + ", ".join(names[key] for key in keys)
        st.html(Markup("<p><b>{}</b> · {}{}</p>").format(head, len(keys), named))
    if found.same_as:
        st.info(_("These are the codes of version {n}. To undo what was merged since as well, take that version back"
                  " under “Versions”.").format(n=found.same_as.number))
    kept = sum(found.codings.values())
    if kept:
        st.warning(ngettext("{n} coding has a code that goes. It stays, and its coder has to decide about it.",
                            "{n} codings have a code that goes. They stay, and their coders have to decide about them.",
                            kept).format(n=kept))
    if found.redefined:
        said = ngettext("{n} code is defined otherwise: who used it before looks at those codings again.",
                        "{n} codes are defined otherwise: who used them before looks at those codings again.",
                        len(found.redefined)).format(n=len(found.redefined))
        st.info(plain(f"{said} {', '.join(names[key] for key in found.redefined)}"))
        fields.only_wording(WORDING)
    return st.button(_("Use this version from now on"), type="primary")


def _names(visit: Visit, book: Codebook) -> dict[str, str]:
    """What each code is called, in the file or else in the version in use."""
    newest = codebook.newest(visit.db)
    old = codebook.codes(visit.db, newest.codebook_version_id, words.current()) if newest else []
    new = {code.key: code.name[words.current()] for code, _parent, _depth in book.walk()}
    return {row.key: row.name for row in old} | new
