"""A column of a page that says who speaks, left or right of the words: its names made whole, each beside its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import mean

from texts.importers.junk import is_column_row
from texts.importers.label_words import Kind, kind_of
from texts.importers.labels import may_start_turn, reads_as_label, reads_as_time
from texts.importers.people import is_first_name

RUNNING = 0.6  # of the lines of a narrow column go on with the one before, or begin a turn
_PARTED = 1.1  # of cells of a table, in lines
_CUT = 0.8  # of a name that is cut, in sizes of letters from the edge of its column
_SMALL = frozenset(("van", "de", "der", "den", "von", "het", "en", "and", "of", "uit", "bij", "the"))


@dataclass
class Piece:
    """Words that stand together on one line."""

    text: str
    left: float
    right: float
    base: float
    size: float
    number: int


Half = tuple[list[Piece], list[Piece]]  # a row: what stands left of a column, and what in it



def speakers(halves: Sequence[Half]) -> list[Half] | None:
    """The rows of a column of speakers, or of times, and one of words, each name whole and beside the first line of its
    words; the names first, wherever they stand. None where neither column is one.
    """
    for rows, is_left in ((halves, True), ([(right, left) for left, right in halves], False)):
        found = _from_the_top(_whole(rows))
        if _names_speakers(found) and (is_left or _are_people(found)):
            return found
    return None


def _are_people(halves: Sequence[Half]) -> bool:
    """Whether the labels, which stand right of the words, are people who come back: marks and scores do, too."""
    names = Counter(" ".join(piece.text for piece in left) for left, _right in halves if left)
    return len(names) > 1 and sum(names.values()) > len(names) and not any(counts(name) for name in names) and any(
        kind_of(name) == Kind.KNOWN or is_first_name(name.split()[0]) for name in names)


def _whole(halves: Sequence[Half]) -> list[Half]:
    """The rows with each label that goes on in the line below put together in the first; as they are where one is not
    cut the same way each time, or what is below it stands for somebody elsewhere.
    """
    edge = max((piece.right for left, _right in halves for piece in left), default=0.0)
    bases = [(left or right)[0].base for left, right in halves]
    least = min((a - b for a, b in zip(bases, bases[1:], strict=False) if a - b > 1), default=0.0)
    labels = [n for n, (left, _right) in enumerate(halves) if len(left) == 1]
    goes_on: dict[int, int] = {}
    for above, below in zip(labels, labels[1:], strict=False):
        if above not in goes_on and below - above == 1 and bases[above] - bases[below] <= _PARTED * least:
            goes_on[below] = above
    firsts = Counter(halves[n][0][0].text for n in labels if n not in goes_on)
    pairs = {(halves[above][0][0].text, halves[below][0][0].text) for below, above in goes_on.items()}
    cut = sum(firsts[first] for first in {first for first, _second in pairs})
    if not pairs or len({first for first, _second in pairs}) < len(pairs) or cut != len(goes_on) or any(
            second in firsts for _first, second in pairs):
        return list(halves)
    made = list(halves)
    for below, above in goes_on.items():
        first, second = made[above][0][0], made[below][0][0]
        made[above] = ([replace(first, text=_glued(first, second, edge))], made[above][1])
        made[below] = ([], made[below][1])
    return [row for row in made if row[0] or row[1]]


def _glued(first: Piece, second: Piece, edge: float) -> str:
    """Two lines of one name: a word that was cut at the edge of its column is whole again."""
    if first.text.endswith("-") and second.text[:1].islower():
        return first.text[:-1] + second.text
    fills = edge - first.right < _CUT * first.size and first.text[-1:].isalpha()
    small = {first.text.split()[-1].casefold(), second.text.split()[0].casefold()} & _SMALL
    cut = fills and second.text[:1].islower() and (len(second.text.split()[0]) == 1 or not small or (
        kind_of(first.text + second.text) == Kind.KNOWN))
    return first.text + second.text if cut else f"{first.text} {second.text}"


def _from_the_top(halves: list[Half]) -> list[Half]:
    """The rows of a table with each label beside the first line of its words, where labels stand halfway down; as they
    are where not each cell of words, told from the next by the space between, has one label.
    """
    said = [right for _left, right in halves if right]
    labels = [left for left, _right in halves if left]
    gaps = [a[0].base - b[0].base for a, b in zip(said, said[1:], strict=False)]
    if all(right for left, right in halves if left) or not gaps:
        return halves
    cells = [[said[0]]]
    for right, gap in zip(said[1:], gaps, strict=True):
        if gap > _PARTED * min(gaps):
            cells.append([])
        cells[-1].append(right)
    beside = zip(cells, labels, strict=False)
    if len(cells) != len(labels) or not all(
            cell[-1][0].base - 1 <= left[0].base <= cell[0][0].base + 1 for cell, left in beside):
        return halves
    return [(left if n == 0 else [], right) for left, cell in zip(labels, cells, strict=True)
            for n, right in enumerate(cell)]


def _names_speakers(halves: Sequence[Half]) -> bool:
    """Whether the left column says who speaks, or when, or the number of the line, beside the words."""
    labels = [(left, right) for left, right in halves if left]
    if all(talk(column) >= RUNNING * len(labels) for column in zip(*labels, strict=True)):
        return False
    fits = sum(bool(right) and all(is_label(piece.text) for piece in left) for left, right in labels)
    # Times before the speakers make no label of a short answer.
    names = mean(len(said([piece for piece in left if not counts(piece.text)])) for left, _right in labels)
    return fits >= 0.8 * len(labels) and mean(len(said(right)) for _left, right in labels) > names


def counts(text: str) -> bool:
    """Whether it is a time or the number of a line."""
    return text.isdigit() or reads_as_time(text)


def is_label(text: str) -> bool:
    return counts(text) or reads_as_label(text.rstrip(": ")) and len(text.split()) <= 4


def talk(column: Sequence[list[Piece]]) -> int:
    """How many lines of a column begin with who speaks, and go on with words."""
    lines = [said(pieces).rstrip(": ") for pieces in column]
    return sum(":" in line and not reads_as_time(line) and may_start_turn(line) for line in lines)


def said(pieces: list[Piece]) -> str:
    return " ".join(piece.text for piece in pieces)


def labelled(left: list[Piece], right: list[Piece], spoken: bool) -> str:
    """A row of a column of labels and one of words; a colon parts a speaker from the words, where `spoken`. What only
    names the columns keeps them apart, so it is known for that.
    """
    if is_column_row([piece.text for piece in (*left, *right)]):
        return "\t".join(piece.text for piece in (*left, *right))
    label = said(left)
    parted = not spoken or not left or label.endswith(":") or counts(left[-1].text)
    return f"{label}{'' if parted else ':'} {said(right)}".strip()
