"""A signature drawn on the screen: the lines of the finger come as points, and the picture is made here.

No picture comes from the browser, so there is none to be parsed: whole numbers are checked and drawn.
"""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise
from math import dist
from typing import TYPE_CHECKING, Any

from pilot.errors import BadInput
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    Line = Sequence[tuple[int, int]]

# The pad, in units of its own that the browser counts in too; a pixel of the picture is one unit.
WIDTH, HEIGHT = 1000, 400
MOST_POINTS = 20_000
# Shorter than this, all lines together, is a touch by mistake.
SHORTEST = 150
_PEN = 6
_EMPTY = N_("The signature is empty. Draw it with a finger, a pen or the mouse, or choose the words “I agree”.")
_UNREADABLE = N_("This signature cannot be read. Wipe it out and draw it again.")


def lines_of(raw: object) -> list[list[tuple[int, int]]]:
    """The lines of a signature: lists of [x, y], whole numbers on the pad. Raises: BadInput, also for an empty one."""
    if not isinstance(raw, list) or not raw:
        raise BadInput(_EMPTY)
    lines = [line for line in map(_line, raw) if line]
    if sum(map(len, lines)) > MOST_POINTS:
        raise BadInput(_UNREADABLE)
    if sum(dist(a, b) for line in lines for a, b in pairwise(line)) < SHORTEST:
        raise BadInput(_EMPTY)
    return lines


def _line(raw: object) -> list[tuple[int, int]]:
    if not isinstance(raw, list):
        raise BadInput(_UNREADABLE)
    return [_point(one) for one in raw]


def _point(raw: Any) -> tuple[int, int]:
    if not isinstance(raw, list) or len(raw) != 2 or not all(type(one) is int for one in raw):
        raise BadInput(_UNREADABLE)
    x, y = raw
    if not (0 <= x <= WIDTH and 0 <= y <= HEIGHT):
        raise BadInput(_UNREADABLE)
    return x, y


def drawn(lines: Sequence[Line]) -> bytes:
    """The picture (png) of lines that were checked; it says nothing but the lines."""
    from PIL import Image, ImageDraw

    image = Image.new("L", (WIDTH + 1, HEIGHT + 1), 255)
    pen = ImageDraw.Draw(image)
    for line in lines:
        if len(line) == 1:
            x, y = line[0]
            pen.ellipse((x - _PEN // 2, y - _PEN // 2, x + _PEN // 2, y + _PEN // 2), fill=0)
        else:
            pen.line(list(line), fill=0, width=_PEN, joint="curve")
    held = BytesIO()
    image.save(held, "PNG", optimize=True)
    return held.getvalue()
