"""Notes at the foot of a page of a PDF: they stand between two halves of what somebody says, and are nobody's words.

A note is told by a mark at its beginning that stands raised, or between brackets, in the text above it as well, and by
smaller letters at the foot of the page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from texts.importers.pdf_runs import Run

_SMALLER = 0.93  # of the letters of the text
_RAISED = 0.12  # of the size of letters, above their line
_ROW = 0.6
_APART = 2.2  # what stands further below, in sizes of letters, is the foot of the page
_MARK = re.compile(r"\s*(\[?(?:\d{1,3}|[*†‡])\]?)(?=[.)]?\s*[^\W\d]|[.)]?\s*[\"“‘'(])")
_BARE_MARK = re.compile(r"\s*(\d{1,3}|[*†‡])\s*")
_MOST_NOTES = 40


class Notes(NamedTuple):
    """runs: the numbers of those that are notes or marks of them; told: the notes, in the order they stand."""

    runs: frozenset[int]
    told: list[str]


class _Row(NamedTuple):
    base: float
    size: float
    runs: list[int]
    text: str


def notes_in(runs: Sequence[Run]) -> Notes:
    """The notes of a page; none where it has no marks of them."""
    sizes: Counter[float] = Counter()
    for run in runs:
        sizes[round(run.size, 1)] += len(run.text.strip())
    body = max(sizes, key=sizes.__getitem__, default=0.0)
    rows = _rows(runs)
    small = next((n for n, row in enumerate(reversed(rows)) if row.size > _SMALLER * body), len(rows))
    foot = rows[len(rows) - small:]
    above = [n for row in rows[: len(rows) - small] for n in row.runs]
    raised = _raised(runs, above, body)
    written = "".join(runs[n].text for n in above)
    found: list[str] = []
    used, marks = set[int](), set[int]()
    before: _Row | None = None
    for row in foot:
        mark = _MARK.match(row.text)
        known = mark and (mark[1] in raised or (mark[1].startswith("[") and mark[1] in written))
        if mark and known and len(found) < _MOST_NOTES:
            found.append(row.text.strip())
            marks.update(raised.get(mark[1], ()))
        elif before and before.base - row.base <= _APART * max(row.size, before.size):
            found[-1] += f" {row.text.strip()}"
        else:
            if before:
                break
            continue
        used.update(row.runs)
        before = row
    return Notes(frozenset(used | marks), found)


def _raised(runs: Sequence[Run], above: Sequence[int], body: float) -> dict[str, list[int]]:
    """Marks in the text, each with the runs that are it: small, and above the line of the letters before it."""
    found: dict[str, list[int]] = {}
    for before, n in zip(above, above[1:], strict=False):
        run, last = runs[n], runs[before]
        mark = _BARE_MARK.fullmatch(run.text)
        higher = _RAISED * body < run.base - last.base < body
        if mark and higher and run.size < _SMALLER * body and abs(run.left - last.right) < 2 * body:
            found.setdefault(mark[1], []).append(n)
    return found


def _rows(runs: Sequence[Run]) -> list[_Row]:
    """Runs that stand on one line, from the top of the page down."""
    order = sorted((n for n, run in enumerate(runs) if run.text.strip()), key=lambda n: (-runs[n].base, runs[n].left))
    rows: list[list[int]] = []
    for n in order:
        if rows and runs[rows[-1][0]].base - runs[n].base < _ROW * max(runs[rows[-1][0]].size, runs[n].size):
            rows[-1].append(n)
        else:
            rows.append([n])
    made = []
    for row in rows:
        row.sort(key=lambda n: runs[n].left)
        text = ""
        for n in row:
            glue = "" if not text or text.endswith(" ") or not runs[n].before else " "
            text += glue + runs[n].text
        largest = max(row, key=lambda n: runs[n].size)
        made.append(_Row(runs[largest].base, runs[largest].size, row, text))
    return made
