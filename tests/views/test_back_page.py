"""The page on which words go back to a family, and that of events that several voices tell of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from stories.back import asking, preparing
from stories.back.asking import Says
from stories.events import writing
from stories.events.writing import New, Tells
from tests.stories.back.conftest import passages
from tests.stories.choose.world import chosen, two
from texts import documents

if TYPE_CHECKING:
    from sqlite_utils import Database
    from streamlit.testing.v1 import AppTest

    from tests.builder import SmallPilot
    from tests.views.conftest import Opener

TOWN = Says(frozenset({"team", "municipality"}), "household")


def html(page: AppTest) -> str:
    """All of our own html on the page."""
    assert not page.exception
    return " ".join(element.proto.body for element in page.get("html"))


def press(page: AppTest, label: str) -> AppTest:
    """The page after a button was pressed."""
    return next(one for one in page.button if one.label == label).click().run()


def prepared(small: SmallPilot, db: Database, *spans: tuple[int, int]) -> tuple[str, str]:
    """What goes back to Es with these passages, and its document."""
    document = small.interview(db, "Es")
    guid = preparing.begin(db, small.viewers["coach2"], small.families["Es"])
    preparing.choose(db, small.viewers["evaluator"], guid, document, list(spans))
    return guid, document


@pytest.mark.slow
def test_going_through_it(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """The coach says how, asks about each passage and closes it; an unanswered question stops her."""
    guid, _document = prepared(small, db, (33, 48), (49, 77))
    page = press(open_page("back", "coach2", **{"return": guid}), "Begin with the first passage")
    page = open_page("back", "coach2", **{"return": guid, "ask": "1"})
    assert page.title[0].value == "Passage 1 of 2"
    assert "Zij belde zelf." in html(page)
    page = press(page, "Keep and go on")
    assert "each of the three" in page.error[0].value
    for question, may in zip([one for one in page.radio if one.label.startswith("May")], (True, False, False),
                             strict=True):
        question.set_value(may)
    page = press(page.run(), "Keep and go on")
    assert not page.error
    assert db["family_answer"].count == 1
    page = press(open_page("back", "coach2", **{"return": guid, "ask": "2"}), "Nothing may be quoted")
    assert db["family_answer"].count == 2
    page = press(open_page("back", "coach2", **{"return": guid, "ask": "3"}), "This is done")
    assert "May be quoted to: the team" in html(open_page("back", "coach2", **{"return": guid}))
    assert "done" in html(open_page("back", "coach2"))


def test_what_changed_is_said_and_chosen_anew(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """The text was changed since: the page shows what stands there now, and asks about that instead; what is proposed
    to be asked is there for evaluators."""
    guid, document = prepared(small, db, (33, 48))
    documents.revise(db, small.operator(db), document, [
        documents.NewTurn("Hoe ging het toen met de school?", "Coach", "coach"),
        documents.NewTurn("Zij belde nooit zelf. Ze wist nog wat ik zei.", "Moeder", "family")],
        kind="deidentified", engine="test")
    page = open_page("back", "evaluator", **{"return": guid})
    assert "The text was changed since. Now it says:" in html(page)
    page = press(page, "Ask about these words instead")
    assert "Zij belde nooit zelf." in html(open_page("back", "coach2", **{"return": guid}))


@pytest.mark.slow
def test_an_answer_is_taken_back(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """With one button; the page then says to ask again, and a correction waits for who prepares texts."""
    guid, _document = prepared(small, db, (33, 48))
    coach = small.viewers["coach2"]
    (passage,) = passages(db, guid)
    asking.sit(db, coach, guid, "2021-06-01", "phone")
    asking.answer(db, coach, guid, passage, TOWN)
    asking.correct(small.pilot, db, coach, guid, passage, "Het was in mei.")
    page = press(open_page("back", "coach2", **{"return": guid}), "The family takes this answer back")
    page.button(key="yes").click().run()
    assert "ask again" in html(open_page("back", "coach2", **{"return": guid}))
    small.prepares(db)
    page = press(open_page("back", "evaluator"), "Dealt with")
    assert not page.error
    assert db.conn.execute("SELECT settled_at FROM family_correction").fetchone()[0]


def test_what_came_of_a_story(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """Quietly that it was not read yet; then the month; of a round that chose it the way there. An evaluator sees none
    of it, nor does another coach."""
    told = two(small, db)
    assert "What came of it: not read by the team yet." in html(open_page("stories", "coach"))
    documents.transcript(db, small.viewers["evaluator"], told.berk)
    guid = chosen(small, db, told, told.berk)
    shown = html(open_page("stories", "coach"))
    assert "What came of it: read by the team, first in " in shown
    assert "not coded yet · chosen in Ronde." in shown
    assert f"/choose?round={guid}" in html(open_page("retell", "coach", document=told.berk))
    assert "What came of it" not in html(open_page("stories", "evaluator"))
    assert told.berk not in html(open_page("stories", "coach2"))


@pytest.mark.slow
def test_a_word_that_was_taken_out_is_not_asked_about(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """A number found in a corrected story goes from the question once it is out of the text; what is left stays."""
    page = open_page("retell", "coach", document=two(small, db).berk)
    words = page.text_area[0].value
    page.text_area[0].set_value(f"{words} Bel 06-12345678 of 06-87654321.").run()
    page = press(page, "Keep the corrected story")
    assert "06-12345678, 06-87654321" in page.warning[0].value.replace("\\", "")
    page.text_area[0].set_value(f"{words} Bel 06-87654321.").run()
    assert ": 06-87654321" in page.warning[0].value.replace("\\", "")
    page.text_area[0].set_value(words).run()
    assert not page.warning


@pytest.mark.slow
def test_voices_beside_each_other(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """A column for each voice; that they differ is noted on the page, and stays."""
    viewer = small.viewers["evaluator"]
    guid, _found = writing.add(small.pilot, db, viewer, small.families["Berk"], New("De verhuizing", "2021-02-01"))
    writing.link(db, viewer, guid, small.interview(db), (33, 48))
    writing.tell(small.pilot, db, viewer, guid, Tells("coach", "Het was een chaos."))
    assert "De verhuizing" in html(open_page("events", "coach"))
    page = open_page("events", "evaluator", event=guid)
    shown = html(page)
    assert shown.index("Family</h2>") < shown.index("Zij belde zelf.") < shown.index("Het was een chaos.")
    about = next(one for one in page.text_input if one.label == "About what")
    about.set_value("Wie het besloot")
    for area in page.text_area:
        if area.label in ("What the family says", "What the coach says"):
            area.set_value(f"{area.label}: ik.")
    keep = [one for one in page.button if one.label == "Keep"][0]
    page = keep.click().run()
    assert not page.error
    assert "Wie het besloot" in html(open_page("events", "evaluator", event=guid))
    assert "Wie het besloot" not in html(open_page("events", "coach", event=guid))
