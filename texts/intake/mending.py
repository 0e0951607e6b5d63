"""What somebody set right in the preview: who speaks, turns that are two or one, lines that are no speech.

Words come from the file alone: a mended turn names stretches of turns as they were read, in their order.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from pilot.errors import BadInput
from pilot.words import N_
from texts.importers import ParsedText, ParsedTurn
from texts.timings import Timing, inside, moved, with_own

if TYPE_CHECKING:
    from collections.abc import Sequence


class Part(NamedTuple):
    """A stretch of one turn as it was read: its number from 0, start and end in code points, end-exclusive."""

    turn: int
    start: int
    end: int


@dataclass(frozen=True)
class MendedTurn:
    """A turn as it is to be stored: the label of who speaks, and the words of it."""

    speaker: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Mended:
    """All turns as they are to be stored; `of` is the text's hash as the preview gave it."""

    of: str
    turns: tuple[MendedTurn, ...]


def apply(text: ParsedText, turns: Sequence[MendedTurn]) -> ParsedText:
    """The text with its turns as somebody set them right; what no turn names was left out.

    Words keep the times that the file has of them: a turn begins when its first word does, where that is known.

    Raises: BadInput when a turn names words that are not there, or not in the order of the file.
    """
    at = Part(0, 0, 0)
    made: list[ParsedTurn] = []
    for turn in turns:
        for part in turn.parts:
            if not (0 <= part.turn < len(text.turns) and 0 <= part.start < part.end <= len(text.turns[part.turn].text)
                    and (part.turn, part.start) >= (at.turn, at.end)):
                raise BadInput(N_("What was changed does not fit this file. Undo the changes in its turns."))
            at = part
        one = _made(text, turn)
        if one.text:
            made.append(one)
    if not made:
        raise BadInput(N_("Every turn was left out: there is nothing to store."))
    speakers = dict.fromkeys(turn.speaker for turn in made if turn.speaker)
    return replace(text, turns=tuple(made), speakers=tuple(speakers))


def _made(text: ParsedText, turn: MendedTurn) -> ParsedTurn:
    """The words of all parts, with the times that are known of them."""
    words = ""
    timings: list[Timing] = []
    pieces = [piece for piece in (_piece(text.turns[part.turn], part) for part in turn.parts) if piece.text]
    for piece in pieces:
        timed = with_own(piece.text, piece.start_ms, piece.end_ms, piece.timings) if len(pieces) > 1 else piece.timings
        timings += moved(timed, len(words) + bool(words))
        words = f"{words} {piece.text}".strip()
    begins, ends = (pieces[0].start_ms, pieces[-1].end_ms) if pieces else (None, None)
    return ParsedTurn(turn.speaker.strip(), words, begins, ends, tuple(timings))


def _piece(turn: ParsedTurn, part: Part) -> ParsedTurn:
    """A stretch of a turn without the space around it; it begins and ends when its first and last words do."""
    words = turn.text[part.start:part.end]
    start = part.start + len(words) - len(words.lstrip())
    end = start + len(words.strip())
    timings = inside(turn.timings, start, end)
    first = next((one.start_ms for one in timings if one.start == 0), None)
    begins = first if turn.text[:start].strip() else turn.start_ms
    last = next((one.end_ms for one in reversed(timings) if one.end == end - start), None)
    ends = last if turn.text[end:].strip() else turn.end_ms
    return ParsedTurn(turn.speaker, words.strip(), begins, ends, timings)
