"""How much was found, in how much was looked, and for which forms of the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import _, ngettext
from texts.index.matching import AS_IS, PATTERN, meant
from texts.index.search import MAX_HITS
from views.parts.plain import plain

if TYPE_CHECKING:
    from texts.index.matching import Query
    from texts.index.search import Found

SHOWN_FORMS = 12


def _how_forms_are_known(found: Found) -> str:
    if found.model:
        return _("Forms are known by the dictionary ({model}) and by the stem of a word.").format(model=found.model)
    return _("Forms are known by the stem of a word; “ging” is not found by “gaan” without a language model.")


def told(found: Found, query: Query) -> None:
    """How many there are, which other forms were looked for, and in how much: also where nothing was found."""
    inside = _("{texts} and {words}").format(
        texts=ngettext("{n} text", "{n} texts", found.texts).format(n=found.texts),
        words=ngettext("{n} word", "{n} words", found.words).format(n=found.words))
    if found.is_cut:
        said = _("More than {n} places: there was time to put so many in this order, and the first {shown} of those are"
                 " shown. Choose a family, a voice or a code to see all in order. Looked in {inside}.").format(
                     n=found.seen, shown=MAX_HITS, inside=inside)
    elif found.more and found.seen > MAX_HITS + 1:
        said = _("{n} places; the first {shown} in this order are shown. Looked in {inside}.").format(
            n=found.seen, shown=MAX_HITS, inside=inside)
    elif found.more:
        said = _("More than {n} places; the first {n} in this order are shown. Looked in {inside}.").format(
            n=MAX_HITS, inside=inside)
    elif found.hits.total:
        places = ngettext("{n} place", "{n} places", found.hits.total).format(n=found.hits.total)
        said = _("{places}. Looked in {inside}.").format(places=places, inside=inside)
    else:
        said = _("Nothing found in {inside}. Try another word, a part of it with a star, or another choice.").format(
            inside=inside)
    st.text(said)
    if found.also:
        more = " …" if len(found.also) > SHOWN_FORMS else ""
        forms = ", ".join(f"“{word}”" for word in found.also[:SHOWN_FORMS])
        st.caption(_("Also looked for: {words}").format(words=plain(forms + more)))
    if meant(query).way not in (AS_IS, PATTERN):
        st.caption(plain(_how_forms_are_known(found)))
