"""Segments stored as they come, so that a crash costs at most the one being decoded, and nothing is told twice."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from transcribe.segments import Segment, Word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sqlite_utils import Database

    from jobs.work import Work
    from transcribe.audio import Damage

Span = tuple[int, int]


@dataclass
class Keeper:
    """The listener of a job: each segment and how far it reaches are stored in one transaction.

    Attributes:
        require_consent: raises BadInput when somebody's consent is not there any more; asked before anything is stored.
        speech: spans (start_ms, end_ms) in which voices were heard so far.
    """

    work: Work
    recording_id: int
    recording_guid: str
    duration_ms: int
    require_consent: Callable[[], None]
    speech: list[Span] = field(default_factory=list)
    _seq: int = 0

    def resume(self) -> int:
        """Where to go on (ms): after what this job, or one asked for alike that failed or was stopped, has done."""
        if not self._stored():
            self._take_over()
        self._seq = self._stored()
        at = max(self.work.done, self._last_end())
        self.speech = [
            (start, min(end, at)) for start, end in self.work.output.get("speech") or [] if start < at]
        with self.work.holding():
            self.work.report(at, self.duration_ms, "ms")
        return at

    def _stored(self) -> int:
        return int(self._one("SELECT count(*) FROM segment WHERE recording_id = ? AND job_guid = ?"))

    def _last_end(self) -> int:
        return int(self._one("SELECT coalesce(max(end_ms), 0) FROM segment WHERE recording_id = ? AND job_guid = ?"))

    def _one(self, sql: str) -> int:
        return int(self.work.db.conn.execute(sql, (self.recording_id, self.work.guid)).fetchone()[0])

    def _take_over(self) -> None:
        """Hours of work are not lost because a job ended badly: the newest like it hands on its segments."""
        with self.work.holding():
            earlier = self.work.take_over()
            if earlier is not None:
                self.work.db.conn.execute(
                    "UPDATE segment SET job_guid = ? WHERE recording_id = ? AND job_guid = ?",
                    (self.work.guid, self.recording_id, earlier))

    @contextmanager
    def _storing(self) -> Iterator[None]:
        with self.work.holding():
            self.require_consent()
            yield

    def voices(self, spans: Sequence[Span]) -> None:
        """Remember where voices are, for the checks at the end."""
        self.speech.extend(spans)
        with self._storing():
            self.work.note(speech=self.speech)

    def segment(self, segment: Segment) -> None:
        """Store one segment and how far the work is."""
        words = [[w.text, w.start_ms, w.end_ms, round(w.probability, 4)] for w in segment.words]
        with self._storing():
            self.work.db.conn.execute(
                "INSERT INTO segment(recording_id, job_guid, seq, start_ms, end_ms, text, words, confidence, no_speech)"
                " VALUES (?,?,?,?,?,?,?,?,?)",
                (self.recording_id, self.work.guid, self._seq, segment.start_ms, segment.end_ms, segment.text,
                 json.dumps(words, ensure_ascii=False), segment.confidence, segment.no_speech))
            self.work.report(min(segment.end_ms, self.duration_ms), self.duration_ms, "ms")
        self._seq += 1

    def heard(self, until_ms: int) -> None:
        """Store that all before this time is done."""
        with self._storing():
            self.work.report(min(until_ms, self.duration_ms), self.duration_ms, "ms")

    def damaged(self, damage: Damage) -> None:
        """Remember what could not be read, for the list of places to listen to."""
        with self._storing():
            self.work.note(damage=damage.places)


def kept(db: Database, recording_id: int, job_guid: str) -> list[Segment]:
    """The segments stored for a job, in order."""
    rows = db.conn.execute(
        "SELECT start_ms, end_ms, text, words, confidence, no_speech FROM segment"
        " WHERE recording_id = ? AND job_guid = ? ORDER BY seq", (recording_id, job_guid))
    return [
        Segment(start, end, text, tuple(Word(*word) for word in json.loads(words)), confidence, no_speech or 0.0)
        for start, end, text, words, confidence, no_speech in rows
    ]
