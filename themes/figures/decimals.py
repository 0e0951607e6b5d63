"""Numbers with one or two decimals, as the language of the page writes them; halves go up, as people count."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from pilot import words


def two(value: float | None) -> str:
    """'0,84' or '0.84'; a dash for what is undefined."""
    from babel.numbers import format_decimal

    return "–" if value is None else str(format_decimal(value, "0.00", locale=words.current()))


def one_or_dash(value: float | None) -> str:
    """'3,4' or '3.4'; a dash for what is undefined."""
    from babel.numbers import format_decimal

    return "–" if value is None else str(format_decimal(Decimal(one_decimal(value)), "0.0", locale=words.current()))


def as_needed(value: float) -> str:
    """'24' or '28,8': one decimal only where there is one."""
    from babel.numbers import format_decimal

    return str(format_decimal(Decimal(one_decimal(value)), "0.#", locale=words.current()))


def one_decimal(value: float) -> str:
    """A number with one decimal and a point, halves upwards as the GO-team's book rounds: 3.25 is '3.3'."""
    return str(Decimal(repr(round(float(value), 9))).quantize(Decimal("0.1"), ROUND_HALF_UP))
