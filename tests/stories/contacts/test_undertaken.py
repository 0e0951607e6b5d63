"""What was undertaken: its states and dates hold together, and it is counted with its families."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot.errors import BadInput, NotFound
from pilot.families import consent
from pilot.paging import Wanted
from pilot.store.files import new_guid, write
from stories.contacts import kinds, listing, noting, undertaken
from stories.contacts.noting import Noted
from stories.contacts.undertaken import Undertaken
from stories.stories import NewStory, add_story

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot


def right(small: SmallPilot, **more: object) -> Undertaken:
    """A right that was granted."""
    return replace(Undertaken(small.families["Berk"], "right", "parent", "granted", "2021-01-04", "2021-02-01",
                              "zorgtoeslag", 10_700), **more)  # type: ignore[arg-type]


def test_noted_changed_and_taken_away(small: SmallPilot, db: Database) -> None:
    """A right that was asked for is granted later; once taken away it is gone."""
    coach = small.viewers["coach"]
    guid = undertaken.keep(small.pilot, db, coach, right(small, state="asked", ended_on=None, cents_a_month=None))
    undertaken.keep(small.pilot, db, coach, right(small), guid)
    one = undertaken.one(db, coach, guid)
    assert (one.state, one.ended_on, one.cents_a_month) == ("granted", "2021-02-01", 10_700)
    undertaken.take_away(db, coach, guid)
    assert not undertaken.listed(db, coach)
    with pytest.raises(NotFound):
        undertaken.keep(small.pilot, db, coach, right(small), guid)


@pytest.mark.parametrize("odd", [
    {"state": "finished"}, {"kind": "language"}, {"state": "asked"}, {"ended_on": None}, {"ended_on": "2021-01-03"},
    {"ended_on": "2090-01-01"}, {"cents_a_month": 0}, {"who": "king"}, {"kind": "party"},
    {"kind": "language", "state": "finished"}])
def test_what_cannot_be(small: SmallPilot, db: Database, odd: dict[str, object]) -> None:
    """A state of another kind, an end before the beginning, an amount of what is no right: refused, nothing kept."""
    with pytest.raises(BadInput):
        undertaken.keep(small.pilot, db, small.viewers["coach"], right(small, **odd))
    assert not undertaken.listed(db, small.viewers["coach"])


def test_counts_leave_out_who_withdrew(small: SmallPilot, db: Database) -> None:
    """Families of all that count; one whose consent to analysing was withdrawn is in neither number."""
    undertaken.keep(small.pilot, db, small.viewers["coach"], right(small))
    undertaken.keep(small.pilot, db, small.viewers["coach2"], right(small, family=small.families["Es"]))
    families, (count,) = undertaken.counts(db, small.viewers["evaluator"])
    assert (families, count.families, count.by_state["granted"]) == (2, 2, 2)
    consent.withdraw(db, small.operator(db), small.persons["Berk moeder"], "analyse")
    families, (count,) = undertaken.counts(db, small.viewers["evaluator"])
    assert (families, count.families, count.by_state["granted"]) == (1, 1, 1)


def test_words_go_with_consent(small: SmallPilot, db: Database) -> None:
    """That something was undertaken stays; its words are neither shown nor found, and come back as they were."""
    coach, mother = small.viewers["coach"], small.persons["Berk moeder"]
    guid = undertaken.keep(small.pilot, db, coach, right(small))
    assert undertaken.listed(db, coach, Wanted("zorgtoeslag")).total == 1
    consent.withdraw(db, small.operator(db), mother, "analyse", "2021-05-01")
    assert [(one.kind, one.what) for one in undertaken.listed(db, coach)] == [("right", "")]
    assert undertaken.one(db, coach, guid).what == ""
    assert undertaken.listed(db, coach, Wanted("zorgtoeslag")).total == 0
    undertaken.keep(small.pilot, db, coach, right(small, what="", cents_a_month=9_900), guid)  # as the page sends it
    consent.give(db, small.operator(db), mother, ["analyse"], "2021-06-01")
    one = undertaken.one(db, coach, guid)
    assert (one.what, one.cents_a_month) == ("zorgtoeslag", 9_900)


_ROWS = st.lists(st.sampled_from(list(kinds.UNDERTAKINGS)).flatmap(
    lambda kind: st.tuples(st.just(kind), st.sampled_from(kinds.states_of(kind)), st.integers(1, 4))))


@given(_ROWS)
@pytest.mark.slow
def test_everything_is_counted_once(rows: list[tuple[str, str, int]]) -> None:
    """The states of all kinds add up to the rows, and no kind has more families than rows."""
    found = undertaken.tally(rows)
    assert sum(sum(one.by_state.values()) for one in found) == len(rows)
    assert all(1 <= one.families <= sum(one.by_state.values()) for one in found)


def test_a_story_that_is_out_of_reach_stays(small: SmallPilot, db: Database) -> None:
    """Who mends a contact or an undertaking whose story she cannot know of leaves the story with it."""
    coach, boss, mother = small.viewers["coach"], small.operator(db), small.persons["Berk moeder"]
    with write(db):
        story = add_story(db, coach, NewStory(small.families["Berk"], small.persons["coach"], "De toeslag",
                                              ("Die kwam.",), "2021-03-05", "success"))
    contact = Noted(small.families["Berk"], "2021-03-04", "visit", 60, story=story)
    met = noting.note(small.pilot, db, coach, contact, new_guid())
    guid = undertaken.keep(small.pilot, db, coach, right(small, story=story))
    consent.give(db, boss, mother, ["analyse"], "2020-02-01")
    consent.withdraw(db, boss, mother, "analyse", "2021-05-01")
    assert (listing.contact(db, coach, met).story, undertaken.one(db, coach, guid).story) == ("", "")
    noting.mend(small.pilot, db, coach, met, replace(contact, minutes=45, story=""))
    undertaken.keep(small.pilot, db, coach, right(small, cents_a_month=9_900), guid)
    consent.give(db, boss, mother, ["analyse"], "2021-06-01")
    assert (listing.contact(db, coach, met).story, undertaken.one(db, coach, guid).story) == (story, story)
