"""A kept story is corrected by who told it, with the codings on it, or withdrawn with a reason."""

from __future__ import annotations

from contextlib import closing, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from coding.book import codebook
from coding.marks.actions import apply_ops
from coding.marks.codings import codings
from pilot import words
from pilot.access import reach
from pilot.clock import today
from pilot.config import ROOT
from pilot.errors import AskFirst, BadInput, Conflict, NotFound, Withdrawn
from pilot.families import people, register, support
from pilot.store.files import new_guid, write
from pilot.visit import Visit
from stories import retelling
from stories.listing import stories
from stories.stories import NewStory, add_story
from texts.documents import bring_back, transcript

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlite_utils import Database

    from tests.builder import SmallPilot

LINES = ("Moeder belde zelf.", "Dat was nieuw 🙂.")


@pytest.fixture
def story(small: SmallPilot, db: Database) -> str:
    """A story of the first coach about Berk, free of names, with one coding of an evaluator on its second line."""
    viewer = small.viewers["evaluator"]
    codebook.adopt(db, viewer, (ROOT / "codebook.yaml").read_text(encoding="utf-8"))
    with write(db):
        guid = add_story(db, small.viewers["coach"], NewStory(
            small.families["Berk"], small.persons["coach"], "De telefoon", LINES, "2021-03-05", "success",
            deidentified=True))
    start = len(LINES[0]) + 1
    apply_ops(db, viewer, guid, [{"op": new_guid(), "kind": "add", "coding": new_guid(), "code": "klik",
                                  "start": start, "end": start + len(LINES[1])}])
    return guid


def words_of(db: Database, small: SmallPilot, guid: str, who: str = "evaluator") -> list[str]:
    """What somebody reads now, by turn."""
    return [turn["text"] for turn in transcript(db, small.viewers[who], guid)["turns"]]


def test_a_correction_is_a_new_version_with_the_codings(small: SmallPilot, db: Database, story: str) -> None:
    """The words before stay in their version; what was coded stands at the same words in the new one."""
    was = retelling.told(db, small.viewers["coach"], story)
    assert (was.title, was.text, was.course, was.number) == ("De telefoon", "\n".join(LINES), "success", 1)
    new = replace(was, title="De telefoon ging", text="Eerst niets.\r\n\r\nMoeder belde zelf.\nDat was nieuw 🙂.",
                  course="steady")
    assert retelling.kept(db, small.viewers["coach"], story) is None
    assert retelling.retell(small.pilot, db, small.viewers["coach"], story, new, no_names=True) == ()
    kept = retelling.kept(db, small.viewers["coach"], story)
    assert kept is not None
    assert (kept.waits, retelling.kept(db, small.viewers["coach2"], story)) == (False, None)
    assert words_of(db, small, story) == ["Eerst niets.", *LINES]
    found = codings(db, small.viewers["evaluator"], story)
    text = "\n".join(["Eerst niets.", *LINES])
    assert [text[one["start"]:one["end"]] for one in found["codings"]] == [LINES[1]]
    assert db.conn.execute("SELECT text FROM document_version WHERE number = 1").fetchone()[0] == "\n".join(LINES)
    row = stories(db, small.viewers["coach"])[0]
    assert (row.title, row.course) == ("De telefoon ging", "steady")
    assert [one[0] for one in db.conn.execute(
        "SELECT verb FROM event WHERE subject_guid = ? AND verb = 'revised'", (story,))] == ["revised"]


def test_without_her_word_on_names_it_waits(small: SmallPilot, db: Database, story: str) -> None:
    """Evaluators go on reading the text without names until somebody looked; she corrects her own last words."""
    coach = small.viewers["coach"]
    was = retelling.told(db, coach, story)
    retelling.retell(small.pilot, db, coach, story, replace(was, text="Heel anders."))
    assert words_of(db, small, story) == list(LINES)
    assert retelling.told(db, coach, story).text == "Heel anders."
    kept = retelling.kept(db, coach, story)
    assert kept is not None
    assert kept.waits


