"""A text whose sentences are chosen on the text itself, to make passages of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from pilot.words import ngettext
from stories.back import choosing
from views.parts.module import module

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stories.back.choosing import Sentence

    Turns = Sequence[tuple[str, Sequence[Sentence]]]

_sentences = module("rode_draad_sentences", "static/sentences.js")
_HEIGHT_PX = 420


def choose(key: str, turns: Turns, marked: Sequence[tuple[int, int]] = ()) -> list[tuple[int, int]]:
    """Show the text; returns the spans (code points, 0-based, end-exclusive) that the pressed sentences make.

    Args:
        key: another one where the text is to begin anew. marked: spans that were chosen before.
    """
    with st.container(height=_HEIGHT_PX, key=f"box {key}"):
        found = _sentences(key=key, data={"key": key, "turns": _drawn(turns, marked)}, on_chosen_change=lambda: None)
    spans = choosing.spans(turns, [int(number) for number in found.get("chosen") or ()])
    st.text(ngettext("{n} passage chosen", "{n} passages chosen", len(spans)).format(n=len(spans)))
    return spans


def _drawn(turns: Turns, marked: Sequence[tuple[int, int]]) -> list[dict[str, Any]]:
    """The text as the module draws it; sentences are numbered through it, from 0."""
    made: list[dict[str, Any]] = []
    number = 0
    for speaker, said in turns:
        drawn = []
        for one in said:
            asked = any(start < one.end and one.start < end for start, end in marked)
            drawn.append({"number": number, "words": one.words, "theirs": one.theirs, "asked": asked})
            number += 1
        made.append({"speaker": speaker, "sentences": drawn})
    return made
