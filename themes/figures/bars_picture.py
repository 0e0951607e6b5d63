"""A figure of bars as the shapes of a picture that leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.files.pictures import fonts
from pilot.files.pictures.picture import Drawn
from pilot.files.pictures.shapes import Line, Shape, Words, box, mark
from pilot.vocabulary.palette import LIGHT
from themes.figures.bars import CLEAR, bars_of
from themes.figures.tables import SIGNS

if TYPE_CHECKING:
    from collections.abc import Iterator

    import plotly.graph_objects as go

    from themes.figures.bars import Axis, Bar

NARROWEST, WIDEST, PERIOD = 720, 1400, 96
NUMBER, TITLE, LEADING, MOST_LINES = 14, 15, 16, 3


def bars_picture(figure: go.Figure) -> Drawn:
    """A figure of `charts`, drawn as on the page, as wide as its periods need."""
    bars = bars_of(figure)
    width = min(max(NARROWEST, PERIOD * len(bars.names)), WIDEST)
    shapes: list[Shape] = [shape for axis in bars.axes for shape in _axis(axis, width)]
    shapes += [shape for bar in bars.bars for shape in _bar(bar, width)]
    shapes += [Words(0, title.foot, title.text, TITLE, bars.ink, bold=True) for title in bars.titles]
    return Drawn(tuple(shapes), width, bars.height + LEADING)


def _axis(axis: Axis, width: float) -> Iterator[Shape]:
    yield Line(0, axis.foot, width, axis.foot, axis.color)
    step = width / max(1, len(axis.names))
    for at, name in enumerate(axis.names):
        lines = fonts.wrapped(name.replace("<br>", " "), NUMBER - 1, step - 4)[:MOST_LINES]
        for n, line in enumerate(lines):
            yield Words((at + 0.5) * step, axis.names_foot + n * LEADING, line, NUMBER - 1, LIGHT.soft, "middle")


def _bar(bar: Bar, width: float) -> Iterator[Shape]:
    if bar.high:
        fill, stroke = "" if bar.fill == CLEAR else bar.fill, "" if bar.stroke == "none" else bar.stroke
        yield box(bar.left * width, bar.top, bar.wide * width, bar.high, fill, stroke, bar.thick)
    if bar.said in SIGNS.values():
        yield from mark(bar.said, bar.middle * width, bar.said_foot - 4, 9, LIGHT.soft)
    elif bar.said:
        yield Words(bar.middle * width, bar.said_foot, bar.said, NUMBER, LIGHT.ink, "middle")