def test_real_names_are_shown_first(small: SmallPilot, db: Database, story: str) -> None:
    """Words of the register stop it until she says so; it then counts as a text with names."""
    coach = small.viewers["coach"]
    register.set_family_name(small.pilot, db, small.viewers["admin"], small.families["Berk"], "Vermeer")
    new = replace(retelling.told(db, coach, story), text="Bij de familie Vermeer.")
    assert retelling.retell(small.pilot, db, coach, story, new, no_names=True) == ("Vermeer",)
    assert retelling.told(db, coach, story).number == 1
    assert retelling.retell(small.pilot, db, coach, story, new, no_names=True, anyway=True) == ()
    assert words_of(db, small, story) == list(LINES)


def test_what_cannot_be(small: SmallPilot, db: Database, story: str) -> None:
    """Nothing changed, no words, no title, changed meanwhile, somebody else's, no story: nothing is changed."""
    coach = small.viewers["coach"]
    was = retelling.told(db, coach, story)
    for new, error in ((was, BadInput), (replace(was, text=" \n "), BadInput), (replace(was, title=" "), BadInput),
                       (replace(was, course="odd"), BadInput), (replace(was, text="x", number=7), Conflict)):
        with pytest.raises(error):
            retelling.retell(small.pilot, db, coach, story, new)
    for guid, who in ((story, "coach2"), (small.interview(db, voice="coach"), "coach"), ("nothing", "coach")):
        with pytest.raises(NotFound):
            retelling.told(db, small.viewers[who], guid)
        with pytest.raises(NotFound):
            retelling.take_back(db, small.viewers[who], guid, "dubbel")
    assert retelling.told(db, coach, story) == was
    assert [retelling.is_mine(db, small.viewers[who], story) for who in ("coach", "coach2", "evaluator")] == [
        True, False, False]


def test_when_it_happened_and_was_told_is_said_anew(small: SmallPilot, db: Database, story: str) -> None:
    """Dates change without a new version; one in the future or turned round is a fault, an early one a question."""
    coach = small.viewers["coach"]
    was = retelling.told(db, coach, story)
    assert was.days == ("2021-03-05", None, None)
    new = replace(was, told_on="2021-04-01", event_from="2021-02-01", event_until="2021-02-20")
    assert retelling.retell(small.pilot, db, coach, story, new) == ()
    now = retelling.told(db, coach, story)
    assert (now.days, now.number, words_of(db, small, story)) == (new.days, 1, list(LINES))
    for odd, error in (({"told_on": "2091-01-01"}, BadInput), ({"told_on": ""}, BadInput), ({"told_on": "x"}, BadInput),
                       ({"event_until": "2021-01-01"}, BadInput), ({"event_from": None, "event_until": None}, BadInput),
                       ({"event_from": "1990-01-01"}, AskFirst), ({"event_until": "2021-05-01"}, AskFirst)):
        with pytest.raises(error):
            retelling.retell(small.pilot, db, coach, story, replace(now, **odd))
    assert retelling.told(db, coach, story) == now
    retelling.retell(small.pilot, db, coach, story, replace(now, event_from="1990-01-01"), sure=["1990-01-01"])
    assert retelling.told(db, coach, story).event_from == "1990-01-01"


def test_withdrawn_with_a_reason(small: SmallPilot, db: Database, story: str) -> None:
    """Nobody reads it any more, the reason is kept, and an administrator can bring it back with its codings."""
    with pytest.raises(BadInput):
        retelling.take_back(db, small.viewers["coach"], story, " ")
    retelling.take_back(db, small.viewers["coach"], story, "Het was een ander gezin.")
    with pytest.raises(Withdrawn):
        retelling.told(db, small.viewers["coach"], story)
    assert stories(db, small.viewers["coach"]) == []
    assert db.conn.execute("SELECT withdrawn_reason FROM document WHERE guid = ?", (story,)).fetchone()[0] == (
        "Het was een ander gezin.")
    bring_back(db, small.viewers["admin"], story)
    assert len(codings(db, small.viewers["evaluator"], story)["codings"]) == 1


