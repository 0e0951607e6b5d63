"""What was found, line by line: the words around it, where it stands, and what was looked in."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from coding.find.together import Place
from pilot.vocabulary import days, voices
from pilot.words import _, ngettext
from texts.index.matching import AS_IS, PATTERN
from texts.index.search import MAX_HITS
from views.parts.plain import line, plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from texts.index.matching import Query, Turn
    from texts.index.search import Found, Hit

SHOWN_FORMS = 12
_LINE = Markup(
    '<li><a href="{href}" target="_self"><span class="rd-left">{before}</span><b>{found}</b>'
    '<span class="rd-right">{after}</span></a><span class="rd-where">{where}</span></li>')


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
        said = _("More than {n} places; only so many are shown. Looked in {inside}.").format(n=MAX_HITS, inside=inside)
    elif found.hits.total:
        places = ngettext("{n} place", "{n} places", found.hits.total).format(n=found.hits.total)
        said = _("{places}. Looked in {inside}.").format(places=places, inside=inside)
    else:
        said = _("Nothing found in {inside}. Try another word, a part of it with a star, or another choice.").format(
            inside=inside)
    st.text(said)
    if found.also:
        more = " …" if len(found.also) > SHOWN_FORMS else ""
        st.caption(_("Also looked for: {words}").format(words=plain(", ".join(found.also[:SHOWN_FORMS]) + more)))
    if query.way not in (AS_IS, PATTERN):
        st.caption(plain(_how_forms_are_known(found)))


def show(hits: Iterable[Hit]) -> None:
    """The lines, the found words under one another on a wide screen."""
    st.html(Markup('<ol class="rd-kwic">{}</ol>').format(Markup("").join(map(_line, hits))))


def ticked(hit: Hit) -> tuple[Place, str]:
    """The place of a hit and what stands beside its tick."""
    place = Place(hit.turn.document, hit.turn.version, hit.start, hit.end)
    return place, line(hit.before, hit.found, hit.after, _where(hit.turn))


def _where(turn: Turn) -> str:
    who = turn.speaker or voices.name(turn.voice)
    return " · ".join(part for part in (turn.family, turn.title, days.short(turn.told_on), who) if part)


def _line(hit: Hit) -> Markup:
    return _LINE.format(
        href="desk?" + urlencode({"document": hit.turn.document, "at": hit.start}), before=_one_line(hit.before),
        found=_one_line(hit.found), after=_one_line(hit.after), where=_where(hit.turn))


def _one_line(text: str) -> str:
    return text.replace("\n", " ")
