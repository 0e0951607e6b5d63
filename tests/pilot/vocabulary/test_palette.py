"""Colours are defined once, can be read, and no file has others of its own."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

import pytest

from coding.book.colours import contrast
from pilot.config import ROOT
from pilot.vocabulary import palette
from pilot.vocabulary.palette import DARK, LIGHT, Palette

if TYPE_CHECKING:
    from pathlib import Path

LOOKS = pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
HEX = re.compile(r"#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b")
# The palette itself, white as the last resort of a code's colour, and examples in sentences.
ALLOWED = {"pilot/vocabulary/palette.py", "coding/book/colours.py", "coding/book/file.py", "coding/book/edits.py",
           "coding/marks/commands.py"}


@LOOKS
def test_text_can_be_read(look: Palette) -> None:
    """Text, quiet text, links and the thread stand out from paper and shade, edges from both (WCAG 2.2 AA)."""
    for ground in (look.paper, look.shade):
        for name in ("ink", "soft", "link", "thread"):
            assert contrast(getattr(look, name), ground) >= 4.5, name
        assert contrast(look.edge, ground) >= 3


@pytest.mark.parametrize(("name", "look"), [("light", LIGHT), ("dark", DARK)])
def test_streamlit_has_the_same_colours(name: str, look: Palette) -> None:
    """Its theme is written by hand in .streamlit/config.toml."""
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"][name]
    assert theme == {
        "primaryColor": look.thread, "backgroundColor": look.paper, "secondaryBackgroundColor": look.shade,
        "textColor": look.ink, "borderColor": look.line, "linkColor": look.link}


def sources() -> list[Path]:
    """The program's own scripts, styles and modules."""
    rooms = ("pilot", "texts", "jobs", "stories", "transcribe", "coding", "themes", "web", "views")
    return [path for room in rooms for end in ("py", "js", "css") for path in (ROOT / room).rglob(f"*.{end}")]


def test_no_file_has_colours_of_its_own() -> None:
    """A colour anywhere else would be forgotten when the palette changes."""
    found = {str(path.relative_to(ROOT)) for path in sources() if HEX.search(path.read_text(encoding="utf-8"))}
    assert found <= ALLOWED


@pytest.mark.slow
def test_every_custom_property_is_there() -> None:
    """What a style asks of the palette it gets, in both looks."""
    given = set(re.findall(r"(--rd-[a-z]+):", palette.css()))
    asked = {name for path in sources() for name in re.findall(r"var\((--rd-[a-z]+)", path.read_text(encoding="utf-8"))}
    # The tone of a code is set where it is drawn; how far heads of a table moved along is measured.
    assert asked - given <= {"--rd-tone", "--rd-shift"}
    assert len(re.findall("--rd-ink:", palette.css())) == 4  # light, dark, dark where the machine is, and paper
