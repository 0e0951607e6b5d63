"""Out of reach, withdrawn, erased: each is said by its own word, wherever something of that state is pointed at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pilot import access
from pilot.access import three_states
from pilot.access.three_states import ERASED, OUT_OF_REACH, WITHDRAWN
from pilot.errors import NotFound, OutOfReach
from pilot.families import consent
from pilot.paging import ALL
from pilot.safety import erasing
from pilot.safety.record_sets import Subject
from pilot.words import speaking
from stories.choose import exports, picking, rounds
from stories.exports import story_table
from stories.listing import by_family
from tests.stories.choose.world import chosen, two
from texts import hidden
from texts.documents import withdraw
from texts.names_out import opened

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot


def put(small: SmallPilot, db: Database, state: str, guid: str, person: str) -> None:
    """Bring a document into a state."""
    boss = small.operator(db)
    if state == OUT_OF_REACH:
        consent.withdraw(db, boss, small.persons[person], "analyse")
    elif state == WITHDRAWN:
        withdraw(db, boss, guid, "dubbel")
    else:
        erasing.at_once(small.home, small.pilot, db, boss, Subject("document", guid), "asked")


@pytest.mark.parametrize(("state", "said", "gezegd"), [
    (OUT_OF_REACH, "out of reach", "buiten bereik"), (WITHDRAWN, "withdrawn", "teruggetrokken"),
    (ERASED, "erased", "gewist")])
def test_a_document_says_which_it_is(small: SmallPilot, db: Database, state: str, said: str, gezegd: str) -> None:
    """In both languages, and by none of the other words; so does the page on which its names are decided about."""
    guid = small.interview(db)
    put(small, db, state, guid, "Berk moeder")
    with pytest.raises(NotFound) as found:
        access.require_document(db, small.viewers["evaluator"], guid)
    assert said in found.value.sentence("en")
    assert gezegd in found.value.sentence("nl")
    others = {OUT_OF_REACH, ERASED} - {said}  # a consent is "withdrawn", too
    assert not [other for other in others if other in found.value.sentence("en")]
    assert three_states.of_document(db, guid) == state
    with pytest.raises(NotFound, match=said):
        opened.waiting(db, small.operator(db), guid)


@pytest.mark.parametrize(("state", "said"), [(OUT_OF_REACH, "Een verhaal dat buiten bereik is"),
                                             (WITHDRAWN, "Een verhaal dat is teruggetrokken")])
def test_a_chosen_story_says_which_it_is(small: SmallPilot, db: Database, state: str, said: str) -> None:
    """In the round, in its file, and where it is opened, to a coach who reads it because it was chosen."""
    told, coach = two(small, db), small.viewers["coach2"]
    guid = chosen(small, db, told, told.es)
    put(small, db, state, told.es, "Es moeder")
    (one,) = [one for one in rounds.candidates(db, coach, rounds.one(db, coach, guid)) if one.chosen]
    assert (one.gone, one.title) == (state, "")
    with speaking("nl"):
        table = exports.round_table(db, coach, guid)
    assert said in str(table.frame)
    with pytest.raises(NotFound) as found:
        picking.read(db, coach, told.es)
    assert state in found.value.sentence("en")


def test_a_story_that_no_round_opens_tells_nothing_of_its_state(small: SmallPilot, db: Database) -> None:
    """A coach learns of a story that is not hers to read neither that it is there nor what became of it."""
    told, coach = two(small, db), small.viewers["coach2"]
    chosen(small, db, told, told.es)
    put(small, db, WITHDRAWN, told.berk, "")
    with pytest.raises(NotFound, match="no round of choosing opens it"):
        picking.read(db, coach, told.berk)


def test_stories_are_listed_of_one_family_and_counted_by_state(small: SmallPilot, db: Database) -> None:
    """One family alone when it is asked for; what is hidden of it is counted, and conversations are no stories."""
    told, viewer = two(small, db), small.viewers["evaluator"]
    assert {one.family for one in by_family(db, viewer, family_guid=small.families["Es"])} == {"Es"}
    assert len({one.family for one in by_family(db, viewer)}) > 1
    put(small, db, WITHDRAWN, small.interview(db, "Es"), "")
    assert hidden.counted(db, viewer, small.families["Es"], "story") == {OUT_OF_REACH: 0, WITHDRAWN: 0}
    put(small, db, WITHDRAWN, told.es, "")
    assert hidden.counted(db, viewer, small.families["Es"], "story") == {OUT_OF_REACH: 0, WITHDRAWN: 1}
    with pytest.raises(NotFound):
        by_family(db, small.viewers["coach"], family_guid=small.families["Es"])
    consent.withdraw(db, small.operator(db), small.persons["Es moeder"], "analyse")
    with pytest.raises(OutOfReach):
        story_table(db, viewer, ALL, small.families["Es"])
