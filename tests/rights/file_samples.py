"""Use cases that make a file."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import datetime
from typing import TYPE_CHECKING
from unittest.mock import patch

from coding import book_files, list_files, transcript
from coding.marks import segments
from coding.marks.looking import Only
from coding.memos import exports as memos
from exchange.exports import PILOT
from exchange.refi import export
from exchange.report import came_from
from jobs import files
from pilot import clock
from pilot.accounts.exports import member_table
from pilot.families import work_files
from pilot.families.exports import consent_table
from pilot.files import outgoing
from pilot.paging import EVERYTHING, Wanted
from pilot.store.files import new_guid
from stories import exports as stories
from stories.work_files import quiet_table
from tests.rights.scene import ADMINS, ALL, COACHES, EVALUATORS, OWN, PREPARES, Sample
from texts import exports as texts
from texts.log import Asked
from themes import crossed_files, quote_files, short_files
from themes import exports as themes
from themes.agreeing import files as agreeing
from themes.explore import files as explored
from themes.scope import Scope
from transcribe import exports as sound

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database

    from pilot.access import Viewer
    from tests.rights.scene import Scene

READERS = COACHES | EVALUATORS
LOADERS = EVALUATORS | ADMINS
EVERY = Wanted(size=EVERYTHING)


def _berk(scene: Scene) -> Mapping[str, str]:
    return {"family": scene.family("Berk")}


def _take(scene: Scene, db: Database, viewer: Viewer) -> None:
    """Of the file that is ready for one evaluator."""
    guid = scene.guids["made"]
    outgoing.path(scene.small.pilot, guid, "qdpx").write_bytes(b"PK")
    made_at = db.conn.execute("SELECT created_at FROM job WHERE guid = ?", (guid,)).fetchone()
    try:
        # On the day it was made: that may have ended since all was set up, and with it what may be read.
        with patch.object(clock, "moment", lambda: datetime.fromisoformat(made_at[0])) if made_at else nullcontext():
            files.take(scene.small.pilot, db, viewer, guid, {"qdpx": "application/zip"}).file.close()
    finally:
        outgoing.erase(scene.small.pilot, guid, "qdpx")


SAMPLES = (
    Sample("coding.marks.segments.segments", EVALUATORS, lambda s, db, v: segments.segments(db, v)),
    Sample("coding.marks.segments.frame_of", EVALUATORS,
           lambda s, db, v: segments.frame_of(db, v, {"document": s.guids["interview"]})),
    Sample("coding.memos.exports.memo_table", EVALUATORS, lambda s, db, v: memos.memo_table(db, v, EVERY, {})),
    Sample("coding.memos.exports.memo_book", EVALUATORS, lambda s, db, v: memos.memo_book(db, v, EVERY, {})),
    Sample("coding.transcript.as_word", EVALUATORS,
           lambda s, db, v: transcript.as_word(db, v, {"document": s.guids["interview"]})),
    Sample("coding.transcript.as_page", EVALUATORS,
           lambda s, db, v: transcript.as_page(db, v, {"document": s.guids["interview"]})),
    Sample("coding.book_files.codebook_table", ALL, lambda s, db, v: book_files.codebook_table(db, v)),
    Sample("coding.book_files.codebook_yaml", ALL, lambda s, db, v: book_files.codebook_yaml(db, v)),
    Sample("coding.book_files.version_table", LOADERS, lambda s, db, v: book_files.version_table(db, v, EVERY)),
    Sample("coding.book_files.difference_table", LOADERS,
           lambda s, db, v: book_files.difference_table(db, v, "1", "2")),
    Sample("coding.book_files.history_table", LOADERS, lambda s, db, v: book_files.history_table(db, v, "klik")),
    Sample("coding.book_files.recoded_table", EVALUATORS,
           lambda s, db, v: book_files.recoded_table(db, v, "6", EVERY)),
    Sample("coding.list_files.undecided_table", frozenset({"evaluator2"}),
           lambda s, db, v: list_files.undecided_table(db, v, EVERY)),
    Sample("coding.list_files.again_table", frozenset({"evaluator2"}),
           lambda s, db, v: list_files.again_table(db, v, EVERY, Only())),
    Sample("coding.list_files.left_table", frozenset({"evaluator2"}),
           lambda s, db, v: list_files.left_table(db, v, EVERY)),
    Sample("coding.list_files.document_table", READERS - {"coach2"},
           lambda s, db, v: list_files.document_table(db, v, {}, EVERY)),
    Sample("coding.list_files.family_table", READERS | ADMINS, lambda s, db, v: list_files.family_table(db, v, EVERY)),
    Sample("coding.list_files.unsigned_table", frozenset({"evaluator2"}),
           lambda s, db, v: list_files.unsigned_table(db, v, EVERY)),
    Sample("exchange.refi.export.export_project", EVALUATORS, lambda s, db, v: export.export_project(
        s.small.pilot, db, v, s.small.home.folder / f"{new_guid()}.qdpx")),
    Sample("exchange.report.came_from", EVALUATORS | ADMINS, lambda s, db, v: came_from(db, v)),
    Sample("jobs.files.request", EVALUATORS, lambda s, db, v: files.request(db, v, PILOT, "qdpx", {})),
    Sample("jobs.files.mine", EVALUATORS, lambda s, db, v: files.mine(db, v)),
    Sample("jobs.files.take", PREPARES, _take),
    Sample("pilot.accounts.exports.member_table", ADMINS, lambda s, db, v: member_table(s.small.home, db, v)),
    *(Sample(f"pilot.families.work_files.{make.__name__}", who, lambda s, db, v, make=make: make(  # type: ignore[misc]
        db, v, EVERY)) for make, who in (
            (work_files.decision_table, EVALUATORS | ADMINS), (work_files.ending_table, OWN | EVALUATORS | ADMINS),
            (work_files.age_table, ADMINS), (work_files.alone_table, ADMINS))),
    Sample("stories.work_files.quiet_table", READERS | ADMINS, lambda s, db, v: quiet_table(db, v, EVERY)),
    Sample("texts.exports.unasked_table", EVALUATORS | ADMINS, lambda s, db, v: texts.unasked_table(db, v, EVERY)),
    Sample("themes.short_files.rows", EVALUATORS, lambda s, db, v: short_files.rows(db, v, {}, EVERY)),
    Sample("themes.short_files.short_table", EVALUATORS, lambda s, db, v: short_files.short_table(db, v, {}, EVERY)),
    Sample("pilot.families.exports.consent_table", READERS | ADMINS, lambda s, db, v: consent_table(db, v)),
    Sample("pilot.families.exports.consent_table", OWN | EVALUATORS | ADMINS,
           lambda s, db, v: consent_table(db, v, s.family("Berk"))),
    Sample("stories.exports.story_table", OWN | EVALUATORS, lambda s, db, v: stories.story_table(db, v, EVERY)),
    Sample("stories.exports.timeline_table", OWN | EVALUATORS,
           lambda s, db, v: stories.timeline_table(db, v, s.family("Berk"))),
    Sample("stories.exports.timeline_figure", OWN | EVALUATORS,
           lambda s, db, v: stories.timeline_figure(db, v, s.family("Berk"))),
    Sample("stories.exports.milestone_table", EVALUATORS,
           lambda s, db, v: stories.milestone_table(db, v, s.family("Berk"))),
    Sample("texts.exports.log_table", ADMINS,
           lambda s, db, v: texts.log_table(s.small.home, db, v, Asked(), EVERY)),
    Sample("texts.exports.hidden_table", ADMINS, lambda s, db, v: texts.hidden_table(db, v, EVERY)),
    Sample("texts.exports.waiting_table", PREPARES, lambda s, db, v: texts.waiting_table(db, v, EVERY)),
    Sample("themes.exports.matrix_table", EVALUATORS, lambda s, db, v: themes.matrix_table(db, v, Scope())),
    Sample("themes.exports.matrix_figure", EVALUATORS, lambda s, db, v: themes.matrix_figure(db, v, Scope())),
    Sample("themes.exports.lines_table", EVALUATORS, lambda s, db, v: themes.lines_table(db, v, Scope())),
    Sample("themes.exports.over_time_table", EVALUATORS, lambda s, db, v: themes.over_time_table(db, v, Scope())),
    Sample("themes.exports.over_time_picture", EVALUATORS, lambda s, db, v: themes.over_time_picture(db, v, Scope())),
    *(Sample(f"themes.agreeing.files.{make.__name__}", EVALUATORS,
             lambda s, db, v, make=make: make(db, v, {"unit": "document"}))  # type: ignore[misc]
      for make in (agreeing.code_table, agreeing.pair_table, agreeing.document_table)),
    Sample("themes.crossed_files.crossed_table", EVALUATORS, lambda s, db, v: crossed_files.crossed_table(db, v, {})),
    Sample("themes.crossed_files.new_table", EVALUATORS,
           lambda s, db, v: crossed_files.new_table(db, v, {"kind": "all"})),
    Sample("themes.crossed_files.new_picture", EVALUATORS,
           lambda s, db, v: crossed_files.new_picture(db, v, {"kind": "all"})),
    *(Sample(f"themes.explore.files.{make.__name__}", EVALUATORS,
             lambda s, db, v, make=make: make(db, v, {}))  # type: ignore[misc]
      for make in (explored.time_table, explored.time_picture, explored.first_table, explored.first_picture,
                   explored.course_table, explored.course_picture, explored.beside_table, explored.beside_picture)),
    Sample("themes.quote_files.quote_table", EVALUATORS, lambda s, db, v: quote_files.quote_table(db, v, _berk(s))),
    Sample("themes.quote_files.quote_book", EVALUATORS, lambda s, db, v: quote_files.quote_book(db, v, _berk(s))),
    Sample("themes.quote_files.counted", EVALUATORS, lambda s, db, v: quote_files.counted(db, v, _berk(s))),
    Sample("transcribe.exports.recording_table", EVALUATORS, lambda s, db, v: sound.recording_table(db, v, EVERY)),
    Sample("transcribe.exports.task_table", EVALUATORS, lambda s, db, v: sound.task_table(db, v, EVERY)),
)
