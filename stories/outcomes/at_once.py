"""Many scores at once: each is checked as `scores.enter` does, with what is looked up kept; then all are written in one
go, so that others wait for the writing alone."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from pilot import events
from pilot.clock import now, today
from pilot.dates import check_date
from pilot.door import inner
from pilot.errors import AskFirst, NotFound
from pilot.families import early
from pilot.store.files import new_guid
from stories.file import reaching
from stories.outcomes import scores, waves

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from sqlite_utils import Database

    from pilot.access import Viewer
    from stories.outcomes.scores import Entry

Held = dict[str, tuple[str, float | None]]
# Of each slot of one scorer: the score, what was there before, and whether another one came after.
_SLOTS = ("SELECT guid, family_id, wave_id, domain, voice, source, observed_on,"
          " lag(state, 1, 'taken_back') OVER slot AS was, lag(value) OVER slot AS before,"
          " lag(source) OVER slot AS of_source, lag(observed_on) OVER slot AS on_day,"
          " lag(rubric) OVER slot AS of_rubric, lag(reason) OVER slot AS why, lead(score_id) OVER slot AS later"
          " FROM score WHERE layer = 'scorer' AND scored_by = ?"
          " WINDOW slot AS (PARTITION BY family_id, wave_id, domain, voice ORDER BY score_id)")
_WAVE = "SELECT label, wave_id, kind, months, starts_on, ends_on, stated FROM wave"


class _Round(NamedTuple):
    """A round of measuring, as it will be; without wave_id one that is still to be made."""

    wave_id: int | None
    kind: str
    months: int | None
    starts_on: str
    ends_on: str
    stated: bool
    scored: bool


class _Reach:
    """Families of a viewer, each asked for once."""

    def __init__(self, db: Database, viewer: Viewer) -> None:
        self._db, self._viewer = db, viewer
        self._found: dict[str, int | NotFound] = {}

    def __call__(self, family: str) -> int:
        """The family_id of a family (guid) of this viewer. Raises: NotFound, OutOfReach."""
        if family not in self._found:
            try:
                self._found[family] = reaching.require_words(self._db, self._viewer, family)
            except NotFound as fault:
                self._found[family] = fault
        found = self._found[family]
        if isinstance(found, NotFound):
            raise found
        return found


class Many:
    """Scores that one viewer enters, kept until `write`; all questions of the store are asked before.

    Attributes:
        keeps: the entries so far, each with the guid it gets.
        reached: the family_id of a family (guid) of this viewer; raises NotFound, OutOfReach.
    """

    def __init__(self, db: Database, viewer: Viewer) -> None:
        self.db, self.viewer, self.today = db, viewer, today(db)
        self.keeps: list[tuple[str, Entry]] = []
        scored = {row[0] for row in db.conn.execute("SELECT DISTINCT wave_id FROM score")}
        self._rounds = {label: _Round(at, kind, months, first, last, bool(stated), at in scored)
                        for label, at, kind, months, first, last, stated in db.conn.execute(_WAVE)}
        self._support = {guid: (first, last) for guid, first, last in db.conn.execute(
            "SELECT f.guid, min(p.starts_on), CASE WHEN count(*) = count(p.ends_on) THEN max(p.ends_on) END"
            " FROM family f JOIN support_period p USING (family_id) GROUP BY f.family_id")}
        self._held: dict[tuple[str, str, str], Held] = {}
        for family, wave, voice, domain, state, value in db.conn.execute(
                "SELECT f.guid, w.label, s.voice, s.domain, s.state, s.value FROM score s"
                " JOIN family f USING (family_id) JOIN wave w USING (wave_id)"
                " WHERE s.scored_by = ? AND s.layer = ? ORDER BY s.score_id",
                (viewer.user_id, scores.SCORER)):
            self._hold(family, wave, voice, domain, state, value)
        self.reached = _Reach(db, viewer)
        self._asked: dict[tuple[str, int], AskFirst | None] = {}

    def held(self, family: str, wave: str, voice: str) -> Held:
        """By domain (state, value) of what this viewer has for a family (guid) in a wave, with what is kept here."""
        return self._held.get((family, wave, voice), {})

    def knows(self, wave: str) -> bool:
        """Whether a round with this label is there, or will be."""
        return wave in self._rounds

    def moment(self, family: str, wave: str) -> str | None:
        """The day (ISO) on which a family is measured in a round; None where that is not known, or lies ahead."""
        if wave not in self._rounds:
            return None
        at = self._rounds[wave]
        first, last = self._support.get(family, (None, None))
        return waves.moment(scores.Wave(0, wave, at.kind, at.months, at.starts_on, at.ends_on), first, last, self.today)

    def check_day(self, family: str, wave: str, on: str, sure: Container[str]) -> None:
        """Ask about a day (ISO) that seems odd. Raises: BadInput, AskFirst, NotFound, OutOfReach."""
        day, family_id = check_date(on), self.reached(family)
        if day in sure:
            return
        if (day, family_id) not in self._asked:
            self._asked[day, family_id] = early.question(self.db, day, family_id)
        if question := self._asked[day, family_id]:
            raise question
        early.ask_far(self.db, [day], sure, ahead=0)
        at = self._rounds.get(wave)
        if at and at.stated and at.kind == waves.DATES and not at.starts_on <= day <= at.ends_on:
            raise AskFirst(scores.OUTSIDE, day, date=date.fromisoformat(day), wave=wave,
                           start=date.fromisoformat(at.starts_on), end=date.fromisoformat(at.ends_on))

    def keep(self, entries: Sequence[Entry], sure: Container[str]) -> list[str]:
        """Keep scores for `write`, all or none; their guids. Raises: BadInput, AskFirst, NotFound, OutOfReach."""
        for one in entries:
            scores.check(one)
            self.check_day(one.family, one.wave, one.on, sure)
        guids = [new_guid() for _one in entries]
        for guid, one in zip(guids, entries, strict=True):
            self.keeps.append((guid, one))
            self._hold(one.family, one.wave, one.voice, one.domain,
                       scores.UNKNOWN if one.value is None else scores.SCORED, one.value)
            self._widen(one.wave, one.on)
        return guids

    def write(self) -> None:
        """Store what is kept, inside `write(db)`."""
        for label, at in self._rounds.items():
            self._store(label, at)
        at_now, ids = now(), {label: at for label, at, *_rest in self.db.conn.execute(_WAVE)}
        self.db.conn.executemany(scores.INSERT, [
            (guid, self.reached(one.family), ids[one.wave], one.domain, one.voice,
             scores.UNKNOWN if one.value is None else scores.SCORED, one.value, one.source, scores.SCORER,
             self.viewer.user_id, one.on, one.rubric, one.reason.strip(), at_now) for guid, one in self.keeps])
        events.record_many(self.db, self.viewer, "added", "score", [guid for guid, _one in self.keeps])

    def _hold(self, family: str, wave: str, voice: str, domain: str, state: str, value: float | None) -> None:
        here = self._held.setdefault((family, wave, voice), {})
        if state == scores.TAKEN_BACK:
            here.pop(domain, None)
        else:
            here[domain] = (state, value)

    def _widen(self, label: str, day: str) -> None:
        """What a score of a day makes of a round, as `scores.enter` does."""
        at = self._rounds.get(label)
        if at is None:
            self._rounds[label] = _Round(None, waves.DATES, None, day, day, False, True)
        elif not at.stated:
            is_fresh = at.kind != waves.DATES and not at.scored
            first, last = (day, day) if is_fresh else (min(at.starts_on, day), max(at.ends_on, day))
            if (first, last, True) != (at.starts_on, at.ends_on, at.scored):
                self._rounds[label] = at._replace(starts_on=first, ends_on=last, scored=True)

    def _store(self, label: str, at: _Round) -> None:
        if at.wave_id is None:
            scores.make_wave(self.db, label, at.starts_on, at.ends_on)
        elif not at.stated:
            self.db.conn.execute(
                "UPDATE wave SET starts_on = ?, ends_on = ? WHERE wave_id = ? AND (starts_on, ends_on) IS NOT (?, ?)",
                (at.starts_on, at.ends_on, at.wave_id, at.starts_on, at.ends_on))


@inner("part of taking back a sheet, which asks the right")
def take_back(db: Database, viewer: Viewer, guids: Sequence[str]) -> int:
    """Let one's own scores (guids) count no longer, inside `write(db)`: what was there before each counts again.

    One that was replaced since stays, as does one of a family out of reach; how many were taken back.
    """
    reached, at, back, again = _Reach(db, viewer), now(), list[tuple[object, ...]](), list[tuple[object, ...]]()
    families = dict(db.conn.execute("SELECT family_id, guid FROM family").fetchall())
    for (_guid, family_id, wave_id, domain, voice, source, on, was, before, of_source, on_day, of_rubric,
         why, _later) in db.conn.execute(
            f"SELECT * FROM ({_SLOTS}) WHERE later IS NULL AND guid IN (SELECT value FROM json_each(?))",
            (viewer.user_id, json.dumps(list(guids)))).fetchall():
        with suppress(NotFound):
            slot = (reached(families[family_id]), wave_id, domain, voice)
            if was == scores.TAKEN_BACK:
                back.append((new_guid(), *slot, was, None, source, scores.SCORER, viewer.user_id, on, None, "", at))
            else:
                again.append((new_guid(), *slot, was, before, of_source, scores.SCORER, viewer.user_id, on_day,
                              of_rubric, why, at))
    for verb, rows in (("took back", back), ("added", again)):
        db.conn.executemany(scores.INSERT, rows)
        events.record_many(db, viewer, verb, "score", [str(row[0]) for row in rows])
    return len(back) + len(again)
