"""Numbers with two decimals, as the language of the page writes them."""

from __future__ import annotations

from pilot import words


def two(value: float | None) -> str:
    """'0,84' or '0.84'; a dash for what is undefined."""
    from babel.numbers import format_decimal

    return "–" if value is None else str(format_decimal(value, "0.00", locale=words.current()))


def one_or_dash(value: float | None) -> str:
    """'3,4' or '3.4'; a dash for what is undefined."""
    from babel.numbers import format_decimal

    return "–" if value is None else str(format_decimal(value, "0.0", locale=words.current()))
