"""What a word may be by the lists of names."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from texts.deidentify.lists import Lists

_ENDINGS = ("'s", "s", "'")
_SMALLER = ("tje", "je", "etje", "ke", "eke", "ske", "tjes", "jes", "kes")

# Particles written as they are heard, in one with the surname: "vandeneynde".
_TOGETHER = ("vanden", "vander", "vande", "van", "ter", "ten", "der", "de")


class Sort(NamedTuple):
    """What a word may be by the lists: a first name or surname, and whether it is a word of the language as well."""

    first: bool
    surname: bool
    guarded: bool

    @property
    def is_name(self) -> bool:
        """Whether it stands in a list of names."""
        return self.first or self.surname


def stems(low: str) -> Iterator[str]:
    """A word and what is left of it without a possessive or diminutive ending."""
    yield low
    for ending in _ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) > 2:
            yield low.removesuffix(ending)
    for ending in _SMALLER:
        if low.endswith(ending) and len(low) - len(ending) > 2:
            yield low.removesuffix(ending)


def sort_of(lists: Lists, low: str) -> Sort:
    """What a word may be; of a double one (marie-claire) both halves must be names."""
    for at, stem in enumerate(stems(low)):
        plain = stem in lists.first or stem in lists.surnames
        if plain or (at == 0 and (stem in lists.guarded_first or stem in lists.guarded_surnames)):
            guarded = not plain or (at > 0 and lists.is_word(low))
            if stem not in lists.first and stem in lists.guarded_first:
                guarded = True
            return Sort(stem in lists.first or stem in lists.guarded_first,
                        stem in lists.surnames or stem in lists.guarded_surnames, guarded)
    if "-" in low:
        halves = [sort_of(lists, half) for half in low.split("-") if half]
        if len(halves) > 1 and all(half.is_name for half in halves):
            return Sort(any(half.first for half in halves), any(half.surname for half in halves),
                        all(half.guarded for half in halves))
    for before in _TOGETHER:
        rest = low.removeprefix(before)
        if rest != low and len(rest) > 3 and not lists.is_word(low) and (
                rest in lists.surnames or rest in lists.guarded_surnames):
            return Sort(False, True, False)
    return Sort(False, False, lists.is_word(low))
