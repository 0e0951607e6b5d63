"""Positions in a text: code points, which count everywhere here, and UTF-16 units, which a browser's DOM counts."""

from __future__ import annotations


def units_of(text: str, points: int) -> int:
    """The UTF-16 code units before code point `points` of `text`."""
    return len(text[:points].encode("utf-16-le", "surrogatepass")) // 2


def points_of(text: str, units: int) -> int:
    """The code points before UTF-16 unit `units` of `text`; a unit inside a surrogate pair belongs to that pair."""
    encoded = text.encode("utf-16-le", "surrogatepass")[: units * 2]
    return len(encoded.decode("utf-16-le", "ignore"))
