"""Codes both ways: what a code of ours says travels as lines at the end of its description, which people can read.

Above the line `[Rode Draad]` stands the definition in Dutch, alone; a code from another program has nothing below it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from coding.book import colours
from coding.book.codebook import Code as OurCode
from coding.book.codebook import Codebook, add_arriving
from coding.book.faults import CodebookFaults
from coding.book.file import FOREIGN_CODES, FOREIGN_DEEPEST
from coding.book.keys import IS_KEY, key_for
from coding.book.tree import LARGEST
from exchange.refi.model import Code
from pilot.errors import BadInput
from pilot.visible import visible, visible_name
from pilot.vocabulary import palette
from pilot.words import LANGUAGES, N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlite_utils import Database

MARK = "[Rode Draad]"
_TOO_MUCH = N_("The codes of this project do not fit in a codebook here: that holds at most {codes} codes, {levels} "
               "levels deep and {limit} characters in all. Take some out there and export the project again.")
_TEXTS = ("name_en", "definition_en", "use_when_nl", "use_when_en", "not_when_nl", "not_when_en", "example")
_FIELDS = ("key", *_TEXTS, "signals", "color_dark", "sign", "retired")
_LINE = re.compile(rf"({'|'.join(_FIELDS)}): (.*)")
_LONGEST_NAME, _LONGEST_TEXT = 480, 49_000
# For codes without a colour: told apart by their names alone, as in the program they come from.
_NO_COLOUR = palette.LIGHT.soft


@dataclass
class Fields:
    """What a description says: the definition in Dutch, and our own lines by name."""

    definition: str = ""
    ours: dict[str, str] = field(default_factory=dict)


def described(definition: str, ours: dict[str, str]) -> str:
    """The description of a code with these lines of ours; those that are empty are left out."""
    lines = [f"{key}: {_one_line(ours[key])}" for key in _FIELDS if ours.get(key)]
    return "\n".join([*([definition] if definition else []), MARK, *lines]) if lines else definition


def said(description: str) -> Fields:
    """What `described` wrote; a description without our mark is the definition as it stands."""
    head, mark, tail = description.rpartition(MARK)
    if not mark or (head and not head.endswith("\n")):
        return Fields(description.strip())
    found = {match[1]: _lines(match[2]) for line in tail.split("\n") if (match := _LINE.fullmatch(line.rstrip()))}
    return Fields(head.strip(), found)


def _one_line(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n")


def _lines(text: str) -> str:
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] == "n" else match[1], text)


for_night = colours.for_night


@dataclass
class Book:
    """Codes as they arrive: the codebook in use, the one with what was retired too (None where nothing was), and per
    guid of a code its key."""

    newest: Codebook
    before: Codebook | None
    keys: dict[str, str]


def book(codes: list[Code], name: str, origin: str) -> Book:
    """The codebook of a project's codes. Codes under a retired one are retired with it."""
    keys: dict[str, str] = {}
    taken: set[str] = set()
    found: dict[str, tuple[OurCode, bool]] = {}
    children: dict[str, list[str]] = {}
    for code in codes:
        fields = said(code.description)
        keys[code.guid] = _key(fields.ours.get("key", ""), code.name, taken)
        is_retired = fields.ours.get("retired") == "yes" or (code.parent in found and found[code.parent][1])
        found[code.guid] = (_ours(code, keys[code.guid], fields), is_retired)
        children.setdefault(code.parent, []).append(code.guid)

    def tree(parent: str, retired: bool) -> tuple[OurCode, ...]:
        return tuple(replace(found[guid][0], codes=tree(guid, retired)) for guid in children.get(parent, ())
                     if retired or not found[guid][1])

    called = {language: visible_name(name)[:_LONGEST_NAME] or "REFI-QDA" for language in LANGUAGES}
    newest = Codebook(called, tree("", retired=False), origin[:_LONGEST_NAME])
    whole = Codebook(called, tree("", retired=True), origin[:_LONGEST_NAME])
    has_retired = newest.codes and any(is_retired for _code, is_retired in found.values())
    return Book(newest, whole, keys) if has_retired else Book(whole, None, keys)


def put(db: Database, one: Codebook, guids: Mapping[str, str], label: str, by: int) -> int:
    """Make a version of one, inside `write(db)`, as `codebook.add_arriving`. Raises: BadInput (too much)."""
    try:
        return add_arriving(db, one, guids, label, by)
    except CodebookFaults as faults:  # they name lines of a file that nobody ever saw
        raise BadInput(_TOO_MUCH, codes=FOREIGN_CODES, levels=FOREIGN_DEEPEST, limit=LARGEST) from faults


def _key(told: str, name: str, taken: set[str]) -> str:
    """A key of its own for a code: the one it says it has, else its name in plain letters."""
    is_free = IS_KEY.fullmatch(told) and told not in taken
    key = told if is_free else key_for(told if IS_KEY.fullmatch(told) else name, taken)
    taken.add(key)
    return key


def _ours(code: Code, key: str, fields: Fields) -> OurCode:
    ours = fields.ours
    name = visible_name(code.name)[:_LONGEST_NAME] or key
    definition = visible(fields.definition).strip()[:_LONGEST_TEXT]
    color = _colour(code.color)
    dark = ours.get("color_dark", "").upper()
    return OurCode(
        key, {"nl": name, "en": visible_name(ours.get("name_en", ""))[:_LONGEST_NAME] or name},
        {"nl": definition, "en": visible(ours.get("definition_en", "")).strip()[:_LONGEST_TEXT] or definition},
        color, dark if colours.is_colour(dark) else colours.for_night(color),
        _both(ours, "use_when"), _both(ours, "not_when"), example=_folded(ours.get("example", "")),
        signals=tuple(dict.fromkeys(filter(None, map(_folded, ours.get("signals", "").split(" | "))))),
        codable=code.codable, sign=ours.get("sign") == "yes")


def _both(ours: dict[str, str], which: str) -> dict[str, str]:
    return {end: _folded(ours.get(f"{which}_{end}", "")) for end in LANGUAGES}


def _folded(text: str) -> str:
    return visible(text).strip()[:_LONGEST_TEXT]


def _colour(text: str) -> str:
    if re.fullmatch("#[0-9A-Fa-f]{3}", text):
        text = "#" + "".join(2 * digit for digit in text[1:])
    return text.upper() if colours.is_colour(text) else _NO_COLOUR


def nested(codes: Iterable[Code]) -> dict[str, list[Code]]:
    """Codes by the guid of their parent, '' for those at the top."""
    found: dict[str, list[Code]] = {}
    for code in codes:
        found.setdefault(code.parent, []).append(code)
    return found
