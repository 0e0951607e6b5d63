"""Changing the codebook code by code: each change is a version, with who made it and why.

A change applies to the codebook in use. Who looked at an older one, in which the code she changes said something else,
is told so instead: what she wrote is still before her, and nobody's words are lost under hers.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coding.book import codebook, edits, new_colours, turning
from coding.book.comparing import comparable
from coding.book.keys import key_for
from coding.book.new_colours import Pair
from pilot import access, events
from pilot.access import Right, Viewer
from pilot.door import inner, use_case
from pilot.errors import BadInput, Conflict, NotFound
from pilot.store.files import write
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlite_utils import Database

    from coding.book.codebook import CodebookVersion
    from coding.book.model import Code, Codebook

LONGEST_REASON = 300
_CHANGES = "changed codebook_version"


@use_case(Right.LOAD_CODEBOOK, event=_CHANGES)
def add(db: Database, viewer: Viewer, code: Code, parent: str = "", *, reason: str = "") -> str:
    """Add a code to the codebook in use, last among those under `parent` (a key, '' at the top); returns its key.

    Args:
        code: its key is not looked at, it gets one of its own; without a colour it gets one that differs from all
            others; it takes a direction where its group does; what is said in one language only holds in both.
        reason: why, for the list of versions.

    Raises: Conflict while there is no codebook; BadInput in a sentence (a name that is taken, too deep); NotFound for
        a parent that is not there.
    """
    with write(db):
        book = in_use(db)
        takes_sign = code.sign or (bool(parent) and edits.find(book, parent)[0].sign)
        new = fresh(db, book, replace(code, sign=takes_sign), parent)
        put(db, viewer, edits.put(book, new, parent), "add", reason)
    return new.key


@use_case(Right.LOAD_CODEBOOK, event=_CHANGES)
def change(
    db: Database, viewer: Viewer, code: Code, *, seen: int, reason: str = "", only_wording: bool = False,
) -> None:
    """Let a code say what `code` says (name, definition and all other fields); the codes it holds stay.

    Args:
        seen: number of the version that was looked at.
        only_wording: it means what it meant, in other words: nobody has to look at its codings again.

    Raises: Conflict when somebody else changed this code since; BadInput (such as a name that was there and is empty
        now), NotFound.
    """
    with write(db):
        book = in_use(db)
        require_seen(db, book, seen, [code.key])
        edits.require_names(edits.find(book, code.key)[0], code)
        put(db, viewer, edits.changed(book, edits.tidy(code)), "change", reason, only_wording=only_wording)


@use_case(Right.LOAD_CODEBOOK, event=_CHANGES)
def move(
    db: Database, viewer: Viewer, key: str, parent: str = "", before: str = "", *, seen: int, reason: str = "",
) -> None:
    """Put a code, with what it holds, under `parent` ('' at the top), before its child `before` ('' at the end).

    Args:
        seen: number of the version that was looked at.

    Raises: Conflict when somebody else changed this code since; BadInput (into itself, too deep), NotFound.
    """
    with write(db):
        book = in_use(db)
        require_seen(db, book, seen, [key])
        put(db, viewer, edits.moved(book, key, parent, before), "move", reason)


@use_case(Right.LOAD_CODEBOOK, event=_CHANGES)
def retire(db: Database, viewer: Viewer, key: str, *, seen: int, reason: str = "") -> None:
    """Take a code out of use. Its codings stay as they are, and are on the list of those to be decided about.

    Args:
        seen: number of the version that was looked at.

    Raises: Conflict when somebody else changed this code since; BadInput while it holds others; NotFound.
    """
    with write(db):
        book = in_use(db)
        require_seen(db, book, seen, [key])
        put(db, viewer, edits.without(book, key), "retire", reason)


@use_case(Right.LOAD_CODEBOOK, event=_CHANGES)
def bring_back(db: Database, viewer: Viewer, key: str, *, reason: str = "") -> None:
    """Take a code into use again that was in an older version, as it was there and, if it can be, where.

    Raises: BadInput when it is in use, was merged, or its name is another code's now; NotFound when there never was
        such a code.
    """
    with write(db):
        book = in_use(db)
        _require_not_merged(db, key)
        put(db, viewer, returned(db, book, key), "bring_back", reason)


@inner("a part of use cases, which have asked the right")
def put(
    db: Database, viewer: Viewer, book: Codebook, did: str, reason: str, *,
    after: CodebookVersion | None = None, undoes: CodebookVersion | None = None, is_other: bool = False,
    only_wording: bool = False,
) -> CodebookVersion:
    """Make the version that a change leads to, inside `write(db)`.

    Args:
        is_other: it changes something even where the codes say the same; only_wording: as for `change`.

    Raises: BadInput when it changes nothing.
    """
    if len(reason) > LONGEST_REASON:
        raise BadInput(N_("The reason is longer than {n} characters. Make it shorter."), n=LONGEST_REASON)
    before = codebook.newest(db)
    if before is not None and not is_other and codebook.book_of(db, before) == book:
        raise BadInput(N_("This is how the codebook is already. Nothing was changed."))
    named = after or before
    made = codebook.make(db, book, named.label if named else book.name["nl"], viewer.user_id, did=did, reason=reason,
                         after=after, undoes=undoes, only_wording=only_wording)
    events.record(db, viewer, "changed", "codebook_version", made.guid)
    return made


def in_use(db: Database) -> Codebook:
    """The codebook in use. Raises: Conflict when there is none yet."""
    newest = codebook.newest(db)
    if newest is None:
        raise Conflict(N_("There is no codebook yet. Load one first; nothing was changed."))
    return codebook.book_of(db, newest)


def fresh(db: Database, book: Codebook, code: Code, parent: str = "") -> Code:
    """`code` as a new one under `parent`: a key that never was another's, and a colour of its own where it has none."""
    taken = {str(row[0]) for row in db.conn.execute("SELECT key FROM code")}
    taken |= {one.key for one, _parent, _depth in book.walk()}
    if not code.color:
        pair = new_colours.another([*_colours(book), *_retired_in_use(db)], _colours(book, parent))
        code = replace(code, color=pair.light, color_dark=pair.dark)
    made = edits.tidy(replace(code, codes=()))
    return replace(made, key=key_for(made.name["nl"], taken))


