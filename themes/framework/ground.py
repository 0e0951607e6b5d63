"""What a summary rests on, as it was and as it is now; what differs is why it is shown as stale."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from coding.book.turning import became
from pilot.access.three_states import OTHERWISE, OUT_OF_REACH, WITHDRAWN, of_documents
from pilot.door import inner
from pilot.words import _, ngettext
from texts.places import BEHIND
from themes.said import cells_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlite_utils import Database

    from coding.book.turning import Became
    from pilot.access import Viewer
    from themes.frames import Material
    from themes.said import Place

DEFINITION = ("name_nl", "name_en", "definition_nl", "definition_en", "use_when_nl", "use_when_en", "not_when_nl",
              "not_when_en")


class Quoted(NamedTuple):
    """A place a summary rests on: code points, 0-based, end-exclusive, into a version; `coded`: by whom and how."""

    document_id: int
    version_id: int
    start: int
    end: int
    coded: str


@dataclass(frozen=True)
class Now:
    """What there is now in a period.

    Attributes:
        places: by (document_id, code key), what was said there.
        read: by document_id the version that is read; only of documents in reach and in the period.
        shas: by code key, of its name and meaning. turned: codes that went up in another or were parted.
        names: of codes, by key.
    """

    places: dict[tuple[int, str], list[Quoted]]
    read: dict[int, int]
    shas: dict[str, str]
    turned: dict[str, Became]
    names: dict[str, str]


def quoted(place: Place) -> Quoted:
    """A place as a summary keeps it: who coded it so and in which direction, whatever the exact bounds of each."""
    coders = sorted({coder for coder, _start, _end in place.of})
    return Quoted(place.document_id, place.version_id, place.start, place.end, json.dumps([place.sign, *coders]))


@inner("part of reading and of writing summaries")
def now(db: Database, viewer: Viewer, material: Material, keys: Iterable[str]) -> Now:
    """What there is of the material; `keys`: the codes that summaries are about, also some of before."""
    found: dict[tuple[int, str], list[Quoted]] = {}
    for cell in cells_of(db, viewer, material, ""):
        for place in cell.readable:
            if (place.start, place.end) != BEHIND:
                found.setdefault((place.document_id, cell.code.key), []).append(quoted(place))
    ids = material.documents["document_id"].tolist()
    read = dict(db.conn.execute(
        "SELECT document_id, read_version_id FROM document WHERE document_id IN (SELECT value FROM json_each(?))",
        (json.dumps(ids),)).fetchall())
    names = {code.key: code.name for code in material.codes}
    every = {*keys, *names}
    return Now(found, read, _shas(db, material.version.codebook_version_id, every), became(db, every), names)


def _shas(db: Database, version_id: int, keys: set[str]) -> dict[str, str]:
    columns = ", ".join(f"d.{one}" for one in DEFINITION)
    rows = db.conn.execute(
        f"SELECT k.key, {columns} FROM code_definition d JOIN code k USING (code_id)"
        " WHERE d.codebook_version_id = ? AND k.key IN (SELECT value FROM json_each(?))",
        (version_id, json.dumps(sorted(keys))))
    return {row[0]: hashlib.sha256(json.dumps(row[1:]).encode()).hexdigest() for row in rows}


def stale(db: Database, found: Now, key: str, code_sha: str, ground: list[Quoted]) -> list[str]:
    """Why a summary of code `key` no longer says what its ground says, a sentence each; none: it stands.

    Args:
        code_sha, ground: as they were when it was written.
    """
    why: Counter[str] = Counter()
    gone = of_documents(db, {one.document_id for one in ground} - found.read.keys())
    turned = found.turned.get(key)
    into = turned.key if turned else key
    for one in ground:
        if how := gone.get(one.document_id) or _changed(db, found, into, one):
            why[how] += 1
    said = [ngettext("{n} quote it rests on is out of reach.", "{n} quotes it rests on are out of reach.", n).format(
        n=n) for n in [why[OUT_OF_REACH]] if n]
    said += [ngettext("{n} quote it rests on is withdrawn.", "{n} quotes it rests on are withdrawn.", n).format(n=n)
             for n in [why[WITHDRAWN]] if n]
    said += [ngettext("{n} quote it rests on is out of the period.", "{n} quotes it rests on are out of the period.",
                      n).format(n=n) for n in [why[OTHERWISE]] if n]
    said += [ngettext("The text of {n} quote was changed.", "The text of {n} quotes was changed.", n).format(n=n)
             for n in [why["text"]] if n]
    said += [ngettext("{n} quote is coded otherwise now.", "{n} quotes are coded otherwise now.", n).format(n=n)
             for n in [why["coding"]] if n]
    return said + _code(found, key, code_sha)


def _code(found: Now, key: str, code_sha: str) -> list[str]:
    turned = found.turned.get(key)
    if turned and turned.parts:
        parts = ", ".join(found.names.get(one, one) for one in turned.parts)
        return [_("The code was split into {codes}.").format(codes=parts)]
    if turned and turned.key != key:
        return [_("The code went up in {code}.").format(code=found.names.get(turned.key, turned.key))]
    if key not in found.shas:
        return [_("The code is no longer in the codebook.")]
    return [] if found.shas[key] == code_sha else [_("The name or the meaning of the code was changed.")]


def _changed(db: Database, found: Now, key: str, was: Quoted) -> str:
    """'' for a quote that is as it was; else whether its text or its coding changed."""
    read = found.read[was.document_id]
    now = where(db, found, key, was)
    if now:
        return "" if now.coded == was.coded else "coding"
    if read == was.version_id:
        return "coding"
    words = _words(db, was)
    (text,) = db.conn.execute("SELECT text FROM document_version WHERE version_id = ?", (read,)).fetchone()
    return "coding" if words in text else "text"


def where(db: Database, found: Now, key: str, was: Quoted) -> Quoted | None:
    """Where a quote stands now: in the same place, or where the same words carry code `key`; None where nowhere."""
    there = found.places.get((was.document_id, key), [])
    same = [one for one in there if one[1:4] == was[1:4]]
    if same or found.read.get(was.document_id) in (None, was.version_id):
        return same[0] if same else None
    words = _words(db, was)
    return next((one for one in there if _words(db, one) == words), None)


def _words(db: Database, one: Quoted) -> str:
    (text,) = db.conn.execute(
        "SELECT substr(text, ? + 1, ?) FROM document_version WHERE version_id = ?",
        (one.start, one.end - one.start, one.version_id)).fetchone()
    return str(text)
