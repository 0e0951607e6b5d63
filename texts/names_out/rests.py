"""What is left of a place that gives somebody away where only a piece of it was decided on. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from texts.deidentify import titles

if TYPE_CHECKING:
    from collections.abc import Iterable

BARE = re.compile(r"[^\W_](?:.*[^\W_])?", re.DOTALL)


def rests(text: str, span: tuple[int, int], taken: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pieces of a span (code points into `text`, end-exclusive) that lie in none of `taken`, in order.

    Without what stands around words; a title alone ("mevrouw") and a single letter give nobody away.
    """
    pieces, at = [], span[0]
    for start, end in sorted(taken):
        if end <= at or start >= span[1]:
            continue
        pieces.append((at, start))
        at = end
    pieces.append((at, span[1]))
    found = [(start + bare.start(), start + bare.end()) for start, end in pieces
             if start < end and (bare := BARE.search(text[start:end]))]
    return [(start, end) for start, end in found if _tells(text[start:end])]


def _tells(piece: str) -> bool:
    words = piece.casefold().split()
    return (len(piece) > 1 or piece.isdigit()) and not all(word.strip(".,") in titles.AROUND for word in words)
