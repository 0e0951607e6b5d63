"""Leading a round of choosing: made, shown, the choice of the panel recorded; who is let out, and breaking it off."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from pilot import dates, events
from pilot.access import Right, Viewer
from pilot.clock import now, today
from pilot.door import use_case
from pilot.errors import BadInput, Conflict, NotFound
from pilot.families import early, in_words
from pilot.store.files import new_guid, write
from pilot.visible import visible, visible_name
from pilot.words import N_
from stories.choose import finding, panel, rounds
from stories.choose.finding import Period
from stories.choose.rounds import CHOSEN, ENDED, PICKING, SHOWN, Asked, Round

if TYPE_CHECKING:
    from collections.abc import Container

    from sqlite_utils import Database

LONGEST_NAME, LONGEST_QUESTION, LONGEST_WORDS = 80, 300, 4000


class Wanted(NamedTuple):
    """A round as somebody wants it: what it is called and asks, of which period, how stories were looked for.

    Attributes:
        stories: guids of the documents among those `finding.found` gives; panel: guids of accounts.
    """

    name: str
    question: str
    period: Period
    asked: Asked
    stories: tuple[str, ...]
    panel: tuple[str, ...]


class Choice(NamedTuple):
    """What a panel chose together: guids of stories, when (ISO), who was there by role, why, who saw it otherwise."""

    stories: tuple[str, ...]
    held_on: str
    present: str
    reasons: str
    disagreement: str = ""


def said(text: str, empty: str, longest: int = LONGEST_WORDS) -> str:
    """Words as they are kept. Raises: BadInput with the sentence `empty` ('' where they may be), or when too long."""
    kept = visible(text).strip()
    if not kept and empty:
        raise BadInput(empty)
    if len(kept) > longest:
        raise BadInput(N_("This is too long: {n} characters at most."), n=longest)
    return kept


@use_case(Right.LEAD_CHOOSING, event="began choice_round")
def begin(db: Database, viewer: Viewer, wanted: Wanted, *, sure: Container[str] = ()) -> str:
    """Put the stories before the panel; each picks by herself from now on; returns the guid of the round.

    Raises: BadInput (name, question, dates, panel, fewer than two stories), AskFirst (a name in its words).
    """
    name = visible_name(wanted.name)
    if not name or len(name) > LONGEST_NAME:
        raise BadInput(N_("Give the round a name of at most {n} characters."), n=LONGEST_NAME)
    question = said(wanted.question, N_("Write what the panel is asked, such as: what is the most significant change"
                                        " in how families live?"), LONGEST_QUESTION)
    start, end = (dates.check_date(day) if day else None for day in wanted.period)
    if start and end and start > end:
        raise BadInput(N_("The period ends before it begins."))
    if not wanted.panel:
        raise BadInput(N_("Choose who picks in this round."))
    in_words.ask(db, (name, question), sure)
    with write(db):
        if db.conn.execute("SELECT 1 FROM choice_round WHERE name = ?", (name,)).fetchone():
            raise BadInput(N_("There is a round called {name} already."), name=name)
        stories = _stories(db, viewer, wanted)
        members = panel.ids(db, dict.fromkeys(wanted.panel))
        guid = new_guid()
        round_id = db.conn.execute(
            "INSERT INTO choice_round(guid, name, question, from_on, until_on, asked, begun_by, begun_at)"
            " VALUES (?,?,?,?,?,?,?,?)",
            (guid, name, question, start, end, json.dumps(wanted.asked._asdict()), viewer.user_id, now())).lastrowid
        db.conn.executemany(
            "INSERT INTO choice_story(round_id, document_id, position) SELECT ?, document_id, ? FROM document"
            " WHERE guid = ?", [(round_id, at, one) for at, one in enumerate(stories)])
        db.conn.executemany("INSERT INTO choice_panel(round_id, user_id) VALUES (?, ?)",
                            [(round_id, one) for one in members.values()])
        events.record(db, viewer, "began", "choice_round", guid)
    return guid


def _stories(db: Database, viewer: Viewer, wanted: Wanted) -> list[str]:
    """The chosen ones of those that can be, in their order. Raises: BadInput."""
    there = [one.guid for one in finding.found(db, viewer, wanted.period, wanted.asked)]
    if not there:
        raise BadInput(N_("There is no story to choose from in this period. Take a longer one, or ask for less."))
    if set(wanted.stories) - set(there):
        raise BadInput(N_("A story you chose cannot be in this round any more. Reload the page."))
    stories = [one for one in there if one in set(wanted.stories)]
    if len(stories) < 2:
        raise BadInput(N_("There is nothing to choose with one story. Take two at least."))
    return stories


@use_case(Right.LEAD_CHOOSING, event="changed choice_round")
def let_out(db: Database, viewer: Viewer, guid: str, member: str) -> None:
    """Ask no more of somebody on the panel; what she picked stays. Raises: NotFound; Conflict when it is chosen."""
    with write(db):
        found = _running(db, viewer, guid)
        changed = db.conn.execute(
            "UPDATE choice_panel SET let_out_at = ? WHERE round_id = ? AND let_out_at IS NULL AND user_id ="
            " (SELECT user_id FROM user WHERE guid = ?)", (now(), found.round_id, member)).rowcount
        if not changed:
            raise NotFound(N_("Somebody you chose is not in this round any more. Reload the page."))
        events.record(db, viewer, "changed", "choice_round", guid)


@use_case(Right.LEAD_CHOOSING, event="revealed choice_round")
def show(db: Database, viewer: Viewer, guid: str) -> None:
    """Show what each picked, so that the panel talks about it; from now on nobody changes her pick.

    Raises: NotFound; Conflict while nobody or not everybody has picked (let her out), or when it is shown already.
    """
    with write(db):
        found = rounds.one(db, viewer, guid)
        if found.state != PICKING:
            raise Conflict(N_("This round is shown or over already."))
        there = rounds.members(db, viewer, found)
        if not any(one.has_picked for one in there):
            raise Conflict(N_("Nobody has picked yet."))
        waits = sum(not one.has_picked and not one.let_out_at for one in there)
        if waits:
            raise Conflict(N_("Somebody has not picked yet. Wait, or ask no more of her."))
        db.conn.execute("UPDATE choice_round SET state = ?, shown_at = ? WHERE round_id = ?",
                        (SHOWN, now(), found.round_id))
        events.record(db, viewer, "revealed", "choice_round", guid)


@use_case(Right.LEAD_CHOOSING, event="chose choice_round")
def choose(db: Database, viewer: Viewer, guid: str, choice: Choice, *, sure: Container[str] = ()) -> None:
    """Record what the panel chose together, why, and who saw it otherwise; or put right what was recorded.

    Raises: NotFound; Conflict while it is not shown or was broken off; BadInput (no story, one that is not there any
        more, no reasons, nobody present, a day to come); AskFirst (a name in its words).
    """
    present = said(choice.present, N_("Say who was there, by role: two coaches, an evaluator."), LONGEST_QUESTION)
    reasons = said(choice.reasons, N_("Write why the panel chose this."))
    apart = said(choice.disagreement, "")
    held_on = dates.check_date(choice.held_on)
    if held_on > today(db):
        raise BadInput(N_("A date lies in the future. Change it."))
    early.ask(db, [held_on], sure)
    in_words.ask(db, (present, reasons, apart), sure)
    with write(db):
        found = rounds.one(db, viewer, guid)
        if found.state not in (SHOWN, CHOSEN):
            raise Conflict(N_("A panel chooses once the round is shown."))
        there = {one.guid for one in rounds.candidates(db, viewer, found) if not one.gone}
        if not choice.stories:
            raise BadInput(N_("Say which story the panel chose."))
        if set(choice.stories) - there:
            raise BadInput(N_("This story is not to be read now. Choose another one."))
        db.conn.execute("UPDATE choice_story SET chosen = document_id IN (SELECT document_id FROM document"
                        " WHERE guid IN (SELECT value FROM json_each(?))) WHERE round_id = ?",
                        (json.dumps(choice.stories), found.round_id))
        db.conn.execute(
            "UPDATE choice_round SET state = ?, held_on = ?, present = ?, reasons = ?, disagreement = ?, chosen_by = ?,"
            " chosen_at = ? WHERE round_id = ?",
            (CHOSEN, held_on, present, reasons, apart, viewer.user_id, now(), found.round_id))
        events.record(db, viewer, "chose", "choice_round", guid)


@use_case(Right.LEAD_CHOOSING, event="closed choice_round")
def end(db: Database, viewer: Viewer, guid: str) -> None:
    """Break a round off: nobody reads its stories by it any more. Raises: NotFound; Conflict when it is chosen."""
    with write(db):
        found = _running(db, viewer, guid)
        db.conn.execute("UPDATE choice_round SET state = ?, ended_at = ? WHERE round_id = ?",
                        (ENDED, now(), found.round_id))
        events.record(db, viewer, "closed", "choice_round", guid)


def _running(db: Database, viewer: Viewer, guid: str) -> Round:
    found = rounds.one(db, viewer, guid)
    if found.state in (CHOSEN, ENDED):
        raise Conflict(N_("This round is over already."))
    return found
