"""What families are told apart by and somebody types: sites, who referred, arms. One thing has one name."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from pilot.errors import AskFirst
from pilot.store.files import new_guid
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Collection, Container

    from sqlite_utils import Database

# Two slips in a name of eight letters are alike, two towns that share an ending are not.
_ALIKE = 0.85
_DIGITS = re.compile(r"\d+")
_LOOKS_LIKE = N_("“{name}” looks like “{known}”, which is there already. Is it meant to be another one?")


def key_of(name: str) -> str:
    """What a name is told apart by, whatever its case, accents, signs and spaces; '' without a letter or digit."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def find(db: Database, table: str, key: str, name: str) -> int | None:
    """The id of the site, referrer or arm (which one: `table`) of this key, else of this name however it is spelled."""
    rows = db.conn.execute(f"SELECT {table}_id, key, name FROM {table} ORDER BY {table}_id").fetchall()
    same = [row_id for row_id, one, _name in rows if one == key]
    same += [row_id for row_id, _key, one in rows if key_of(one) and key_of(one) == key_of(name or key)]
    same = same or [row_id for row_id, one, former in db.conn.execute(
        f"SELECT {table}_id, key, name FROM former_name WHERE kind = ? ORDER BY key", (table,))
        if one == key or (key_of(former) and key_of(former) == key_of(name or key))]
    return int(same[0]) if same else None


def key_now(db: Database, table: str, key: str) -> str:
    """The key of what a site, referrer or arm was joined to since; `key` itself of one that was not."""
    row = db.conn.execute(
        f"SELECT t.key FROM former_name f JOIN {table} t USING ({table}_id) WHERE f.kind = ? AND f.key = ?"
        f" AND NOT EXISTS (SELECT 1 FROM {table} n WHERE n.key = f.key)", (table, key)).fetchone()
    return str(row[0]) if row else key


def named(db: Database, table: str, key: str, name: str) -> int:
    """The id of a site, referrer or arm (which one: `table`), made when missing; inside a write."""
    found = find(db, table, key, name)
    if found is not None:
        return found
    return int(db.conn.execute(
        f"INSERT INTO {table}(guid, key, name) VALUES (?, ?, ?)", (new_guid(), key, name or key)).lastrowid or 0)


def about_new(name: str) -> str:
    """What stands among what is sure, once somebody said that a name is meant to be a new one."""
    return f"new {key_of(name)}"


def alike(known: Collection[str], name: str) -> str:
    """The known name that another one may be a slip of; '' for none, and where it is that name."""
    key = key_of(name)
    if any(key_of(one) == key for one in known):
        return ""
    numbered = _DIGITS.sub("", key)  # School 1 and School 2 are two
    rated = [(SequenceMatcher(None, key, key_of(one)).ratio(), one) for one in known
             if _DIGITS.sub("", key_of(one)) != numbered]
    best, found = max(rated, default=(0.0, ""))
    return found if best >= _ALIKE else ""


def ask_alike(known: Collection[str], name: str, sure: Container[str]) -> None:
    """Raises: AskFirst for a name that looks like a known one and is not among what is `sure`."""
    if name and about_new(name) not in sure and (found := alike(known, name)):
        raise AskFirst(_LOOKS_LIKE, about_new(name), name=name, known=found)


def ask_new(db: Database, table: str, keyed: tuple[str, str] | None, sure: Container[str]) -> None:
    """The same for a (key, name) that would be made in a table."""
    if keyed and find(db, table, *keyed) is None:
        ask_alike([str(row[0]) for row in db.conn.execute(f"SELECT name FROM {table} ORDER BY name")], keyed[1], sure)
