"""Who says what was written out: a voice for each word, and where that is not sure; times integer ms.

What a voice sounds like is known inside `told` only; what comes out are numbers and times.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from transcribe import audio, in_turn
from transcribe.checks import Listen
from transcribe.speakers import diarise, installed
from transcribe.speakers.of_words import spoken
from transcribe.sureness import Sure

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import BinaryIO

    from pilot.config import Home
    from transcribe.speakers.diarise import Diarised
    from transcribe.windows import Span
    from transcribe.writing import Written

# `speakers` of who asks: a number, or one of these.
FIND_OUT, NOT_TOLD = 0, -1
MOST = 9
# Below this the voice is a guess.
SURE = 0.7
# Of a moment nobody is asked to listen again.
SHORTEST_MS = 700


class Told(NamedTuple):
    """What was written out, each word with its speaker (counted from 0).

    Attributes:
        unsure: the spans in which that is not sure. sure: of each stretch of one voice how sure it is.
        both: the spans in which two speak at once.
    """

    written: list[Written]
    unsure: list[Span]
    sure: tuple[Sure, ...] = ()
    both: tuple[Span, ...] = ()

    @property
    def places(self) -> list[Listen]:
        """Where a person should listen for who speaks, and for words under another voice."""
        return [*(Listen(*span, "who speaks") for span in self.unsure),
                *(Listen(*span, "two at once") for span in self.both)]


def told(file: BinaryIO, home: Home, written: Sequence[Written], speakers: int,
         tell: Callable[[int], None] = lambda _ms: None) -> Told:
    """Who says what; as it was where nothing is told apart, or the models are not here.

    Args:
        written: in order of time, each channel by itself. speakers: how many speak, FIND_OUT or NOT_TOLD.
        tell: called with the ms heard so far, where voices are told apart.

    Raises: BadInput when a model is damaged.
    """
    if any(one.window.channel is not None for one in written):
        return Told(by_channel(in_turn.by_loudness(written, in_turn.balance(file))), [])
    if speakers == NOT_TOLD or not written or installed.folder_of(home) is None:
        return Told(list(written), [])
    found = diarise.diarise(audio.pieces(file, diarise.BLOCK_MS), installed.loaded(home), speakers or None,
                             tell)
    return Told(by_voice(written, found), unsure(found), tuple(Sure(*one[:2], one.sure) for one in found.said),
                found.both)


def by_channel(written: Sequence[Written]) -> list[Written]:
    """A speaker for each channel, the one that is heard first in front."""
    order: dict[int | None, int] = {}
    for word in sorted((word for one in written for word in one.words), key=lambda word: word.start_ms):
        order.setdefault(word.channel, len(order))
    return [replace(one, words=tuple(replace(word, speaker=order[word.channel]) for word in one.words))
            for one in written]


def by_voice(written: Sequence[Written], found: Diarised) -> list[Written]:
    """Each word with the voice that was heard when it was said; a word of nobody follows the one before it."""
    voices = iter(spoken([word for one in written for word in one.words], found.said))
    last: int | None = None
    made = []
    for one in written:
        words = []
        for word in one.words:
            voice = next(voices).voice
            last = last if voice is None else voice
            words.append(replace(word, speaker=last))
        made.append(replace(one, words=tuple(words)))
    return made


def unsure(found: Diarised) -> list[Span]:
    """Where it is not sure who speaks; all of it in one where two of the voices may be one person."""
    if found.is_doubtful:
        return [(found.said[0].start_ms, max(one.end_ms for one in found.said))]
    return [(one.start_ms, one.end_ms) for one in found.said
            if one.sure < SURE and one.end_ms - one.start_ms >= SHORTEST_MS]
