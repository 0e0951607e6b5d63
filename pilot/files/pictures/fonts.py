"""The letters of pictures: Source Sans, as it lies in Streamlit's package, so that nothing has to be installed."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pilot.errors import NotFound
from pilot.words import N_

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

FAMILY = "Source Sans 3, Source Sans Pro, Source Sans, Helvetica, Arial, sans-serif"
REGULAR, BOLD = 400, 650  # weights of the variable font
_WHERE = "static/static/media/SourceSansVF-Upright.*.woff2"


@cache
def font(size: float, *, bold: bool = False) -> FreeTypeFont:
    """The letters of a size in pixels. Raises: NotFound where they are missing from the installation."""
    from PIL import ImageFont

    found = ImageFont.truetype(str(_file()), max(1, round(size)))
    found.set_variation_by_axes([BOLD if bold else REGULAR])
    return found


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How many pixels a line of text takes."""
    return font(size, bold=bold).getlength(text)


def shortened(text: str, size: float, most: float) -> str:
    """`text`, or so much of it as fits in `most` pixels, with a mark that it goes on."""
    if width(text, size) <= most:
        return text
    while text and width(f"{text}…", size) > most:
        text = text[:-1]
    return f"{text.rstrip()}…"


def wrapped(text: str, size: float, most: float, *, bold: bool = False) -> list[str]:
    """`text` in lines of at most `most` pixels, broken between words, and inside one that is longer than a line."""
    lines, line = [], ""
    for word in (part for whole in text.split() for part in _parts(whole, size, most, bold=bold)):
        longer = f"{line} {word}".strip()
        if line and width(longer, size, bold=bold) > most:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line] if line else lines


def _parts(word: str, size: float, most: float, *, bold: bool) -> list[str]:
    """A word in pieces that each fit."""
    parts = []
    while len(word) > 1 and width(word, size, bold=bold) > most:
        end = max(1, next(n for n in range(1, len(word) + 1) if width(word[:n], size, bold=bold) > most) - 1)
        parts.append(word[:end])
        word = word[end:]
    return [*parts, word]


@cache
def _file() -> Path:
    from importlib.util import find_spec

    found = find_spec("streamlit")
    folder = Path(found.origin).parent if found and found.origin else Path()
    for path in sorted(folder.glob(_WHERE)):
        return path
    raise NotFound(N_("The letters for pictures are missing from this installation. Take the table instead."))
