"""Showing a picture that is drawn on the server as SVG, as wide as the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from views.parts.module import module

if TYPE_CHECKING:
    from markupsafe import Markup

_picture = module("rode_draad_picture", "static/picture.js")


def show(svg: Markup, title: str, key: str) -> None:
    """Show one SVG element; on a narrow screen it scrolls sideways in a region called `title`."""
    _picture(key=key, data={"svg": str(svg), "title": title})
