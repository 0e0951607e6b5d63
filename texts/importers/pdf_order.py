"""The order in which the lines of a page are read, by where they stand.

Many programs draw a page as it is read, and then their order is kept, for it knows more than places tell. Some draw
two columns line by line, or begin at the foot of the page. Columns of prose are read one after the other; a column of
speakers or times beside one of text is read row by row.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from statistics import mean, median
from typing import TYPE_CHECKING, NamedTuple

from texts.importers.lines import BREAKING, full_line
from texts.importers.pdf_labels import RUNNING, Piece, counts, is_label, labelled, said, speakers, talk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from texts.importers.pdf_runs import Run

_GAP = 1.4  # between columns or cells, in sizes of letters; words stand closer
_ALIGNED = 2.0  # points
_SPLIT_ROWS = 3  # so many rows stand in both of two columns
_CUT_CHARS = 8  # of a word that is longer than its column is wide
_LETTER = 0.65  # of one that does not fit any more, in sizes of letters
_PROSE_CHARS = 18  # of a line in a column of prose


class Seen(NamedTuple):
    """What places tell of a page.

    Attributes:
        lines: in the order they are read; None where the order drawn is to be kept.
        widths: of a line in a column, by its words (`bare`), how many characters a line is long that ends only because
            the column does; lines across the page are no measure for it.
    """

    lines: list[str] | None
    widths: dict[str, int]


def seen(runs: Sequence[Run]) -> Seen:
    """The lines of a page as they are read."""
    pieces = _pieces(runs, _starts_beside_labels(runs))
    if len(pieces) < 2:
        return Seen(None, {})
    page = _Page()
    page.read(pieces)
    lines = [line.text for line in page.lines] if page.certain(pieces) else None
    return Seen(lines, {bare(line.text): line.width for line in page.lines if line.width})


def bare(line: str) -> str:
    """The signs of a line, by which it is known again whatever stands between them."""
    return "".join(line.split()).replace(":", "")


def _starts_beside_labels(runs: Sequence[Run]) -> list[float]:
    """Where words begin, in points from the left, beside labels that end at different places: a column of words stands
    there, however close the longest label comes to it.
    """
    ends: dict[int, list[str]] = {}
    row, word = "", ""  # what was drawn of this line, and of its last word
    for before, run in zip([None, *runs], runs, strict=False):
        if before is None or run.before == "\n" or abs(before.base - run.base) >= 0.6 * run.size:
            row = word = ""
        elif run.before and run.text.strip() and run.left > before.right and (
                label := next((one for one in (word.strip(), row.strip()) if one and is_label(one)), "")):
            # Numbers and times are as wide as each other.
            ends.setdefault(round(run.left), []).append(label if counts(label) else str(round(before.right)))
        word = run.text if run.before or run.text[:1].isspace() else word + run.text
        row += run.before + run.text
    # Where one name alone is so short that it stands on the line of its words, other lines of words begin there.
    below = Counter(round(run.left) for run in runs if run.before == "\n" and run.text.strip())
    return [start for start, found in ends.items()
            if len(found) >= _SPLIT_ROWS and (len(set(found)) > 1 or below[start] >= _SPLIT_ROWS)]


def _pieces(runs: Sequence[Run], starts: Sequence[float] = ()) -> list[Piece]:
    pieces: list[Piece] = []
    for run in runs:
        last = pieces[-1] if pieces else None
        if not run.text.strip():
            if last and run.before != "\n" and not last.text.endswith(" "):
                last.text += " "
            continue
        apart = last and any(abs(run.left - start) < 1 for start in starts) and is_label(last.text.strip())
        if last and run.before != "\n" and _beside(last, run) and not apart:
            space = "" if last.text.endswith(" ") or run.text.startswith(" ") else run.before
            last.text, last.right = f"{last.text}{space}{run.text}", max(last.right, run.right)
        else:
            pieces.append(Piece(run.text, run.left, run.right, run.base, run.size or 1.0, len(pieces)))
    for piece in pieces:
        piece.text = piece.text.strip()
    return pieces


def _beside(last: Piece, run: Run) -> bool:
    size = max(last.size, run.size)
    return abs(last.base - run.base) < 0.6 * size and -0.5 * size < run.left - last.right < _GAP * size


@dataclass
class _Line:
    """What is read as one line; width: of its column, in characters, 0 where it stands in none."""

    pieces: list[Piece]
    text: str
    width: int = 0

    def fills(self, following: _Line, edge: float) -> bool:
        """Whether one word fills the line up to the edge of its column (points), and may go on in the line below."""
        last, first = self.pieces[-1], following.pieces[0]
        whole = len(last.text) >= _CUT_CHARS and last.text.isalpha() and edge - last.right < _LETTER * last.size
        return whole and len(following.pieces) == 1 and first.text[:1].islower() and abs(
            first.left - last.left) <= _ALIGNED


class _Page:
    """The lines of a page as they are read, and how sure that is."""

    def __init__(self) -> None:
        self.lines: list[_Line] = []
        self._judged: list[list[int]] = []  # per part whose columns were recognised the pieces, in the order read
        self._named = False  # a column of speakers was recognised
        self._is_cut = False  # words that were broken at the edge of a column were put together
        self._loose = 0  # rows of several pieces that are no columns

    def read(self, pieces: list[Piece]) -> None:
        """Add the lines of these pieces, which stand below what was read before."""
        rows = _rows(pieces)
        start = _column_start(rows)
        at = 0
        for first, end in _bands(rows, start) if start is not None else []:
            self._plain(rows[at:first])
            self._band(rows[first:end], start or 0.0)
            at = end
        self._plain(rows[at:])

    def certain(self, pieces: list[Piece]) -> bool:
        """Whether places tell more than the order drawn, which is another one: columns that were recognised stand
        otherwise, or nothing but lines below one another does, or most was drawn from the foot up. A column of
        speakers always does: in the order drawn nothing parts a name from the words.
        """
        order = [piece.number for line in self.lines for piece in line.pieces]
        if self._named or self._is_cut or any(part != sorted(part) for part in self._judged):
            return True
        if order == sorted(order):
            return False
        upwards = sum(later.base > earlier.base + 0.5 * later.size
                      for earlier, later in zip(pieces, pieces[1:], strict=False))
        return self._loose <= len(self.lines) // 10 or upwards > 0.45 * len(pieces)

    def _plain(self, rows: list[list[Piece]]) -> None:
        self._loose += sum(len(row) > 1 for row in rows)
        self.lines += [_Line(row, " ".join(piece.text for piece in row)) for row in rows]

    def _band(self, rows: list[list[Piece]], start: float) -> None:
        halves = [([p for p in row if p.left < start - _ALIGNED], [p for p in row if p.left >= start - _ALIGNED])
                  for row in rows]
        before = len(self.lines)
        if told := speakers(halves):
            names = Counter(piece.text for left, _right in told for piece in left if not counts(piece.text))
            spoken = max(names.values(), default=0) > 1
            self._named |= spoken
            full = full_line([len(said(right)) for _left, right in told if right])
            for left, right in told:
                text = labelled(left, right, spoken)
                self.lines.append(_Line(left + right, text, full + len(text) - len(said(right))))
            self._cut(self.lines[before:])
        elif all(map(_runs_on, ([left for left, _right in halves], [right for _left, right in halves]))):
            self._column([piece for left, _right in halves for piece in left])
            self._column([piece for _left, right in halves for piece in right])
        else:
            self._plain(rows)
            return
        self._judged.append([piece.number for line in self.lines[before:] for piece in line.pieces])

    def _cut(self, lines: Sequence[_Line]) -> None:
        """End a line of a column with the sign for a broken word where its one word was cut at the end of the column,
        as it is longer than that. A column can be as wide as its longest word, which is whole: others reach as far.
        """
        edge = max((line.pieces[-1].right for line in lines), default=0.0)
        filled = [line for line, following in zip(lines, lines[1:], strict=False) if line.fills(following, edge)]
        words = {line.pieces[-1].text for line in filled}
        least = min((line.pieces[-1].right for line in filled), default=0.0)
        if len(words) > 1 or any(" " in line.text and line.pieces[-1].right >= least for line in lines
                                 if line not in filled):
            for line in filled:
                line.text += BREAKING
            self._is_cut |= bool(filled)

    def _column(self, pieces: list[Piece]) -> None:
        before = len(self.lines)
        self.read(pieces)
        own = [line for line in self.lines[before:] if not line.width]  # columns within it have theirs
        self._cut(own)
        full = full_line([len(line.text) for line in own])
        for line in own:
            line.width = full


def _rows(pieces: list[Piece]) -> list[list[Piece]]:
    """The pieces by line of the page, from the top, and from the left in each."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda one: -one.base):
        if rows and rows[-1][0].base - piece.base < 0.5 * min(piece.size, rows[-1][0].size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda one: one.left) for row in rows]


