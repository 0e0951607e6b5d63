"""Rounds of choosing as they stand: what is asked, who is on the panel, which stories, and what was chosen."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from pilot import access
from pilot.access import Right, Viewer
from pilot.access.three_states import OTHERWISE
from pilot.door import inner, use_case
from pilot.errors import NotFound
from pilot.makers import maker
from pilot.words import N_
from stories.choose.quoting import quotes

if TYPE_CHECKING:
    from sqlite_utils import Database

PICKING, SHOWN, CHOSEN, ENDED = "picking", "shown", "chosen", "ended"
NO_ROUND = N_("This round is not there.")


class Asked(NamedTuple):
    """How stories were looked for; '' or nothing for all.

    Attributes:
        site: key of a municipality; domain, course, voice: keys of the vocabulary; rounds: guids of earlier rounds,
            whose chosen stories are meant.
    """

    site: str = ""
    domain: str = ""
    course: str = ""
    voice: str = ""
    rounds: tuple[str, ...] = ()


class Round(NamedTuple):
    """A round; dates ISO, None where there is none.

    Attributes:
        state: PICKING (each by herself), SHOWN, CHOSEN or ENDED (broken off). mine: the viewer is on its panel.
        held_on, present, reasons, disagreement: of the choice together; '' before it.
        leader: label of who made it.
    """

    round_id: int
    guid: str
    name: str
    question: str
    from_on: str | None
    until_on: str | None
    asked: Asked
    state: str
    begun_at: str
    held_on: str | None
    present: str
    reasons: str
    disagreement: str
    leader: str
    mine: bool


class Candidate(NamedTuple):
    """A story in a round; only `guid`, `chosen` and `gone` are told where it is not read.

    Attributes:
        gone: why it is not read, a state of `access.three_states`; '' where it is.
        guid: of the document. site: where its family lives, as pages call it. voice, course, domains: keys.
        told_on: ISO.
    """

    guid: str
    title: str
    site: str
    voice: str
    course: str
    told_on: str
    domains: tuple[str, ...]
    chosen: bool
    gone: str


class Member(NamedTuple):
    """Somebody on the panel: whether she has picked, and since when she takes no part (UTC ISO; None: she does)."""

    guid: str
    label: str
    has_picked: bool
    let_out_at: str | None


class Pick(NamedTuple):
    """What somebody picked by herself: guid of the story and its title ('' where it is not read).

    Attributes:
        gone: why it is not read, a state of `access.three_states`; '' where it is.
        reason: '' where it is held back, because it repeats words of a story that is not read.
    """

    guid: str
    label: str
    story: str
    title: str
    gone: str
    reason: str
    held_back: bool


_COLUMNS = (
    "r.round_id, r.guid, r.name, r.question, r.from_on, r.until_on, r.asked, r.state, r.begun_at, r.held_on, r.present,"
    " r.reasons, r.disagreement, u.guid, u.label, EXISTS (SELECT 1 FROM choice_panel p WHERE p.round_id = r.round_id"
    " AND p.user_id = ? AND p.let_out_at IS NULL)")


def _seen(viewer: Viewer) -> str:
    """Who leads sees all rounds; others those they choose in, and those in which was chosen."""
    return "1" if viewer.may(Right.LEAD_CHOOSING) else (
        "(r.state = 'chosen' OR (r.state IN ('picking','shown') AND EXISTS (SELECT 1 FROM choice_panel p"
        f" WHERE p.round_id = r.round_id AND p.user_id = {int(viewer.user_id)} AND p.let_out_at IS NULL)))")


def _round(db: Database, row: tuple[object, ...]) -> Round:
    *head, asked = row[:7]
    found = json.loads(str(asked))
    kept = Asked(found["site"], found["domain"], found["course"], found["voice"], tuple(found["rounds"]))
    state, begun, held, present, reasons, apart = row[7:13]
    if reasons:
        gone = _gone_texts(db, int(str(row[0])))
        reasons, apart = (_without(gone, str(one)) for one in (reasons, apart))
    return Round._make((*head, kept, state, begun, held, present, reasons, apart, maker(*row[13:15]),  # type: ignore[arg-type]
                        bool(row[15])))


def _without(gone: list[str], said: str) -> str:
    """What was said of a choice, '' where it repeats the words of a story that is not read."""
    return "" if any(quotes(said, text) for text in gone) else said


def _gone_texts(db: Database, round_id: int) -> list[str]:
    where, params = access.choosing.offered_where(db)
    return [row[0] for row in db.conn.execute(
        "SELECT v.text FROM choice_story s JOIN document d USING (document_id) JOIN document_version v"
        f" ON v.document_id = d.document_id WHERE s.round_id = ? AND NOT ({where})", (round_id, *params))]


@use_case(Right.CHOOSE_STORIES, reads="rounds of choosing")
def rounds(db: Database, viewer: Viewer) -> list[Round]:
    """Those this viewer may see, the newest first."""
    return [_round(db, row) for row in db.conn.execute(
        f"SELECT {_COLUMNS} FROM choice_round r JOIN user u ON u.user_id = r.begun_by WHERE {_seen(viewer)}"
        " ORDER BY r.begun_at DESC, r.round_id DESC", (viewer.user_id,))]


@use_case(Right.CHOOSE_STORIES, reads="rounds of choosing")
def one(db: Database, viewer: Viewer, guid: str) -> Round:
    """One round. Raises: NotFound alike for one that is not there and one that is not this viewer's to see."""
    row = db.conn.execute(
        f"SELECT {_COLUMNS} FROM choice_round r JOIN user u ON u.user_id = r.begun_by WHERE r.guid = ?"
        f" AND {_seen(viewer)}", (viewer.user_id, guid)).fetchone()
    if row is None:
        raise NotFound(NO_ROUND)
    return _round(db, row)


