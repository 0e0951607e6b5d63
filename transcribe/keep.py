"""Windows and what was found in them, in the pilot's file: a crash costs at most the batch being decoded."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from transcribe.segments import Facts, Word
from transcribe.windows import Window
from transcribe.writing import Written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sqlite_utils import Database

    from jobs.work import Work
    from transcribe.audio import Damage

# After so many crashes the windows of a batch are tried one by one, and after so many more one is given up.
TOGETHER, ALONE = 2, 3
COULD_NOT = "could not be written out"
_MINE = "recording_id = ? AND job_guid = ?"


@dataclass
class Keeper:
    """Keeps the windows of a job's recording; each batch is stored whole, in one transaction with how far it is.

    Attributes:
        require_consent: raises BadInput when somebody's consent is not there any more; asked before anything is stored.
    """

    work: Work
    recording_id: int
    duration_ms: int
    require_consent: Callable[[], None]

    def resume(self) -> None:
        """Take up what this job, or one asked for alike that failed or was stopped, has done; count what crashed."""
        with self.work.holding():
            if not self._count("1"):
                self._take_over()
            self._count_crash()
            self.work.report(self._done_ms(), self.duration_ms, "ms")

    def _take_over(self) -> None:
        """Hours of work are not lost because a job ended badly: the newest like it hands on its windows."""
        earlier = self.work.take_over()
        if earlier is not None:
            self._change("job_guid = ?, attempts = 0, state = replace(state, 'given up', 'open')", self.work.guid,
                         of=earlier)
            self.work.trying(None)

    def _count_crash(self) -> None:
        """An attempt that ended in a crash counts for the windows it was at, not for the job."""
        trying = self.work.output.get("trying")
        if trying:
            self._change("attempts = attempts + 1", where="seq IN (SELECT value FROM json_each(?))",
                         params=(json.dumps(trying),))
            self._change("state = 'given up', marks = json_array(json_array(start_ms, end_ms, ?))", COULD_NOT,
                         where="state = 'open' AND attempts >= ?", params=(TOGETHER + ALONE,))
            self.work.crash_counted()
        self.work.trying(None)

    def _change(self, what: str, *values: object, where: str = "1", params: tuple[object, ...] = (),
                of: str | None = None) -> None:
        self.work.db.conn.execute(
            f"UPDATE sound_window SET {what} WHERE {_MINE} AND {where}",
            (*values, self.recording_id, of or self.work.guid, *params))

    def _one(self, what: str, where: str) -> int:
        return int(self.work.db.conn.execute(
            f"SELECT {what} FROM sound_window WHERE {_MINE} AND {where}",
            (self.recording_id, self.work.guid)).fetchone()[0])

    def _count(self, where: str) -> int:
        return self._one("count(*)", where)

    def _done_ms(self) -> int:
        """All before this time is done."""
        if not self.is_cut():
            return 0
        return min(self.duration_ms, self._one("coalesce(min(start_ms), 9e15)", "state = 'open'"))

    def _put(self, one: Written) -> None:
        words = [[w.text, w.start_ms, w.end_ms, round(w.probability, 4), w.speaker] for w in one.words]
        self._change(
            "words = ?, facts = ?, marks = ?", json.dumps(words, ensure_ascii=False), json.dumps(asdict(one.facts)),
            json.dumps(one.marks), where="seq = ?", params=(one.window.seq,))

    @contextmanager
    def _storing(self) -> Iterator[None]:
        with self.work.holding():
            self.require_consent()
            yield

    def is_cut(self) -> bool:
        """See writing.Keeping."""
        return bool(self.work.output.get("cut"))

    def cut(self, found: Sequence[Window], damage: Damage, length_ms: int) -> None:
        """See writing.Keeping. What an older version wrote out stays, and windows are kept from there on."""
        after_ms, seq, batch = (
            self._one(f"coalesce(max({what}), 0)", "1") for what in ("end_ms", "seq + 1", "batch + 1"))
        with self._storing():
            for window in found:
                fine = window.fine or ((),) * len(window.spans)
                spans = [(max(start, after_ms), end, *by)
                         for (start, end), by in zip(window.spans, fine, strict=True) if end > after_ms]
                if spans:
                    self.work.db.conn.execute(
                        "INSERT INTO sound_window(recording_id, job_guid, seq, batch, channel, start_ms, end_ms, spans,"
                        " state) VALUES (?,?,?,?,?,?,?,?,'open')",
                        (self.recording_id, self.work.guid, window.seq + seq, window.batch + batch, window.channel,
                         spans[0][0], spans[-1][1], json.dumps(spans)))
            self.work.note(cut=True, damage=damage.places)
            if any(window.channel is not None for window in found):
                self.work.note(then_s=None)
            self.work.report(self._done_ms(), self.duration_ms, "ms")

    def are_apart(self) -> bool:
        """Whether a voice was heard on each channel, so that nobody need be told apart by voice."""
        return bool(self._count("channel IS NOT NULL"))

    def then(self, seconds: float | None) -> None:
        """What comes after the last window will take so long; None for nothing that does."""
        with self._storing():
            self.work.note(then_s=seconds)

    def took_apart(self, seconds: float, ms: int) -> None:
        """Telling voices apart took so long for so much sound."""
        with self._storing():
            self.work.note(then_s=None, apart={"seconds": round(seconds, 2), "ms": ms})

    def waiting(self) -> list[list[Window]]:
        """See writing.Keeping; a batch that crashed again and again comes window by window."""
        rows = self.work.db.conn.execute(
            f"SELECT seq, batch, spans, channel, attempts FROM sound_window WHERE {_MINE} AND state = 'open'"
            " ORDER BY seq", (self.recording_id, self.work.guid)).fetchall()
        return [
            [_window(seq, batch, spans, channel) for seq, batch, spans, channel, _attempts in some]
            for _key, some in groupby(rows, key=lambda row: (row[1], row[0] if row[4] >= TOGETHER else -1))]

    def begin(self, batch: Sequence[Window]) -> list[Written] | None:
        """See writing.Keeping."""
        with self._storing():
            self.work.trying([window.seq for window in batch])
        looked_at = _written(self.work.db, self.recording_id, self.work.guid, batch)
        return looked_at if len(looked_at) == len(batch) else None

    def first(self, found: Sequence[Written]) -> None:
        """See writing.Keeping; the windows stay open."""
        with self._storing():
            for one in found:
                self._put(one)

    def keep(self, found: Sequence[Written]) -> None:
        """See writing.Keeping."""
        with self._storing():
            for one in found:
                self._put(one)
                self._change("state = 'done'", where="seq = ?", params=(one.window.seq,))
            self.work.trying(None)
            self.work.report(self._done_ms(), self.duration_ms, "ms")


def _window(seq: int, batch: int, stored: str, channel: int | None) -> Window:
    spans = [tuple(span) for span in json.loads(stored)]
    fine = tuple((span[2], span[3]) for span in spans if len(span) > 2)  # older ones were kept without
    return Window(seq, batch, tuple((span[0], span[1]) for span in spans), channel, fine)


def _word(stored: list[Any], channel: int | None) -> Word:
    text, start_ms, end_ms, probability, *speaker = stored
    return Word(text, start_ms, end_ms, probability, speaker[0] if speaker else None, channel)


def kept(db: Database, recording_id: int, job_guid: str) -> list[Written]:
    """What a job found, window by window; those that could not be written out hold what little was found."""
    return _rows(db, "", (recording_id, job_guid))


def _written(db: Database, recording_id: int, job_guid: str, batch: Sequence[Window]) -> list[Written]:
    """What was found in those of these windows that were looked at."""
    seqs = json.dumps([window.seq for window in batch])
    return _rows(db, " AND facts <> '{}' AND seq IN (SELECT value FROM json_each(?))", (recording_id, job_guid, seqs))


def _rows(db: Database, where: str, params: tuple[object, ...]) -> list[Written]:
    rows = db.conn.execute(
        "SELECT seq, batch, spans, channel, words, facts, marks FROM sound_window"
        f" WHERE {_MINE}{where} ORDER BY seq", params)
    return [
        Written(
            _window(seq, batch, spans, channel),
            tuple(_word(word, channel) for word in json.loads(words)),
            Facts(**json.loads(facts)), tuple((start, end, reason) for start, end, reason in json.loads(marks)))
        for seq, batch, spans, channel, words, facts, marks in rows]
