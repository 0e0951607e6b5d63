"""What came of a coach's story, for who told it: and nothing of what she may not see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coding.double import leading
from coding.double.leading import Wanted
from coding.marks.actions import apply_ops
from coding.marks.codings import set_status
from pilot.errors import NotAllowed
from pilot.families import consent
from pilot.store.files import new_guid
from stories.back import asking, preparing
from stories.back.asking import Says
from stories.learning import meetings
from stories.learning.meetings import Plan
from tests import released
from tests.release_example import content
from tests.stories.choose.world import chosen, tell, two
from tests.themes import coded
from texts import documents
from themes.came_of import Chosen, Met, came_of
from themes.release import deciding, drafting
from themes.release.choice import Choice
from themes.release.choice import Chosen as Theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database

    from tests.builder import SmallPilot
    from tests.stories.choose.world import Told
    from themes.came_of import CameOf


@pytest.fixture
def told(small: SmallPilot, db: Database) -> Told:
    """A story of each coach, in a pilot with a codebook."""
    coded.adopt(small, db)
    return two(small, db)


def of(small: SmallPilot, db: Database, guid: str, name: str = "coach") -> CameOf:
    """What came of a story for a coach."""
    return came_of(db, small.viewers[name], [guid])[guid]


def mark(small: SmallPilot, db: Database, guid: str, name: str = "evaluator") -> None:
    """Somebody codes the first words and is done."""
    op = {"op": new_guid(), "kind": "add", "coding": new_guid(), "code": coded.CODE, "start": 0, "end": 6}
    apply_ops(db, small.viewers[name], guid, [op])
    set_status(db, small.viewers[name], guid, "done")


def test_read_and_coded(small: SmallPilot, db: Database, told: Told, clock_at: Callable[[str], None]) -> None:
    """Not read; read by an evaluator, not by a coach, in the pilot's month; coded by two, one without codes."""
    clock_at("2021-05-20T10:00:00Z")
    documents.transcript(db, small.viewers["coach"], told.berk)
    one = of(small, db, told.berk)
    assert (one.read, one.read_in, one.coders) == (False, "", 0)
    clock_at("2021-05-31T22:30:00Z")
    documents.transcript(db, small.viewers["evaluator"], told.berk)
    assert (of(small, db, told.berk).read_in, of(small, db, told.berk).coders) == ("2021-06", 0)
    mark(small, db, told.berk)
    set_status(db, small.viewers["evaluator2"], told.berk, "done")
    assert of(small, db, told.berk).coders == 2


def test_only_ones_own(small: SmallPilot, db: Database, told: Told) -> None:
    """Of another coach's story nothing, of a conversation nothing, of one that consent put out of reach nothing."""
    assert set(came_of(db, small.viewers["coach"], [*told, small.interview(db)])) == {told.berk}
    with pytest.raises(NotAllowed):
        came_of(db, small.viewers["evaluator"], [told.berk])
    consent.withdraw(db, small.operator(db), small.persons["Berk moeder"], "analyse")
    assert came_of(db, small.viewers["coach"], list(told)) == {}


def test_a_blind_round_tells_nothing(small: SmallPilot, db: Database, told: Told) -> None:
    """While coders are blind it says the same whatever they did; once it is shown it says by how many."""
    round_ = leading.begin(db, small.viewers["evaluator"], Wanted(
        "Ronde", 2, (small.accounts["evaluator"], small.accounts["evaluator2"]), 7))
    before = of(small, db, told.berk)
    mark(small, db, told.berk)
    mark(small, db, told.berk, "evaluator2")
    assert of(small, db, told.berk) == before
    assert before.coders is None
    mark(small, db, told.es)
    mark(small, db, told.es, "evaluator2")
    leading.reveal(db, small.viewers["evaluator"], round_)
    assert of(small, db, told.berk).coders == 2