def _colours(book: Codebook, under: str | None = None) -> list[Pair]:
    """Of the codes of a codebook, or of those under one (a key, '' at the top)."""
    return [Pair(one.color, one.color_dark) for one, parent, _depth in book.walk()
            if one.codable and under in (None, parent.key if parent else "")]


def _retired_in_use(db: Database) -> list[Pair]:
    """Of codes that codings still have, as each had them last: of those in the codebook, the same once more.

    Only what counts: a colour would tell that somebody who codes blind has a code.
    """
    counted, held = access.blind.counted_where(db)
    return [Pair(*row) for row in db.conn.execute(
        "SELECT color, color_dark FROM code_definition d WHERE codebook_version_id = (SELECT max(codebook_version_id)"
        " FROM code_definition l WHERE l.code_id = d.code_id) AND code_id IN (SELECT DISTINCT code_id FROM coding c"
        f" WHERE retracted_at IS NULL AND {counted})", held)]


def require_seen(db: Database, book: Codebook, seen: int, keys: Iterable[str]) -> None:
    """Raises: Conflict when one of these codes says something else in `book` than in the version that was seen."""
    newest = codebook.newest(db)
    if newest is None or newest.number == seen:
        return
    looked = next((one for one in codebook.all_versions(db) if one.number == seen), None)
    if looked is None:
        raise Conflict(N_("There is no version {number} of the codebook."), number=seen)
    then, now = comparable(codebook.book_of(db, looked)), comparable(book)
    if any(then.get(key) != now.get(key) for key in keys):
        raise Conflict(N_(
            "Meanwhile {who} changed this code too (version {n}). What you wrote is still here: look at what it says"
            " now, and save again."), who=newest.by or "-", n=newest.number)


def _require_not_merged(db: Database, key: str) -> None:
    newest = codebook.newest(db)
    for one in turning.in_force(db, newest.codebook_version_id) if newest else ():
        row = db.conn.execute("SELECT code_id FROM code WHERE key = ?", (key,)).fetchone()
        if one.kind == "merge" and row and row[0] in one.froms:
            raise BadInput(N_("This code went up in another in version {n}. Undo that instead."), n=one.number)


def returned(db: Database, book: Codebook, key: str) -> Codebook:
    """`book` with a code that was in an older version, as the last of those has it."""
    if edits.has(book, key):
        raise BadInput(N_("This code is in use. Nothing was changed."))
    for version in codebook.all_versions(db):
        old = codebook.book_of(db, version)
        if edits.has(old, key):
            code, parent = edits.find(old, key)
            under = parent.key if parent and edits.has(book, parent.key) else ""
            return edits.put(book, replace(code, codes=()), under)
    raise NotFound(N_("There never was such a code in this pilot."))
