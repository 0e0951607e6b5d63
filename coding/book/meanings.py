"""What a code means: which definitions are the same to who coded by them, and which ask to look again.

A definition, when to use a code and when not: other words there are another meaning, unless who wrote them says that
only the wording changed. A name, an example or a colour are none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.words import LANGUAGES

if TYPE_CHECKING:
    from sqlite_utils import Database

FIELDS = ("definition", "use_when", "not_when")
_TEXTS = ", ".join(f"d.{field}_{language}" for field in FIELDS for language in LANGUAGES)
# Of the version `?` and every older one: code, version, meaning (none yet in the version itself) and what it says.
_SAID = (
    f"SELECT d.code_id, d.codebook_version_id, m.meaning_id, {_TEXTS} FROM code_definition n"
    " JOIN code_definition d ON d.code_id = n.code_id AND d.codebook_version_id <= n.codebook_version_id"
    " LEFT JOIN code_meaning m ON m.codebook_version_id = d.codebook_version_id AND m.code_id = d.code_id"
    " WHERE n.codebook_version_id = ? ORDER BY d.codebook_version_id")


def record(db: Database, version_id: int, after_id: int | None, *, only_wording: bool = False) -> None:
    """Write down inside `write(db)` what each code of a version just made means.

    Args:
        version_id, after_id: codebook_version_id of it, and of the one it goes on from.
        only_wording: codes that say something else than in that one mean the same.
    """
    older: dict[int, dict[int, tuple[int, tuple[str, ...]]]] = {}
    found = []
    for code_id, version, meaning, *said in db.conn.execute(_SAID, (version_id,)):
        if version != version_id:
            older.setdefault(code_id, {})[version] = (meaning, tuple(said))
            continue
        before = older.get(code_id, {})
        same = [each for each in before.values() if each[1] == tuple(said)]
        last = before.get(after_id or 0)
        if last and (only_wording or last[1] == tuple(said)):
            same.append(last)
        found.append((version_id, code_id, same[-1][0] if same else version_id))
    db.conn.executemany("INSERT INTO code_meaning VALUES (?, ?, ?)", found)


def reworded(db: Database, number: int) -> list[str]:
    """Keys of the codes that version `number` defined in other words, and that mean the same by who did so."""
    return [str(row[0]) for row in db.conn.execute(
        "SELECT k.key FROM codebook_version v JOIN codebook_version b ON b.codebook_version_id = v.after_id"
        " JOIN code_meaning m ON m.codebook_version_id = v.codebook_version_id"
        " JOIN code_meaning o ON o.codebook_version_id = b.codebook_version_id AND o.code_id = m.code_id"
        " AND o.meaning_id = m.meaning_id JOIN code_definition d ON d.codebook_version_id = v.codebook_version_id"
        " AND d.code_id = m.code_id JOIN code_definition p ON p.codebook_version_id = b.codebook_version_id"
        " AND p.code_id = m.code_id JOIN code k ON k.code_id = m.code_id"
        f" WHERE v.number = ? AND ({_TEXTS}) <> ({_TEXTS.replace('d.', 'p.')}) ORDER BY d.position", (number,))]
