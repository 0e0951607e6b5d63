"""Use cases of a family's file: household, generations, organisations, goals, the dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stories.file import dossier, exports, goals, household, kin, known, marking, organisations
from stories.file.marking import Source
from stories.file.organisations import New
from tests.rights.scene import EVALUATORS, OWN, Sample

if TYPE_CHECKING:
    from tests.rights.scene import Scene

KEEPERS = OWN | EVALUATORS
_ROOM = "stories.file"


def _berk(scene: Scene) -> str:
    return scene.family("Berk")


SAMPLES = (
    Sample(f"{_ROOM}.household.over_time", KEEPERS, lambda s, db, v: household.over_time(db, v, _berk(s))),
    Sample(f"{_ROOM}.household.add", KEEPERS, lambda s, db, v: household.add(
        db, v, _berk(s), "couple", "2021-02-01")),
    Sample(f"{_ROOM}.household.take_away", KEEPERS, lambda s, db, v: household.take_away(
        db, v, s.guids["household"])),
    Sample(f"{_ROOM}.kin.generations", KEEPERS, lambda s, db, v: kin.generations(s.small.pilot, db, v, _berk(s))),
    Sample(f"{_ROOM}.kin.add", KEEPERS, lambda s, db, v: kin.add(s.small.pilot, db, v, _berk(s), "vader van vader")),
    Sample(f"{_ROOM}.kin.describe", KEEPERS, lambda s, db, v: kin.describe(
        db, v, _berk(s), s.guids["kin"], "woman", 1950)),
    Sample(f"{_ROOM}.kin.tie", KEEPERS, lambda s, db, v: kin.tie(
        db, v, _berk(s), "parent", s.person("Berk moeder"), s.person("Berk kind"))),
    Sample(f"{_ROOM}.kin.untie", KEEPERS, lambda s, db, v: kin.untie(db, v, _berk(s), s.guids["tie"])),
    Sample(f"{_ROOM}.kin.take_away", KEEPERS, lambda s, db, v: kin.take_away(db, v, s.guids["kin"])),
    Sample(f"{_ROOM}.marking.mark", KEEPERS, lambda s, db, v: marking.mark(
        db, v, _berk(s), s.guids["kin"], "schulden", Source("coach", s.guids["coach_document"]))),
    Sample(f"{_ROOM}.marking.unmark", KEEPERS, lambda s, db, v: marking.unmark(
        db, v, _berk(s), s.guids["pattern"])),
    Sample(f"{_ROOM}.organisations.around", KEEPERS, lambda s, db, v: organisations.around(
        s.small.pilot, db, v, _berk(s))),
    Sample(f"{_ROOM}.organisations.add", KEEPERS, lambda s, db, v: organisations.add(
        s.small.pilot, db, v, _berk(s), New("school", "2020-09-01"))),
    Sample(f"{_ROOM}.organisations.end", KEEPERS, lambda s, db, v: organisations.end(
        db, v, s.guids["organisation"], "2021-03-01")),
    Sample(f"{_ROOM}.organisations.take_away", KEEPERS, lambda s, db, v: organisations.take_away(
        db, v, s.guids["organisation"])),
    Sample(f"{_ROOM}.goals.goals", KEEPERS, lambda s, db, v: goals.goals(s.small.pilot, db, v, _berk(s))),
    Sample(f"{_ROOM}.goals.add", KEEPERS, lambda s, db, v: goals.add(
        s.small.pilot, db, v, _berk(s), "Een eigen fiets", "work", "2021-02-01")),
    Sample(f"{_ROOM}.goals.move", KEEPERS, lambda s, db, v: goals.move(
        s.small.pilot, db, v, s.guids["goal"], "reached", "2021-04-01", "gehaald")),
    Sample(f"{_ROOM}.goals.word", KEEPERS, lambda s, db, v: goals.word(
        s.small.pilot, db, v, s.guids["goal"], "Weer naar de avondschool", "work")),
    Sample(f"{_ROOM}.goals.link", KEEPERS, lambda s, db, v: goals.link(
        db, v, s.guids["goal"], [s.guids["coach_document"]])),
    Sample(f"{_ROOM}.goals.take_away", KEEPERS, lambda s, db, v: goals.take_away(db, v, s.guids["goal"])),
    Sample(f"{_ROOM}.dossier.states", KEEPERS, lambda s, db, v: dossier.states(s.small.pilot, db, v, _berk(s))),
    Sample(f"{_ROOM}.dossier.days", KEEPERS, lambda s, db, v: dossier.days(db, v, _berk(s))),
    Sample(f"{_ROOM}.dossier.write_section", KEEPERS, lambda s, db, v: dossier.write_section(
        s.small.pilot, db, v, _berk(s), "2020-02-01", "housing", "Kleine flat.")),
    Sample(f"{_ROOM}.known.beside", KEEPERS, lambda s, db, v: known.beside(
        s.small.pilot, db, v, _berk(s), "2021-03-01")),
    *(Sample(f"{_ROOM}.exports.{make.__name__}", KEEPERS, lambda s, db, v, make=make: make(  # type: ignore[misc]
        s.small.pilot, db, v, _berk(s))) for make in (
            exports.generations_table, exports.generations_figure, exports.organisation_table,
            exports.organisation_figure, exports.goal_table, exports.dossier_sheets)),
)
