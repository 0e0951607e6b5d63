"""The rubrics of life domains: what comes with the program, and what a pilot makes of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlcipher3 import dbapi2 as sqlite3

from pilot.errors import BadInput, Conflict, NotFound
from pilot.store.files import write
from pilot.vocabulary.domains import DOMAINS
from stories.entry.templates import Said
from stories.outcomes import rubrics
from stories.outcomes.rubrics import LEVELS, Ladder, Rubric
from stories.outcomes.scores import Entry, enter

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot


def reworded(was: Rubric, domain: str = "debts", **levels: Said) -> Rubric:
    """A rubric in which a life domain has these levels, by their place: one0 is the worst."""
    now = list(was.ladders[domain].levels)
    for name, said in levels.items():
        now[int(name[-1])] = said
    return replace(was, ladders={**was.ladders, domain: Ladder(was.ladders[domain].about, tuple(now))})


def test_what_comes_with_the_program() -> None:
    """Nine life domains with five levels each, in two languages, of which no two say the same."""
    start = rubrics.starting()
    assert tuple(start.ladders) == DOMAINS
    for one in start.ladders.values():
        assert one.about.nl
        assert one.about.en
        for language in ("nl", "en"):
            said = [level.to(language) for level in one.levels]
            assert len(set(said)) == len(LEVELS)
            assert all(0 < len(words) <= rubrics.LONGEST for words in said)
    assert start.ladders["debts"].level(10.0) == start.ladders["debts"].levels[0]
    assert start.ladders["debts"].level(4.0) == Said()


def test_each_change_is_a_version(small: SmallPilot, db: Database) -> None:
    """A pilot words a level otherwise; scores keep the version they were given with, and what changed is said."""
    evaluator, first = small.viewers["evaluator"], rubrics.newest(db)
    with write(db):
        enter(db, evaluator, Entry(small.families["Berk"], "T0", "debts", 5, "2021-03-01", rubric=first.number))
    number = rubrics.publish(db, evaluator, reworded(first, one1=Said("  Veel   schulden. ", "")))
    assert number == 2
    assert rubrics.newest(db).ladders["debts"].levels[1] == Said("Veel schulden.", "")
    assert rubrics.of_version(db, 1) == first
    new, old = rubrics.versions(db, evaluator)
    assert (new.number, new.scores, new.changed) == (2, 0, ("debts",))
    assert (old.number, old.scores, old.changed, old.by) == (1, 1, (), "")
    with pytest.raises(sqlite3.IntegrityError), write(db):
        db.conn.execute("UPDATE rubric_version SET body = '{}'")
    with pytest.raises(NotFound):
        rubrics.of_version(db, 9)


@pytest.mark.parametrize("said", [Said(), Said("x" * 301, ""), rubrics.starting().ladders["debts"].levels[0]])
def test_what_no_scorer_could_choose_is_refused(small: SmallPilot, db: Database, said: Said) -> None:
    """A level without words, a long one and one that says what another says; nothing is kept."""
    with pytest.raises(BadInput):
        rubrics.publish(db, small.viewers["evaluator"], reworded(rubrics.newest(db), one2=said))
    assert rubrics.newest(db).number == 1


def test_nothing_new_and_two_at_once(small: SmallPilot, db: Database) -> None:
    """The same again is no version, and who began from an older one is told."""
    evaluator, first = small.viewers["evaluator"], rubrics.newest(db)
    with pytest.raises(BadInput, match="Nothing"):
        rubrics.publish(db, evaluator, first)
    rubrics.publish(db, evaluator, reworded(first, one0=Said("Een", "One")))
    with pytest.raises(Conflict):
        rubrics.publish(db, evaluator, reworded(first, one0=Said("Twee", "Two")))
