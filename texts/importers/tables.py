"""Transcripts laid out as a table: number, time, speaker, words in columns, in any order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from texts.importers.junk import NUMBER_HEADS, SPEAKER_HEADS, is_column_row
from texts.importers.label_words import is_known
from texts.importers.labels import reads_as_label, reads_as_time
from texts.importers.marks import bold, unmarked

Rows = Sequence[Sequence[Sequence[str]]]

_SHARE = 0.6


@dataclass(frozen=True)
class _Columns:
    """Which columns hold times, the speaker and a row's number, by their place."""

    times: tuple[int, ...] = ()
    speaker: int | None = None
    number: int | None = None


def row_paragraphs(rows: Rows) -> list[str]:
    """The paragraphs of a table, row by row; cells with a time or speaker become the head of the row's text.

    A row of names of columns is one line with tabs, which is known for no speech later.

    Args:
        rows: rows of cells of paragraphs. A cell counts as a speaker when its column is one of speakers, by its
            name or by
            most of what is in it; else when it is a known label or leads another row too.
    """
    cleaned = [[[p.strip() for p in cell if unmarked(p).strip()] for cell in row] for row in rows]
    head, body = (
        (cleaned[:1], cleaned[1:])
        if cleaned and is_column_row([_plain(cell) for cell in cleaned[0]])
        else ([], cleaned)
    )
    columns = _columns(head[0] if head else [], body)
    leading = Counter(_name(cell) for row in body for cell in row[:2] if len(cell) == 1)
    lines = ["\t".join(_plain(cell) for cell in head[0])] if head else []
    return [*lines, *(paragraph for row in body for paragraph in _row(row, columns, leading))]


def _plain(cell: Sequence[str]) -> str:
    return unmarked(" ".join(cell)).strip()


def _name(cell: Sequence[str]) -> str:
    return _plain(cell).rstrip(":").strip().casefold()


def _columns(head: Sequence[Sequence[str]], body: Sequence[Sequence[Sequence[str]]]) -> _Columns:
    width = max((len(row) for row in body), default=0)
    if width < 2 or len(body) < 2:
        return _Columns()
    titles = [_name(cell) for cell in head] + [""] * width
    cells = [[row[at] for row in body if at < len(row) and row[at]] for at in range(width)]
    times = tuple(at for at in range(width) if _mostly(cells[at], reads_as_time))[:2]
    named = next((at for at in range(width) if titles[at] in SPEAKER_HEADS and at not in times), None)
    found = next((at for at in range(width - 1) if at not in times and _of_speakers(cells[at])), None)
    number = next(
        (
            at
            for at in range(width - 1)
            if at not in times
            and (titles[at] in NUMBER_HEADS or at == 0 and len(cells[at]) > 2)
            and _mostly(cells[at], str.isdecimal)
        ),
        None,
    )
    return _Columns(times, named if named is not None else found, number)


def _mostly(cells: Sequence[Sequence[str]], fits: Callable[[str], bool]) -> bool:
    return bool(cells) and sum(fits(_plain(cell)) for cell in cells) >= _SHARE * len(cells)


def _of_speakers(cells: Sequence[Sequence[str]]) -> bool:
    """Whether a column names speakers: nearly all cells can be labels, and most are known or come back."""
    names = [_name(cell) for cell in cells]
    counts = Counter(names)
    spelled = [_plain(cell).rstrip(":").strip() for cell in cells]
    sure = sum(is_known(name) or counts[name.casefold()] > 1 for name in spelled)
    return _mostly(cells, lambda text: reads_as_label(text.rstrip(":").strip())) and sure >= _SHARE * len(cells)


def _row(row: Sequence[Sequence[str]], columns: _Columns, leading: Counter[str]) -> list[str]:
    if not (columns.times or columns.speaker is not None):
        return _loose_row([cell for cell in row if cell], leading)
    times = [_plain(row[at]) for at in columns.times if at < len(row) and reads_as_time(_plain(row[at]))]
    name = _plain(row[columns.speaker]) if columns.speaker is not None and columns.speaker < len(row) else ""
    speaker = name.rstrip(":").strip() if reads_as_label(name.rstrip(":").strip()) else ""
    taken = {at for at in columns.times if at < len(row) and reads_as_time(_plain(row[at]))}
    taken |= {columns.speaker} if speaker and columns.speaker is not None else set()
    taken |= {columns.number} if columns.number is not None and _plain(row[columns.number]).isdecimal() else set()
    paragraphs = [paragraph for at, cell in enumerate(row) if at not in taken for paragraph in cell]
    if not paragraphs:
        return []
    return _headed(
        " - ".join(time.strip("[]() ") for time in times) if len(times) > 1 else "".join(times), speaker, paragraphs
    )


def _loose_row(cells: Sequence[Sequence[str]], leading: Counter[str]) -> list[str]:
    time, speaker = "", ""
    rest = list(cells)
    while len(rest) > 1 and len(rest[0]) == 1:
        words = _plain(rest[0]).rstrip(":").strip()
        if not time and reads_as_time(words):
            time = words
        elif not speaker and reads_as_label(words) and (is_known(words) or leading[words.casefold()] > 1):
            speaker = words
        else:
            break
        rest.pop(0)
    return _headed(time, speaker, [paragraph for cell in rest for paragraph in cell])


def _headed(time: str, speaker: str, paragraphs: list[str]) -> list[str]:
    stamp = time if not time or time[0] in "[({#" else f"[{time}]"
    head = " ".join(part for part in (stamp, bold(f"{speaker}:") if speaker else "") if part)
    return [f"{head} {paragraphs[0]}", *paragraphs[1:]] if head else paragraphs
