"""Names, places, streets and ordinary words, read once in a process; `lists/README.md` says where they are from."""

from __future__ import annotations

import lzma
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pilot.families.real_names import folded

HERE = Path(__file__).parent / "lists"
_GUARDED = "~"


@dataclass(frozen=True)
class Lists:
    """What is known of the language, folded and in small letters.

    Attributes:
        first, surnames, places: names; with the `guarded_` ones, which are words too and need something beside them.
        streets: with an ending that other words have too; words: ordinary ones, without those that are names first.
        capitals: written with a capital though they point to nobody: peoples, languages, feasts, brands.
        organisations: by their first word, each as its words and whether its capital must tell.
        long_places: of more words, by their first two, the longest first.
    """

    first: frozenset[str]
    guarded_first: frozenset[str]
    surnames: frozenset[str]
    guarded_surnames: frozenset[str]
    places: frozenset[str]
    guarded_places: frozenset[str]
    long_places: dict[tuple[str, ...], list[tuple[str, ...]]]
    streets: frozenset[str]
    words: frozenset[str]
    capitals: frozenset[str]
    organisations: dict[str, list[tuple[tuple[str, ...], bool]]]

    def is_word(self, low: str) -> bool:
        """Whether it is a word of the language, not a name in the first place."""
        return low in self.words or low in self.capitals or "-" in low and all(
            len(part) < 3 or part in self.words for part in low.split("-"))


@cache
def shipped() -> Lists:
    """The lists that come with the program; takes a quarter of a second the first time, and 40 MB."""
    first, guarded_first = first_names()
    surnames, guarded_surnames = _parted(_read("surnames"))
    places, guarded_places = _parted(_read("places"))
    long: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for place in places:
        parts = tuple(re.split(r"[\s-]+", place))
        if len(parts) > 1:
            long.setdefault(parts[:2], []).append(parts)
    for kept in long.values():
        kept.sort(key=len, reverse=True)
    return Lists(first, guarded_first, surnames, guarded_surnames, places, guarded_places, long,
                 frozenset(_read("streets")), frozenset(_read("words")), frozenset(_read("capitals")),
                 _organisations())


@cache
def first_names() -> tuple[frozenset[str], frozenset[str]]:
    """First names, and those that are words too."""
    return _parted(_read("first"))


@cache
def near() -> dict[str, str]:
    """By village or small town, what it is and near which larger one: `{"exloo": "dorp bij Emmen"}`.

    Only where no other of its name lies near another, and at least five are said so.
    """
    return dict(line.split("\t") for line in _read("near"))


def _read(name: str) -> list[str]:
    return lzma.decompress((HERE / f"{name}.txt.xz").read_bytes()).decode().split("\n")


def _parted(lines: list[str]) -> tuple[frozenset[str], frozenset[str]]:
    return (frozenset(line for line in lines if not line.startswith(_GUARDED)),
            frozenset(line[1:] for line in lines if line.startswith(_GUARDED)))


def _organisations() -> dict[str, list[tuple[tuple[str, ...], bool]]]:
    found: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
    for line in (HERE / "organisations.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            parts = tuple(folded(line.removeprefix(_GUARDED), case=True)[0].split())
            found.setdefault(parts[0], []).append((parts, line.startswith(_GUARDED)))
    for kept in found.values():
        kept.sort(key=lambda one: -len(one[0]))
    return found
