"""Numbers that are one number in more words than one, and numbers that say one thing together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from texts.deidentify.numerals import is_years, value
from texts.deidentify.word_sets import all_of

if TYPE_CHECKING:
    from texts.deidentify.bodies import Body

# "acht en tien", "acht of negen", "van vier tot twaalf", "zes a zeven".
JOINS = all_of("en of tot a \u00e0")
_YEARS = all_of("jaar jaren jaartje")


def last_of(body: Body, first: int) -> int:
    """Place of the last word of the number that begins at a place: '2,5', 'acht en dertig', 'drie en een half'."""
    word = body.words[first]
    after = body.word(first + 1)
    if after is None or "\n" in body.gap(first):
        return first
    if word.is_number and after.is_number and body.gap(first) in (",", ".") and len(after.text) == 1:
        return first + 1
    if word.is_number and after.text in ("\u00bd", "\u00bc", "\u00be") and len(body.gap(first)) < 2:
        return first + 1
    if after.low != "en" or body.gap(first) != " ":
        return first
    tens = body.word(first + 2)
    if tens is not None and value(tens.low) in range(20, 100, 10) and 0 < (value(word.low) or 0) < 10 and (
            not word.is_number and not tens.is_number):
        return first + 2  # written apart, as it is heard
    half = first + (3 if body.near(first + 2, "een") else 2)
    return half if body.near(half, "half") or body.near(half, "halve") else first


def is_one(body: Body, number: int, further: int) -> bool:
    """Whether two numbers say together how old one is: 'acht of negen', 'twee jaar en drie maanden'."""
    between = [word.low for word in body.words[last_of(body, number) + 1:further]]
    months = body.word(last_of(body, further) + 1)
    return between in (["of"], ["a"]) or (
        len(between) == 2 and between[0] in _YEARS and between[1] == "en" and months is not None
        and months.low.startswith(("maand", "week", "weken")) and is_years(body.words[further].low))
