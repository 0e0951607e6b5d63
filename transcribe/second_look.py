"""Stretches not accounted for, decoded once more with other edges; the better text is kept, the rest is marked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from transcribe import account
from transcribe.decoding import Way
from transcribe.timing import words_in
from transcribe.windows import PAD_MS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from transcribe.account import Doubt, Span
    from transcribe.decoding import Decoded
    from transcribe.excerpts import Excerpt
    from transcribe.segments import Word
    from transcribe.windows import Window
    from transcribe.writing import Written

# So much before and after a stretch is decoded with it, in the first look and in the one after it; so much at once.
AROUND_MS, LONGEST_MS = (700, 300), 28_000
# Unsure words are looked at again, once, from so long on; fewer are marked at once.
UNSURE_MS = 1500
# Marks so near to each other are one.
NEAR_MS = 300
# A window with less voice than this share of it is only loud; a mark in it is this long at least.
LEAST_VOICE, LOUD_MS = 0.25, 1000
# Text that cannot have been said: nobody speaks, probably, and the words are unsure; or too many in that time. Where it
# is only loud, words must be so sure in the mean.
NOBODY, LEAST_LOGPROB, MOST_WORDS_PER_S, SURE_ALONE = 0.6, -0.7, 10, 0.6
# From this probability on that nobody speaks, a window is listened to whatever stands in it.
LISTEN_FROM = 0.3
# New words count where they are so sure in the mean, and take the place of words that are so much less sure where they
# cover no less voice.
SURE, SURER = 0.45, 0.08


class Look(NamedTuple):
    """A stretch that is decoded once more.

    Attributes:
        at: which window of the batch it is in. span: where text is doubted. heard: what is decoded.
    """

    at: int
    span: Span
    heard: Span


class Voice(NamedTuple):
    """Where a voice is heard in a window; `is_sure` False where it is only loud, which may be anything."""

    spans: list[Span]
    is_sure: bool


def looked_again(
    batch: Sequence[tuple[Window, Excerpt]], first: Sequence[Written],
    decode: Callable[[Sequence[np.ndarray], Way], list[Decoded]],
) -> list[Written]:
    """What was written out of a batch, mended where that can be, and marked where it cannot."""
    voices = [voice_in(window, excerpt, one) for (window, excerpt), one in zip(batch, first, strict=True)]
    found = [list(one.words) if believed(one, voice) else [] for one, voice in zip(first, voices, strict=True)]
    for around in AROUND_MS:
        looks = [look for n, words in enumerate(found) if voices[n].is_sure
                 for look in _looks(n, account.doubts(words, voices[n].spans), batch[n][1], around)
                 if around == AROUND_MS[0] or account.lost(found[n], account.within(voices[n].spans, look.span))]
        for look, words in _decoded(looks, batch, decode):
            found[look.at] = better(found[look.at], words, look.span, voices[look.at].spans)
    return [replace(one, words=tuple(words), marks=(*one.marks, *marks(words, voice)))
            for one, words, voice in zip(first, found, voices, strict=True)]


def voice_in(window: Window, excerpt: Excerpt, first: Written) -> Voice:
    """Where in a window a voice is heard when it is listened to once more by itself.

    Where the words account for all of its spans, margins and pauses among them, there is no need to listen.
    """
    whole = [(start + PAD_MS, end - PAD_MS) for start, end in window.spans if end - start > 2 * PAD_MS]
    if len(whole) > 1 and first.facts.no_speech < LISTEN_FROM and not account.lost(first.words, whole):
        return Voice(whole, is_sure=True)
    found = excerpt.voices(window.spans)
    least = LEAST_VOICE * max(0, window.voice_ms - 2 * PAD_MS * len(window.spans))
    if account.total(found) >= least:
        return Voice(found, is_sure=True)
    return Voice(whole, is_sure=False)


def believed(found: Written, voice: Voice) -> bool:
    """Whether the text of a window can have been said; Whisper also writes what it has read under silence and music."""
    facts, words = found.facts, found.words
    if facts.no_speech > NOBODY and facts.logprob < LEAST_LOGPROB:
        return False
    if len(words) * 1000 > MOST_WORDS_PER_S * max(1, account.total(voice.spans)):
        return False
    return voice.is_sure or (len(words) > 1 and facts.logprob > LEAST_LOGPROB and _sure(words) >= SURE_ALONE)


def marks(words: Sequence[Word], voice: Voice) -> list[Doubt]:
    """Where to listen in a window."""
    found = [*account.lost(words, voice.spans), *account.low(words), *account.hurried(words), *account.repeated(words)]
    if not voice.is_sure:
        found = [one._replace(reason="sound without text") if one.reason == "voice without text" else one
                 for one in found if one.end_ms - one.start_ms >= LOUD_MS]
    return account.merged(found, NEAR_MS)


def _looks(at: int, doubts: Sequence[Doubt], excerpt: Excerpt, around: int) -> list[Look]:
    worth = [one for one in doubts if one.reason != "unsure" or one.end_ms - one.start_ms >= UNSURE_MS]
    found = []
    for one in account.merged(worth, 2 * around):
        span = (one.start_ms, min(one.end_ms, one.start_ms + LONGEST_MS - 2 * around))
        heard = (max(excerpt.start_ms, span[0] - around), min(excerpt.end_ms, span[1] + around))
        found.append(Look(at, span, heard))
    return found


def _decoded(
    looks: Sequence[Look], batch: Sequence[tuple[Window, Excerpt]],
    decode: Callable[[Sequence[np.ndarray], Way], list[Decoded]],
) -> Iterator[tuple[Look, list[Word]]]:
    """The new words of each stretch; several are decoded as one sound, for a sound costs the same however short.

    But only those of one window: what comes out of it must not depend on which windows it shares a batch with.
    """
    packs: list[list[Look]] = []
    for look in looks:
        here = packs[-1] if packs and packs[-1][0].at == look.at else []
        if here and sum(account.total([one.heard]) for one in [*here, look]) <= LONGEST_MS:
            here.append(look)
        else:
            packs.append([look])
    sounds = [np.concatenate([batch[look.at][1].of([look.heard]) for look in pack]) for pack in packs]
    for pack, one in zip(packs, decode(sounds, Way()) if packs else [], strict=True):
        if account.fails(one.logprob, one.compression):
            continue
        words = words_in(one, [look.heard for look in pack], batch[pack[0].at][0].channel)
        for look in pack:
            yield look, [word for word in words if look.heard[0] <= middle(word) < look.heard[1]]


def better(old: Sequence[Word], new: Sequence[Word], span: Span, voice: Sequence[Span]) -> list[Word]:
    """The words of a window, those in `span` taken from whichever text accounts for it better."""
    before = [w for w in old if middle(w) < span[0]]
    inside = [w for w in old if span[0] <= middle(w) < span[1]]
    after = [w for w in old if middle(w) >= span[1]]
    # Doubt begins and ends a little away from the words beside it; new words may stand there too.
    first = max(span[0] - account.NEAR_MS, before[-1].end_ms if before else 0)
    last = min(span[1] + account.NEAR_MS, after[0].start_ms if after else span[1] + account.NEAR_MS)
    fresh = _without_edges([w for w in new if first <= middle(w) < last], before, after)
    return [*before, *(fresh if _is_better(fresh, inside, span, voice) else inside), *after]


def middle(word: Word) -> int:
    """When half of a word is said."""
    return (word.start_ms + word.end_ms) // 2


def _without_edges(fresh: Sequence[Word], before: Sequence[Word], after: Sequence[Word]) -> list[Word]:
    """New words without those that stand beside them already, and in the time that is left between these."""
    words = list(fresh)
    if words and before and account.plain(words[0].text) == account.plain(before[-1].text):
        words = words[1:]
    if words and after and account.plain(words[-1].text) == account.plain(after[0].text):
        words = words[:-1]
    first, last = before[-1].end_ms if before else 0, after[0].start_ms if after else 10**9
    return [replace(w, start_ms=min(max(w.start_ms, first), last), end_ms=min(max(w.end_ms, first), last))
            for w in words]


def _is_better(fresh: Sequence[Word], inside: Sequence[Word], span: Span, voice: Sequence[Span]) -> bool:
    if not fresh or _sure(fresh) < SURE or account.hurried(fresh):
        return False
    if account.repeated(fresh) and not account.repeated(inside):
        return False
    here = account.within(voice, span)
    gained = account.total(account.minus(here, account.covered(inside))) - account.total(
        account.minus(here, account.covered(fresh)))
    if gained >= account.LOST_MS // 2:
        return True
    if account.repeated(inside) or account.hurried(inside):
        return gained > -account.LOST_MS // 2
    return gained >= 0 and _sure(fresh) > _sure(inside) + SURER


def _sure(words: Sequence[Word]) -> float:
    return sum(w.probability for w in words) / len(words) if words else 0.0
