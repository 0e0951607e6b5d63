"""A draft becomes a story: checked by field, real names shown first, once."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from pilot.access import require_document
from pilot.clock import today
from pilot.errors import BadInput, Conflict, NotAllowed
from pilot.families import consent, register
from pilot.store.files import new_guid
from stories.entry import drafts, keeping
from stories.listing import stories
from tests.dump import dump
from texts.documents import documents, transcript

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot

PAGE = "page0000"


@pytest.fixture
def body(small: SmallPilot) -> dict[str, Any]:
    """A filled-in form about family Berk."""
    return {
        "family": small.families["Berk"], "template": "moment", "title": "De telefoon", "told_on": "2021-03-05",
        "when": "day", "from": "2021-03-04", "until": "", "course": "success", "domains": ["health", "children"],
        "no_names": True, "answers": {"did": "Ik wachtte.", "happened": "Moeder belde zelf.\r\n\r\nDat was nieuw 🙂."},
    }


def keep(
    small: SmallPilot, db: Database, body: dict[str, Any], guid: str = "", n: int = 1, **more: Any
) -> keeping.Kept:
    """Keep the draft as coach."""
    return keeping.keep(small.pilot, db, small.viewers["coach"], guid or new_guid(), {PAGE: n}, body, **more)


def test_a_draft_becomes_a_document_to_code(small: SmallPilot, db: Database, body: dict[str, Any]) -> None:
    """The story holds the coach's own words only, in the order of the template, and evaluators can read it."""
    kept = keep(small, db, body)
    coach, evaluator = small.viewers["coach"], small.viewers["evaluator"]
    read = transcript(db, evaluator, kept.document)
    assert [turn["text"] for turn in read["turns"]] == ["Moeder belde zelf.", "Dat was nieuw 🙂.", "Ik wachtte."]
    assert (read["kind"], read["voice"], read["title"]) == ("deidentified", "coach", "De telefoon")
    assert [d.guid for d in documents(db, evaluator)] == [kept.document]
    row = stories(db, coach)[0]
    assert (row.course, row.template, row.event_from, row.event_until) == (
        "success", "moment", "2021-03-04", None)
    assert {r[0] for r in db.conn.execute("SELECT domain FROM story_domain")} == {"health", "children"}
    assert drafts.open_drafts(db, coach) == []
    assert kept.draft.finished
    assert not kept.draft.body


def test_kept_twice_is_one_story(small: SmallPilot, db: Database, body: dict[str, Any]) -> None:
    """A double tap, or a try again after a lost answer, gives the same story."""
    guid = new_guid()
    first, second = keep(small, db, body, guid), keep(small, db, body, guid)
    assert first.document == second.document != ""
    assert db.conn.execute("SELECT count(*) FROM story").fetchone()[0] == 1


def test_words_typed_after_keeping_are_kept_in_a_draft(small: SmallPilot, db: Database, body: dict[str, Any]) -> None:
    """What was typed since on a page that did not hear the answer makes no second story and is not lost."""
    guid = new_guid()
    keep(small, db, body, guid)
    later = keep(small, db, body | {"title": "De telefoon, vervolg"}, guid, n=2)
    assert (later.split, later.document) == (True, "")
    assert [d.body["title"] for d in drafts.open_drafts(db, small.viewers["coach"])] == ["De telefoon, vervolg"]
    assert db.conn.execute("SELECT count(*) FROM story").fetchone()[0] == 1


def test_a_thrown_away_draft_makes_no_story(small: SmallPilot, db: Database, body: dict[str, Any]) -> None:
    """Keeping what was thrown away elsewhere says so."""
    coach, guid = small.viewers["coach"], new_guid()
    drafts.save(db, coach, guid, {PAGE: 1}, body)
    drafts.throw_away(db, coach, guid)
    with pytest.raises(Conflict, match="thrown away"):
        keep(small, db, body, guid)


@pytest.mark.parametrize(("change", "field"), [
    ({"family": ""}, "family"), ({"family": "iets anders"}, "family"), ({"from": ""}, "from"),
    ({"from": "2021-02-30"}, "from"), ({"from": "2999-01-01"}, "from"), ({"when": "period"}, "until"),
    ({"when": "period", "until": "2021-01-01"}, "until"), ({"told_on": ""}, "told_on"),
    ({"told_on": "2021-03-01"}, "told_on"), ({"answers": {}}, "text"), ({"answers": {"did": " \n "}}, "text"),
    ({"answers": "x"}, "text"), ({"course": ""}, "course"), ({"course": "super"}, "course"), ({"title": " "}, "title"),
    ({"title": "x" * 201}, "title"),
])
def test_what_is_missing_is_said_by_field(
    small: SmallPilot, db: Database, body: dict[str, Any], change: dict[str, Any], field: str
) -> None:
    """One sentence at the field, no story, and the draft is saved as it was typed."""
    guid = new_guid()
    with pytest.raises(keeping.NotYet) as caught:
        keep(small, db, body | change, guid)
    assert list(caught.value.faults) == [field]
    assert caught.value.sentence().endswith(".")
    assert db.conn.execute("SELECT count(*) FROM story").fetchone()[0] == 0
    assert drafts.draft(db, small.viewers["coach"], guid).body["title"] == (body | change)["title"]


def test_faults_come_in_the_order_of_the_form(small: SmallPilot, db: Database) -> None:
    """An empty form names every field that has to be filled in, from top to bottom."""
    with pytest.raises(keeping.NotYet) as caught:
        keep(small, db, {})
    assert list(caught.value.faults) == ["family", "from", "told_on", "text", "course", "title"]


