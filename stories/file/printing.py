"""The dossier of a family as a pdf to print."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from pilot.config import ROOT
from pilot.files import typeset
from pilot.files.export import in_lines
from pilot.vocabulary.palette import LIGHT
from pilot.words import current

if TYPE_CHECKING:
    from collections.abc import Sequence

LAYOUT = ROOT / "stories" / "file" / "dossier.typ"


def pdf(
    title: str, told: tuple[tuple[str, str], ...], parts: Sequence[tuple[str, Sequence[object]]], on: str,
) -> bytes:
    """The file; `parts` as `exports.dossier_sheets` gives them; on: ISO, the day it says it is of."""
    return typeset.pdf(LAYOUT, {
        "title": title, "about": in_lines(told), "parts": parts, "language": current(), "palette": asdict(LIGHT)}, on)
