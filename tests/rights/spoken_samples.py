"""Use cases of what is recorded in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.store.files import new_guid
from stories.spoken import beginning, closing, landing, rest, taking
from tests.media import ordinary, tones
from tests.rights.scene import COACHES, EVALUATORS, OWN, Sample
from tests.web.rights_table import DEVICE
from transcribe import said

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import Viewer
    from tests.media import ordinary, tones
from tests.rights.scene import Scene

WEBM = ordinary(".webm", tones(at_s=(0.5, 2.5)))
BOTH = COACHES | EVALUATORS


def _begin(scene: Scene, db: Database, viewer: Viewer) -> object:
    return beginning.begin(scene.small.pilot, db, viewer, beginning.NewSpoken(
        new_guid(), "interview", scene.family("Berk"), "a-third-device", persons=(scene.person("Berk moeder"),)))


def _take(scene: Scene, db: Database, viewer: Viewer) -> object:
    return taking.take(
        scene.small.pilot, db, viewer, scene.guids["spoken"], DEVICE, taking.Piece(0, 1000, b"sound"))


def _close(scene: Scene, db: Database, viewer: Viewer) -> object:
    small, guid = scene.small, scene.guids["spoken"]
    if viewer == small.viewers["coach"]:
        taking.take(small.pilot, db, viewer, guid, DEVICE, taking.Piece(0, 1000, WEBM))
    return closing.close(small.pilot, db, viewer, guid)


def _ask(scene: Scene, db: Database, viewer: Viewer) -> object:
    if viewer == scene.small.viewers["coach"]:
        landing.leave(db, viewer, scene.guids["said"])  # its words were thrown away, and are wanted after all
    return said.ask(scene.small.home, scene.small.pilot, db, viewer, scene.guids["said"], "nl")


def _rest(scene: Scene, db: Database, viewer: Viewer) -> object:
    return rest.begin(scene.small.pilot, db, viewer, scene.guids["said"], new_guid(), "another-device")


SAMPLES = (
    Sample("stories.spoken.beginning.begin", OWN | EVALUATORS, _begin),
    Sample("stories.spoken.taking.one", OWN, lambda s, db, v: taking.one(db, v, s.guids["spoken"])),
    Sample("stories.spoken.taking.here", OWN, lambda s, db, v: taking.here(db, v, s.guids["spoken"], DEVICE)),
    Sample("stories.spoken.taking.unfinished", BOTH, lambda s, db, v: taking.unfinished(db, v)),
    Sample("stories.spoken.taking.take", OWN, _take, keeps=True),
    Sample("stories.spoken.closing.close", OWN, _close),
    Sample("stories.spoken.rest.begin", OWN, _rest),
    Sample("stories.spoken.closing.throw_away", OWN,
           lambda s, db, v: closing.throw_away(s.small.pilot, db, v, s.guids["spoken"])),
    Sample("stories.spoken.landing.waiting", BOTH, lambda s, db, v: landing.waiting(db, v)),
    Sample("stories.spoken.landing.texts_for", OWN,
           lambda s, db, v: landing.texts_for(db, v, s.guids["draft"]), quiet=True),
    Sample("stories.spoken.landing.to_new_draft", OWN, lambda s, db, v: landing.to_new_draft(db, v, s.guids["said"])),
    Sample("stories.spoken.landing.leave", OWN, lambda s, db, v: landing.leave(db, v, s.guids["said"])),
    Sample("transcribe.said.ask", OWN, _ask),
    Sample("transcribe.said.task", BOTH, lambda s, db, v: said.task(db, v, s.guids["said"]), quiet=True),
)
