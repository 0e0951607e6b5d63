"""Going through it with the family: when and how, what it says about each passage, and what should stand otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot import events
from pilot.access import Right, Viewer
from pilot.clock import now, today
from pilot.dates import check_date
from pilot.door import use_case
from pilot.errors import BadInput, Conflict
from pilot.families import early, register
from pilot.store.files import new_guid, write
from pilot.visible import visible
from pilot.vocabulary.quoting import AUDIENCES, HOWS, MANNERS, MUNICIPALITY, PUBLIC, TEAM
from pilot.words import N_
from stories.back import stored, texts
from stories.back.preparing import in_it

if TYPE_CHECKING:
    from collections.abc import Collection, Container

    from sqlite_utils import Database

    from pilot.config import Pilot
    from stories.back.stored import Kept

LONGEST = 4000  # characters of a correction


@use_case(Right.KEEP_FILE, event="went through return")
def sit(
    db: Database, viewer: Viewer, guid: str, on: str, manner: str, who: Collection[str] = (), *,
    sure: Container[str] = (),
) -> None:
    """Say when (ISO date) and how it is gone through with the family, and who is there (guids of persons).

    Raises: NotFound, Conflict; BadInput for a day to come, no manner, or somebody who is not of the family;
        AskFirst for a date before the support that is not among `sure`.
    """
    day = check_date(on)
    if day > today(db):
        raise BadInput(N_("A date lies in the future. Change it."))
    if manner not in MANNERS:
        raise BadInput(N_("Say how it went: read together, heard, on paper or by phone."))
    with write(db):
        one = stored.kept(db, viewer, guid, still_open=True)
        early.ask(db, [day], sure, one.family_id)
        db.conn.execute("UPDATE giving_back SET sat_on = ?, manner = ? WHERE giving_back_id = ?",
                        (day, manner, one.giving_back_id))
        db.conn.execute("DELETE FROM giving_back_person WHERE giving_back_id = ?", (one.giving_back_id,))
        for person in dict.fromkeys(who):
            row = db.conn.execute("SELECT person_id FROM person WHERE guid = ? AND family_id = ?",
                                  (person, one.family_id)).fetchone()
            if row is None:
                raise BadInput(N_("Choose who was there from the people of this family."))
            db.conn.execute("INSERT INTO giving_back_person VALUES (?, ?)", (one.giving_back_id, row[0]))
        events.record(db, viewer, "went through", "return", guid)


@dataclass(frozen=True)
class Says:
    """What a family says about a passage: who may read it quoted (of AUDIENCES), and how far it is said whose it is (of
    HOWS, '' where nobody may)."""

    audiences: frozenset[str]
    how: str = ""


@use_case(Right.KEEP_FILE, event="answered return")
def answer(db: Database, viewer: Viewer, guid: str, passage: str, says: Says, *, seen: str = "") -> bool:
    """Keep what the family says about a passage (guid): the last answer counts, those before are kept.

    Args:
        seen: guid of the answer that stood on the page, '' for none.

    Returns: whether somebody answered about it meanwhile, so that this one counts instead of that.
    Raises: NotFound, Conflict, Withdrawn, OutOfReach; BadInput for an answer that can't be.
    """
    _check(says)
    with write(db):
        one = _sitting(db, viewer, guid)
        passage_id = in_it(db, one, passage)
        (document_id,) = db.conn.execute(
            "SELECT document_id FROM giving_back_passage WHERE giving_back_id = ? AND passage_id = ?",
            (one.giving_back_id, passage_id)).fetchone()
        texts.require_open(db, viewer, document_id)
        last = next((found for found in stored.last_answers(db, [document_id]) if found.passage_id == passage_id), None)
        _keep(db, viewer, one, document_id, passage_id, says)
        events.record(db, viewer, "answered", "return", guid)
    return last is not None and last.guid != seen


@use_case(Right.KEEP_FILE, event="answered return")
def nothing(db: Database, viewer: Viewer, guid: str) -> None:
    """The family says that nothing of these texts may be quoted, to nobody. Raises: NotFound, Conflict."""
    with write(db):
        one = _sitting(db, viewer, guid)
        for (document_id,) in db.conn.execute(
                "SELECT document_id FROM giving_back_document WHERE giving_back_id = ?",
                (one.giving_back_id,)).fetchall():
            _keep(db, viewer, one, document_id, None, Says(frozenset()))
        events.record(db, viewer, "answered", "return", guid)


def _check(says: Says) -> None:
    if says.audiences - set(AUDIENCES):
        raise BadInput(N_("Choose from the list who may read it."))
    if (PUBLIC in says.audiences and MUNICIPALITY not in says.audiences) or (
            MUNICIPALITY in says.audiences and TEAM not in says.audiences):
        raise BadInput(N_("What everybody may read, the municipality reads too; and what it reads, the team reads."
                          " Say no to the wider one, or yes to both."))
    if says.audiences and says.how not in HOWS:
        raise BadInput(N_("Ask how it may be said whose words these are."))


def _sitting(db: Database, viewer: Viewer, guid: str) -> Kept:
    one = stored.kept(db, viewer, guid, still_open=True)
    if one.sat_on is None:
        raise Conflict(N_("Say first when you go through it, and how."))
    return one


def _keep(db: Database, viewer: Viewer, one: Kept, document_id: int, passage_id: int | None, says: Says) -> None:
    db.conn.execute(
        "INSERT INTO family_answer(guid, giving_back_id, document_id, passage_id, team, municipality, public, how,"
        " manner, answered_on, by_user, at) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
        (new_guid(), one.giving_back_id, document_id, passage_id, *(name in says.audiences for name in AUDIENCES),
         says.how if says.audiences else "", one.manner, one.sat_on, viewer.user_id, now()))


@use_case(Right.KEEP_FILE, event="corrected return")
def correct(
    pilot: Pilot, db: Database, viewer: Viewer, guid: str, passage: str, words: str, *, anyway: bool = False,
) -> tuple[str, ...]:
    """Keep what the family says that should stand otherwise at a passage (guid), in its words.

    Args:
        anyway: keep it although words of the register stand in it.

    Returns: those words, each once, when they stop it; else nothing, and it is kept.
    Raises: NotFound, Conflict, Withdrawn, OutOfReach, BadInput.
    """
    said = visible(words).strip()
    if not said or len(said) > LONGEST:
        raise BadInput(N_("Write down what the family says, at most {n} characters."), n=LONGEST)
    one = _sitting(db, viewer, guid)
    found = tuple(dict.fromkeys(hit.found for hit in register.names_in(pilot, one.family, said)))
    if found and not anyway:
        return found
    with write(db):
        one = _sitting(db, viewer, guid)
        passage_id = in_it(db, one, passage)
        (document_id,) = db.conn.execute(
            "SELECT document_id FROM giving_back_passage WHERE giving_back_id = ? AND passage_id = ?",
            (one.giving_back_id, passage_id)).fetchone()
        texts.require_open(db, viewer, document_id)
        db.conn.execute(
            "INSERT INTO family_correction(guid, giving_back_id, document_id, passage_id, words, by_user, at)"
            " VALUES (?,?,?,?,?,?,?)",
            (new_guid(), one.giving_back_id, document_id, passage_id, said, viewer.user_id, now()))
        events.record(db, viewer, "corrected", "return", guid)
    return ()


@use_case(Right.KEEP_FILE, event="finished return")
def finish(db: Database, viewer: Viewer, guid: str) -> None:
    """Close it: it was gone through with the family. Raises: NotFound, Conflict where it was not."""
    with write(db):
        one = _sitting(db, viewer, guid)
        db.conn.execute("UPDATE giving_back SET closed = 'done', closed_at = ? WHERE giving_back_id = ?",
                        (now(), one.giving_back_id))
        events.record(db, viewer, "finished", "return", guid)


@use_case(Right.KEEP_FILE, event="took back answer")
def take_back(db: Database, viewer: Viewer, guid: str, answer_guid: str, on: str = "") -> None:
    """The family takes back an answer (guid), on an ISO date ('' for today): its words have to be asked about again.

    Raises: NotFound; Conflict where it was taken back already, or is not the last one; BadInput for a day to come.
    """
    day = check_date(on) if on else today(db)
    if day > today(db):
        raise BadInput(N_("A date lies in the future. Change it."))
    with write(db):
        one = stored.kept(db, viewer, guid)
        row = db.conn.execute(
            "SELECT answer_id, document_id, withdrawn_on FROM family_answer WHERE guid = ? AND giving_back_id = ?",
            (answer_guid, one.giving_back_id)).fetchone()
        last = {found.answer_id for found in stored.last_answers(db, [row[1]])} if row else set()
        if row is None or row[2] or row[0] not in last:
            raise Conflict(N_("This answer does not count any more: it was taken back, or another one came after it."))
        db.conn.execute("UPDATE family_answer SET withdrawn_on = ?, withdrawn_by = ?, withdrawn_at = ?"
                        " WHERE answer_id = ?", (day, viewer.user_id, now(), row[0]))
        events.record(db, viewer, "took back", "answer", answer_guid)
