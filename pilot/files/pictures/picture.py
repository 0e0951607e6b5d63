"""A figure as it leaves: its title, what it counts, the drawing, and under it what there is to know about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot.files.export import Format, in_lines
from pilot.files.pictures import as_png, as_svg, fonts
from pilot.files.pictures.shapes import As, Line, Shape, Words, box, moved
from pilot.vocabulary.palette import LIGHT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pilot.files.export import Asked

MARGIN = 28
TITLE, SAID, SMALL = 24, 16, 13
_LEADING = 1.4


@dataclass(frozen=True)
class Drawn:
    """A drawing without its frame: its shapes, and the pixels it takes."""

    shapes: tuple[Shape, ...]
    width: float
    height: float


@dataclass(frozen=True)
class Picture:
    """A drawing with what belongs to it.

    Attributes:
        title: one line. said: what is counted, out of what, in which unit.
        about: (what, how it is), as `export.about` gives it; without it the picture does not leave.
    """

    title: str
    said: str
    drawn: Drawn
    about: tuple[tuple[str, str], ...]


def framed(picture: Picture) -> Drawn:
    """All of it as shapes: title and what is counted above the drawing, what there is to know under it."""
    most = picture.drawn.width
    shapes: list[Shape] = []
    y = float(MARGIN)
    for text, size, bold, color in ((picture.title, TITLE, True, LIGHT.ink), (picture.said, SAID, False, LIGHT.soft)):
        for line in fonts.wrapped(text, size, most, bold=bold):
            y += size * _LEADING
            shapes.append(Words(MARGIN, y, line, size, color, bold=bold))
    y += MARGIN
    shapes += [moved(one, MARGIN, y) for one in picture.drawn.shapes]
    y += picture.drawn.height + MARGIN / 2
    shapes.append(Line(MARGIN, y, MARGIN + most, y, LIGHT.line))
    y += SMALL / 2
    for what, how in picture.about:
        for line in fonts.wrapped(f"{what}: {how}", SMALL, most):
            y += SMALL * _LEADING
            shapes.append(Words(MARGIN, y, line, SMALL, LIGHT.soft))
    width, height = most + 2 * MARGIN, y + MARGIN
    return Drawn((box(0, 0, width, height, LIGHT.paper), *shapes), width, height)


def drawable(build: Callable[[Asked], Picture]) -> dict[str, Format]:
    """The two ways to write a picture."""

    def writer(write: Callable[[As, Sequence[Shape], float, float], bytes]) -> Callable[[Asked], bytes]:
        def made(asked: Asked) -> bytes:
            picture = build(asked)
            whole = framed(picture)
            said = As(f"{picture.title}. {picture.said}", "\n".join(in_lines(picture.about)))
            return write(said, whole.shapes, whole.width, whole.height)

        return made

    return {"svg": Format(as_svg.MIME, writer(as_svg.write)), "png": Format(as_png.MIME, writer(as_png.write))}
