"""What somebody set right in the preview: who speaks, turns that are two or one, lines that are no speech.

Words come from the file alone: a mended turn names stretches of turns as they were read, in their order.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from pilot.errors import BadInput
from pilot.words import N_
from texts.importers import ParsedText, ParsedTurn

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

    A turn keeps the time at which its first word began, and its last one ended, where the file says so.

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
        words = " ".join(text.turns[n].text[start:end].strip() for n, start, end in turn.parts).strip()
        if words:
            times = _began(text, turn.parts[0]), _ended(text, turn.parts[-1])
            made.append(ParsedTurn(turn.speaker.strip(), words, *times))
    if not made:
        raise BadInput(N_("Every turn was left out: there is nothing to store."))
    speakers = dict.fromkeys(turn.speaker for turn in made if turn.speaker)
    return replace(text, turns=tuple(made), speakers=tuple(speakers))


def _began(text: ParsedText, part: Part) -> int | None:
    turn = text.turns[part.turn]
    return turn.start_ms if not turn.text[:part.start].strip() else None


def _ended(text: ParsedText, part: Part) -> int | None:
    turn = text.turns[part.turn]
    return turn.end_ms if not turn.text[part.end:].strip() else None
