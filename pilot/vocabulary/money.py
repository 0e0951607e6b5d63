"""Amounts of money: cents inside, euros as people read them."""

from __future__ import annotations

from pilot import words


def euros(cents: int, language: str | None = None) -> str:
    """An amount in cents as it is written, such as € 1.234,50 in Dutch."""
    from babel.numbers import format_currency

    return str(format_currency(cents / 100, "EUR", locale=language or words.current()))
