"""Choosing together and learning meetings on pages: made, picked in, shown, chosen; planned, written, agreed on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pilot.clock import today
from pilot.families import consent
from stories.choose import picking, rounds
from stories.learning import agreements, meetings
from stories.learning.meetings import Plan, Written
from tests.stories.choose.world import begun, chosen, two

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database
    from streamlit.testing.v1 import AppTest

    from tests.builder import SmallPilot

    Open = Callable[..., AppTest]


def html(page: AppTest) -> str:
    """All HTML of a page."""
    return " ".join(str(one.proto.body) for one in page.get("html"))


def named(widgets: Any, label: str) -> Any:
    """The widget with that label."""
    return next(one for one in widgets if one.label == label)


@pytest.mark.slow
def test_a_round_from_its_stories_to_the_choice(small: SmallPilot, db: Database, open_page: Open) -> None:
    """An evaluator puts stories before a coach, who picks; it is shown, and chosen with who saw it otherwise."""
    told = two(small, db)
    page = open_page("choose", "evaluator")
    assert not page.exception
    named(page.multiselect, "Who picks").set_value([small.accounts["coach"]])
    named(page.text_input, "Name of the round").set_value("Voorjaar")
    named(page.button, "Put the stories before the panel").click().run()
    (made,) = rounds.rounds(db, small.viewers["coach"])
    mine = open_page("choose", "coach", round=made.guid)
    named(mine.button, "Keep my pick").click().run()
    assert [one.value for one in mine.error] == ["Write why you pick this story."]
    named(mine.radio, "Which story says most?").set_value(told.es)
    named(mine.text_area, "Why this one?").set_value("Het geld kwam op tijd.")
    named(mine.button, "Keep my pick").click().run()
    assert not mine.error
    page = open_page("choose", "evaluator", round=made.guid)
    assert "Het geld kwam op tijd." not in html(page)
    named(page.button, "Show what each picked").click().run()
    assert "Het geld kwam op tijd." not in html(page)
    page.button(key="yes").click().run()
    assert "Het geld kwam op tijd." in html(page)
    named(page.multiselect, "What the panel chose together").set_value([told.es])
    named(page.text_area, "Why").set_value("Het kan overal.")
    named(page.text_area, "Who saw it otherwise, and why").set_value("Een coach koos liever de telefoon.")
    named(page.text_input, "Who was there, by role").set_value("een coach")
    named(page.button, "Record the choice").click().run()
    assert not page.exception
    found = rounds.one(db, small.viewers["coach2"], made.guid)
    assert (found.reasons, found.disagreement) == ("Het kan overal.", "Een coach koos liever de telefoon.")
    other = open_page("learn", "coach2")
    assert "De fiets" in html(other)
    assert f"/choose?story={told.es}" in html(other)


def test_a_story_is_read_and_verified(small: SmallPilot, db: Database, open_page: Open) -> None:
    """A coach reads what another told once it was chosen, and says how she verified it; what differs must be said."""
    told = two(small, db)
    chosen(small, db, told, told.es)
    page = open_page("choose", "coach", story=told.es)
    assert "fietste zij naar haar stage" in html(page)
    named(page.radio, "What came of it").set_value("differs")
    named(page.button, "Keep this").click().run()
    assert [one.value for one in page.error] == ["Write what differs."]
    named(page.text_area, "What differs").set_value("Het was een dag later.")
    named(page.button, "Keep this").click().run()
    assert "Het was een dag later." in html(page)
    assert [one.value for one in open_page("choose", "coach2", story=told.berk).error] == [
        "This story is not there, or no round of choosing opens it for you."]


def test_what_is_gone_says_so_everywhere(small: SmallPilot, db: Database, open_page: Open) -> None:
    """After consent was withdrawn neither title nor text stands on the round, on what we learn, or at a meeting."""
    told = two(small, db)
    guid = chosen(small, db, told, told.es)
    meeting = meetings.plan(db, small.viewers["coach"], Plan("Voorjaar", "2022-03-24", "", (told.es,)))
    consent.withdraw(db, small.operator(db), small.persons["Es moeder"], "analyse", today(db))
    for path, query in (("choose", {"round": guid}), ("learn", {}), ("meeting", {"meeting": meeting})):
        page = open_page(path, "coach2", **query)
        assert not page.exception
        assert "De fiets" not in html(page)
    assert "A story that is out of reach" in html(open_page("choose", "coach2", round=guid))


@pytest.mark.slow
def test_a_meeting_opens_with_what_was_agreed(small: SmallPilot, db: Database, open_page: Open) -> None:
    """Planned, written, agreed on and closed on the page; the next one asks whether it was done, and Today reminds."""
    page = open_page("meeting", "coach")
    named(page.text_input, "Title").set_value("Voorjaar")
    named(page.button, "Plan this meeting").click().run()
    (first,) = meetings.meetings(db, small.viewers["coach"])
    page = open_page("meeting", "coach", meeting=first.guid)
    named(page.text_input, "Who is there, by role").set_value("twee coaches")
    named(page.text_area, "What we learn from what is on the table").set_value("Op tijd helpt.")
    named(page.button, "Save what we learn").click().run()
    named(page.button, "Agree on this").click().run()
    assert [one.value for one in page.error] == ["Write what you change."]
    agreements.agree(db, small.viewers["coach"], first.guid, "Zelf beslissen.", small.accounts["coach"], today(db))
    page = open_page("meeting", "coach", meeting=first.guid)
    named(page.button, "Close the meeting").click().run()
    assert meetings.one(db, small.viewers["coach"], first.guid).closed_at
    assert "Zelf beslissen." in html(open_page("today", "coach"))
    later = meetings.plan(db, small.viewers["coach2"], Plan("Later", today(db)))
    page = open_page("meeting", "coach2", meeting=later)
    named(page.button, "Keep this").click().run()
    (only,) = agreements.agreements(db, small.viewers["coach"])
    assert only.outcome == "done"
    assert "Zelf beslissen." not in html(open_page("today", "coach"))


def test_two_minutes_stand_beside_each_other(small: SmallPilot, db: Database, open_page: Open) -> None:
    """Who saves second is told by whom, reads both, and saves what she made of them."""
    guid = meetings.plan(db, small.viewers["coach"], Plan("Voorjaar", "2022-03-24"))
    page = open_page("meeting", "coach", meeting=guid)
    named(page.text_area, "What we learn from what is on the table").set_value("Van mij.")
    meetings.save(db, small.viewers["evaluator"], guid, Written("een evaluator", "Van haar.", 1))
    named(page.button, "Save what we learn").click().run()
    assert "wrote in this meeting meanwhile" in page.error[0].value
    page.run()
    assert named(page.text_area, "What we learn from what is on the table").value == "Van mij."
    assert any("Van haar." in one.value for one in page.text)
    named(page.text_area, "What we learn from what is on the table").set_value("Van haar. Van mij.")
    named(page.button, "Save what we learn").click().run()
    assert meetings.one(db, small.viewers["coach"], guid).learnt == "Van haar. Van mij."


def test_steering_finds_nothing_of_it(small: SmallPilot, db: Database, open_page: Open) -> None:
    """Neither page opens, and what we learn shows no story, to a steering group and an administrator."""
    told = two(small, db)
    chosen(small, db, told, told.es)
    for name in ("steering", "admin"):
        for path in ("choose", "meeting"):
            assert open_page(path, name).error
        assert "De fiets" not in html(open_page("learn", name))


def test_one_who_is_not_on_the_panel_picks_nothing(small: SmallPilot, db: Database, open_page: Open) -> None:
    """A coach beside the panel does not find the round; an evaluator sees how far each is, and no pick."""
    told = two(small, db)
    guid = begun(small, db, told, "coach")
    assert [one.value for one in open_page("choose", "coach2", round=guid).error] == ["This round is not there."]
    picking.pick(db, small.viewers["coach"], guid, told.es, "Dit zegt het meest.")
    page = open_page("choose", "evaluator2", round=guid)
    assert "has picked" in html(page)
    assert "Dit zegt het meest." not in html(page)
    assert not page.radio
