"""Codes that went up in another or were parted: which of that holds now, and what it means for who was done.

Versions hang together by what they go on from, so that what was merged or split in a version is undone where a version
before it was taken back, and holds again where a version with it is.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlite_utils import Database

    from coding.book.codebook import CodebookVersion

Cover = dict[int, frozenset[int]]


@dataclass(frozen=True)
class Turned:
    """What one version made of codes: a merge of all of `froms` into one of `tos`, or a split of one into `tos`.

    Attributes:
        version_id, number: of that version; after_id: of the one that it went on from; froms, tos: code_id.
        is_same: of a merge, who was done with one of these codes was done with all.
    """

    version_id: int
    after_id: int
    number: int
    kind: str
    froms: tuple[int, ...]
    tos: tuple[int, ...]
    is_same: bool = True

    def concerns(self, codes: Sequence[int]) -> bool:
        """Whether any of these codes (code_id) takes part in it."""
        return not {*self.froms, *self.tos}.isdisjoint(codes)


def record(
    db: Database, version: CodebookVersion, kind: str, froms: Sequence[int], tos: Sequence[int], *,
    is_same: bool = True,
) -> Turned:
    """Write down inside `write(db)` what a version just made does to codes: 'merge' or 'split'."""
    db.conn.executemany(
        "INSERT INTO code_turned(codebook_version_id, kind, from_id, to_id, is_same) VALUES (?,?,?,?,?)",
        [(version.codebook_version_id, kind, a, b, int(is_same)) for a in froms for b in tos])
    refresh(db)
    return all_turned(db)[version.codebook_version_id]


def all_turned(db: Database) -> dict[int, Turned]:
    """Everything that was ever merged or split, by the id of its version, undone or not."""
    found: dict[int, Turned] = {}
    for version_id, after_id, number, kind, a, b, is_same in db.conn.execute(
            "SELECT t.codebook_version_id, v.after_id, v.number, t.kind, t.from_id, t.to_id, t.is_same"
            " FROM code_turned t JOIN codebook_version v USING (codebook_version_id)"
            " ORDER BY v.number, t.from_id, t.to_id"):
        old = found.get(version_id, Turned(version_id, after_id, number, kind, (), (), bool(is_same)))
        found[version_id] = Turned(version_id, after_id, number, kind, tuple(dict.fromkeys((*old.froms, a))),
                                   tuple(dict.fromkeys((*old.tos, b))), bool(is_same))
    return found


def in_force(db: Database, version_id: int) -> list[Turned]:
    """What holds in a version, in the order in which it was done."""
    turned = all_turned(db)
    return [turned[one] for one in _held(_chain(db), turned, version_id)]


@dataclass(frozen=True)
class Became:
    """What a code is now.

    Attributes:
        key: the code it went up in, or itself; merged: number of the version in which it did so last, 0 for never.
        parts: keys of what that was split into; split: number of the version in which it was, 0 for never.
    """

    key: str
    merged: int = 0
    parts: tuple[str, ...] = ()
    split: int = 0


def became(db: Database, keys: Iterable[str]) -> dict[str, Became]:
    """What codes are by the merges and splits that hold in the newest version, by key; only those that are not what
    they were. Undone, a code is itself again."""
    row = db.conn.execute("SELECT max(codebook_version_id) FROM codebook_version").fetchone()
    held = in_force(db, row[0]) if row[0] else []
    ids = dict(db.conn.execute("SELECT key, code_id FROM code").fetchall()) if held else {}
    names = {code: key for key, code in ids.items()}
    found = {}
    for key in {*keys} & ids.keys():
        code, merged, parts, split = ids[key], 0, list[int](), 0
        for one in held:
            if one.kind == "split":
                if one.froms[0] == code:
                    parts, split = [*one.tos], one.number
                parts = [part for each in parts for part in (one.tos if each == one.froms[0] else (each,))]
            elif code in one.froms:
                code, merged = one.tos[0], one.number
            else:
                parts = list(dict.fromkeys(one.tos[0] if each in one.froms else each for each in parts))
        if merged or split:
            found[key] = Became(names[code], merged, tuple(names[part] for part in parts), split)
    return found


def successor(db: Database, key: str) -> str:
    """The key of the code that one went up in, by the merges that hold now; its own where there is none."""
    found = became(db, [key]).get(key)
    return found.key if found else key


def absorbed(db: Database, key: str) -> list[str]:
    """Keys of the codes that went up in one, by the merges that hold now."""
    every = [str(row[0]) for row in db.conn.execute("SELECT key FROM code ORDER BY code_id")]
    return [one for one, now in became(db, every).items() if now.key == key != one]


def successors(db: Database, version: CodebookVersion) -> dict[str, str]:
    """By key of each code that went up in another in a version: the key of that other."""
    gone = {code for one in in_force(db, version.codebook_version_id) if one.kind == "merge" for code in one.froms}
    keys = [row[0] for row in db.conn.execute(
        "SELECT key FROM code WHERE code_id IN (SELECT value FROM json_each(?))", (json.dumps(sorted(gone)),))]
    return {key: successor(db, key) for key in keys}


def _chain(db: Database) -> dict[int, tuple[int | None, int | None]]:
    """By version id: the version it goes on from, and the one it undoes."""
    return {row[0]: (row[1], row[2]) for row in db.conn.execute(
        "SELECT codebook_version_id, after_id, undoes_id FROM codebook_version")}


def _held(
    chain: dict[int, tuple[int | None, int | None]], turned: dict[int, Turned], version_id: int | None,
) -> list[int]:
    held, undone = [], set()
    while version_id is not None:
        if version_id in turned and version_id not in undone:
            held.append(version_id)
        version_id, undoes = chain[version_id]
        if undoes is not None:
            undone.add(undoes)
    return held[::-1]


def refresh(db: Database) -> None:
    """Say anew inside `write(db)` for which codes of the newest version who was done under an older one is done."""
    chain, turned = _chain(db), all_turned(db)
    if not chain:
        return
    newest = max(chain)
    codable: dict[int, set[int]] = {version_id: set() for version_id in chain}
    for version_id, code_id in db.conn.execute(
            "SELECT codebook_version_id, code_id FROM code_definition WHERE is_codable"):
        codable[version_id].add(code_id)
    held = _held(chain, turned, newest)
    db.conn.execute("DELETE FROM code_cover")
    for version_id, had in codable.items():
        then = set(_held(chain, turned, version_id))
        cover = covered(had, [turned[one] for one in held if one not in then])
        db.conn.executemany("INSERT INTO code_cover VALUES (?,?,?)", [
            (version_id, code_id, json.dumps(sorted(needs))) for code_id, needs in cover.items()])


def covered(had: set[int], since: Sequence[Turned]) -> Cover:
    """For which codes who was done with `had` is done after what was merged and split since, each with the codes that
    none of her codings in the document may still have."""
    cover: Cover = dict.fromkeys(had, frozenset())
    for one in since:
        if one.kind == "merge":
            (into,) = one.tos
            parts = [cover[code] for code in (into, *one.froms) if code in cover]
            is_done = bool(parts) if one.is_same else len(parts) == 1 + len(one.froms)
            for code in (into, *one.froms):
                cover.pop(code, None)
            if is_done:
                cover[into] = frozenset().union(*parts)
        else:
            (whole,) = one.froms
            if whole in cover:
                cover |= dict.fromkeys(one.tos, cover[whole] | {whole})
    return cover
