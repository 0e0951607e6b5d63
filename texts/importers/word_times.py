"""Where in the words of a turn the times of its words, its lines or its stamps belong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from texts.importers.normalise import normalise
from texts.timings import CUE, WORD, Timing

# How many code points of a word that is not in the text may lie between two that are.
_SLACK = 3


def timings_in(raw: str, text: str, timings: Sequence[Timing]) -> tuple[Timing, ...]:
    """Timings of `raw` as timings of `text`, which is `raw` normalised and stripped; none where that cannot be told."""
    if not timings or raw == text:
        return tuple(timings)
    cuts = sorted({0, len(raw), *(cut for one in timings for cut in (one.start, one.end))})
    pieces = [normalise(raw[a:b]) for a, b in zip(cuts, cuts[1:], strict=False)]
    whole = "".join(pieces)
    if whole.strip() != text:
        return ()
    lead, at = len(whole) - len(whole.lstrip()), 0
    places = {0: 0}
    for cut, piece in zip(cuts[1:], pieces, strict=True):
        at += len(piece)
        places[cut] = min(max(at - lead, 0), len(text))
    found = (one._replace(start=places[one.start], end=places[one.end]) for one in timings)
    return tuple(one for one in found if one.start < one.end)


def timed_words(text: str, words: Iterable[tuple[str, int | None, int | None]]) -> tuple[Timing, ...]:
    """The timings of words (as written, start and end in ms or None) that stand in `text` in this order.

    A word that is not there, or has no time, has none; those after it do.
    """
    found: list[Timing] = []
    at = missed = 0
    for written, start_ms, end_ms in words:
        word = normalise(written).strip()
        place = text.find(word, at, at + missed + len(word) + _SLACK) if word else -1
        if place < 0:
            missed += len(word) + 1
            continue
        if found and place and found[-1].end == place and text[place - 1].isalnum() and text[place].isalnum():
            # Some programs give times to pieces of words.
            found[-1] = found[-1]._replace(end=place + len(word), end_ms=end_ms)
        elif start_ms is not None:
            end = end_ms if end_ms is not None and end_ms >= start_ms else None
            found.append(Timing(place, place + len(word), start_ms, end, WORD))
        at, missed = place + len(word), 0
    return tuple(found)


def timed_rests(text: str, rests: Iterable[tuple[str, int]], kind: str = CUE) -> tuple[Timing, ...]:
    """The timings of `text` by (all words behind a time, that time in ms), in order; each until the next.

    Only rests with which the text ends count.
    """
    starts = [(len(text) - len(rest), ms) for rest, ms in rests if rest and text.endswith(rest)]
    starts = [one for n, one in enumerate(starts) if n + 1 == len(starts) or one[0] < starts[n + 1][0]]
    ends: list[tuple[int, int | None]] = [*starts[1:], (len(text), None)] if starts else []
    found = []
    for (start, ms), (end, until) in zip(starts, ends, strict=True):
        length = len(text[start:end].rstrip())
        found.append(Timing(start, start + length, ms, until if until is not None and until >= ms else None, kind))
    return tuple(one for one in found if one.start < one.end)
