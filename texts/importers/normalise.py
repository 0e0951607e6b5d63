"""The one form in which text is stored, so that offsets and hashes mean the same everywhere."""

from __future__ import annotations

from pilot.visible import visible


def normalise(text: str) -> str:
    """`text` as `pilot.visible` shows it: NFC, LF line ends, nothing invisible; spaces of every kind stay."""
    return visible(text)
