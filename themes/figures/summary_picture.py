"""One line per code as a picture that leaves: families that said it, out of those whose stories were read for it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from pilot.files.pictures import fonts
from pilot.files.pictures.picture import Drawn
from pilot.files.pictures.shapes import Shape, Words, box
from pilot.vocabulary.palette import LIGHT
from pilot.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from themes.summary import Line

WIDTH, NAMES, ROW, SIZE = 860, 360, 28, 15


def summary_picture(lines: Sequence[Line]) -> Drawn:
    """A bar per code under the name of its group; the open bar is the families coded for it, the filled part those
    that said it, on one scale."""
    most = max([1, *(line.coded for line in lines)])
    unit = (WIDTH - NAMES - 100) / most
    shapes: list[Shape] = []
    y = 0.0
    for group, rows in groupby(lines, key=lambda line: line.group):
        y += ROW * 1.2
        shapes.append(Words(0, y - 8, group or _("Other codes"), SIZE + 1, LIGHT.ink, bold=True))
        for line in rows:
            shapes.append(Words(0, y + 19, fonts.shortened(line.name, SIZE, NAMES - 12), SIZE, LIGHT.ink))
            if line.coded:
                shapes.append(box(NAMES, y + 5, line.coded * unit, ROW - 10, "", line.color, 1.5))
            if line.said:
                shapes.append(box(NAMES, y + 5, line.said * unit, ROW - 10, line.color))
            told = _("{n} of {of}").format(n=line.said, of=line.coded) if line.coded else _("not coded yet")
            shapes.append(Words(NAMES + line.coded * unit + 8, y + 19, told, SIZE - 1, LIGHT.ink))
            y += ROW
    return Drawn(tuple(shapes), WIDTH, y + 8)
