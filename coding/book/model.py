"""A codebook as it stands in a file: a tree of codes in two languages. No database here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import yaml

from pilot.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

Bilingual = dict[str, str]
EMPTY: Bilingual = dict.fromkeys(LANGUAGES, "")


@dataclass(frozen=True)
class Code:
    """One code or group of the file.

    Attributes:
        name, definition, use_when, not_when: a text per language, 'nl' and 'en'; only a name is never empty.
        signals: words and phrases in the language of the interviews that often point to this code.
        color, color_dark: on light and on dark ground, '#RRGGBB'.
        codable: whether passages get this code; what holds codes itself is not, unless the file says so.
        sign: whether what is said with it has a direction: there and helped, missing or failed, or both.
    """

    key: str
    name: Bilingual
    definition: Bilingual
    color: str
    color_dark: str
    use_when: Bilingual = field(default_factory=lambda: dict(EMPTY))
    not_when: Bilingual = field(default_factory=lambda: dict(EMPTY))
    example: str = ""
    signals: tuple[str, ...] = ()
    codable: bool = True
    sign: bool = False
    codes: tuple[Code, ...] = ()


# What a code says besides its key and its place.
FIELDS = ("name", "definition", "use_when", "not_when", "example", "signals", "codable", "sign", "color", "color_dark")


@dataclass(frozen=True)
class Codebook:
    """A whole codebook: its name per language and its tree of codes.

    `origin`: the program that it came from. What we ask of a codebook that is written for us (names that differ,
    colours that can be seen, a definition each) is not asked of one that is in use elsewhere.
    """

    name: Bilingual
    codes: tuple[Code, ...]
    origin: str = ""

    def walk(self) -> Iterator[tuple[Code, Code | None, int]]:
        """Every code with its parent and depth (0 at the top), in the order of the file."""
        yield from _walk(self.codes, None, 0)


def _walk(
    codes: tuple[Code, ...], parent: Code | None, depth: int,
) -> Iterator[tuple[Code, Code | None, int]]:
    for code in codes:
        yield code, parent, depth
        yield from _walk(code.codes, code, depth + 1)


def dump(book: Codebook) -> str:
    """`book` as a file that `load` reads back to the same codebook."""
    raw: dict[str, object] = {"name": book.name, "codes": [_plain(code) for code in book.codes]}
    raw |= {"origin": book.origin} if book.origin else {}
    # libyaml writes ten times as fast and the same, but for emoji, of which it makes escapes that nobody can read.
    dumper = yaml.CSafeDumper if max(map(max, _texts(raw)), default="") <= "\uffff" else yaml.SafeDumper
    return str(yaml.dump(raw, Dumper=dumper, allow_unicode=True, sort_keys=False, width=100))


def _texts(raw: object) -> Iterator[str]:
    """Every text in what a file is made of that is not empty."""
    if isinstance(raw, dict):
        for key, value in raw.items():
            yield from _texts(key)
            yield from _texts(value)
    elif isinstance(raw, list):
        for value in raw:
            yield from _texts(value)
    elif isinstance(raw, str) and raw:
        yield raw


def _plain(code: Code, sign: bool = False) -> dict[str, object]:
    """`sign`: what the group around it says."""
    plain: dict[str, object] = {"key": code.key, "name": code.name}
    for name in ("definition", "use_when", "not_when"):
        if any(getattr(code, name).values()):
            plain[name] = getattr(code, name)
    plain |= {"example": code.example} if code.example else {}
    plain |= {"signals": list(code.signals)} if code.signals else {}
    plain |= {"color": code.color, "color_dark": code.color_dark, "codable": code.codable}
    plain |= {"sign": code.sign} if code.sign is not sign else {}
    return plain | ({"codes": [_plain(child, code.sign) for child in code.codes]} if code.codes else {})
