"""The explorer's tables as pictures that leave: what stands in their cells, drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.vocabulary import days
from pilot.words import _
from themes.explore.states import COUNTS, SHAPES, Counts, Seen
from themes.figures import signs
from themes.figures.explore_tables import numbers
from themes.figures.grid_picture import Cell, Row, grid_picture
from themes.figures.tables import families_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pilot.files.pictures.picture import Drawn
    from themes.explore.beside import Beside
    from themes.explore.course import Course
    from themes.explore.in_time import InTime
    from themes.frames import Material


def in_time(material: Material, found: InTime) -> Drawn:
    """Families down, periods across, all families in the last row."""
    cells = _cells(found.cells[["state", *COUNTS]].to_numpy().tolist())
    width = len(found.when.numbers)
    rows = [Row("", name, found.code.color, cells[n * width:(n + 1) * width])
            for n, name in enumerate(material.families["pseudonym"])]
    ends = [Cell(text=families_words(said, coded)) for said, coded in found.ends[["said", "coded"]].to_numpy().tolist()]
    return grid_picture(found.when.labels, [*rows, Row("", _("All families"), found.code.color, ends)])


def course(material: Material, found: Course) -> Drawn:
    """Codes down under their groups, the documents of a family across."""
    cells = _cells(found.cells[["state", *COUNTS]].to_numpy().tolist())
    width = len(found.told)
    heads = [f"{days.short(on)} {title}" for on, title in found.told[["on_date", "title"]].to_numpy().tolist()]
    return grid_picture(heads, [
        Row(material.groups[code.key], code.name, code.color, cells[n * width:(n + 1) * width])
        for n, code in enumerate(material.codes)])


def beside(found: Beside, differences: Mapping[str, str]) -> Drawn:
    """Codes down, sides across as bars; of two sides what differs."""
    most = max(1, int(found.cells["families_coded"].max()))
    width = len(found.sides)
    shares = found.cells[["families_said", "families_coded", "plus", "minus", "both"]].to_numpy().tolist()
    rows = []
    for n, code in enumerate(found.codes):
        cells = [Cell(text=families_words(said, coded), small=signs.short(*directions),
                      bar=(said / most, coded / most) if coded else None)
                 for said, coded, *directions in shares[n * width:(n + 1) * width]]
        rows.append(Row(found.whole.groups[code.key], code.name, code.color, [
            *cells, *([Cell(text=differences[code.key])] if differences else [])]))
    heads = [side.name for side in found.sides] + ([_("What differs")] if differences else [])
    return grid_picture(heads, rows, shapes=False)


def _cells(rows: Sequence[Sequence[object]]) -> list[Cell]:
    found = []
    for state, *counts in rows:
        seen = Seen(str(state))
        number, small = numbers(seen, Counts(*(int(str(n)) for n in counts)))
        found.append(Cell(SHAPES[seen], number, small))
    return found
