"""Use cases of reports, and of the stories in them."""

from __future__ import annotations

from pilot.files.export import Asked
from tests.rights.scene import ALL, EVALUATORS, Sample, quoted
from themes.release.arcs import seeing as seeing_arcs
from themes.release.arcs import writing
from themes.release.arcs.writing import Saying
from themes.reports.files import METHODS
from themes.reports.offered import offered

SAMPLES = (
    Sample("themes.reports.offered.offered", ALL, lambda s, db, v: offered(db, v)),
    Sample("themes.reports.files.report", ALL, lambda s, db, v: METHODS.formats["html"].write(Asked(
        s.small.pilot, db, v, {"release": s.guids["release"]}))),
    Sample("themes.reports.files.report", EVALUATORS, lambda s, db, v: METHODS.formats["html"].write(Asked(
        s.small.pilot, db, v, {"release": s.guids["release_draft"]}))),
    Sample("themes.release.arcs.seeing.arcs", EVALUATORS, lambda s, db, v: seeing_arcs.arcs(db, v)),
    Sample("themes.release.arcs.seeing.arc", EVALUATORS, lambda s, db, v: seeing_arcs.arc(db, v, s.guids["arc"])),
    Sample("themes.release.arcs.seeing.where", EVALUATORS, lambda s, db, v: seeing_arcs.where(
        db, v, s.guids["statement"])),
    Sample("themes.release.arcs.seeing.choices", EVALUATORS, lambda s, db, v: seeing_arcs.choices(
        db, v, s.guids["arc"])),
    Sample("themes.release.arcs.seeing.families", EVALUATORS, lambda s, db, v: seeing_arcs.families(db, v)),
    Sample("themes.release.arcs.writing.begin", EVALUATORS, lambda s, db, v: writing.begin(
        db, v, s.family("Es"), "municipality", "Weer naar school", "gezinslid", sure=True)),
    Sample("themes.release.arcs.writing.say", EVALUATORS, lambda s, db, v: writing.say(
        db, v, s.guids["arc"], Saying(3, "work", "Gaat weer naar school.", quoted(s)), sure=True)),
    Sample("themes.release.arcs.writing.take_away", EVALUATORS, lambda s, db, v: writing.take_away(
        db, v, s.guids["statement"])),
    Sample("themes.release.arcs.writing.set_state", EVALUATORS, lambda s, db, v: writing.set_state(
        db, v, s.guids["arc"], "put away")),
)
