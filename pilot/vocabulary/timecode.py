"""Times in a recording, and how long one lasts, as people read them."""

from __future__ import annotations

from pilot import words


def timecode(ms: int) -> str:
    """A time in integer ms as hours, minutes and seconds, such as 00:12:46; the rest of a second is cut."""
    seconds = ms // 1000
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def lasts(ms: int, language: str | None = None) -> str:
    """A length in integer ms, as `timecode`; less than a second as tenths, such as 0.1 s, for 00:00:00 is nothing."""
    if not 0 < ms < 1000:
        return timecode(ms)
    from babel.numbers import format_decimal

    # Rounded up to a tenth where less is there, and never to a whole second.
    tenths = min(9, max(1, round(ms / 100)))
    return f"{format_decimal(tenths / 10, '0.0', locale=language or words.current())} s"
