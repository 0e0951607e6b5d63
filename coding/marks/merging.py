"""Changes of the codebook that codings follow: merging codes, splitting one, undoing that, taking a version back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coding.book import changing, codebook, edits, turning
from coding.marks import recoding
from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.errors import BadInput, NotFound
from pilot.store.files import write
from pilot.words import N_
from texts import places

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from sqlite_utils import Database

    from coding.book.codebook import CodebookVersion
    from coding.book.model import Code, Codebook
    from coding.book.turning import Turned

MOST_PARTS = 20
_EVENTS = ("changed codebook_version", "recoded document")


@use_case(Right.LOAD_CODEBOOK, event=_EVENTS)
def merge(
    db: Database, viewer: Viewer, keys: Collection[str], into: str, *, seen: int, is_same: bool = True,
    reason: str = "",
) -> int:
    """Let codes go up in another: they leave the codebook, and all their codings get that code, whoever made them.

    The code `into` takes a direction when one of them does, so that no direction is lost.

    Args:
        is_same: they mean the same, so that who was done with one of them in a document was done with all; else only
            who was done with every one of them is.
        seen: number of the version that was looked at.

    Returns: number of the version, by which it can be undone.
    Raises: Conflict when somebody else changed one of these codes since; BadInput (into itself, a group, a code that
        holds others), NotFound.
    """
    gone = sorted(set(keys))
    if not gone or into in gone:
        raise BadInput(N_("Choose two codes: one that goes, and another that it goes up in."))
    with write(db):
        book = changing.in_use(db)
        changing.require_seen(db, book, seen, [*gone, into])
        target, _parent = edits.find(book, into)
        codes = [edits.find(book, key)[0] for key in gone]
        if not all(code.codable for code in (target, *codes)):
            raise BadInput(N_("A group has no codings of its own. Choose codes."))
        for code in codes:
            book = edits.without(book, code.key)
        book = edits.changed(book, replace(target, sign=any(code.sign for code in (target, *codes))))
        made = changing.put(db, viewer, book, "merge", reason)
        turned = turning.record(db, made, "merge", _ids(db, gone), _ids(db, [into]), is_same=is_same)
        recoding.forward(db, viewer, turned, made)
    return made.number


@use_case(Right.LOAD_CODEBOOK, event=_EVENTS)
def split(db: Database, viewer: Viewer, key: str, parts: Sequence[Code], *, seen: int, reason: str = "") -> list[str]:
    """Part a code: it becomes the group of new codes, and each of its codings waits for a person to say which it is.

    Args:
        parts: at least two; their keys are not looked at.
        seen: number of the version that was looked at.

    Returns: the keys of the parts.
    Raises: Conflict when somebody else changed this code since; BadInput (too few, names taken, too deep), NotFound.
    """
    if not 2 <= len(parts) <= MOST_PARTS:
        raise BadInput(N_("Give at least two names, and at most {n}."), n=MOST_PARTS)
    edits.require_different(parts)
    with write(db):
        book = changing.in_use(db)
        changing.require_seen(db, book, seen, [key])
        whole, parent = edits.find(book, key)
        if not whole.codable:
            raise BadInput(N_("A group has no codings of its own. Choose codes."))
        # A group stands behind the codes it lies among: what comes after its parts would seem to be one of them.
        book = edits.moved(edits.changed(book, replace(whole, codable=False)), key, parent.key if parent else "")
        made_keys = []
        for part in parts:
            new = changing.fresh(db, book, replace(part, sign=part.sign or whole.sign, codable=True), key)
            book = edits.put(book, new, key)
            made_keys.append(new.key)
        made = changing.put(db, viewer, book, "split", reason)
        turning.record(db, made, "split", _ids(db, [key]), _ids(db, made_keys))
    return made_keys


@use_case(Right.LOAD_CODEBOOK, event=_EVENTS)
def undo(db: Database, viewer: Viewer, number: int, reason: str = "") -> int:
    """Undo the merge or split of version `number`; what was changed in the codebook since then stays.

    Every coding has the code it had, but those whose coder gave them another one since.

    Returns: number of the new version.
    Raises: NotFound (no such version), BadInput (it merged and split nothing, it was undone, or what it made was merged
        or split once more: that comes first).
    """
    places.settle(db)
    with write(db):
        version = _version(db, number)
        newest = codebook.newest(db) or version
        held = turning.in_force(db, newest.codebook_version_id)
        turned = next((one for one in held if one.version_id == version.codebook_version_id), None)
        if turned is None:
            raise BadInput(N_("Version {n} merged and split nothing that still holds."), n=number)
        later = held[held.index(turned) + 1:]
        if over := next((one for one in later if one.concerns([*turned.froms, *turned.tos])), None):
            raise BadInput(N_("Version {n} merged or split these codes once more. Undo that first."), n=over.number)
        before = _before(db, version)
        book = before if newest == version else _without(db, changing.in_use(db), before, turned)
        made = changing.put(db, viewer, book, "undo", reason, undoes=version)
        recoding.back(db, viewer, turned, made)
    return made.number


@use_case(Right.LOAD_CODEBOOK, event=_EVENTS)
def take_back(db: Database, viewer: Viewer, number: int, reason: str = "") -> int:
    """Use version `number` again: a new version that equals it, and all that was merged and split since is undone.

    What was merged or split in it and undone later holds again. Codings with codes that it does not have stay, and wait
    for a person to decide.

    Returns: number of the new version.
    Raises: NotFound (no such version), BadInput when it is in use.
    """
    places.settle(db)
    with write(db):
        version = _version(db, number)
        newest = codebook.newest(db) or version
        now, then = (turning.in_force(db, one.codebook_version_id) for one in (newest, version))
        made = changing.put(db, viewer, codebook.book_of(db, version), "take_back", reason, after=version,
                            is_other=now != then)
        for turned in reversed(now):
            if turned not in then:
                recoding.back(db, viewer, turned, made)
        for turned in then:
            if turned not in now:
                recoding.forward(db, viewer, turned, made)
    return made.number


def _version(db: Database, number: int) -> CodebookVersion:
    found = next((one for one in codebook.all_versions(db) if one.number == number), None)
    if found is None:
        raise NotFound(N_("There is no version {number} of the codebook."), number=number)
    return found


def _before(db: Database, version: CodebookVersion) -> Codebook:
    """The codebook that a version goes on from."""
    row = db.conn.execute("SELECT a.number FROM codebook_version v JOIN codebook_version a"
                          " ON a.codebook_version_id = v.after_id WHERE v.codebook_version_id = ?",
                          (version.codebook_version_id,)).fetchone()
    return codebook.book_of(db, _version(db, row[0]))


def _without(db: Database, book: Codebook, before: Codebook, turned: Turned) -> Codebook:
    """`book` with what was merged in it again, or with what was split whole again, each where it was `before`."""
    froms, tos = (_keys(db, codes) for codes in (turned.froms, turned.tos))
    for key in froms:
        if not edits.has(book, key):
            book = _placed(changing.returned(db, book, key), before, key)
    if turned.kind == "split":
        for key in tos:
            book = edits.without(book, key) if edits.has(book, key) else book
        for key in froms:
            book = _placed(edits.changed(book, replace(edits.find(book, key)[0], codable=True)), before, key)
    return book


def _placed(book: Codebook, before: Codebook, key: str) -> Codebook:
    """A code before the next of those that it lay among `before`, where it still lies among them."""
    (_code, then), (_same, now) = edits.find(before, key), edits.find(book, key)
    if (then.key if then else "") != (now.key if now else ""):
        return book
    here = {code.key for code in (now.codes if now else book.codes)}
    keys = [code.key for code in (then.codes if then else before.codes)]
    following = next((one for one in keys[keys.index(key) + 1:] if one in here), "")
    return edits.moved(book, key, now.key if now else "", following)


def _ids(db: Database, keys: Iterable[str]) -> list[int]:
    return [db.conn.execute("SELECT code_id FROM code WHERE key = ?", (key,)).fetchone()[0] for key in keys]


def _keys(db: Database, codes: Iterable[int]) -> list[str]:
    return [db.conn.execute("SELECT key FROM code WHERE code_id = ?", (code,)).fetchone()[0] for code in codes]
