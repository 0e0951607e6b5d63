"""What the register and the pilot file let go of when somebody is erased."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from pilot.families.real_names import parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlite_utils import Database

# What a word of the lexicon is that stands for one person.
_OF_A_PERSON = "kind IN ('person', 'nickname')"
HOTWORDS = "hotwords of "  # before the guid of a family of which a text goes: what was put right in it is not known


def unlink(db: Database, guid: str) -> None:
    """Take the account from a coach who is erased; inside a write. Nothing happens where the guid is somebody else's.

    The stories she told stay: they are of families.
    """
    db.conn.execute("UPDATE person SET user_id = NULL WHERE kind = 'coach' AND (guid = ?1"
                    " OR user_id = (SELECT user_id FROM user WHERE guid = ?1))", (guid,))


def forget(register: Database, guids: frozenset[str]) -> Mapping[str, int]:
    """Let names and words go that belong to these guids, of families, persons or things found in texts; inside a write.

    Of a person also the words of her family that are a part of her name, and what stands in its place. Returns: rows by
    table.
    """
    ask, counts = register.conn.execute, Counter[str]()
    wanted = json.dumps(sorted(guids))
    among = "IN (SELECT value FROM json_each(?))"
    people = ask(f"SELECT person_guid, coalesce(family_guid, ''), name FROM person_name WHERE person_guid {among}",
                 (wanted,)).fetchall()
    families = ask(f"SELECT name FROM family_name WHERE family_guid {among}", (wanted,)).fetchall()
    names = {name for *_whose, name in [*people, *families]}
    words = [row for row in ask("SELECT lexicon_id, coalesce(family_guid, ''), word FROM lexicon")
             if row[1] in guids] + _of_people(register, people)
    counts["lexicon"] = _each(register, "DELETE FROM lexicon WHERE lexicon_id = ?", {(row[0],) for row in words})
    learnt = [guid.removeprefix(HOTWORDS) for guid in guids]
    counts["hotword"] = ask(f"DELETE FROM hotword WHERE family_guid {among}", (json.dumps(learnt),)).rowcount
    counts["hotword"] += _each(register, "DELETE FROM hotword WHERE family_guid = ? AND word = ?", {
        (family, part) for _guid, family, name in people for part in parts(name)})
    called = {f"word {word.casefold()}" for _id, _family, word in words} | {
        f"other {name.casefold()}" for name in names} | {
        f"{what} {guid}" for guid in guids for what in ("person", "family")}
    counts["pseudonym"] = ask(f"DELETE FROM pseudonym WHERE thing {among}", (wanted,)).rowcount
    counts["pseudonym"] += ask(f"DELETE FROM pseudonym WHERE key {among}", (json.dumps(sorted(called)),)).rowcount
    counts["person_name"] = ask(
        f"DELETE FROM person_name WHERE person_guid {among} OR family_guid {among}", (wanted, wanted)).rowcount
    counts["family_name"] = ask(f"DELETE FROM family_name WHERE family_guid {among}", (wanted,)).rowcount
    return counts


def _of_people(register: Database, people: Iterable[tuple[str, str, str]]) -> list[tuple[int, str, str]]:
    """Words of the lexicon that are a part of the name of one of these people, in her family."""
    found = []
    for _guid, family, name in people:
        own = {part.casefold() for part in parts(name)}
        found += [row for row in register.conn.execute(
            "SELECT lexicon_id, coalesce(family_guid, ''), word FROM lexicon WHERE family_guid IS ?"
            f" AND {_OF_A_PERSON}", (family or None,)) if row[2].casefold() in own]
    return found


def _each(register: Database, sql: str, values: set[tuple[object, ...]]) -> int:
    return sum(register.conn.execute(sql, one).rowcount for one in values)
