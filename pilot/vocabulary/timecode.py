"""Times in a recording as people read them."""

from __future__ import annotations


def timecode(ms: int) -> str:
    """A time or a length in integer ms as hours, minutes and seconds, such as 00:12:46; the rest of a second is cut."""
    seconds = ms // 1000
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
