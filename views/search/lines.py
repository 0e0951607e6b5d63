"""What was found, line by line: the words around it, where it stands, and what was looked in."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from coding.find.together import Place
from pilot.vocabulary import days, voices
from views.parts.plain import line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from texts.index.matching import Turn
    from texts.index.search import Hit

_LINE = Markup(
    '<li><a href="{href}" target="_self"><span class="rd-left">{before}</span><b>{found}</b>'
    '<span class="rd-right">{after}</span></a><span class="rd-where">{where}</span></li>')


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
