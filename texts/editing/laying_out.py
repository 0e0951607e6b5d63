"""The turns of a text that was mended as they are stored: with the times, the people and the labels they had. Pure."""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from texts.documents import NewTurn
from texts.editing.hunks import hunks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from texts.borders import Who
    from texts.editing.hunks import Hunk, Said

    Begins = Sequence[Sequence[int | None]]


def laid_out(
    before: Sequence[NewTurn], were: Sequence[Said], wanted: Sequence[Said], known: Mapping[str, Who], begins: Begins,
) -> list[NewTurn]:
    """The turns of `wanted`; one that nobody touched is exactly the one it was.

    Args:
        before: the turns of the text until now; `were` says the same with the keys of who speaks.
        known: by its key who a turn can be of.
        begins: when each word of each turn until now begins, integer ms or None.
    """
    made: list[NewTurn] = []
    for hunk in hunks(were, wanted):
        a, b, c, d = hunk
        if were[a:b] == wanted[c:d]:
            made += before[a:b]
            continue
        spans = _times(before, hunk, wanted[c:d], begins)
        made += [_turn(one, span, before[a:b], were[a:b], known[one.who])
                 for one, span in zip(wanted[c:d], spans, strict=True)]
    return made


def _turn(
    said: Said, span: tuple[int | None, int | None], before: Sequence[NewTurn], were: Sequence[Said], who: Who
) -> NewTurn:
    """A turn of words that stood in these turns; of whoever says it still all that was known of her stays."""
    same = next((turn for turn, one in zip(before, were, strict=True) if one.who == said.who), None)
    sure = [turn.confidence for turn in before if turn.confidence is not None]
    start_ms, end_ms = span
    made = NewTurn(said.text, who.name, who.voice, who.person_id, start_ms, end_ms,
                   round(sum(sure) / len(sure), 4) if sure else None)
    return made if same is None else replace(
        made, speaker=same.speaker, voice=same.voice, person_id=same.person_id, came_as=same.came_as)


def _times(
    before: Sequence[NewTurn], hunk: Hunk, wanted: Sequence[Said], begins: Begins
) -> list[tuple[int | None, int | None]]:
    """From when to when each turn of a hunk was said: as its words were; the first and last as the turns they were."""
    a, b = hunk.a, hunk.b
    old = before[a:b]
    if len(old) == len(wanted):
        return [(turn.start_ms, turn.end_ms) for turn in old]
    starts: list[int | None] = [None] * len(wanted)
    if old:
        first, last = old[0].start_ms, old[-1].end_ms
        starts = _starts(old, wanted, begins[a:b])
    else:
        first = before[a - 1].end_ms if a else None
        last = before[a].start_ms if a < len(before) and first is not None else None
    if not wanted or first is None:
        return [(None, None)] * len(wanted)
    starts[0] = first
    rising = _between(starts, last, [len(one.text) for one in wanted])
    ends = [*rising[1:], last if last is None or rising[-1] is None or last >= rising[-1] else None]
    return list(zip(rising, ends, strict=True))


def _starts(old: Sequence[NewTurn], wanted: Sequence[Said], begins: Begins) -> list[int | None]:
    """When the first word of each turn was said, as far as it stood there before."""
    words = [word for turn in old for word in turn.text.split()]
    times = [time for turn in begins for time in turn]
    at, borders = 0, {}
    for turn in old:
        borders[at] = turn.start_ms
        at += len(turn.text.split())
    new = [one.text.split() for one in wanted]
    partner = {block.b + n: block.a + n for block in SequenceMatcher(
        None, words, [word for turn in new for word in turn], autojunk=False).get_matching_blocks()
        for n in range(block.size)}
    found: list[int | None] = []
    for first in accumulate((len(turn) for turn in new[:-1]), initial=0):
        was = partner.get(first)
        found.append(None if was is None else borders.get(was, times[was] if was < len(times) else None))
    return found


def _between(starts: Sequence[int | None], last: int | None, lengths: Sequence[int]) -> list[int | None]:
    """The same, rising, with those that are not known in between by how long the turns are."""
    rising: list[int | None] = []
    low = 0
    for one in starts:
        fits = one is not None and one >= low and (last is None or one <= last)
        rising.append(one if fits else None)
        low = one if fits and one is not None else low
    known = [n for n, one in enumerate(rising) if one is not None]
    sums = list(accumulate(lengths, initial=0))
    for left, right in pairwise([*known, len(rising)]):
        begin, end = rising[left], rising[right] if right < len(rising) else last
        for n in range(left + 1, right):
            share = (sums[n] - sums[left]) / max(1, sums[right] - sums[left])
            rising[n] = begin if begin is None or end is None else begin + int((end - begin) * share)
    return rising
