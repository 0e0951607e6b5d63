"""Passages that were found: their words, codes and where they stand, each a way to the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from coding.find.passages import ORDERS
from coding.find.together import Place
from pilot.vocabulary import days, voices
from pilot.words import _, ngettext
from themes.figures.signs import SIGN_MARKS
from views.parts import chosen
from views.parts.plain import line, plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coding.find.passages import Found, Passage

SHOWN_CHARS = 400
_LINE = Markup('<li><a href="{href}" target="_self"><blockquote>{words}</blockquote></a>'
               '<p class="rd-where"><strong>{codes}</strong> {where}</p></li>')


def told(found: Found, question: str) -> None:
    """How many there are and in how much was looked: also where nothing was found."""
    texts = ngettext("{n} text", "{n} texts", found.texts).format(n=found.texts)
    if found.passages.total:
        n = found.passages.total
        st.text(ngettext("{n} passage. Looked in {texts}.", "{n} passages. Looked in {texts}.", n).format(
            n=n, texts=texts))
    else:
        codings = ngettext("{n} coding", "{n} codings", found.codings).format(n=found.codings)
        st.text(_("Nothing found. Looked at {codings} with these codes in {texts}.").format(
            codings=codings, texts=texts))
    waiting = ngettext("{n} coding waits for a place in a changed text and is left out.",
                       "{n} codings wait for a place in a changed text and are left out.", found.waiting).format(
                           n=found.waiting) if found.waiting else ""
    st.caption(plain(f"{question}. {waiting}"))


def choose_how(name: str) -> bool:
    """The order, and whether passages are ticked to be coded rather than read."""
    order = chosen.key(name, "order")
    if st.session_state[order] not in ORDERS:
        st.session_state[order] = next(iter(ORDERS))
    st.selectbox(_("Order"), list(ORDERS), key=order, format_func=lambda key: _(ORDERS[key].name), width=260,
                 on_change=chosen.to_first, args=(name,))
    return st.toggle(_("Look through and code"), key=f"ticking {name}")


def show(found: Iterable[Passage]) -> None:
    """The passages one below the other."""
    st.html(Markup('<ol class="rd-found">{}</ol>').format(Markup("").join(map(_line, found))))


def ticked(one: Passage) -> tuple[Place, str]:
    """The place of a passage and what stands beside its tick."""
    return Place(one.document, one.version, one.start, one.end), line("", _short(one.words), "", _where(one))


def _line(one: Passage) -> Markup:
    codes = " · ".join(part for part in (", ".join(one.codes), SIGN_MARKS.get(one.sign, "")) if part)
    return _LINE.format(href="desk?" + urlencode({"document": one.document, "at": one.start}),
                        words=_short(one.words), codes=codes, where=_where(one))


def _where(one: Passage) -> str:
    who = one.speaker or voices.name(one.voice)
    parts = (one.family, one.title, days.short(one.told_on), who, ", ".join(one.coders))
    return " · ".join(part for part in parts if part)


def _short(words: str) -> str:
    return words if len(words) <= SHOWN_CHARS else words[:SHOWN_CHARS].rpartition(" ")[0] + " …"
