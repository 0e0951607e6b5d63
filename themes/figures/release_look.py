"""The look of what shows a release: one style, for pages of the program and for a file that stands alone."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from markupsafe import Markup

from themes.figures import tables


@cache
def _css() -> str:
    return (Path(__file__).parent / "release.css").read_text(encoding="utf-8")


def style() -> Markup:
    """The style of releases, and of the tables in them; colours are those of /assets/palette.css."""
    return tables.style() + Markup("<style>{}</style>").format(Markup(_css()))


def framed(body: Markup) -> Markup:
    """A part of a release with its style."""
    return Markup('{}<div class="rd-themes rl">{}</div>').format(style(), body)
