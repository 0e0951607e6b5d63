"""Amounts of money: cents inside, euros as people read and write them."""

from __future__ import annotations

import re

from pilot import words
from pilot.errors import BadInput
from pilot.words import N_

# Groups of three parted by point, comma or space, or digits in one; then at most two decimals.
_WRITTEN = re.compile(
    r"(?P<whole>\d{1,3}(?:(?P<mark>[., ])\d{3})(?:(?P=mark)\d{3})*|\d{1,12})(?:[.,](?P<decimals>\d{1,2}|-))?", re.ASCII)


def euros(cents: int, language: str | None = None) -> str:
    """An amount in cents as it is written, such as € 1.234,50 in Dutch."""
    from babel.numbers import format_currency

    return str(format_currency(cents / 100, "EUR", locale=language or words.current()))


def plain_euros(cents: int, language: str | None = None) -> str:
    """An amount in cents as it is typed into a field, such as 1234,50 in Dutch."""
    from babel.numbers import format_decimal

    return str(format_decimal(cents / 100, "0.00", locale=language or words.current()))


def round_euros(cents: float, language: str | None = None) -> str:
    """An amount in cents as whole euros, such as € 1.235, for tables of sums and means."""
    from babel.numbers import format_currency

    return str(format_currency(round(cents / 100), "EUR", "¤ #,##0", locale=language or words.current(),
                               currency_digits=False))


def cents_of(written: str) -> int:
    """What somebody wrote as an amount of euros, in cents: "12,50", "12.5", "€ 1.234,50", "1,234".

    A comma or a point with three digits after it parts thousands, for an amount has two decimals at most.

    Raises: BadInput.
    """
    kept = " ".join(written.replace("€", " ").replace("\xa0", " ").replace("\u202f", " ").split())
    found = _WRITTEN.fullmatch(kept)
    if found is None or (found["mark"] or "") == _decimal_mark(kept, found):
        raise BadInput(N_("Write the amount in euros, such as 12,50."))
    whole = re.sub(r"\D", "", found["whole"])
    decimals = (found["decimals"] or "0").replace("-", "0").ljust(2, "0")
    return int(whole) * 100 + int(decimals)


def _decimal_mark(kept: str, found: re.Match[str]) -> str:
    """The mark before the decimals; ' ' never is one, so that "1.234.50" is refused and "1 234,50" is not."""
    return kept[found.start("decimals") - 1] if found["decimals"] else "none"
