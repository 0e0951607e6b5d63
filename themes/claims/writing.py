"""Writing a claim and other explanations beside it: every save is a version, and what was thought of them stays."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coding.book import codebook
from coding.book.turning import successor
from pilot import events
from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.door import use_case
from pilot.errors import BadInput, Conflict, NotFound
from pilot.families import register
from pilot.store.files import new_guid, write
from pilot.visible import visible
from pilot.vocabulary.domains import DOMAINS
from pilot.words import N_, current
from themes.claims import naming

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.config import Pilot

NOT_THERE = N_("This claim is not there, or it was put away.")
NO_RIVAL = N_("This explanation is not there any more. Reload the page.")


@dataclass(frozen=True)
class Worded:
    """A claim in words.

    Attributes:
        context, mechanism, outcome: in a sentence each; the first may be left open.
        codes: keys of the codes it is about; domains: keys of DOMAINS on which the result shows.
        state: of `naming.STATES`; why: it stands so, in a sentence.
    """

    context: str
    mechanism: str
    outcome: str
    codes: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    state: str = naming.IDEA
    why: str = ""

    @property
    def words(self) -> str:
        """All that was typed, a part a line."""
        return "\n".join((self.context, self.mechanism, self.outcome, self.why))


@use_case(Right.CODE, event="made claim")
def make(
    pilot: Pilot, db: Database, viewer: Viewer, worded: Worded, *, anyway: bool = False,
) -> tuple[str, tuple[str, ...]]:
    """Write a claim down.

    Args:
        anyway: although words of the register stand in it.

    Returns: its guid and nothing; or '' and those words, each once, and nothing was kept.
    Raises: BadInput.
    """
    kept = _checked(db, worded)
    if (found := named(pilot, kept.words)) and not anyway:
        return "", found
    guid = new_guid()
    with write(db):
        claim_id = db.conn.execute("INSERT INTO claim(guid, made_by, made_at) VALUES (?,?,?)",
                                   (guid, viewer.user_id, now())).lastrowid
        _version(db, viewer, int(claim_id or 0), kept)
        events.record(db, viewer, "made", "claim", guid)
    return guid, ()


@use_case(Right.CODE, event="changed claim")
def change(
    pilot: Pilot, db: Database, viewer: Viewer, guid: str, worded: Worded, *, seen: int, anyway: bool = False,
) -> tuple[str, ...]:
    """Word a claim otherwise, or say how it stands now; what it was stays as an earlier version.

    Args:
        seen: the number of the version it is written over.

    Returns: words of the register that stop it, each once; nothing was changed then.
    Raises: NotFound; BadInput; Conflict when somebody changed it meanwhile.
    """
    kept = _checked(db, worded)
    claim_id = require(db, guid)
    if (found := named(pilot, kept.words)) and not anyway:
        return found
    with write(db):
        number, *was = db.conn.execute(
            "SELECT number, context, mechanism, outcome, codes, domains, state, why FROM claim_version"
            " WHERE claim_id = ? ORDER BY number DESC LIMIT 1", (require(db, guid),)).fetchone()
        if number != seen:
            raise Conflict(N_("Somebody changed this claim meanwhile. Your words are still here: look at theirs, and"
                              " save once more."))
        if _row(kept) == tuple(was):
            raise BadInput(N_("Nothing was changed."))
        _version(db, viewer, claim_id, kept)
        events.record(db, viewer, "changed", "claim", guid)
    return ()


@use_case(Right.CODE, event="put away claim")
def put_away(db: Database, viewer: Viewer, guid: str) -> None:
    """Show a claim no more; all of it is kept. Raises: NotFound."""
    with write(db):
        db.conn.execute("UPDATE claim SET put_away_at = ? WHERE claim_id = ?", (now(), require(db, guid)))
        events.record(db, viewer, "put away", "claim", guid)


@use_case(Right.CODE, event="changed claim")
def explain(
    pilot: Pilot, db: Database, viewer: Viewer, guid: str, words: str, *, anyway: bool = False,
) -> tuple[str, ...]:
    """Write down what else could explain the result. Returns: as `change`. Raises: NotFound, BadInput."""
    said = _short(words, N_("Say what else could explain it."))
    require(db, guid)
    if (found := named(pilot, said)) and not anyway:
        return found
    with write(db):
        db.conn.execute("INSERT INTO claim_rival(guid, claim_id, words, made_by, made_at) VALUES (?,?,?,?,?)",
                        (new_guid(), require(db, guid), said, viewer.user_id, now()))
        events.record(db, viewer, "changed", "claim", guid)
    return ()


@use_case(Right.CODE, event="changed claim")
def weigh(
    pilot: Pilot, db: Database, viewer: Viewer, rival: str, verdict: str, why: str, *, anyway: bool = False,
) -> tuple[str, ...]:
    """Say what is thought of another explanation (guid) now, and why. Returns: as `change`. Raises: NotFound, BadInput.
    """
    if verdict not in naming.VERDICTS:
        raise BadInput(N_("Choose from the list what you think of this explanation."))
    said = within(why)
    if verdict != naming.OPEN and not said:
        raise BadInput(N_("Say why, in a sentence."))
    _claim, guid, _rival_id = require_rival(db, rival)
    if (found := named(pilot, said)) and not anyway:
        return found
    with write(db):
        _claim, guid, rival_id = require_rival(db, rival)
        db.conn.execute("INSERT INTO claim_rival_weighed(rival_id, verdict, why, weighed_by, weighed_at)"
                        " VALUES (?,?,?,?,?)", (rival_id, verdict, said, viewer.user_id, now()))
        events.record(db, viewer, "changed", "claim", guid)
    return ()


@use_case(Right.CODE, event="changed claim")
def take_explanation_out(db: Database, viewer: Viewer, rival: str) -> None:
    """Show another explanation (guid) no more, with what was laid beside it; all of it is kept. Raises: NotFound."""
    with write(db):
        _claim, guid, rival_id = require_rival(db, rival)
        db.conn.execute("UPDATE claim_rival SET taken_out_at = ? WHERE rival_id = ?", (now(), rival_id))
        events.record(db, viewer, "changed", "claim", guid)


def require(db: Database, guid: str) -> int:
    """claim_id of a claim. Raises: NotFound, also where it was put away."""
    row = db.conn.execute("SELECT claim_id FROM claim WHERE guid = ? AND put_away_at IS NULL", (guid,)).fetchone()
    if row is None:
        raise NotFound(NOT_THERE)
    return int(row[0])


def require_rival(db: Database, guid: str) -> tuple[int, str, int]:
    """claim_id and guid of the claim of another explanation, and its rival_id. Raises: NotFound."""
    row = db.conn.execute(
        "SELECT c.claim_id, c.guid, r.rival_id FROM claim_rival r JOIN claim c USING (claim_id)"
        " WHERE r.guid = ? AND r.taken_out_at IS NULL AND c.put_away_at IS NULL", (guid,)).fetchone()
    if row is None:
        raise NotFound(NO_RIVAL)
    return int(row[0]), str(row[1]), int(row[2])


def named(pilot: Pilot, text: str, family: str = "") -> tuple[str, ...]:
    """Words of the register in a text, each once; `family`: guid of the one it is about."""
    return tuple(dict.fromkeys(hit.found for hit in register.names_in(pilot, family, text)))


def _checked(db: Database, worded: Worded) -> Worded:
    if worded.state not in naming.STATES:
        raise BadInput(N_("Choose from the list how the claim stands."))
    if set(worded.domains) - set(DOMAINS):
        raise BadInput(N_("Choose the life domains from the list."))
    codes = tuple(dict.fromkeys(successor(db, key) for key in worded.codes))
    if set(codes) - _codable(db):
        raise BadInput(N_("Choose the codes from the list."))
    return Worded(
        within(worded.context), _short(worded.mechanism, N_("Say what happens there, and why it does something.")),
        _short(worded.outcome, N_("Say what changes by it.")), codes,
        tuple(one for one in DOMAINS if one in worded.domains), worded.state, within(worded.why))


def _codable(db: Database) -> set[str]:
    version = codebook.newest(db)
    rows = codebook.codes(db, version.codebook_version_id, current()) if version else []
    return {row.key for row in rows if row.is_codable}


def within(text: str) -> str:
    said = " ".join(visible(text).split())
    if len(said) > naming.LONGEST:
        raise BadInput(N_("Say it in at most {n} characters."), n=naming.LONGEST)
    return said


def _short(text: str, empty: str) -> str:
    said = within(text)
    if not said:
        raise BadInput(empty)
    return said


def _row(worded: Worded) -> tuple[str, ...]:
    return (worded.context, worded.mechanism, worded.outcome, json.dumps(worded.codes), json.dumps(worded.domains),
            worded.state, worded.why)


def _version(db: Database, viewer: Viewer, claim_id: int, worded: Worded) -> None:
    db.conn.execute(
        "INSERT INTO claim_version(guid, claim_id, number, context, mechanism, outcome, codes, domains, state, why,"
        " written_by, written_at) SELECT ?, ?, 1 + coalesce(max(number), 0), ?, ?, ?, ?, ?, ?, ?, ?, ?"
        " FROM claim_version WHERE claim_id = ?",
        (new_guid(), claim_id, *_row(worded), viewer.user_id, now(), claim_id))
