"""Somebody of a family tells on the coach's device: a story in her voice, that the coach does not read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pilot import access
from pilot.clock import today
from pilot.errors import BadInput, NotAllowed, NotFound
from pilot.families import consent
from stories import due
from stories.entry import drafts, keeping, telling
from stories.listing import stories
from stories.retelling import is_mine
from stories.timeline.timeline import timeline
from texts.documents import transcript

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot

PAGE = "page0000"


def told(draft: drafts.Draft, **more: Any) -> dict[str, Any]:
    """What the family's page sends."""
    return {**draft.body, "answers": {"own_happened": "Ik heb zelf gebeld."}, "course": "success",
            "meaning": {"say": {"place": 90}}} | more


@pytest.fixture
def begun(small: SmallPilot, db: Database) -> drafts.Draft:
    """A draft in which the mother of family Berk tells."""
    coach = small.viewers["coach"]
    guid = telling.begin(db, coach, small.persons["Berk moeder"], "gezin_kort")
    return drafts.draft(db, coach, guid)


def keep(small: SmallPilot, db: Database, draft: drafts.Draft, body: dict[str, Any], n: int = 1) -> keeping.Kept:
    """Keep it as the coach's account, from the family's page."""
    return telling.keep(db, small.viewers["coach"], draft.guid, {**draft.versions, PAGE: n}, body)


def test_it_is_the_voice_of_who_told_it(small: SmallPilot, db: Database, begun: drafts.Draft) -> None:
    """A document in the family's voice with real names in it until somebody took them out; kept twice it is one."""
    kept = keep(small, db, begun, told(begun))
    again = keep(small, db, begun, told(begun), 1)
    assert kept.document == again.document != ""
    row = db.conn.execute(
        "SELECT d.voice, d.title, d.told_on, v.kind, t.voice, p.guid, s.form FROM document d"
        " JOIN story s USING (story_id) JOIN document_version v USING (document_id)"
        " JOIN turn t USING (version_id) JOIN person p USING (person_id)"
        " WHERE d.guid = ?", (kept.document,)).fetchall()
    assert row == [("family", "Something that happened", today(db), "raw", "family", small.persons["Berk moeder"], 1)]


def test_the_coach_knows_of_it_and_does_not_read_it(small: SmallPilot, db: Database, begun: drafts.Draft) -> None:
    """It stands on the line of the family without a title; nothing of it opens for her, as draft or as story."""
    coach = small.viewers["coach"]
    assert due.my_drafts(db, coach) == []
    assert [name for _draft, name in telling.begun(db, coach)] == ["Moeder Berk"]
    document = keep(small, db, begun, told(begun)).document
    line = [one for one in timeline(db, coach, small.families["Berk"]).items if one.kind == "story"]
    assert [(one.title, one.voice, one.document) for one in line] == [("", "family", "")]
    assert stories(db, coach) == []
    assert not is_mine(db, coach, document)
    with pytest.raises(NotFound):
        transcript(db, coach, document)
    with pytest.raises(NotFound):
        access.require_document(db, coach, document)
    assert transcript(db, small.prepares(db), document)["voice"] == "family"


def test_she_needs_consent_to_tell(small: SmallPilot, db: Database, begun: drafts.Draft) -> None:
    """Nobody without consent is offered; withdrawn while she tells, nothing is kept and what was typed stays."""
    coach, mother = small.viewers["coach"], small.persons["Berk moeder"]
    assert [(one.name, one.may) for one in telling.tellers(db, coach)] == [("Moeder Berk", True)]
    consent.withdraw(db, small.operator(db), mother, "analyse", today(db))
    assert not telling.tellers(db, coach)[0].may
    with pytest.raises(BadInput):
        telling.begin(db, coach, mother, "gezin_kort")
    with pytest.raises(BadInput):
        keep(small, db, begun, told(begun))
    assert drafts.draft(db, coach, begun.guid).body["answers"] == {"own_happened": "Ik heb zelf gebeld."}
    assert db.conn.execute("SELECT count(*) FROM story").fetchone() == (0,)


@pytest.mark.parametrize(("more", "fields"), [
    ({"answers": {}}, ["text"]), ({"course": ""}, ["course"]), ({"answers": {}, "course": "x"}, ["text", "course"])])
def test_what_is_missing_is_said(
    small: SmallPilot, db: Database, begun: drafts.Draft, more: dict[str, Any], fields: list[str]
) -> None:
    """Only that something was told, and how it went; the rest may stay open."""
    with pytest.raises(keeping.NotYet) as missing:
        keep(small, db, begun, told(begun, **more))
    assert list(missing.value.faults) == fields


def test_a_date_that_does_not_fit_is_left_out(small: SmallPilot, db: Database, begun: drafts.Draft) -> None:
    """Nobody of the family is asked about a slip in a date."""
    kept = keep(small, db, begun, told(begun, **{"from": "2999-01-01"}))
    assert db.conn.execute("SELECT event_from FROM document WHERE guid = ?", (kept.document,)).fetchone() == (None,)


def test_a_coach_does_not_keep_it_herself(small: SmallPilot, db: Database, begun: drafts.Draft) -> None:
    """From her own form it cannot be kept, and another coach's family cannot be chosen."""
    coach = small.viewers["coach"]
    with pytest.raises(BadInput):
        keeping.keep(small.pilot, db, coach, begun.guid, {**begun.versions, PAGE: 1}, told(begun, title="x"))
    for who in ("Es moeder", "coach"):
        with pytest.raises((NotFound, NotAllowed, BadInput)):
            telling.begin(db, coach, small.persons[who], "gezin_kort")
    with pytest.raises(BadInput):
        telling.begin(db, coach, small.persons["Berk moeder"], "moment")
    assert telling.begin(db, coach, "", "", begun.guid) == begun.guid
