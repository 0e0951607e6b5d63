"""Every read agrees with the rules of consent: lists, opening, counting, quoting, hearing, in random pilots."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilot import access
from pilot.access import reach
from pilot.errors import NotFound, OutOfReach, Withdrawn
from stories.listing import stories
from stories.timeline.timeline import timeline
from tests.builder import build
from tests.reach_world import USES, Answer, Person, Thing, World, shifted
from texts.documents import documents, transcript
from themes import frames, matrix
from themes.quotes import quotes
from themes.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlite_utils import Database

    from pilot.access import Viewer

DAYS = st.integers(-400, 30).map(shifted)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Two families, a coach, up to four people, some answers, a few documents."""
    persons = [Person(None)]
    for _ in range(draw(st.integers(1, 4))):
        kind = draw(st.sampled_from(("parent", "child", "relative")))
        turns_16 = draw(st.none() | DAYS) if kind == "child" else None
        persons.append(Person(draw(st.integers(0, 1)), kind, turns_16))
    who = st.integers(0, len(persons) - 1)
    answers: dict[tuple[Any, ...], Answer] = {}
    for _ in range(draw(st.integers(0, 10))):
        start = draw(st.integers(-400, 0))
        end = draw(st.none() | st.integers(start, 30))
        answer = Answer(
            draw(who), draw(st.sampled_from(USES) | st.just("analyse")), shifted(start),
            shifted(end) if end is not None else None,
            shifted(0) if draw(st.integers(0, 3)) == 0 else None, draw(st.integers(0, 4)) == 0, draw(st.booleans()))
        answers.setdefault((answer.who, answer.use, answer.given_on), answer)
    heard = st.lists(who, max_size=3).map(tuple)
    things = draw(st.lists(st.builds(
        Thing, st.integers(0, 1), st.sampled_from(("interview", "story")), heard, heard,
        st.integers(0, 9).map(lambda n: n == 0)), min_size=1, max_size=4))
    return World(2, persons, list(answers.values()), things)


@pytest.fixture(scope="module")
def pilot_file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Database, Viewer]]:
    """A pilot file to fill again and again, and an evaluator who hears recordings."""
    small = build(tmp_path_factory.mktemp("reach") / "home")
    db = small.open()
    small.prepares(db)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reach, "today", lambda _db: shifted(0))
        yield db, small.viewers["evaluator"]
    db.close()


def opened(db: Database, viewer: Viewer, n: int) -> type[Exception] | None:
    """What opening document `n` raises."""
    try:
        transcript(db, viewer, f"document-{n}")
    except NotFound as error:
        return type(error)
    return None


def heard(db: Database, viewer: Viewer, n: int) -> bool:
    """Whether the recording of document `n` may be played."""
    try:
        access.require_recording(db, viewer, f"recording-{n}")
    except (OutOfReach, Withdrawn):
        return False
    return True


@given(world=worlds())
@settings(max_examples=60)
@pytest.mark.slow
def test_every_read_says_the_same(pilot_file: tuple[Database, Viewer], world: World) -> None:
    """Lists, the open text, counts, quotes, the timeline and the sound hold exactly what the rules leave in reach."""
    db, viewer = pilot_file
    readable, every = world.readable(), range(len(world.things))
    names = {f"document-{n}" for n in readable}
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        db.conn.execute("PRAGMA defer_foreign_keys = ON")
        world.fill(db)
        listed = documents(db, viewer)
        assert {row.guid for row in listed} == names
        assert {row.guid: row.unasked for row in listed} == {
            f"document-{n}": world.unasked(n) for n in readable}
        assert {n for n in every if opened(db, viewer, n) is None} == readable
        assert all(transcript(db, viewer, f"document-{n}")["unasked"] is world.unasked(n) for n in readable)
        assert all(opened(db, viewer, n) is Withdrawn for n in every if world.things[n].withdrawn)
        assert {row.guid for row in stories(db, viewer)} == {
            f"document-{n}" for n in readable if world.things[n].kind == "story"}
        on_lines = [item.document for f in range(2) for item in timeline(db, viewer, f"family-{f}").items]
        assert sorted(filter(None, on_lines)) == sorted(names)
        _counts(db, viewer, world, readable)
        assert [heard(db, viewer, n) for n in every] == [world.recording(n) for n in every]
        for use in USES:
            assert reach.outside(db, use) == {n + 1 for n in every if not world.document(n, use)}
    finally:
        db.conn.execute("ROLLBACK")


def _counts(db: Database, viewer: Viewer, world: World, readable: set[int]) -> None:
    """Matrix, its row ends, and quotes with whether they may leave."""
    material = frames.load(db, viewer, Scope())
    assert material is not None
    cells = matrix.matrix(material)
    told = {f: sum(world.things[n].family == f for n in readable) for f in range(2)}
    said = cells[cells["code"] == "a"].set_index("family")["said"].to_dict()
    assert said == {f"family-{f}": told[f] for f in range(2)}
    found = quotes(db, viewer, Scope(), "a")
    assert found is not None
    assert {quote.document: quote.may_leave for quote in found.quotes} == {
        f"document-{n}": world.document(n, "quote") for n in readable}
    ends = matrix.lines(cells).set_index("code")["families_said"].to_dict()
    assert ends.get("a", 0) == sum(n > 0 for n in told.values())
