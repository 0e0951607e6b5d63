"""Loading a codebook: choose a file or paste it, see its faults or what would change, say yes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from coding.book import codebook, comparing
from coding.book.changing import LONGEST_REASON
from exchange.refi import books
from pilot.errors import BadInput
from pilot.words import _
from views.codebook import difference
from views.parts.attempt import attempt, fresh
from views.parts.module import module
from views.parts.plain import plain

if TYPE_CHECKING:
    from coding.book.codebook import Codebook
    from pilot.visit import Visit

_FORM = "load"
_OPEN = 10  # faults that stand open
_PICKED = "picked codebook"  # name and text of the file that was chosen last
_file = module("rode_draad_text_file", "static/text_file.js")


def form(visit: Visit) -> None:
    """A codebook file, of this program or another; nothing is loaded before the viewer has seen what it changes."""
    st.write(_("Choose a file (yaml, or qdc of another program), or change the text. First you see what would change."))
    newest = codebook.newest(visit.db)
    key = fresh("file text", _FORM)
    picked = _file(key="codebook file", data={"accept": ".yaml,.yml,.qdc,.txt,.xml", "label": _("Choose a file")},
                   on_picked_change=lambda: None).picked
    if picked:
        st.session_state[key] = picked["text"]
        st.session_state[_PICKED] = (picked["name"], picked["text"])
    st.session_state.setdefault(key, codebook.text(visit.db, newest) if newest else "")
    text = st.text_area(_("Text of the file"), key=key, height=300)
    label = st.text_input(_("What to call this version"), max_chars=60,
                          help=_("Left empty, the name in the file is used."), key=fresh("load label", _FORM))
    reason = st.text_input(_("Why"), max_chars=LONGEST_REASON, key=fresh("load why", _FORM))
    checked = st.button(_("Check"))
    if not text.strip():
        if picked:
            st.error(_("This file is empty. Choose another file; nothing was changed."))
        elif checked:
            st.error(_("There is no text. Paste the whole file; nothing was changed."))
        return
    try:
        book, guids = _read(visit, text)
        found = comparing.compare(visit.db, visit.viewer, book)
    except BadInput as error:
        return _faults(error)
    given = codebook.dump(book) if guids else text
    if found.same_as and newest and found.same_as.number == newest.number:
        st.info(_("These are the codes of version {n}, which is in use.").format(n=newest.number))
    elif difference.confirmed(visit, found, book):
        attempt(lambda: codebook.adopt(visit.db, visit.viewer, given, label, reason, guids=guids,
                                       only_wording=bool(st.session_state.get(difference.WORDING))),
                _("The new version is in use."), _FORM)


def _faults(error: BadInput) -> None:
    """What is wrong, by line; the first few stand open, for a hundred push all else out of sight."""
    head, *faults = error.sentence().split("\n")
    st.error(plain(head))
    st.text("\n".join(faults[:_OPEN]))
    if faults[_OPEN:]:
        st.expander(_("The other faults")).text("\n".join(faults[_OPEN:]))


def _read(visit: Visit, text: str) -> tuple[Codebook, dict[str, str]]:
    """The codebook in a text, and the guids its codes have in another program."""
    if not books.looks_like(text):
        return codebook.load(text), {}
    name, of = st.session_state.get(_PICKED, ("", ""))
    found = books.read(visit.db, text.encode(), name if of == text else _("Pasted text") + books.ENDING)
    return found.book, found.guids
