"""Quotes as evaluations print them, each with the codes that a person gave by the meaning of the twelve codes.

One line is `codes | text`, codes parted by commas, or `none`. Those of others were written and coded by other hands
than the phrases. Those kept back are only ever counted: nobody looks which of them are missed in order to mend a
phrase; to the other two files phrases were fitted.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent


class Quote(NamedTuple):
    """A text and the codes it got."""

    codes: frozenset[str]
    text: str


class Measured(NamedTuple):
    """How proposals agree with people, all codes together; coverage: the share of texts that get a code at all."""

    precision: float
    recall: float
    f1: float
    coverage: float


def quotes(name: str) -> list[Quote]:
    """The quotes of one file."""
    rows = [line.split(" | ", 1) for line in (HERE / f"quotes_{name}.txt").read_text("utf-8").splitlines()]
    return [Quote(frozenset(codes.split(",")) - {"none"}, text) for codes, text in rows]


def measured(wanted: list[Quote], given: list[set[str]]) -> Measured:
    """Micro precision, recall and F1 of sets of codes per text."""
    both = sum(len(one.codes & told) for one, told in zip(wanted, given, strict=True))
    told, asked = sum(map(len, given)), sum(len(one.codes) for one in wanted)
    return Measured(both / told, both / asked, 2 * both / (told + asked), sum(map(bool, given)) / len(given))
