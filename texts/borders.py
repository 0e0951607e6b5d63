"""Turns of other lengths made of the same words. Pure; times integer ms."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from pilot.errors import BadInput
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from texts.documents import NewTurn

WORD = re.compile(r"\S+")


class Turn(NamedTuple):
    """What somebody says until another speaks: so many words of the text, and who it is (`Who.key`)."""

    words: int
    who: str


@dataclass(frozen=True)
class Who:
    """Somebody a turn can be of.

    Attributes:
        key: guid of the person; for nobody of the pilot the name that stands in the text.
        person_id: None for nobody of the pilot.
    """

    key: str
    name: str
    voice: str
    person_id: int | None = None


def layout(
    before: Sequence[NewTurn], turns: Sequence[Turn], known: Mapping[str, Who], times: Sequence[int | None]
) -> list[NewTurn] | None:
    """The turns as they are stored; None when these are not all words of the text. Raises: BadInput."""
    if any(turn.words < 1 for turn in turns) or sum(turn.words for turn in turns) != len(times):
        return None
    if any(turn.who not in known for turn in turns):
        raise BadInput(N_("Say who speaks: somebody of this family, or somebody who works with it."))
    pieces = [(old, word) for old in before for word in WORD.finditer(old.text)]
    borders = [0, *accumulate(turn.words for turn in turns)]
    return [_turn(pieces[start:end], known[turn.who], times[start:end], times[end:end + 1])
            for (start, end), turn in zip(pairwise(borders), turns, strict=True)]


def _turn(
    pieces: Sequence[tuple[NewTurn, re.Match[str]]], who: Who, times: Sequence[int | None],
    following: Sequence[int | None],
) -> NewTurn:
    """One turn of words that stand in one or more turns now; what stood between words of one stays as it was."""
    parts: list[tuple[NewTurn, int, int]] = []
    for old, word in pieces:
        if parts and parts[-1][0] is old:
            parts[-1] = (old, parts[-1][1], word.end())
        else:
            parts.append((old, word.start(), word.end()))
    first, last = parts[0][0], parts[-1][0]
    whole = len(parts) == 1 and parts[0][1:] == (0, len(first.text))
    sure = [old.confidence for old, _start, _end in parts if old.confidence is not None]
    known = [time for time in times if time is not None]
    start_ms = times[0] if times[0] is not None else first.start_ms if parts[0][1] == 0 else None
    end_ms = last.end_ms if parts[-1][2] == len(last.text) else following[0] if following else None
    same = first.person_id == who.person_id and first.speaker == who.name
    made = replace(
        first, text=" ".join(old.text[start:end] for old, start, end in parts), speaker=who.name, voice=who.voice,
        person_id=who.person_id, came_as=first.came_as if same or whole else "",
        confidence=round(sum(sure) / len(sure), 4) if sure else None)
    if whole:
        return replace(made, voice=first.voice if same else who.voice)
    later = max(known, default=None)
    if end_ms is not None and later is not None and end_ms < later:
        end_ms = None
    return replace(made, start_ms=start_ms, end_ms=end_ms if start_ms is not None else None)
