"""Learning meetings: nobody overwrites another, what is agreed comes back at the next one."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from pilot.clock import today
from pilot.errors import AskFirst, BadInput, Conflict, NotFound
from pilot.families import consent
from pilot.files.export import Asked
from pilot.store.files import write
from stories.learning import agreements, meetings
from stories.learning.exports import MINUTES
from stories.learning.meetings import Plan, Written
from tests.stories.choose.world import chosen, two

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot


def held(small: SmallPilot, db: Database, title: str = "Voorjaar", on: str = "2022-03-24", **plan: object) -> str:
    """A meeting that was planned."""
    return meetings.plan(db, small.viewers["coach"], Plan(title, on, **plan))  # type: ignore[arg-type]


def test_two_write_at_once_and_nothing_is_lost(small: SmallPilot, db: Database) -> None:
    """Who saves second is told, and what the first wrote stands; once she has seen it she saves."""
    guid = held(small, db)
    assert meetings.save(db, small.viewers["coach"], guid, Written("coaches", "Samen.", 1)) == 2
    with pytest.raises(Conflict, match=small.viewers["coach"].label):
        meetings.save(db, small.viewers["evaluator"], guid, Written("coaches", "Alleen.", 1))
    assert meetings.one(db, small.viewers["coach2"], guid).learnt == "Samen."
    meetings.save(db, small.viewers["evaluator"], guid, Written("coaches", "Samen. Alleen.", 2))
    assert meetings.one(db, small.viewers["coach2"], guid).learnt == "Samen. Alleen."


def test_what_was_agreed_comes_back_until_it_is_done(small: SmallPilot, db: Database) -> None:
    """Open ones stand at the next meeting, partly done ones at the one after, done ones no more; due ones on Today."""
    coach, first = small.viewers["coach"], held(small, db)
    done = agreements.agree(db, coach, first, "Zelf beslissen.", small.accounts["coach"], "2022-06-01")
    half = agreements.agree(db, coach, first, "Vervoer vragen.", "team Emmen", "2022-05-01")
    assert [one.guid for one in agreements.mine(db, coach)] == [half, done]
    assert [one.guid for one in agreements.mine(db, small.viewers["coach2"])] == [half]
    second, third = held(small, db, "Najaar", "2022-09-22"), held(small, db, "Winter", "2023-01-10")
    found = meetings.one(db, coach, second)
    assert [one.guid for one in agreements.of_before(db, coach, found)] == [half, done]
    with pytest.raises(BadInput, match="why"):
        agreements.answer(db, coach, half, "not", meeting=second)
    agreements.answer(db, coach, done, "done", meeting=second)
    agreements.answer(db, coach, half, "partly", "Nog niet overal.", meeting=second)
    assert [one.outcome for one in agreements.of_before(db, coach, found)] == ["partly", "done"]
    assert [one.guid for one in agreements.of_before(db, coach, meetings.one(db, coach, third))] == [half]
    agreements.answer(db, coach, half, "let go", "Het hoeft niet meer.")
    assert agreements.mine(db, coach) == []


def test_an_agreement_says_who_and_when(small: SmallPilot, db: Database) -> None:
    """Without anybody, without words or day, before the meeting or at a closed one it is refused."""
    coach, guid = small.viewers["coach"], held(small, db)
    for what, who, by, said in (("Iets.", " ", "2022-06-01", "who does it"), ("", "coach", "2022-06-01", "what you"),
                                ("Iets.", "coach", "", "not a date"), ("Iets.", "coach", "2022-03-01", "before the")):
        with pytest.raises(BadInput, match=said):
            agreements.agree(db, coach, guid, what, who, by)
    with pytest.raises(AskFirst):
        agreements.agree(db, coach, guid, "Iets.", "coach", "2090-01-01")
    one = agreements.agree(db, coach, guid, "Iets.", "team", "2022-06-01")
    agreements.remove(db, coach, one)
    likely = "05547846-3eb4-4488-bafc-b0dc9e8e6705"  # begins as a citizen's number does
    with pytest.raises(AskFirst):
        agreements.agree(db, coach, guid, "Iets.", likely, "2022-06-01")
    with write(db):
        db.conn.execute("UPDATE user SET guid = ? WHERE guid = ?", (likely, small.accounts["coach2"]))
    agreements.remove(db, coach, agreements.agree(db, coach, guid, "Iets.", likely, "2022-06-01"))
    with pytest.raises(NotFound):
        agreements.answer(db, coach, one, "done")
    meetings.save(db, coach, guid, Written("coaches", "Dit.", 1))
    meetings.close(db, coach, guid)
    with pytest.raises(Conflict):
        agreements.agree(db, coach, guid, "Iets.", "team", "2022-06-01")
    with pytest.raises(Conflict):
        meetings.save(db, coach, guid, Written("coaches", "Anders.", 2))


def test_a_meeting_to_come_is_planned_and_not_closed(small: SmallPilot, db: Database) -> None:
    """It can be filled before its day; closing waits, and a day far ahead is asked about."""
    coach = small.viewers["coach"]
    soon = f"{int(today(db)[:4]) + 1}-01-01"
    guid = held(small, db, "Straks", soon)
    meetings.save(db, coach, guid, Written("coaches", "Alvast.", 1))
    with pytest.raises(Conflict, match="still to come"):
        meetings.close(db, coach, guid)
    with pytest.raises(AskFirst):
        held(small, db, "Ooit", "2095-01-01")


def test_only_chosen_stories_come_on_the_table_and_go_with_consent(small: SmallPilot, db: Database) -> None:
    """One that was not chosen is refused; a chosen one that goes is told as a number, and comes back by itself."""
    told, coach = two(small, db), small.viewers["coach"]
    chosen(small, db, told, told.es)
    with pytest.raises(BadInput, match="Only chosen"):
        held(small, db, stories=(told.berk,))
    guid = held(small, db, stories=(told.es,))
    found = meetings.one(db, coach, guid)
    assert [one.title for one in meetings.on_table(db, coach, found)[0]] == ["De fiets"]
    consent.withdraw(db, small.operator(db), small.persons["Es moeder"], "analyse", today(db))
    assert meetings.on_table(db, coach, found) == ([], {"out of reach": 1})
    meetings.change(db, coach, guid, Plan("Anders", "2022-03-25"))
    assert meetings.on_table(db, coach, meetings.one(db, coach, guid)) == ([], {"out of reach": 1})


def test_minutes_are_files(small: SmallPilot, db: Database) -> None:
    """What was learnt and agreed stands in the document; the table has a row for each agreement; the pdf is one."""
    import docx

    coach, guid = small.viewers["coach"], held(small, db)
    meetings.save(db, coach, guid, Written("twee coaches", "Geld op tijd helpt.", 1))
    agreements.agree(db, coach, guid, "Zelf beslissen.", "coördinator", "2022-06-01")
    asked = Asked(small.pilot, db, coach, {"meeting": guid})
    text = "\n".join(one.text for one in docx.Document(io.BytesIO(MINUTES.formats["docx"].write(asked))).paragraphs)
    assert "Geld op tijd helpt." in text
    assert "Zelf beslissen. · coördinator" in text
    assert MINUTES.formats["pdf"].write(asked).startswith(b"%PDF-")
    assert "coördinator" in MINUTES.formats["csv"].write(asked).decode("utf-8-sig")
