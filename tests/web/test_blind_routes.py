"""While a round is blind no route tells what another coder does: two pilots that differ in nothing else answer alike.

Every route that can be asked is asked by coders of the round and by others, about everything there is, in a pilot where
another coder did one thing in the round's text, and in one where she did others, and more of them. The answers must be
equal to the last byte, with their heads: a size, a mark (ETag) or a number that goes on tells as much as words do.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import product
from typing import TYPE_CHECKING

import pytest

from coding.book import changing, codebook
from coding.book.model import Code
from coding.double import leading
from coding.marks import merging
from coding.marks.actions import apply_ops
from coding.marks.codings import set_status
from pilot.access import blind
from pilot.accounts import sittings
from pilot.store.files import new_guid, write
from tests.rights.scene import Scene, added
from tests.web.conftest import Caller
from web.routes import ROUTES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlite_utils import Database
    from starlette.testclient import TestClient

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("broad_day", "unfenced")]
HER = "both"
ASKING = ("evaluator", "evaluator2", "steering", "coach")
# What is asked about, by its name among the guids of the scene.
ABOUT = ("blind", "interview", "round", "coding", "hers", "memo", "draft", "upload")
# Of the moment, and of the sitting: no answer of two servers has them alike.
_OF_NOW = {"date", "set-cookie"}
# Pages, what holds the key of the sitting, and what tells the minute it was last used in.
_APART = {"/", "/{name}", "/sign-in", "/sign-in/elsewhere", "/sign-in/elsewhere/back", "/elsewhere", "/password",
          "/account", "/api/me"}


@dataclass
class World:
    """A pilot in which she did something, and the app that serves it."""

    scene: Scene
    caller: Caller
    patch: pytest.MonkeyPatch

    def answers(self, who: tuple[str, ...]) -> dict[str, tuple[int, dict[str, str], bytes]]:
        """Status, heads and body of every route that can be asked, by what was asked and by whom."""
        self.patch.setenv("RODE_DRAAD_HOME", str(self.scene.small.home.folder))
        found = {}
        for path, name in product(_paths(self.scene), who):
            # Packed, the size would depend on the key of the sitting, which an open desk is given.
            answer = self.caller("GET", path, name, headers={"Accept-Encoding": "identity"})
            key = sittings.csrf_for(self.caller.token(name)).encode()
            heads = {key: value for key, value in answer.headers.items() if key not in _OF_NOW}
            found[f"{name} {path}"] = (answer.status_code, heads, answer.content.replace(key, b"key"))
        return found


@dataclass
class Worlds:
    """Both pilots."""

    one: World
    other: World
    asked: dict[str, str] = field(default_factory=dict)

    def differing(self, who: tuple[str, ...] = ASKING) -> list[str]:
        """What is answered otherwise in one pilot than in the other."""
        one, other = self.one.answers(who), self.other.answers(who)
        self.asked = {what: str(status) for what, (status, _heads, _body) in one.items()}
        return sorted(what for what in one if one[what] != other[what])


def _paths(scene: Scene) -> Iterator[str]:
    for route in ROUTES:
        path = route.path.replace(":page", "")
        if "GET" not in (route.methods or set()) or path in _APART:
            continue
        if "{guid}" in path:
            yield from (path.replace("{guid}", scene.guids[about]) for about in ABOUT)
        elif "{" not in path:
            yield from (f"{path}{asked}" for asked in ("", f"?about={scene.guids['blind']}&kind=document",
                                                       f"?document={scene.guids['blind']}&since=1&q=een"))
    for asked in ("since=1", "others=1", "others=1&since=2", "since=9999"):
        yield f"/api/documents/{scene.guids['blind']}/codings?{asked}"
        yield f"/api/documents/{scene.guids['interview']}/codings?{asked}"


def _does(scene: Scene, ops: list[dict[str, object]]) -> Scene:
    """She is let go on, does these things in the round's text, and is done; then somebody codes elsewhere."""
    viewer, document = scene.small.viewers[HER], scene.guids["blind"]
    with closing(scene.small.open()) as db:
        leading.reopen(db, scene.small.operator(db), scene.guids["round"], document, viewer.account_guid)
        assert {one["state"] for one in apply_ops(db, viewer, document, ops)["results"]} == {"confirmed"}
        set_status(db, viewer, document, "done")
        apply_ops(db, scene.small.viewers["evaluator"], scene.guids["interview"], [
            {**added("klik", "00000000-0000-4000-8000-000000000001"), "start": 4, "end": 9}])
        with write(db):
            # When it was is no matter of hers.
            db.conn.execute("UPDATE coding SET created_at = '2026-01-01T00:00:00.000Z' WHERE created_at > '2026'")
    return replace(scene, guids={**scene.guids, "hers": str(ops[0]["coding"])})


def _newest(db: Database) -> int:
    found = codebook.newest(db)
    assert found is not None
    return found.number


def _changed(scene: Scene) -> None:
    """The codebook changes meanwhile: a code joined with another, one parted, one retired; she gave some of them."""
    viewer = scene.small.viewers["evaluator"]
    parts = [Code("", {"nl": name, "en": name}, {"nl": "x", "en": "x"}, "", "") for name in ("Kop", "Munt")]
    with closing(scene.small.open()) as db:
        merging.merge(db, viewer, ["gezinsbudget"], "screening", seen=_newest(db))
        merging.split(db, viewer, "klik", parts, seen=_newest(db))
        changing.retire(db, viewer, "screening", seen=_newest(db))


@pytest.fixture
def worlds(app_client: TestClient, everything: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Worlds:
    """Two copies of one pilot with a blind round; in the second she did three things more, and other ones."""
    hers = new_guid()
    one = _does(everything.copy(tmp_path / "one"), [added("klik", hers) | {"start": 4, "end": 9, "sign": "+"}])
    other = _does(everything.copy(tmp_path / "other"), [
        added("screening", hers) | {"start": 20, "end": 31}, added("klik"), added("gezinsbudget"),
        {**added("klik"), "start": 12, "end": 16}])
    made = [World(each, Caller(app_client, each.small), monkeypatch) for each in (one, other)]
    return Worlds(made[0], made[1])


def test_no_route_tells_before_the_round_is_shown(worlds: Worlds, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not by words, sizes, marks or numbers; with nothing held back the same routes tell, so the test sees it."""
    assert worlds.differing() == []
    for world in (worlds.one, worlds.other):
        _changed(world.scene)
    assert worlds.differing(("evaluator", "coach")) == []
    assert sum(status == "200" for status in worlds.asked.values()) > 60
    monkeypatch.setattr(blind, "documents", lambda _db: frozenset())
    monkeypatch.setattr(blind, "uncounted", lambda _db: frozenset())
    assert any("/codings" in what for what in worlds.differing(("evaluator",)))
