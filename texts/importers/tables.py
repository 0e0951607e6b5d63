"""Transcripts laid out as a table: time, speaker, words in columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from texts.importers.label_words import is_known
from texts.importers.labels import reads_as_label, reads_as_time

Rows = Sequence[Sequence[Sequence[str]]]


def row_paragraphs(rows: Rows) -> list[str]:
    """The paragraphs of a table, row by row; cells with a time or speaker become the head of the row's text.

    Args:
        rows: rows of cells of paragraphs. A cell counts as a speaker when it is a known label or leads
            another row too.
    """
    cleaned = [[[p.strip() for p in cell if p.strip()] for cell in row] for row in rows]
    leading = Counter(cell[0].rstrip(":").strip().casefold() for row in cleaned for cell in row[:2] if len(cell) == 1)
    return [paragraph for row in cleaned for paragraph in _row([cell for cell in row if cell], leading)]


def _row(cells: list[list[str]], leading: Counter[str]) -> list[str]:
    time, speaker = "", ""
    rest = list(cells)
    while len(rest) > 1 and len(rest[0]) == 1:
        words = rest[0][0].rstrip(":").strip()
        if not time and reads_as_time(words):
            time = words if words[0] in "[({#" else f"[{words}]"
        elif not speaker and reads_as_label(words) and (is_known(words) or leading[words.casefold()] > 1):
            speaker = f"{words}:"
        else:
            break
        rest.pop(0)
    paragraphs = [paragraph for cell in rest for paragraph in cell]
    head = " ".join(part for part in (time, speaker) if part)
    return [f"{head} {paragraphs[0]}", *paragraphs[1:]] if head else paragraphs
