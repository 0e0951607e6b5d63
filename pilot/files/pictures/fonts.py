"""The letters of pictures: Source Sans, as it lies in Streamlit's package, so that nothing has to be installed.

What it has no letters for (emoji, other scripts) is drawn with a font of the machine where there is one, else told by
its name: never as an empty box.
"""

from __future__ import annotations

import unicodedata
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pilot.errors import NotFound
from pilot.words import N_

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

# A name of which a word begins with a digit is none to a browser but in quotes; it then takes none of them.
FAMILY = "'Source Sans 3', 'Source Sans Pro', 'Source Sans', Helvetica, Arial, sans-serif"
REGULAR, BOLD = 400, 650  # weights of the variable font
# Fonts of Linux, Windows and macOS by the names of their files, with the size of those that have one only (pixels).
_OTHERS = (("NotoColorEmoji.ttf", 109), ("seguiemj.ttf", 0), ("Apple Color Emoji.ttc", 160), ("DejaVuSans.ttf", 0),
           ("NotoSans-Regular.ttf", 0), ("arial.ttf", 0), ("Arial Unicode.ttf", 0))
_NOWHERE = "\U0010ffff"  # no font has a letter for it
_JOINERS = frozenset("\u200c\u200d\ufe0e\ufe0f")  # not seen by themselves
_FOLDER = "static/static/media/"


@cache
def font(size: float, *, bold: bool = False) -> FreeTypeFont:
    """The letters of a size in pixels. Raises: NotFound where they are missing from the installation."""
    from PIL import ImageFont

    found = ImageFont.truetype(str(_file()), max(1, round(size)))
    found.set_variation_by_axes([BOLD if bold else REGULAR])
    return found


class Piece(NamedTuple):
    """A part of a line in one font; `scale`: drawn so many times larger, where the font has one size only."""

    text: str
    font: FreeTypeFont
    scale: float = 1.0

    @property
    def width(self) -> float:
        """Pixels on the line."""
        return self.font.getlength(self.text) / self.scale


def pieces(text: str, size: float, *, bold: bool = False) -> list[Piece]:
    """A line cut by the fonts that have letters for it."""
    own, found, plain = font(size, bold=bold), [], ""
    for cluster in _clusters(text):
        other = None if _has(own, cluster) else _other(cluster, size)
        if other is None:
            plain += cluster if _has(own, cluster) else _named(cluster)
            continue
        found += [*([Piece(plain, own)] if plain else []), other]
        plain = ""
    return [*found, Piece(plain, own)] if plain or not found else found


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How many pixels a line of text takes."""
    return sum(piece.width for piece in pieces(text, size, bold=bold))


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


def _clusters(text: str) -> list[str]:
    """What is seen as one sign each; most lines are plain and are one."""
    import regex

    return [text] if text.isascii() else regex.findall(r"\X", text)


@cache
def _has(letters: FreeTypeFont, cluster: str) -> bool:
    """Whether a font has a letter for all that is seen of a sign."""
    if cluster.isascii():
        return True
    missing = bytes(letters.getmask(_NOWHERE))
    return all(bytes(letters.getmask(one)) != missing or one.isspace() for one in cluster if one not in _JOINERS)


@cache
def _other(cluster: str, size: float) -> Piece | None:
    """A sign in the first font of the machine that has it."""
    from PIL import ImageFont

    for name, only in _OTHERS:
        with suppress(OSError):
            found = ImageFont.truetype(name, only or max(1, round(size)))
            if _has(found, cluster):
                return Piece(cluster, found, only / size if only else 1.0)
    return None


def _named(cluster: str) -> str:
    """A sign that no font has, told by the name that Unicode has for it; a letter, which has no telling name, as ?."""
    sign = cluster[0]
    return f"[{unicodedata.name(sign, '?').lower()}]" if unicodedata.category(sign).startswith("S") else "?"


def shipped(pattern: str) -> list[Path]:
    """Files of fonts in Streamlit's package, by a pattern of their names."""
    from importlib.util import find_spec

    found = find_spec("streamlit")
    folder = Path(found.origin).parent if found and found.origin else Path()
    return sorted(folder.glob(_FOLDER + pattern))


@cache
def _file() -> Path:
    for path in shipped("SourceSansVF-Upright.*.woff2"):
        return path
    raise NotFound(N_("The letters for pictures are missing from this installation. Take the table instead."))