def test_a_coach_whose_support_ended_sees_no_real_names(small: SmallPilot, db: Database) -> None:
    """The last day still shows them, the day after none: neither names nor words of the lexicon."""
    admin, coach = small.viewers["admin"], small.viewers["coach"]
    register.set_family_name(small.pilot, db, admin, small.families["Berk"], "Vermeer")
    register.set_person_name(small.pilot, db, admin, small.persons["Berk moeder"], "Janneke Vermeer")
    register.add_word(small.pilot, db, admin, "Ganzenpad", "address", "[straat]", small.families["Berk"])

    def shown() -> tuple[int, int]:
        return (len([row for row in register.names(small.pilot, db, coach) if row.family_guid]),
                len([row for row in register.lexicon(small.pilot, db, coach) if row.family_guid]))

    support.end_coaching(db, admin, small.persons["coach"], small.families["Berk"], today(db))
    assert shown() == (2, 1)
    db.conn.execute("UPDATE coaching SET until_on = date(?, '-1 day') WHERE coach_id = ?", (today(db), coach.coach_id))
    assert shown() == (0, 0)
    assert len(register.names(small.pilot, db, admin)) == 2


def test_nor_when_the_support_of_the_whole_family_ended(small: SmallPilot, db: Database) -> None:
    """Nobody ended her coaching, but the family's support: names go the day after, and come back with new support."""
    admin, coach, berk = small.viewers["admin"], small.viewers["coach"], small.families["Berk"]
    register.set_family_name(small.pilot, db, admin, berk, "Vermeer")
    register.add_word(small.pilot, db, admin, "Ganzenpad", "address", "[straat]", berk)

    def shown() -> tuple[int, int]:
        return (len([row for row in register.names(small.pilot, db, coach) if row.family_guid]),
                len([row for row in register.lexicon(small.pilot, db, coach) if row.family_guid]))

    stamps = [reach.stamp(db)]  # by which a page of hers that is open notices
    people.end_support(db, admin, berk, today(db))
    stamps.append(reach.stamp(db))
    assert shown() == (1, 1)
    db.conn.execute("UPDATE support_period SET ends_on = date(?, '-1 day')", (today(db),))
    assert shown() == (0, 0)
    assert len(register.names(small.pilot, db, admin)) == 1
    support.start_support(db, admin, berk, today(db))
    stamps.append(reach.stamp(db))
    assert shown() == (1, 1)
    assert len(set(stamps)) == len(stamps)


@pytest.fixture
def page(small: SmallPilot, story: str, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The page of the story, opened by its writer."""

    @contextmanager
    def here() -> Iterator[Visit]:
        words.use("en")
        with closing(small.open()) as db:
            yield Visit(small.home, None, small.pilot, db, small.viewers["coach"])  # type: ignore[arg-type]

    monkeypatch.setattr("views.retell.page.here", here)
    test = AppTest.from_string("from views.retell import page\npage.page()", default_timeout=240)
    test.query_params["document"] = story
    test.run()
    assert not test.exception
    return test


def press(page: AppTest, label: str) -> None:
    """Press a button."""
    next(one for one in page.button if one.label == label).click().run()
    assert not page.exception


def test_the_page_corrects_and_withdraws(page: AppTest, small: SmallPilot, db: Database, story: str) -> None:
    """What is stored fills the fields; a name stops it until it is said; a withdrawn story says so."""
    register.set_family_name(small.pilot, db, small.viewers["admin"], small.families["Berk"], "Vermeer")
    assert page.text_area[0].value == "\n".join(LINES)
    page.text_area[0].set_value("Bij Vermeer.\nGoed.")
    press(page, "Keep the corrected story")
    assert "Vermeer" in page.warning[0].value
    assert page.text_area[0].value == "Bij Vermeer.\nGoed."
    page.text_area[0].set_value("Bij Berk.\nGoed.")
    field = page.text_input[1].proto.id
    next(box for box in page.checkbox if "no real names" in box.label).check()
    press(page, "Keep the corrected story")
    assert words_of(db, small, story) == ["Bij Berk.", "Goed."]
    assert [one.value.endswith("The team reads it as it stands here.") for one in page.success] == [True]
    page.text_area[0].set_value("Bij Berk.\nBeter.").run()
    assert not page.success, "what is changed since was not kept"
    assert page.text_input[1].proto.id == field, "the browser keeps what another form holds, for it is the same form"
    press(page, "Withdraw this story")
    assert page.error[0].value
    page.text_input[1].set_value("Een ander gezin.")
    press(page, "Withdraw this story")
    assert any("has been withdrawn" in one.proto.body for one in page.get("html"))
