"""Rounds in which several score the same families without seeing what the others give, and what they come to together.

A round is *blind* until who leads it shows it; then it can be settled where they differ. It is shown as a whole: who
knows what another gave for one family would score the next one as she does.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.access import blind as blindness
from pilot.clock import now, today
from pilot.door import use_case
from pilot.errors import BadInput, Conflict, NotFound
from pilot.makers import OPERATOR_GUID
from pilot.store.files import new_guid, write
from pilot.visible import visible_name
from pilot.words import N_
from stories.file import reaching, typed
from stories.outcomes.scores import IS_LAST, SETTLED, Entry, check, put
from stories.outcomes.sheets import wave_of

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from sqlite_utils import Database

    from pilot.config import Pilot

LONGEST = 500  # characters of a reason
MOST = 200  # families in a round


class Task(NamedTuple):
    """A family that somebody scores in a round: guids, pseudonym, label of the round of measuring, and when it was done
    (UTC; '' while it is not)."""

    round: str
    family_guid: str
    family: str
    wave_guid: str
    wave: str
    done_at: str


@dataclass(frozen=True)
class Round:
    """A round.

    Attributes:
        wave: label. families: how many; scorers: labels, with how many of the families each is done with.
        begun_at, shown_at, closed_at: UTC; '' while it is not so.
    """

    guid: str
    wave: str
    families: int
    scorers: tuple[tuple[str, int], ...]
    begun_at: str
    shown_at: str
    closed_at: str

    @property
    def is_blind(self) -> bool:
        """Whether nobody sees yet what another gave."""
        return not self.shown_at and not self.closed_at

    @property
    def is_done(self) -> bool:
        """Whether everybody is done with every family."""
        return all(done == self.families for _label, done in self.scorers)


class Scorer(NamedTuple):
    """Somebody who can be asked to score: user guid and label."""

    guid: str
    label: str


@use_case(Right.LEAD_ROUNDS, reads="who can score")
def scorers(db: Database, viewer: Viewer) -> list[Scorer]:
    """Who codes in this pilot and can be asked to score families."""
    del viewer
    return [Scorer(*row) for row in db.conn.execute(
        "SELECT guid, maker(guid, label) AS called FROM user WHERE disabled_at IS NULL AND stopped_coding_at IS NULL"
        " AND guid <> ? ORDER BY called", (OPERATOR_GUID,))]


@use_case(Right.LEAD_ROUNDS, event="began score-round")
def begin(
    db: Database, viewer: Viewer, wave_guid: str, who: Sequence[str], families: int, *, own_coach: bool = False,
    seed: int | None = None,
) -> str:
    """Draw families and ask these people to score them; returns the guid of the round.

    Args:
        who: user guids. own_coach: each family's own coach of today scores it, too.
        families: how many to draw, of those that two or more can score, whose consent lets them be scored today, and
            that nobody scores blind in this wave now.
        seed: draws the same families again.

    Raises: BadInput (fewer than two, nobody to draw), NotFound.
    """
    if len(set(who)) + own_coach < 2:
        raise BadInput(N_("Choose two people or more who score."))
    if not 1 <= families <= MOST:
        raise BadInput(N_("Draw 1 to {n} families."), n=MOST)
    guid = new_guid()
    with write(db):
        wave_id, _wave = wave_of(db, viewer, wave_guid)
        free = _to_draw(db, wave_id, _ids(db, who), own_coach=own_coach)
        if not free:
            raise BadInput(N_("There is no family left to draw: each is scored blind already, is out of reach, or has"
                              " no coach who scores."))
        drawn = random.Random(seed).sample(sorted(free), min(families, len(free)))
        made = db.conn.execute(
            "INSERT INTO score_round(guid, wave_id, begun_by, begun_at) VALUES (?,?,?,?)",
            (guid, wave_id, viewer.user_id, now())).lastrowid
        db.conn.executemany("INSERT INTO score_task(score_round_id, family_id, scorer_id) VALUES (?,?,?)",
                            [(made, family, one) for family in drawn for one in sorted(free[family])])
        events.record(db, viewer, "began", "score-round", guid)
    return guid


def _ids(db: Database, who: Sequence[str]) -> set[int]:
    """user_id of people who code. Raises: NotFound."""
    found = {row[0] for row in db.conn.execute(
        "SELECT user_id FROM user WHERE disabled_at IS NULL AND stopped_coding_at IS NULL"
        " AND guid IN (SELECT value FROM json_each(?))", (json.dumps(sorted(set(who))),))}
    if len(found) < len(set(who)):
        raise NotFound(N_("Somebody you chose does not score in this pilot any more. Reload the page."))
    return found


def _to_draw(db: Database, wave_id: int, who: set[int], *, own_coach: bool) -> dict[int, set[int]]:
    """By family_id who would score it; families that fewer than two would are left out."""
    reached, given = access.reach.family_material_where(db, "analyse", "f")
    free = {row[0]: set(who) for row in db.conn.execute(
        f"SELECT f.family_id FROM (SELECT family_id, ? AS wave_id FROM family) f WHERE {reached}"
        f" AND {blindness.scores_counted_where('f')}", (wave_id, *given))}
    if own_coach:
        day = today(db)
        for family_id, user_id in db.conn.execute(
                "SELECT c.family_id, p.user_id FROM coaching c JOIN person p ON p.person_id = c.coach_id JOIN user u"
                " USING (user_id) WHERE u.disabled_at IS NULL AND c.from_on <= ? AND coalesce(c.until_on, '9999') >= ?",
                (day, day)):
            if family_id in free:
                free[family_id].add(user_id)
    return {family_id: scorers for family_id, scorers in free.items() if len(scorers) > 1}


@use_case(Right.SEE_OTHER_CODERS, reads="rounds of scoring")
def rounds(db: Database, viewer: Viewer) -> list[Round]:
    """All rounds, the newest first."""
    del viewer
    done: dict[int, list[tuple[str, int]]] = {}
    for round_id, label, count in db.conn.execute(
            "SELECT k.score_round_id, maker(u.guid, u.label) AS called, count(k.done_at) FROM score_task k"
            " JOIN user u ON u.user_id = k.scorer_id GROUP BY k.score_round_id, k.scorer_id ORDER BY called"):
        done.setdefault(round_id, []).append((label, count))
    return [Round(guid, wave, families, tuple(done.get(round_id, ())), *times)
            for round_id, guid, wave, families, *times in _heads(db)]


def _heads(db: Database) -> list[tuple[Any, ...]]:
    return db.conn.execute(
        "SELECT r.score_round_id, r.guid, w.label, (SELECT count(DISTINCT family_id) FROM score_task k"
        " WHERE k.score_round_id = r.score_round_id), r.begun_at, coalesce(r.shown_at, ''), coalesce(r.closed_at, '')"
        " FROM score_round r JOIN wave w USING (wave_id) ORDER BY r.score_round_id DESC").fetchall()


@use_case(Right.KEEP_FILE, reads="what somebody scores blind")
def tasks(db: Database, viewer: Viewer) -> list[Task]:
    """The families that this viewer scores in rounds that are blind still, those not done first."""
    reached, given = access.reach.family_material_where(db, "analyse", "f")
    where, params = access.families_where(viewer, right=Right.KEEP_FILE)
    return [Task(*row) for row in db.conn.execute(
        "SELECT r.guid, f.guid, f.pseudonym, w.guid, w.label, coalesce(k.done_at, '') FROM score_task k"
        " JOIN score_round r USING (score_round_id) JOIN wave w USING (wave_id) JOIN family f"
        " ON f.family_id = k.family_id"
        f" WHERE k.scorer_id = ? AND r.shown_at IS NULL AND r.closed_at IS NULL AND {reached} AND {where}"
        " ORDER BY k.done_at IS NOT NULL, r.score_round_id, f.pseudonym", (viewer.user_id, *given, *params))]


@use_case(Right.KEEP_FILE, event="done with score-round")
def done(db: Database, viewer: Viewer, round_guid: str, family_guid: str) -> None:
    """Say that one is done with a family of a round. Raises: NotFound, Conflict (the round is over)."""
    with write(db):
        family_id = reaching.require_family(db, viewer, family_guid)
        round_id = _blind(db, round_guid)
        if not db.conn.execute(
                "UPDATE score_task SET done_at = coalesce(done_at, ?) WHERE score_round_id = ? AND family_id = ?"
                " AND scorer_id = ?", (now(), round_id, family_id, viewer.user_id)).rowcount:
            raise NotFound(N_("You were not asked to score this family."))
        events.record(db, viewer, "done with", "score-round", round_guid)


@use_case(Right.LEAD_ROUNDS, event="showed score-round")
def show(db: Database, viewer: Viewer, round_guid: str) -> None:
    """Let everybody see what was given; who is not done is not waited for. Raises: NotFound, Conflict."""
    with write(db):
        db.conn.execute(
            "UPDATE score_round SET shown_at = ?, last_score = (SELECT coalesce(max(score_id), 0) FROM score)"
            " WHERE score_round_id = ?", (now(), _blind(db, round_guid)))
        events.record(db, viewer, "showed", "score-round", round_guid)


@use_case(Right.LEAD_ROUNDS, event="broke off score-round")
def break_off(db: Database, viewer: Viewer, round_guid: str) -> None:
    """End a round before it is shown; what was given stays, and is in no agreement. Raises: NotFound, Conflict."""
    with write(db):
        round_id = _blind(db, round_guid)
        db.conn.execute("UPDATE score_round SET closed_at = ? WHERE score_round_id = ?", (now(), round_id))
        events.record(db, viewer, "broke off", "score-round", round_guid)


def _blind(db: Database, guid: str) -> int:
    row = db.conn.execute(
        "SELECT score_round_id, shown_at IS NULL AND closed_at IS NULL FROM score_round WHERE guid = ?",
        (guid,)).fetchone()
    if row is None:
        raise NotFound(N_("This round is not there."))
    if not row[1]:
        raise Conflict(N_("This round is over already. Reload the page."))
    return int(row[0])


class Pair(NamedTuple):
    """What one scorer gave for a slot when a round was shown: state 'scored' or 'unknown', and the value."""

    round: str
    family_id: int
    domain: str
    voice: str
    scorer: str
    state: str
    value: float | None


@use_case(Right.SEE_OTHER_CODERS, reads="scores of those who scored blind")
def given_blind(db: Database, viewer: Viewer) -> list[Pair]:
    """What those who were asked gave in rounds that are shown, as it was then, whatever anybody changed since."""
    where, params = access.families_where(viewer)
    reached, more = access.reach.family_material_where(db, "analyse", "f")
    return [Pair(*row) for row in db.conn.execute(
        "SELECT r.guid, s.family_id, s.domain, s.voice, maker(u.guid, u.label), s.state, s.value FROM score_round r"
        " CROSS JOIN score_task k USING (score_round_id) CROSS JOIN score s ON s.family_id = k.family_id"
        " AND s.wave_id = r.wave_id AND s.scored_by = k.scorer_id JOIN user u ON u.user_id = k.scorer_id"
        " WHERE r.shown_at IS NOT NULL AND s.layer = 'scorer' AND s.state <> 'taken_back'"
        " AND s.score_id <= r.last_score"
        " AND NOT EXISTS (SELECT 1 FROM score n WHERE n.family_id = s.family_id AND n.wave_id = s.wave_id"
        "  AND n.domain = s.domain AND n.voice = s.voice AND n.layer = s.layer AND n.scored_by = s.scored_by"
        "  AND n.score_id > s.score_id AND n.score_id <= r.last_score)"
        f" AND s.family_id IN (SELECT f.family_id FROM family f WHERE {where} AND {reached})"
        " ORDER BY r.score_round_id, s.family_id, s.domain, s.voice, s.scored_by", (*params, *more))]


class Differs(NamedTuple):
    """A slot on which scorers differ and that nobody settled: what each gave is (label, state, value)."""

    family_guid: str
    family: str
    wave_guid: str
    wave: str
    domain: str
    voice: str
    given: tuple[tuple[str, str, float | None], ...]


@use_case(Right.SEE_OTHER_CODERS, reads="scores of life domains")
def differing(db: Database, viewer: Viewer) -> list[Differs]:
    """Where scorers differ and nobody settled it, by family; without what is scored blind now."""
    where, params = access.families_where(viewer)
    reached, more = access.reach.family_material_where(db, "analyse", "f")
    slots: dict[tuple[str, str, str, str, str, str], list[tuple[str, str, float | None]]] = {}
    for row in db.conn.execute(
            "SELECT f.guid, f.pseudonym, w.guid, w.label, s.domain, s.voice, CASE WHEN u.guid IS NULL THEN '' ELSE"
            " maker(u.guid, u.label) END, s.state, s.value FROM score s JOIN family f USING (family_id)"
            f" JOIN wave w USING (wave_id) LEFT JOIN user u ON u.user_id = s.scored_by WHERE {IS_LAST}"
            f" AND s.layer = 'scorer' AND {blindness.scores_counted_where()} AND NOT EXISTS (SELECT 1 FROM score t"
            " WHERE t.family_id = s.family_id AND t.wave_id = s.wave_id AND t.domain = s.domain AND t.voice = s.voice"
            " AND t.layer = 'settled') AND s.family_id IN"
            f" (SELECT f.family_id FROM family f WHERE {where} AND {reached})"
            " ORDER BY f.pseudonym, w.place, w.wave_id, s.domain, s.voice, s.scored_by", (*params, *more)):
        slots.setdefault(row[:6], []).append(row[6:])
    return [Differs(*slot, tuple(given)) for slot, given in slots.items() if len({one[1:] for one in given}) > 1]


@use_case(Right.SEE_OTHER_CODERS, event="settled score")
def settle(pilot: Pilot, db: Database, viewer: Viewer, entry: Entry, *, sure: Container[str] = ()) -> str:
    """Keep the score that scorers came to together, and why; what each gave stays as it was. Returns its guid.

    Args:
        entry: with the reason; its day is the last day of what was scored. sure: words of the register that may stand
            in the reason.

    Raises: BadInput (no reason, fewer than two scored it), Conflict (it is scored blind still), AskFirst, NotFound,
        OutOfReach.
    """
    check(entry)
    reason = visible_name(entry.reason)
    if not reason or len(reason) > LONGEST:
        raise BadInput(N_("Say in at most {n} characters why it is this score."), n=LONGEST)
    with write(db):
        family_id = reaching.require_words(db, viewer, entry.family)
        typed.ask(pilot, entry.family, reason, sure)
        row = db.conn.execute(
            f"SELECT s.wave_id, {blindness.scores_counted_where()} FROM (SELECT ? AS family_id, wave_id FROM wave"
            " WHERE label = ?) s", (family_id, entry.wave)).fetchone()
        if row is None:
            raise NotFound(N_("This round of measuring is not there."))
        if not row[1]:
            raise Conflict(N_("This family is scored blind still. Show the round first."))
        slot = (family_id, int(row[0]), entry.domain, entry.voice)
        count, day = _scored(db, slot)
        if count < 2:
            raise BadInput(N_("Fewer than two people scored this, so there is nothing to settle."))
        guid = put(db, viewer, slot, entry._replace(reason=reason, on=day), layer=SETTLED)
        events.record(db, viewer, "settled", "score", guid)
    return guid


def _scored(db: Database, slot: tuple[int, int, str, str]) -> tuple[int, str]:
    """How many scored a slot, and the last day (ISO) that is true of."""
    count, day = db.conn.execute(
        f"SELECT count(*), max(s.observed_on) FROM score s WHERE s.family_id = ? AND s.wave_id = ? AND s.domain = ?"
        f" AND s.voice = ? AND s.layer = 'scorer' AND {IS_LAST}", slot).fetchone()
    return int(count), str(day)
