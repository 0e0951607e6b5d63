"""The pages on which a pilot words what is asked, and sees what tellers say of the meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.store.files import write
from stories.entry import wording
from stories.meaning.values import Value
from stories.stories import NewStory, add_story

if TYPE_CHECKING:
    from sqlite_utils import Database
    from streamlit.testing.v1 import AppTest

    from tests.builder import SmallPilot
    from tests.views.conftest import Opener


def html_of(page: AppTest) -> str:
    """All html of ours on a page."""
    return " ".join(element.proto.body for element in page.get("html"))


def test_a_question_is_added_and_put_first(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """What is saved is a new version; the page shows how it is asked now, and an empty name is one sentence."""
    page = open_page("templates", "evaluator")
    assert not page.exception
    new = [one for one in page.text_input if str(one.key).endswith("-new-question-nl")]
    place = [one for one in page.number_input if str(one.key).endswith("-new-at")]
    new[0].set_value("Wie was erbij?")
    place[0].set_value(1)
    page.button[0].click().run()
    assert not page.exception
    forms = wording.newest(db)
    assert forms.number == 2
    assert [one.key for one in forms.template("moment").prompts][:2] == ["wie_was_erbij", "happened"]
    assert "Wie was erbij?" in html_of(page)
    for language in ("nl", "en"):
        next(one for one in page.text_input if str(one.key).endswith(f"-name-{language}")).set_value("")
    page.button[0].click().run()
    assert [one.value for one in page.error] == [
        "Something has no words yet. Fill it in, in Dutch or in English."]
    assert wording.newest(db).number == 2


def test_what_was_answered_cannot_be_worded_otherwise(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """The page says so before anybody tries."""
    _signified(small, db)
    page = open_page("templates", "admin")
    page.segmented_control(key="part").set_value("meaning").run()
    page.selectbox(key="signifier").set_value("say").run()
    assert not page.exception
    assert "Its words stay" in page.info[0].value
    page.selectbox(key="signifier").set_value("feels").run()
    assert not page.info


def test_every_answer_is_shown_out_of_all_stories(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """Of how many stories it is, what became of the others, and each answer in words behind it."""
    assert "Nothing yet" in html_of(open_page("meaning", "evaluator"))
    _signified(small, db)
    page = open_page("meaning", "evaluator")
    assert not page.exception
    assert [one.value for one in page.subheader] == ["What helped most in this story?", "Who had the say?"]
    assert page.caption[1].value.startswith("1 story answered; 0 said that it does not fit, 0 left it open, 1 were not")
    shown = html_of(page)
    assert "more the family decided (70 of 100)" in shown
    assert "left open" in shown
    document = db.conn.execute(
        "SELECT document.guid FROM document JOIN story USING (story_id) WHERE form = 1").fetchone()[0]
    one = html_of(open_page("meaning", "evaluator", document=document))
    assert "<dt>Who had the say?</dt><dd>more the family decided (70 of 100)</dd>" in one
    assert "<h3>What happened?</h3><p>Het ging.</p>" in one
    page.segmented_control(key="whose").set_value("family").run()
    assert not page.subheader


def _signified(small: SmallPilot, db: Database) -> None:
    """A story whose teller said what it means, and one from before anybody was asked."""
    with write(db):
        for form, meaning in ((1, {"say": Value(place=70)}), (0, {})):
            add_story(db, small.viewers["coach"], NewStory(
                small.families["Berk"], small.persons["coach"], "Bezoek", ("Het ging.",), "2021-05-01", "success",
                deidentified=True, form=form, questions=("happened",), meaning=meaning))
