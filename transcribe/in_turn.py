"""Recordings with a voice on each channel: written out together where one speaks after the other, each by itself where
both speak at once; and on which channel a word was said. Times integer ms.

Whisper writes a conversation better than the sentences of one of those who have it: what was said before helps.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from transcribe import account, audio, channels, windows
from transcribe.hearing import listen

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import BinaryIO

    from numpy.typing import NDArray

    from transcribe.hearing import Heard
    from transcribe.windows import Span, Window
    from transcribe.writing import Written

# Both speak at once where each is heard for so long at the same time; shorter is a "hm", or the end of a word.
AT_ONCE_MS = 400
# Where so much of what is said is said over somebody, little is left to write out in turn, and in small pieces.
OFTEN = 0.3
# Loudness is compared by so much at a time, over a word that is at least so long.
STEP_MS, SHORTEST_MS = 20, 100
_PIECE_MS = 10_000


def cut(file: BinaryIO) -> list[Window]:
    """The windows of a recording whose channels are apart; none where nobody is heard on one of them."""
    alone = [listen(audio.blocks(file, ears=channels.Only(channel))) for channel in channels.CHANNELS]
    if not all(windows.voices(heard) for heard in alone):
        return []
    own = at_once(*alone)
    both = listen(audio.blocks(file, ears=channels.InTurn()))
    found = windows.cut(without(both, [*own[0], *own[1]]), channels.IN_TURN)
    for channel, heard, spans in zip(channels.CHANNELS, alone, own, strict=True):
        if spans:
            elsewhere = account.minus([(0, heard.length_ms)], spans)
            found += windows.cut(without(heard, elsewhere), channel, found[-1] if found else None)
    return found


def at_once(first: Heard, second: Heard) -> tuple[list[Span], list[Span]]:
    """What is said on each channel while somebody speaks on the other one too, as whole spans of its voice.

    Where that is often so, all that is said.
    """
    one, two = windows.voices(first), windows.voices(second)
    pairs = [(a, b) for a in one for b in two if _both(first, second, (max(a[0], b[0]), min(a[1], b[1])))]
    own = sorted({a for a, _b in pairs}), sorted({b for _a, b in pairs})
    often = account.total([*own[0], *own[1]]) > OFTEN * account.total([*one, *two])
    return (one, two) if often else own


def _both(first: Heard, second: Heard, span: Span) -> bool:
    """Whether two voices are heard at once for long enough within a span."""
    times = range(span[0], span[1], STEP_MS)
    if len(times) * STEP_MS < AT_ONCE_MS:
        return False
    speak = [one.voice[[windows.frame_at(one, ms) for ms in times]] >= windows.VOICE for one in (first, second)]
    return int((speak[0] & speak[1]).sum()) * STEP_MS >= AT_ONCE_MS


def without(heard: Heard, spans: Iterable[Span]) -> Heard:
    """What is heard but for these spans, in which it is silent."""
    voice, level = heard.voice.copy(), heard.level.copy()
    for start, end in spans:
        inside = (heard.edges[:-1] >= start) & (heard.edges[:-1] < end)
        voice[inside], level[inside] = 0, level.min()
    return heard._replace(voice=voice, level=level)


def balance(file: BinaryIO) -> NDArray[np.float64]:
    """How much louder the first channel is than the second one, added up from the beginning: a value every STEP_MS."""
    step = audio.samples(STEP_MS)
    found = [np.zeros(1)]
    for piece in audio.pieces(file, _PIECE_MS, ears=channels.Balance()):
        found.append(np.add.reduceat(piece.astype(np.float64), range(0, len(piece), step)))
    return np.cumsum(np.concatenate(found))


def by_loudness(written: Sequence[Written], louder: NDArray[np.float64]) -> list[Written]:
    """Each word of windows that were heard in turn with the channel that is louder while it is said.

    A piece of a word goes with the word before it, and so does one in whose time both are silent.

    Args:
        louder: see `balance`.
    """
    last = channels.CHANNELS[0]
    made = []
    for one in written:
        words = list(one.words)
        for n, word in enumerate(words) if one.window.channel == channels.IN_TURN else ():
            end = max(word.end_ms, word.start_ms + SHORTEST_MS)
            a, b = (min(ms // STEP_MS, len(louder) - 1) for ms in (word.start_ms, end + STEP_MS - 1))
            more = louder[b] - louder[a]
            if more and (word.text[:1].isspace() or not n):
                last = channels.CHANNELS[0] if more > 0 else channels.CHANNELS[1]
            words[n] = replace(word, channel=last)
        made.append(replace(one, words=tuple(words)))
    return made
