"""The colours of the program, for a light and a dark look; colours of codes stand in the codebook.

Pages get them as custom properties (`--rd-ink`) from /assets/palette.css, Streamlit from .streamlit/config.toml, which
cannot ask us and is compared in a test.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Palette:
    """One look, '#RRGGBB' each.

    Attributes:
        paper: the ground; shade: the ground of fields and what is set apart.
        ink: text; soft: quieter text; link: text that leads somewhere.
        line: between things; edge: around a field, where a line must be seen.
        thread: the red thread, the one ornament; never for "bad".
    """

    paper: str
    shade: str
    ink: str
    soft: str
    link: str
    line: str
    edge: str
    thread: str


LIGHT = Palette("#FBF9F5", "#F3EFE7", "#23201E", "#5F5953", "#8E1D24", "#E4DED4", "#8A8177", "#B3262E")
DARK = Palette("#1C1A19", "#262321", "#EDE8E1", "#B5ACA2", "#F4999D", "#3A3633", "#8F877E", "#F0787D")
SHEET = "#FFFFFF"  # what is printed stands on white


def look(dark: bool) -> Palette:
    """The palette of the dark or the light look."""
    return DARK if dark else LIGHT


def css() -> str:
    """Both looks as custom properties: the reader's own everywhere, or the one a part of a page says it has; on paper
    the light one, whatever the screen has."""
    light, dark = ("".join(f"--rd-{name}:{colour};" for name, colour in asdict(one).items()) for one in (LIGHT, DARK))
    return (f':root,[data-scheme]{{{light}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n'
            f'@media screen{{[data-scheme="light"]{{{light}}}[data-scheme="dark"]{{{dark}}}}}\n')
