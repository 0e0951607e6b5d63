"""The rules of consent one by one: what is in reach for which use, and how open pages notice a change."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from pilot.access import reach
from pilot.access.reach import Stand, Standing
from pilot.families import consent, people
from pilot.store.files import write
from tests.reach_world import Answer, Person, Thing, World, shifted
from tests.web.rights_table import add_recording
from texts.documents import NewTurn, add_version, documents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlite_utils import Database

    from tests.builder import SmallPilot

BEFORE, PAST, TODAY, LATER = shifted(-300), shifted(-10), shifted(0), shifted(10)
MOTHER, FATHER, CHILD, COACH, OTHER_MOTHER = range(5)
PEOPLE = [Person(0), Person(0), Person(0, "child", LATER), Person(None), Person(1)]
YES = Answer(MOTHER, "analyse", BEFORE)


def said(who: int, use: str = "analyse", **more: object) -> Answer:
    """An answer given long ago."""
    return Answer(who, use, BEFORE, **more)  # type: ignore[arg-type]


def by_mother() -> Thing:
    """An interview in which the mother and the coach are heard."""
    return Thing(0, "interview", (MOTHER, COACH))


STORY = Thing(0, "story", (COACH,))
BOTH = Thing(0, "interview", (MOTHER, FATHER))
# what, the answers, the document, and the uses it is in reach for
CASES = [
    ("consent for one use", [YES], by_mother(), "analyse"),
    ("consent for all", [said(MOTHER, use) for use in reach.USES], by_mother(),
     "record transcribe analyse quote share"),
    ("not ticked where another was", [said(MOTHER, "record")], by_mother(), "record"),
    ("refused", [said(MOTHER, "record"), said(MOTHER, refused=True)], by_mother(), "record"),
    ("refused, and given later", [said(MOTHER, refused=True), Answer(MOTHER, "analyse", PAST)], by_mother(), "analyse"),
    ("withdrawn", [said(MOTHER, withdrawn_on=PAST)], by_mother(), ""),
    ("withdrawn today", [said(MOTHER, withdrawn_on=TODAY)], by_mother(), ""),
    ("withdrawn, and given again", [said(MOTHER, withdrawn_on=PAST), Answer(MOTHER, "analyse", PAST)], by_mother(),
     "analyse"),
    ("the last day", [said(MOTHER, ends_on=TODAY)], by_mother(), "analyse"),
    ("ended yesterday", [said(MOTHER, ends_on=shifted(-1))], by_mother(), ""),
    ("a newer form has ended", [YES, Answer(MOTHER, "analyse", PAST, shifted(-1))], by_mother(), ""),
    ("a newer form goes on", [said(MOTHER, ends_on=PAST), Answer(MOTHER, "analyse", PAST)], by_mother(), "analyse"),
    ("a newer form from tomorrow does not count yet", [YES, Answer(MOTHER, "analyse", shifted(1), shifted(2))],
     by_mother(), "analyse"),
    ("given from tomorrow", [Answer(MOTHER, "analyse", shifted(1))], by_mother(), ""),
    ("nothing on record: read, never released", [], by_mother(), "record transcribe analyse"),
    ("nothing of her, something of him who is not heard", [said(FATHER)], by_mother(), "record transcribe analyse"),
    ("one of two heard has ended", [YES, said(FATHER, ends_on=PAST)], BOTH, ""),
    ("one of two heard was never asked", [YES, said(MOTHER, "quote")], BOTH, "analyse"),
    ("both heard consent", [YES, said(FATHER)], BOTH, "analyse"),
    ("who is not heard does not count", [YES, said(FATHER, withdrawn_on=PAST)], by_mother(), "analyse"),
    ("a parent for a child under 16", [said(CHILD, by_parent=True)], Thing(0, "interview", (CHILD,)), "analyse"),
    ("a story: one consents", [YES], STORY, "record transcribe analyse"),
    ("a story: one consents, one lets it end", [YES, said(FATHER, ends_on=PAST)], STORY, "record transcribe analyse"),
    ("a story: one consents, one withdrew", [YES, said(FATHER, withdrawn_on=PAST)], STORY, ""),
    ("a story: one consents, one refused", [YES, said(FATHER, refused=True)], STORY, ""),
    ("a story: the newer form of who consents has ended", [YES, Answer(MOTHER, "analyse", PAST, shifted(-1))], STORY,
     ""),
    ("a story: nobody consents", [said(MOTHER, "quote")], STORY, "quote"),
    ("a story: nobody on record", [said(OTHER_MOTHER, withdrawn_on=PAST)], STORY, "record transcribe analyse"),
    ("a story: withdrew and gave again",
     [said(FATHER, withdrawn_on=PAST), Answer(FATHER, "analyse", PAST)], STORY, "record transcribe analyse"),
    ("a coach interviewed about a family that withdrew", [said(MOTHER, withdrawn_on=PAST)],
     Thing(0, "interview", (COACH,)), ""),
    ("a coach who withdrew herself", [YES, said(COACH, withdrawn_on=PAST)], STORY, ""),
]


@pytest.fixture
def at_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program's today is that of the made-up world."""
    monkeypatch.setattr(reach, "today", lambda _db: TODAY)


