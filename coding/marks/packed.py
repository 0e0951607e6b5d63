"""The codings of many documents as numbers: what whoever counts them all reads in one go.

As rows of Python objects a million codings take twice as long to read as everything that is counted of them. So each
document keeps its own as a string of numbers, in the pilot file. Triggers throw it away as soon as a coding, its place
or the version that is read changes; who counts next makes it anew, of the documents that lack it only.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from coding.marks import agreed
from pilot.errors import BadInput, Conflict
from pilot.store.files import write
from texts import places

if TYPE_CHECKING:
    from sqlite_utils import Database

SIGN_NUMBERS = {"+": 1, "-": 2, "±": 3}  # bits: ± is + and -; 0 is not stated; in this order they are the place in it
AT_ONCE = 500  # documents that are packed within one write: nobody who codes waits for long
_BITS = 16  # of a code and of a coder
_MOST = (1 << _BITS) - 1
_OFFSET = 30  # bits of a place in a text
# Of `coding c` at `coding_place p` two numbers. In JSON, the fastest way out of SQLite for so many.
_NUMBERS = (
    "json_group_array(d.document_id),"
    f" json_group_array((p.version_id << 35) | (c.code_id << 19) | (c.coder_id << 3) | ((c.layer = '{agreed.OURS}')"
    f" << 2) | coalesce(instr('{''.join(SIGN_NUMBERS)}', c.sign), 0)),"
    f" json_group_array(coalesce((p.start_char << {_OFFSET}) | p.end_char,"
    f" {places.BEHIND[0] << _OFFSET | places.BEHIND[1]}))")
_OF = "d.document_id IN (SELECT value FROM json_each(?)) AND c.retracted_at IS NULL"
_PLACED = (
    "document d CROSS JOIN coding_place p ON p.version_id = d.read_version_id CROSS JOIN coding c"
    f" ON c.coding_id = p.coding_id WHERE {places.STANDS} AND {_OF}")
# Few: those that wait for a person stand where they stood last.
_WAITING = (
    "document d CROSS JOIN coding_place w ON w.version_id = d.read_version_id AND w.how = 'undecided' CROSS JOIN coding"
    " c ON c.coding_id = w.coding_id CROSS JOIN coding_place p ON p.coding_id = w.coding_id AND p.version_id ="
    " (SELECT o.version_id FROM coding_place o JOIN document_version v USING (version_id)"
    " WHERE o.coding_id = w.coding_id AND o.passage_id IS NOT NULL ORDER BY v.number DESC LIMIT 1)"
    f" WHERE {_OF}")
_KEPT = np.dtype("<i8")  # as the file has it, whatever machine it goes to


class Packed(NamedTuple):
    """Living codings, each once: by document (ascending), version, code, start and end.

    Of each: document_id, version_id, code_id, coder_id, sign (SIGN_NUMBERS, 0 where none is stated), start and end
    (code points, 0-based, end-exclusive, into that version; `places.BEHIND` on the whole document). The version is the
    one that is read; the nearest older one while a person has to say where it stands now. Codings of one coder with one
    code on the same words are one, with what they all say of direction.
    """

    document: np.ndarray
    version: np.ndarray
    code: np.ndarray
    coder: np.ndarray
    sign: np.ndarray
    start: np.ndarray
    end: np.ndarray


def packed(
    db: Database, documents: list[int], *, layer: str, codes: np.ndarray | None = None, coder: int | None = None,
) -> Packed:
    """The codings of these documents (document_id).

    Args:
        layer: of codings. codes: only of these (code_id); coder: only of this one (user_id).

    Raises: OverflowError when ids outgrow 16 bits, rather than counting wrongly; a text has less than 2**30.
    """
    _require_packable(db)
    places.settle(db)
    found = _stored(db, documents)
    lengths = np.fromiter((len(numbers) for numbers in found.values()), dtype=np.int64, count=len(found))
    both = np.frombuffer(b"".join(found.values()), dtype=_KEPT).reshape(-1, 2)
    document = np.repeat(np.fromiter(found, dtype=np.int64, count=len(found)), lengths // (2 * _KEPT.itemsize))
    what, span = both[:, 0], both[:, 1]
    wanted = (what >> 2 & 1) == (layer == agreed.OURS)
    if codes is not None:
        wanted &= np.isin(what >> 19 & _MOST, codes)
    if coder is not None:
        wanted &= (what >> 3 & _MOST) == coder
    if not wanted.all():
        document, what, span = document[wanted], what[wanted], span[wanted]
    return Packed(document, what >> 35, what >> 19 & _MOST, what >> 3 & _MOST, what & 3, span >> _OFFSET,
                  span & ((1 << _OFFSET) - 1))


def _require_packable(db: Database) -> None:
    largest = db.conn.execute(
        "SELECT max(coalesce((SELECT max(code_id) FROM code), 0), coalesce((SELECT max(user_id) FROM user), 0))")
    if largest.fetchone()[0] > _MOST:
        raise OverflowError("more than 65,535 codes or coders")


def _stored(db: Database, documents: list[int]) -> dict[int, bytes]:
    """The numbers of these documents by document_id, ascending; what is missing is made and kept."""
    found = dict(db.conn.execute(
        "SELECT document_id, numbers FROM coding_packed WHERE document_id IN (SELECT value FROM json_each(?))"
        " ORDER BY document_id", (json.dumps(documents),)).fetchall())
    missing = sorted(set(documents) - found.keys())
    if not missing:
        return found
    for at in range(0, len(missing), AT_ONCE):
        found |= _kept(db, missing[at:at + AT_ONCE])
    return dict(sorted(found.items()))


def _kept(db: Database, documents: list[int]) -> dict[int, bytes]:
    """The numbers of these documents made now, and kept for who counts next, unless somebody else is writing."""
    if db.conn.in_transaction:  # who counts within a moment of time writes nothing
        return _made(db, documents)
    try:
        with write(db, wait_ms=0):
            found = _made(db, documents)
            db.conn.executemany("INSERT OR REPLACE INTO coding_packed VALUES (?, ?)", found.items())
            return found
    except (Conflict, BadInput):
        return _made(db, documents)


def _made(db: Database, documents: list[int]) -> dict[int, bytes]:
    """The numbers of each of these documents, of no codings too."""
    asked = (json.dumps(documents),)
    lists = [db.conn.execute(f"SELECT {_NUMBERS} FROM {source}", asked).fetchone() for source in (_PLACED, _WAITING)]
    document, what, span = (
        np.concatenate([np.array(json.loads(one[n]), dtype=np.int64) for one in lists]) for n in range(3))
    same = what & ~np.int64(3)
    order = np.lexsort((what, span, what >> 19, document))
    document, what, span, same = document[order], what[order], span[order], same[order]
    first = np.ones(len(order), dtype=bool)
    first[1:] = (same[1:] != same[:-1]) | (span[1:] != span[:-1])
    starts = np.flatnonzero(first)
    if len(starts):
        document, span = document[starts], span[starts]
        what = same[starts] | np.bitwise_or.reduceat(what & 3, starts)
    both = np.stack([what, span], axis=1).astype(_KEPT)
    ends = np.searchsorted(document, documents, side="right")
    begins = np.searchsorted(document, documents, side="left")
    return {number: both[begin:end].tobytes() for number, begin, end in zip(documents, begins, ends, strict=True)}
