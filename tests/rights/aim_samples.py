"""Use cases about goals of the pilot and their evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.rights.scene import EVALUATORS, Sample, Scene
from themes.aims import files, reading, writing

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import Viewer


def _passage(scene: Scene, db: Database, viewer: Viewer) -> None:
    document = scene.guids["interview"]
    version = reading.whole(db, viewer, document).version
    writing.add_passages(db, viewer, scene.guids["aim"], document, version, [(0, 3)], "for")


def _take_evidence_away(scene: Scene, db: Database, viewer: Viewer) -> None:
    writing.take_evidence_away(db, viewer, scene.guids["aim"], scene.guids["aim_evidence"])


SAMPLES = (
    Sample("themes.aims.writing.keep", EVALUATORS,
           lambda s, db, v: writing.keep(s.small.pilot, db, v, "Gezinnen bereiken")),
    Sample("themes.aims.writing.keep", EVALUATORS,
           lambda s, db, v: writing.keep(s.small.pilot, db, v, "Gezinnen bereiken", "", s.guids["aim"])),
    Sample("themes.aims.writing.judge", EVALUATORS,
           lambda s, db, v: writing.judge(s.small.pilot, db, v, s.guids["aim"], "partly", "Niet overal.")),
    Sample("themes.aims.writing.earlier", EVALUATORS,
           lambda s, db, v: writing.earlier(db, v, writing.keep(s.small.pilot, db, v, "Nog een doel"))),
    Sample("themes.aims.reading.before", EVALUATORS,
           lambda s, db, v: reading.before(s.small.pilot, db, v, s.guids["aim"])),
    Sample("themes.aims.writing.take_away", EVALUATORS,
           lambda s, db, v: writing.take_away(db, v, s.guids["aim"])),
    Sample("themes.aims.writing.add_passages", EVALUATORS, _passage),
    Sample("themes.aims.writing.add_figure", EVALUATORS,
           lambda s, db, v: writing.add_figure(db, v, s.guids["aim"], "accepted", "for")),
    Sample("themes.aims.writing.add_words", EVALUATORS, lambda s, db, v: writing.add_words(
        s.small.pilot, db, v, s.guids["aim"], "Het loopt.", "directeur", "2021-03-01", "for")),
    Sample("themes.aims.writing.take_evidence_away", EVALUATORS, _take_evidence_away),
    Sample("themes.aims.reading.aims", EVALUATORS, lambda s, db, v: reading.aims(s.small.pilot, db, v)),
    Sample("themes.aims.reading.one", EVALUATORS, lambda s, db, v: reading.one(s.small.pilot, db, v, s.guids["aim"])),
    Sample("themes.aims.reading.evidence", EVALUATORS,
           lambda s, db, v: reading.evidence(s.small.pilot, db, v, s.guids["aim"])),
    Sample("themes.aims.reading.whole", EVALUATORS, lambda s, db, v: reading.whole(db, v, s.guids["interview"])),
    Sample("themes.aims.files.aim_table", EVALUATORS, lambda s, db, v: files.aim_table(s.small.pilot, db, v)),
    Sample("themes.aims.files.aim_report", EVALUATORS,
           lambda s, db, v: files.aim_report(s.small.pilot, db, v, s.guids["aim"])),
)
