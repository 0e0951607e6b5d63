"""Saving a mended text as a version: of what somebody changed, put together with what others changed meanwhile."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.config import Pilot
from pilot.door import use_case
from pilot.errors import BadInput, NotFound
from pilot.store.files import write
from pilot.vocabulary import voices
from pilot.words import N_
from texts import meant, word_times
from texts.borders import Who
from texts.documents import add_version, turns_of
from texts.editing import drafts, edits
from texts.editing.hunks import Said, hunks
from texts.editing.laying_out import laid_out
from texts.editing.learning import put_right
from texts.editing.merging import merge, merged
from texts.editing.reading import is_read, keyed, version_to_edit
from texts.names_out.standing import require_no_name

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import ReadableVersion
    from texts.documents import NewTurn
    from texts.editing.edits import Edit
    from texts.editing.merging import Piece

ENGINE = "corrected by hand"
_KEY = re.compile(r"[0-9a-z-]{8,40}")


@dataclass(frozen=True)
class Saved:
    """What became of an edit.

    Attributes:
        number: of the version that holds it; where there is something to choose, the newest one.
        turns: all turns as they are stored now.
        pieces: where both changed a turn, the whole text in stretches, and nothing is stored; else none.
        waits: whether evaluators read a version without names, which lacks this.
        right: words that were put right, for a model to expect.
    """

    number: int
    turns: list[Said]
    waits: bool
    pieces: list[Piece] = field(default_factory=list)
    right: list[str] = field(default_factory=list)


@use_case(Right.PREPARE, event=("revised document", "said who speaks document"))
def save(db: Database, viewer: Viewer, guid: str, edit: Edit, key: str) -> Saved:
    """Store a mended text as a corrected version; with other people's changes since, where these are of other turns.

    Only who speaks is no version: that is said in all of them. A repeat, with the same `key` (a word of the page's
    own), stores nothing more.

    Raises: BadInput (no text left, nothing changed, a name that is none, missing consent), NotFound, NotAllowed.
    """
    if not _KEY.fullmatch(key):
        raise BadInput(edits.UNREADABLE)
    with write(db):
        version = version_to_edit(db, viewer, guid)
        before = turns_of(db, version.version_id)
        waits = is_read(db, version.document_id)
        if (done := drafts.saved_as(db, viewer, version.document_id, key)) is not None:
            known = meant.known(db, version, before)
            return Saved(done, keyed(before, known), waits)
        base = _base(db, viewer, guid, edit)
        known = meant.known(db, version, before)
        theirs = keyed(before, known)
        mine = edits.tidied(edit.turns, [turn.text for turn in (*base, *theirs)])
        if not mine:
            raise BadInput(N_("There is no text in it."))
        if mine == base:
            raise BadInput(N_("Nothing was changed in the text."))
        mine = _named(db, mine, known)
        pieces = merge(base, mine, theirs)
        whole = merged(pieces)
        if whole is None:
            return Saved(version.number, theirs, waits, pieces)
        if not whole:
            raise BadInput(N_("There is no text in it."))
        if whole != theirs:
            meant.hear(db, version, [known[turn.who] for turn in whole])
            _store(db, viewer, guid, version, laid_out(
                before, theirs, whole, known, word_times.begins(db, version.version_id)), theirs, whole)
        number = version_to_edit(db, viewer, guid).number
        drafts.saved(db, viewer, version.document_id, key, number)
    # Its sentences are split when somebody opens it: most versions are replaced by the next save.
    return Saved(number, whole, waits, right=put_right(base, mine))


def _base(db: Database, viewer: Viewer, guid: str, edit: Edit) -> list[Said]:
    """The turns an edit was made of, with the words of their version where it does not say them.

    Raises: BadInput when these are not its turns.
    """
    if all(text is not None for _who, text in edit.base):
        return [Said(who, text or "") for who, text in edit.base]
    try:
        stored = turns_of(db, access.require_document(db, viewer, guid, edit.number).version_id)
    except NotFound as error:
        raise BadInput(edits.UNREADABLE) from error
    if len(stored) != len(edit.base):
        raise BadInput(edits.UNREADABLE)
    return [Said(who, turn.text if text is None else text)
            for (who, text), turn in zip(edit.base, stored, strict=True)]


def _named(db: Database, turns: list[Said], known: dict[str, Who]) -> list[Said]:
    """The turns with keys that are known: who is called as somebody is that one, and another name is somebody new.

    Raises: BadInput when that is a real name, for who speaks is said in the versions without names too.
    """
    called = {one.name: one.key for one in reversed(known.values())}
    found: dict[str, str] = {}
    for who in dict.fromkeys(turn.who for turn in turns):
        if who in known:
            found[who] = who
            continue
        name = edits.new_name(who)
        if name not in called:
            require_no_name(Pilot.of(db), db, name)
        found[who] = called.get(name, name)
        known.setdefault(found[who], Who(name, name, voices.OTHER))
    return [Said(found[turn.who], turn.text) for turn in turns]


def _store(
    db: Database, viewer: Viewer, guid: str, version: ReadableVersion, wanted: list[NewTurn], were: list[Said],
    are: list[Said],
) -> None:
    """A version where words or borders changed, and who speaks in all of them; inside a write."""
    made = None
    if [turn.text for turn in are] != [turn.text for turn in were]:
        made = add_version(db, viewer, version.document_id, wanted, kind="corrected", engine=ENGINE,
                           based_on=version.version_id)
        events.record(db, viewer, "revised", "document", guid)
    # Words that were mended are no reason to say anew in all versions who speaks.
    if any(a < b and c < d and {one.who for one in were[a:b]} != {one.who for one in are[c:d]}
           for a, b, c, d in hunks(were, are)):
        meant.say(db, version.document_id, made or version.version_id, wanted)
        if made is None:
            events.record(db, viewer, "said who speaks", "document", guid)
