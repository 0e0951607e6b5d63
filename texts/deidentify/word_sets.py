"""Sets of words, written as one writes words."""

from __future__ import annotations


def all_of(words: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(words.split())
