"""Drafting a release: begun of what an evaluator looks at, saved as often as she likes, and proposed once."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot import events
from pilot.access import Right, Viewer
from pilot.clock import now, today
from pilot.door import use_case
from pilot.errors import BadInput, Conflict, NotFound
from pilot.store.files import new_guid, write
from pilot.words import N_
from themes.release import aims_out, deciding, store
from themes.release import choice as choices
from themes.release.composing import compose, require_agreed
from themes.release.content import HELD, TEAM, as_json
from themes.release.methods import amounts
from themes.release.quotes_out import leaving
from themes.release.quotes_out.checks import require_nobody_named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database

    from themes.release.choice import Choice
    from themes.release.composing import Composed
    from themes.release.content import Content, QuoteOut


@dataclass(frozen=True)
class Draft:
    """A draft of one's own.

    Attributes:
        content: as it was last counted; revision: to save it with.
        waits: why it cannot be proposed yet (a msgid), None when it can; held, figures: so many of so many held back.
        is_behind: what it is counted of has changed since.
        codes: key and name of each code that could be a theme; out: by code the quotes that may be chosen.
        families: guid and pseudonym of those with something told, for who agrees with an exact line.
    """

    guid: str
    choice: Choice
    content: Content
    revision: int
    waits: str | None
    held: int
    figures: int
    is_behind: bool
    codes: tuple[tuple[str, str], ...]
    out: Mapping[str, tuple[QuoteOut, ...]]
    families: tuple[tuple[str, str], ...]


@use_case(Right.DRAFT_RELEASES, event="drafted release")
def begin(db: Database, viewer: Viewer, choice: Choice) -> str:
    """A new draft; returns its guid. Raises: NotAllowed; BadInput where there is nothing to release."""
    made, guid = compose(db, choice), new_guid()
    with write(db):
        db.conn.execute(
            "INSERT INTO release(guid, audience, choice, content, ground, sha256, drafted_by, drafted_at, changed_at)"
            " VALUES (?,?,?,?,?,?,?,?,?)",
            (guid, choice.audience, *_columns(choice, made), viewer.user_id, now(), now()))
        events.record(db, viewer, "drafted", "release", guid)
    return guid


@use_case(Right.DRAFT_RELEASES, event="drafted release")
def save(db: Database, viewer: Viewer, guid: str, choice: Choice, revision: int) -> None:
    """Keep what she chose and wrote, counted anew.

    Args:
        revision: of the draft she changed.

    Raises: NotAllowed; NotFound for one that is no draft of hers; Conflict when it was changed elsewhere; BadInput.
    """
    made = compose(db, choice)
    with write(db):
        _mine(db, viewer, guid, revision)
        _keep(db, viewer, guid, choice, made)


def _keep(db: Database, viewer: Viewer, guid: str, choice: Choice, made: Composed) -> None:
    db.conn.execute(
        "UPDATE release SET audience = ?, choice = ?, content = ?, ground = ?, sha256 = ?, changed_at = ?,"
        " revision = revision + 1 WHERE guid = ?",
        (choice.audience, *_columns(choice, made), now(), guid))
    events.record(db, viewer, "drafted", "release", guid)


def _columns(choice: Choice, made: Composed) -> tuple[str, str, str, str]:
    kept = as_json(made.content)
    return (json.dumps(choice.checked().as_plain(), ensure_ascii=False), kept,
            json.dumps(made.ground.as_plain(), separators=(",", ":")), store.digest_of(kept))


def _mine(db: Database, viewer: Viewer, guid: str, revision: int | None = None) -> store.Row:
    found = store.row(db, guid, "r.state = 'drafted' AND r.drafted_by = ?", (viewer.user_id,))
    if revision not in (None, found.revision):
        raise Conflict(N_("This draft was changed in another window. Load the page again."))
    return found


@use_case(Right.DRAFT_RELEASES, reads="numbers by family")
def draft(db: Database, viewer: Viewer, guid: str) -> Draft:
    """A draft of hers, with what the program found of it. Raises: NotAllowed; NotFound; BadInput when what was chosen
    is not there any more."""
    row = _mine(db, viewer, guid)
    chosen = choices.from_plain(row.choice)
    made = compose(db, chosen, row.content.as_of)
    every = [amount for theme in row.content.themes for amount in amounts(theme)]
    called: dict[str, str] = dict(db.conn.execute("SELECT guid, pseudonym FROM family ORDER BY pseudonym").fetchall())
    return Draft(
        guid, chosen, leaving.named(db, row.content), row.revision, made.waits,
        sum(one.kind == HELD for one in every), len(every),
        as_json(made.content) != row.kept, made.codes,
        {code: leaving.with_names(db, out) for code, out in leaving.let_out(db, chosen.audience).items()},
        tuple((guid, name) for guid, name in called.items() if guid in made.families))


@use_case(Right.DRAFT_RELEASES, event="proposed release")
def propose(db: Database, viewer: Viewer, guid: str, revision: int) -> None:
    """Let another person sign it; from here on nothing of it can be changed.

    Raises: NotAllowed; NotFound; BadInput when it has to wait, or names somebody, and why; Conflict when it is counted
        otherwise by now, or was changed elsewhere.
    """
    row = _mine(db, viewer, guid, revision)
    chosen = choices.from_plain(row.choice)
    made = compose(db, chosen, row.content.as_of)
    if made.waits:
        raise BadInput(made.waits)
    require_agreed(made, chosen, today(db))
    if chosen.audience != TEAM:
        require_nobody_named(db, (*chosen.own_words(), *aims_out.own_words(made.content)))
    if as_json(made.content) != row.kept:
        raise Conflict(N_("The figures have changed since you saw them. Count again, and look once more."))
    with write(db):
        found = _mine(db, viewer, guid, revision)
        deciding.step(db, viewer, found, store.PROPOSED)
        deciding.becomes(db, found, store.PROPOSED)


@use_case(Right.DRAFT_RELEASES, event="taken back release")
def take_back(db: Database, viewer: Viewer, guid: str) -> None:
    """Take back what she proposed, before the last signature; then `again` drafts another one of it.

    Raises: NotAllowed; NotFound for one that does not wait for a signature, or was drafted by somebody else.
    """
    with write(db):
        found = store.row(db, guid, "r.state = 'proposed' AND r.drafted_by = ?", (viewer.user_id,))
        deciding.step(db, viewer, found, store.TAKEN_BACK)
        deciding.becomes(db, found, store.TAKEN_BACK)


@use_case(Right.DRAFT_RELEASES, event="drafted release")
def again(db: Database, viewer: Viewer, guid: str) -> str:
    """A new draft of what was chosen for another release, such as one that was sent back; returns its guid.

    Raises: NotAllowed; NotFound for one that is not there, or still is a draft; BadInput as `begin`.
    """
    row = store.row(db, guid, "r.state <> 'drafted'")
    if not row.choice:
        raise NotFound(N_("This release is not there, or it is not for you to see."))
    return begin(db, viewer, choices.from_plain(row.choice))