def test_chosen_and_on_the_table(small: SmallPilot, db: Database, told: Told) -> None:
    """A round that chose it and a meeting that talked about it; the other coach's was put before the panel."""
    guid = chosen(small, db, told, told.berk)
    met = meetings.plan(db, small.viewers["coach2"], Plan("Voorjaar", "2022-03-24", stories=(told.berk,)))
    one = of(small, db, told.berk)
    assert one.rounds == (Chosen(guid, "Ronde", chosen=True),)
    assert one.meetings == (Met(met, "Voorjaar", "2022-03-24"),)
    other = of(small, db, told.es, "coach2")
    assert (other.rounds, other.meetings) == ((Chosen(guid, "Ronde", chosen=False),), ())


def test_what_the_family_answered(small: SmallPilot, db: Database, told: Told) -> None:
    """One passage yes, one no; what was taken back does not count; a correction waits until it was dealt with."""
    coach = small.viewers["coach"]
    back = preparing.begin(db, coach, small.families["Berk"])
    preparing.choose(db, coach, back, told.berk, [(0, 6), (7, 12)])
    asking.sit(db, coach, back, "2021-06-01", "together")
    first, second = (row[0] for row in db.conn.execute(
        "SELECT p.guid FROM giving_back_passage JOIN passage p USING (passage_id) ORDER BY p.start_char").fetchall())
    asking.answer(db, coach, back, first, Says(frozenset({"team"}), "role"))
    asking.answer(db, coach, back, second, Says(frozenset()))
    asking.correct(small.pilot, db, coach, back, second, "Het was anders.")
    one = of(small, db, told.berk)
    assert (one.asked, one.yes, one.corrections) == (2, 1, 1)


@pytest.mark.slow
def test_the_releases_it_counts_in(
    small: SmallPilot, db: Database, told: Told, clock_at: Callable[[str], None]
) -> None:
    """A signed one that counted it; not one of another year, nor one of before it was told, nor a draft."""
    before = tell(small, db, "Berk", "coach", "Eerst", "Jazeker.", day="2021-01-05")
    for guid in (told.berk, before, small.interview(db)):
        mark(small, db, guid)
    me, other, found = small.viewers["evaluator"], small.viewers["evaluator2"], {}
    for title, query in (("Alles", {}), ("Eerder", {"until_on": "2021-03-04"}), ("Gezin", {"voice": "family"}),
                         ("Concept", {})):
        guid = found[title] = drafting.begin(db, me, Choice("team", title, query, (Theme(coded.CODE),)))
        if title != "Concept":
            drafting.propose(db, me, guid, 1)
            deciding.sign(db, other, guid, deciding.proposal(db, other, guid).sha256)
    assert [(one.guid, one.quoted) for one in of(small, db, told.berk).releases] == [(found["Alles"], 0)]
    clock_at("2030-01-01T10:00:00Z")
    later = tell(small, db, "Berk", "coach", "Later", "Zij belde weer.", day="2021-03-06")
    assert of(small, db, later).releases == ()


@pytest.mark.slow
def test_a_quote_of_it(small: SmallPilot, db: Database, told: Told) -> None:
    """It may leave, and stands in a release that was signed; once the family says no it does neither."""
    mark(small, db, told.berk)
    quote = released.quoted(small, db, told.berk, 0, 6, coded.CODE)
    guid = released.signed(db, small.viewers["evaluator"], small.viewers["evaluator2"],
                           released.with_quote(content(), quote))
    one = of(small, db, told.berk)
    assert (one.quotes, [(each.guid, each.quoted) for each in one.releases]) == (1, [(guid, 1)])
    back = preparing.begin(db, small.viewers["coach"], small.families["Berk"])
    preparing.choose(db, small.viewers["coach"], back, told.berk, [(0, 6)])
    asking.sit(db, small.viewers["coach"], back, "2021-06-01", "together")
    asking.nothing(db, small.viewers["coach"], back)
    one = of(small, db, told.berk)
    assert (one.quotes, one.releases, one.asked, one.yes) == (0, (), 1, 0)
