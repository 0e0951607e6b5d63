"""Families per period, with what was told under it, as a picture that leaves: the same data as `charts.time_figure`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.files.pictures import fonts
from pilot.files.pictures.picture import Drawn
from pilot.files.pictures.shapes import Line, Shape, Words, box, mark
from pilot.vocabulary.palette import LIGHT
from pilot.words import _
from themes.figures.charts import bar_words
from themes.figures.tables import SIGNS
from themes.matrix import State

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from coding.book.codebook import CodeRow

NARROWEST, WIDEST = 720, 1400
COLUMN, PANEL, HEAD, NUMBER = 96, 84, 24, 14


def time_picture(times: pd.DataFrame, shown: pd.DataFrame, codes: Sequence[CodeRow]) -> Drawn:
    """A panel per code, and what was told in the last, over one axis of periods; arguments as of `time_figure`.

    All panels have one scale. An open bar is the families with coded stories, the filled part those who said it.
    """
    labels = list(shown["label"])
    width = min(max(NARROWEST, COLUMN * len(labels)), WIDEST)
    step = width / max(1, len(labels))
    tallest = max(1, int(times["families_coded"].max()) if len(times) else 1)
    shapes: list[Shape] = []
    y = 0.0
    for code in codes:
        rows = times[times["code"] == code.key]
        shapes += _panel(y, step, rows, list(shown["stories"]), (code, tallest, width))
        y += PANEL + HEAD
    shapes += _told(y, step, shown, width)
    y += PANEL + HEAD
    for n, label in enumerate(labels):
        for line, part in enumerate(fonts.wrapped(label, NUMBER - 1, step - 4)[:3]):
            shapes.append(Words((n + 0.5) * step, y + 16 + line * 16, part, NUMBER - 1, LIGHT.soft, "middle"))
    return Drawn(tuple(shapes), width, y + 56)


def _panel(
    y: float, step: float, rows: pd.DataFrame, stories: list[int], of: tuple[CodeRow, int, float]
) -> list[Shape]:
    code, tallest, width = of
    ground = y + HEAD + PANEL - 10
    shapes: list[Shape] = [Words(0, y + 16, code.name, 15, LIGHT.ink, bold=True)]
    unit = (PANEL - 30) / tallest
    for n, (said, coded, told) in enumerate(zip(
            rows["families_said"], rows["families_coded"], stories, strict=True)):
        left, wide = (n + 0.28) * step, step * 0.44
        if coded:
            shapes.append(box(left, ground - coded * unit, wide, coded * unit, "", code.color, 1.5))
        if said:
            shapes.append(box(left, ground - said * unit, wide, said * unit, code.color))
        shapes += _over((n + 0.5) * step, ground - coded * unit - 6, bar_words(said, coded, told))
    return [*shapes, Line(0, ground, width, ground, LIGHT.line)]


def _told(y: float, step: float, shown: pd.DataFrame, width: float) -> list[Shape]:
    ground = y + HEAD + PANEL - 10
    most = max(1, int(shown["stories"].max()) if len(shown) else 1)
    shapes: list[Shape] = [Words(0, y + 16, _("Stories told (families)"), 15, LIGHT.ink, bold=True)]
    for n, (stories, families) in enumerate(zip(shown["stories"], shown["families"], strict=True)):
        tall = stories * (PANEL - 30) / most
        if stories:
            shapes.append(box((n + 0.28) * step, ground - tall, step * 0.44, tall, LIGHT.line, LIGHT.soft))
        shapes += _over((n + 0.5) * step, ground - tall - 6,
                        f"{stories} ({families})" if stories else SIGNS[State.NO_STORY])
    return [*shapes, Line(0, ground, width, ground, LIGHT.line)]


def _over(x: float, y: float, text: str) -> list[Shape]:
    if text in SIGNS.values():
        return mark(text, x, y - 4, 9, LIGHT.soft)
    return [Words(x, y, text, NUMBER, LIGHT.ink, "middle")]
