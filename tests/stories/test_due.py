"""What waits: families about whom nothing was told lately, and drafts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from pilot import words
from pilot.clock import today
from pilot.errors import NotAllowed
from pilot.families import consent, people
from pilot.store.files import new_guid, write
from stories import due
from stories.entry import drafts, templates
from stories.entry.starting import starting
from stories.stories import NewStory, add_story

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot


def told(small: SmallPilot, db: Database, family: str, on: str) -> str:
    """A story of a family told on a day."""
    coach = small.persons["coach" if family == "Berk" else "coach2"]
    with write(db):
        return add_story(db, small.operator(db), NewStory(
            small.families[family], coach, "Een verhaal", ("Tekst.",), on, "steady", deidentified=True))


def names(rows: list[due.Quiet]) -> list[tuple[str, str | None]]:
    """Pseudonym and last telling of each row."""
    return [(row.pseudonym, row.last_told) for row in rows]


def test_families_without_a_story_since_a_day(small: SmallPilot, db: Database) -> None:
    """Those never told about first; a story on the day itself counts; conversations do not."""
    evaluator = small.viewers["evaluator"]
    small.interview(db)
    assert names(due.families_without_story(db, evaluator, "2021-01-01")) == [("Berk", None), ("Es", None)]
    told(small, db, "Berk", "2021-01-01")
    told(small, db, "Es", "2020-12-31")
    assert names(due.families_without_story(db, evaluator, "2021-01-01")) == [("Es", "2020-12-31")]
    assert names(due.families_without_story(db, small.viewers["coach"], "2021-02-01")) == [("Berk", "2021-01-01")]


def test_a_withdrawn_story_does_not_count(small: SmallPilot, db: Database) -> None:
    """What was withdrawn was not told."""
    guid = told(small, db, "Berk", "2021-01-01")
    db.conn.execute("UPDATE document SET withdrawn_at = '2021-02-01' WHERE guid = ?", (guid,))
    assert ("Berk", None) in names(due.families_without_story(db, small.viewers["evaluator"], "2020-01-01"))


def test_a_story_out_of_reach_does_not_count(small: SmallPilot, db: Database) -> None:
    """Nobody reads it, so its date is not told either; the family waits, and says that consent is missing."""
    told(small, db, "Berk", "2021-01-01")
    consent.withdraw(db, small.operator(db), small.persons["Berk moeder"], "analyse")
    rows = due.families_without_story(db, small.viewers["coach"], "2020-01-01")
    assert [(row.pseudonym, row.last_told, row.tellable) for row in rows] == [("Berk", None, False)]


def test_only_families_with_running_support_wait(small: SmallPilot, db: Database) -> None:
    """Nobody has to tell about a family whose support has ended."""
    yesterday = (date.fromisoformat(today(db)) - timedelta(days=1)).isoformat()
    people.end_support(db, small.operator(db), small.families["Es"], yesterday)
    assert names(due.families_without_story(db, small.viewers["evaluator"], today(db))) == [("Berk", None)]


def test_a_coach_is_asked_about_families_she_supports_now(small: SmallPilot, db: Database) -> None:
    """A family handed over waits for its new coach."""
    db.conn.execute("UPDATE coaching SET until_on = '2020-06-01'")
    assert due.families_without_story(db, small.viewers["coach"], today(db)) == []


def test_drafts_are_called_by_title_or_first_words(small: SmallPilot, db: Database) -> None:
    """The last changed first; a family that is not hers has no name."""
    coach = small.viewers["coach"]
    drafts.save(db, coach, new_guid(), {"page0000": 1}, {
        "family": small.families["Es"],
        "answers": {"did": "Een heel lang begin van een verhaal dat niet op de regel past"}})
    drafts.save(db, coach, new_guid(), {"page0000": 1}, {"family": small.families["Berk"], "title": "Kort"})
    drafts.save(db, coach, new_guid(), {"page0000": 1}, {})
    rows = sorted(due.my_drafts(db, coach), key=lambda row: str(row.title))
    assert [(row.title, row.family) for row in rows] == [
        ("", ""), ("Een heel lang begin van een verhaal dat niet op …", ""), ("Kort", "Berk")]
    assert due.my_drafts(db, small.viewers["coach2"]) == []
    with pytest.raises(NotAllowed):
        due.my_drafts(db, small.viewers["evaluator"])


@pytest.mark.parametrize("language", ["nl", "en"])
def test_templates_are_short_and_said_in_both_languages(language: str) -> None:
    """What comes with the program has few questions each; one that two templates share has one answer."""
    forms = starting()
    shown = templates.shown(forms, language=language)
    assert [one["key"] for one in shown] == ["moment", "bezoek", "terugblik", "vijf", "uitgebreid"]
    for one in shown:
        assert 2 <= len(one["prompts"]) <= 8
    questions = {p["question"] for one in shown for p in one["prompts"]}
    with words.speaking(language):
        assert ("Wat deed jij?" in questions) == (language == "nl")
    for template in forms.templates:
        assert sorted(forms.order(template.key)) == sorted(forms.answers)
