"""The register of use cases, walked: each by every account, with guids of this pilot and of another one."""

from __future__ import annotations

import ast
import shutil
from collections import Counter
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from cli import ROOMS, cli
from pilot.access import Right, Viewer, viewer_for
from pilot.accounts import sittings
from pilot.door import INNER, SENSITIVE, USE_CASES, open_all
from pilot.errors import ConfirmFirst, NotAllowed, NotFound, RodeDraadError
from pilot.store.files import open_pilot, open_register, open_server
from pilot.visit import visit
from tests.builder import PASSWORD
from tests.conftest import ROOT
from tests.rights import (
    aim_samples,
    arm_samples,
    back_samples,
    backup_samples,
    choosing_samples,
    claim_samples,
    contact_samples,
    double_samples,
    erasing_samples,
    file_of_family_samples,
    file_samples,
    keeping_samples,
    money_samples,
    outcome_samples,
    people_samples,
    quote_samples,
    reach_samples,
    release_samples,
    report_samples,
    running_samples,
    score_samples,
    sheet_samples,
    spoken_samples,
    suggest_samples,
    texts_samples,
    work_samples,
)
from tests.rights.scene import ALL, Foreign, Sample, Scene, set_scene

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlite_utils import Database

SAMPLES = (*aim_samples.SAMPLES, *arm_samples.SAMPLES,
           *back_samples.SAMPLES, *backup_samples.SAMPLES, *choosing_samples.SAMPLES, *claim_samples.SAMPLES,
           *contact_samples.SAMPLES, *double_samples.SAMPLES, *erasing_samples.SAMPLES,
           *file_of_family_samples.SAMPLES, *file_samples.SAMPLES, *keeping_samples.SAMPLES, *running_samples.SAMPLES,
           *money_samples.SAMPLES,
           *people_samples.SAMPLES, *quote_samples.SAMPLES, *reach_samples.SAMPLES, *release_samples.SAMPLES,
           *outcome_samples.SAMPLES, *report_samples.SAMPLES,
           *score_samples.SAMPLES, *sheet_samples.SAMPLES, *spoken_samples.SAMPLES,
           *suggest_samples.SAMPLES, *texts_samples.SAMPLES, *work_samples.SAMPLES)
open_all((*ROOMS, "views"))
Event = tuple[str, str, str]
ELSEWHERE = "ander"  # the other pilot of this installation


def _id(sample: Sample) -> str:
    return f"{sample.name} {'+'.join(sorted(sample.who))}"


