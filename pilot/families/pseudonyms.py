"""What is looked for in texts, and what stands in its place in every text of the pilot: both in the register alone.

For use cases that have checked rights, on behalf of who may read the text but not the register.
"""

from __future__ import annotations

import re
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from pilot.store.files import new_guid, open_register, write

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlite_utils import Database

    from pilot.config import Pilot

# What a word of the lexicon is, as it is called among what is found in texts.
_KINDS = {"person": "name", "nickname": "name", "place": "place", "street": "address", "school": "org",
          "employer": "org", "organisation": "org", "phone": "phone", "address": "address", "other": "name"}
_NUMBERED = re.compile(r"^(\[.*?)(\d+|[A-Z]{1,2})\]$")


class Sought(NamedTuple):
    """Something to look for; `pseudonym` '' to have one made, `stays` who agreed to be named, `key` whose it is."""

    text: str
    kind: str
    pseudonym: str
    stays: bool
    key: str


class Called(NamedTuple):
    """What something is called in texts: `thing` is its guid."""

    kind: str
    key: str
    pseudonym: str
    thing: str


def sought(pilot: Pilot, family_guid: str) -> list[Sought]:
    """What to look for in a text of a family: its lexicon and everybody's, its names, those of who works with it, those
    of other families (of which it is not said whose they are), and what people pointed out in other texts."""
    with closing(open_register(pilot.register_path, create=True)) as register:
        ask = register.conn.execute
        words = [Sought(word, _KINDS[kind], "" if stays else replacement, bool(stays), f"word {word.casefold()}")
                 for word, kind, replacement, stays in ask(
                     "SELECT word, kind, replacement, may_be_named FROM lexicon WHERE family_guid = ? OR family_guid"
                     " IS NULL ORDER BY family_guid IS NULL", (family_guid,))]
        people = [Sought(name, "name", pseudonym, bool(stays), f"person {guid}")
                  for name, pseudonym, stays, guid in ask(
            "SELECT name, pseudonym, may_be_named, person_guid FROM person_name"
            " WHERE family_guid = ? OR family_guid IS NULL ORDER BY family_guid IS NULL", (family_guid,))]
        family = [Sought(name, "name", pseudonym, False, f"family {family_guid}") for name, pseudonym in ask(
            "SELECT name, pseudonym FROM family_name WHERE family_guid = ?", (family_guid,))]
        others = [Sought(name, "name", "", False, f"other {name.casefold()}") for (name,) in ask(
            "SELECT name FROM person_name WHERE family_guid <> ?1 AND NOT may_be_named"
            " UNION SELECT name FROM family_name WHERE family_guid <> ?1", (family_guid,))]
        pointed = [Sought(key, kind, pseudonym, False, key) for kind, key, pseudonym in ask(
            "SELECT kind, key, pseudonym FROM pseudonym WHERE by_hand")]
    return [*words, *people, *family, *pointed, *others]


def known(pilot: Pilot) -> list[Called]:
    """What is called something already."""
    with closing(open_register(pilot.register_path, create=True)) as register:
        return [Called(*row) for row in register.conn.execute("SELECT kind, key, pseudonym, thing FROM pseudonym")]


def settle(pilot: Pilot, new: Sequence[tuple[str, str, str]], *, by_hand: bool = False) -> list[Called]:
    """What these are called from now on: what each is called already, else what is proposed, or its next number where
    somebody else took that meanwhile.

    Args:
        new: kind, key and what is proposed; of what the register itself names, what it says there.

    Returns: the same things, in the same order.
    """
    with closing(open_register(pilot.register_path, create=True)) as register, write(register):
        taken = {pseudonym: whose for pseudonym, *whose in register.conn.execute(
            "SELECT pseudonym, kind, key FROM pseudonym")}
        found: list[Called] = []
        for kind, key, proposed in new:
            row = register.conn.execute(
                "SELECT pseudonym, thing FROM pseudonym WHERE kind = ? AND key = ?", (kind, key)).fetchone()
            if row is None:
                row = (_free(proposed, [kind, key], taken), new_guid())
                register.conn.execute("INSERT INTO pseudonym(thing, kind, key, pseudonym) VALUES (?, ?, ?, ?)",
                                      (row[1], kind, key, row[0]))
                taken[row[0]] = [kind, key]
            if by_hand:
                register.conn.execute("UPDATE pseudonym SET by_hand = 1 WHERE thing = ?", (row[1],))
            found.append(Called(kind, key, *row))
    return found


def rename(pilot: Pilot, things: Iterable[str], pseudonym: str) -> None:
    """Let things be called otherwise from now on; several may be called the same."""
    with closing(open_register(pilot.register_path, create=True)) as register, write(register):
        register.conn.executemany(
            "UPDATE pseudonym SET pseudonym = ? WHERE thing = ?", [(pseudonym, thing) for thing in things])


def unpoint(pilot: Pilot, things: Iterable[str]) -> None:
    """Nobody points things out any more: they are looked for in no other text because of it."""
    with closing(open_register(pilot.register_path, create=True)) as register, write(register):
        register.conn.executemany("UPDATE pseudonym SET by_hand = 0 WHERE thing = ?", [(thing,) for thing in things])


def called(pilot: Pilot, things: Iterable[str]) -> dict[str, str]:
    """By thing, what stands in its place."""
    with closing(open_register(pilot.register_path, create=True)) as register:
        return {thing: row[0] for thing in things if (row := _one(register, thing))}


def _one(register: Database, thing: str) -> tuple[str] | None:
    row: tuple[str] | None = register.conn.execute(
        "SELECT pseudonym FROM pseudonym WHERE thing = ?", (thing,)).fetchone()
    return row


def _free(proposed: str, whose: list[str], taken: dict[str, list[str]]) -> str:
    """What is proposed, or its next number or letter where that is somebody else's."""
    numbered = _NUMBERED.match(proposed)
    if numbered is None or taken.get(proposed, whose) == whose:
        return proposed
    count = 1
    while (one := f"{numbered[1]}{count if numbered[2].isdigit() else _letters(count)}]") in taken:
        count += 1
    return one


def _letters(count: int) -> str:
    letters = ""
    while count:
        count, rest = divmod(count - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
