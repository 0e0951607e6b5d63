"""pdf, set by typst: a layout of ours and what it shows as data, with the fonts that come with Streamlit.

Nothing is fetched: fonts of the machine and packages of typst are left alone. What is shown goes in as data, never as
part of a layout, so that no text in it can be taken for a command.
"""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from pilot.files.pictures import fonts, unpacked
from pilot.files.printable import printable

if TYPE_CHECKING:
    from collections.abc import Mapping

MIME = "application/pdf"
_FONTS = ("SourceSansVF-Upright.*.woff2", "SourceSerifVariable-Roman.*.woff2", "SourceSerifVariable-Italic.*.woff2")


def pdf(layout: Path, data: Mapping[str, Any], on: str) -> bytes:
    """The file, accessible as PDF/UA-1 asks: with its title, its language, and what is a heading, a table, a list.

    Args:
        layout: a .typ file, which finds what it shows in `sys.inputs.data` as JSON. on: ISO, the day it says it is of.
    """
    at = int(datetime.fromisoformat(on).replace(tzinfo=UTC).timestamp())
    made = _compiler(layout, data).compile(format="pdf", pdf_standards=["ua-1"], timestamp=at)
    return bytes(made)


def pages(layout: Path, data: Mapping[str, Any]) -> int:
    """How many pages it takes."""
    made = _compiler(layout, data).compile(format="svg")
    return len(made) if isinstance(made, list) else 1


def pictures(layout: Path, data: Mapping[str, Any], dots: float = 96) -> list[bytes]:
    """Its pages as png, with so many dots an inch."""
    made = _compiler(layout, data).compile(format="png", ppi=dots)
    return [bytes(one) for one in made] if isinstance(made, list) else [bytes(made)]


def _compiler(layout: Path, data: Mapping[str, Any]) -> Any:
    import typst

    return typst.Compiler(str(layout), root=str(layout.parent), font_paths=_loaded(),
                          sys_inputs={"data": printable(json.dumps(data, ensure_ascii=False))})


@cache
def _folder() -> TemporaryDirectory[str]:
    """The fonts unpacked, for as long as this process lives; typst reads them when it needs them."""
    folder = TemporaryDirectory(prefix="rode-draad-letters-")
    for pattern in _FONTS:
        with suppress(ValueError):  # set in what typst brings instead
            for path in fonts.shipped(pattern):
                (Path(folder.name) / path.with_suffix(".ttf").name).write_bytes(
                    unpacked.truetype(path.read_bytes()))
    return folder


@cache
def _loaded() -> Any:
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[_folder().name])