def test_an_early_date_is_asked_about_first(small: SmallPilot, db: Database, body: dict[str, Any]) -> None:
    """A slip in the year is shown at its field, once per date, before anything is kept; said to be right it is kept."""
    guid, slip = new_guid(), body | {"from": "1921-03-04", "told_on": "2021-03-05"}
    asked = keep(small, db, slip, guid)
    assert (asked.document, asked.draft.finished) == ("", False)
    assert {name: one.about for name, one in asked.questions.items()} == {"from": "1921-03-04"}
    assert list(keep(small, db, slip | {"told_on": "1921-03-04"}, guid).questions) == ["from"]
    assert keep(small, db, slip, guid, sure=("1921-03-05",)).document == ""
    assert db.conn.execute("SELECT count(*) FROM story").fetchone()[0] == 0
    assert keep(small, db, slip, guid, sure=("1921-03-04",)).document


def test_another_coachs_family_is_not_there(small: SmallPilot, db: Database, body: dict[str, Any]) -> None:
    """A coach writes about her own families only."""
    with pytest.raises(keeping.NotYet) as caught:
        keep(small, db, body | {"family": small.families["Es"]})
    assert "not one of yours" in caught.value.faults["family"].sentence()


def test_a_family_without_consent_is_not_analysed(small: SmallPilot, db: Database, body: dict[str, Any]) -> None:
    """When nobody of the family consents any more, the story stays a draft."""
    consent.withdraw(db, small.operator(db), small.persons["Berk moeder"], "analyse")
    with pytest.raises(keeping.NotYet, match="withdrew consent"):
        keep(small, db, body)
    assert len(drafts.open_drafts(db, small.viewers["coach"])) == 1


@pytest.fixture
def named(small: SmallPilot, db: Database) -> None:
    """Family Berk's real names in the register."""
    boss = small.operator(db)
    register.set_family_name(small.pilot, db, boss, small.families["Berk"], "Van den Hazeveld")
    register.set_person_name(small.pilot, db, boss, small.persons["Berk moeder"], "Ilona Hazeveld")
    register.add_word(small.pilot, db, boss, "Obs De Turfschuit", "organisation", "[school]", small.families["Berk"])
    register.set_family_name(small.pilot, db, boss, small.families["Es"], "Kloosterling")


@pytest.mark.usefixtures("named")
def test_real_names_are_shown_before_anything_is_kept(small: SmallPilot, db: Database, body: dict[str, Any]) -> None:
    """Names in the text and the title are listed with what may replace them; nothing is kept yet."""
    guid = new_guid()
    told = "Met ilona naar obs de turfschuit. Kloosterling was er ook."
    text = body | {"title": "Ilona belt", "answers": {"did": told}}
    kept = keep(small, db, text, guid)
    assert kept.document == ""
    assert {(hit.found, hit.replacement) for hit in kept.names} == {
        ("Ilona", "Moeder Berk"), ("ilona", "Moeder Berk"), ("obs de turfschuit", "[school]"),
        ("Kloosterling", "[name]")}
    assert db.conn.execute("SELECT count(*) FROM story").fetchone()[0] == 0
    assert not kept.draft.finished


@pytest.mark.usefixtures("named")
def test_a_story_kept_with_names_counts_as_raw(small: SmallPilot, db: Database, body: dict[str, Any]) -> None:
    """Who keeps names in it on purpose is not stopped, but evaluators do not read it, whatever was ticked."""
    kept = keep(small, db, body | {"title": "Ilona belt"}, anyway=True)
    assert require_document(db, small.viewers["coach"], kept.document).kind == "raw"
    with pytest.raises(NotAllowed):
        require_document(db, small.viewers["evaluator"], kept.document)


@pytest.mark.usefixtures("named")
def test_a_word_that_is_no_name_here_does_not_stand_in_the_way(
    small: SmallPilot, db: Database, body: dict[str, Any]
) -> None:
    """The coach says which word means something else; the tick then counts."""
    kept = keep(small, db, body | {"title": "Ilona belt"}, not_names=("Ilona",))
    assert require_document(db, small.viewers["evaluator"], kept.document).kind == "deidentified"


@pytest.mark.usefixtures("named")
def test_names_never_stand_in_the_pilot_file(small: SmallPilot, db: Database, body: dict[str, Any]) -> None:
    """Looking for names leaves no name behind in events or anywhere but in what was typed."""
    keep(small, db, body | {"answers": {"did": "Een gewone dag."}})
    with closing(small.open()) as fresh:
        held = "\n".join(dump(fresh.conn))
    assert "Ilona" not in held
    assert "Hazeveld" not in held


def test_unticked_counts_as_raw(small: SmallPilot, db: Database, body: dict[str, Any]) -> None:
    """Without the tick the story is one that may hold real names."""
    kept = keep(small, db, body | {"no_names": False})
    assert require_document(db, small.viewers["coach"], kept.document).kind == "raw"


def test_only_coaches_keep_stories(small: SmallPilot, db: Database, body: dict[str, Any]) -> None:
    """Rights are asked in the use case itself."""
    for role in ("evaluator", "steering", "admin"):
        with pytest.raises((NotAllowed, BadInput)):
            keeping.keep(small.pilot, db, small.viewers[role], new_guid(), {PAGE: 1}, body)
    assert db.conn.execute("SELECT count(*) FROM draft").fetchone()[0] == 0


def test_hostile_text_is_kept_clean(small: SmallPilot, db: Database, body: dict[str, Any]) -> None:
    """Half emoji, control characters and decomposed accents become text that can be stored and searched."""
    typed = "cafe\u0301 \ud83d en \x00\x07nul\u2028regel"
    kept = keep(small, db, body | {"answers": {"did": typed}, "told_on": today(db)})
    texts = [turn["text"] for turn in transcript(db, small.viewers["evaluator"], kept.document)["turns"]]
    assert texts == ["caf\u00e9 \ufffd en nul", "regel"]