def _column_start(rows: list[list[Piece]]) -> float | None:
    """Where another column begins on most lines, in points from the left; the last one of several."""
    starts = Counter(round(piece.left) for row in rows for piece in row)
    inner = Counter(round(piece.left) for row in rows for piece in row[1:])
    near = {start: sum(inner[start + step] for step in (-2, -1, 0, 1, 2)) for start in inner}
    often = [start for start in near if near[start] >= _SPLIT_ROWS]
    if not often:
        return None
    best = max(often, key=lambda start: (sum(starts[start + step] for step in (-2, -1, 0, 1, 2)), start))
    return min(piece.left for row in rows for piece in row[1:] if abs(piece.left - best) <= _ALIGNED)


def _bands(rows: list[list[Piece]], start: float) -> list[tuple[int, int]]:
    """Runs of rows in which nothing crosses the start of the column, with so many that stand on both sides."""
    found, first = [], 0
    for at in range(len(rows) + 1):
        if at == len(rows) or any(p.left < start - _ALIGNED and p.right > start for p in rows[at]):
            both = [n for n in range(first, at) if rows[n][0].left < start - _ALIGNED
                    and rows[n][-1].left >= start - _ALIGNED]
            if len(both) >= _SPLIT_ROWS:
                found.append((_reach(rows, first, both[0], start, -1), _reach(rows, at - 1, both[-1], start, 1) + 1))
            first = at + 1
    return found


def _reach(rows: list[list[Piece]], limit: int, both: int, start: float, step: int) -> int:
    """How far a band goes on beyond its first or last row on both sides: one column may be longer, but a gap of more
    than two lines ends it.
    """
    gaps = [abs(a[0].base - b[0].base) for a, b in zip(rows, rows[1:], strict=False)]
    # A label halfway down its words is no line of its own.
    pitch = median([gap for gap, row in zip(gaps, rows, strict=False) if gap > 0.8 * row[0].size] or [0.0])
    at = both
    while at != limit and abs(rows[at + step][0].base - rows[at][0].base) <= 2.2 * pitch:
        at += step
    return at


def _runs_on(column: list[list[Piece]]) -> bool:
    """Whether a column is read down: its lines are as long as those of prose, go on in small letters, or begin with who
    speaks; else it may be one of a table.
    """
    lines = [said(pieces) for pieces in column if pieces]
    if len(lines) < _SPLIT_ROWS:
        return False
    goes_on = sum(line[:1].islower() for line in lines[1:])
    return mean(map(len, lines)) >= _PROSE_CHARS or goes_on + talk(column) >= RUNNING * len(lines)