STORY = ("d.guid, d.title, coalesce(si.name, ''), d.voice, y.course, d.told_on, coalesce((SELECT group_concat(domain)"
         " FROM story_domain sd WHERE sd.story_id = y.story_id), '')")
STORIES = ("document d JOIN story y USING (story_id) JOIN family f ON f.family_id = d.family_id"
           " LEFT JOIN site si ON si.site_id = f.site_id")


@inner("part of what shows a round, which was found as this viewer may")
def candidates(db: Database, viewer: Viewer, found: Round) -> list[Candidate]:
    """The stories of a round, in their order; of one that this viewer does not read now only why."""
    state, params = access.choosing.state_where(db, viewer)
    return [candidate(row[:7], chosen=bool(row[7]), gone=row[8]) for row in db.conn.execute(
        f"SELECT {STORY}, s.chosen, {state} FROM {STORIES} JOIN choice_story s USING (document_id)"
        " WHERE s.round_id = ? ORDER BY s.position", (*params, found.round_id))]


def candidate(row: tuple[str, ...], *, chosen: bool = False, gone: str = "") -> Candidate:
    """A story of the columns STORY; of one that is gone nothing but its guid is told."""
    guid, title, site, voice, course, told_on, joined = row
    if gone:
        return Candidate(guid, "", "", "", "", "", (), chosen, gone)
    return Candidate(guid, title, site, voice, course, told_on, tuple(filter(None, joined.split(","))), chosen, "")


@inner("part of what shows a round, which was found as this viewer may")
def members(db: Database, viewer: Viewer, found: Round) -> list[Member]:
    """The panel, by label; who was shut out of the pilot takes no part any more."""
    del viewer
    return [Member(guid, label, bool(picked), let_out or disabled) for guid, label, picked, let_out, disabled in
            db.conn.execute(
                "SELECT u.guid, u.label, k.user_id IS NOT NULL, p.let_out_at, u.disabled_at FROM choice_panel p"
                " JOIN user u USING (user_id) LEFT JOIN choice_pick k USING (round_id, user_id)"
                " WHERE p.round_id = ? ORDER BY u.label", (found.round_id,))]


@inner("part of what shows a round, which was found as this viewer may")
def picks(db: Database, viewer: Viewer, found: Round) -> list[Pick]:
    """What each picked; while they pick, one's own only. Once it is chosen and a story is gone, reasons stay without
    it, but not those that repeat its words."""
    where, params = access.choosing.offered_where(db)
    state, more = access.three_states.state_where(db)
    only = "AND k.user_id = ?" if found.state == PICKING else "AND ? IS NOT NULL"
    gone = _gone_texts(db, found.round_id)
    given = []
    for guid, label, story, title, there, why, reason in db.conn.execute(
            f"SELECT u.guid, u.label, d.guid, d.title, {where}, {state}, k.reason FROM choice_pick k"
            " JOIN user u USING (user_id) JOIN document d USING (document_id)"
            f" WHERE k.round_id = ? {only} ORDER BY u.label",
            (*params, *more, found.round_id, viewer.user_id)):
        held = any(quotes(reason, text) for text in gone)
        given.append(Pick(guid, label, story, title if there else "", "" if there else why or OTHERWISE,
                          "" if held else reason, held))
    return given
