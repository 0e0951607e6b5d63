"""Differences between two groups with their intervals, a line for each, as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pilot.files.pictures import fonts
from pilot.files.pictures.picture import Drawn
from pilot.files.pictures.shapes import Line, Shape, Words, mark
from stories.file.picture import Colors

if TYPE_CHECKING:
    from collections.abc import Sequence

NAMES, ACROSS, NUMBERS = 220.0, 290.0, 170.0  # widths in pixels
LETTERS, SMALL, ROW, LEADING = 15, 13, 40.0, 18.0
HEAD = 26.0


class Lying(NamedTuple):
    """A line of the picture: its name, what is said of it, and the difference with its interval (any unit); None where
    there is no interval, and nothing is drawn."""

    name: str
    said: str
    reach: tuple[float, float, float] | None


class Axis(NamedTuple):
    """From `-most` to `most` in steps; left, right: what a difference on that side means."""

    most: float
    step: float
    left: str
    right: str


def axis_for(lines: Sequence[Lying], step: float, most: float, left: str, right: str) -> Axis:
    """An axis that holds all intervals, in whole steps up to `most`."""
    reached = max((abs(end) for one in lines if one.reach for end in one.reach), default=step)
    return Axis(min(most, step * max(1, -(-reached // step))), step, left, right)


def differences_picture(
    lines: Sequence[Lying], axis: Axis, colors: Colors = Colors(),  # noqa: B008  it never changes
) -> Drawn:
    """A diamond at each difference and a line over its interval; the line in the middle stands for no difference."""
    middle, scale = NAMES + ACROSS / 2, ACROSS / 2 / axis.most
    width, foot = NAMES + ACROSS + NUMBERS, HEAD + ROW * len(lines)
    shapes: list[Shape] = [
        Words(middle - 10, 14, f"← {axis.left}", SMALL, colors.soft, "end"),
        Words(middle + 10, 14, f"{axis.right} →", SMALL, colors.soft),
        Line(middle, HEAD - 4, middle, foot, colors.soft, 1.4), Line(NAMES, foot, NAMES + ACROSS, foot, colors.soft)]
    for number in _marks(axis):
        x = middle + number * scale
        shapes += [Line(x, foot, x, foot + 5, colors.soft),
                   Words(x, foot + 20, f"{number:+g}".replace("-", "−") if number else "0", SMALL, colors.soft,
                         "middle")]
    for n, one in enumerate(lines):
        y = HEAD + ROW * (n + 0.5)
        shapes += [*_words(one.name, 0, y, NAMES - 14, colors.ink), *_words(
            one.said, NAMES + ACROSS + 12, y, NUMBERS - 12, colors.soft, SMALL)]
        if one.reach:
            low, value, high = (middle + max(-axis.most, min(axis.most, end)) * scale for end in one.reach)
            shapes += [Line(low, y, high, y, colors.ink, 2), *mark("◆", value, y, 13, colors.thread)]
    return Drawn(tuple(shapes), width, foot + 28)


def _marks(axis: Axis) -> list[float]:
    wide = int(axis.most // axis.step)
    apart = max(1, -(-wide // 3))  # no more than three on a side
    return [n * axis.step for n in range(-wide, wide + 1) if n % apart == 0]


def _words(text: str, x: float, y: float, most: float, color: str, size: int = LETTERS) -> list[Shape]:
    lines = fonts.wrapped(text, size, most)[:2]
    return [Words(x, y + 5 + (n - (len(lines) - 1) / 2) * LEADING, line, size, color) for n, line in enumerate(lines)]
