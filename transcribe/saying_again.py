"""The worker's part of writing a stretch out again: a person waits for it, so nothing but that stretch is decoded."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pilot.clock import now
from pilot.families import hotwords
from pilot.store import large_files
from pilot.store.files import new_guid
from texts import word_times
from transcribe import account, again, audio, hearing, job, models, second_look, whisper
from transcribe.decoding import Way
from transcribe.excerpts import excerpts
from transcribe.timing import words_in
from transcribe.unchanged import require_unchanged
from transcribe.windows import Window, short
from transcribe.writing import PIECE_MS, STRICT

if TYPE_CHECKING:
    from typing import BinaryIO

    from sqlite_utils import Database

    from jobs.work import Work
    from transcribe.account import Span
    from transcribe.excerpts import Excerpt
    from transcribe.segments import Word
    from transcribe.writing import Engine

# So much before and after the stretch is decoded with it: words need what is beside them.
AROUND_MS = 1000
# Slower than the first time, for there is so little of it.
CAREFUL = Way(beam=8, patience=2.0)


def run(work: Work, transcriber: Engine | None = None) -> None:
    """Write a stretch out once more and offer what was heard; stored together with 'done'."""
    asked, viewer = work.input, work.viewer()
    version, recording = again.recording_of(work.db, viewer, asked["document"])
    job.require_consent(work.db, recording)
    model = models.ready(work.home, models.named(work.home, asked["model"]))
    model.require_language(asked["language"])
    engine = transcriber or whisper.FasterWhisper(model, whisper.Settings(
        language=asked["language"], hotwords=tuple(hotwords.expected(work.pilot, recording.family_guid))))
    stretch = asked["start_ms"], asked["end_ms"]
    with large_files.opened(large_files.recording(work.pilot, recording.guid, recording.ext)) as file:
        require_unchanged(work.db, recording.recording_id, file)
        words = said_in(file, engine, stretch, _beside(work.db, version.version_id, stretch))
    with work.finishing():
        job.require_consent(work.db, recording)
        work.db.conn.execute(
            "INSERT INTO said_again(guid, document_id, start_ms, end_ms, doubt_id, engine, language, words, created_by,"
            " created_at) VALUES (?, ?, ?, ?, (SELECT doubt_id FROM doubt WHERE guid = ? AND document_id = ?), ?, ?, ?,"
            " ?, ?)",
            (new_guid(), version.document_id, *stretch, asked.get("doubt", ""), version.document_id, engine.engine,
             asked["language"], json.dumps([[w.text, w.start_ms, w.end_ms, round(w.probability, 4)] for w in words],
                                           ensure_ascii=False), viewer.user_id, now()))


def _beside(db: Database, version_id: int, stretch: Span) -> Span:
    """When the word before a stretch ends and the one after it begins."""
    said = word_times.of(db, version_id)
    before = [one.end_ms or one.start_ms for one in said if (one.end_ms or one.start_ms) <= stretch[0]]
    after = [one.start_ms for one in said if one.start_ms >= stretch[1]]
    return max([0, *before]), min([10**9, *after])


def said_in(file: BinaryIO, engine: Engine, stretch: Span, beside: Span) -> list[Word]:
    """The words of a stretch of a recording.

    Args:
        beside: between when and when there is room for them; they may begin and end a little outside the stretch.

    Raises: BadInput when the file holds no sound.
    """
    span = (max(0, stretch[0] - AROUND_MS), stretch[1] + AROUND_MS)
    blocks = audio.pieces(file, PIECE_MS)
    _window, excerpt = next(excerpts(blocks, [Window(0, 0, (span,))]))
    words = [word for piece in _pieces(excerpt, span) for word in _decoded(excerpt, piece, engine)]
    first = max(stretch[0] - account.NEAR_MS, beside[0])
    last = min(stretch[1] + account.NEAR_MS, beside[1])
    return [word for word in words if first <= second_look.middle(word) < last]


def _pieces(excerpt: Excerpt, span: Span) -> list[Span]:
    """The span in pieces that can be heard at once, times in the recording; all of it, also where no voice is found."""
    heard = hearing.listen([excerpt.sound])
    by = excerpt.start_ms
    found = short((span[0] - by, min(span[1], excerpt.end_ms) - by), heard)
    return [(start + by, end + by) for start, end in found]


def _decoded(excerpt: Excerpt, piece: Span, engine: Engine) -> list[Word]:
    sound = excerpt.of([piece])
    found, = engine.decode([sound], CAREFUL)
    if account.fails(found.logprob, found.compression):
        stricter, = engine.decode([sound], STRICT)
        found = max((found, stricter), key=lambda one: one.logprob)
    return list(words_in(found, [piece]))