@pytest.mark.usefixtures("at_day")
@pytest.mark.parametrize(("answers", "thing", "uses"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
@pytest.mark.slow
def test_in_reach(db: Database, answers: list[Answer], thing: Thing, uses: str) -> None:
    """Each rule, for every use, in the condition for lists and in the one for a single document."""
    world = World(2, PEOPLE, answers, [thing])
    db.conn.execute("BEGIN IMMEDIATE")
    world.fill(db)
    found = []
    for use in reach.USES:
        listed, one = reach.documents_where(db, use), reach.document_where(db, use)
        seen = [bool(db.conn.execute(f"SELECT {where} FROM document d", params).fetchone()[0])
                for where, params in (listed, one)]
        assert seen[0] == seen[1] == world.document(0, use)
        found += [use] if seen[0] else []
    db.conn.execute("ROLLBACK")
    assert found == uses.split()


@pytest.mark.usefixtures("at_day")
def test_a_parents_consent_ends_when_the_child_turns_16(db: Database) -> None:
    """It holds on the day before the birthday and not on the birthday; one of the child's own is given after that."""
    for turns_16, own, expected in ((shifted(1), False, True), (TODAY, False, False), (PAST, False, False),
                                    (BEFORE, True, True), (TODAY, True, False), (LATER, True, False),
                                    (None, False, True)):
        world = World(1, [Person(0, "child", turns_16)], [Answer(0, "analyse", BEFORE, by_parent=not own)],
                      [Thing(0, "interview", (0,))])
        db.conn.execute("BEGIN IMMEDIATE")
        world.fill(db)
        assert (reach.outside(db) == set()) is expected is world.document(0, "analyse")
        db.conn.execute("ROLLBACK")


def test_what_may_leave_is_read_first(small: SmallPilot, db: Database) -> None:
    """Words leave the team only when the document may be read, too."""
    guid = small.interview(db)
    number = db.conn.execute("SELECT document_id FROM document WHERE guid = ?", (guid,)).fetchone()[0]
    assert reach.may_leave(db, {number}) == set()
    consent.give(db, small.operator(db), small.persons["Berk moeder"], ["quote"], "2021-01-01")
    assert reach.may_leave(db, {number}) == {number}
    assert reach.may_leave(db, {number}, "share") == set()
    consent.withdraw(db, small.operator(db), small.persons["Berk moeder"], "analyse")
    assert reach.may_leave(db, {number}) == set()


def test_an_unknown_use_is_a_fault(db: Database) -> None:
    """A use that is misspelt must not put everything in reach."""
    with pytest.raises(ValueError, match="no use"):
        reach.outside(db, "analyze")


@pytest.mark.parametrize(("answers", "found"), [
    ([], Stand(Standing.NO_RECORD)),
    ([said(MOTHER, "record")], Stand(Standing.NOT_GIVEN)),
    ([YES], Stand(Standing.LIVE, BEFORE)),
    ([said(MOTHER, refused=True)], Stand(Standing.REFUSED, BEFORE)),
    ([said(MOTHER, withdrawn_on=PAST)], Stand(Standing.WITHDRAWN, PAST)),
    ([said(MOTHER, ends_on=PAST)], Stand(Standing.ENDED, PAST)),
    ([said(MOTHER, withdrawn_on=PAST), Answer(MOTHER, "analyse", PAST)], Stand(Standing.LIVE, PAST)),
    ([said(MOTHER, ends_on=LATER)], Stand(Standing.LIVE, BEFORE, LATER)),
    ([said(MOTHER, ends_on=LATER), Answer(MOTHER, "analyse", PAST, TODAY)], Stand(Standing.LIVE, PAST, TODAY)),
    ([YES, Answer(MOTHER, "analyse", PAST, shifted(-1))], Stand(Standing.ENDED, shifted(-1))),
    ([said(MOTHER, ends_on=PAST), Answer(MOTHER, "analyse", PAST)], Stand(Standing.LIVE, PAST)),
    ([Answer(MOTHER, "analyse", LATER)], Stand(Standing.NOT_GIVEN)),
])
@pytest.mark.usefixtures("at_day")
def test_standing(db: Database, answers: list[Answer], found: Stand) -> None:
    """How a person's consent stands, in a word and the date that goes with it."""
    db.conn.execute("BEGIN IMMEDIATE")
    World(2, PEOPLE, answers, []).fill(db)
    assert reach.standing(db, MOTHER + 1, "analyse") == found
    live = {(MOTHER + 1, "analyse")} if found.how is Standing.LIVE else set()
    assert reach.living(db, [MOTHER + 1], ["analyse"], TODAY) == live  # asked of many at once: the same answer
    db.conn.execute("ROLLBACK")


def test_who_speaks_in_a_later_version_is_heard(small: SmallPilot, db: Database) -> None:
    """A father found speaking in a corrected version is asked from then on, but does not become who tells."""
    boss, guid = small.operator(db), small.interview(db)
    father = people.add_person(
        db, boss, kind="parent", role="vader", pseudonym="Vader Berk", family_guid=small.families["Berk"])
    consent.give(db, boss, father, ["record"], "2021-01-01")
    assert len(documents(db, small.viewers["evaluator"])) == 1
    document = db.conn.execute("SELECT document_id FROM document WHERE guid = ?", (guid,)).fetchone()[0]
    with write(db):
        add_version(db, boss, document, [NewTurn("Ja.", "Vader", "family", people.person(db, father).person_id)],
                    kind="corrected", engine="test")
    assert db.conn.execute("SELECT tells FROM document_person JOIN person USING (person_id) WHERE guid = ?",
                           (father,)).fetchall() == [(0,)]
    assert documents(db, small.viewers["evaluator"]) == []
    consent.give(db, boss, father, ["analyse"], "2021-01-01")
    assert len(documents(db, small.viewers["evaluator"])) == 1


@pytest.fixture
def stamped(small: SmallPilot) -> Iterator[tuple[SmallPilot, Database]]:
    """The small pilot with an interview and a recording."""
    with closing(small.open()) as db:
        small.interview(db)
        add_recording(small, db, "family", "Berk moeder")
        yield small, db


@pytest.mark.parametrize("sql", [
    "UPDATE consent SET withdrawn_on = '2021-02-01' WHERE use = 'quote' OR use = 'analyse'",
    "UPDATE consent SET ends_on = '2022-02-01'",
    "DELETE FROM consent",
    "INSERT INTO consent(guid, person_id, use, given_on) SELECT 'x', person_id, 'share', '2021-01-01' FROM person"
    " WHERE family_id IS NOT NULL LIMIT 1",
    "UPDATE document SET withdrawn_at = '2021-02-01'",
    "UPDATE document SET withdrawn_at = NULL",
    "UPDATE recording SET withdrawn_at = '2021-02-01'",
    "INSERT INTO document_person(document_id, person_id) SELECT 1, max(person_id) FROM person",
    "DELETE FROM document_person",
    "UPDATE person SET turns_16_on = NULL",
    "UPDATE turn SET person_id = (SELECT max(person_id) FROM person)",
    "UPDATE coaching SET until_on = '2021-02-01'",
    "DELETE FROM coaching",
])
def test_the_stamp_changes_with(stamped: tuple[SmallPilot, Database], sql: str) -> None:
    """Whoever changes what may put something out of reach, even by plain SQL, changes the stamp."""
    _small, db = stamped
    before = reach.stamp(db)
    assert reach.stamp(db) == before
    assert db.conn.execute(sql).rowcount > 0
    assert reach.stamp(db) != before


def test_the_stamp_changes_with_the_day(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """A consent that ends is noticed at midnight."""
    seen = set()
    for day in ("2021-01-01", "2021-01-02"):
        monkeypatch.setattr(reach, "today", lambda _db, day=day: day)
        seen.add(reach.stamp(db))
    assert len(seen) == 2


def test_adding_material_disturbs_no_open_page(small: SmallPilot, db: Database) -> None:
    """A new document, told by who consents, leaves the stamp as it was."""
    before = reach.stamp(db)
    small.interview(db)
    small.interview(db, voice="coach", title="Nog een")
    assert reach.stamp(db) == before