@pytest.fixture(scope="module")
def scene(everything: Scene, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """One for all who are refused; what is allowed is done in a copy."""
    return everything.copy(tmp_path_factory.mktemp("scene") / "home")


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """The same things under other guids, in another installation."""
    return set_scene(tmp_path_factory.mktemp("elsewhere") / "home")


@pytest.fixture(autouse=True)
def at_home(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks the environment finds this scene."""
    monkeypatch.setenv("RODE_DRAAD_HOME", str(scene.small.home.folder))


class State:
    """What a home holds, to tell whether anything changed: each store as another connection sees it, and the files."""

    def __init__(self, scene: Scene) -> None:
        self.home, self.pilot = scene.small.home, scene.small.pilot
        other = self.home.pilot(ELSEWHERE)
        self.stores = [open_server(self.home.server_path), open_pilot(self.pilot.db_path),
                       open_register(self.pilot.register_path)]
        self.beside = [open_pilot(other.db_path), open_register(other.register_path)]

    def now(self) -> object:
        """Something that is equal as long as nothing was changed."""
        versions = [_version(store) for store in self.stores]
        files = sorted((path.name, path.stat().st_size) for folder in (self.pilot.recordings, self.pilot.uploads)
                       for path in folder.iterdir())
        return versions, files

    def whole(self) -> object:
        """The same of all that lies in the home, whatever it is for and whichever pilot it is of."""
        files = [(str(path), at.st_ino, at.st_size, at.st_mtime_ns) for path in sorted(self.home.folder.rglob("*"))
                 if not path.name.endswith(("-wal", "-shm")) for at in [path.stat()] if not path.is_dir()]
        return [_version(store) for store in (*self.stores, *self.beside)], files

    def events(self) -> Counter[Event]:
        """Every event in both stores: who, verb, subject."""
        return Counter(row for store in self.stores[:2] for row in store.conn.execute(
            "SELECT coalesce(actor_guid, ''), verb, subject FROM event"))

    def close(self) -> None:
        """Let go of the stores."""
        for store in (*self.stores, *self.beside):
            store.close()


def _version(store: Database) -> int:
    return int(store.conn.execute("PRAGMA data_version").fetchone()[0])


class Spare:
    """A copy of the scene as it was built: the one that was used before as long as nothing in it changed, else anew."""

    def __init__(self, scene: Scene, folder: Path) -> None:
        self.scene, self.folder, self.number = scene, folder, 0
        self.kept: tuple[Scene, State, object] | None = None

    def take(self) -> tuple[Scene, State]:
        """The copy, and what watches it."""
        if self.kept is None or self.kept[1].whole() != self.kept[2]:
            self.close()
            self.number += 1
            own = self.scene.copy(self.folder / f"{self.number}")
            state = State(own)
            self.kept = own, state, state.whole()
        return self.kept[:2]

    def close(self) -> None:
        """Throw it away."""
        if self.kept:
            self.kept[1].close()
            shutil.rmtree(self.kept[0].small.home.folder)
            self.kept = None


@pytest.fixture(scope="module")
def spare(scene: Scene, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Spare]:
    """Where what is allowed is done."""
    with closing(Spare(scene, tmp_path_factory.mktemp("copies"))) as copies:
        yield copies


@pytest.fixture(scope="module")
def state(scene: Scene) -> Iterator[State]:
    """Watches the scene."""
    with closing(State(scene)) as watching:
        yield watching


@pytest.mark.slow
def test_every_public_function_with_a_viewer_is_in_the_register() -> None:
    """What takes a viewer is a use case with a right, or says why it is none; nobody gets in beside the door."""
    left = [name for name in _functions() if name not in USE_CASES and name not in INNER]
    assert left == []
    assert len(USE_CASES) > 90


def _functions() -> Iterator[str]:
    """Module and name of every public function or method, of a public class, that takes a viewer."""
    for room in (*ROOMS, "views", "web"):
        for path in sorted((ROOT / room).rglob("*.py")):
            module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            yield from _taking_a_viewer(ast.parse(path.read_text(encoding="utf-8")), module)


def _taking_a_viewer(tree: ast.AST, where: str) -> Iterator[str]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from _taking_a_viewer(node, f"{where}.{node.name}")
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
            given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            if any(one.arg == "viewer" or (one.annotation and ast.unparse(one.annotation) == "Viewer")
                   for one in given):
                yield f"{where}.{node.name}"


@pytest.mark.slow
def test_the_reasons_are_about_something() -> None:
    """What is said to be no use case is there, and each gives its reason."""
    known = set(_functions())
    assert set(INNER) <= known
    assert all(len(why.split()) > 2 for why in INNER.values())


def test_every_use_case_is_tried() -> None:
    """A use case without a sample fails here, and so does a sample of one that is gone."""
    assert {sample.name for sample in SAMPLES} == set(USE_CASES)


def test_every_right_opens_something() -> None:
    """A right that no use case asks for is a promise without code behind it."""
    asked = {right for one in USE_CASES.values() for right in one.rights}
    assert not set(Right) - asked


def test_sensitive_reading_leaves_an_event() -> None:
    """Reading a text, hearing a voice and seeing real names are recorded by whatever use case lets somebody do so."""
    reading = {name: one.events for name, one in USE_CASES.items() if one.reads in SENSITIVE}
    assert len(reading) >= 4
    assert all(reading.values()), reading


def test_a_right_is_asked_at_the_door_only() -> None:
    """Only where a right depends on what is asked for does a function ask once more."""
    places = {path.relative_to(ROOT).as_posix() for room in ROOMS for path in (ROOT / room).rglob("*.py")
              if "viewer.require(" in path.read_text(encoding="utf-8")}
    assert places == {"pilot/door.py", "pilot/access/conditions.py", "coding/marks/codings.py",
                      "coding/desk/practice.py", "stories/outcomes/from_sheets/taking.py"}


@pytest.mark.parametrize("sample", SAMPLES, ids=_id)
@pytest.mark.slow
def test_who_may(sample: Sample, spare: Spare) -> None:
    """Who may, can; it leaves the event it says, by that person, and what only reads changes nothing else."""
    one = USE_CASES[sample.name]
    vocabulary = {event for each in USE_CASES.values() for event in each.events} | {
        ("added", "account"), ("password changed", "account"), ("disabled", "account"),
        ("invited", "account")}  # in server.db, beside these
    for name in sorted(sample.who):
        own, state = spare.take()
        viewer = own.small.viewers[name]
        with closing(own.small.open()) as db:
            before, events = state.now(), state.events()
            sample.do(own, db, viewer)
            new = state.events() - events
            assert {event[1:] for event in new} <= vocabulary
            if one.events:
                assert {(viewer.account_guid, *event) for event in one.events} & set(new), (name, new)
            elif not sample.keeps:
                assert state.now() == before, name


@pytest.mark.parametrize("sample", SAMPLES, ids=_id)
@pytest.mark.slow
def test_who_may_not(sample: Sample, scene: Scene, state: State) -> None:
    """All others are refused, at the door without the right, and nothing has changed: no row, no event, no file."""
    one = USE_CASES[sample.name]
    with closing(scene.small.open()) as db:
        before = state.now()
        for name in sorted(ALL - sample.who):
            viewer = scene.small.viewers[name]
            fault = _refused(sample, scene, db, viewer)
            if one.rights and viewer.rights.isdisjoint(one.rights):
                assert type(fault) is NotAllowed, name
            else:
                assert fault is not None or sample.quiet, name
            assert not db.conn.in_transaction, name
            assert state.now() == before, name


@pytest.mark.parametrize("sample", [one for one in SAMPLES if USE_CASES[one.name].again], ids=_id)
def test_who_is_asked_again(sample: Sample, scene: Scene, state: State) -> None:
    """Who may, but showed too long ago who she is, is asked again first; nothing has changed."""
    with closing(scene.small.open()) as db:
        before = state.now()
        for name in sorted(sample.who):
            fault = _refused(sample, scene, db, replace(scene.small.viewers[name], confirmed=False))
            assert type(fault) is ConfirmFirst, name
            assert state.now() == before, name


@pytest.mark.parametrize("sample", SAMPLES, ids=_id)
@pytest.mark.slow
def test_guids_of_another_pilot(sample: Sample, elsewhere: Scene, spare: Spare) -> None:
    """What is in another pilot is not there for anybody in this one, and nothing changes."""
    own, state = spare.take()
    foreign = Foreign(own.small, other=elsewhere, files=own.files)
    with closing(own.small.open()) as db:
        before = state.now()
        for name in sorted(sample.who):
            fault = _refused(sample, foreign, db, own.small.viewers[name])
            if not foreign.asked:
                return  # about nothing in particular
            assert fault is not None or sample.quiet, name
            assert sample.keeps or state.now() == before, name


def _refused(sample: Sample, scene: Scene, db: Database, viewer: Viewer) -> RodeDraadError | None:
    try:
        sample.do(scene, db, viewer)
    except RodeDraadError as error:
        return error
    return None


def test_an_account_of_another_pilot(scene: Scene, db: Database) -> None:
    """Who is a member elsewhere has no viewer here, cannot look here, and cannot be changed from here."""
    del db
    with closing(open_server(scene.small.home.server_path)) as server, closing(scene.small.open()) as here:
        token = sittings.sign_in(server, "elders", PASSWORD, "127.0.0.1")
        sitting = sittings.sitting(server, token)
        assert sitting is not None
        with pytest.raises(NotFound):
            sittings.choose_pilot(server, sitting, "proef")
        with pytest.raises(NotAllowed):
            viewer_for(here, scene.small.accounts["elders"], sitting.roles, "proef")
        with visit(token, scene.small.home) as found:
            assert found.pilot.slug == ELSEWHERE


def test_the_printed_table() -> None:
    """`cli.py rights` prints a line for every use case, with who may do it."""
    answer = CliRunner().invoke(cli, ["rights"])
    head, *lines = [line.split("\t") for line in answer.stdout.splitlines()]
    assert answer.exit_code == 0
    assert [line[0] for line in lines] == sorted(USE_CASES)
    rows = {line[0]: dict(zip(head, line, strict=True)) for line in lines}
    may = ("coach", "evaluator", "steering", "admin", "prepares texts")
    assert [rows["texts.documents.transcript"][one] for one in may] == ["own", "yes", "-", "-", "yes"]
    assert [rows["texts.documents.revise"][one] for one in may] == ["-", "-", "-", "-", "yes"]
    assert [rows["coding.book.codebook.versions"][one] for one in may] == ["yes", "yes", "yes", "yes", "-"]
    assert rows["texts.documents.transcript"]["event"] == "opened document"
