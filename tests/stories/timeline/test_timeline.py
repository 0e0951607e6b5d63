"""The timeline of a family: everything on it in order, and no more than the viewer may see."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot import access, words
from pilot.errors import NotAllowed, NotFound
from pilot.families import people
from pilot.store.files import new_guid, write
from stories.meaning.values import Value
from stories.stories import NewStory, add_story
from stories.timeline import drawing, scale
from stories.timeline.item import Item
from stories.timeline.listing import listing
from stories.timeline.timeline import Timeline, drawn, in_order, timeline

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot

DAYS = st.dates(date(2019, 1, 1), date(2023, 1, 1)).map(date.isoformat)


def tell(small: SmallPilot, db: Database, coach: str = "coach", **more: object) -> str:
    """A story of family Berk."""
    fields: dict[str, Any] = {
        "title": "De wekker", "paragraphs": ("Hij stond op.",), "told_on": "2021-02-10", "course": "relapse",
        "event_from": "2021-01-05", "event_until": "2021-02-01", "domains": ("work",), "deidentified": True} | more
    with write(db):
        return add_story(db, small.operator(db), NewStory(small.families["Berk"], small.persons[coach], **fields))


@pytest.fixture
def full(small: SmallPilot, db: Database) -> dict[str, str]:
    """Family Berk with a handover, a milestone, stories of both coaches and conversations of two voices."""
    boss = small.operator(db)
    with write(db):
        family_id = access.require_family(db, boss, small.families["Berk"])
        db.conn.execute(
            "INSERT INTO milestone(guid, family_id, on_date, label) VALUES (?, ?, '2020-09-01', 'rijbewijs')",
            (new_guid(), family_id))
    people.start_coaching(db, boss, small.persons["coach2"], small.families["Berk"], "2021-06-01")
    return {
        "own": tell(small, db), "other": tell(small, db, "coach2", title="Van de ander", told_on="2021-07-01"),
        "mother": small.interview(db, title="Over de coach"),
        "coach": small.interview(db, voice="coach", title="Terug"),
    }


def test_what_the_teller_means_stands_by_a_story_to_open(small: SmallPilot, db: Database) -> None:
    """Question and answer in words, closed, for who may open the story; another coach sees neither."""
    tell(small, db, form=1, meaning={"say": Value(place=70)})
    people.start_coaching(db, small.operator(db), small.persons["coach2"], small.families["Berk"], "2021-06-01")
    said = {name: [one.meant for one in timeline(db, small.viewers[name], small.families["Berk"]).items
                   if one.kind == "story"] for name in ("coach", "coach2", "evaluator")}
    answer = (("Who had the say?", "more the family decided (70 of 100)"),)
    assert said == {"coach": [answer], "coach2": [()], "evaluator": [answer]}
    shown = listing(timeline(db, small.viewers["coach"], small.families["Berk"]).items)
    assert "<dt>Who had the say?</dt><dd>more the family decided (70 of 100)</dd>" in shown
    assert "<dt>" not in listing(timeline(db, small.viewers["coach2"], small.families["Berk"]).items)


def by_document(line: Timeline, guid: str) -> Item:
    """The item of a document."""
    return next(item for item in line.items if item.document == guid)


def test_an_evaluator_sees_the_whole_line(small: SmallPilot, db: Database, full: dict[str, str]) -> None:
    """Support, coaches, milestones, stories at the time of the event and conversations when they took place."""
    line = timeline(db, small.viewers["evaluator"], small.families["Berk"])
    assert (line.pseudonym, line.site, line.first, line.last) == ("Berk", "Emmen", "2020-01-15", "2021-07-01")
    assert [(item.kind, item.on) for item in line.items][:3] == [
        ("support_start", "2020-01-15"), ("coach_start", "2020-01-15"), ("milestone", "2020-09-01")]
    story = by_document(line, full["own"])
    assert (story.on, story.until, story.told_on, story.course, story.domains) == (
        "2021-01-05", "2021-02-01", "2021-02-10", "relapse", ("work",))
    talk = by_document(line, full["mother"])
    assert (talk.on, talk.voice, talk.title) == ("2021-03-04", "family", "Over de coach")


def test_a_coach_sees_that_a_conversation_took_place_and_no_more(
    small: SmallPilot, db: Database, full: dict[str, str]
) -> None:
    """Of what the family or another coach told, a coach gets date and voice; what she told herself she may open."""
    line = timeline(db, small.viewers["coach"], small.families["Berk"])
    assert {item.document for item in line.items if item.document} == {full["own"], full["coach"]}
    closed = [item for item in line.items if item.told_on and not item.document]
    assert {(item.kind, item.voice, item.on) for item in closed} == {
        ("interview", "family", "2021-03-04"), ("story", "coach", "2021-07-01")}
    assert all((item.title, item.course, item.domains, item.since, item.until) == ("", "", (), None, None)
               for item in closed)
    shown = listing(line.items) + drawing.drawing(line)
    assert "Over de coach" not in shown
    assert "Van de ander" not in shown
    assert full["mother"] not in shown


def test_a_raw_story_is_named_but_not_opened(small: SmallPilot, db: Database) -> None:
    """An evaluator who may not read raw versions gets no link to one."""
    guid = tell(small, db, deidentified=False)
    line = timeline(db, small.viewers["evaluator"], small.families["Berk"])
    story = next(item for item in line.items if item.kind == "story")
    assert (story.title, story.document) == ("De wekker", "")
    assert guid not in listing(line.items)
    assert by_document(timeline(db, small.viewers["coach"], small.families["Berk"]), guid).title == "De wekker"


def test_a_line_is_for_who_may_see_it(small: SmallPilot, db: Database) -> None:
    """Not for another coach, a steering member or an administrator."""
    with pytest.raises(NotFound):
        timeline(db, small.viewers["coach2"], small.families["Berk"])
    for role in ("steering", "admin"):
        with pytest.raises(NotAllowed):
            timeline(db, small.viewers[role], small.families["Berk"])


def test_what_is_shown_is_text(small: SmallPilot, db: Database) -> None:
    """A title cannot become html, and every item is in the list in words."""
    tell(small, db, title="<script>alert(1)</script>")
    with words.speaking("en"):
        shown = listing(timeline(db, small.viewers["evaluator"], small.families["Berk"]).items)
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown
    assert "story · Relapse · work · told on 10 February 2021" in shown
    assert shown.count("<li ") == 4  # support, coach, the story and the relapse it tells of


def test_one_slip_in_a_year_does_not_stretch_the_line(small: SmallPilot, db: Database, full: dict[str, str]) -> None:
    """A story of 1921 is drawn at the edge with its date, and doubted in the list; the line stays that of the pilot."""
    before = timeline(db, small.viewers["evaluator"], small.families["Berk"])
    slip = tell(small, db, title="De oude wekker", event_from="1921-01-05", event_until=None)
    line = timeline(db, small.viewers["evaluator"], small.families["Berk"])
    assert (line.first, line.last) == (before.first, before.last)
    assert [item.document for item in line.items if item.doubtful] == [slip]
    drawn_ = drawing.drawing(line)
    assert "◂ 5 Jan 1921" in drawn_
    assert drawn_.count("rd-year") == drawing.drawing(before).count("rd-year")
    assert listing(line.items).count("is the date right?") == 1


ANY_DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(date.isoformat)
ITEMS = st.builds(Item, st.sampled_from(["story", "coach_end", "support_start"]), ANY_DAYS, told_on=ANY_DAYS)


@given(st.lists(ITEMS, max_size=8), st.none() | DAYS)
def test_a_line_is_as_long_as_its_pilot(items: list[Item], started_on: str | None) -> None:
    """Whatever dates there are, it begins at most six years before the pilot (eleven when its start is not known),
    ends within a year, and everything off the line is doubtful."""
    marked, first, last = drawn(in_order(items), started_on, "2023-06-01")
    earliest = (date.fromisoformat(started_on or "2018-06-01") - timedelta(days=6 * 366)).isoformat()
    assert earliest <= first <= last <= "2024-06-01" or first == last == "2023-06-01"
    for item in marked:
        assert item.doubtful or all(first <= day <= last for day in item.dates)


@given(st.lists(st.builds(Item, st.sampled_from(["story", "coach_end", "support_start"]), DAYS), max_size=8), DAYS)
def test_order_and_places(items: list[Item], day: str) -> None:
    """The line is in order of time, nothing is left out, and every place lies between its ends."""
    line = in_order(items)
    assert sorted(item.on for item in items) == [item.on for item in line]
    line, first, last = drawn(line, None, "2021-06-01")
    drawn_on = scale.scale(first, last, 7)
    assert all(0 <= drawn_on.at(item.on) <= 1 for item in line)
    later = (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    assert drawn_on.at(day) <= drawn_on.at(later)
