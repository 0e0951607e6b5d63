"""Letters in pictures: no sign is an empty box, whatever fonts a machine has."""

from __future__ import annotations

import html
import io
import re
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageChops

from pilot.files.pictures import as_png, as_svg, fonts
from pilot.files.pictures.shapes import As, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

LINE = "Klik 🙂 en 家"


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine without fonts of its own."""
    monkeypatch.setattr(fonts, "_OTHERS", ())
    fonts._other.cache_clear()
    yield
    fonts._other.cache_clear()


def drawn(line: str, anchor: str = "start", x: float = 10) -> Image.Image:
    """A picture of one line."""
    made = as_png.write(As("x", "y"), [Words(x, 40, line, 16, "#000000", anchor)], 400, 60)
    return Image.open(io.BytesIO(made)).convert("RGB")


def inked(picture: Image.Image) -> tuple[int, int, int, int]:
    """What is not white: left, top, right, bottom."""
    box = ImageChops.difference(picture, Image.new("RGB", picture.size, "white")).getbbox()
    assert box is not None
    return box


@pytest.mark.parametrize("line", ["Klik", LINE, "👨‍👩‍👧", "e\u0301 ● ○ ◌", ""])
def test_each_piece_has_letters_for_its_words(line: str) -> None:
    """Whatever fonts there are; what is plain stays one piece in our own letters."""
    found = fonts.pieces(line, 20.0)
    assert all(fonts._has(piece.font, sign) for piece in found for sign in fonts._clusters(piece.text))
    assert fonts.width(line, 20.0) == pytest.approx(sum(piece.width for piece in found))
    assert (len(found) == 1) or not line.isascii()


def test_what_no_font_has_is_told(bare: None) -> None:
    """A sign by its name, a letter as a question mark."""
    (piece,) = fonts.pieces(LINE, 20.0)
    assert piece.text == "Klik [slightly smiling face] en ?"


@pytest.mark.parametrize("line", ["Klik", LINE])
@pytest.mark.slow
def test_a_line_lies_where_it_is_anchored(line: str) -> None:
    """Its beginning, middle or end stands at its place, of several fonts too."""
    wide = fonts.width(line, 16) * as_png.SCALE
    for anchor, before in (("start", 0.0), ("middle", 0.5), ("end", 1.0)):
        left, _top, right, _bottom = inked(drawn(line, anchor, 200))
        assert left == pytest.approx(200 * as_png.SCALE - before * wide, abs=6)
        assert right == pytest.approx(200 * as_png.SCALE + (1 - before) * wide, abs=6)


def test_browsers_take_the_letters_that_a_picture_asks_for() -> None:
    """A browser drops the whole list where one name is neither in quotes nor made of words that begin with a letter."""
    said = re.search(r'font-family="([^"]+)"', as_svg.write(As("Titel", ""), (), 10, 10).decode("utf-8"))
    assert said
    names = [one.strip() for one in html.unescape(said[1]).split(",")]
    assert names[0] == "'Source Sans 3'"
    assert all(re.fullmatch(r"'[^']+'|[A-Za-z-]+( [A-Za-z-]+)*", one) for one in names), names
